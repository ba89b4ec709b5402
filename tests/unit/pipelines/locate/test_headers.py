"""Column heads: where they end and what path leads to each column."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.locate.headers import column_paths, header_end, is_numbering, preamble_rows


def _paths(document: Any) -> tuple[int, tuple[tuple[str, ...], ...]]:
    table = document.tables[0]
    grid = table.grid()
    head = preamble_rows(grid, 0, len(grid))
    end = header_end(grid, head, len(grid))
    return end, column_paths(grid, head, end, table.column_count)


def test_paths_go_from_the_widest_head_to_the_leaf(document_of: Any) -> None:
    end, paths = _paths(
        document_of(
            [
                "功能分类科目 | < | 合计 | 基本支出 | < | 项目支出",
                "科目编码 | 科目名称 | ^ | 小计 | 人员经费 | ^",
                "栏次 | < | 1 | 2 | 3 | 4",
                "213 | 农林水支出 | 9 | 6 | 5 | 3",
            ]
        )
    )
    assert end == 3
    assert paths == (
        ("功能分类科目", "科目编码"),
        ("功能分类科目", "科目名称"),
        ("合计",),
        ("基本支出", "小计"),
        ("基本支出", "人员经费"),
        ("项目支出",),
    )


def test_title_body_and_unit_in_the_first_rows_are_no_heads(document_of: Any) -> None:
    end, paths = _paths(
        document_of(
            [
                " |  | ",
                "支出总表 | < | <",
                "部门：望川县水务局 |  | 单位：元",
                "科目编码 | 科目名称 | 合计",
                "213 | 农林水 | 9",
            ]
        )
    )
    assert end == 4
    assert paths == (("科目编码",), ("科目名称",), ("合计",))


def test_an_empty_total_row_ends_the_heads(document_of: Any) -> None:
    end, _ = _paths(document_of(["科目编码 | 科目名称 | 合计", "合计 | < | "]))
    assert end == 1


def test_years_as_heads_are_no_amounts(document_of: Any) -> None:
    end, paths = _paths(document_of(["项目 | 金额 | <", "^ | 2030 | 2031", "公务接待费 | 3 | 2"]))
    assert end == 2
    assert paths[1:] == (("金额", "2030"), ("金额", "2031"))


def test_heads_lie_over_the_blanks_that_lost_spans_left(document_of: Any) -> None:
    _, paths = _paths(
        document_of(
            [
                "单位名称 | 2030年 | | | 2031年 | | 备注",
                " | 合计 | 公务用车 | | 合计 | 公务接待费 | ",
                " | | 小计 | 购置费 | | | ",
                "甲局 | 9 | 6 | 5 | 4 | 3 | 无",
            ]
        )
    )
    assert paths == (
        ("单位名称",),
        ("2030年", "合计"),
        ("2030年", "公务用车", "小计"),
        ("2030年", "公务用车", "购置费"),
        ("2031年", "合计"),
        ("2031年", "公务接待费"),
        ("备注",),
    )


def test_blanks_beside_heads_that_span_stay_blank(document_of: Any) -> None:
    _, paths = _paths(document_of(["项目 | 收入 | < | ", "^ | 本年 | 上年 | 说明", "甲 | 9 | 6 | 无"]))
    assert paths[3] == ("说明",)


def test_a_row_that_one_cell_fills_is_no_head(document_of: Any) -> None:
    end, paths = _paths(document_of(["2031年收入总体情况 | < | <", "项目 | 本年 | 上年", "甲 | 9 | 6"]))
    assert (end, paths[1]) == (2, ("本年",))


@pytest.mark.parametrize(
    ("texts", "numbering"),
    [
        (["栏次", "1", "2"], True),
        (["**", "**", "1", "2"], True),
        (["类", "款", "项", "栏次", "1"], True),
        (["1", "2", "3=1+2"], True),
        (["类", "款", "项"], False),
        (["合计", "1", "2"], False),
        (["300", "200", "100"], False),
        (["0", "0", "0", "0"], False),
        (["1", "1", "1"], False),
        (["", ""], False),
    ],
)
def test_rows_that_number_the_columns(texts: list[str], numbering: bool) -> None:
    assert is_numbering(texts) is numbering
