"""Each format opens with readers that are not ours and holds every figure; equal disclosures give equal bytes."""

import io
import re
from collections import Counter
from decimal import Decimal

import docx
import pdfplumber
import pypdfium2
import pytest
from lxml import html

from pipelines.specimens.bodies import body
from pipelines.specimens.content import Disclosure, Heading, Sheet
from pipelines.specimens.dossier import Dossier, ReportType
from pipelines.specimens.families import COMPOSERS
from pipelines.specimens.writers import WRITERS
from pipelines.specimens.writers.pdf_file import text_width, wrapped

CASES = [(family, report_type) for family in COMPOSERS for report_type in ("budget", "final_accounts")]


def composed(family: str, report_type: ReportType) -> Disclosure:
    return COMPOSERS[family](Dossier(body(2, 3, 6), 2024, report_type))


def cells_of(disclosure: Disclosure) -> list[Counter[str]]:
    """The texts of each table's cells, empty ones left out."""
    return [
        Counter(re.sub(r"\s", "", slot.shown) for row in sheet.all_rows for slot in row if slot.shown.strip())
        for sheet in disclosure.sheets
    ]


@pytest.mark.parametrize("extension", WRITERS)
def test_equal_disclosures_give_equal_bytes(extension: str) -> None:
    write = WRITERS[extension]
    assert write(composed("northern", "budget")) == write(composed("northern", "budget"))
    assert write(composed("northern", "budget")) != write(composed("northern", "final_accounts"))


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_word_tables_hold_every_cell_once(family: str, report_type: ReportType) -> None:
    disclosure = composed(family, report_type)
    document = docx.Document(io.BytesIO(WRITERS["docx"](disclosure)))
    assert len(document.tables) == len(disclosure.sheets)
    for table, sheet, expected in zip(document.tables, disclosure.sheets, cells_of(disclosure), strict=True):
        assert len(table.columns) == len(sheet.widths)
        texts = Counter(
            re.sub(r"\s", "", p.text) for p in {id(c._tc): c for row in table.rows for c in row.cells}.values()
        )
        texts.pop("", None)
        assert texts == expected


def test_word_headings_are_numbered_by_definitions() -> None:
    disclosure = composed("northern", "budget")
    document = docx.Document(io.BytesIO(WRITERS["docx"](disclosure)))
    headings = [block for block in disclosure.blocks if isinstance(block, Heading) and block.ordinal]
    numbered = [p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert [p.text for p in numbered] == [heading.text for heading in headings]
    assert not any(p.text.startswith(("一、", "（一）")) for p in numbered)


@pytest.mark.parametrize(("extension", "encoding"), [("html", "utf-8"), ("htm", "gb18030")])
def test_web_pages_hold_every_cell(extension: str, encoding: str) -> None:
    disclosure = composed("eastern", "final_accounts")
    page = html.fromstring(WRITERS[extension](disclosure).decode(encoding))
    tables = page.findall(".//table")
    for table, expected in zip(tables, cells_of(disclosure), strict=True):
        texts = Counter(re.sub(r"\s", "", cell.text_content()) for cell in table.iter("td", "th"))
        texts.pop("", None)
        assert texts == expected
    assert any(cell.get("rowspan") for table in tables for cell in table.iter("th", "td"))


def test_plain_text_prints_a_cell_a_line_and_rows_apart() -> None:
    disclosure = composed("northern", "budget")
    text = WRITERS["txt"](disclosure).decode()
    sheet = next(sheet for sheet in disclosure.sheets if sheet.form == "expenditure")
    row = sheet.rows[1]
    assert "\n\n" + "\n".join("\t" + slot.shown for slot in row) + "\n\n" in text


def test_plain_text_keeps_a_place_for_cells_covered_from_above() -> None:
    disclosure = composed("northern", "budget")
    sheet = next(sheet for sheet in disclosure.sheets if sheet.form == "procurement")
    text = WRITERS["txt"](disclosure).decode()
    rows = text[text.index(sheet.title + "\n") :].split("\n\n")
    assert [row.count("\t") for row in rows[1:3]] == [7, 13]


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_pdf_prints_every_figure_on_the_page_the_truth_names(family: str, report_type: ReportType) -> None:
    disclosure = composed(family, report_type)
    content = WRITERS["pdf"](disclosure)
    pages = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(content)]
    for figure, block in disclosure.printed():
        assert figure.page is not None
        # A number of prose may run over a page's end; a table's may not.
        near = pages[figure.page - 1] if isinstance(block, Sheet) else "".join(pages[figure.page - 1 : figure.page + 1])
        assert figure.stated in near


def test_pdf_tables_are_ruled_and_repeat_their_heads() -> None:
    disclosure = composed("riverine", "final_accounts")
    content = WRITERS["pdf"](disclosure)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    firsts = Counter(tuple(table[0]) for table in tables)
    assert max(firsts.values()) > 1
    printed = Counter(cell for table in tables for row in table for cell in row if cell)
    for sheet in disclosure.sheets:
        for row in sheet.rows:
            for slot in row:
                if slot.figure is not None:
                    printed[slot.figure.stated] -= 1
    assert min(printed.values()) >= 0


def test_titles_can_stand_inside_the_table() -> None:
    disclosure = composed("riverine", "budget")
    for sheet in disclosure.sheets:
        sheet.inside = True
    page = html.fromstring(WRITERS["html"](disclosure).decode())
    for table, sheet in zip(page.findall(".//table"), disclosure.sheets, strict=True):
        first = table.find(".//tr")[0]
        assert first.text_content() == sheet.title
        assert int(first.get("colspan", "1")) == len(sheet.widths)
    assert not page.findall(".//p[@class='title']")


def test_heads_can_be_printed_once() -> None:
    once = composed("northern", "final_accounts")
    for sheet in once.sheets:
        sheet.repeats_head = False
    texts = []
    for disclosure in (once, composed("northern", "final_accounts")):
        pages = pypdfium2.PdfDocument(WRITERS["pdf"](disclosure))
        texts.append("".join(page.get_textpage().get_text_bounded() for page in pages))
    assert texts[0].count("栏次") < texts[1].count("栏次")


def test_lines_never_break_inside_a_number() -> None:
    text = "合计1234567.89万元" * 20
    lines = wrapped(text, 10, 80)
    assert "".join(lines) == text
    assert sum(line.count("1234567.89") for line in lines) == 20
    assert all(text_width(line, 10) <= 80 for line in lines)


def test_values_follow_the_printed_unit() -> None:
    for figure, _ in composed("eastern", "budget").printed():
        if figure.is_money and figure.value_kind == "level":
            number = Decimal(figure.stated.replace(",", ""))
            assert figure.value == number * (10_000 if figure.stated_unit == "万元" else 1)
