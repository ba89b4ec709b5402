"""Any table, written in each format without pages, reads back with the same cells and spans."""

import io
from typing import NamedTuple

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.plain_text import read_plain_text
from pipelines.read.web_page import read_web_page
from pipelines.read.word_document import read_word_document
from schemas.documents import Document


class Place(NamedTuple):
    """A cell's place from 0, and its spans."""

    row: int
    column: int
    height: int
    width: int


class Grid(NamedTuple):
    """A table covered by cells; in its last row a cell begins in every column."""

    rows: int
    columns: int
    places: list[Place]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    free = [[True] * columns for _ in range(rows)]
    places = []
    for r in range(rows):
        for c in range(columns):
            if not free[r][c]:
                continue
            is_last = r == rows - 1
            widest = next((w for w in range(1, columns - c) if not free[r][c + w]), columns - c)
            width = 1 if is_last else draw(st.integers(1, min(widest, 3)))
            height = 1 if is_last else draw(st.integers(1, min(rows - 1 - r, 3)))
            for y in range(r, r + height):
                for x in range(c, c + width):
                    free[y][x] = False
            places.append(Place(r, c, height, width))
    return Grid(rows, columns, places)


def cells_of(document: Document) -> list[tuple[Place, str]]:
    (table,) = document.tables
    assert document.paragraphs == ()
    return [(Place(c.row_no - 1, c.column_no - 1, c.row_span, c.column_span), c.text) for c in table.cells]


def expected(places: list[Place]) -> list[tuple[Place, str]]:
    return [(place, f"格{number}") for number, place in enumerate(places)]


@settings(max_examples=20, deadline=None)
@given(grids())
def test_word(grid: Grid) -> None:
    written = docx.Document()
    table = written.add_table(grid.rows, grid.columns)
    for number, (row, column, height, width) in enumerate(grid.places):
        table.cell(row, column).merge(table.cell(row + height - 1, column + width - 1)).text = f"格{number}"
    body = io.BytesIO()
    written.save(body)
    assert cells_of(read_word_document(body.getvalue(), "x.docx")) == expected(grid.places)


@settings(max_examples=60, deadline=None)
@given(grids())
def test_web_page(grid: Grid) -> None:
    rows = ["<tr>"] * grid.rows
    for number, (row, _, height, width) in enumerate(grid.places):
        rows[row] += f"<td rowspan={height} colspan={width}>格{number}"
    markup = f"<html><body><table>{''.join(rows)}</table></body></html>"
    assert cells_of(read_web_page(markup.encode(), "x.html")) == expected(grid.places)


WORDS = st.text(alphabet="收入支出项目合计甲乙丙", min_size=1, max_size=6)
FIGURES = st.decimals(min_value=0, max_value=99999, places=2).map(str)
VALUES = st.one_of(st.just(""), FIGURES, WORDS, st.tuples(WORDS, WORDS).map("\n".join))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 7).flatmap(
        lambda n: st.tuples(
            st.lists(WORDS, min_size=n, max_size=n),
            st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=1, max_size=6),
        )
    )
)
def test_text_with_a_cell_a_line(table: tuple[list[str], list[list[str]]]) -> None:
    head, rows = table
    lines = "\n\n".join("\n".join("\t" + cell for cell in row) for row in [head, *rows])
    read = read_plain_text(f"标题\n{lines}\n\n\n尾\n".encode(), "x.txt")
    assert [[place.text if place else None for place in row] for row in read.tables[0].grid()] == [head, *rows]
    assert [p.text for p in read.paragraphs] == ["标题", "尾"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=6))
def test_heads_of_two_rows_in_text(widths: list[int]) -> None:
    """A blank in the second row stands below a head that reaches down; filled cells below one that spans."""
    # Two spanning heads side by side leave no mark where one ends: put a single one between them.
    spans = [w for width in widths for w in ((width, 1) if width > 1 else (1,))]
    if len(spans) < 2 or max(spans) == 1:
        return
    upper = [f"上{'甲' * n}" for n in range(1, len(spans) + 1)]
    lower = [f"下{'乙' * n}" if span > 1 else "" for span in spans for n in range(span)]
    data = ["1.5"] * len(lower)
    lines = "\n\n".join("\n".join("\t" + cell for cell in row) for row in [upper, lower, data])
    places = [place for place, text in cells_of(read_plain_text(lines.encode(), "x.txt")) if text.startswith("上")]
    column = 0
    for span, place in zip(spans, places, strict=True):
        assert place == Place(0, column, 1 if span > 1 else 2, span)
        column += span
