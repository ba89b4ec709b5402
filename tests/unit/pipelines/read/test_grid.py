"""Rulings to grids: any drawn grid is read back with its spans, open sides are closed, stray lines make no table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.read.grid import Grid, GridCell, Ruling, TooManyRulingsError, grids_from_rulings, snap_rulings

Drawing = tuple[list[float], list[float], list[GridCell]]


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Edges at least 8 points apart, and cells that merge random rectangles and fill the grid."""
    xs = [40.0]
    for _ in range(draw(st.integers(1, 6))):
        xs.append(xs[-1] + draw(st.integers(8, 90)))
    ys = [60.0]
    for _ in range(draw(st.integers(1, 6))):
        ys.append(ys[-1] + draw(st.integers(8, 60)))
    rows, columns = len(ys) - 1, len(xs) - 1
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            height = draw(st.integers(1, 3))
            width = draw(st.integers(1, 3))
            places = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            if not places <= free:
                height = width = 1
                places = {(row, column)}
            free -= places
            cells.append(GridCell(row, column, height, width))
    return xs, ys, cells


def outlines(drawing: Drawing) -> tuple[list[Ruling], list[Ruling]]:
    xs, ys, cells = drawing
    across, down = [], []
    for row, column, height, width in cells:
        left, right, top, bottom = xs[column], xs[column + width], ys[row], ys[row + height]
        across += [Ruling(top, left, right), Ruling(bottom, left, right)]
        down += [Ruling(left, top, bottom), Ruling(right, top, bottom)]
    return across, down


def is_separable(drawing: Drawing) -> bool:
    """Does every inner edge have a ruling? An edge that all cells span is not drawn and cannot come back."""
    xs, ys, cells = drawing
    used_xs = {column for _, column, _, _ in cells} | {cell.column + cell.column_span for cell in cells}
    used_ys = {row for row, _, _, _ in cells} | {cell.row + cell.row_span for cell in cells}
    return used_xs == set(range(len(xs))) and used_ys == set(range(len(ys)))


@given(drawings().filter(is_separable), st.randoms(use_true_random=False), st.floats(-0.4, 0.4))
@settings(max_examples=150, deadline=None)
def test_any_grid_of_merged_cells_is_read_back(drawing: Drawing, random: object, wobble: float) -> None:
    across, down = outlines(drawing)
    random.shuffle(across)  # type: ignore[attr-defined]
    across = [Ruling(at + wobble * (index % 2), start, end) for index, (at, start, end) in enumerate(across)]
    (grid,) = grids_from_rulings(across, down)
    assert sorted(grid.cells) == sorted(drawing[2])
    assert all(abs(found - drawn) < 0.5 for found, drawn in zip(grid.ys, drawing[1], strict=True))
    assert not grid.open_top
    assert not grid.open_bottom


@given(drawings())
@settings(max_examples=100, deadline=None)
def test_cells_cover_every_place_once(drawing: Drawing) -> None:
    across, down = outlines(drawing)
    for grid in grids_from_rulings(across, down):
        covered = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered)) == (len(grid.xs) - 1) * (len(grid.ys) - 1)


def table(xs: list[float], ys: list[float]) -> tuple[list[Ruling], list[Ruling]]:
    return [Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs]


def test_a_point_falls_into_its_cell() -> None:
    (grid,) = grids_from_rulings(*table([0, 50, 100], [0, 20, 40]))
    assert grid.cells[grid.cell_at(75, 30)] == GridCell(1, 1, 1, 1)
    assert grid.cell_box(grid.cell_at(75, 30)) == (50, 20, 100, 40)
    assert grid.cells[grid.cell_at(500, -5)] == GridCell(0, 1, 1, 1)


def test_pieces_of_a_line_are_joined_and_double_lines_are_one() -> None:
    pieces = [Ruling(10.0, 0, 50), Ruling(10.4, 51, 90), Ruling(11.0, 0, 90), Ruling(40.0, 0, 2)]
    (ruling,) = snap_rulings(pieces)
    assert (ruling.start, ruling.end) == (0, 90)
    assert 10 < ruling.at < 11


def test_underlines_and_frames_of_nothing_make_no_table() -> None:
    across, down = table([0, 50, 100], [0, 20, 40])
    underlines = [Ruling(14.0, 8, 40), Ruling(200.0, 0, 100), Ruling(220.0, 0, 100)]
    (grid,) = grids_from_rulings(across + underlines, down)
    assert len(grid.cells) == 4


def test_two_tables_on_a_page_stay_apart() -> None:
    first, second = table([0, 50, 100], [0, 20, 40]), table([0, 30, 100], [80, 100, 120])
    grids = grids_from_rulings(second[0] + first[0], second[1] + first[1])
    assert [grid.ys[0] for grid in grids] == [0, 80]


def test_a_double_outer_line_is_one_edge() -> None:
    across, down = table([0, 50, 100], [0, 20, 40])
    double = [Ruling(-3, -3, 103), Ruling(43, -3, 103)], [Ruling(-3, -3, 43), Ruling(103, -3, 43)]
    (grid,) = grids_from_rulings(across + double[0], down + double[1])
    assert len(grid.cells) == 4


def test_open_left_and_right_sides_are_closed() -> None:
    across = [Ruling(y, 0, 150) for y in (0.0, 20.0, 40.0)]
    (grid,) = grids_from_rulings(across, [Ruling(50, 0, 40), Ruling(100, 0, 40)])
    assert grid.xs == (0, 50, 100, 150)
    assert len(grid.cells) == 6


def test_an_open_bottom_is_closed_and_remembered() -> None:
    across = [Ruling(0, 0, 100), Ruling(20, 0, 100)]
    (grid,) = grids_from_rulings(across, [Ruling(x, 0, 50) for x in (0.0, 50.0, 100.0)])
    assert grid.ys == (0, 20, 50)
    assert grid.open_bottom == {0, 1}
    assert not grid.open_top


def test_a_column_cut_by_the_page_is_open_alone() -> None:
    across = [Ruling(0, 0, 100), Ruling(20, 50, 100), Ruling(40, 50, 100)]
    (grid,) = grids_from_rulings(across, [Ruling(x, 0, 40) for x in (0.0, 50.0, 100.0)])
    assert grid.cells[0] == GridCell(0, 0, 2, 1)
    assert grid.open_bottom == {0}


def test_an_outer_ruling_that_meets_nothing_belongs_to_the_table_as_tall_as_it() -> None:
    across = [Ruling(y, 50, 100) for y in (0.0, 20.0, 40.0)]
    down = [Ruling(x, 0, 40) for x in (50.0, 100.0)]
    (grid,) = grids_from_rulings(across, [Ruling(10, 0, 40), *down])
    assert grid.xs == (10, 50, 100)
    assert grid.cells[grid.cell_at(20, 30)] == GridCell(0, 0, 2, 1)
    (other,) = grids_from_rulings(across, [Ruling(10, 0, 90), *down])
    assert other.xs == (50, 100)


def test_a_drawing_of_countless_lines_is_no_table() -> None:
    across = [Ruling(n * 9.0, 0, 9_000) for n in range(700)]
    down = [Ruling(n * 9.0, 0, 9_000) for n in range(700)]
    with pytest.raises(TooManyRulingsError):
        grids_from_rulings(across, down)
    with pytest.raises(TooManyRulingsError):
        grids_from_rulings(across[:400], down[:400])


def test_no_rulings_no_grids() -> None:
    empty: list[Grid] = grids_from_rulings([], [])
    assert empty == []


def test_dotted_rulings_are_rulings() -> None:
    steps = [index * 1.8 for index in range(100)]
    edges = [0.0, 60.0, 120.0, 180.0]
    dots = {(round(step, 1), edge) for edge in edges for step in steps}
    places = dots | {(edge, step) for step, edge in dots}
    across = [Ruling(y, x - 0.4, x + 0.4) for x, y in places]
    down = [Ruling(x, y - 0.4, y + 0.4) for x, y in places]
    (grid,) = grids_from_rulings(across, down)
    assert len(grid.cells) == 9


def test_one_ruling_far_out_opens_the_outer_columns_of_a_table_without_sides() -> None:
    across = [Ruling(20.0, 60.0, 120.0), Ruling(40.0, 0.0, 180.0)]
    down = [Ruling(x, 0.0, 60.0) for x in (60.0, 120.0)] + [Ruling(90.0, 20.0, 60.0)]
    (grid,) = grids_from_rulings(across, down)
    assert grid.xs == (0.0, 60.0, 90.0, 120.0, 180.0)
