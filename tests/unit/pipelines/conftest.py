"""Documents written down as text: paragraphs are strings, tables are rows of cells between bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from schemas.documents import Block, Cell, Document, Paragraph, Table

WriteDocument = Callable[..., Document]


def table_of(rows: Sequence[str], table_no: int = 1, page: int | None = 1) -> Table:
    """A table of `a | b` rows: `<` widens the cell at its left, `^` lengthens the cell above, `#2` begins page 2."""
    grid: list[list[str]] = []
    pages: list[int | None] = []
    for row in rows:
        if row.startswith("#"):
            page = int(row[1:])
            continue
        grid.append([text.strip() for text in row.split("|")])
        pages.append(page)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            if text == "<":
                start = origin[row, column - 1]
            elif text == "^":
                start = origin[row - 1, column]
            else:
                start = (row, column)
            origin[row, column] = start
            height, width = spans.get(start, (1, 1))
            spans[start] = (max(height, row - start[0] + 1), max(width, column - start[1] + 1))
    found = tuple(
        Cell(row + 1, column + 1, height, width, grid[row][column].replace("\\n", "\n"), pages[row])
        for (row, column), (height, width) in sorted(spans.items())
    )
    return Table(table_no, len(grid), max(len(cells) for cells in grid), found, pages[0])


@pytest.fixture
def document_of() -> WriteDocument:
    """A function that makes a `Document` of paragraphs (strings) and tables (lists of rows), all on page 1."""

    def write(*parts: str | Sequence[str]) -> Document:
        blocks: list[Block] = []
        start = tables = 0
        for part in parts:
            if isinstance(part, str):
                blocks.append(Paragraph(part, start, ((0, 1),)))
                start += len(part) + 1
            else:
                tables += 1
                blocks.append(table_of(part, tables))
        return Document("0" * 64, "text/plain", "", 0, 1, "test", "0", "read", tuple(blocks))

    return write
