"""Word documents: what python-docx writes, and the XML that Word and WPS write beyond it."""

import io
import zipfile
from typing import Any

import docx
import pytest

from pipelines.read.limits import DamagedFileError, LimitBrokenError
from pipelines.read.word_document import read_word_document
from schemas.documents import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(content: str, **parts: str) -> Document:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{inner}</w:{name}>")
    return read_word_document(body.getvalue(), "x.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(text: str, properties: str = "", inside: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[place.text if place else "" for place in line] for line in document.tables[number].grid()]


def prose(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = word(
        paragraph(
            run("收入"),
            f"<w:ins>{run('10.5')}</w:ins>",
            "<w:del><w:r><w:delText>9.5</w:delText></w:r></w:del>",
            f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('万元')}</w:moveTo>",
        )
        + paragraph(run("前半"), properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("后半"))
    )
    assert prose(document) == ["收入10.5万元", "前半后半"]


def test_what_is_struck_out_or_marks_a_note_is_no_part_of_a_number() -> None:
    struck, shown, raised = (
        f"<w:rPr>{setting}</w:rPr>"
        for setting in ("<w:strike/>", '<w:strike w:val="0"/>', '<w:vertAlign w:val="superscript"/>')
    )
    document = word(
        paragraph(run("共"), run("9", struck), run("12.5", shown), run("2", raised), run("万元"))
        + paragraph(run("面积120m"), run("2", raised)),
    )
    assert prose(document) == ["共12.5万元", "面积120m2"]


def test_deleted_rows_and_cells_are_gone() -> None:
    document = word(
        "<w:tbl>"
        + row(cell("a"), cell("旧", "<w:cellDel/>"), cell("b"))
        + row(cell("x"), cell("y"), properties="<w:del/>")
        + row(cell("c"), cell("d"))
        + "</w:tbl>"
    )
    assert grid(document) == [["a", "b"], ["c", "d"]]


def test_fields_and_bookmarks_are_no_text() -> None:
    document = word(
        paragraph(
            '<w:bookmarkStart w:name="_Toc1"/>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("3"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            f"<w:fldSimple w:instr='PAGE'>{run(' 页')}</w:fldSimple>",
            run("隐藏", "<w:rPr><w:vanish/></w:rPr>"),
            run("可见", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
        )
    )
    assert prose(document) == ["3 页可见"]


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_text_inside_an_instruction_is_not_shown() -> None:
    inner = field_mark("begin") + field_mark("separate") + run("条件") + field_mark("end")
    document = word(
        paragraph(
            run("共"), field_mark("begin"), inner, field_mark("separate"), run("12"), field_mark("end"), run("万元")
        )
        + paragraph(field_mark("begin"), run("指令"))
        + paragraph(run("后文"))
    )
    assert prose(document) == ["共12万元", "后文"]


LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_empty_paragraphs_of_a_list_count_and_number_cells() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cells = "".join(row(f"<w:tc>{paragraph(properties=numbered)}</w:tc>", cell(text)) for text in ("甲", "乙"))
    document = word(
        paragraph(properties=numbered) + f"<w:tbl>{cells}</w:tbl>" + paragraph(run("丙"), properties=numbered),
        numbering=LIST,
    )
    assert grid(document) == [["2", "甲"], ["3", "乙"]]
    assert prose(document) == ["4 丙"]


def test_breaks_tabs_and_hyphens() -> None:
    document = word(
        paragraph("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t></w:r>")
    )
    assert prose(document) == ["一", "二\t三-四"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框内'))}</w:txbxContent>"
    document = word(
        paragraph(
            run("框外"),
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )
        + paragraph(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    )
    assert prose(document) == ["框外", "框内", "框内"]


def test_content_controls_are_looked_through() -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12.5')}</w:sdtContent></w:sdt>"
    controlled_cell = f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>"
    document = word(
        f"<w:sdt><w:sdtContent>{paragraph(run('合计'), inline, run('万元'))}</w:sdtContent></w:sdt>"
        f"<w:tbl>{row(cell('a'), controlled_cell)}"
        f"<w:sdt><w:sdtContent>{row(cell('c'), cell('d'))}</w:sdtContent></w:sdt></w:tbl>"
    )
    assert prose(document) == ["合计12.5万元"]
    assert grid(document) == [["a", "b"], ["c", "d"]]


def test_spans_of_the_grid() -> None:
    document = word(
        "<w:tbl>"
        + row(cell("科目", '<w:vMerge w:val="restart"/>'), cell("金额", '<w:gridSpan w:val="2"/>'))
        + row(cell("", "<w:vMerge/>"), cell("本年"), cell("上年"))
        + row(cell("右"), properties='<w:gridBefore w:val="2"/>')
        + row(cell("横", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), cell("末"))
        + "</w:tbl>"
    )
    assert grid(document) == [["科目", "金额", "金额"], ["科目", "本年", "上年"], ["", "", "右"], ["横", "横", "末"]]
    assert {c.text: (c.row_span, c.column_span) for c in document.tables[0].cells if c.text} == {
        "科目": (2, 1),
        "金额": (1, 2),
        "本年": (1, 1),
        "上年": (1, 1),
        "右": (1, 1),
        "横": (1, 2),
        "末": (1, 1),
    }


def test_nested_tables_follow_and_cells_keep_their_lines() -> None:
    inner = f"<w:tbl>{row(cell('内1'), cell('内2'))}</w:tbl>"
    two_lines = f"<w:tc>{paragraph(run('一'))}{paragraph(run('二 '))}{paragraph()}</w:tc>"
    document = word(f"<w:tbl>{row(cell('名称'), two_lines)}{row(cell('指标'), cell('如下', inside=inner))}</w:tbl>")
    assert grid(document) == [["名称", "一\n二"], ["指标", "如下"]]
    assert grid(document, 1) == [["内1", "内2"]]


def test_headings_by_style_outline_and_number() -> None:
    document = word(
        paragraph(run("概况"), properties='<w:pStyle w:val="H"/>')
        + paragraph(run("收入"), properties='<w:outlineLvl w:val="1"/>')
        + paragraph(run("支出"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + paragraph(run("三、目录项 3"), properties='<w:pStyle w:val="T"/>')
        + paragraph(run("正文。")),
        styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>',
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    levels = [(p.text, p.heading_level) for p in document.paragraphs]
    assert levels == [("概况", 1), ("收入", 2), ("（一）支出", 3), ("三、目录项 3", None), ("正文。", None)]


def test_the_strict_variant_reads_alike() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        strict = W.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
        content = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'
        archive.writestr("word/document.xml", content)
    assert prose(read_word_document(body.getvalue(), "x.docx")) == ["甲"]


def test_the_text_may_have_another_name() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr(
            "_rels/.rels", f'<Relationships><Relationship Type="{kind}" Target="/word/doc7.xml"/></Relationships>'
        )
        archive.writestr(
            "word/doc7.xml",
            f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>',
        )
    assert prose(read_word_document(body.getvalue(), "x.docx")) == ["甲"]


def test_damage_and_depth_are_told_apart() -> None:
    with pytest.raises(DamagedFileError, match=r"word/document\.xml"):
        word("<w:p>")
    with pytest.raises(LimitBrokenError, match="nesting_is_too_deep"):
        word("<w:tbl><w:tr><w:tc>" * 30 + paragraph(run("深")) + "</w:tc></w:tr></w:tbl>" * 30)


def test_a_document_written_by_python_docx() -> None:
    written = docx.Document()
    written.add_heading("一、收支情况", level=2)
    written.add_paragraph("本单位收入12.50万元。")
    written.add_paragraph("第一项", style="List Number")
    written.add_paragraph("第二项", style="List Number")
    document = read_word_document(saved(written), "说明.docx")
    assert [(p.text, p.heading_level) for p in document.paragraphs] == [
        ("一、收支情况", 2),
        ("本单位收入12.50万元。", None),
        ("1.第一项", 4),
        ("2.第二项", 4),
    ]
    assert (document.status, document.page_count, document.reader) == ("read", None, "word_document")


def saved(written: Any) -> bytes:
    body = io.BytesIO()
    written.save(body)
    return body.getvalue()
