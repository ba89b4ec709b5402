"""How fast Word documents and web pages are read, beside python-docx and lxml.html; writes its own documents."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from decimal import Decimal

import docx
from lxml import html

from pipelines.read.document import read_document

ROWS = 40
TABLES = 8
PROSE = "本单位2026年收入预算2468.13万元，比上年增加12.50万元，主要原因是人员经费按规定标准增加。"


def amounts(row_no: int) -> list[str]:
    """The figures of a row, invented."""
    return [str(Decimal(row_no * 137 + column * 11) / 100) for column in range(5)]


def word_document() -> bytes:
    """About a dozen pages: prose, and tables with merged heads."""
    written = docx.Document()
    for table_no in range(TABLES):
        written.add_heading(f"{table_no + 1}、收支情况", level=2)
        for _ in range(10):
            written.add_paragraph(PROSE)
        table = written.add_table(ROWS + 2, 6)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
        table.cell(0, 1).merge(table.cell(0, 5)).text = "金额"
        for row_no in range(2, ROWS + 2):
            for cell, text in zip(table.rows[row_no].cells, [f"科目{row_no}", *amounts(row_no)], strict=True):
                cell.text = text
    body = io.BytesIO()
    written.save(body)
    return body.getvalue()


def web_page() -> bytes:
    """The same content as a page, with the torn text and the inline styles of an office export."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>预算</title></head><body>"]
    for table_no in range(TABLES):
        parts.append(f"<h2>{table_no + 1}、收支情况</h2>" + f"<p style='line-height:2'><span>{PROSE}</span></p>" * 10)
        parts.append("<table><tr><td rowspan=2>项目</td><td colspan=5>金额</td></tr><tr>" + "<td>列</td>" * 5 + "</tr>")
        for row_no in range(ROWS):
            cells = "".join(f"<td><p><span>{a[:2]}</span><span>{a[2:]}</span></p></td>" for a in amounts(row_no))
            parts.append(f"<tr><td><p>科目{row_no}</p></td>{cells}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def by_python_docx(body: bytes) -> int:
    """Every paragraph and cell through the full interface of python-docx."""
    document = docx.Document(io.BytesIO(body))
    cells = sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)
    return cells + sum(len(paragraph.text) for paragraph in document.paragraphs)


def by_lxml(body: bytes) -> int:
    """Every paragraph and cell through lxml.html, without placing spans."""
    root = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8", no_network=True))
    cells = sum(len(cell.text_content()) for cell in root.iter("td", "th"))
    return cells + sum(len(paragraph.text_content()) for paragraph in root.iter("p", "h2"))


def by_ours(body: bytes) -> int:
    """The whole reader, as the pipeline calls it."""
    document = read_document(body, "x")
    cells = sum(len(cell.text) for table in document.tables for cell in table.cells)
    return cells + len(document.text)


def best_of(work: Callable[[bytes], int], body: bytes, rounds: int = 5) -> float:
    """The shortest of some runs, in seconds of processor time."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work(body)
        times.append(time.process_time() - begin)
    return min(times)


def main() -> int:
    """Print one line a format: milliseconds and the ratio; 1 where our reader is slower than python-docx."""
    slower = False
    for name, body, other_name, other in (
        ("Word document", word_document(), "python-docx", by_python_docx),
        ("web page", web_page(), "lxml.html", by_lxml),
    ):
        ours, theirs = best_of(by_ours, body), best_of(other, body)
        ratio = f"{theirs / ours:.1f} times as fast"
        print(
            f"{name} ({len(body) // 1024} KB): ours {ours * 1000:.1f} ms, {other_name} {theirs * 1000:.1f} ms: {ratio}"
        )
        slower = slower or (other is by_python_docx and ours > theirs)
    return int(slower)


if __name__ == "__main__":
    sys.exit(main())
