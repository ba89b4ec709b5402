"""PDFs written here and read back: tables, prose, hidden text, rotation, damage and limits."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.read import pdf
from pipelines.read.pdf import READER_VERSION, read_pdf
from pipelines.read.pdf_page import _CHARACTERS, read_page
from schemas.documents import Document, Table

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def written(
    *pages: Draw, encrypt: StandardEncryption | None = None, size: tuple[float, float] = (WIDTH, HEIGHT)
) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, encrypt=encrypt, invariant=True)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def read(*pages: Draw) -> Document:
    return read_pdf(written(*pages), "a.pdf")


def put(text: str, left: float, top: float, size: float = 10) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        canvas.drawString(left, HEIGHT - top, text)

    return draw


def table(rows: list[list[str]], top: float = 100, left: float = 50, width: float = 100, height: float = 24) -> Draw:
    """A ruled table; `<` widens the cell at its left, `^` lengthens the cell above, a newline parts lines."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for row_no, row in enumerate(rows):
            for column_no, text in enumerate(row):
                x, y = left + column_no * width, HEIGHT - top - row_no * height
                right_is_own = column_no + 1 == len(row) or row[column_no + 1] != "<"
                below_is_own = row_no + 1 == len(rows) or rows[row_no + 1][column_no] != "^"
                if text != "<":
                    canvas.line(x, y, x, y - height)
                if text != "^" and not (text == "<" and row[column_no - 1] == "^"):
                    canvas.line(x, y, x + width, y)
                if right_is_own:
                    canvas.line(x + width, y, x + width, y - height)
                if below_is_own:
                    canvas.line(x, y - height, x + width, y - height)
                if text not in "<^":
                    for number, line in enumerate(text.split("\n")):
                        canvas.drawString(x + 4, y - 10 - 11 * number, line)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def texts(found: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in found.grid()]


def words(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


HEAD = ["科目编码", "科目名称", "预算数"]


def test_a_table_with_spans_and_its_titles() -> None:
    rows = [["项目", "<", "预算数"], ["编码", "名称", "^"], ["201", "甲支出", "1,407.36"]]
    document = read(both(put("支出总表", 250, 70, 16), put("单位：万元", 420, 92), table(rows)))
    assert words(document) == ["支出总表", "单位：万元"]
    (found,) = document.tables
    assert (found.row_count, found.column_count, found.page) == (3, 3, 1)
    assert texts(found) == [["项目", "项目", "预算数"], ["编码", "名称", "预算数"], ["201", "甲支出", "1,407.36"]]
    first = found.cells[0]
    assert (first.row_span, first.column_span, first.page) == (1, 2, 1)
    assert first.box is not None
    assert [round(side) for side in first.box] == [50, 100, 250, 124]


def test_blocks_stand_in_reading_order() -> None:
    document = read(both(put("表后的话", 50, 300), table([HEAD, ["1", "2", "3"]]), put("表前的话", 50, 80)))
    assert [getattr(block, "text", "表") for block in document.blocks] == ["表前的话", "表", "表后的话"]


def test_a_table_over_pages_with_a_repeated_head() -> None:
    first = both(put("支出总表", 250, 70), table([HEAD, ["201", "甲", "1.00"]], top=700))
    rest = both(table([HEAD, ["208", "乙", "2.00"]], top=60), put("2", 290, 830))
    document = read(first, rest)
    (found,) = document.tables
    assert texts(found) == [HEAD, ["201", "甲", "1.00"], ["208", "乙", "2.00"]]
    assert [cell.page for cell in found.cells][-1] == 2
    assert words(document) == ["支出总表"]


def test_a_new_title_starts_a_new_table() -> None:
    document = read(
        table([HEAD, ["201", "甲", "1.00"]]), both(put("收入总表", 250, 70), table([HEAD, ["208", "乙", "2"]]))
    )
    assert [found.page for found in document.tables] == [1, 2]
    assert [found.table_no for found in document.tables] == [1, 2]


def test_numbers_torn_over_lines_of_a_cell_keep_the_line_end() -> None:
    (found,) = read(table([HEAD, ["201", "甲", "23817.6\n4"]])).tables
    assert texts(found)[1][2] == "23817.6\n4"


def test_text_off_the_page_is_left_out() -> None:
    document = read(
        both(put("看得见", 50, 80), put("看不见", 50, -40), put("也看不见", -200, 80), put("下面", 50, 900))
    )
    assert words(document) == ["看得见"]


def test_text_that_its_clip_hides_is_left_out() -> None:
    def hidden(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(50, HEIGHT - 120, 200, 30)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setFont(FONT, 10)
        canvas.drawString(60, HEIGHT - 110, "露出来")
        canvas.drawString(60, HEIGHT - 200, "遮住的")

    assert words(read(hidden)) == ["露出来"]


def test_white_rectangles_over_a_table_are_no_rulings() -> None:
    def cover(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(80, HEIGHT - 160, 40, 2, stroke=0, fill=1)
        canvas.rect(60, HEIGHT - 400, 300, 200, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)

    (found,) = read(both(table([HEAD, ["201", "甲", "1.00"]]), cover)).tables
    assert texts(found) == [HEAD, ["201", "甲", "1.00"]]


def test_thin_filled_rectangles_are_rulings() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (100, 130, 160):
            canvas.rect(50, HEIGHT - y, 200, 0.5, stroke=0, fill=1)
        for x in (50, 150, 250):
            canvas.rect(x, HEIGHT - 160, 0.5, 60, stroke=0, fill=1)
        for text, x, y in (("甲", 60, 118), ("乙", 160, 118), ("丙", 60, 148), ("丁", 160, 148)):
            canvas.drawString(x, HEIGHT - y, text)

    (found,) = read(draw).tables
    assert texts(found) == [["甲", "乙"], ["丙", "丁"]]


def test_a_table_with_horizontal_rulings_alone() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for row, cells in enumerate([("项目", "预算数"), ("甲支出", "1,407.36"), ("乙支出合计", "9.00")]):
            canvas.line(50, HEIGHT - 100 - row * 20, 450, HEIGHT - 100 - row * 20)
            canvas.drawString(60, HEIGHT - 114 - row * 20, cells[0])
            canvas.drawRightString(440, HEIGHT - 114 - row * 20, cells[1])
        canvas.line(50, HEIGHT - 160, 450, HEIGHT - 160)

    (found,) = read(draw).tables
    assert texts(found) == [["项目", "预算数"], ["甲支出", "1,407.36"], ["乙支出合计", "9.00"]]


def test_rectangles_drawn_cell_by_cell_and_inside_a_form_are_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("grid")
        for x in (0, 100):
            for y in (0, 30):
                canvas.rect(x, y, 100, 30)
        canvas.setFont(FONT, 10)
        canvas.drawString(10, 40, "甲")
        canvas.drawString(110, 10, "丁")
        canvas.endForm()
        canvas.translate(60, 500)
        canvas.doForm("grid")

    (found,) = read(draw).tables
    assert texts(found) == [["甲", ""], ["", "丁"]]


@pytest.mark.parametrize("page_turn", [0, 90, 270])
@pytest.mark.parametrize("text_turn", [0, 90, 270])
def test_turned_pages_and_turned_text_are_read_upright(page_turn: int, text_turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(page_turn)
        if text_turn == 90:
            canvas.translate(HEIGHT, 0)
        elif text_turn == 270:
            canvas.translate(0, WIDTH)
        canvas.rotate(text_turn)
        both(put("支出总表", 100, 270), table([HEAD, ["201", "甲支出", "1.00"]], top=290, width=90))(canvas)

    size = (HEIGHT, WIDTH) if text_turn else (WIDTH, HEIGHT)
    document = read_pdf(written(draw, size=size), "")
    assert words(document) == ["支出总表"]
    assert texts(document.tables[0]) == [HEAD, ["201", "甲支出", "1.00"]]


def test_a_form_inside_another_tables_cell_takes_its_text() -> None:
    outer = table([["甲", "说明"], ["乙", "见表"]], width=200, height=120)
    inner = table([["丙", "丁"], ["1", "2"]], top=240, left=270, width=50, height=20)
    document = read(both(outer, inner))
    assert [texts(found) for found in document.tables] == [[["甲", "说明"], ["乙", "见表"]], [["丙", "丁"], ["1", "2"]]]


def test_characters_named_by_their_radicals_are_read_as_characters() -> None:
    assert _CHARACTERS[0x2F00] == "一"
    assert _CHARACTERS[0x2ECB] == "车"
    assert _CHARACTERS[0xFF08] == "（"
    assert _CHARACTERS[0xFFFE] == "-"
    assert [_CHARACTERS[code] for code in (0x20, 0x3000, 0x200B, 0x110000)] == [""] * 4


def test_a_page_that_cannot_be_loaded_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "read_page", lambda handle, index: None if index == 1 else read_page(handle, index))
    document = read(put("第一页", 50, 80), put("第二页", 50, 80), put("第三页", 50, 80))
    assert (words(document), document.status) == (["第一页", "第三页"], "partly_read")
    assert issues(document) == [("page_is_unreadable", "2")]


def test_a_watermark_drawn_aslant_is_left_out() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert words(read(both(mark, put("正文内容", 50, 80)))) == ["正文内容"]


def prose(lines: list[tuple[float, str]], top: float = 100) -> Draw:
    return both(*(put(text, left, top + 18 * number) for number, (left, text) in enumerate(lines)))


FULL = 45


@pytest.mark.parametrize(
    ("row", "width"),
    [
        (["201", "1,234,567,890,123.00", "88.00"], 80),
        (["201", "88.00", "1,234,567,890,123.00"], 80),
        (["201", "1,234,567,890,123.00", ""], 98),
    ],
)
def test_a_number_longer_than_its_cell_stays_whole(row: list[str], width: float) -> None:
    document = read(table([HEAD, row], width=width))
    assert texts(document.tables[0]) == [HEAD, row]
    assert words(document) == []


def columns_of_text(rows: list[list[str]], top: float) -> Draw:
    """Rows without rulings: two columns of words, two of numbers set to the right."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for number, row in enumerate(rows):
            y = HEIGHT - top - 20 * number
            for text, left in zip(row[:2], (60, 150), strict=True):
                canvas.drawString(left, y, text)
            for text, right in zip(row[2:], (380, 480), strict=True):
                canvas.drawRightString(right, y, text)

    return draw


@pytest.mark.parametrize("is_head_repeated", [True, False])
def test_a_table_without_rulings_goes_on_over_the_page_end(is_head_repeated: bool) -> None:
    head = ["科目编码", "科目名称", "合计", "基本支出"]
    first, rest = (
        [["201", "甲支出", "1,407.36", "2.00"]],
        [["208", "乙支出", "22,005.80", ""], ["20801", "丙", "", "7.5"]],
    )
    title = both(put("支出总表", 250, 70, 16), put("单位：万元", 430, 92))
    pages = (
        both(title, columns_of_text([head, *first], 740), put("1", 290, 830)),
        both(columns_of_text([head] * is_head_repeated + rest, 70), put("这是说明。", 80, 300), put("2", 290, 830)),
    )
    document = read(*pages)
    (found,) = document.tables
    assert texts(found) == [head, *first, *rest]
    assert [cell.page for cell in found.cells][-1] == 2
    assert words(document) == ["支出总表", "单位：万元", "这是说明。"]


def turned(text: str, left: float, top: float, angle: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(left, HEIGHT - top)
        canvas.rotate(angle)
        canvas.setFont(FONT, 10)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize("angle", [45, 90, 180, 270])
def test_text_that_lies_otherwise_changes_no_number(angle: float) -> None:
    rows = [HEAD, ["201", "甲", "1,407.36"]]
    (found,) = read(both(table(rows), turned("2026031520260315", 262, 136, angle))).tables
    assert texts(found) == rows


def test_many_digits_on_their_side_are_an_issue() -> None:
    document = read(both(put("正文的话正文的话正文的话正文的话", 50, 80), turned("1,407.36 2,005.80", 300, 400, 90)))
    assert [(issue.issue, issue.page) for issue in document.issues] == [("turned_text_is_not_read", 1)]
    assert words(document) == ["正文的话正文的话正文的话正文的话"]


def test_numbers_under_other_text_are_an_issue() -> None:
    rows = [HEAD, ["201", "甲", "1,407.36"], ["208", "乙", "5.00"]]
    document = read(both(table(rows), put("20260315", 256, 134)))
    assert texts(document.tables[0]) == [HEAD, ["201", "甲", "\ufffd"], ["208", "乙", "5.00"]]
    assert [issue.issue for issue in document.issues] == ["text_has_lost_characters"]


def test_prose_is_joined_over_lines_and_pages_and_numbers_come_together() -> None:
    first = "本部门收入预算总计" + "增" * (FULL - 13) + "1,3"
    second = "10.22万元，" + "减" * (FULL - 8) + "少"
    document = read(
        prose([(250, "第三部分 情况说明"), (90, "一、收支情况说明"), (90, first), (70, second)], top=640),
        prose([(70, "其余的话。"), (90, "二、其他说明"), (90, "无。")]),
    )
    assert words(document) == [
        "第三部分情况说明",
        "一、收支情况说明",
        first + second + "其余的话。",
        "二、其他说明",
        "无。",
    ]
    assert [paragraph.heading_level for paragraph in document.paragraphs] == [1, 2, None, 2, None]
    long = document.paragraphs[2]
    place = long.text.index("其余")
    assert (long.page_at(place - 1), long.page_at(place)) == (1, 2)


def test_offsets_count_in_the_documents_text() -> None:
    document = read(prose([(90, "一、甲"), (90, "二、乙")]), table([HEAD, ["1", "2", "3"]]), put("表后", 90, 90))
    for paragraph in document.paragraphs:
        assert document.text[paragraph.start :].startswith(paragraph.text)


def test_contents_entries_stay_apart() -> None:
    entries = ["一、主要职能……………………………………1", "二、机构设置……………………………………2"]
    assert words(read(prose([(70, entries[0]), (70, entries[1])]))) == entries


def test_what_a_document_says_of_itself() -> None:
    body = written(put("正文", 50, 80))
    document = read_pdf(body, "某局.pdf")
    assert (document.media_type, document.reader, document.reader_version) == ("application/pdf", "pdf", READER_VERSION)
    assert (document.file_name, document.byte_size, document.page_count) == ("某局.pdf", len(body), 1)
    assert (document.status, document.issues) == ("read", ())
    assert read_pdf(body, "某局.pdf") == document


def issues(document: Document) -> list[tuple[str, str]]:
    return [(issue.issue, issue.detail) for issue in document.issues]


def test_pages_without_text_are_one_issue() -> None:
    def blank(canvas: Canvas) -> None:
        canvas.rect(50, 50, 100, 100)

    document = read(put("正文", 50, 80), blank, blank, put("正文", 50, 80), blank)
    assert document.status == "partly_read"
    assert issues(document) == [("page_has_no_text", "2-3, 5")]
    alone = read(blank)
    assert (alone.status, issues(alone)) == ("unreadable", [("page_has_no_text", "1")])


def test_an_encrypted_file_says_so() -> None:
    document = read_pdf(written(put("正文", 50, 80), encrypt=StandardEncryption("secret")), "")
    assert (document.status, issues(document)) == ("unreadable", [("file_is_encrypted", "")])


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"%PDF-1.4\n" + bytes(range(256)) * 40, b"\x00" * 1000])
def test_rubbish_is_damaged(body: bytes) -> None:
    document = read_pdf(body, "")
    assert document.status == "unreadable"
    assert issues(document)[0][0] == "file_is_damaged"


def test_a_file_cut_short_never_passes_as_whole() -> None:
    body = written(*[both(put("正文", 50, 80), table([HEAD, ["1", "2", "3"]]))] * 6)
    for share in range(1, 20):
        document = read_pdf(body[: len(body) * share // 20], "")
        assert document.status in ("unreadable", "partly_read")
        assert any(issue.issue == "file_is_damaged" for issue in document.issues)


def test_flipped_bytes_never_raise() -> None:
    body = bytearray(written(both(put("正文", 50, 80), table([HEAD, ["1", "2", "3"]]))))
    for place in range(0, len(body), 97):
        broken = bytes(body[:place]) + bytes([body[place] ^ 0x5A]) + bytes(body[place + 1 :])
        assert read_pdf(broken, "").status in ("read", "partly_read", "unreadable")


def raw(content: bytes, pages: int = 1) -> bytes:
    """A PDF of `pages` pages that share one content stream."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    body, places = bytearray(b"%PDF-1.5\n"), []
    for number, item in enumerate(objects + [page] * pages, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start)
    return bytes(body)


HELLO = b"BT /F 10 Tf 50 700 Td (Hello) Tj ET "


def test_only_the_first_pages_of_an_endless_file_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 20)
    document = read_pdf(raw(HELLO, pages=300), "")
    assert (document.page_count, len(document.paragraphs), document.status) == (300, 20, "partly_read")
    assert issues(document) == [("page_limit_exceeded", "20 / 300")]


@pytest.mark.parametrize("limit", ["MOST_CELLS", "MOST_GLYPHS", "MOST_OBJECTS"])
def test_a_document_of_too_much_is_read_in_part(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, limit, 3)
    document = read(*[both(put("正文很长", 50, 80), table([HEAD, ["1", "2", "3"]]))] * 3)
    assert document.status == "partly_read"
    assert issues(document) == [("page_limit_exceeded", "1 / 3")]


def test_a_page_of_countless_objects_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.read.pdf_shapes.MOST_OBJECTS", 100)
    monkeypatch.setattr("pipelines.read.pdf_page.MOST_OBJECTS", 100)
    document = read_pdf(raw(HELLO + b"5 5 m 9 9 l S " * 500), "")
    assert issues(document) == [("page_limit_exceeded", "1")]


def test_a_page_of_countless_rulings_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.read.grid.MOST_CROSSINGS", 3)
    document = read(both(put("正文", 50, 80), table([["甲", "乙"], ["丙", "丁"]])))
    assert (document.status, len(document.tables)) == ("partly_read", 0)
    assert issues(document) == [("page_limit_exceeded", "1")]
    assert "".join(words(document)) == "正文甲乙丙丁"


def test_a_page_that_unpacks_without_end_is_left_out() -> None:
    document = read_pdf(raw(HELLO + b" " * 20_000_000), "")
    assert document.status == "unreadable"
    assert issues(document)[0][0] == "page_limit_exceeded"


def test_a_name_longer_than_its_cell_stays_in_it() -> None:
    name = "机关事业单位各类补助支出"
    (found,) = read(table([HEAD, ["201", "甲", "1.00"], ["202", name, "23.00"]], width=80)).tables
    assert texts(found)[2][:2] == ["202", name]
