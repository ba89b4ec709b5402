"""Which head lies over which labels: words and sums decide, or nothing does."""

from __future__ import annotations

import pytest

from pipelines.normalise.labels import ANY_OF
from pipelines.read.head_spans import counts_of_heads, open_heads


def test_a_subtotal_opens_a_group() -> None:
    upper = ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴支出"]
    lower = ["类", "款", "项", "", "", "小计", "人员经费", "公用经费", "小计", "运转类", "特定类", ""]

    assert counts_of_heads(upper, lower, []) == [3, 1, 1, 3, 3, 1]


def test_changes_stand_below_a_change() -> None:
    upper = ["名称", "2030年", "2031年", "增减"]
    lower = ["", "", "小计", "基本", "项目", "增减额", "增减%"]

    assert counts_of_heads(upper, lower, []) == [1, 1, 3, 2]


def test_two_years_print_the_same_labels() -> None:
    assert counts_of_heads(["上年", "本年"], ["甲", "乙", "丙", "甲", "乙", "丙"], []) == [3, 3]


@pytest.mark.parametrize(
    ("row", "counts"),
    [(["6", "1", "5", "7", "8"], [3, 2]), (["13", "1", "5", "7", "8"], [4, 1]), (["9", "1", "5", "7", "8"], None)],
)
def test_a_total_is_the_sum_of_its_group(row: list[str], counts: list[int] | None) -> None:
    assert counts_of_heads(["拨款", "资金"], ["小计", "甲", "乙", "丙", "丁"], [row]) == counts


def test_what_nothing_decides_is_left_open() -> None:
    assert counts_of_heads(["拨款", "资金"], ["甲", "乙", "丙", "丁"], []) is None


def test_a_row_of_many_heads_that_fit_nothing_ends_soon() -> None:
    assert (
        counts_of_heads([f"头{place}" for place in range(20)] + ["增减"], [f"列{place}" for place in range(40)], [])
        is None
    )


def test_heads_that_may_lie_over_the_same_columns_are_one() -> None:
    heads, counts = open_heads(["名称", "拨款", "资金", "备注"], ["", "甲", "乙", "丙", "丁", ""], [])

    assert (heads, counts) == (["名称", f"拨款{ANY_OF}资金", "备注"], [1, 4, 1])


def test_what_stands_above_a_table_is_no_head() -> None:
    assert counts_of_heads(["编制单位：某办公室", "单位：万元"], ["科目", "合计", "甲", "乙"], []) is None
