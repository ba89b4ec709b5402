"""Functional classes against the level above them."""

from __future__ import annotations

import pytest

RULE = "function_codes_sum_to_parents"


def write(budget, rows, form="expenditure", **columns) -> None:
    for row_no, (code, text) in enumerate(rows, start=4):
        role = {"row_role": "total"} if code is None else {}
        place = {"form": form, "row_no": row_no, "column_no": 3, "function_code": code}
        budget.fact("expenditure_total", text, **place | role | columns)


FULL = [
    (None, "12.00"),
    ("201", "10.00"),
    ("20103", "10.00"),
    ("2010301", "6.00"),
    ("2010302", "4.00"),
    ("208", "2.00"),
]


def test_every_level_and_the_total(ledger) -> None:
    write(ledger.disclosure(), FULL)
    assert ledger.verdicts(RULE) == {"exact": 3}


@pytest.mark.parametrize("level", [0, 1, 2])
def test_fails_at_the_level_that_does_not_close(ledger, level) -> None:
    rows = [(code, "11.50" if at == level else text) for at, (code, text) in enumerate(FULL)]
    write(ledger.disclosure(), rows)
    failed = [each.instance for each in ledger.check(RULE) if each.verdict == "failed"]
    assert any(str(rows[level][0] or "row 4") in instance for instance in failed)


def test_without_parents_the_finest_rows_make_the_total(ledger) -> None:
    write(ledger.disclosure("one"), [(None, "10.00"), ("2010301", "6.00"), ("2010302", "4.00")])
    write(ledger.disclosure("other"), [("2010301", "6.00"), ("2010302", "5.00"), (None, "10.00")])
    found = ledger.check(RULE)
    assert [(each.disclosure_id, each.verdict) for each in found] == [("one", "exact"), ("other", "failed")]


def test_a_class_row_missing_for_one_branch_only(ledger) -> None:
    write(ledger.disclosure(), [(None, "9.00"), ("201", "5.00"), ("20103", "5.00"), ("2080501", "4.00")])
    assert ledger.verdicts(RULE) == {"exact": 2}


def test_rounding_grows_with_the_number_of_rows(ledger) -> None:
    write(ledger.disclosure(), [(None, "3.02"), *((f"20{n}", "1.00") for n in range(1, 4))])
    assert ledger.verdicts(RULE) == {"rounding": 1}


def test_columns_funds_and_years_are_kept_apart(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "3.00"), ("201", "3.00")])
    write(budget, [(None, "9.00"), ("201", "9.00")], fiscal_year=2030, column_no=4)
    write(
        budget, [(None, "1.00"), ("201", "1.00")], fund="general_public", form="general_public_expenditure", table_no=2
    )
    write(ledger.disclosure("other"), [(None, "3.00"), ("201", "4.00")])
    assert ledger.verdicts(RULE) == {"exact": 3, "failed": 1}


def test_a_code_printed_twice_is_not_judged(ledger) -> None:
    budget = ledger.disclosure("one")
    write(budget, [(None, "9.00"), ("2010301", "4.00"), ("2010301", "5.00")])
    write(ledger.disclosure("other"), [(None, "9.00"), ("2010301", "4.00"), ("2010301", "4.00")])
    assert [each.verdict for each in ledger.check(RULE)] == ["exact", "not_tested"]


def test_rows_without_a_code_leave_the_total_open(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "9.00"), ("201", "4.00")])
    budget.fact("expenditure_total", "2.00", form="expenditure", row_no=9, column_no=3, subject_name="某项支出")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_the_overall_table_prints_classes_by_name(ledger) -> None:
    budget = ledger.disclosure()
    for row_no, (name, text) in enumerate([("甲类支出", "4.00"), ("乙类支出", "5.00"), ("丙类支出", None)], start=3):
        place = {"form": "revenue_and_expenditure", "row_no": row_no, "column_no": 4}
        budget.fact("expenditure_total", text, **place, subject_name=name)
    budget.fact("expenditure_total", "9.50", form="revenue_and_expenditure", row_no=9, column_no=4, row_role="total")
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_a_missing_or_empty_total_is_reported(ledger) -> None:
    write(ledger.disclosure("one"), [("201", "4.00"), ("208", "4.00")])
    write(ledger.disclosure("other"), [(None, None), ("201", "4.00"), ("208", "4.00")])
    write(ledger.disclosure("third"), [(None, None), ("201", None), ("208", None)])
    assert ledger.verdicts(RULE) == {"not_tested": 2}


def test_rows_by_function_and_economic_class_add_up_together(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "9.00")])
    write(budget, [("2010301", "4.00")], economic_code="30101", row_no=5)
    write(budget, [("2010301", "5.00")], economic_code="30102", row_no=6)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_of_which_rows_are_not_added(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "9.00"), ("201", "9.00")])
    write(budget, [("208", "2.00")], row_role="of_which", row_no=8)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_an_overall_table_without_a_total_of_the_year_closes_against_total_uses(ledger) -> None:
    for name, uses in {"one": "9.00", "other": "9.50"}.items():
        budget = ledger.disclosure(name)
        for row_no, text in enumerate(["4.00", "5.00"], start=3):
            place = {"form": "fiscal_appropriation", "row_no": row_no, "column_no": 4}
            budget.fact("expenditure_total", text, **place, function_code=f"20{row_no}")
        budget.fact("expenditure_grand_total", uses, form="fiscal_appropriation", row_no=9, column_no=4)
    # Total uses may hold what is carried forward: they show that the classes close, never that they fail.
    assert [each.verdict for each in ledger.check(RULE)] == ["exact", "not_tested"]


def test_a_table_that_goes_on_in_another_one_is_not_judged(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "12.00"), ("201", "7.00"), ("2010301", "4.00")])
    write(budget, [("2010302", "3.00"), ("208", "5.00"), ("2080501", "5.00")], table_no=2)
    found = ledger.check(RULE)
    assert {each.verdict for each in found} == {"exact", "not_tested"}
    assert any("goes on in another" in each.instance for each in found)


def test_a_second_whole_table_of_the_form_does_not_excuse_the_first(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "12.00"), ("201", "7.00")])
    write(budget, [(None, "5.00"), ("208", "5.00")], table_no=2)
    assert ledger.verdicts(RULE) == {"exact": 1, "failed": 1}
