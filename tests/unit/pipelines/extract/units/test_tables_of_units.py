"""Tables that a line above gives to a unit of the body; every table is invented."""

from __future__ import annotations

from typing import Any

import pytest

TABLE = """
部门收支总表

{line}

单位：万元

收入项目|预算数|支出项目|预算数
收入总计|{amount}|支出总计|{amount}
"""


def told(figures: list[Any]) -> set[tuple[str, int | None, str]]:
    return {(figure.stated, figure.institution_no, figure.reading) for figure in figures}


@pytest.mark.parametrize("line", ["单位名称：望川县水利站", "望川县水利站2031年单位预算"])
def test_a_form_that_comes_again_under_a_unit_is_the_units(read_drawn: Any, line: str) -> None:
    whole = TABLE.format(line="部门：望川县水务局", amount="500.00")
    figures, issues = read_drawn(f"{whole}\n{TABLE.format(line=line, amount='120.00')}")
    assert issues == []
    assert told(figures) == {("500.00", None, "sure"), ("120.00", 1, "sure")}


def test_a_form_that_comes_again_under_nothing_is_in_doubt(read_drawn: Any) -> None:
    whole = TABLE.format(line="部门：望川县水务局", amount="500.00")
    figures, issues = read_drawn(f"{whole}\n{TABLE.format(line='（续）', amount='120.00')}")
    assert told(figures) == {("500.00", None, "unsure"), ("120.00", None, "unsure")}
    assert [issue.issue for issue in issues] == ["table_contradicts_itself"]


def test_the_only_form_under_another_body_is_in_doubt(read_drawn: Any) -> None:
    figures, issues = read_drawn(TABLE.format(line="预算单位：望川县水利站", amount="120.00"))
    assert told(figures) == {("120.00", None, "unsure")}
    assert [issue.issue for issue in issues] == ["table_names_another_body"]


@pytest.mark.parametrize(
    "line",
    ["单位名称：望川县水务局（本级）", "编制部门：望川县人民政府水务局", "主管部门：望川县人民政府", "部门：水务局"],
)
def test_the_body_itself_and_who_stands_above_it_are_no_other_body(read_drawn: Any, line: str) -> None:
    figures, issues = read_drawn(TABLE.format(line=line, amount="120.00"))
    assert issues == []
    assert told(figures) == {("120.00", None, "sure")}


def test_a_list_of_contents_gives_no_table_to_a_unit(read_drawn: Any) -> None:
    contents = "望川县水务局2031年部门预算\n\n望川县水利站2031年单位预算\n"
    figures, issues = read_drawn(contents + TABLE.format(line="部门：望川县水务局", amount="500.00"))
    assert issues == []
    assert told(figures) == {("500.00", None, "sure")}


def test_rows_of_tables_that_differ_as_a_whole_are_in_doubt_too(read_drawn: Any) -> None:
    table = "一般公共预算支出表\n\n单位：万元\n\n科目编码|科目名称|合计\n213|农林水支出|{0}\n合计|<|{0}\n"
    figures, _ = read_drawn(f"{table.format('30.00')}\n{table.format('5.00')}")
    assert {figure.reading for figure in figures} == {"unsure"}


def test_the_bodys_own_title_parts_no_table_from_its_next_page(read_drawn: Any) -> None:
    head = "一般公共预算支出表\n\n单位：万元\n\n"
    first = f"望川县水务局2031年部门预算\n\n{head}科目编码|科目名称|合计\n213|农林水支出|30.00\n"
    figures, issues = read_drawn(f"{first}\n---\n\n{head}科目编码|科目名称|合计\n21303|水利|30.00\n合计|<|30.00\n")
    assert issues == []
    assert {figure.function_code: figure.row_role for figure in figures} == {
        "213": "parent",
        "21303": "leaf",
        None: "total",
    }


def test_columns_headed_with_known_units_are_theirs(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
部门收入总表

单位：万元

单位名称|合计|一般公共预算拨款
合计|100.00|100.00
望川县水利站|40.00|40.00
望川县河道所|60.00|60.00

部门支出总表

单位：万元

科目编码|科目名称|合计|望川县水利站|望川县河道所|其余
2130305|水利工程建设|100.00|40.00|60.00|0.00
合计|<|100.00|40.00|60.00|0.00
""")
    totals = {
        figure.stated: figure.institution_no
        for figure in figures
        if figure.form == "expenditure" and figure.function_code is None
    }
    assert totals == {"100.00": None, "40.00": 1, "60.00": 2}
    assert [(issue.issue, issue.column_no) for issue in issues] == [("cell_is_not_understood", 6)]
