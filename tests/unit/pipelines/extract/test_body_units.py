"""Numbers of units, as tables of invented units name them."""

from __future__ import annotations

from typing import Any

from pipelines.extract.institutions import find_units
from pipelines.extract.tables import figures_from_forms
from pipelines.extract.unit_mentions import unit_key
from pipelines.locate.forms import locate_forms
from schemas.facts import Identity

_IDENTITY = Identity(fiscal_year=2031, report_type="budget")

_DOCUMENT = """
部门预算单位构成

序号|单位名称
1|望川县水务局（本级）
2|望川县河道管护站

部门收入总表

单位：万元

单位编码|单位名称|合计
合计|<|30
301002|望川县河道管护站|10
301003|望川县防汛物资库|20

部门支出总表

单位：万元

科目编码|单位名称（科目）|合计
|合计|30
|望川县水文中心|10
2130301|行政运行|10
|望川县防汛物资库|20
2130314|防汛|20
"""


def test_units_are_numbered_in_reading_order_and_subjects_are_none(drawn: Any) -> None:
    document = drawn(_DOCUMENT)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY).listed()
    assert {unit.name: unit.institution_no for unit in units} == {
        "望川县水务局（本级）": 1,
        "望川县河道管护站": 2,
        "望川县防汛物资库": 3,
        "望川县水文中心": 4,
    }


def test_every_number_that_a_figure_carries_is_listed(drawn: Any) -> None:
    document = drawn(_DOCUMENT)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY)
    figures, _ = figures_from_forms(document, forms, _IDENTITY, units)
    used = {figure.institution_no for figure in figures} - {None}
    assert used == {2, 3, 4}
    assert used <= {unit.institution_no for unit in units.listed()}


def test_a_key_has_no_code_and_no_spaces() -> None:
    assert unit_key("301002 望川县 河道管护站") == unit_key("望川县河道管护站")


_UNITS_IN_PROSE_AND_TABLE = """
纳入部门预算编制范围的二级预算单位包括：望川县河道管护站、望川县水文中心。

部门支出总表

单位：万元

所属单位名称|合计|基本支出|项目支出
合计|60|40|20
望川县防汛物资库|10|8|2
望川县水文中心|50|32|18
"""


def test_units_that_only_rows_name_take_no_number_of_a_unit_in_prose(drawn: Any) -> None:
    document = drawn(_UNITS_IN_PROSE_AND_TABLE)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY)
    figures, _ = figures_from_forms(document, forms, _IDENTITY, units)
    names = {unit.institution_no: unit.name for unit in units.listed()}
    said = {(names[figure.institution_no], figure.stated) for figure in figures if figure.institution_no is not None}
    assert {("望川县防汛物资库", "10"), ("望川县水文中心", "50")} <= said
    assert len(set(names.values())) == len(names) == 3
