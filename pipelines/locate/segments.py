"""Tables cut into the forms they hold: a title row of its own, or a title that a text export left in a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.locate.headers import Row, header_end, own_cells, preamble_rows
from pipelines.locate.titles import form_of_title, looks_like_title, title_part
from pipelines.normalise.labels import plain
from schemas.documents import Cell, Table

_NAMES_BODY = re.compile(r"(?:单位|部门).{0,4}:")
_SHORTEST_NOTE = 6
# Heads of what is counted below the money in one table: 相关统计数, then 项目 and 统计数.
_COUNTED = "统计数"
_HEADS_OF_COUNTS = frozenset({"项目", "行次", "栏次", _COUNTED})


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows [first, last) of a table, from 0, that make up one form; `head` and `body` are where heads and body begin.

    `title` is what the table itself prints as its title, `beside` other lines about it (its unit, the body's name).
    `goes_on` where new heads begin under the title of the rows above.
    """

    first: int
    head: int
    body: int
    last: int
    title: str | None
    beside: tuple[str, ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Start:
    row: int
    title: str | None
    beside: tuple[str, ...] = ()
    goes_on: bool = False


def is_form_title(text: str) -> bool:
    """Whether a line is the title of a form."""
    return looks_like_title(text) and form_of_title(text) is not None


def untangled(table: Table) -> tuple[Table, list[tuple[int, list[str]]]]:
    """A table whose cells hold no title of the form below, and (row no, lines) for each that was taken out of a cell.

    Where a text export ends a table with an empty cell, the lines before the next table run into that cell.
    """
    taken: list[tuple[int, list[str]]] = []
    cells: list[Cell] = []
    for cell in table.cells:
        lines = cell.text.split("\n") if "\n" in cell.text else []
        place = _title_line(lines)
        if place is None or cell.row_no + cell.row_span > table.row_count:
            cells.append(cell)
            continue
        # A note below the table stands in the same cell: only what is no sentence was the cell's own.
        own = lines[0] if place and len(plain(lines[0])) < _SHORTEST_NOTE else ""
        cells.append(replace(cell, text=own))
        taken.append((cell.row_no + cell.row_span - 1, lines[1 if own else 0 :]))
    return (replace(table, cells=tuple(cells)), taken) if taken else (table, [])


def _title_line(lines: Sequence[str]) -> int | None:
    """Which line is a form's title with the body's name or the unit below it."""
    for place, line in enumerate(lines):
        if is_form_title(title_part(line)) and any(_NAMES_BODY.search(plain(below)) for below in lines[place + 1 :]):
            return place
    return None


def segments(grid: Sequence[Row], taken: Sequence[tuple[int, list[str]]] = ()) -> list[Segment]:
    """The table cut at rows that print a title of their own, and below cells that held one; usually one segment."""
    starts = [_Start(0, None)]
    for row_no, lines in taken:
        title = next(title_part(line) for line in lines if is_form_title(title_part(line)))
        starts.append(_Start(row_no, title, tuple(reversed(lines))))
    for index, row in enumerate(grid):
        filled = [plain(cell.text) for cell in own_cells(row, index + 1) if cell.text.strip()]
        if index and _COUNTED in filled and _HEADS_OF_COUNTS.issuperset(filled):
            above = [plain(cell.text) for cell in own_cells(grid[index - 1], index) if cell.text.strip()]
            captioned = len(above) == 1 and _COUNTED in above[0]
            starts.append(_Start(index - captioned, None, goes_on=True))
            continue
        if len(filled) != 1 or not is_form_title(filled[0]):
            continue
        begin = index
        while begin and not _filled(grid[begin - 1], begin - 1):
            begin -= 1
        if all(_filled(grid[before], before) <= 1 for before in range(begin)):
            begin = 0
        starts.append(_Start(begin, filled[0]))
    starts.sort(key=lambda start: start.row)
    found = []
    for place, start in enumerate(starts):
        last = starts[place + 1].row if place + 1 < len(starts) else len(grid)
        if last <= start.row:
            continue
        head = preamble_rows(grid, start.row, last)
        if start.goes_on and _filled(grid[start.row], start.row) == 1:
            head = start.row + 1
        end = header_end(grid, head, last)
        found.append(Segment(start.row, head, end, last, start.title, start.beside, start.goes_on))
    return found


def _filled(row: Row, index: int) -> int:
    return sum(1 for cell in own_cells(row, index + 1) if cell.text.strip())
