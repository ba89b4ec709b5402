"""Tables continued over pages become one: repeated headers dropped, cells and rows cut by the page's end joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from schemas.documents import Cell

# x-edges nearer than this on two pages are the same edge.
SAME_EDGE = 3.5
MOST_HEADER_ROWS = 6
_TITLE = re.compile(r"表\s*$|表[（(]|预算|决算|单位[:：]|附件|附表")
LONGEST_TITLE = 60
# The rest of a row that a page's end cut is lower than this share of a usual row.
CUT_HEIGHT = 0.8
_STARTS_ITEM = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．\s]|其中|[\u2460-\u2473]"
)
_NUMBER = re.compile(r"[-−]?[\d,，]*\d(\.\d+)?%?")


@dataclass(slots=True)
class PageTable:
    """A table, or the part of one, that stands on one page; cells count their rows and columns from 1.

    `titles` are the lines between what stands before on the page and the table; `is_first` and `is_last` tell whether
    anything else stands above or below it on the page, headers and footers aside. `open_top` and `open_bottom` are the
    columns (from 1) without a ruling along that edge: the page's end cuts through their cells. `wrapping` are those
    whose cells in the last row are filled to the end of their last line: their text may go on.
    """

    page: int
    xs: tuple[float, ...]
    row_count: int
    cells: list[Cell]
    titles: tuple[str, ...] = ()
    is_first: bool = False
    is_last: bool = False
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()
    wrapping: frozenset[int] = frozenset()

    def rows(self) -> list[list[Cell]]:
        """The cells that start in each row, from the left."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row_no - 1].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell.column_no)
        return rows


def can_continue(table: PageTable, part: PageTable) -> bool:
    """Is `part`, the first table of a page, the rest of `table`, the last one of the page before?"""
    if part.page != table_end_page(table) + 1 or not table.is_last:
        return False
    if not _same_edges(table.xs, part.xs):
        return False
    if part.is_first:
        return not _starts_with_title(part)
    # Some writers print a table's title and head again on each of its pages.
    return part.titles == table.titles and bool(table.titles) and len(repeated_header(table, part)) > 0


def table_end_page(table: PageTable) -> int:
    """The last page on which a table stands."""
    return max((cell.page or table.page for cell in table.cells[-1:]), default=table.page)


def _same_edges(first: Sequence[float], second: Sequence[float]) -> bool:
    if abs(first[0] - second[0]) > SAME_EDGE or abs(first[-1] - second[-1]) > SAME_EDGE:
        return False
    fewer, more = sorted((first, second), key=len)
    return all(min(abs(x - other) for other in more) <= SAME_EDGE for x in fewer)


def _starts_with_title(part: PageTable) -> bool:
    first = part.cells[0]
    text = first.text.strip()
    return (
        first.column_span == len(part.xs) - 1
        and len(part.xs) > 2
        and 0 < len(text) <= LONGEST_TITLE
        and _TITLE.search(text) is not None
    )


def repeated_header(table: PageTable, part: PageTable) -> list[list[Cell]]:
    """The rows at the top of `part` that say again what the first rows of `table` say; empty where none do."""
    repeated: list[list[Cell]] = []
    for before, again in zip(table.rows()[:MOST_HEADER_ROWS], part.rows()[:MOST_HEADER_ROWS], strict=False):
        texts = [_squeezed(cell.text) for cell in again]
        if texts != [_squeezed(cell.text) for cell in before] or any(map(_NUMBER.fullmatch, texts)) or not any(texts):
            break
        repeated.append(again)
    while repeated and any(cell.row_no + cell.row_span - 1 > len(repeated) for row in repeated for cell in row):
        repeated.pop()
    return repeated


def _squeezed(text: str) -> str:
    return "".join(text.split())


def append(table: PageTable, part: PageTable) -> None:
    """Add the rows of `part` to `table` in place."""
    dropped = len(repeated_header(table, part))
    table.is_last = part.is_last
    if dropped >= part.row_count:
        return
    xs = table.xs if len(table.xs) >= len(part.xs) else part.xs
    if len(xs) != len(table.xs):
        table.open_bottom = _columns_on(table.open_bottom, table.xs, xs)
        table.wrapping = _columns_on(table.wrapping, table.xs, xs)
        table.cells = [_on_edges(cell, table.xs, xs) for cell in table.cells]
        table.xs = xs
    shift = table.row_count - dropped
    open_top = _columns_on(part.open_top, part.xs, xs) if not dropped else frozenset[int]()
    added = [_on_edges(cell, part.xs, xs, shift) for cell in part.cells if cell.row_no > dropped]
    if _is_cut_row(table, added):
        added = _join_cut_row(table, added)
        table.row_count -= 1
    else:
        _join_cut_cells(table, added, table.open_bottom | open_top)
    table.row_count += part.row_count - dropped
    table.open_bottom = _columns_on(part.open_bottom, part.xs, xs)
    table.wrapping = _columns_on(part.wrapping, part.xs, xs)


def _on_edges(cell: Cell, old: Sequence[float], new: Sequence[float], shift: int = 0) -> Cell:
    """The cell on the columns of a finer grid, `shift` rows further down."""
    left = _nearest(new, old[cell.column_no - 1])
    right = _nearest(new, old[cell.column_no - 1 + cell.column_span])
    return replace(cell, row_no=cell.row_no + shift, column_no=left + 1, column_span=right - left)


def _columns_on(columns: frozenset[int], old: Sequence[float], new: Sequence[float]) -> frozenset[int]:
    return frozenset(
        column
        for place in columns
        for column in range(_nearest(new, old[place - 1]) + 1, _nearest(new, old[place]) + 1)
    )


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _is_cut_row(table: PageTable, added: list[Cell]) -> bool:
    """Is the first added row surely the rest of the table's last row?

    Its texts all go on where a cell above is full to its last line, no column has a number in both halves, and it is too
    low for a row of its own.
    """
    top_row = table.row_count + 1
    upper = {cell.column_no: cell for cell in table.cells if cell.row_no + cell.row_span == top_row}
    lower = [cell for cell in added if cell.row_no == top_row]
    if any(cell.row_span > 1 for cell in lower) or {cell.column_no for cell in lower} != set(upper):
        return False
    goes_on = False
    for cell in lower:
        above = upper[cell.column_no]
        if cell.column_span != above.column_span:
            return False
        if cell.text and above.text:
            if (
                cell.column_no not in table.wrapping
                or _NUMBER.fullmatch(_squeezed(cell.text))
                or _STARTS_ITEM.match(cell.text)
            ):
                return False
            goes_on = True
        elif cell.text and not _NUMBER.fullmatch(_squeezed(cell.text)):
            return False
    return goes_on and _height(lower[0]) < CUT_HEIGHT * median(
        _height(cell) for cell in table.cells if cell.row_span == 1
    )


def _height(cell: Cell) -> float:
    return cell.box.bottom - cell.box.top if cell.box else 0.0


def _join_cut_row(table: PageTable, added: list[Cell]) -> list[Cell]:
    """Join the first added row with the table's last one; returns the other added cells, one row up."""
    top_row = table.row_count + 1
    lower = {cell.column_no: cell for cell in added if cell.row_no == top_row}
    for index, cell in enumerate(table.cells):
        if cell.row_no + cell.row_span == top_row and (rest := lower[cell.column_no]).text:
            text = f"{cell.text}\n{rest.text}" if cell.text else rest.text
            place = cell if cell.text else rest
            table.cells[index] = replace(cell, text=text, page=place.page, box=place.box)
    table.cells += [replace(cell, row_no=cell.row_no - 1) for cell in added if cell.row_no > top_row]
    return []


def _join_cut_cells(table: PageTable, added: list[Cell], open_columns: frozenset[int]) -> None:
    """Add cells, joining those of the first row with the cells above them that the page's end cut in two.

    Certain where no ruling closes the edge between them, or where one half is empty and at least one spans rows.
    """
    top_row = table.row_count + 1
    above = {
        (cell.column_no, cell.column_span): index
        for index, cell in enumerate(table.cells)
        if cell.row_no + cell.row_span == top_row
    }
    for cell in added:
        index = above.get((cell.column_no, cell.column_span)) if cell.row_no == top_row else None
        if index is not None:
            upper = table.cells[index]
            is_one_empty = not (upper.text and cell.text)
            if cell.column_no in open_columns or (is_one_empty and (upper.row_span > 1 or cell.row_span > 1)):
                place = upper if upper.text else cell
                text = upper.text + cell.text if is_one_empty else f"{upper.text}\n{cell.text}"
                table.cells[index] = replace(
                    upper, row_span=upper.row_span + cell.row_span, text=text, page=place.page, box=place.box
                )
                continue
        table.cells.append(cell)
