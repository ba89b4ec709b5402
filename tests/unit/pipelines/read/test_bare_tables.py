"""Tables without rulings between their columns: heads, blank columns, long names, and what is no table."""

from __future__ import annotations

from pipelines.read.bare_tables import BareGrid, bare_grids
from pipelines.read.grid import Grid
from pipelines.read.lines import Glyph, cell_text

SIZE = 10.0


def put(words: str, left: float, baseline: float) -> list[Glyph]:
    """The glyphs of a text: digits half as wide as characters."""
    glyphs = []
    for char in words:
        width = SIZE if char >= "\u2e80" else SIZE / 2
        glyphs.append((baseline, left, left + width, SIZE, char))
        left += width
    return glyphs


def put_right(words: str, right: float, baseline: float) -> list[Glyph]:
    return put(words, right - sum(SIZE if char >= "\u2e80" else SIZE / 2 for char in words), baseline)


def texts(grid: Grid, glyphs: list[Glyph]) -> list[list[str]]:
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[2]) / 2, glyph[0] - 3
        if grid.ys[0] <= y <= grid.ys[-1]:
            inside[grid.cell_at(x, y)].append(glyph)
    rows: list[list[str]] = [[] for _ in grid.ys[1:]]
    for cell, found in zip(grid.cells, inside, strict=True):
        rows[cell.row].append(cell_text(found))
    return rows


UNIT = put("单位：万元", 400, 100)
HEADS = put("科目编码", 60, 120) + put("科目名称", 140, 120) + put("合计", 290, 120) + put("基本支出", 340, 120)
ROWS = [
    *put("205", 60, 140), *put("甲类支出", 140, 140), *put_right("1,407.36", 330, 140), *put_right("300.00", 390, 140),
    *put("20501", 60, 160), *put("乙款", 140, 160), *put_right("7.50", 330, 160),
]  # fmt: skip


def test_rows_of_text_below_a_unit_are_a_table() -> None:
    glyphs = UNIT + HEADS + ROWS
    (grid,) = bare_grids(glyphs)
    assert texts(grid, glyphs) == [
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["205", "甲类支出", "1,407.36", "300.00"],
        ["20501", "乙款", "7.50", ""],
    ]


def test_a_column_without_numbers_keeps_its_head_apart() -> None:
    glyphs = UNIT + HEADS + put("项目支出", 400, 120) + ROWS
    (grid,) = bare_grids(glyphs)
    assert texts(grid, glyphs)[:2] == [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["205", "甲类支出", "1,407.36", "300.00", ""],
    ]


def test_lines_of_a_long_name_stay_in_its_row() -> None:
    glyphs = UNIT + HEADS + ROWS + put("很长的名称", 140, 186) + put("第二行", 140, 198)
    glyphs += put("20502", 60, 192) + put_right("9.00", 330, 192)
    (grid,) = bare_grids(glyphs)
    assert texts(grid, glyphs)[-1] == ["20502", "很长的名称\n第二行", "9.00", ""]


def test_a_head_over_two_columns_parts_no_numbers() -> None:
    glyphs = UNIT + put("全部的预算支出数", 290, 112) + put("科目编码", 60, 130) + put("科目名称", 140, 130)
    glyphs += put("合计", 290, 130) + put("基本支出", 340, 130)
    glyphs += [(baseline + 10, *rest) for baseline, *rest in ROWS]  # type: ignore[misc]
    (grid,) = bare_grids(glyphs)
    assert texts(grid, glyphs)[-2] == ["205", "甲类支出", "1,407.36", "300.00"]


def test_a_head_of_heads_spans_those_below_it_and_no_head_beside_it() -> None:
    glyphs = UNIT + put("基本支出", 340, 120) + put("科目编码", 60, 129) + put("合计", 290, 129)
    glyphs += put("项目支出", 500, 129) + put("人员经费", 320, 138) + put("公用经费", 380, 138)
    for baseline in (160, 180):
        glyphs += put("205", 60, baseline)
        for right, words in ((310, "9.00"), (360, "4.00"), (420, "3.00"), (540, "2.00")):
            glyphs += put_right(words, right, baseline)
    (grid,) = bare_grids(glyphs)
    wide = [cell for cell in grid.cells if cell.column_span > 1]
    assert [(cell.row, cell.column, cell.column_span) for cell in wide] == [(0, 2, 2)]
    assert texts(grid, glyphs)[-1] == ["205", "9.00", "4.00", "3.00", "2.00"]


def test_prose_and_lists_are_no_table() -> None:
    prose = put("本年支出合计12.50万元，其中：基本支出7.50万元。", 60, 120)
    assert bare_grids(UNIT + prose) == []
    assert bare_grids(HEADS + ROWS) == []
    assert bare_grids(UNIT + put("第一部分", 60, 120) + put("3", 400, 120) + put("第二部分", 60, 140)) == []
    assert bare_grids([]) == []


MORE = [
    *put("208", 60, 60), *put("丙类支出", 140, 60), *put_right("12,345.60", 330, 60), *put_right("8.00", 390, 60),
    *put("20801", 60, 80), *put("丁款", 140, 80), *put_right("0.25", 390, 80),
]  # fmt: skip
MORE_TEXTS = [["208", "丙类支出", "12,345.60", "8.00"], ["20801", "丁款", "", "0.25"]]


def first_part(*others: Glyph) -> BareGrid:
    (grid,) = bare_grids(UNIT + HEADS + ROWS + list(others))
    return grid


def test_rows_at_the_top_of_the_next_page_go_on_in_the_same_columns() -> None:
    before = first_part(*put("- 3 -", 290, 800))
    assert before.is_last
    (grid,) = bare_grids(MORE + put("第二部分", 60, 200), before)
    assert texts(grid, MORE) == MORE_TEXTS
    assert grid.edges == before.xs
    assert not grid.is_last


def test_a_head_printed_again_is_part_of_what_goes_on() -> None:
    heads = [(40.0, left, right, size, char) for _, left, right, size, char in HEADS]
    (grid,) = bare_grids(heads + MORE, first_part())
    assert texts(grid, heads + MORE) == [["科目编码", "科目名称", "合计", "基本支出"], *MORE_TEXTS]


def test_the_rest_of_a_name_that_the_page_end_cut_goes_on() -> None:
    rest = put("的名称", 140, 44)
    (grid,) = bare_grids(rest + MORE, first_part())
    assert texts(grid, rest + MORE) == [["", "的名称", "", ""], *MORE_TEXTS]
    header = put("某局预算", 140, 20)
    (grid,) = bare_grids(header + MORE, first_part())
    assert texts(grid, MORE) == MORE_TEXTS


def test_prose_right_below_the_last_rows_is_left_out() -> None:
    prose = put("本年合计 12.50 万元，比上年增加 3.00 万元，主要是人员增加。", 60, 100)
    (grid,) = bare_grids(MORE + prose, first_part())
    assert texts(grid, MORE) == MORE_TEXTS


def test_what_never_goes_on_from_the_page_before() -> None:
    before = first_part()
    other_heads = put("项目", 60, 40) + put("单位", 140, 40) + put("去年", 290, 40) + put("今年", 340, 40)
    assert bare_grids(other_heads + MORE, before) == []
    between = put("12.50", 60, 40) + put("丙", 255, 40) + put("7.00", 320, 40)
    assert bare_grids(between, before) == []
    assert bare_grids(put("这一页只有话。", 60, 40), before) == []
    assert bare_grids([], before) == []


def test_a_table_with_prose_below_it_is_not_last() -> None:
    assert not first_part(*put("说明", 60, 400)).is_last
