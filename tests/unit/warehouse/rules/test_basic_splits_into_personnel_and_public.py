"""Basic expenditure against personnel and public expenditure."""

from __future__ import annotations

RULE = "basic_splits_into_personnel_and_public"
FORM = "general_public_basic_expenditure"


def cells(basic, personnel, public):
    return {"expenditure_basic": basic, "expenditure_personnel": personnel, "expenditure_public": public}


def test_each_row_and_the_total(ledger) -> None:
    budget = ledger.disclosure()
    budget.row(FORM, 4, cells("12.00", "10.00", "2.00"), row_role="total")
    budget.row(FORM, 5, cells("10.00", "10.00", None), economic_code="301")
    budget.row(FORM, 6, cells("2.00", None, "2.00"), economic_code="302")
    assert ledger.verdicts(RULE) == {"exact": 3}


def test_fails_and_rounds(ledger) -> None:
    budget = ledger.disclosure()
    budget.row(FORM, 4, cells("12.01", "10.00", "2.00"), row_role="total")
    budget.row(FORM, 5, cells("11.00", "10.00", None), economic_code="301")
    assert ledger.verdicts(RULE) == {"rounding": 1, "failed": 1}


def test_one_amount_column_cannot_be_split(ledger) -> None:
    budget = ledger.disclosure()
    budget.row(FORM, 5, {"expenditure_basic": "11.00"}, economic_code="301")
    budget.row(FORM, 6, cells("11.00", None, None), economic_code="30101")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_text_needs_both_parts(ledger) -> None:
    budget = ledger.disclosure()
    budget.text(cells("12.00", "10.00", "2.00"))
    budget.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00"}, section="expenditure")
    assert ledger.verdicts(RULE) == {"exact": 1, "not_tested": 1}


def test_disclosures_and_funds_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").text({"expenditure_basic": "12.00"})
    other = ledger.disclosure("other")
    other.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00"})
    other.text({"expenditure_public": "3.00"}, fund="general_public")
    assert [(each.disclosure_id, each.verdict) for each in ledger.check(RULE)] == [("other", "not_tested")]
