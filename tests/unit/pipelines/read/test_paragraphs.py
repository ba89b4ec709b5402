"""Lines to paragraphs: what is joined, what starts anew, and what is page furniture."""

from __future__ import annotations

import pytest

from pipelines.read.lines import Line
from pipelines.read.paragraphs import (
    Margins,
    PageLines,
    continues,
    is_contents_entry,
    is_numbered,
    join,
    opened,
    prose_margins,
    without_page_furniture,
)

MARGINS = Margins(50.0, 250.0)
SIZE = 10.0


def width(char: str) -> float:
    return SIZE if char >= "\u2e80" else SIZE / 2


def line(text: str, left: float = 50.0, baseline: float = 100.0, size: float = SIZE, word: float = SIZE) -> Line:
    return Line(text, left, left + sum(map(width, text)) * size / SIZE, baseline, size, word)


def follows(first: Line, second: Line, is_same_page: bool = True) -> bool:
    return continues(opened(first, 1, MARGINS), second, MARGINS, is_same_page)


FULL = line("本年收入预算总计为一千二百三十四万五千", left=70)
INDENTED_NEXT = line("支出预算总计为一千元", left=70, baseline=115)


def test_a_full_line_goes_on_at_the_margin() -> None:
    assert follows(line("收" * 18, left=70), line("入的其余", baseline=115))


def test_a_short_line_ends_its_paragraph() -> None:
    assert not follows(line("收" * 8, left=70), line("支出的说明", baseline=115))


def test_an_indented_line_starts_a_paragraph_even_after_a_full_line() -> None:
    assert not follows(line("收" * 17 + "。", left=70), INDENTED_NEXT)


def test_a_line_cut_before_a_long_number_goes_on() -> None:
    cut = line("收入合计" * 4, left=60)
    assert follows(cut, line("1,234,567.89万元", baseline=115, word=60))
    assert not follows(cut, line("其中", baseline=115, word=10))


def test_a_number_torn_by_a_line_end_comes_together() -> None:
    paragraph = opened(line("收" * 16 + "1,4", left=70), 1, MARGINS)
    rest = line("07.36万元。", baseline=115)
    assert continues(paragraph, rest, MARGINS, True)
    join(paragraph, rest, 1, MARGINS)
    assert "".join(paragraph.parts).endswith("1,407.36万元。")


def test_pages_are_noted_where_their_text_starts() -> None:
    paragraph = opened(line("收" * 18, left=70), 3, MARGINS)
    join(paragraph, line("入", baseline=80), 4, MARGINS)
    join(paragraph, line("支", baseline=95), 4, MARGINS)
    assert paragraph.pages == [(0, 3), (18, 4)]


def test_latin_words_at_a_line_end_keep_a_space() -> None:
    paragraph = opened(line("office"), 1, MARGINS)
    join(paragraph, line("software"), 1, MARGINS)
    assert "".join(paragraph.parts) == "office software"
    assert paragraph.length == len("office software")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (line("三、支出预算总表", left=50), line("2026年度支出预算总表", left=100, baseline=115)),
        (line("一般公共预算支出情况总表", left=90), line("单位名称：某某局", baseline=120)),
        (line("收" * 20, size=SIZE), line("正文", size=14.0, baseline=115)),
        (line("收" * 20), line("文", baseline=190)),
        (line("一、主要职能......................... 1", left=50), line("二、机构设置", baseline=115)),
        (line("8.一般公共预算基本支出部门预算经济分类表", left=50), line("9.三公经费预算表", baseline=115)),
        (line("收" * 19 + "。"), line("二、支出说明", baseline=115)),
    ],
    ids=["titles", "title and label", "sizes", "far apart", "contents", "items", "heading after a sentence"],
)
def test_what_starts_a_new_paragraph(first: Line, second: Line) -> None:
    assert not follows(first, second)


def test_a_numbered_line_inside_a_sentence_is_no_item() -> None:
    assert follows(line("按照有关规定和上述第一项也就是列在", left=70), line("（一）的要求办理", baseline=115))


def test_a_title_that_fills_its_line_goes_on_centred() -> None:
    assert follows(line("第三部分" + "某" * 15, left=55), line("情况说明", left=130, baseline=115))


@pytest.mark.parametrize(
    "text", ["一、职能", "（二）机构", "1.收入", "3．支出", "2、其他", "第四部分 名词", "①车辆", "1.2026年收支"]
)
def test_numbered(text: str) -> None:
    assert is_numbered(text)


@pytest.mark.parametrize("text", ["10.22万元", "2026年预算", "收入", "一般公共预算", "3.5%"])
def test_not_numbered(text: str) -> None:
    assert not is_numbered(text)


def test_leaders_mark_contents_entries() -> None:
    assert is_contents_entry(line("一、收支总表……………………10"))
    assert not is_contents_entry(line("其中：……"[:3]))


def page(number: int, *lines: Line) -> PageLines:
    return PageLines(number, 300.0, 400.0, list(lines))


def texts(pages: list[PageLines]) -> list[list[str]]:
    return [[found.text for found in item.lines] for item in pages]


def test_page_numbers_and_running_lines_go_but_the_first_title_stays() -> None:
    pages = [
        page(n, line("某局预算公开", baseline=20), line(f"正文第{n}页", baseline=200), line(f"— {n} —", baseline=380))
        for n in range(1, 5)
    ]
    without_page_furniture(pages)
    assert texts(pages) == [["某局预算公开", "正文第1页"], ["正文第2页"], ["正文第3页"], ["正文第4页"]]


def test_a_header_with_the_page_number_is_a_running_line() -> None:
    pages = [page(n, line(f"某局预算公开 {n}", baseline=385), line("正文", baseline=200)) for n in range(1, 5)]
    without_page_furniture(pages)
    assert texts(pages) == [["正文"]] * 4


def test_units_and_table_numbers_stay() -> None:
    rows = [
        ("单位：万元", "表1"),
        ("单位：万元", "表2"),
        ("单位：万元", "表3"),
        ("单位：万元", "表4"),
        ("正文", "正文"),
    ]
    pages = [page(n, line(a, baseline=30), line(b, baseline=20)) for n, (a, b) in enumerate(rows, 1)]
    before = texts(pages)
    without_page_furniture(pages)
    assert texts(pages) == before


def test_a_title_repeated_above_tables_stays() -> None:
    pages = [page(n, line("绩效目标表", baseline=20)) for n in range(1, 5)] + [page(5, line("正文", baseline=200))]
    for item in pages[:4]:
        item.has_table = True
    before = texts(pages)
    without_page_furniture(pages)
    assert texts(pages) == before


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    pages = [page(1, line("7", baseline=200))]
    without_page_furniture(pages)
    assert texts(pages) == [["7"]]


def test_margins_come_from_the_lines_that_agree() -> None:
    body = [line("收" * 20, baseline=100 + 15 * n) for n in range(8)]
    stray = line("标" * 25, left=20, baseline=50)
    (margins,) = prose_margins([page(1, stray, *body)])
    assert abs(margins.left - 50) <= 4
    assert abs(margins.right - 250) <= 4


def test_a_page_without_prose_has_no_margins_to_fill() -> None:
    assert prose_margins([page(1)]) == [Margins(0.0, float("inf"))]
