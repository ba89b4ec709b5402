"""Tables over pages: what is continued, what is dropped, and which cut cells and rows come together."""

from __future__ import annotations

from typing import Any

from pipelines.read.stitch import PageTable, append, can_continue, repeated_header
from schemas.documents import Box, Cell

XS = (0.0, 100.0, 200.0, 300.0)


def part(page: int, *rows: list[str], xs: tuple[float, ...] = XS, height: float = 20.0, **facts: Any) -> PageTable:
    """A part of a table: `^` lengthens the cell above, `<` widens the cell at its left."""
    cells: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row_no, row in enumerate(rows, 1):
        for column_no, text in enumerate(row, 1):
            place = (row_no, column_no)
            start = (
                owner[row_no - 1, column_no] if text == "^" else owner[row_no, column_no - 1] if text == "<" else place
            )
            owner[place] = start
            box = Box(xs[start[1] - 1], start[0] * height, xs[column_no], (row_no + 1) * height)
            first = cells.get(start)
            value = first.text if first else text
            cells[start] = Cell(*start, row_no - start[0] + 1, column_no - start[1] + 1, value, page, box)
    return PageTable(page, xs, len(rows), list(cells.values()), **{"is_first": True, "is_last": True, **facts})


def grid(table: PageTable) -> list[list[str]]:
    rows = [[""] * (len(table.xs) - 1) for _ in range(table.row_count)]
    for cell in table.cells:
        for row in range(cell.row_no - 1, cell.row_no - 1 + cell.row_span):
            for column in range(cell.column_no - 1, cell.column_no - 1 + cell.column_span):
                rows[row][column] = cell.text
    return rows


HEAD = ["科目编码", "科目名称", "金额"]


def test_a_table_goes_on_with_the_same_edges_and_nothing_between() -> None:
    table = part(1, HEAD, ["201", "甲支出", "5.00"])
    rest = part(2, ["208", "乙支出", "6.00"])
    assert can_continue(table, rest)
    append(table, rest)
    assert grid(table) == [HEAD, ["201", "甲支出", "5.00"], ["208", "乙支出", "6.00"]]
    assert [cell.page for cell in table.cells] == [1] * 6 + [2] * 3


def test_what_never_goes_on() -> None:
    table = part(1, HEAD, ["201", "甲支出", "5.00"])
    assert not can_continue(part(1, HEAD, is_last=False), part(2, ["208", "乙", "6"]))
    assert not can_continue(table, part(3, ["208", "乙", "6"]))
    assert not can_continue(table, part(2, ["208", "乙", "6"], is_first=False, titles=("支出总表",)))
    assert not can_continue(table, part(2, ["208", "乙", "6"], xs=(0.0, 90.0, 200.0, 300.0)))
    assert not can_continue(table, part(2, ["208", "乙", "6"], xs=(30.0, 100.0, 200.0, 300.0)))
    assert not can_continue(table, part(2, ["物业管理项目绩效目标表", "<", "<"], ["项目名称", "物业", "<"]))


def test_mirrored_margins_shift_a_table_but_part_no_rows() -> None:
    table = part(1, HEAD, ["201", "甲", "1.00"])
    rest = part(2, ["208", "乙", "2.00"], xs=tuple(x + 25 for x in XS))
    assert can_continue(table, rest)
    append(table, rest)
    assert table.row_count == 3
    assert not can_continue(table, part(3, ["208", "乙", "2.00"], xs=(25.0, 128.0, 225.0, 325.0)))


def test_a_repeated_header_is_dropped_even_with_column_numbers() -> None:
    table = part(1, ["科目", "<", "金额"], ["编码", "名称", "^"], ["**", "**", "1"], ["201", "甲", "1.00"])
    rest = part(2, ["科目", "<", "金额"], ["编码", "名称", "^"], ["**", "**", "1"], ["208", "乙", "2.00"])
    assert len(repeated_header(table, rest)) == 3
    append(table, rest)
    assert grid(table)[3:] == [["201", "甲", "1.00"], ["208", "乙", "2.00"]]


def test_equal_rows_of_figures_are_no_header() -> None:
    table = part(1, ["合计", "甲", "1.00"])
    assert repeated_header(table, part(2, ["合计", "甲", "1.00"])) == []


def test_a_header_is_never_cut_through_a_cell() -> None:
    table = part(1, ["名称", "金额", "备注"], ["^", "甲", "乙"])
    assert repeated_header(table, part(2, ["名称", "金额", "备注"], ["^", "丙", "丁"])) == []


def test_a_title_and_head_printed_on_each_page_go_on() -> None:
    titles = ("2026年支出总表", "单位：元")
    table = part(1, HEAD, ["201", "甲", "5.00"], is_first=False, titles=titles)
    rest = part(2, HEAD, ["208", "乙", "6.00"], is_first=False, titles=titles)
    assert can_continue(table, rest)
    without_head = part(2, ["208", "乙", "6.00"], is_first=False, titles=titles)
    assert can_continue(table, without_head)
    assert not can_continue(table, part(2, HEAD, is_first=False, titles=("2026年收入总表",)))


def test_forms_of_one_kind_are_never_one_table() -> None:
    titles = ("项目支出绩效目标表",)
    form = part(1, ["项目名称", "某项目", "<"], ["资金", "总额", "3.00"], is_first=False, titles=titles)
    for name in ("某项目", "另一项目"):
        again = ["项目名称", name, "<"], ["资金", "总额", "4.00"]
        assert not can_continue(form, part(2, *again, is_first=False, titles=titles))
        assert not can_continue(form, part(2, *again))
    assert can_continue(form, part(2, ["效益指标", "质量", "4"]))


def test_a_table_marked_as_continued_goes_on() -> None:
    table = part(1, HEAD, ["201", "甲", "5.00"], is_first=False, titles=("支出总表", "单位：元"))
    assert can_continue(table, part(2, ["208", "乙", "6"], is_first=False, titles=("支出总表（续）", "单位：元")))
    assert not can_continue(table, part(2, ["208", "乙", "6"], is_first=False, titles=("续表", "收入总表")))


def test_fewer_and_more_columns_meet_on_the_finer_edges() -> None:
    table = part(1, ["说明", "<", "<"], ["201", "甲", "1.00"])
    append(table, part(2, ["备注很长", "丙"], xs=(0.0, 200.0, 300.0)))
    assert grid(table)[-1] == ["备注很长", "备注很长", "丙"]
    coarse = part(1, ["说明", "丁"], xs=(0.0, 200.0, 300.0))
    append(coarse, part(2, ["201", "甲", "1.00"]))
    assert coarse.xs == XS
    assert grid(coarse) == [["说明", "说明", "丁"], ["201", "甲", "1.00"]]


def test_a_label_goes_on_beside_the_rows_of_the_next_page() -> None:
    table = part(1, ["产出指标", "数量", "3"], ["^", "质量", "4"])
    append(table, part(2, ["", "时效", "5"], ["^", "成本", "6"]))
    assert [row[0] for row in grid(table)] == ["产出指标"] * 4


def test_a_label_that_stands_in_the_lower_half_covers_both() -> None:
    table = part(1, ["", "数量", "3"], ["^", "质量", "4"])
    append(table, part(2, ["效益指标", "时效", "5"], ["^", "成本", "6"]))
    assert [row[0] for row in grid(table)] == ["效益指标"] * 4


def test_two_labels_stay_two() -> None:
    table = part(1, ["产出指标", "数量", "3"], ["^", "质量", "4"])
    append(table, part(2, ["效益指标", "时效", "5"], ["^", "成本", "6"]))
    assert [row[0] for row in grid(table)] == ["产出指标"] * 2 + ["效益指标"] * 2


def test_cells_without_a_ruling_at_the_page_end_are_one() -> None:
    table = part(1, ["信息系统运", "数量", "3"], open_bottom=frozenset({1}))
    append(table, part(2, ["维费", "质量", "4"], open_top=frozenset({1})))
    assert grid(table) == [["信息系统运\n维费", "数量", "3"], ["信息系统运\n维费", "质量", "4"]]


def test_rows_whose_ruling_is_drawn_on_one_page_only_stay_two() -> None:
    everywhere = frozenset({1, 2, 3})
    ruled_below = part(1, ["201", "甲", "5.00"], open_bottom=everywhere)
    append(ruled_below, part(2, ["208", "乙", "6.00"]))
    ruled_nowhere = part(1, ["201", "甲", "5.00"], open_bottom=everywhere)
    append(ruled_nowhere, part(2, ["208", "乙", "6.00"], open_top=everywhere))
    assert grid(ruled_below) == grid(ruled_nowhere) == [["201", "甲", "5.00"], ["208", "乙", "6.00"]]


def test_a_thousand_pages_are_stitched_in_time_that_grows_with_their_rows() -> None:
    table = part(1, HEAD, ["201", "甲", "1.00"])
    for number in range(2, 1_001):
        rest = part(number, HEAD, ["208", "乙", "2.00"], ["", "", ""])
        assert can_continue(table, rest)
        append(table, rest)
    assert table.row_count == 2 + 999 * 2
    assert len({(cell.row_no, cell.column_no) for cell in table.cells}) == 3 * table.row_count


def test_a_cell_printed_again_on_the_next_page_is_one() -> None:
    table = part(1, ["某项目", "9.00", "数量"], ["^", "^", "质量"])
    append(table, part(2, ["某项目", "9.00", "时效"], ["^", "^", "成本"]))
    assert sum(cell.text == "某项目" for cell in table.cells) == 1


def test_two_projects_of_one_name_stay_two() -> None:
    table = part(1, ["某项目", "9.00", "数量"], ["^", "^", "质量"])
    append(table, part(2, ["某项目", "8.00", "时效"], ["^", "^", "成本"]))
    assert sum(cell.text == "某项目" for cell in table.cells) == 2


def test_a_row_cut_by_the_page_end_is_one() -> None:
    table = part(1, HEAD, ["201", "机关事业单位基本养老保", "5.00"], wrapping=frozenset({2}))
    append(table, part(2, ["", "险缴费支出", ""], ["208", "乙", "6.00"], height=10.0))
    assert grid(table)[1:] == [["201", "机关事业单位基本养老保\n险缴费支出", "5.00"], ["208", "乙", "6.00"]]


def test_rows_that_only_look_cut_stay_two() -> None:
    def rows_after(lower: list[str], wrapping: frozenset[int] = frozenset({2}), height: float = 10.0) -> int:
        table = part(1, HEAD, ["201", "机关事业单位基本养老保", "5.00"], wrapping=wrapping)
        append(table, part(2, lower, height=height))
        return table.row_count

    assert rows_after(["", "险缴费支出", ""]) == 2
    assert rows_after(["", "险缴费支出", ""], wrapping=frozenset()) == 3
    assert rows_after(["", "险缴费支出", ""], height=20.0) == 3
    assert rows_after(["", "险缴费支出", "6.00"]) == 3
    assert rows_after(["", "（二）住房补贴", ""]) == 3
    assert rows_after(["208", "险缴费支出", ""]) == 3
    assert rows_after(["", "", ""]) == 2


def test_a_table_that_prints_its_title_and_heads_again_goes_on() -> None:
    title = ["一般公共预算支出明细表", "<", "<"]
    table = part(1, title, HEAD, ["201", "甲支出", "5.00"])
    rest = part(2, title, HEAD, ["208", "乙支出", "6.00"])
    assert can_continue(table, rest)
    append(table, rest)
    assert grid(table)[2:] == [["201", "甲支出", "5.00"], ["208", "乙支出", "6.00"]]
    codes = [title, ["编码", "名称", "金额"], ["类", "款", "^"]]
    assert can_continue(part(1, *codes, ["201", "01", "5.00"]), part(2, *codes, ["208", "05", "6.00"]))
    other = part(2, title, ["项目名称", "物业", "<"], ["208", "乙支出", "6.00"])
    assert not can_continue(table, other)
