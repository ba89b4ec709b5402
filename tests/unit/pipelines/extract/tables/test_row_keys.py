"""What the heads of body rows speak of; every table is invented."""

from __future__ import annotations

from typing import Any


def test_subjects_without_codes_in_a_column_of_units_and_subjects_are_no_units(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
一般公共预算支出预算表

单位：万元

项目|<|<|<|<|合计|基本支出|项目支出
科目编码|<|<|单位代码|单位名称（科目）|^|^|^
类|款|项|^|^|^|^|^
||||合计|300.00|200.00|100.00
||||农林水支出|300.00|200.00|100.00
||||农业农村事务|300.00|200.00|100.00
213|01|01||行政运行|200.00|200.00|
||||望川县河道事务中心|100.00||100.00
213|01|04||事业运行|100.00||100.00
""")
    assert issues == []
    told = {
        (figure.function_code, figure.subject_name, figure.institution_no): figure.stated
        for figure in figures
        if figure.measure == "expenditure_total"
    }
    assert told[None, None, None] == "300.00"
    assert told["213", "农林水支出", None] == "300.00"
    assert told[None, "农业农村事务", None] == "300.00"
    assert told["2130101", "行政运行", None] == "200.00"
    assert told[None, None, 1] == "100.00"


def test_a_row_of_level_columns_is_named_by_its_last_filled_one(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
政府购买服务预算表

单位：万元

一级目录|二级目录|三级目录|预算金额
公共服务|水利服务|堤防养护服务|20.00
公共服务|水利服务||8.00
辅助性服务|||2.00
合计|<|<|30.00
""")
    assert issues == []
    assert [(figure.subject_name, figure.stated) for figure in figures] == [
        ("堤防养护服务", "20.00"),
        ("水利服务", "8.00"),
        ("辅助性服务", "2.00"),
        (None, "30.00"),
    ]
