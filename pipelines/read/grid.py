"""Rulings to tables: straight lines on a page become grids of cells with spans. Knows nothing of any file format.

Coordinates are points with the origin at the page's top left corner; y grows downwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.documents import Box

# Lines nearer than this are one ruling drawn twice, or as the two sides of a thin rectangle.
SNAP = 2.0
# Rulings that miss each other by less than this still meet; cells drawn one by one leave such gaps.
JOIN = 3.0
# Edges nearer than this are the two lines of a double ruling: nothing fits between them.
DOUBLE_LINE = 4.0
# Shorter strokes are parts of glyphs or corner dots.
SHORTEST = 4.0
# Rulings that stick out further than this show an open side; rows and columns are never narrower.
NARROWEST = 6.0
# A single ruling that sticks out this far shows a side as well: the head of a form without outer rulings.
FAR_OUT = 24.0
# The dots of one dotted ruling miss its level by less.
LEVEL_OF_DOTS = 0.4
# A page with more crossings, or a table with more places, is a drawing and not a form.
MOST_CROSSINGS = 400_000
MOST_PLACES = 100_000


class Ruling(NamedTuple):
    """A straight line: its fixed coordinate, and where it starts and ends on the other axis."""

    at: float
    start: float
    end: float


class GridCell(NamedTuple):
    """A cell's top left grid place, counted from 0, and how many rows and columns it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's outline: `xs` and `ys` are its edges left to right and top to bottom.

    `owners[row][column]` is the index in `cells` of the cell covering the place. `open_top` and `open_bottom` are the
    columns (from 0) along whose top or bottom edge no ruling runs: there the page's end may cut through a cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    owners: tuple[tuple[int, ...], ...]
    open_top: frozenset[int] = frozenset()
    open_bottom: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        """The outer rectangle."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell that covers a point; a point outside falls to the nearest place."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.owners[row][column]

    def cell_box(self, index: int) -> Box:
        """The rectangle of a cell."""
        row, column, row_span, column_span = self.cells[index]
        return Box(self.xs[column], self.ys[row], self.xs[column + column_span], self.ys[row + row_span])


class TooManyRulingsError(ValueError):
    """A page draws more lines than any form has."""


def grids_from_rulings(horizontals: Iterable[Ruling], verticals: Iterable[Ruling]) -> list[Grid]:
    """Every table that the rulings of one page draw, from top to bottom, then left to right.

    Raises TooManyRulingsError where they are more than any form has.
    """
    across, down = snap_rulings(horizontals), snap_rulings(verticals)
    if len(across) * len(down) > MOST_CROSSINGS:
        raise TooManyRulingsError(f"{len(across)} x {len(down)} rulings")
    grids = [grid for group in _connected(across, down) if (grid := _grid(*group)) is not None]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return grids


def snap_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings at nearly the same place made one, and pieces that touch joined; in order of place, then start."""
    snapped: list[Ruling] = []
    near: list[Ruling] = []
    last = 0.0
    for ruling in _without_dots(sorted(rulings)):
        if near and ruling.at - last > SNAP:
            _join_pieces(near, snapped)
            near = []
        near.append(ruling)
        last = ruling.at
    if near:
        _join_pieces(near, snapped)
    return snapped


def _without_dots(ordered: list[Ruling]) -> list[Ruling]:
    """The rulings, sorted, without the dots that make up no ruling in this direction.

    The dots of a dotted ruling are as high as wide: left in, those of the other direction lie so close that all
    rulings across them would snap into one.
    """
    dots = [ruling for ruling in ordered if ruling.end - ruling.start < SHORTEST]
    if len(dots) < 2:
        return ordered
    kept = [ruling for ruling in ordered if ruling.end - ruling.start >= SHORTEST]
    level: list[Ruling] = []
    for dot in dots:
        if level and dot.at - level[0].at > LEVEL_OF_DOTS:
            _join_pieces(level, kept)
            level = []
        level.append(dot)
    _join_pieces(level, kept)
    return sorted(kept)


def _join_pieces(near: list[Ruling], snapped: list[Ruling]) -> None:
    weight = sum(end - start + 0.01 for _, start, end in near)
    place = sum(at * (end - start + 0.01) for at, start, end in near) / weight
    spans = sorted((start, end) for _, start, end in near)
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start <= end + JOIN:
            end = max(end, next_end)
            continue
        if end - start >= SHORTEST:
            snapped.append(Ruling(place, start, end))
        start, end = next_start, next_end
    if end - start >= SHORTEST:
        snapped.append(Ruling(place, start, end))


def _connected(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that meet each other, directly or through others."""
    parents = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    places = [ruling.at for ruling in across]
    for offset, (x, top, bottom) in enumerate(down, len(across)):
        for index in range(bisect_left(places, top - JOIN), bisect_right(places, bottom + JOIN)):
            _, left, right = across[index]
            if left - JOIN <= x <= right + JOIN:
                parents[root(index)] = root(offset)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(ruling)
    for offset, ruling in enumerate(down, len(across)):
        groups.setdefault(root(offset), ([], []))[1].append(ruling)
    tables = [group for group in groups.values() if len(group[0]) + len(group[1]) >= 3 and all(group)]
    for lonely in (down for across, down in groups.values() if not across):
        _adopt_side(lonely[0], tables)
    return tables


def _adopt_side(side: Ruling, tables: list[tuple[list[Ruling], list[Ruling]]]) -> None:
    """Add a vertical ruling that meets no other to the table it is as tall as.

    Beside a cell that fills the whole page between two page ends, the outer ruling touches nothing.
    """
    for _, down in tables:
        top, bottom = min(ruling.start for ruling in down), max(ruling.end for ruling in down)
        if abs(side.start - top) <= JOIN and abs(side.end - bottom) <= JOIN:
            down.append(side)
            down.sort()
            return


def _edges(lines: list[Ruling], crossing: list[Ruling]) -> list[float]:
    """The places of `lines`, and of the open sides: two of the `crossing` rulings reach them, or one far out."""
    edges = _places(lines)
    for end, ends in (
        (min(ruling.start for ruling in crossing), [ruling.start for ruling in crossing]),
        (max(ruling.end for ruling in crossing), [ruling.end for ruling in crossing]),
    ):
        is_open = end < edges[0] - NARROWEST or end > edges[-1] + NARROWEST
        is_far = end < edges[0] - FAR_OUT or end > edges[-1] + FAR_OUT
        if is_open and (is_far or sum(abs(other - end) <= JOIN for other in ends) >= 2):
            edges.append(end)
    return sorted(edges)


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    ys, xs = _edges(across, down), _edges(down, across)
    row_count, column_count = len(ys) - 1, len(xs) - 1
    if row_count < 1 or column_count < 1:
        return None
    if row_count * column_count > MOST_PLACES:
        raise TooManyRulingsError(f"{row_count} x {column_count} places")
    # above[i][k]: is there a ruling along the top of place (i, k); left_of likewise.
    above = [[False] * column_count for _ in range(row_count + 1)]
    left_of = [[False] * (column_count + 1) for _ in range(row_count)]
    for y, start, end in across:
        line = above[_nearest(ys, y)]
        for column in range(bisect_left(xs, start - JOIN), bisect_right(xs, end + JOIN) - 1):
            line[column] = True
    for x, start, end in down:
        column = _nearest(xs, x)
        for row in range(bisect_left(ys, start - JOIN), bisect_right(ys, end + JOIN) - 1):
            left_of[row][column] = True
    owners = [[-1] * column_count for _ in range(row_count)]
    cells: list[GridCell] = []
    for row in range(row_count):
        for column in range(column_count):
            if owners[row][column] >= 0:
                continue
            right = column + 1
            while right < column_count and not left_of[row][right] and owners[row][right] < 0:
                right += 1
            bottom = row + 1
            while bottom < row_count and _continues_down(above, left_of, owners, bottom, column, right):
                bottom += 1
            for covered in range(row, bottom):
                owners[covered][column:right] = [len(cells)] * (right - column)
            cells.append(GridCell(row, column, bottom - row, right - column))
    return Grid(
        tuple(xs),
        tuple(ys),
        tuple(cells),
        tuple(map(tuple, owners)),
        frozenset(column for column in range(column_count) if not above[0][column]),
        frozenset(column for column in range(column_count) if not above[row_count][column]),
    )


def _continues_down(
    above: list[list[bool]], left_of: list[list[bool]], owners: list[list[int]], row: int, left: int, right: int
) -> bool:
    return (
        not any(above[row][left:right])
        and not any(left_of[row][left + 1 : right])
        and all(owner < 0 for owner in owners[row][left:right])
    )


def _places(rulings: list[Ruling]) -> list[float]:
    places: list[float] = []
    for ruling in rulings:
        if not places or ruling.at - places[-1] > DOUBLE_LINE:
            places.append(ruling.at)
    return places


def _nearest(places: Sequence[float], value: float) -> int:
    index = bisect_left(places, value)
    if index == len(places) or (index and value - places[index - 1] <= places[index] - value):
        return index - 1
    return index
