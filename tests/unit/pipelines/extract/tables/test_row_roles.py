"""What rows are by the rows and numbers around them."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.facts import Figure


def told(figures: list[Figure]) -> dict[int, tuple[str, str | None, int | None, str]]:
    """Row to measure, function code, unit and role of the first column's figure."""
    return {
        figure.place.row_no or 0: (figure.measure, figure.function_code, figure.institution_no, figure.row_role)
        for figure in figures
        if figure.measure == "expenditure_total"
    }


@pytest.mark.parametrize(("first", "is_total"), [("300.00", True), ("250.00", False)])
def test_a_row_without_a_label_is_the_total_where_it_sums_the_classes(
    read_drawn: Any, first: str, is_total: bool
) -> None:
    figures, issues = read_drawn(f"""
支出总表

单位：万元

科目编码|科目名称|合计
||{first}
213|农林水支出|200.00
21303|水利|200.00
221|住房保障支出|100.00
""")
    assert (told(figures).get(2) == ("expenditure_total", None, None, "total")) is is_total
    assert [issue.issue for issue in issues] == ([] if is_total else ["cell_is_not_understood"])


def test_a_label_that_is_a_year_is_a_time_only_where_all_rows_are(read_drawn: Any) -> None:
    figures, _ = read_drawn("""
“三公”经费支出表

单位：万元

年度|合计|公务接待费
2030|5.00|5.00
2031|4.00|4.00
增减额|-1.00|-1.00
""")
    found = {(figure.measure, figure.fiscal_year, figure.value_kind): figure.stated for figure in figures}
    assert found == {
        ("three_public_total", 2030, "level"): "5.00",
        ("three_public_total", 2031, "level"): "4.00",
        ("three_public_total", 2031, "change"): "-1.00",
        ("three_public_reception", 2030, "level"): "5.00",
        ("three_public_reception", 2031, "level"): "4.00",
        ("three_public_reception", 2031, "change"): "-1.00",
    }
