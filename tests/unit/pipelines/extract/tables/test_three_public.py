"""Three-public tables of several layouts, all invented."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.extract.tables.three_public import bare_total
from schemas.facts import Figure


def amounts(figures: list[Figure], **wanted: Any) -> dict[str, str]:
    return {
        figure.measure: figure.stated
        for figure in figures
        if all(getattr(figure, name) == value for name, value in wanted.items()) and figure.state != "blank"
    }


_ITEMS = {
    "three_public_total": "9.00",
    "three_public_abroad": "2.00",
    "three_public_vehicle": "5.00",
    "three_public_vehicle_purchase": "0",
    "three_public_vehicle_running": "5.00",
    "three_public_reception": "2.00",
}


@pytest.mark.parametrize(
    "table",
    [
        """合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
^|^|小计|购置费|运行维护费|^
9.00|2.00|5.00|0|5.00|2.00""",
        """单位名称|“三公”经费合计|因公出国（境）费用|公务接待费|公务用车购置及运行费|<|<
^|^|^|^|小计|公务用车购置费|公务用车运行费
望川县水务局|9.00|2.00|2.00|5.00|0|5.00""",
        """项目|预算数
合计|9.00
1、因公出国（境）费用|2.00
2、公务接待费|2.00
3、公务用车购置及运行费|5.00
其中：（1）公务用车购置费|0
（2）公务用车运行费|5.00""",
        """项目|合计|一般公共预算|政府性基金预算
“三公”经费|9.00|9.00|0.00
其中：（一）因公出国（境）支出|2.00|2.00|0.00
（二）公务用车购置及运行维护支出|5.00|5.00|0.00
1.公务用车购置费|0|0|0.00
2.公务用车运行维护费|5.00|5.00|0.00
（三）公务接待费支出|2.00|2.00|0.00""",
    ],
)
def test_one_row_one_unit_and_lists(read_drawn: Any, table: str) -> None:
    figures, issues = read_drawn(f"财政拨款“三公”经费支出表\n\n单位：万元\n\n{table}")
    assert issues == []
    assert amounts(figures, fund="fiscal") == _ITEMS
    assert {figure.institution_no for figure in figures} == {None}
    assert not [figure for figure in figures if figure.fund == "government_fund"], "zero parts repeat the total"


def test_budget_and_final_side_by_side(read_drawn: Any) -> None:
    figures, _ = read_drawn(
        """
财政拨款“三公”经费支出决算表

单位：万元

合计|<|因公出国（境）费|<|公务接待费|<
预算数|决算数|预算数|决算数|预算数|决算数
3.00|2.50|1.00|1.00|2.00|1.50
""",
        "final_accounts",
    )
    assert amounts(figures, phase="budget")["three_public_total"] == "3.00"
    assert amounts(figures, phase="final") == {
        "three_public_total": "2.50",
        "three_public_abroad": "1.00",
        "three_public_reception": "1.50",
    }


def test_a_first_total_with_meetings_and_training_is_not_the_three_public_total(read_drawn: Any) -> None:
    figures, issues = read_drawn("""
“三公”经费、会议费、培训费支出预算表

单位：万元

合计|“三公”经费|<|<|会议费|培训费
^|小计|因公出国（境）费|公务接待费|^|^
19.00|9.00|2.00|7.00|4.00|6.00
""")
    assert amounts(figures) == {
        "three_public_total": "9.00",
        "three_public_abroad": "2.00",
        "three_public_reception": "7.00",
        "meeting": "4.00",
        "training": "6.00",
        "three_public_and_meetings": "19.00",
    }
    assert issues == []


@pytest.mark.parametrize(("total", "kept"), [("9.00", True), ("19.00", False)])
def test_a_bare_total_beside_meetings_must_be_the_sum_of_the_items(read_drawn: Any, total: str, kept: bool) -> None:
    figures, _ = read_drawn(f"""
一般公共预算“三公”经费支出表

单位：万元

合计|因公出国（境）费|公务接待费|会议费
{total}|2.00|7.00|10.00
""")
    assert ("three_public_total" in amounts(figures)) is kept


def test_last_year_this_year_and_the_change(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
一般公共预算拨款“三公”经费支出预算表

单位：元

单位编码|单位名称|上年|<|当年|<|增减变化情况|<
^|^|三公经费小计|公务接待费|三公经费小计|公务接待费|三公经费小计|公务接待费
合计|<|200|200|150|150|-50|-50
301|望川县水务局|200|200|150|150|-50|-50
""")
    assert amounts(figures, fiscal_year=2030, institution_no=None)["three_public_reception"] == "200"
    assert amounts(figures, fiscal_year=2031, value_kind="level", institution_no=None)["three_public_total"] == "150"
    changes = [figure for figure in figures if figure.value_kind == "change" and figure.institution_no is None]
    assert {(figure.stated, figure.compared_with) for figure in changes} == {("-50", "previous_budget")}


def test_counts_below_the_money_are_counts(read_drawn: Any) -> None:
    figures, _ = read_drawn(
        """
财政拨款“三公”经费支出决算表

单位：万元

项目|行次|预算数|决算数
一、“三公”经费支出|1|4.00|3.50
3.公务接待费|6|4.00|3.50
二、相关统计数|7||
2.国内公务接待批次（个）|9||12
""",
        "final_accounts",
    )
    batches = next(figure for figure in figures if figure.measure == "reception_batches")
    assert (batches.stated, batches.stated_unit, batches.value_kind) == ("12", None, "count")


def test_agency_operating_beside_three_public(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
部门“三公”经费和机关运行经费预算表

单位：万元

“三公”经费预算数|<|<|机关运行经费预算数
合计|因公出国（境）费|公务接待费|^
7.00||7.00|106.25
""")
    assert amounts(figures) == {
        "three_public_total": "7.00",
        "three_public_reception": "7.00",
        "agency_operating": "106.25",
    }


ABROAD, VEHICLE = "three_public_abroad", "three_public_vehicle"


@pytest.mark.parametrize(
    ("total", "items", "measure"),
    [
        ("3.00", [(ABROAD, "1.00"), ("three_public_reception", ""), (VEHICLE, "2.00")], "three_public_total"),
        ("3.00", [(ABROAD, ""), (VEHICLE, "")], None),
        ("—", [(ABROAD, "1.00")], None),
        ("8.00", [(ABROAD, "1.00"), (VEHICLE, "2.00"), ("meeting", "5.00")], "three_public_and_meetings"),
        ("8.00", [("three_public_total", "3.00"), (ABROAD, "3.00"), ("training", "5.00")], "three_public_and_meetings"),
        ("8.00", [(ABROAD, "3.00"), ("meeting", "2.00"), ("travel", "3.00")], None),
        ("9.00", [(ABROAD, "3.00"), ("meeting", "5.00")], None),
    ],
)
def test_only_a_sum_tells_what_a_bare_total_holds(
    total: str, items: list[tuple[str, str]], measure: str | None
) -> None:
    assert bare_total(total, items) == measure


def test_counts_below_the_money_have_heads_of_their_own(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
“三公”经费、会议费支出决算表

单位：万元

预算数|<|<|<|决算数|<|<|<
“三公”经费合计|因公出国（境）费|公务接待费|会议费|“三公”经费合计|因公出国（境）费|公务接待费|会议费
6.00|0.00|6.00|5.00|5.00|0.00|5.00|3.30
相关统计数：|<|<|<|<|<|<|<
项目|<|<|统计数|项目|<|<|统计数
因公出国（境）团组数（个）|<|<|0|国内公务接待批次（个）|<|<|62
公务用车保有量（辆）|<|<|6|国内公务接待人次（人）|<|<|488
""",
        "final_accounts",
    )
    assert issues == []
    assert amounts(figures, phase="budget") == {
        "three_public_total": "6.00",
        "three_public_abroad": "0.00",
        "three_public_reception": "6.00",
        "meeting": "5.00",
    }
    told = amounts(figures, phase="final")
    assert (told["three_public_total"], told["meeting"]) == ("5.00", "3.30")
    assert (told["three_public_vehicles_kept"], told["reception_batches"], told["reception_persons"]) == (
        "6",
        "62",
        "488",
    )


def test_items_at_the_left_of_what_runs_an_office(read_drawn: Any) -> None:
    figures, issues = read_drawn(
        """
机构运行信息决算表

金额单位：万元

项目|预算数|决算统计数|项目|决算统计数
一、“三公”经费支出|—|—|二、机关运行经费|70.00
（一）支出合计|20.00|15.00|（一）行政单位|70.00
1．公务用车运行维护费|12.00|10.00|三、资产信息|—
2．公务接待费|8.00|5.00|（一）车辆数合计（辆）|4
（二）相关统计数|—|—|四、政府采购支出信息|—
1．国内公务接待批次（个）|—|60|（一）政府采购支出合计|300.00
""",
        "final_accounts",
    )
    told = {(figure.measure, figure.phase): figure.stated for figure in figures if figure.state == "reported"}
    assert told == {
        ("three_public_total", "budget"): "20.00",
        ("three_public_total", "final"): "15.00",
        ("three_public_vehicle_running", "budget"): "12.00",
        ("three_public_vehicle_running", "final"): "10.00",
        ("three_public_reception", "budget"): "8.00",
        ("three_public_reception", "final"): "5.00",
        ("reception_batches", "final"): "60",
        ("agency_operating", "final"): "70.00",
    }
    assert [(issue.issue, issue.count, issue.column_no) for issue in issues] == [("cell_is_not_understood", 3, 5)]
