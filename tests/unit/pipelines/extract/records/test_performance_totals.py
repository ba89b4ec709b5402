"""The amount that a department's performance table covers, in invented layouts."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.extract.records.performance_totals import performance_amount
from pipelines.locate.forms import locate_forms
from schemas.facts import Identity

_IDENTITY = Identity(fiscal_year=2031, report_type="budget")


@pytest.mark.parametrize(
    "table",
    [
        "部门名称|望川县水务局|<\n年度预算（万元）|资金总额|36.50\n^|项目支出|16.50\n一级指标|二级指标|指标值\n产出指标|数量指标|12",
        "资金情况（万元）|<|预算支出总额|财政拨款\n^|<|^|合计\n^|<|36.50|36.50\n一级指标|二级指标|三级指标|指标值",
        "年度任务|任务名称|预算金额（万元）|<\n^|^|总额|财政拨款\n^|防汛|20.00|20.00\n^|管护|16.50|16.50\n^|金额合计|36.50|36.50\n一级指标|二级指标|三级指标|指标值",
    ],
)
def test_the_total_beside_or_below_its_label(drawn: Any, table: str) -> None:
    forms, _ = locate_forms(drawn(f"部门整体支出绩效目标表\n\n{table}"), _IDENTITY)
    figure = performance_amount(forms[0], _IDENTITY, None)
    assert figure is not None
    assert (figure.stated, figure.stated_unit, figure.qualifier) == ("36.50", "万元", "whole_department")


def test_several_amounts_without_a_sum_are_not_guessed_at(drawn: Any) -> None:
    table = "任务|总额（万元）\n防汛|20.00\n管护|16.50\n一级指标|指标值"
    forms, _ = locate_forms(drawn(f"部门整体支出绩效目标表\n\n{table}"), _IDENTITY)
    assert performance_amount(forms[0], _IDENTITY, None) is None


def test_without_a_unit_there_is_no_amount(drawn: Any) -> None:
    forms, _ = locate_forms(drawn("部门整体支出绩效目标表\n\n资金总额|36.50\n一级指标|指标值"), _IDENTITY)
    assert performance_amount(forms[0], _IDENTITY, None) is None
