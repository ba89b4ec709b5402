"""Projects out of prose, sheets and the table of project expenditure, with invented names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pipelines.extract.records.performance import extract_performance
from pipelines.extract.records.project_figures import figures_of_projects
from pipelines.extract.records.project_texts import projects_in_prose
from schemas.facts import Identity, Project, Section
from schemas.located import LocatedForm

_BUDGET = Identity(fiscal_year=2031, report_type="budget")


def _read(document: Any, unit: str | None = "万元") -> tuple[list[Project], list[int | None], list[str]]:
    forms = [
        LocatedForm("projects", table, "项目支出表", unit, 1)
        for table in document.tables
        if "总计" in "".join(cell.text for cell in table.cells if cell.row_no == 1)
    ]
    projects, indicators, issues = extract_performance(document, forms, _BUDGET)
    return projects, [row.project_no for row in indicators], [issue.issue for issue in issues]


_LIST = [
    "单位编码 | 单位（项目）名称 | 总计 | 一般公共预算 | 政府性基金预算",
    " | 合计 | 100.00 | 90.00 | 10.00",
    "301001 | 云溪县水利局 | 100.00 | 90.00 | 10.00",
    " | 通用项目 | 60.00 | 60.00 | 0.00",
    " | 办公用房运行 | 60.00 | 60.00 | 0.00",
    " | 物业服务 | 45.00 | 45.00 | 0.00",
    " | 办公楼保洁 | 15.00 | 15.00 | 0.00",
    " | 专用项目 | 40.00 | 30.00 | 10.00",
    " | 堤防加固 | 40.00 | 30.00 | 10.00",
]
_SHEET = [
    "项目名称 | 堤防加固 | < | <",
    "资金总额（万元） | {amount} | < | <",
    "一级指标 | 二级指标 | 三级指标 | 指标值",
    "产出指标 | 数量指标 | 加固堤防 | ≥3公里",
]


def _sheet(amount: str) -> list[str]:
    return [row.format(amount=amount) for row in _SHEET]


def test_totals_units_categories_and_parents_are_no_projects(document_of: Any) -> None:
    projects, _, issues = _read(document_of(_LIST))
    assert [(p.project_no, p.name, p.category, p.amount_yuan) for p in projects] == [
        (1, "物业服务", "通用项目", Decimal(450_000)),
        (2, "办公楼保洁", "通用项目", Decimal(150_000)),
        (3, "堤防加固", "专用项目", Decimal(400_000)),
    ]
    assert projects[2].fund_amounts_yuan == {"general_public": Decimal(300_000), "government_fund": Decimal(100_000)}
    assert issues == []


def test_listed_amounts_without_a_unit_or_with_letters_are_issues(document_of: Any) -> None:
    projects, _, issues = _read(
        document_of([*_LIST[:1], " | 堤防加固 | 40.00 | 40.00 | ", " | 灌区清淤 | 8 | 8 | "]), None
    )
    assert (projects, issues) == ([], ["project_amount_is_not_understood"] * 2)
    projects, _, issues = _read(document_of([*_LIST[:1], " | 堤防加固 | 4O.00 | 40.00 | ", " | 灌区清淤 | 8 | 8 | "]))
    assert [project.name for project in projects] == ["灌区清淤"]
    assert issues == ["project_amount_is_not_understood"]


def test_a_list_goes_on_without_its_heads(document_of: Any) -> None:
    document = document_of(
        [*_LIST[:1], " | 堤防加固 | 40 | 40 | "], [" | 灌区清淤 | 8 | 8 | ", " | 河道巡查 | 3 | 3 | "]
    )
    forms = [
        LocatedForm("projects", table, "项目支出表", "万元", heads)
        for table, heads in zip(document.tables, (1, 0), strict=True)
    ]
    projects, _, issues = extract_performance(document, forms, _BUDGET)
    assert [(project.name, project.amount_yuan) for project in projects] == [
        ("堤防加固", Decimal(400_000)),
        ("灌区清淤", Decimal(80_000)),
        ("河道巡查", Decimal(30_000)),
    ]
    assert issues == []


def test_a_project_of_list_and_sheet_is_one_and_keeps_the_sheets_number(document_of: Any) -> None:
    projects, numbers, issues = _read(document_of(_LIST, _sheet("40.00")))
    assert [(p.project_no, p.name, p.category) for p in projects] == [
        (1, "堤防加固", "专用项目"),
        (2, "物业服务", "通用项目"),
        (3, "办公楼保洁", "通用项目"),
    ]
    assert (numbers, issues) == ([1], [])


def test_amounts_that_differ_are_an_issue(document_of: Any) -> None:
    projects, _, issues = _read(document_of(_LIST, _sheet("55.00")))
    assert projects[0].amount_yuan == Decimal(550_000)
    assert issues == ["project_amounts_differ"]


def test_amounts_that_differ_by_rounding_are_none(document_of: Any) -> None:
    assert _read(document_of(_LIST, _sheet("40.005")))[2] == []


def test_two_sheets_of_one_name_stay_two(document_of: Any) -> None:
    projects, numbers, _ = _read(document_of(_LIST, _sheet("40.00"), _sheet("40.00")))
    assert [p.name for p in projects].count("堤防加固") == 3
    assert numbers == [1, 2]


def test_projects_of_the_prose_come_first(document_of: Any) -> None:
    document = document_of(
        "灌区改造经费情况说明",
        "一、项目概述",
        "改造东山灌区。",
        "二、立项依据",
        "云溪县水利规划，安排3万元。",
        "六、年度预算安排",
        "2031年度项目总预算1,720.50万元，其中渠道720.50万元。",
        "七、绩效目标",
        "详见单位的项目绩效目标表",
        "堤防加固项目经费情况说明",
        "一、项目概述",
        "加固堤防。",
        "七、绩效目标",
        "堤防达标。",
        _sheet("40.00"),
    )
    projects, numbers, _ = _read(document)
    assert [(p.project_no, p.name, p.amount_yuan, p.amount_origin, p.objective) for p in projects] == [
        (1, "灌区改造经费", Decimal(17_205_000), "text", "改造东山灌区。"),
        (2, "堤防加固", Decimal(400_000), "table", "堤防达标。"),
    ]
    assert numbers == [2]


@pytest.mark.parametrize("text", ["按合同拨付。", "安排资金若干。", "2031年全年。"])
def test_no_amount_is_made_of_other_numbers(document_of: Any, text: str) -> None:
    document = document_of("灌区改造经费情况说明", "一、项目概述", "改造。", "六、年度预算安排", text)
    assert [project.amount_yuan for project in projects_in_prose(document, _BUDGET)] == [None]


def test_parts_behind_a_colon_under_bare_names(document_of: Any) -> None:
    found = projects_in_prose(
        document_of(
            "六、项目经费情况说明",
            "（一）渠道衬砌经费",
            "1.项目概述：减少渗漏。",
            "2.实施主体：云溪县水利局。",
            "3.年度预算安排：3.72万元。",
            "（二）水质监测经费",
            "1.项目概述：监测水质。",
            "3.年度预算安排：10.90万元。",
        ),
        _BUDGET,
    )
    assert [(p.project_no, p.name, p.amount_yuan, p.objective) for p in found] == [
        (1, "渠道衬砌经费", Decimal(37_200), "减少渗漏。"),
        (2, "水质监测经费", Decimal(109_000), "监测水质。"),
    ]


def test_every_amount_printed_of_a_project_is_a_figure_under_its_number(document_of: Any) -> None:
    document = document_of(
        "（一）堤防加固", "1.项目概述：2031年加固堤防。", "3.年度预算安排：按2031年计划，安排40.00万元。", _LIST
    )
    projects, _, _ = _read(document)
    sections = [Section("project_expenditure", "", 0, 3)]
    figures = list(figures_of_projects(document, sections, projects))
    assert [
        (f.project_no, f.subject_name, f.fund, f.phase, f.stated, f.stated_unit, f.origin, f.section, f.place.row_no)
        for f in figures
        if f.fund != "government_fund"
    ] == [
        (1, "堤防加固", "all", "budget", "40.00", "万元", "text", "project_expenditure", None),
        (1, "堤防加固", "all", "budget", "40.00", "万元", "table", None, 9),
        (1, "堤防加固", "general_public", "budget", "30.00", "万元", "table", None, 9),
        (2, "物业服务", "all", "budget", "45.00", "万元", "table", None, 6),
        (2, "物业服务", "general_public", "budget", "45.00", "万元", "table", None, 6),
        (3, "办公楼保洁", "all", "budget", "15.00", "万元", "table", None, 7),
        (3, "办公楼保洁", "general_public", "budget", "15.00", "万元", "table", None, 7),
    ]
    assert {figure.measure for figure in figures} == {"project_amount"}
    text = figures[0].place
    assert text.char_start is not None
    assert document.text[text.char_start : text.char_end] == "40.00"


def test_a_units_office_in_brackets_is_no_project(document_of: Any) -> None:
    projects, _, _ = _read(
        document_of(
            [
                "单位（项目）编码 | 单位（项目）名称 | 总计 | 项目简介",
                "301001 | 云溪县水利局（机关） | 40.00 |",
                " | 专用项目 | 40.00 |",
                " | 堤防加固 | 30.00 | 加固堤防",
                " | 渠道清淤 | 10.00 | 清淤",
            ]
        )
    )
    assert [p.name for p in projects] == ["堤防加固", "渠道清淤"]


def test_projects_among_subjects_and_by_the_name_of_their_money(document_of: Any) -> None:
    among, _, _ = _read(
        document_of(
            [
                "科目编码 | 单位代码 | 单位名称（科目） | 总计",
                " | | 水利业务 | 40.00",
                "2130305 | 301001 | 堤防加固 | 30.00",
                "2130305 | 301001 | 渠道清淤 | 10.00",
            ]
        )
    )
    by_money, _, _ = _read(document_of(["单位名称 | 资金名称 | 总计", "云溪县水利局 | 渠道清淤 | 10.00"]))
    assert [p.name for p in among] == ["堤防加固", "渠道清淤"]
    assert [(p.name, p.amount_yuan) for p in by_money] == [("渠道清淤", Decimal(100_000))]


def _listed(document: Any, identity: Identity = _BUDGET) -> list[Project]:
    forms = [LocatedForm("projects", table, "项目支出表", "万元", 1) for table in document.tables]
    return extract_performance(document, forms, identity)[0]


def test_a_project_printed_by_economic_class_is_one(document_of: Any) -> None:
    projects = _listed(
        document_of(
            [
                "项目代码 | 项目名称 | 功能科目编码 | 经济科目编码 | 合计 | 一般公共预算",
                "1 | 2 | 3 | 4 | 5 | 6",
                "330100001 | 采砂管理 | 2130306 | 30201 办公费 | 3.00 | 3.00",
                "330100001 | 采砂管理 | 2130306 | 30211 差旅费 | 2.00 | 2.00",
                "330100002 | 采砂管理 | 2130306 | 30211 差旅费 | 4.00 | ",
            ]
        )
    )
    assert [(p.code, p.amount_yuan, p.amount_origin) for p in projects] == [
        ("330100001", Decimal(50_000), "derived"),
        ("330100002", Decimal(40_000), "table"),
    ]
    assert projects[0].fund_amounts_yuan == {"general_public": Decimal(50_000)}
    assert [(f.fund, f.stated, f.function_code, f.economic_code) for f in projects[0].figures] == [
        ("all", "3.00", "2130306", "30201"),
        ("general_public", "3.00", "2130306", "30201"),
        ("all", "2.00", "2130306", "30211"),
        ("general_public", "2.00", "2130306", "30211"),
    ]


def test_a_final_account_prints_a_project_at_three_times(document_of: Any) -> None:
    final = Identity(fiscal_year=2031, report_type="final_accounts")
    table = [
        "项目名称 | 年初预算数 | 调整预算数 | 决算数",
        "合计 | 9.00 | 8.00 | 7.50",
        "取水许可 | 9.00 | 8.00 | 7.50",
    ]
    projects = _listed(document_of(table), final)
    assert [(p.name, p.amount_yuan) for p in projects] == [("取水许可", Decimal(75_000))]
    assert [(f.phase, f.stated) for f in projects[0].figures] == [
        ("final", "7.50"),
        ("budget", "9.00"),
        ("adjusted_budget", "8.00"),
    ]


def test_a_column_of_projects_goes_before_one_of_units_and_subjects(document_of: Any) -> None:
    rows = ["单位名称（科目） | 项目名称 | 金额", "水利工程建设 | 小水电改造 | 5.00", "防汛 | 物资储备 | 4.00"]
    assert [project.name for project in _listed(document_of(rows))] == ["小水电改造", "物资储备"]
    without = ["单位名称（科目） | 金额", "小水电改造 | 5.00", "物资储备 | 4.00"]
    assert [project.name for project in _listed(document_of(without))] == ["小水电改造", "物资储备"]


def test_of_several_years_the_disclosures_own_counts(document_of: Any) -> None:
    rows = ["项目名称 | 项目总额 | 2030年预算数 | 2031年预算数", "移民安置 | 200.00 | 90.00 | 120.00"]
    assert [project.amount_yuan for project in _listed(document_of(rows))] == [Decimal(1_200_000)]
    other = ["项目名称 | 2030年预算数", "移民安置 | 90.00"]
    assert _listed(document_of(other)) == []
    whole = ["项目名称 | 项目总额", "移民安置 | 200.00"]
    assert [project.amount_yuan for project in _listed(document_of(whole))] == [Decimal(2_000_000)]


def test_a_performance_table_may_only_list_projects_and_objectives(document_of: Any) -> None:
    document = document_of(["项目 | 预算数（单位：万元） | 绩效目标", "堤防除险 | 53.40 | 除险3处"])
    form = LocatedForm("project_performance", document.tables[0], "重点项目绩效目标表", None, 1)
    projects, indicators, _ = extract_performance(document, [form], _BUDGET)
    assert indicators == []
    assert [(p.name, p.amount_yuan, p.objective) for p in projects] == [("堤防除险", Decimal(534_000), "除险3处")]


def _listed_under(document: Any, title: str = "项目支出表") -> list[Project]:
    forms = [LocatedForm("projects", table, title, "万元", 1) for table in document.tables]
    return extract_performance(document, forms, _BUDGET)[0]


def test_the_sum_below_a_fund_is_that_funds_and_no_projects_amount(document_of: Any) -> None:
    projects = _listed_under(
        document_of(
            [
                "项目名称 | 总计 | 财政拨款 | < | 财政专户拨款 | 其他资金 | 绩效目标",
                "^ | ^ | 合计 | 一般公共预算 | ^ | ^ | ^",
                "水情调查 | 50.00 | 0.00 | 0.00 | 0.00 | 50.00 | " + "按时完成水情调查并公布" * 8,
            ]
        )
    )
    assert projects[0].amount_yuan == Decimal(500_000)
    assert [(figure.fund, figure.stated) for figure in projects[0].figures] == [
        ("all", "50.00"),
        ("fiscal", "0.00"),
        ("general_public", "0.00"),
        ("special_account", "0.00"),
        ("unit_funds", "50.00"),
    ]
    assert {projects[0].quote, projects[0].figures[0].quote} == {"水情调查 50.00"}


def test_only_a_sum_of_the_fiscal_appropriation(document_of: Any) -> None:
    heads = ["项目名称 | 财政拨款 | <", "^ | 合计 | 一般公共预算", "水情调查 | 50.00 | 50.00"]
    assert [(figure.fund, figure.stated) for figure in _listed_under(document_of(heads))[0].figures] == [
        ("fiscal", "50.00"),
        ("general_public", "50.00"),
    ]
    beside = ["项目名称 | 财政拨款 | < | 单位资金", "^ | 合计 | 一般公共预算 | ^", "水情调查 | 50.00 | 50.00 | 9.00"]
    assert _listed_under(document_of(beside)) == []


def test_the_whole_term_beside_the_year(document_of: Any) -> None:
    rows = ["项目名称 | 项目总额 | 2031年预算 | 2032年预算", "堤防加固 | 500.00 | 120.00 | 230.00"]
    project = _listed_under(document_of(rows))[0]
    assert project.amount_yuan == Decimal(1_200_000)
    assert [(figure.stated, figure.qualifier) for figure in project.figures] == [
        ("120.00", None),
        ("500.00", "whole_period"),
    ]
    alone = _listed_under(document_of(["项目名称 | 总投资 | 备注", "堤防加固 | 500.00 | 三年"]))[0]
    assert [(figure.stated, figure.qualifier) for figure in alone.figures] == [("500.00", "whole_period")]


def test_the_fund_of_the_title_and_codes_that_are_no_names(document_of: Any) -> None:
    rows = [
        "项目 | < | < | < | 金额",
        "类 | 款 | 单位代码 | 单位名称（科目、项目） | ^",
        "213 | 03 | 301001 | 水情调查 | 25.00",
        "213 | 03 | 301001 | 堤防加固 | 15.00",
    ]
    projects = _listed_under(document_of(rows), "一般公共预算项目支出预算表")
    assert [(p.name, p.amount_yuan, p.figures[0].fund) for p in projects] == [
        ("水情调查", Decimal(250_000), "general_public"),
        ("堤防加固", Decimal(150_000), "general_public"),
    ]
    assert _listed_under(document_of(["项目 | 金额", "21303 | 25.00"])) == []
    both = _listed_under(document_of(["项目 | 金额", "水情调查 | 25.00"]), "一般公共预算和政府性基金预算项目支出表")
    assert both[0].figures[0].fund == "all"


def test_parts_by_fund_come_from_where_the_projects_amount_does(document_of: Any) -> None:
    rows = ["项目名称 | 总计 | 一般公共预算", "堤防加固 | {amount} | 30.00"]
    for amount, funds in (("40.00", {"general_public": Decimal(300_000)}), ("45.00", {})):
        document = document_of(_sheet("40.00"), [row.format(amount=amount) for row in rows])
        projects, _, _ = _read(document)
        assert (projects[0].amount_yuan, projects[0].fund_amounts_yuan) == (Decimal(400_000), funds)


def test_what_is_carried_over_is_not_the_years_money_of_a_fund(document_of: Any) -> None:
    grouped = [
        "项目名称 | 合计 | 财政拨款结转结余 | < | 本年拨款 | <",
        "^ | ^ | 一般公共预算 | 政府性基金 | 一般公共预算 | 政府性基金",
        "水情调查 | 50.00 | 7.00 | 3.00 | 30.00 | 10.00",
    ]
    figures = _listed_under(document_of(grouped))[0].figures
    assert [(f.fund, f.stated) for f in figures] == [
        ("all", "50.00"),
        ("general_public", "30.00"),
        ("government_fund", "10.00"),
    ]
    alone = ["项目名称 | 合计 | 财政拨款 | 上年结转", "水情调查 | 50.00 | 40.00 | 10.00"]
    figures = _listed_under(document_of(alone))[0].figures
    assert [(f.fund, f.stated, f.qualifier) for f in figures] == [
        ("all", "50.00", None),
        ("all", "10.00", "from_carryover"),
        ("fiscal", "40.00", None),
    ]
