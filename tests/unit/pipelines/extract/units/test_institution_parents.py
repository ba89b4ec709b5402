"""Units under units: by code, by printed level, by indentation."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.extract.units.institutions import find_units
from schemas.documents import Document
from schemas.facts import Identity
from schemas.located import LocatedForm


def _parents(document: Document) -> list[tuple[str, str | None, int | None]]:
    forms = [LocatedForm("institutions", table, "部门机构设置情况", None, 1) for table in document.tables]
    found = find_units(document, forms, Identity(fiscal_year=2031, report_type="budget")).listed()
    return [(unit.name, unit.code, unit.parent_no) for unit in found]


def test_a_code_that_goes_on_with_another_stands_under_it(drawn: Callable[[str], Document]) -> None:
    text = (
        "单位编码 | 单位名称 | 单位性质\n118 | 望川县水务局 | 行政\n"
        "118001 | 望川县水务局本级 | 行政\n118002 | 望川县灌溉站 | 事业\n"
        "11800201 | 望川县灌溉站东片 | 事业\n119001 | 望川县渔政站 | 事业"
    )
    assert _parents(drawn(text)) == [
        ("望川县水务局", "118", None),
        ("望川县水务局本级", "118001", 1),
        ("望川县灌溉站", "118002", 1),
        ("望川县灌溉站东片", "11800201", 3),
        ("望川县渔政站", "119001", None),
    ]


def test_levels_in_words(drawn: Callable[[str], Document]) -> None:
    text = (
        "单位名称 | 预算级次\n望川县水务局 | 一级预算单位\n望川县灌溉站 | 二级预算单位\n"
        "望川县灌溉站东片 | 三级预算单位\n"
        "望川县渔政站 | 二级预算单位"
    )
    assert [parent for _, _, parent in _parents(drawn(text))] == [None, 1, 2, 1]


def test_indentation_tells_where_nothing_else_does(drawn: Callable[[str], Document]) -> None:
    text = (
        "单位名称 | 单位性质\n望川县水务局 | 行政\n　望川县灌溉站 | 事业\n"
        "　　望川县灌溉站东片 | 事业\n望川县渔政站 | 事业"
    )
    assert [parent for _, _, parent in _parents(drawn(text))] == [None, 1, 2, None]


def test_units_of_one_level_stand_under_nobody(drawn: Callable[[str], Document]) -> None:
    text = "单位编码 | 单位名称\n118001 | 望川县水务局本级\n118002 | 望川县灌溉站"
    assert [parent for _, _, parent in _parents(drawn(text))] == [None, None]
