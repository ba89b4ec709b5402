"""Figures from tables of many layouts; every table is invented."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.facts import Figure

Key = tuple[str, str, str | None]


def by_code(figures: list[Figure]) -> dict[Key, str]:
    """(measure, fund, any code) to the printed number of the body's current levels."""
    return {
        (figure.measure, figure.fund, figure.function_code or figure.economic_code or figure.government_economic_code):
            figure.stated
        for figure in figures
        if figure.state in ("reported", "zero")
        and figure.institution_no is None
        and figure.value_kind == "level"
        and figure.fiscal_year == 2031
    }  # fmt: skip


def codes(issues: list[Any]) -> list[str]:
    return [issue.issue for issue in issues]


def test_function_table_with_one_code_column(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
一般公共预算支出表

单位：万元

科目编码|科目名称|合计|基本支出|<|<|项目支出
^|^|^|小计|人员经费|公用经费|^
213|农林水支出|300.00|200.00|180.00|20.00|100.00
21303|水利|300.00|200.00|180.00|20.00|100.00
2130301|行政运行|200.00|200.00|180.00|20.00|
合计|<|300.00|200.00|180.00|20.00|100.00
""")
    told = by_code(figures)
    assert issues == []
    assert told["expenditure_total", "general_public", "21303"] == "300.00"
    assert told["expenditure_personnel", "general_public", "2130301"] == "180.00"
    assert told["expenditure_project", "general_public", None] == "100.00"
    assert ("expenditure_project", "general_public", "2130301") not in told, "a blank cell says nothing"
    assert len(told) == 19
    by_row = {(figure.function_code, figure.measure): figure for figure in figures}
    assert by_row["213", "expenditure_total"].row_role == "parent"
    assert by_row["2130301", "expenditure_total"].row_role == "leaf"
    assert by_row[None, "expenditure_total"].row_role == "total"
    assert by_row["21303", "expenditure_basic"].subject_name == "水利"
    assert by_row[None, "expenditure_basic"].subject_name is None
    assert by_row["213", "expenditure_basic"].quote == "农林水支出 基本支出·小计 200.00"
    place = by_row["21303", "expenditure_project"].place
    assert (place.page, place.table_no, place.row_no, place.column_no) == (1, 1, 4, 7)


@pytest.mark.parametrize(
    "rows",
    [
        "213|||农林水支出|300.00\n213|03||水利|300.00\n213|03|14|防汛|300.00",
        "213|||农林水支出|300.00\n|03||水利|300.00\n||14|防汛|300.00",
        "213|||农林水支出|300.00\n213|3||水利|300.00\n213|3|14|防汛|300.00",
        "213|||农林水支出|300.00\n213|21303||水利|300.00\n213|21303|2130314|防汛|300.00",
    ],
)
def test_codes_in_three_columns_are_completed(read_drawn: Any, rows: str) -> None:
    figures, _ = read_drawn(f"""
支出总表

单位：元

科目编码|<|<|科目名称|合计
类|款|项|^|^
{rows}
""")
    assert [figure.function_code for figure in figures] == ["213", "21303", "2130314"]


def test_codes_given_by_their_last_part_are_joined_to_the_rows_above(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
支出总表

单位：元

科目编码|科目名称|合计
213|农林水支出|300.00
03|水利|300.00
14|防汛|300.00
221|住房保障支出|5.00
02|住房改革支出|5.00
01|住房公积金|5.00
""")
    found = [(figure.function_code, figure.subject_name) for figure in figures]
    assert found[2] == ("2130314", "防汛")
    assert found[5] == ("2210201", "住房公积金")


def test_a_code_and_its_name_in_one_cell_repeat_for_each_economic_subject(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
支出总表

单位：万元

支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出
2130301-行政运行|50101-工资奖金津补贴|30101-基本工资|7.50|7.50
2130301-行政运行|50201-办公经费|30201-办公费|2.50|2.50
合计|||10.00|10.00
""")
    found = [
        (figure.function_code, figure.economic_code, figure.government_economic_code, figure.stated)
        for figure in figures
        if figure.measure == "expenditure_total"
    ]
    assert found == [
        ("2130301", "30101", "50101", "7.50"),
        ("2130301", "30201", "50201", "2.50"),
        (None, None, None, "10.00"),
    ]


def test_prior_years_changes_and_percentages(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
一般公共预算支出表

单位：万元

科目编码|科目名称|上年预算数|2030年执行数|2031年预算数|<|2031年预算数比2030年执行数|<
^|^|^|^|合计|基本支出|增减额|增减%
213|农林水支出|90.00|91.00|100.00|60.00|9.00|9.89%
""")
    found = {(figure.fiscal_year, figure.phase, figure.value_kind, figure.measure): figure for figure in figures}
    assert issues == []
    assert found[2030, "budget", "level", "expenditure_total"].stated == "90.00"
    assert found[2030, "estimated_outturn", "level", "expenditure_total"].stated == "91.00"
    assert found[2031, "budget", "level", "expenditure_basic"].stated == "60.00"
    change = found[2031, "budget", "change", "expenditure_total"]
    assert (change.stated, change.compared_with) == ("9.00", "previous_estimated_outturn")
    percent = found[2031, "budget", "change_percent", "expenditure_total"]
    assert (percent.stated, percent.stated_unit) == ("9.89", "%")


def test_economic_table_as_two_blocks_with_printed_subtotals(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
一般公共预算财政拨款基本支出决算表

单位：万元

人员经费|<|<|公用经费|<|<
科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|95.00|302|商品和服务支出|9.50
30101|基本工资|95.00|30201|办公费|9.50
人员经费合计|<|95.00|公用经费合计|<|9.50
""",
        "final_accounts",
    )
    assert issues == []
    assert by_code(figures) == {
        ("expenditure_basic", "general_public", "301"): "95.00",
        ("expenditure_basic", "general_public", "30101"): "95.00",
        ("expenditure_personnel", "general_public", None): "95.00",
        ("expenditure_basic", "general_public", "302"): "9.50",
        ("expenditure_basic", "general_public", "30201"): "9.50",
        ("expenditure_public", "general_public", None): "9.50",
    }
    assert {figure.phase for figure in figures} == {"final"}


def test_names_without_codes_are_matched_by_name(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
一般公共预算基本支出表

单位：元

经济分类科目|合计|人员经费|公用经费
一、工资福利支出|100|100|
　　基本工资|100|100|
二、商品和服务支出|10||10
　　维修（护）费|10||10
　　河长履职津贴|1||1
""")
    found = {figure.subject_name: figure.economic_code for figure in figures}
    assert found == {
        "工资福利支出": "301",
        "基本工资": "30101",
        "商品和服务支出": "302",
        "维修(护)费": "30213",
        "河长履职津贴": None,
    }


def test_a_name_of_two_classifications_among_functions_is_no_economic_item(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
部门支出总表

单位：元

科目名称|合计|基本支出|项目支出
住房保障支出|100|100|
　　住房改革支出|100|100|
　　　　住房公积金|100|100|
""")
    found = {(figure.subject_name, figure.function_code, figure.economic_code) for figure in figures}
    assert found == {("住房保障支出", "221", None), ("住房改革支出", None, None), ("住房公积金", None, None)}


def test_two_sides_with_line_numbers_and_carry_over_by_fund(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
财政拨款收入支出决算总表

金额单位：万元

收入|<|<|支出|<|<|<|<
项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款
栏次||1|栏次||2|3|4
一、一般公共预算财政拨款|1|100.50|一、农林水支出|33|60.50|60.50|
二、政府性基金预算财政拨款|2|3.00|二、国有资本经营预算支出|34|||
本年收入合计|27|103.50|本年支出合计|59|63.50|60.50|3.00
年初财政拨款结转和结余|28|2.00|年末财政拨款结转和结余|60|42.00|42.00|
一、一般公共预算财政拨款|29|2.00||61|||
总计|32|105.50|总计|64|105.50|102.50|3.00
""",
        "final_accounts",
    )
    assert codes(issues) == ["cell_is_not_understood"] * codes(issues).count("cell_is_not_understood")
    told = by_code(figures)
    assert told == {
        ("revenue_general_public_budget", "general_public", None): "100.50",
        ("revenue_government_fund", "government_fund", None): "3.00",
        ("revenue_fiscal_appropriation", "fiscal", None): "103.50",
        ("revenue_carryover", "fiscal", None): "2.00",
        ("revenue_carryover", "general_public", None): "2.00",
        ("revenue_grand_total", "fiscal", None): "105.50",
        ("expenditure_total", "fiscal", "213"): "60.50",
        ("expenditure_total", "general_public", "213"): "60.50",
        ("expenditure_total", "fiscal", None): "63.50",
        ("expenditure_total", "general_public", None): "60.50",
        ("expenditure_total", "government_fund", None): "3.00",
        ("expenditure_carryforward", "fiscal", None): "42.00",
        ("expenditure_carryforward", "general_public", None): "42.00",
        ("expenditure_grand_total", "fiscal", None): "105.50",
        ("expenditure_grand_total", "general_public", None): "102.50",
        ("expenditure_grand_total", "government_fund", None): "3.00",
    }


@pytest.mark.parametrize(
    ("rows", "measures"),
    [
        ("收入合计|9.00", ["revenue_fiscal_appropriation"]),
        ("收入总计|9.00", ["revenue_fiscal_appropriation"]),
        ("一、本年收入|9.00\n收入总计|9.00", ["revenue_fiscal_appropriation", "revenue_grand_total"]),
        ("一、本年收入|8.00\n收入合计|9.00", ["revenue_total", "revenue_fiscal_appropriation"]),
    ],
)
def test_which_line_is_the_fiscal_appropriation(read_drawn: Any, rows: str, measures: list[str]) -> None:
    drawn = "\n".join(f"{row}||" for row in rows.split("\n"))
    figures, _ = read_drawn(f"财政拨款收支总表\n\n单位：元\n\n收入|<|支出|<\n项目|预算数|项目|预算数\n{drawn}")
    assert [figure.measure for figure in figures if figure.state == "reported"] == measures


def test_revenue_by_units_gives_the_body_its_total_row_only(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
部门收入总表

单位：万元

部门（单位）代码|部门（单位）名称|合计|本年收入|<|<|<|上年结转结余|<
^|^|^|小计|一般公共预算|单位资金|<|小计|一般公共预算
^|^|^|^|^|小计|事业收入|^|^
合计||100.00|98.00|90.00|8.00|8.00|2.00|2.00
301|望川县水务局|100.00|98.00|90.00|8.00|8.00|2.00|2.00
301001|望川县水务局（本级）|60.00|58.00|50.00|8.00|8.00|2.00|2.00
301002|望川县河道管护站|40.00|40.00|40.00||||
""")
    assert issues == []
    assert by_code(figures) == {
        ("revenue_grand_total", "all", None): "100.00",
        ("revenue_total", "all", None): "98.00",
        ("revenue_general_public_budget", "general_public", None): "90.00",
        ("revenue_unit_funds", "unit_funds", None): "8.00",
        ("revenue_undertaking", "all", None): "8.00",
        ("revenue_carryover", "all", None): "2.00",
        ("revenue_carryover", "general_public", None): "2.00",
    }
    assert {figure.institution_no for figure in figures} == {None, 1, 2}


def test_subjects_under_the_only_unit_are_the_bodys(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
支出总表

单位：元

科目编码|<|<|单位代码|单位名称（科目）|合计|基本支出
类|款|项|^|^|^|^
||||合计|300|200
||||望川县水务局|300|200
213|03|01|301001|行政运行|200|200
213|03|14|301001|防汛|100|
""")
    told = by_code(figures)
    assert told["expenditure_total", "all", "2130301"] == "200"
    assert told["expenditure_total", "all", None] == "300"
    assert [figure.institution_no for figure in figures if figure.function_code is None] == [None, None, 1, 1]


def test_subjects_under_several_units_are_the_units(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
支出总表

单位：元

单位编码|单位名称|科目编码|科目名称|合计
301001|望川县水务局|2130301|行政运行|200
301002|望川县河道管护站|2130304|水利行业业务管理|100
""")
    assert [(figure.function_code, figure.institution_no) for figure in figures] == [("2130301", 1), ("2130304", 2)]


def test_fund_table_with_roll_forward(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
政府性基金预算财政拨款收入支出决算表

单位：万元

项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余
科目编码|科目名称|^|^|小计|基本支出|项目支出|^
合计|<|1.00|3.00|3.50||3.50|0.50
""",
        "final_accounts",
    )
    assert issues == []
    assert by_code(figures) == {
        ("revenue_carryover", "government_fund", None): "1.00",
        ("revenue_government_fund", "government_fund", None): "3.00",
        ("expenditure_total", "government_fund", None): "3.50",
        ("expenditure_project", "government_fund", None): "3.50",
        ("expenditure_carryforward", "government_fund", None): "0.50",
    }


def test_an_empty_table_with_a_note_is_a_nil_statement(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
政府性基金预算支出表

单位：万元

科目编码|科目名称|合计|基本支出
||||
合计|||

注：本部门没有政府性基金预算安排的支出，故本表为空表。
""")
    assert [(figure.measure, figure.fund, figure.state, figure.stated) for figure in figures] == [
        ("expenditure_total", "government_fund", "nil_statement", "")
    ]


def test_a_printed_zero_is_zero_and_a_blank_total_is_blank(read_drawn: Any) -> None:
    figures, _ = read_drawn("国有资本经营预算支出表\n\n单位：元\n\n科目编码|科目名称|合计|基本支出\n合计|<|0.00|")
    assert [(figure.measure, figure.state, figure.stated) for figure in figures] == [
        ("expenditure_total", "zero", "0.00"),
        ("expenditure_basic", "blank", ""),
    ]


def test_units_of_tables_and_heads_are_kept_apart(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
支出总表

单位：元

科目编码|科目名称|合计
213|农林水支出|3000000

机关运行经费支出表

项目|金额（万元）
机关运行经费|12.50
""")
    assert [(figure.stated, figure.stated_unit, figure.reading) for figure in figures] == [
        ("3000000", "元", "sure"),
        ("12.50", "万元", "sure"),
    ]


def test_without_any_unit_no_number_is_taken(read_drawn: Any) -> None:
    figures, issues = read_drawn("支出总表\n\n科目编码|科目名称|合计\n213|农林水支出|300")
    assert figures == []
    assert codes(issues) == ["table_unit_is_unknown"]


def test_columns_that_are_not_understood_become_one_issue_each(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
支出总表

单位：元

科目编码|科目名称|合计|防汛应急周转金
213|农林水支出|300|7
21303|水利|300|7
""")
    assert {figure.measure for figure in figures} == {"expenditure_total"}
    assert [(issue.issue, issue.row_no, issue.column_no) for issue in issues] == [("cell_is_not_understood", 2, 4)]
    assert issues[0].detail.endswith("x 2")


def test_a_form_for_one_economic_class_carries_its_code(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
一般公共预算基本支出表（公用经费：商品和服务支出）

单位：万元

科目编码|科目名称|合计
2130301|行政运行|12.50
合计|<|12.50
""")
    assert [(figure.measure, figure.function_code, figure.economic_code) for figure in figures] == [
        ("expenditure_basic", "2130301", "302"),
        ("expenditure_basic", None, "302"),
    ]


def test_a_continued_table_keeps_its_heads_and_its_codes(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
支出总表

单位：元

科目编码|<|<|科目名称|合计|基本支出
类|款|项|^|^|^
213|||农林水支出|300|200
|03||水利|300|200

---

||01|行政运行|200|200
||14|防汛|100|
""")
    assert issues == []
    assert by_code(figures)["expenditure_total", "all", "2130314"] == "100"
    assert {figure.place.table_no for figure in figures} == {1, 2}


def test_a_document_without_a_year_has_no_figures() -> None:
    from pipelines.extract.tables.figures import figures_from_forms
    from schemas.documents import Document
    from schemas.facts import Identity

    empty = Document("0" * 64, "text/plain", "", 0, None, "drawn", "1", "read")
    assert figures_from_forms(empty, [], Identity()) == ([], [])


def test_totals_whose_joined_cells_were_lost_are_found_beside_their_columns(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
一般公共预算财政拨款基本支出决算表

单位：万元

科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|236.12|302|商品和服务支出|9.50
人员经费合计|<|<|236.12|公用经费合计|9.50
""",
        "final_accounts",
    )
    assert issues == []
    told = by_code(figures)
    assert told["expenditure_personnel", "general_public", None] == "236.12"
    assert told["expenditure_public", "general_public", None] == "9.50"


@pytest.mark.parametrize("total", ["合计|300|200|100|", "合计|<|<|300|200|100", "合计|<|300|200|100|"])
def test_a_total_row_moved_by_a_text_export_is_moved_back(read_drawn: Any, total: str) -> None:
    figures, issues = read_drawn(f"""
支出总表

单位：元

科目编码|科目名称|合计|基本支出|项目支出|
213|农林水支出|300|200|100|
{total}
""")
    assert issues == []
    told = by_code(figures)
    assert told["expenditure_total", "all", None] == "300"
    assert told["expenditure_project", "all", None] == "100"


def test_a_number_under_no_head_is_not_guessed_at(read_drawn: Any) -> None:
    figures, issues = read_drawn("支出总表\n\n单位：元\n\n科目编码|科目名称|合计|\n213|农林水支出|300|7")
    assert [figure.stated for figure in figures] == ["300"]
    assert codes(issues) == ["cell_is_not_understood"]


def test_a_form_that_a_text_export_ran_into_the_one_above(read_drawn: Any) -> None:
    document = """
政府性基金预算支出表

单位：万元

科目编码|科目名称|合计|基本支出
合计|||注：本部门无此项预算，本表为空表。@国有资本经营预算支出表@部门：望川县水务局@单位：元
科目编码|科目名称|合计|基本支出
合计|<|5.00|5.00
"""
    figures, _ = read_drawn(document.replace("@", "\x0b"))
    told = [(figure.form, figure.fund, figure.state, figure.stated_unit) for figure in figures]
    assert told == [
        ("government_fund_expenditure", "government_fund", "nil_statement", "万元"),
        ("state_capital_expenditure", "state_capital", "reported", "元"),
        ("state_capital_expenditure", "state_capital", "reported", "元"),
    ]


@pytest.mark.parametrize("cell", ["213.03.14", "213-03-14", "213 03 14", "[2130314]", "防汛（2130314）", "2130314防汛"])
def test_ways_to_write_a_code(read_drawn: Any, cell: str) -> None:
    figures, _ = read_drawn(f"支出总表\n\n单位：元\n\n功能分类科目|合计\n{cell}|100")
    assert [figure.function_code for figure in figures] == ["2130314"]


def test_two_economic_classifications_each_in_two_columns(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
一般公共预算基本支出表

单位：万元

部门预算经济分类科目|<|<|政府预算经济分类科目|<|<|合计|人员经费|公用经费
类|款|科目名称|类|款|科目名称|^|^|^
301|01|基本工资|501|01|工资奖金津补贴|7.00|7.00|
302|01|办公费|502|01|办公经费|2.00||2.00
""")
    assert issues == []
    told = [
        (figure.economic_code, figure.government_economic_code, figure.subject_name)
        for figure in figures
        if figure.measure == "expenditure_basic"
    ]
    assert told == [("30101", "50101", "基本工资"), ("30201", "50201", "办公费")]


def test_carry_over_columns_of_expenditure_are_not_taken_for_the_fund(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
项目支出表

单位：万元

项目名称|合计|本年拨款|<|财政拨款结转结余
^|^|一般公共预算|政府性基金预算|一般公共预算
合计|30.00|20.00|8.00|2.00
防汛物资|30.00|20.00|8.00|2.00
""")
    assert by_code(figures) == {
        ("expenditure_project", "all", None): "30.00",
        ("expenditure_project", "general_public", None): "20.00",
        ("expenditure_project", "government_fund", None): "8.00",
        ("expenditure_from_carryover", "general_public", None): "2.00",
    }
    assert issues == []


def test_code_parts_and_column_numbers_in_one_head_row(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
支出决算表

金额单位：万元

项目|<|<|<|本年支出合计|基本支出|项目支出
支出功能分类科目编码|<|<|科目名称|^|^|^
类|款|项|栏次|1|2|3
^|^|^|合计|100.00|60.00|40.00
213|<|<|农林水支出|100.00|60.00|40.00
21303|<|<|水利|100.00|60.00|40.00
2130301|<|<|行政运行|60.00|60.00|
""",
        "final_accounts",
    )
    assert issues == []
    told = by_code(figures)
    assert told["expenditure_total", "all", "21303"] == "100.00"
    assert told["expenditure_total", "all", None] == "100.00"
    assert len(told) == 11


def test_economic_classes_below_their_own_caption_are_no_longer_of_the_project_line(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
部门收支总表

单位：万元

收入|<|支出|<
项目|预算数|项目（按支出性质和经济分类）|预算数
一、财政拨款收入|100|一、基本支出|60
||工资福利支出|60
||二、项目支出|40
||商品和服务支出|40
||支出经济分类|
||工资福利支出|60
""")
    found = [(figure.measure, figure.economic_code) for figure in figures if figure.economic_code]
    assert found == [("expenditure_basic", "301"), ("expenditure_project", "302"), ("expenditure_total", "301")]


def test_a_first_unit_that_sums_the_others_is_the_body(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
部门收入总表

单位：万元

单位编码|单位名称|合计|财政拨款收入
301|望川县水务局|30.00|30.00
301001|望川县水务局（本级）|20.00|20.00
301002|望川县河道管护站|10.00|10.00
""")
    assert by_code(figures) == {
        ("revenue_total", "all", None): "30.00",
        ("revenue_fiscal_appropriation", "fiscal", None): "30.00",
    }
    assert {figure.institution_no for figure in figures} == {None, 1, 2}


def test_this_years_part_of_a_total_with_carry_over_is_no_second_total(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
支出总表

单位：万元

科目编码|科目名称|总计|本年支出|<|上年结转支出
^|^|^|小计|一般公共预算|^
213|农林水支出|100.00|98.00|90.00|2.00
""")
    assert by_code(figures) == {
        ("expenditure_total", "all", "213"): "100.00",
        ("expenditure_total", "general_public", "213"): "90.00",
        ("expenditure_from_carryover", "all", "213"): "2.00",
    }
    assert [issue.column_no for issue in issues] == [4]


def test_rows_that_are_things_keep_their_names_and_their_counts_are_issues(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
新增资产配置预算表

单位：万元

资产名称|数量|金额
合计|4|2.40
台式计算机|4|2.40
""")
    found = [(figure.measure, figure.subject_name, figure.stated, figure.row_role) for figure in figures]
    assert found == [
        ("fixed_assets_planned", None, "2.40", "total"),
        ("fixed_assets_planned", "台式计算机", "2.40", "leaf"),
    ]
    assert [(issue.issue, issue.column_no, issue.count) for issue in issues] == [("cell_is_not_understood", 2, 2)]
