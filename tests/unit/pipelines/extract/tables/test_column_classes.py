"""Columns that are economic classes: which class, of which classification."""

from __future__ import annotations

import pytest

from pipelines.extract.tables.column_classes import classes_of_columns

Paths = list[tuple[str, ...]]


def read(paths: Paths, title: str = "支出总表") -> dict[int, tuple[str, str]]:
    return dict(classes_of_columns(paths, range(len(paths)), title))


def test_the_other_heads_tell_which_classification_a_shared_name_belongs_to() -> None:
    assert read([("工资福利支出",), ("对个人和家庭的补助",)]) == {0: ("economic", "301"), 1: ("economic", "303")}
    government = read([("机关工资福利支出",), ("机关商品和服务支出",), ("对个人和家庭的补助",)])
    assert government[2] == ("government", "509")


@pytest.mark.parametrize(
    ("title", "axis"),
    [("支出汇总表（按政府预算经济分类）", "government"), ("支出汇总表（按部门预算经济分类）", "economic")],
)
def test_a_title_decides_before_the_heads(title: str, axis: str) -> None:
    assert {found for found, _ in read([("住房公积金",), ("会议费",)], title).values()} == {axis}


def test_a_sum_is_its_class_and_items_stand_below_theirs() -> None:
    paths: Paths = [("工资福利支出", "小计"), ("工资福利支出", "基本工资"), ("工资福利支出", "办公费")]
    assert read(paths) == {0: ("economic", "301"), 1: ("economic", "30101")}, "办公费 is no part of 301"


def test_heads_above_items_of_another_class_are_that_class() -> None:
    paths: Paths = [("工资福利支出", "合计"), ("工资福利支出", "工资奖金津补贴"), ("工资福利支出", "社会保障缴费")]
    assert read(paths, "基本支出表（按政府预算经济分类）")[0] == ("government", "501")


def test_measures_funds_and_totals_are_no_classes() -> None:
    assert read([("合计",), ("基本支出",), ("一般公共预算",), ("基本支出", "小计"), ("2030年预算数",)]) == {}
    assert read([("基本支出", "工资福利支出")]) == {0: ("economic", "301")}


def test_codes_glued_to_names_are_read_where_they_fit_the_classification() -> None:
    assert read([("30101基本工资",), ("[50101]工资奖金津补贴",)], "基本支出表（按政府预算经济分类）") == {
        1: ("government", "50101")
    }
