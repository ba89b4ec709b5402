"""Which columns of a performance table hold the year's amount and its parts, with invented projects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.extract.records.performance import extract_performance
from schemas.facts import Identity, Indicator, Project

_LEVELS = "一级指标 | 二级指标 | 三级指标 | 指标值"
_GOAL = "产出指标 | 数量指标 | 清淤长度 | ≥12公里"


def _read(document: Any) -> tuple[list[Project], list[Indicator]]:
    projects, indicators, _ = extract_performance(document, [], Identity(fiscal_year=2031, report_type="budget"))
    return projects, indicators


def test_a_column_of_the_year_goes_before_one_of_the_whole_term(document_of: Any) -> None:
    rows = [f"项目名称 | 项目总额 | 年度资金总额 | {_LEVELS}", f"河道清淤 | 50.00 | 12.00 | {_GOAL}"]
    projects, indicators = _read(document_of("单位：万元", rows))
    assert (projects[0].name, projects[0].amount_yuan) == ("河道清淤", Decimal(120_000))
    assert [indicator.level3 for indicator in indicators] == ["清淤长度"]


def test_a_sum_below_a_head_of_money_is_of_that_head(document_of: Any) -> None:
    below = "^ | 合计 | 财政拨款 | 其他资金 | ^ | ^ | ^ | ^"
    rows = [f"项目名称 | 预算金额 | < | < | {_LEVELS}", below, f"河道清淤 | 12.00 | 10.00 | 2.00 | {_GOAL}"]
    project = _read(document_of("单位：万元", rows))[0][0]
    assert (project.amount_yuan, project.fund_amounts_yuan) == (Decimal(120_000), {"fiscal": Decimal(100_000)})
    below = "^ | 合计 | 一般公共预算 | ^ | ^ | ^ | ^ | ^"
    rows = [f"项目名称 | 财政拨款 | < | 其他资金 | {_LEVELS}", below, f"河道清淤 | 10.00 | 10.00 | 2.00 | {_GOAL}"]
    project = _read(document_of("单位：万元", rows))[0][0]
    assert project.amount_yuan is None
    assert project.fund_amounts_yuan == {"fiscal": Decimal(100_000), "general_public": Decimal(100_000)}
