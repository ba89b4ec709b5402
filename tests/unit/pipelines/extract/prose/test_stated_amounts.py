"""What amounts in prose state where several things share a sentence; every sentence is invented."""

from __future__ import annotations

import datetime

import pytest

from pipelines.extract.prose.figures import figures_from_prose
from pipelines.locate.sections import locate_sections
from schemas.documents import Document, Paragraph
from schemas.facts import Figure, Identity
from schemas.issues import Issue

FINAL = Identity(fiscal_year=2031, report_type="final_accounts")
BUDGET = Identity(fiscal_year=2031, report_type="budget")


def read(identity: Identity, *lines: str) -> tuple[list[Figure], list[Issue]]:
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(line, start))
        start += len(line) + 1
    made = Document("0" * 64, "text/plain", "x.txt", start, None, "test", "1", "read", tuple(blocks))
    return figures_from_prose(made, locate_sections(made), identity)


def short(figures: list[Figure]) -> list[tuple[str, str, str, str]]:
    return [
        (figure.measure, figure.phase, figure.value_kind, ("-" if figure.sign < 0 else "") + figure.stated)
        for figure in figures
    ]


def test_the_sum_of_several_items_is_the_amount_of_none_of_them() -> None:
    figures, issues = read(
        BUDGET,
        "五、“三公”经费、会议费情况说明",
        "2031年一般公共预算安排“三公”经费、会议费、培训费预算共21.4万元，比上年减少1.6万元，下降6.96%。其中：",
        "（1）公务接待费2.4万元，比上年减少0.6万元。",
        "（2）培训费5万元。",
    )
    assert issues == []
    assert short(figures) == [
        ("three_public_reception", "budget", "level", "2.4"),
        ("three_public_reception", "budget", "change", "-0.6"),
        ("training", "budget", "level", "5"),
    ]
    assert {figure.fund for figure in figures} == {"general_public"}, "the sum names the fund of its parts"


def test_several_items_that_have_the_same_amount_each() -> None:
    figures, _ = read(BUDGET, "五、“三公”经费情况说明", "公务接待费、因公出国（境）费均为2万元。")
    assert [figure.measure for figure in figures] == ["three_public_reception", "three_public_abroad"]


def test_a_completed_budget_is_told_with_its_amount() -> None:
    figures, issues = read(
        FINAL,
        "四、“三公”经费支出决算情况说明",
        "公务接待费支出决算为5.2万元，完成预算8万元的65%。",
        "公务用车运行维护费支出决算为3万元，完成全年预算4万元的75%。",
    )
    assert issues == []
    assert short(figures) == [
        ("three_public_reception", "final", "level", "5.2"),
        ("three_public_reception", "budget", "level", "8"),
        ("three_public_reception", "final", "completion_percent", "65"),
        ("three_public_vehicle_running", "final", "level", "3"),
        ("three_public_vehicle_running", "adjusted_budget", "level", "4"),
        ("three_public_vehicle_running", "final", "completion_percent", "75"),
    ]


@pytest.mark.parametrize("rate", ["减少20.95%", "下降20.95%"])
def test_a_change_told_behind_a_reason_keeps_its_rate(rate: str) -> None:
    figures, _ = read(
        FINAL,
        "四、“三公”经费支出决算情况说明",
        f"公务接待费支出决算为3.32万元，小于预算数的主要原因是厉行节约，与上年相比减少0.88万元，{rate}，减少的主要原因是批次减少。",
    )
    assert short(figures) == [
        ("three_public_reception", "final", "level", "3.32"),
        ("three_public_reception", "final", "change", "-0.88"),
        ("three_public_reception", "final", "change_percent", "-20.95"),
    ]
    assert figures[2].compared_with == "previous_final"


def test_what_is_held_at_a_date_is_told_behind_a_reason() -> None:
    figures, _ = read(
        FINAL,
        "四、“三公”经费支出决算情况说明",
        "公务用车运行维护费9.8万元，主要是油料支出，截至2031年12月31日，开支财政拨款的公务用车保有量为4辆。",
    )
    assert short(figures)[1] == ("three_public_vehicles_kept", "final", "count", "4")
    assert figures[1].as_of == datetime.date(2031, 12, 31)


def test_a_date_of_comparison_is_not_the_date_of_what_is_held() -> None:
    figures, _ = read(
        BUDGET,
        "八、国有资产占有使用情况",
        "2030年末，固定资产总值1520.3万元，较2029年末增加20.3万元。其中车辆8辆，价值152万元。",
    )
    held = {figure.measure: (figure.value_kind, figure.as_of) for figure in figures if figure.value_kind != "change"}
    assert held["vehicles_count"] == ("count", datetime.date(2030, 12, 31))
    assert held["fixed_assets_vehicles"] == ("stock", datetime.date(2030, 12, 31))


def test_classes_listed_under_basic_and_project_expenditure_are_parts_of_it() -> None:
    figures, issues = read(
        BUDGET,
        "一、收支预算情况说明",
        "支出预算4100万元。其中：基本支出2600万元；其中：工资福利支出2300万元、商品和服务支出300万元。"
        "项目支出1500万元；其中：商品和服务支出1200万元，资本性支出300万元。",
        "按支出经济分类划分：商品和服务支出1500万元。",
    )
    assert issues == []
    told = [(figure.measure, figure.subject_name, figure.stated) for figure in figures if figure.subject_name]
    assert told == [
        ("expenditure_basic", "工资福利支出", "2300"),
        ("expenditure_basic", "商品和服务支出", "300"),
        ("expenditure_project", "商品和服务支出", "1200"),
        ("expenditure_project", "资本性支出", "300"),
        ("expenditure_total", "商品和服务支出", "1500"),
    ]


def test_other_public_institutions_are_counted_and_those_run_like_offices_are_not() -> None:
    figures, _ = read(
        FINAL, "一、部门决算单位构成", "其中：行政单位1个，参照公务员法管理的事业单位0个，其他事业单位2个。"
    )
    assert [(figure.measure, figure.stated) for figure in figures] == [
        ("units_administrative", "1"),
        ("units_institution", "2"),
    ]


def test_a_difference_printed_with_its_sign_is_that_difference() -> None:
    for word in ("减少", "增加"):
        figures, _ = read(BUDGET, "二、支出预算情况说明", f"2031年支出预算690.36万元，较上年预算{word}-12.30万元。")
        assert short(figures)[1:] == [("expenditure_grand_total", "budget", "change", "-12.30")]


def test_units_counted_in_front_of_what_they_spend() -> None:
    figures, issues = read(
        BUDGET,
        "六、机关运行经费情况",
        "望川县水务局本级及下属1家行政单位、2家参公管理事业单位和3家事业单位的机关运行经费预算156.70万元，比上年增加6.70万元。",
    )
    assert issues == []
    assert short(figures) == [
        ("agency_operating", "budget", "level", "156.70"),
        ("agency_operating", "budget", "change", "6.70"),
    ]


def test_projects_that_an_evaluation_covers() -> None:
    figures, _ = read(
        FINAL,
        "八、预算绩效情况说明",
        "本部门对2031年度已完成的12个项目开展了绩效自评价，涉及资金500万元。",
        "本部门对一般公共预算项目支出开展绩效自评，共涉及项目8个，资金300万元。",
    )
    assert short(figures) == [
        ("performance_projects", "final", "count", "12"),
        ("performance_amount", "final", "level", "500"),
        ("performance_projects", "final", "count", "8"),
        ("performance_amount", "final", "level", "300"),
    ]
