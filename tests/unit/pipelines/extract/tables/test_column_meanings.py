"""What heads of amount columns say together; every table is invented."""

from __future__ import annotations

from typing import Any

import pytest


def test_groups_of_carry_over_revenue_and_expenditure_in_one_form(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
一般公共预算财政拨款收入支出决算表

单位：万元

项目|<|年初结转和结余|<|本年收入|<|<|本年支出|<|<|年末结转和结余
科目编码|科目名称|合计|项目支出结转|合计|基本支出|项目支出|合计|基本支出|项目支出|合计
合计|<|40.00|25.00|300.00|100.00|200.00|290.00|90.00|200.00|50.00
2130305|水利工程建设|25.00|25.00|200.00|0.00|200.00|200.00|0.00|200.00|25.00
""",
        "final_accounts",
    )
    totals = {figure.measure: figure.stated for figure in figures if figure.function_code is None}
    assert totals == {
        "revenue_carryover": "40.00",
        "revenue_general_public_budget": "300.00",
        "revenue_for_basic": "100.00",
        "revenue_for_project": "200.00",
        "expenditure_total": "290.00",
        "expenditure_basic": "90.00",
        "expenditure_project": "200.00",
        "expenditure_carryforward": "50.00",
    }, "what came in for projects is not what they spent"
    assert len(figures) == 16
    assert [(issue.column_no, "x 2" in issue.detail) for issue in issues] == [(4, True)]


def test_changes_that_a_mark_parts_into_increase_and_decrease(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
“三公”经费支出预算表

单位：元

项目|2030年预算数|2031年预算数|比上年增减情况|<
^|^|^|增、减金额|增、减幅度
合计|60,000.00|50,000.00|-10,000.00|-16.67%
公务接待费|60,000.00|50,000.00|-10,000.00|-16.67%
""")
    assert issues == []
    told = {(figure.measure, figure.value_kind): figure.stated for figure in figures if figure.fiscal_year == 2031}
    assert told["three_public_total", "change"] == "-10,000.00"
    assert told["three_public_reception", "change_percent"] == "-16.67"


def test_a_column_named_for_what_was_counted_at_the_end(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
财政拨款“三公”经费支出情况表

单位：万元

项目|行次|预算数|决算统计数
（一）支出合计|1|5.00|4.00
1．公务接待费|2|5.00|4.00
2．国内公务接待批次（个）|3|—|24
""",
        "final_accounts",
    )
    assert issues == []
    told = {(figure.measure, figure.phase): figure.stated for figure in figures}
    assert told["three_public_total", "final"] == "4.00"
    assert told["three_public_reception", "budget"] == "5.00"
    assert told["reception_batches", "final"] == "24"


def test_carry_over_of_last_year_is_no_figure_of_last_year(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
财政拨款收支预算总表

单位：万元

收入|<|支出|<|<|<
项目|预算数|项目|合计|一般公共预算|上年财政拨款资金结转
一般公共预算拨款收入|80.00|农林水支出|92.00|80.00|12.00
上年结转（结余）|12.00|||||
收入总计|92.00|支出总计|92.00|80.00|12.00
""")
    assert {figure.fiscal_year for figure in figures} == {2031}
    told = {(figure.measure, figure.fund): figure.stated for figure in figures if figure.state != "blank"}
    assert told["revenue_carryover", "fiscal"] == "12.00"
    assert told["expenditure_total", "general_public"] == "80.00"


OF_TWO_YEARS = """
部门支出预算表

单位：万元

支出项目|{0}|{1}|{2}
基本支出|90.00|110.00|20.00
"""


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("2030年执行|2031年预算|比上年执行±", "estimated_outturn previous_estimated_outturn"),
        ("2030年执行情况|2031年预算|比上年增减", "estimated_outturn previous_estimated_outturn"),
        ("上年预算执行|本年预算|增减额", "estimated_outturn previous_estimated_outturn"),
        ("2030年完成|2031年预算|2031年比2030年", "estimated_outturn previous_estimated_outturn"),
        ("2030年实际支出|2031年预算|差异", "final previous_final"),
        ("2030年|2031年|比2030年", "budget previous_budget"),
        ("2030年|2031年|2031年-2030年", "budget previous_budget"),
        ("2030年|2031年|同上年对比", "budget previous_budget"),
        ("2030年批复|2031年预算|差额", "budget previous_budget"),
    ],
)
def test_heads_of_the_year_before_and_of_changes(read_drawn: Any, heads: str, expected: str) -> None:
    figures, issues = read_drawn(OF_TWO_YEARS.format(*heads.split("|")))
    assert issues == []
    phase, base = expected.split()
    assert [(figure.fiscal_year, figure.phase, figure.value_kind, figure.compared_with) for figure in figures] == [
        (2030, phase, "level", None),
        (2031, "budget", "level", None),
        (2031, "budget", "change", base),
    ]
    assert {figure.reading for figure in figures} == {"sure"}


@pytest.mark.parametrize(
    ("heads", "phases"),
    [
        ("年度预算|2031年决算数|差异", "budget final"),
        ("预算批复数|决算数|决算比预算", "budget final"),
        ("变动后预算|本年实际|完成年初预算%", "adjusted_budget final"),
    ],
)
def test_heads_of_a_final_account(read_drawn: Any, heads: str, phases: str) -> None:
    figures, issues = read_drawn(OF_TWO_YEARS.format(*heads.split("|")).replace("预算表", "决算表"), "final_accounts")
    assert issues == []
    assert " ".join(figure.phase for figure in figures if figure.value_kind == "level") == phases
    assert figures[-1].compared_with == "current_budget"


@pytest.mark.parametrize(
    "heads",
    ["2030年|2031年预算|比上年增减", "2030年支出|2031年预算|增减", "2030年|2031年|比上年执行增减"],
)
def test_a_year_before_without_its_phase_beside_named_ones_is_in_doubt(read_drawn: Any, heads: str) -> None:
    figures, _ = read_drawn(OF_TWO_YEARS.format(*heads.split("|")))
    assert {figure.fiscal_year: figure.reading for figure in figures if figure.value_kind == "level"} == {
        2030: "unsure",
        2031: "sure",
    }


def test_words_beside_a_year_that_nobody_knows_are_an_issue(read_drawn: Any) -> None:
    figures, issues = read_drawn(OF_TWO_YEARS.format("2030年核拨", "2031年预算", "2031年备选"))
    assert [(figure.fiscal_year, figure.stated) for figure in figures] == [(2031, "110.00")]
    assert [issue.issue for issue in issues] == ["cell_is_not_understood"] * 2


def test_no_final_account_of_the_budgets_own_year(read_drawn: Any) -> None:
    figures, _ = read_drawn(OF_TWO_YEARS.format("2031年决算数", "2031年预算数", "备注"))
    assert [(figure.phase, figure.reading) for figure in figures] == [("final", "unsure"), ("budget", "sure")]


def test_a_narrower_amount_is_never_the_plain_measure_again(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
部门支出总表

单位：万元

科目编码|科目名称|基本支出|项目支出|<|<
^|^|^|项目支出总数|扣除基建项目后预算数|扣除代管资金后
2130305|水利工程建设|10.00|200.00|150.00|190.00
合计|<|10.00|200.00|150.00|190.00
""")
    projects = {
        (figure.stated, figure.qualifier)
        for figure in figures
        if figure.measure == "expenditure_project" and figure.function_code is None
    }
    assert projects == {("200.00", None), ("150.00", "excluding_capital_construction")}
    assert [(issue.issue, issue.column_no) for issue in issues] == [("cell_is_not_understood", 6)]


def test_a_change_against_one_of_two_columns_of_the_year_before_is_in_doubt(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
部门支出预算表

单位：万元

支出项目|2030年预算数|2030年执行数|2031年预算数|增减额|比上年执行数增减
基本支出|90.00|80.00|110.00|20.00|30.00
""")
    changes = [(figure.stated, figure.reading) for figure in figures if figure.value_kind == "change"]
    assert changes == [("20.00", "unsure"), ("30.00", "sure")]
