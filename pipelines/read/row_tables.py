"""Tables ruled by horizontal lines alone: the columns come from the gaps that all rows of text leave.

Coordinates are points with the origin at the page's top left corner; y grows downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipelines.read.grid import JOIN, Grid, GridCell, Ruling, snap_rulings
from pipelines.read.lines import Glyph, glyph_rows
from schemas.documents import Box

# Fewer rulings of one width are a letterhead or an underline.
FEWEST_RULINGS = 3
# Rows higher than this are not rows of a table.
HIGHEST_ROW = 120.0
# Text this near, in heights of its glyphs, is of one cell; a gap that parts columns is wider.
CELL_GAP = 1.0

Interval = tuple[float, float]


def grids_from_rows(horizontals: Iterable[Ruling], grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> list[Grid]:
    """The tables that horizontal rulings outside `grids` draw, where their rows of text agree on columns."""
    boxes = [grid.box for grid in grids]
    free = [ruling for ruling in horizontals if not any(_touches(ruling, box) for box in boxes)]
    found = []
    for rulings in _of_one_width(snap_rulings(free)) if len(free) >= FEWEST_RULINGS else []:
        ys = tuple(ruling.at for ruling in rulings)
        left, right = rulings[0].start, rulings[0].end
        if _holds_rows_between(ys, left, right, glyphs):
            continue
        rows = _rows_of_text(ys, left, right, glyphs)
        separators = _separators(rows)
        if separators:
            found.append(_grid((left, *separators, right), ys, rows))
    return found


def _touches(ruling: Ruling, box: Box) -> bool:
    return box.top - JOIN <= ruling.at <= box.bottom + JOIN and ruling.start < box.right and ruling.end > box.left


def _of_one_width(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    """Runs of rulings below each other that start and end at the same places."""
    runs: list[list[Ruling]] = []
    for ruling in rulings:
        for run in runs:
            last = run[-1]
            is_as_wide = abs(last.start - ruling.start) <= JOIN and abs(last.end - ruling.end) <= JOIN
            if is_as_wide and ruling.at - last.at <= HIGHEST_ROW:
                run.append(ruling)
                break
        else:
            runs.append([ruling])
    return [run for run in runs if len(run) >= FEWEST_RULINGS]


def _holds_rows_between(ys: Sequence[float], left: float, right: float, glyphs: Sequence[Glyph]) -> bool:
    """Whether two rows with numbers stand between two rulings: read as one, their numbers would run into each other."""
    inside: list[list[Glyph]] = [[] for _ in ys[1:]]
    for glyph in glyphs:
        row = bisect_right(ys, glyph[0] - glyph[3] * 0.3) - 1
        if 0 <= row < len(inside) and left <= (glyph[1] + glyph[2]) / 2 <= right:
            inside[row].append(glyph)
    for texts in filter(None, inside):
        numbers: list[float] = []
        for line in glyph_rows(texts):
            last = line[-1]
            stretches = _stretches([(start, end, height) for _, start, end, height, _ in line])
            is_number = all(glyph[4] in "0123456789,.-%" for glyph in line if glyph[1] >= stretches[-1][0])
            if len(stretches) > 1 and is_number and last[4] not in ",.":
                if any(abs(last[2] - other) < last[3] for other in numbers):
                    return True
                numbers.append(last[2])
    return False


def _rows_of_text(ys: Sequence[float], left: float, right: float, glyphs: Sequence[Glyph]) -> list[list[Interval]]:
    """For each row, the stretches of text in it from the left, wider gaps between them."""
    rows: list[list[tuple[float, float, float]]] = [[] for _ in ys[1:]]
    for baseline, start, end, height, _ in glyphs:
        row = bisect_right(ys, baseline - height * 0.3) - 1
        if 0 <= row < len(rows) and left <= (start + end) / 2 <= right:
            rows[row].append((start, end, height))
    return [_stretches(sorted(row)) for row in rows]


def _stretches(spans: list[tuple[float, float, float]]) -> list[Interval]:
    stretches: list[Interval] = []
    for start, end, height in spans:
        if stretches and start - stretches[-1][1] < CELL_GAP * height:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], end))
        else:
            stretches.append((start, end))
    return stretches


def _separators(rows: list[list[Interval]]) -> list[float]:
    """The middles of the gaps that no row with several stretches of text covers; none where a row stands alone."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2:
        return []
    covered = _stretches(sorted((start, end, 0.0) for row in several for start, end in row))
    return [(before[1] + after[0]) / 2 for before, after in pairwise(covered)]


def _grid(xs: tuple[float, ...], ys: tuple[float, ...], rows: list[list[Interval]]) -> Grid:
    cells: list[GridCell] = []
    owners: list[tuple[int, ...]] = []
    for row_no, stretches in enumerate(rows):
        owner = [-1] * (len(xs) - 1)
        for start, end in stretches:
            first, last = bisect_right(xs, start) - 1, bisect_right(xs, end) - 1
            first, last = max(first, 0), min(last, len(xs) - 2)
            if last > first and all(place < 0 for place in owner[first : last + 1]):
                owner[first : last + 1] = [len(cells)] * (last - first + 1)
                cells.append(GridCell(row_no, first, 1, last - first + 1))
        for column, place in enumerate(owner):
            if place < 0:
                owner[column] = len(cells)
                cells.append(GridCell(row_no, column, 1, 1))
        owners.append(tuple(owner))
    return Grid(xs, ys, tuple(cells), tuple(owners))
