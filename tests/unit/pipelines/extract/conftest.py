"""Draws documents from text, so that a test shows the table it speaks of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.extract.tables.figures import figures_from_forms
from pipelines.locate.forms import locate_forms
from schemas.documents import Block, Cell, Document, Paragraph, Table
from schemas.facts import Figure, Identity
from schemas.issues import Issue


def draw_table(lines: list[str], table_no: int, page: int) -> Table:
    """A table whose cells are parted by `|`; `<` goes on with the cell at its left, `^` with the one above, and a
    vertical tab is a line end within a cell."""
    grid = [[part.strip("\n") for part in line.split("|")] for line in lines]
    width = max(len(row) for row in grid)
    grid = [row + [""] * (width - len(row)) for row in grid]
    cells = []
    for row_no, row in enumerate(grid, start=1):
        for column_no, text in enumerate(row, start=1):
            if text.strip() in ("<", "^"):
                continue
            across = 1
            while column_no + across <= width and row[column_no + across - 1].strip() == "<":
                across += 1
            down = 1
            while row_no + down <= len(grid) and grid[row_no + down - 1][column_no - 1].strip() == "^":
                down += 1
            cells.append(Cell(row_no, column_no, down, across, text.replace("\x0b", "\n"), page))
    return Table(table_no, len(grid), width, tuple(cells), page)


def draw_document(text: str) -> Document:
    """Blocks parted by empty lines; a block whose lines all hold `|` is a table; `---` begins a page."""
    blocks: list[Block] = []
    start, table_no, page = 0, 0, 1
    for part in text.strip("\n").split("\n\n"):
        lines = [line for line in part.split("\n") if line]
        if lines == ["---"]:
            page += 1
        elif all("|" in line for line in lines):
            table_no += 1
            blocks.append(draw_table(lines, table_no, page))
        else:
            for line in lines:
                blocks.append(Paragraph(line, start, ((0, page),)))
                start += len(line) + 1
    return Document("0" * 64, "application/pdf", "invented.pdf", 1, page, "drawn", "1", "read", tuple(blocks))


@pytest.fixture
def read_drawn() -> Callable[..., tuple[list[Figure], list[Issue]]]:
    """Reads a drawn document as a budget or final account of 2031."""

    def read(text: str, report_type: str = "budget") -> tuple[list[Figure], list[Issue]]:
        identity = Identity(printed_name="望川县水务局", fiscal_year=2031, report_type=report_type, scope="department")
        document = draw_document(text)
        forms, unknown = locate_forms(document, identity)
        figures, issues = figures_from_forms(document, forms, identity)
        return figures, [*unknown, *issues]

    return read


@pytest.fixture
def drawn() -> Callable[[str], Document]:
    """Draws a document."""
    return draw_document
