"""Web pages: visible prose in order, tables with spans, no menus, and the metadata of content systems."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.web_page import read_web_page
from schemas.documents import Document


def page(body: str, head: str = "") -> Document:
    return read_web_page(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), "x.html")


def prose(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]


def grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[place.text if place else "" for place in line] for line in document.tables[number].grid()]


def test_torn_text_is_one_run_and_breaks_end_paragraphs() -> None:
    document = page(
        "<p>预算收入<span>2468</span><span>.13</span>万元，<b>其中</b>：<br>基金&nbsp;0&nbsp;万元</p><div>甲<p>乙</p>丙</div>"
    )
    assert prose(document) == ["预算收入2468.13万元，其中：", "基金 0 万元", "甲", "乙", "丙"]


def test_source_lines_do_not_split_chinese_words() -> None:
    assert prose(page("<p>一般公共\n    预算 and\nothers\u200b 1.5</p>")) == ["一般公共预算 and others 1.5"]


def test_hidden_and_scripted_content_is_left_out() -> None:
    document = page(
        "<script>var a='1'</script><style>p{}</style><nav>导航</nav><p style='DISPLAY : none'>隐</p><p hidden>藏</p>"
        "<div style='visibility:hidden'>看不见<p>里面</p></div><p>看得见</p><template><p>模板</p></template><!-- 注 -->"
    )
    assert prose(document) == ["看得见"]


@pytest.mark.parametrize(
    "written",
    [
        "<del>9.9</del>12.50",
        "<s>9</s>12.50",
        "<span style='font-size:0'>9</span>12.50",
        "<span style='font-size:0.5em'>1</span>2.50",
        "12.50<sup>2</sup>",
        "12.50<sup><a href='#n'>[3]</a></sup>",
        "12.50<sup>①</sup>",
    ],
)
def test_what_is_struck_out_or_marks_a_note_is_no_part_of_a_number(written: str) -> None:
    assert prose(page(f"<p>共{written}万元</p>")) == ["共12.50万元"]


def test_raised_digits_of_a_unit_stay() -> None:
    assert prose(page("<p>面积120 m<sup>2</sup></p>")) == ["面积120 m2"]


def test_collapsed_rows_are_left_out() -> None:
    rows = "<tr><td>甲<td>1</tr><tr style='visibility: collapse'><td>乙<td>2</tr><tr><td>丙<td>3</tr>"
    assert grid(page(f"<table>{rows}</table>")) == [["甲", "1"], ["丙", "3"]]


def test_menu_items_go_and_attachments_and_anchors_stay() -> None:
    document = page(
        "<ul><li><a href='/a/'>首页</a></li><li><a href='/b.htm'>政务公开</a></li></ul>"
        "<p><a href='/files/budget.pdf'>附件：部门预算表</a></p><p><a name='_Toc1'>一、概况</a></p>"
        "<p><a href='#s2'>二、收支</a></p><p>见<a href='/c'>说明</a></p>"
    )
    assert prose(document) == ["附件：部门预算表", "一、概况", "二、收支", "见说明"]


def test_tables_with_spans_captions_and_line_breaks() -> None:
    document = page(
        "<table><caption>收支表</caption>"
        "<thead><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><th>本年<th>上<br>年</tr></thead>"
        "<tbody><tr><td><p>一、</p><p>收入</p><td><span>1</span>2.5<td>&nbsp;</tbody></table>"
    )
    assert prose(document) == ["收支表"]
    assert grid(document) == [["项目", "金额", "金额"], ["项目", "本年", "上\n年"], ["一、\n收入", "12.5", ""]]


def test_a_row_span_of_zero_runs_to_the_end_of_its_group() -> None:
    document = page(
        "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3</table>",
    )
    assert grid(document) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


def test_nested_tables_tables_in_layout_and_tables_after_the_end() -> None:
    inner = "<table><tr><td>内1<td>内2</table>"
    body = (
        f"<table><tr><td><h2>一、说明</h2><p>正文。</p><table><tr><td>名称<td>甲<tr><td>指标<td>如下{inner}</table></table>"
        "</body></html><table><tr><td>后1<td>后2</table>"
    )
    document = page(body)
    assert [(p.text, p.heading_level) for p in document.paragraphs] == [("一、说明", 2), ("正文。", None)]
    assert [grid(document, n) for n in range(3)] == [
        [["名称", "甲"], ["指标", "如下"]],
        [["内1", "内2"]],
        [["后1", "后2"]],
    ]


def test_spans_beyond_reason_are_cut() -> None:
    document = page("<table><tr><td colspan=100000>宽<tr><td rowspan=65000>a<td>b</table>")
    table = document.tables[0]
    assert (table.row_count, table.column_count) == (2, 2)


def test_preformatted_lines_are_paragraphs() -> None:
    assert prose(page("<pre>一、收入\n12.5 万元\n</pre>")) == ["一、收入", "12.5 万元"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            '<meta name="ArticleTitle" content="某局2026年预算"><meta name="PubDate" content="2026-02-03">',
            "<p>正文</p>",
            ["某局2026年预算", "发布日期：2026-02-03", "正文"],
        ),
        (
            '<meta name="articletitle" content="某局2026年预算"><meta name="PubDate" content="2026-02-03 10:00">',
            "<p>来源</p><h3>某局 2026年预算</h3><p>正文</p>",
            ["来源", "某局 2026年预算", "发布日期：2026-02-03 10:00", "正文"],
        ),
        ("<title>某局2026年部门预算_公开_某市门户</title>", "<p>正文</p>", ["某局2026年部门预算", "正文"]),
        (
            "<title>某局2026年部门预算-某市门户</title>",
            "<p>某局2026年部门预算</p><p>正文</p>",
            ["某局2026年部门预算", "正文"],
        ),
        ("<title>某局_2026年部门预算_某市门户</title>", "<p>正文</p>", ["某局_2026年部门预算", "正文"]),
        (
            "<title>某局2026年部门预算</title>",
            "<p><a href='/x'>某局2026年部门预算</a></p><p>正文</p>",
            ["某局2026年部门预算", "正文"],
        ),
        (
            '<title>某局_2026年部门预算_某市门户</title><meta name="ArticleTitle" content="某局">',
            "<p>正文</p>",
            ["某局_2026年部门预算", "正文"],
        ),
        ("", "<p>正文</p>", ["正文"]),
    ],
)
def test_title_and_date_of_the_metadata(head: str, body: str, expected: list[str]) -> None:
    document = page(body, head)
    assert prose(document) == expected
    if head:
        assert [p.heading_level for p in document.paragraphs if "预算" in p.text] == [1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    body = (
        '<html><head><meta charset="utf-8"></head><body><p>一般公共预算财政拨款收入合计１２．５万元</p></body></html>'
    )
    assert prose(read_web_page(body.encode(encoding), "x")) == ["一般公共预算财政拨款收入合计１２．５万元"]


def test_a_web_archive_gives_its_page() -> None:
    body = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><body><p>=E6=94=B6=E5=85=A5</p></body></html>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    document = read_web_page(body.encode(), "x.mht")
    assert (prose(document), document.media_type) == (["收入"], "multipart/related")


@settings(deadline=None)
@given(st.text(alphabet="<>/=\"' abdehilnoprst!-&;甲1\n", max_size=300))
def test_any_markup_is_read(markup: str) -> None:
    document = page(markup)
    assert document.text == "\n".join(prose(document))
