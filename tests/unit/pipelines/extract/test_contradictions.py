"""Figures of one table that cannot all be right are in doubt; every table is invented."""

from __future__ import annotations

from typing import Any


def test_two_columns_of_one_meaning_are_in_doubt_where_they_differ(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
部门支出总表

单位：万元

支出项目|2031年预算|2031年预算
基本支出|90.00|110.00
项目支出|60.00|60.00
合计|150.00|170.00
""")
    readings = {(figure.measure, figure.stated): figure.reading for figure in figures}
    assert readings["expenditure_basic", "90.00"] == readings["expenditure_basic", "110.00"] == "unsure"
    assert readings["expenditure_total", "150.00"] == "unsure"
    assert readings["expenditure_project", "60.00"] == "sure", "said twice alike it may be right"
    (issue,) = issues
    assert (issue.issue, issue.row_no) == ("table_contradicts_itself", 2)
    assert "90.00 / 110.00" in issue.detail


def test_two_totals_that_nothing_tells_apart_are_in_doubt(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
一般公共预算支出表

单位：万元

科目编码|科目名称|合计|基本支出|项目支出
213|农林水支出|30.00|20.00|10.00
合计||30.00|20.00|10.00
213|农林水支出|5.00|5.00|
合计||5.00|5.00|
""")
    totals = [figure for figure in figures if figure.row_role == "total"]
    assert {figure.reading for figure in totals if figure.measure == "expenditure_basic"} == {"unsure"}
    assert {figure.reading for figure in totals if figure.measure == "expenditure_project"} == {"sure"}
    of_class = [figure.reading for figure in figures if figure.function_code == "213"]
    assert set(of_class) == {"sure"}, "a code may be printed again for another unit"
    assert [issue.issue for issue in issues] == ["table_contradicts_itself"]
