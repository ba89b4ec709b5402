"""Main tasks on departments' performance tables, with invented tasks."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.extract.records.task_amounts import task_amounts
from schemas.documents import Document
from schemas.facts import Identity
from schemas.located import LocatedForm

_BUDGET = Identity(fiscal_year=2031, report_type="budget")


def _read(document: Document, unit: str | None = None) -> list[tuple[str | None, str, str, str | None]]:
    form = LocatedForm("department_performance", document.tables[0], "部门整体支出绩效目标表", unit, 1)
    return [(f.subject_name, f.fund, f.stated, f.stated_unit) for f in task_amounts(form, _BUDGET, None)]


def test_tasks_under_two_rows_of_heads(drawn: Callable[[str], Document]) -> None:
    text = (
        "部门名称 | 望川县水务局 | < | < | < | <\n"
        "年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <\n"
        "^ | ^ | ^ | 总额 | 财政拨款 | 其他资金\n"
        "^ | 防汛抗旱 | 备足3类物资 | 42.00 | 40.00 | 2.00\n"
        "^ | 工程运行 | 维护泵站 | 31.00 | 31.00 | \n"
        "^ | 金额合计 | < | 73.00 | 71.00 | 2.00\n"
        "年度总体目标 | 安全度汛。 | < | < | < | <\n"
        "年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值\n"
        "^ | 产出指标 | 数量指标 | 储备物资 | 15 | 20"
    )
    assert _read(drawn(text)) == [
        ("防汛抗旱", "all", "42.00", "万元"),
        ("防汛抗旱", "fiscal", "40.00", "万元"),
        ("防汛抗旱", "unit_funds", "2.00", "万元"),
        ("工程运行", "all", "31.00", "万元"),
        ("工程运行", "fiscal", "31.00", "万元"),
    ]


def test_without_a_spanning_label_the_list_ends_where_labels_begin(drawn: Callable[[str], Document]) -> None:
    text = (
        "任务名称 | 主要内容 | 金额\n防汛抗旱 | 备足物资 | 42.00\n年度总体目标 | 安全度汛 | 7.00\n"
        "一级指标 | 三级指标 | 指标值\n产出指标 | 储备物资 | 15"
    )
    assert _read(drawn(text), "万元") == [("防汛抗旱", "all", "42.00", "万元")]
    assert _read(drawn(text)) == []


def test_a_table_without_tasks_has_none(drawn: Callable[[str], Document]) -> None:
    assert _read(drawn("一级指标 | 三级指标 | 指标值\n产出指标 | 储备物资 | 15"), "万元") == []
