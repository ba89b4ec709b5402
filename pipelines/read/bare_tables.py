"""Tables whose columns no ruling parts: below a printed money unit, rows of text that agree on columns.

Three-line tables and tables without any ruling, followed over page ends. Coordinates are points with the origin at the
page's top left corner; y grows downwards.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.read.grid import Grid, GridCell
from pipelines.read.lines import Glyph, glyph_rows, row_text

# A gap that parts columns, in heights of a glyph; words of one cell are nearer.
COLUMN_GAP = 0.35
# Rows further apart than this, in heights of a glyph, do not belong to one table.
ROW_GAP = 5.0
MOST_ROWS = 400
# Lines of a running header above a table's next part.
MOST_RUNNING_LINES = 2
# Lines of one head are nearer to each other than this, in their heights; heads of heads are further apart.
HEAD_PITCH = 1.6
# Lines of a long name stand nearer to their row's numbers than this share of the distance between rows.
NAME_PITCH = 0.7
# A line that hangs below the numbers of its row shares this much of their height.
HANGING = 0.25

_UNIT = re.compile(r"单位[:：](?:人民币)?[百千万亿]*元[)）]?$")
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?%?$")
_MONEY = re.compile(r"-?[\d,]+\.\d+$")
_AFTER = re.compile(r"^(?:注|备注|说明)[:：]|。$|^[-—\s]*\d+[-—\s]*$")
_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第)?\d{1,4}(?:页)?(?:共?[/／]?\d{1,4}页?)?[-—–\s]*")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands together in a row."""

    left: float
    right: float
    text: str

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER.match(self.text))


@dataclass(frozen=True, slots=True)
class _Row:
    top: float
    bottom: float
    stretches: tuple[_Stretch, ...]

    @property
    def has_number(self) -> bool:
        """Whether an amount stands beside something else."""
        return len(self.stretches) > 1 and any(stretch.is_number for stretch in self.stretches[1:])


@dataclass(frozen=True, slots=True)
class BareGrid(Grid):
    """A grid made of text: from where to where its `columns` reach, and its `heads` row by row.

    `edges` are the `xs` of the first page's part. `is_last` tells that nothing but a page number stands below.
    """

    columns: tuple[tuple[float, float], ...] = ()
    heads: tuple[tuple[str, ...], ...] = ()
    edges: tuple[float, ...] = ()
    is_last: bool = False


def bare_grids(glyphs: list[Glyph], before: BareGrid | None = None) -> list[BareGrid]:
    """The tables below the money units of a page that no closed grid stands on.

    `before` is the table at the end of the page before: its rows may go on at the top of this one.
    """
    if before is None and not any(glyph[4] == "单" for glyph in glyphs):
        return []
    rows = [_row(row) for row in glyph_rows(glyphs)] if glyphs else []
    starts = [number for number, row in enumerate(rows) if _UNIT.search(row.stretches[-1].text)]
    found: list[BareGrid | None] = []
    if before is not None:
        found.append(_continued(rows[: starts[0] if starts else MOST_ROWS], before))
    for start, end in pairwise([*starts, len(rows)]):
        body = _table_rows(rows[start + 1 : min(end, start + 1 + MOST_ROWS)])
        if body:
            is_same = before is not None and _heads(body) == before.heads
            grid = _grid_on(body, before) if before is not None and is_same else None
            grid = grid or _grid(body, _columns(body))
            last = start + len(body)
            found.append(grid and replace(grid, is_last=all(map(_is_page_number, rows[last + 1 :]))))
    return [grid for grid in found if grid is not None]


def _continued(rows: list[_Row], before: BareGrid) -> BareGrid | None:
    """The rows at a page's top that go on with the table before, its head printed again or not; None where none do."""
    first = next((number for number, row in enumerate(rows) if len(row.stretches) > 1), len(rows))
    if first > MOST_RUNNING_LINES:
        return None
    # The rest of a long name that the page's end cut stands close above the first row.
    begin = first
    while begin and first < len(rows) and _is_rest_of_name(rows[begin - 1], rows[begin], before.columns):
        begin -= 1
    body = _rows_on(before.columns, _rows_together(rows[begin:]), len(before.heads))
    while body and not body[-1].has_number:
        body.pop()
    heads = _heads(body[first - begin :]) if body else ()
    if not body or heads not in ((), before.heads):
        return None
    grid = _grid_on(body, before)
    rest = rows[begin + len(body) :]
    return grid and replace(grid, is_last=all(map(_is_page_number, rest)))


def _is_rest_of_name(row: _Row, below: _Row, columns: Sequence[tuple[float, float]]) -> bool:
    is_close = below.top - row.bottom < row.bottom - row.top
    return is_close and len(_covered(columns, row.stretches[0])) == 1


def _rows_on(columns: Sequence[tuple[float, float]], rows: list[_Row], head_count: int) -> list[_Row]:
    """The rows down to the first one, heads aside, with a text that stands in no column or reaches over two."""
    for number, row in enumerate(rows):
        is_on_columns = all(len(_covered(columns, stretch)) == 1 for stretch in row.stretches)
        if not is_on_columns and (row.has_number or number >= head_count):
            return rows[:number]
    return rows


def _is_page_number(row: _Row) -> bool:
    return _PAGE_NUMBER.fullmatch("".join(stretch.text for stretch in row.stretches)) is not None


def _heads(rows: list[_Row]) -> tuple[tuple[str, ...], ...]:
    """The texts of the rows above the first one with numbers."""
    first = next(number for number, row in enumerate(rows) if row.has_number)
    return tuple(tuple(stretch.text for stretch in row.stretches) for row in rows[:first])


def _grid_on(rows: list[_Row], before: BareGrid) -> BareGrid | None:
    """The rows on the columns of the table before; None where a text of them stands in no column, or in two."""
    numbered = [stretch for row in rows if row.has_number for stretch in row.stretches]
    columns = _merged([*before.columns, *((stretch.left, stretch.right) for stretch in numbered)])
    is_on_columns = len(columns) == len(before.columns) and all(
        len(_covered(before.columns, stretch)) == 1 for stretch in numbered
    )
    grid = _grid(rows, columns) if is_on_columns else None
    return grid and replace(grid, heads=before.heads, edges=before.edges)


def _row(glyphs: list[Glyph]) -> _Row:
    parts = [[glyphs[0]]]
    right = glyphs[0][2]
    for glyph in glyphs[1:]:
        if glyph[1] - right > COLUMN_GAP * glyph[3]:
            parts.append([])
        parts[-1].append(glyph)
        right = max(right, glyph[2])
    stretches = tuple(_Stretch(part[0][1], max(glyph[2] for glyph in part), row_text(part)) for part in parts)
    height = max(glyph[3] for glyph in glyphs)
    return _Row(glyphs[0][0] - height, glyphs[0][0] + 0.2 * height, stretches)


def _table_rows(rows: Sequence[_Row]) -> list[_Row]:
    """The rows from the unit down to where prose, a note or a wide gap ends the table; none where too few are rows."""
    taken = _rows_together(rows)
    numbered = [row for row in taken if row.has_number]
    # The second line of the last row's name may hang below its numbers.
    while numbered and taken[-1].top > numbered[-1].bottom - HANGING * (numbered[-1].bottom - numbered[-1].top):
        taken.pop()
    has_money = any(_MONEY.match(stretch.text) for row in numbered for stretch in row.stretches[1:])
    first = next((number for number, row in enumerate(taken) if row.has_number), 0)
    has_heads = any(len(row.stretches) > 1 for row in taken[:first])
    return taken if has_money and has_heads else []


def _rows_together(rows: Sequence[_Row]) -> list[_Row]:
    """The rows down to where prose, a note or a wide gap parts them from what follows."""
    taken: list[_Row] = []
    for row in rows:
        height = row.bottom - row.top
        if taken and row.top - taken[-1].bottom > ROW_GAP * height:
            break
        if len(row.stretches) == 1 and _AFTER.search(row.stretches[0].text):
            break
        taken.append(row)
    return taken


def _grid(rows: list[_Row], columns: list[tuple[float, float]]) -> BareGrid | None:
    if len(columns) < 2:
        return None
    left = min(stretch.left for row in rows for stretch in row.stretches)
    right = max(stretch.right for row in rows for stretch in row.stretches)
    bands = _bands(rows)
    head_bands = bands[: next(number for number, band in enumerate(bands) if _numbered(band))]
    spans = _head_spans(columns, [band[0] for band in head_bands]) if head_bands else {}
    separators = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    xs = (left - 1.0, *separators, right + 1.0)
    between = ((one[-1].bottom + other[0].top) / 2 for one, other in pairwise(bands))
    ys = (rows[0].top, *between, rows[-1].bottom)
    cells: list[GridCell] = []
    owners: list[tuple[int, ...]] = []
    for number, band in enumerate(bands):
        owner = [-1] * len(columns)
        for stretch in (stretch for row in band for stretch in row.stretches):
            covered = spans.get((number, stretch)) or _covered(columns, stretch)
            if len(covered) > 1 and all(owner[column] < 0 for column in covered):
                for column in covered:
                    owner[column] = len(cells)
                cells.append(GridCell(number, covered[0], 1, len(covered)))
        for column, place in enumerate(owner):
            if place < 0:
                owner[column] = len(cells)
                cells.append(GridCell(number, column, 1, 1))
        owners.append(tuple(owner))
    return BareGrid(xs, ys, tuple(cells), tuple(owners), columns=tuple(columns), heads=_heads(rows), edges=xs)


def _numbered(band: list[_Row]) -> bool:
    return any(row.has_number for row in band)


def _head_spans(columns: Sequence[tuple[float, float]], heads: list[_Row]) -> dict[tuple[int, _Stretch], list[int]]:
    """The columns below each head of heads: those headed in the lowest row that no other head stands nearer to."""
    spans: dict[tuple[int, _Stretch], list[int]] = {}
    lowest = {column for stretch in heads[-1].stretches for column in _covered(columns, stretch)}
    for number, row in enumerate(heads[:-1]):
        own = {stretch: _covered(columns, stretch) for stretch in row.stretches}
        # A head over columns that the lowest row leaves without one has nothing below it.
        own = {stretch: covered for stretch, covered in own.items() if not covered or lowest.intersection(covered)}
        if not own:
            continue
        between = [stretch for other in heads[number + 1 : -1] for stretch in other.stretches]
        free = lowest.difference(*own.values(), *(_covered(columns, stretch) for stretch in between))
        nearest: dict[_Stretch, set[int]] = {stretch: set() for stretch in own}
        for column in free:
            middle = sum(columns[column])
            nearest[min(own, key=lambda stretch: abs(stretch.left + stretch.right - middle))].add(column)
        for stretch, covered in own.items():
            reached = sorted({*covered, *nearest[stretch]})
            if reached and reached == list(range(reached[0], reached[-1] + 1)) and set(reached) & lowest:
                spans[number, stretch] = reached
    return spans


def _bands(rows: list[_Row]) -> list[list[_Row]]:
    """The lines that are one row of the table: all heads, unless there are heads of heads, and lines of long names."""
    first = next(number for number, row in enumerate(rows) if row.has_number)
    heads, body = rows[:first], rows[first:]
    bands = [heads] if heads and _is_one_level(heads) else [[row] for row in heads]
    places = [row.bottom for row in body if row.has_number]
    pitches = sorted(below - above for above, below in pairwise(places))
    reach = NAME_PITCH * pitches[len(pitches) // 2] if pitches else 0.0
    last: float | None = None
    for row in body:
        place = min(places, key=lambda at: abs(at - row.bottom))
        is_near = abs(place - row.bottom) < reach
        if is_near and last == place:
            bands[-1].append(row)
        else:
            bands.append([row])
        last = place if is_near else None
    return bands


def _is_one_level(heads: list[_Row]) -> bool:
    """Whether texts above each other are lines of one head, torn where a column is narrow."""
    for number, row in enumerate(heads):
        for stretch in row.stretches:
            for below in heads[number + 1 :]:
                if any(other.left < stretch.right and stretch.left < other.right for other in below.stretches):
                    if below.bottom - row.bottom > HEAD_PITCH * (row.bottom - row.top) / 1.2:
                        return False
                    break
    return True


def _columns(rows: list[_Row]) -> list[tuple[float, float]]:
    """From where to where the columns reach: what rows with numbers fill, and heads where those leave a column empty.

    A head beside the numbers it belongs to widens their column. Heads over several columns do not count; nor do heads
    of heads, but for the lowest row of them.
    """
    numbered = [row for row in rows if row.has_number]
    columns = _merged([(stretch.left, stretch.right) for row in numbered for stretch in row.stretches])
    heads = rows[: rows.index(numbered[0])]
    lowest = heads if _is_one_level(heads) else heads[-2:]
    stretches = [stretch for row in reversed(lowest) for stretch in row.stretches]
    free = [stretch for stretch in stretches if not _covered(columns, stretch)]
    headless = list(columns)
    for stretch in stretches:
        place = next((column for column in headless if _meets(column, stretch)), None)
        # The lowest head of a column widens it; those above may stand over more than this column.
        if place is not None and len(_covered(columns, stretch)) == 1:
            headless.remove(place)
            columns = _widened(columns, place, stretch)
    pairs = [
        (abs(sum(column) - stretch.left - stretch.right), column, stretch) for column in headless for stretch in free
    ]
    for _, column, stretch in sorted(pairs, key=lambda pair: pair[0]):
        if column in headless and stretch in free and column in columns:
            headless.remove(column)
            free.remove(stretch)
            columns = _widened(columns, column, stretch)
    for stretch in free:
        if not _covered(columns, stretch):
            columns = sorted([*columns, (stretch.left, stretch.right)])
    return columns


def _widened(
    columns: list[tuple[float, float]], column: tuple[float, float], stretch: _Stretch
) -> list[tuple[float, float]]:
    """The columns, one of them as wide as its head as well; unchanged where the head reaches over another column."""
    wide = (min(column[0], stretch.left), max(column[1], stretch.right))
    others = [other for other in columns if other != column]
    if any(other[0] < wide[1] and wide[0] < other[1] for other in others):
        return columns
    return sorted([*others, wide])


def _meets(column: tuple[float, float], stretch: _Stretch) -> bool:
    return column[0] < stretch.right and stretch.left < column[1]


def _merged(intervals: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(intervals):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _covered(columns: Sequence[tuple[float, float]], stretch: _Stretch) -> list[int]:
    first = bisect_right([right for _, right in columns], stretch.left)
    last = bisect_right([left for left, _ in columns], stretch.right)
    return list(range(first, last))
