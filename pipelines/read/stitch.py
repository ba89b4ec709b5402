"""Tables continued over pages become one: repeated headers dropped, cells and rows cut by the page's end joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from schemas.documents import Cell

# x-edges nearer than this on two pages are the same edge.
SAME_EDGE = 3.5
# Left and right pages may be bound: the table is as wide, but stands further in by up to this much.
MOST_SHIFT = 45.0
SAME_WIDTH = 1.0
MOST_HEADER_ROWS = 6
_TITLE = re.compile(r"表\s*$|表[（(]|预算|决算|单位[:：]|附件|附表")
LONGEST_TITLE = 60
_CONTINUED = re.compile(r"续\s*(上)?\s*表|[（(]\s*续.{0,2}[)）]|接上\s*[页表]")
# The rest of a row that a page's end cut is lower than this share of a usual row.
CUT_HEIGHT = 0.8
MOST_MEASURED = 500
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
    whose cells in the last row are filled to the end of their last line: their text may go on. `end_page` is the last
    page, `head` the first rows, `bottom` the places in `cells` of those that reach the last row.
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
    end_page: int = 0
    head: list[list[Cell]] = field(default_factory=list)
    bottom: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.end_page = self.page
        self.head = self.rows()[:MOST_HEADER_ROWS]
        self.bottom = [index for index, cell in enumerate(self.cells) if cell.row_no + cell.row_span > self.row_count]

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
    if part.page != table.end_page + 1 or not table.is_last:
        return False
    if not _same_edges(table.xs, part.xs):
        return False
    if _starts_form_anew(table, part):
        return False
    if part.is_first:
        return not _starts_with_title(part) or _repeats_title_and_heads(table, part)
    if any(map(_CONTINUED.search, part.titles)):
        return all(title in table.titles or _CONTINUED.search(title) for title in part.titles)
    # Some writers print a table's title again on each of its pages, with its head or without.
    return bool(table.titles) and part.titles == table.titles


def _starts_form_anew(table: PageTable, part: PageTable) -> bool:
    """Forms of one kind, one for each project, begin with the same label and a value as wide as the form.

    Their labels go on to be the same where their values differ; below the repeated head of a table, labels differ.
    """
    again = part.head[0]
    if len(again) != 2 or again[1].column_span == 1 or not again[0].text:
        return False
    for before, now in zip(table.head, part.head, strict=False):
        first, second = [[_squeezed(cell.text) for cell in row] for row in (before, now)]
        if first != second:
            return bool(second) and second[0] != "" and first[:1] == second[:1]
    return False


def _same_edges(first: Sequence[float], second: Sequence[float]) -> bool:
    """Do the columns agree: the same edges or a part of them, or the same widths where pages have mirrored margins?"""
    fewer, more = sorted((first, second), key=len)
    if abs(first[0] - second[0]) <= SAME_EDGE and abs(first[-1] - second[-1]) <= SAME_EDGE:
        return all(min(abs(x - other) for other in more) <= SAME_EDGE for x in fewer)
    shift = second[0] - first[0]
    is_shifted = len(first) == len(second) and abs(shift) <= MOST_SHIFT
    return is_shifted and all(abs(b - a - shift) <= SAME_WIDTH for a, b in zip(first, second, strict=True))


def _repeats_title_and_heads(table: PageTable, part: PageTable) -> bool:
    """Does the part print the table's own title again, and below it the same heads of three columns or more?"""
    return any(len(row) > 2 for row in repeated_header(table, part))


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
    for before, again in zip(table.head, part.head, strict=False):
        texts = [_squeezed(cell.text) for cell in again]
        if texts != [_squeezed(cell.text) for cell in before] or any(map(_is_figure, texts)) or not any(texts):
            break
        repeated.append(again)
    while repeated and any(cell.row_no + cell.row_span - 1 > len(repeated) for row in repeated for cell in row):
        repeated.pop()
    return repeated


def _is_figure(text: str) -> bool:
    """Is a text a number, and not the number of a column?"""
    return _NUMBER.fullmatch(text) is not None and not (text.isdigit() and len(text) <= 2)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def append(table: PageTable, part: PageTable) -> None:
    """Add the rows of `part` to `table` in place."""
    dropped = len(repeated_header(table, part))
    table.is_last, table.end_page = part.is_last, part.end_page
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
    first_added = len(table.cells)
    if _is_cut_row(table, added):
        _join_cut_row(table, added)
        table.row_count -= 1
    else:
        _join_cut_cells(table, added, table.open_bottom & open_top)
    table.row_count += part.row_count - dropped
    table.open_bottom = _columns_on(part.open_bottom, part.xs, xs)
    table.wrapping = _columns_on(part.wrapping, part.xs, xs)
    table.bottom = [
        index
        for index in [*table.bottom, *range(first_added, len(table.cells))]
        if table.cells[index].row_no + table.cells[index].row_span > table.row_count
    ]


def _on_edges(cell: Cell, old: Sequence[float], new: Sequence[float], shift: int = 0) -> Cell:
    """The cell on the columns of a finer grid, `shift` rows further down."""
    if len(old) == len(new):
        return Cell(
            cell.row_no + shift, cell.column_no, cell.row_span, cell.column_span, cell.text, cell.page, cell.box
        )
    left = _nearest(new, old[cell.column_no - 1])
    right = _nearest(new, old[cell.column_no - 1 + cell.column_span])
    return replace(cell, row_no=cell.row_no + shift, column_no=left + 1, column_span=right - left)


def _columns_on(columns: frozenset[int], old: Sequence[float], new: Sequence[float]) -> frozenset[int]:
    if len(old) == len(new):
        return columns
    return frozenset(
        column
        for place in columns
        for column in range(_nearest(new, old[place - 1]) + 1, _nearest(new, old[place]) + 1)
    )


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - value))


def _is_cut_row(table: PageTable, added: list[Cell]) -> bool:
    """Is the first added row surely the rest of the table's last row?

    It is too low for a row of its own, and either empty or its texts go on where a cell above is full to its last line;
    no column has a number in both halves.
    """
    top_row = table.row_count + 1
    upper = {table.cells[index].column_no: table.cells[index] for index in table.bottom}
    lower = [cell for cell in added if cell.row_no == top_row]
    if {(cell.column_no, cell.column_span) for cell in lower} != {
        (cell.column_no, cell.column_span) for cell in upper.values()
    }:
        return False
    row = [cell for cell in lower if cell.row_span == 1]
    if not all(_may_go_on(table, upper[cell.column_no], cell) for cell in row):
        return False
    goes_on = any(cell.text and upper[cell.column_no].text for cell in row)
    is_empty = not any(cell.text for cell in row)
    if not row or not (goes_on or is_empty):
        return False
    heights = [_height(cell) for cell in table.cells[-MOST_MEASURED:] if cell.row_span == 1]
    return bool(heights) and _height(row[0]) < CUT_HEIGHT * median(heights)


def _may_go_on(table: PageTable, upper: Cell, lower: Cell) -> bool:
    is_number = _NUMBER.fullmatch(_squeezed(lower.text)) is not None
    if upper.text and lower.text:
        return lower.column_no in table.wrapping and not is_number and not _STARTS_ITEM.match(lower.text)
    return is_number or not lower.text


def _height(cell: Cell) -> float:
    return cell.box.bottom - cell.box.top if cell.box else 0.0


def _join_cut_row(table: PageTable, added: list[Cell]) -> None:
    """Join the first added row with the table's last one and add the others one row up."""
    top_row = table.row_count + 1
    lower = {cell.column_no: cell for cell in added if cell.row_no == top_row}
    for index in table.bottom:
        cell = table.cells[index]
        rest = lower[cell.column_no]
        is_again = rest.row_span > 1 and rest.text == cell.text
        text = cell.text if is_again else "\n".join(filter(None, (cell.text, rest.text)))
        place = cell if cell.text else rest
        row_span = cell.row_span + rest.row_span - 1
        table.cells[index] = replace(cell, row_span=row_span, text=text, page=place.page, box=place.box)
    table.cells += [replace(cell, row_no=cell.row_no - 1) for cell in added if cell.row_no > top_row]


def _join_cut_cells(table: PageTable, added: list[Cell], open_columns: frozenset[int]) -> None:
    """Add cells, joining those of the first row with the cells above them that the page's end cut in two.

    Certain where no ruling closes the edge between them; where at least one half spans rows and one is empty; and where
    both say the same, as writers do that print a cell again on each page. Two figures that differ are never one cell.
    """
    top_row = table.row_count + 1
    above = {(table.cells[index].column_no, table.cells[index].column_span): index for index in table.bottom}
    halves: dict[int, Cell] = {}
    for cell in added:
        index = above.get((cell.column_no, cell.column_span)) if cell.row_no == top_row else None
        if index is None:
            table.cells.append(cell)
        else:
            halves[index] = cell
    cut = {index: cell for index, cell in halves.items() if cell.row_span > 1 or table.cells[index].row_span > 1}
    may_repeat = not any(_are_two_figures(table.cells[index], cell) for index, cell in cut.items())
    open_halves = {index: cell for index, cell in halves.items() if cell.column_no in open_columns}
    if any(_are_two_figures(table.cells[index], cell) for index, cell in open_halves.items()):
        open_columns = frozenset()
    for index, cell in halves.items():
        upper = table.cells[index]
        is_again = upper.text == cell.text and may_repeat
        if cell.column_no in open_columns:
            text = "\n".join(filter(None, (upper.text, cell.text)))
        elif index in cut and (is_again or not (upper.text and cell.text)):
            text = upper.text or cell.text
        else:
            table.cells.append(cell)
            continue
        place = upper if upper.text else cell
        table.cells[index] = replace(
            upper, row_span=upper.row_span + cell.row_span, text=text, page=place.page, box=place.box
        )


def _are_two_figures(upper: Cell, lower: Cell) -> bool:
    return bool(upper.text) and upper.text != lower.text and _is_figure(_squeezed(lower.text))
