"""Economic classes against the level above them, and against the two printed sub-totals."""

from __future__ import annotations

RULE = "economic_codes_sum_to_parents"
FORM = "general_public_basic_expenditure"


def write(budget, rows, measure="expenditure_basic", first_row=4, **columns) -> None:
    for row_no, (code, text) in enumerate(rows, start=first_row):
        role = {"row_role": "total"} if code is None else {}
        place = {"form": FORM, "row_no": row_no, "column_no": 3, "economic_code": code}
        budget.fact(measure, text, **place | role | columns)


ROWS = [("301", "10.00"), ("30101", "6.00"), ("30102", "4.00"), ("302", "2.00"), ("30201", "2.00")]


def test_passes_for_each_column(ledger) -> None:
    budget = ledger.disclosure()
    write(budget, [(None, "12.00"), *ROWS])
    write(budget, [(None, "10.00"), *ROWS[:3]], measure="expenditure_personnel", column_no=4)
    assert ledger.verdicts(RULE) == {"exact": 5}


def test_fails_and_rounds(ledger) -> None:
    write(ledger.disclosure("one"), [(None, "13.00"), *ROWS])
    write(ledger.disclosure("other"), [(None, "12.01"), *ROWS])
    assert ledger.verdicts(RULE) == {"exact": 4, "failed": 1, "rounding": 1}


def test_subtotals_of_a_table_with_one_amount_column(ledger) -> None:
    final = ledger.disclosure(report_type="final_accounts")
    write(final, ROWS)
    final.fact("expenditure_personnel", "10.00", form=FORM, row_no=20, column_no=3, row_role="total")
    final.fact("expenditure_public", "2.50", form=FORM, row_no=20, column_no=6, row_role="total")
    found = ledger.check(RULE)
    assert sorted(each.verdict for each in found) == ["exact", "exact", "exact", "failed"]
    assert "expenditure_public" in next(each.instance for each in found if each.verdict == "failed")


def test_a_total_of_all_classes_is_missed_where_no_subtotal_stands_for_it(ledger) -> None:
    write(ledger.disclosure(), ROWS)
    assert ledger.verdicts(RULE) == {"exact": 2, "not_tested": 1}


def test_local_codes_below_the_national_ones(ledger) -> None:
    write(ledger.disclosure(), [("30102", "4.00"), ("3010201", "1.00"), ("3010202", "3.50")])
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_the_governments_own_classes(ledger) -> None:
    budget = ledger.disclosure()
    for row_no, (code, text) in enumerate([("501", "5.00"), ("50101", "3.00"), ("50102", "2.00")], start=4):
        place = {"form": "basic_expenditure_government_class", "row_no": row_no, "column_no": 3}
        budget.fact("expenditure_basic", text, **place, government_economic_code=code)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_disclosures_are_kept_apart(ledger) -> None:
    write(ledger.disclosure("one"), [("301", "10.00")])
    write(ledger.disclosure("other"), [("30101", "6.00")])
    assert ledger.verdicts(RULE) == {}


def test_subtotals_below_the_second_half_of_a_torn_table_are_not_judged(ledger) -> None:
    final = ledger.disclosure(report_type="final_accounts")
    write(final, ROWS[:3])
    write(final, ROWS[3:], table_no=2)
    final.fact("expenditure_personnel", "10.00", form=FORM, table_no=2, row_no=20, column_no=3, row_role="total")
    final.fact("expenditure_public", "2.50", form=FORM, table_no=2, row_no=20, column_no=6, row_role="total")
    assert "failed" not in ledger.verdicts(RULE)
