"""The table of assets held, with invented amounts."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from pipelines.extract.records.assets import extract_assets
from schemas.facts import Identity
from schemas.located import LocatedForm

_ROWS = [
    "部门固定资产占用情况表 | < | <",
    "编制部门：云溪县水利局 | 截止时间：2030年12月31日 | <",
    "项   目 | 数量 | 价值（金额单位：万元）",
    "资产总额 | —— | 412.50",
    "1、房屋（平方米） | 860.5 | 300.00",
    "其中：办公用房（平方米） |  | ",
    "2、车辆（台、辆） | 3 | 41.50",
    "3、单价在20万元以上的设备 | 1 | 60.00",
    "4、其他固定资产 | 42 | 11.00",
]


def _read(document: Any, unit: str | None = None) -> Any:
    forms = [LocatedForm("assets", table, "部门固定资产占用情况表", unit, 3) for table in document.tables]
    return extract_assets(document, forms, Identity(fiscal_year=2031, report_type="budget"))


def test_classes_and_the_figures_they_give(document_of: Any) -> None:
    assets, figures, issues = _read(document_of(_ROWS))
    assert [(asset.asset_class, asset.count, asset.area_m2, asset.amount_yuan) for asset in assets] == [
        ("资产总额", None, None, Decimal(4_125_000)),
        ("1、房屋（平方米）", None, Decimal("860.5"), Decimal(3_000_000)),
        ("其中：办公用房（平方米）", None, None, None),
        ("2、车辆（台、辆）", Decimal(3), None, Decimal(415_000)),
        ("3、单价在20万元以上的设备", Decimal(1), None, Decimal(600_000)),
        ("4、其他固定资产", Decimal(42), None, Decimal(110_000)),
    ]
    assert {asset.as_of for asset in assets} == {datetime.date(2030, 12, 31)}
    assert [(figure.measure, figure.value_kind, figure.stated, figure.qualifier) for figure in figures] == [
        ("fixed_assets", "stock", "412.50", None),
        ("fixed_assets_buildings", "stock", "300.00", None),
        ("buildings_area", "stock", "860.5", None),
        ("fixed_assets_vehicles", "stock", "41.50", None),
        ("vehicles_count", "count", "3", None),
        ("fixed_assets_equipment", "stock", "60.00", "at_least_200000_yuan"),
        ("equipment_count", "count", "1", "at_least_200000_yuan"),
        ("fixed_assets_other", "stock", "11.00", None),
        ("other_assets_count", "count", "42", None),
    ]
    assert {(figure.fiscal_year, figure.as_of) for figure in figures} == {(2031, datetime.date(2030, 12, 31))}
    assert issues == []


def test_a_number_that_is_none_is_an_issue(document_of: Any) -> None:
    _, figures, issues = _read(document_of([*_ROWS[:3], "2、车辆（台、辆） | 三 | 41.50"]))
    assert (figures, [issue.issue for issue in issues]) == ([], ["cell_is_not_understood"])


def test_an_amount_without_a_label_is_an_issue(document_of: Any) -> None:
    assets, figures, issues = _read(document_of([*_ROWS[:3], " |  | 41.50", " | - | "]))
    assert (assets, figures) == ([], [])
    assert [(issue.issue, issue.row_no, issue.column_no) for issue in issues] == [("cell_is_not_understood", 4, 3)]


def test_money_without_a_unit_is_an_issue(document_of: Any) -> None:
    assets, _, issues = _read(document_of(["项目 | 数量 | 价值", "资产总额 |  | 9.00"]))
    assert (assets[0].amount_yuan, [issue.issue for issue in issues]) == (None, ["cell_is_not_understood"])


def test_a_column_of_units_and_a_total_over_two_columns(document_of: Any) -> None:
    assets, figures, issues = _read(
        document_of(
            [
                "资产类别 | 计量单位 | 数量 | 账面价值",
                "房屋 | 平方米 | 782 | 711,096.06",
                "车辆 | 辆 | 2 | 292,600.00",
                "固定资产合计 | < | < | 1,003,696.06",
            ]
        ),
        unit="元",
    )
    assert [(asset.area_m2, asset.count, asset.amount_yuan) for asset in assets] == [
        (Decimal(782), None, Decimal("711096.06")),
        (None, Decimal(2), Decimal("292600.00")),
        (None, None, Decimal("1003696.06")),
    ]
    assert [(figure.measure, figure.stated_unit) for figure in figures] == [
        ("fixed_assets_buildings", "元"),
        ("buildings_area", "平方米"),
        ("fixed_assets_vehicles", "元"),
        ("vehicles_count", "辆"),
        ("fixed_assets", "元"),
    ]
    assert issues == []


def test_classes_as_columns_over_one_row(document_of: Any) -> None:
    assets, figures, issues = _read(
        document_of(
            [
                "项目 | 行次 | 资产总额 | 流动资产 | 固定资产 | < | < | 在建工程",
                "^ | ^ | ^ | ^ | 小计 | 房屋构筑物 | 车辆 | ^",
                "栏次 |  | 1 | 2 | 3 | 4 | 5 | 6",
                "合计 | 1 | 960.00 | 200.00 | 700.00 | 650.00 | 50.00 | 60.00",
            ]
        ),
        unit="万元",
    )
    assert [(figure.measure, figure.stated, figure.row_role) for figure in figures] == [
        ("total_assets", "960.00", "total"),
        ("fixed_assets", "700.00", "total"),
        ("fixed_assets_buildings", "650.00", "leaf"),
        ("fixed_assets_vehicles", "50.00", "leaf"),
    ]
    assert [asset.asset_class for asset in assets] == [
        "资产总额",
        "流动资产",
        "固定资产",
        "房屋构筑物",
        "车辆",
        "在建工程",
    ]
    assert assets[1].amount_yuan == Decimal(2_000_000)
    assert issues == []


def test_a_table_that_is_not_understood_is_an_issue(document_of: Any) -> None:
    assets, figures, issues = _read(document_of(["甲 | 乙", "房屋 | 3.00"]), unit="元")
    assert (assets, figures, [issue.issue for issue in issues]) == ([], [], ["cell_is_not_understood"])


@pytest.mark.parametrize(
    ("line", "as_of"),
    [
        ("截止时间：2030年12月31日", datetime.date(2030, 12, 31)),
        ("截至2030年6月30日，本单位占用资产见下表。", datetime.date(2030, 6, 30)),
        ("填报日期：2031年3月2日", None),
    ],
)
def test_the_date_of_a_line_above_the_table(document_of: Any, line: str, as_of: datetime.date | None) -> None:
    assets, figures, _ = _read(document_of(line, ["项目 | 数量 | 价值（万元）", "资产总额 |  | 9.00"]))
    assert {row.as_of for row in [*assets, *figures]} == {as_of}


def test_buildings_that_are_counted_have_no_area(document_of: Any) -> None:
    assets, figures, _ = _read(document_of(["资产类别 | 计量单位 | 数量 | 价值（万元）", "房屋 | 栋 | 3 | 9.00"]))
    assert (assets[0].count, assets[0].area_m2) == (Decimal(3), None)
    assert [figure.measure for figure in figures] == ["fixed_assets_buildings"]


def test_beside_current_assets_the_sum_is_of_all_assets(document_of: Any) -> None:
    rows = [
        "资产类别 | 数量 | 账面原值（万元） | 净值",
        "合计 |  | 96.00 | 50.00",
        "流动资产 |  | 11.00 | 11.00",
        "固定资产 |  | 85.00 | 39.00",
    ]
    _, figures, _ = _read(document_of(rows))
    assert [(figure.measure, figure.stated) for figure in figures] == [
        ("total_assets", "96.00"),
        ("fixed_assets", "85.00"),
    ]


def test_a_cell_of_a_sideways_table_that_is_no_number_is_an_issue(document_of: Any) -> None:
    rows = ["固定资产 | 房屋 | 车辆 | 其他固定资产", "85.00 | 40.00 | 约5 | 30.00"]
    document = document_of(rows)
    form = LocatedForm("assets", document.tables[0], "国有资产使用情况表", "万元", 1)
    assets, figures, issues = extract_assets(document, [form], Identity(fiscal_year=2031, report_type="budget"))
    assert [figure.stated for figure in figures] == ["85.00", "40.00", "30.00"]
    assert [(issue.issue, issue.row_no, issue.column_no) for issue in issues] == [("cell_is_not_understood", 2, 3)]
    assert len(assets) == 3
