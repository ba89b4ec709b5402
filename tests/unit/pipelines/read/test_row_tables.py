"""Tables of horizontal rulings alone: columns by the gaps in their text, and what is no table."""

from __future__ import annotations

from pipelines.read.grid import GridCell, Ruling, grids_from_rulings
from pipelines.read.lines import Glyph
from pipelines.read.row_tables import grids_from_rows


def text(words: str, left: float, baseline: float) -> list[Glyph]:
    return [(baseline, left + 10 * n, left + 10 * n + 10, 10.0, char) for n, char in enumerate(words)]


def rulings(count: int, left: float = 50.0, right: float = 450.0) -> list[Ruling]:
    return [Ruling(100.0 + 20 * n, left, right) for n in range(count)]


ROWS = [
    *text("科目名称", 60, 114), *text("预算数", 380, 114),
    *text("甲支出", 60, 134), *text("12.50", 390, 134),
    *text("名称很长的乙支出", 60, 154), *text("7", 430, 154),
]  # fmt: skip


def test_rows_that_agree_on_a_gap_are_a_table() -> None:
    (grid,) = grids_from_rows(rulings(4), [], ROWS)
    assert grid.ys == (100, 120, 140, 160)
    assert len(grid.xs) == 3
    assert (grid.xs[0], grid.xs[-1]) == (50, 450)
    assert 140 < grid.xs[1] < 380
    assert len(grid.cells) == 6


def test_a_text_over_the_gap_spans_its_columns() -> None:
    (grid,) = grids_from_rows(rulings(5), [], ROWS + text("这一行说明横跨两栏，" * 3 + "到最后为止", 60, 174))
    assert grid.cells[-1] == GridCell(3, 0, 1, 2)


def test_prose_and_few_rulings_are_no_table() -> None:
    prose = [glyph for n in range(3) for glyph in text("一行连续的文字没有任何空隙" * 3, 60, 114 + 20 * n)]
    assert grids_from_rows(rulings(4), [], prose) == []
    assert grids_from_rows(rulings(2), [], ROWS) == []
    assert grids_from_rows([Ruling(100, 50, 450), Ruling(120, 50, 300), Ruling(140, 50, 200)], [], ROWS) == []
    assert grids_from_rows(rulings(4), [], []) == []


def test_rows_of_numbers_between_two_rulings_are_not_one_row() -> None:
    wide = [Ruling(at, 50.0, 450.0) for at in (100.0, 120.0, 160.0)]
    assert grids_from_rows(wide, [], ROWS) == []
    torn = [*ROWS[:13], *text("名称", 60, 134), *text("1,407,", 380, 134), *text("500", 410, 150)]
    assert len(grids_from_rows(wide, [], torn)) == 1


def test_rulings_of_a_closed_table_are_left_to_it() -> None:
    down = [Ruling(x, 100, 160) for x in (50.0, 250.0, 450.0)]
    grids = grids_from_rulings(rulings(4), down)
    assert len(grids) == 1
    assert grids_from_rows(rulings(4), grids, ROWS) == []
