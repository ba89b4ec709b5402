"""What heads of amount columns say together; every table is invented."""

from __future__ import annotations

from typing import Any


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
