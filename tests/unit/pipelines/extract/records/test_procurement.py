"""Procurement tables of several layouts, with invented items."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.extract.records.procurement import extract_procurement
from pipelines.extract.units.institutions import find_units
from schemas.facts import Figure, Identity, ProcurementItem
from schemas.located import LocatedForm

_BUDGET = Identity(fiscal_year=2031, report_type="budget")


def _read(document: Any, unit: str | None = "万元") -> tuple[list[ProcurementItem], list[Figure], list[str]]:
    forms = [LocatedForm("procurement", table, "政府采购预算表", unit, 1) for table in document.tables]
    items, figures, issues = extract_procurement(document, forms, _BUDGET)
    return items, figures, [issue.issue for issue in issues]


def test_only_kinds_and_a_total(document_of: Any) -> None:
    items, figures, issues = _read(
        document_of(["采购类别 | 金额", "A-货物 | 12.5", "C-服务 | 1,227.50", "合计 | 1,240.00"])
    )
    assert items == []
    assert [(figure.measure, figure.stated, figure.row_role) for figure in figures] == [
        ("procurement_goods", "12.5", "parent"),
        ("procurement_services", "1,227.50", "parent"),
        ("procurement_total", "1,240.00", "total"),
    ]
    assert {(figure.phase, figure.fiscal_year, figure.origin, figure.fund) for figure in figures} == {
        ("budget", 2031, "table", "all")
    }
    assert figures[0].quote == "A-货物 12.5"
    assert issues == []


def test_items_under_units_and_kinds_with_funds_in_two_head_rows(document_of: Any) -> None:
    items, figures, _ = _read(
        document_of(
            [
                "采购品目大类 | 专项名称 | 采购品目名称 | 资金来源 | < | 总计",
                "^ | ^ | ^ | 一般公共预算资金 | 政府性基金 | ^",
                "合计 |  |  | 9.00 | 3.00 | 12.00",
                "货物 |  |  | 9.00 | 3.00 | 12.00",
                "云溪县水利局（本级） |  |  | 9.00 | 3.00 | 12.00",
                " | 防汛经费 | 抽水泵 | 5.00 | 3.00 | 8.00",
                " | 设备购置 | 便携式计算机 | 4.00 |  | 4.00",
            ]
        )
    )
    assert [(item.project, item.item, item.amount_yuan, item.fund_amounts_yuan) for item in items] == [
        (
            "防汛经费",
            "抽水泵",
            Decimal(80_000),
            {"general_public": Decimal(50_000), "government_fund": Decimal(30_000)},
        ),
        ("设备购置", "便携式计算机", Decimal(40_000), {"general_public": Decimal(40_000)}),
    ]
    assert [(figure.measure, figure.fund, figure.stated) for figure in figures] == [
        (measure, fund, stated)
        for measure in ("procurement_total", "procurement_goods")
        for fund, stated in (("all", "12.00"), ("general_public", "9.00"), ("government_fund", "3.00"))
    ]


def test_a_project_row_above_its_items_is_no_item(document_of: Any) -> None:
    items, _, _ = _read(
        document_of(
            [
                "采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计",
                "合计 |  |  |  |  | 5.00",
                "一、货物A |  |  |  |  | 5.00",
                " | 办公设备购置费 | 办公设备购置 |  |  | 5.00",
                " |  |  | 打印机 | 分散采购 | 2.00",
                "^ | ^ | ^ | 桌椅 | 分散采购 | 3.00",
            ]
        )
    )
    assert [(item.project, item.item) for item in items] == [("办公设备购置费", "打印机"), ("办公设备购置费", "桌椅")]


def test_catalogue_codes_quantities_and_yuan(document_of: Any) -> None:
    items, figures, _ = _read(
        document_of(
            [
                "单位编码 | 采购项目 | 采购目录 | 规格型号 | 数量 | 预算金额",
                "合计 | < |  |  | 30 | 150,000.00",
                "301 | 云溪县教育局 |  |  | 30 | 150,000.00",
                " | 机房改造 | A02010104台式计算机 | 台 | 30 | 150,000.00",
            ]
        ),
        unit="元",
    )
    assert [(item.catalogue_code, item.item, item.quantity, item.amount_yuan) for item in items] == [
        ("A02010104", "台式计算机", Decimal(30), Decimal("150000.00"))
    ]
    assert [(figure.measure, figure.stated_unit) for figure in figures] == [("procurement_total", "元")]


def test_a_quantity_may_bring_its_unit_and_is_never_lost_in_silence(document_of: Any) -> None:
    items, _, issues = _read(
        document_of(
            [
                "采购项目 | 采购目录 | 数量 | 金额",
                "合计 |  |  | 6.00",
                "护栏 | 围栏 | 3批 | 1.00",
                "桌椅 | 家具 | 1,200 | 2.00",
                "打印机 | 设备 | 2台至3台 | 3.00",
            ]
        )
    )
    assert [(item.quantity, item.unit) for item in items] == [(Decimal(3), "批"), (Decimal(1200), None), (None, None)]
    assert issues == ["cell_is_not_understood"]


def test_a_line_with_quantity_and_price_is_kept_without_its_amount(document_of: Any) -> None:
    items, _, issues = _read(
        document_of(
            [
                "采购项目 | 采购目录 | 数量 | 单价 | 金额",
                "护栏 | 围栏 | 3 | 0.50 | 1.50",
                "桌椅 | 家具 | 4 | 0.20 | ",
                "打印机 | 设备 | 2 |  | ",
            ]
        )
    )
    assert [(item.item, item.unit_price_yuan, item.amount_yuan) for item in items] == [
        ("围栏", Decimal(5000), Decimal(15_000)),
        ("家具", Decimal(2000), None),
    ]
    assert issues == []


def test_a_blank_table_says_nothing(document_of: Any) -> None:
    assert _read(document_of(["采购项目 | 采购目录 | 金额", "合计 |  | "])) == ([], [], [])


def test_amounts_that_are_no_numbers_are_issues(document_of: Any) -> None:
    items, figures, issues = _read(document_of(["采购项目 | 采购目录 | 金额", "合计 |  | 见附件", "护栏 | 围栏 | 约3"]))
    assert (items, figures) == ([], [])
    assert issues == ["cell_is_not_understood", "cell_is_not_understood"]


def test_a_table_without_known_heads_is_an_issue(document_of: Any) -> None:
    assert _read(document_of(["甲 | 乙", "护栏 | 3.00"])) == ([], [], ["cell_is_not_understood"])


def test_a_line_names_its_unit_and_every_unit_named_is_listed(document_of: Any) -> None:
    document = document_of(
        [
            "预算单位 | 采购项目名称 | 采购品目 | 金额",
            "云溪县水利局 | 防汛经费 | 抽水泵 | 8.00",
            "云溪县水文站 | 设备购置 | 便携式计算机 | 4.00",
        ]
    )
    forms = [LocatedForm("procurement", document.tables[0], "政府采购预算表", "万元", 1)]
    units = find_units(document, forms, _BUDGET)
    items, _, _ = extract_procurement(document, forms, _BUDGET, units)
    assert [item.institution_no for item in items] == [1, 2]
    assert [(unit.institution_no, unit.name) for unit in units.listed()] == [(1, "云溪县水利局"), (2, "云溪县水文站")]


def test_of_plan_and_outturn_a_final_account_means_the_outturn(document_of: Any) -> None:
    rows = [
        "项目 | 采购计划金额 | < | 实际采购金额 | <",
        "^ | 总计 | 一般公共预算 | 总计 | 一般公共预算",
        "栏次 | 1 | 2 | 3 | 4",
        "合计 | 12.00 | 11.00 | 10.00 | 9.00",
        "货物 | 12.00 | 11.00 | 10.00 | 9.00",
    ]
    form = LocatedForm("procurement", document_of(rows).tables[0], "政府采购情况表", "万元", 2)
    identity = Identity(fiscal_year=2031, report_type="final_accounts")
    items, figures, _ = extract_procurement(document_of(rows), [form], identity)
    assert items == []
    assert [(figure.measure, figure.fund, figure.stated) for figure in figures] == [
        ("procurement_total", "all", "10.00"),
        ("procurement_total", "general_public", "9.00"),
        ("procurement_goods", "all", "10.00"),
        ("procurement_goods", "general_public", "9.00"),
    ]


def test_what_is_bought_may_be_all_that_a_line_names_and_a_quantity_in_words_is_an_issue(document_of: Any) -> None:
    items, figures, issues = _read(
        document_of(
            [
                "采购项目 | 数量 | 预算金额 | 面向中小企业预留资金",
                "打印机 | 3台 | 0.90 | 0.90",
                "审计服务 | 若干 | 8.00 | ",
                "合计 |  | 8.90 | 0.90",
            ]
        )
    )
    assert [(item.project, item.item, item.quantity, item.unit) for item in items] == [
        (None, "打印机", Decimal(3), "台"),
        (None, "审计服务", None, None),
    ]
    assert [(figure.measure, figure.stated, figure.row_role) for figure in figures] == [
        ("procurement_total", "8.90", "total"),
        ("procurement_sme", "0.90", "of_which"),
    ]
    assert issues == ["cell_is_not_understood"]


def test_a_units_row_is_that_units_and_leaves_the_total_below_to_the_body(document_of: Any) -> None:
    rows = [
        "单位名称 | 采购品目名称 | 预算金额",
        "云溪县水利局 |  | 5.00",
        "云溪县水利局 | 抽水泵 | 5.00",
        "合计 |  | 5.00",
    ]
    document = document_of(rows)
    forms = [LocatedForm("procurement", document.tables[0], "政府采购预算表", "万元", 1)]
    _, figures, _ = extract_procurement(document, forms, _BUDGET)
    assert [(figure.measure, figure.institution_no, figure.place.row_no, figure.row_role) for figure in figures] == [
        ("procurement_total", 1, 2, "parent"),
        ("procurement_total", None, 4, "total"),
    ]


def test_kinds_may_be_columns_of_the_total(document_of: Any) -> None:
    _, figures, issues = _read(
        document_of(["单位名称 | 采购总金额 | 货物 | 工程 | 服务", "合计 | 90.00 | 20.00 | 50.00 | 20.00"])
    )
    assert [(figure.measure, figure.stated) for figure in figures] == [
        ("procurement_total", "90.00"),
        ("procurement_goods", "20.00"),
        ("procurement_works", "50.00"),
        ("procurement_services", "20.00"),
    ]
    assert issues == []


def test_lines_stand_under_the_unit_whose_row_heads_them_also_on_the_next_page(document_of: Any) -> None:
    document = document_of(
        ["序号 | 单位名称", "1 | 云溪县水利局（本级）", "2 | 云溪县水文站"],
        [
            "单位编码 | 采购品目大类 | 专项名称 | 采购品目名称 | 总计",
            "合计 |  |  |  | 12.00",
            " | 货物 |  |  | 12.00",
            " | 云溪县水利局 |  |  | 9.00",
            " |  | 防汛经费 | 抽水泵 | 5.00",
        ],
        [" |  | 设备购置 | 便携式计算机 | 4.00", " | 云溪县水文站 |  |  | 3.00", " |  | 管护 | 割草机 | 3.00"],
    )
    units, first, second = document.tables
    forms = [
        LocatedForm("institutions", units, "单位构成", None, 1),
        LocatedForm("procurement", first, "政府采购预算表", "万元", 1),
        LocatedForm("procurement", second, "政府采购预算表", "万元", 0),
    ]
    items, figures, _ = extract_procurement(document, forms, _BUDGET)
    assert [(item.item, item.institution_no) for item in items] == [
        ("抽水泵", 1),
        ("便携式计算机", 1),
        ("割草机", 2),
    ]
    assert [(figure.stated, figure.institution_no) for figure in figures if figure.measure == "procurement_goods"] == [
        ("12.00", None),
        ("9.00", 1),
        ("3.00", 2),
    ]


def test_a_final_account_takes_what_was_spent_and_calls_a_lone_plan_the_budget(document_of: Any) -> None:
    final = Identity(fiscal_year=2031, report_type="final_accounts")

    def told(rows: list[str]) -> list[tuple[str, str, str]]:
        table = document_of(rows).tables[0]
        _, figures, _ = extract_procurement(
            document_of(rows), [LocatedForm("procurement", table, "政府采购情况表", "万元", 1)], final
        )
        return [(figure.measure, figure.phase, figure.stated) for figure in figures]

    assert told(["项目 | 采购预算 | 采购决算", "合计 | 32.00 | 30.00", "货物 | 11.00 | 10.00"]) == [
        ("procurement_total", "final", "30.00"),
        ("procurement_total", "budget", "32.00"),
        ("procurement_goods", "final", "10.00"),
        ("procurement_goods", "budget", "11.00"),
    ]
    assert told(["项目 | 上年预算 | 实际支出", "合计 | 32.00 | 30.00"]) == [("procurement_total", "final", "30.00")]
    assert told(["项目 | 采购预算", "合计 | 32.00"]) == [("procurement_total", "budget", "32.00")]


def test_a_row_of_sums_by_kind_is_no_item(document_of: Any) -> None:
    items, figures, _ = _read(
        document_of(["科目 | 货物 | 工程 | 服务 | 合计", "小计项 | 10.00 | 20.00 | 30.00 | 60.00"])
    )
    assert items == []
    assert figures == []
