"""Money on performance sheets: years and terms, funds, planned and spent, each told apart and placed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import pytest

from pipelines.extract.records.performance import extract_performance
from schemas.documents import Document
from schemas.facts import Figure, Identity, Project

_INDICATORS = "一级指标 | 二级指标 | 三级指标 | 指标值 |  |  \n产出指标 | 数量指标 | 加固水库 | 2座 |  | "


def _figures(document: Document, report_type: Literal["budget", "final_accounts"] = "budget") -> list[Figure]:
    projects, _, _ = extract_performance(document, [], Identity(fiscal_year=2031, report_type=report_type))
    return projects[0].figures


def test_the_year_stands_beside_the_whole_term(drawn: Callable[[str], Document]) -> None:
    figures = _figures(
        drawn(
            "项目名称 | 水库加固 | < | < | < | <\n"
            "项目资金（万元） | 实施期资金总额： | 96.00 | 年度资金总额： | 32.50 | <\n"
            "^ | 其中：财政拨款 | 90.00 | 其中：财政拨款 | 30.50 | <\n"
            "^ | 其他资金 | 6.00 | 其他资金 | 2.00 | <\n" + _INDICATORS
        )
    )
    assert [(f.fund, f.qualifier, f.stated, f.place.row_no, f.place.column_no) for f in figures] == [
        ("all", "whole_period", "96.00", 2, 3),
        ("all", None, "32.50", 2, 5),
        ("fiscal", "whole_period", "90.00", 3, 3),
        ("fiscal", None, "30.50", 3, 5),
        ("unit_funds", "whole_period", "6.00", 4, 3),
        ("unit_funds", None, "2.00", 4, 5),
    ]
    assert {(f.measure, f.phase, f.stated_unit) for f in figures} == {("project_amount", "budget", "万元")}


def test_heads_tell_planned_adjusted_spent_and_the_rate(drawn: Callable[[str], Document]) -> None:
    figures = _figures(
        drawn(
            "项目名称 | 水库加固 | < | < | < | <\n"
            "项目资金（万元） |  | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 执行率（B/A）\n"
            "^ | 年度资金总额 | 50.00 | 48.00 | 24.00 | 50.00%\n"
            "^ | 上年结转资金 | 0.00 | — |  | \n" + _INDICATORS
        ),
        "final_accounts",
    )
    assert [(f.phase, f.value_kind, f.compared_with, f.qualifier, f.stated, f.stated_unit) for f in figures] == [
        ("budget", "level", None, None, "50.00", "万元"),
        ("adjusted_budget", "level", None, None, "48.00", "万元"),
        ("final", "level", None, None, "24.00", "万元"),
        ("final", "completion_percent", "current_adjusted_budget", None, "50.00", "%"),
        ("budget", "level", None, "from_carryover", "0.00", "万元"),
    ]


def test_a_final_account_that_does_not_tell_planned_from_spent_states_no_figure(
    drawn: Callable[[str], Document],
) -> None:
    text = "项目名称 | 水库加固 | < | < | < | <\n资金总额：50万元 | < | < | < | < | <\n" + _INDICATORS
    assert _figures(drawn(text), "final_accounts") == []
    assert [(f.stated, f.stated_unit) for f in _figures(drawn(text))] == [("50", "万元")]


_BELOW = "^ | 其中：财政拨款 | 90.00 | 其中：财政拨款 | 30.50 | <\n"


def _project(drawn: Callable[[str], Document], left: str, right: str) -> Project:
    rows = f"项目名称 | 水库加固 | < | < | < | <\n项目资金（万元） | {left} | 96.00 | {right} | 32.50 | <\n"
    budget = Identity(fiscal_year=2031, report_type="budget")
    return extract_performance(drawn(rows + _BELOW + _INDICATORS), [], budget)[0][0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("项目总额", "年度资金总额"),
        ("项目资金总额", "当年预算"),
        ("项目总预算", "2031年预算"),
        ("三年项目预算总额", "2031年预算金额"),
        ("项目总投资", "年度投资"),
    ],
)
def test_a_total_beside_the_years_own_is_of_the_whole_term(
    drawn: Callable[[str], Document], left: str, right: str
) -> None:
    project = _project(drawn, left, right)
    assert [(f.fund, f.qualifier, f.stated, f.reading) for f in project.figures] == [
        ("all", "whole_period", "96.00", "sure"),
        ("all", None, "32.50", "sure"),
        ("fiscal", "whole_period", "90.00", "sure"),
        ("fiscal", None, "30.50", "sure"),
    ]
    assert project.amount_yuan == Decimal(325_000)
    assert project.fund_amounts_yuan == {"fiscal": Decimal(305_000)}
    assert project.quote == "水库加固 32.50"


def test_two_totals_that_do_not_tell_which_is_the_years_are_not_sure(drawn: Callable[[str], Document]) -> None:
    project = _project(drawn, "项目总额", "资金总额")
    assert {f.reading for f in project.figures} == {"unsure"}
    assert (project.amount_yuan, project.fund_amounts_yuan) == (None, {})


def test_the_total_of_another_year_and_its_parts_are_no_amounts_of_this_one(drawn: Callable[[str], Document]) -> None:
    project = _project(drawn, "2031年预算", "2032年预算")
    assert [f.stated for f in project.figures] == ["96.00", "90.00"]
    assert project.amount_yuan == Decimal(960_000)


def test_two_numbers_in_one_cell_are_no_amount(drawn: Callable[[str], Document]) -> None:
    rows = "项目名称 | 水库加固 | < | < | < | <\n项目资金（万元） | 年度资金总额 | 96 90 | |  | \n"
    budget = Identity(fiscal_year=2031, report_type="budget")
    projects, _, issues = extract_performance(drawn(rows + _INDICATORS), [], budget)
    assert (projects[0].amount_yuan, projects[0].figures) == (None, [])
    assert "project_amount_is_not_understood" in {issue.issue for issue in issues}


@pytest.mark.parametrize(("again", "readings"), [("96.00", {"sure"}), ("69.00", {"unsure"})])
def test_a_total_said_again_is_sure_where_it_says_the_same(
    drawn: Callable[[str], Document], again: str, readings: set[str]
) -> None:
    rows = (
        "项目名称 | 水库加固 | < | < | < | <\n"
        "项目资金（万元） | 资金总额 | 96.00 | |  | \n"
        f"项目资金（万元） | 资金总额 | {again} | |  | \n"
    )
    budget = Identity(fiscal_year=2031, report_type="budget")
    project = extract_performance(drawn(rows + _INDICATORS), [], budget)[0][0]
    assert {figure.reading for figure in project.figures} == readings
    assert {figure.qualifier for figure in project.figures} == {None}
