"""A stated change against the stated changes of its parts."""

from __future__ import annotations

RULE = "change_equals_sum_of_changes"
CHANGE = {"value_kind": "change", "compared_with": "previous_budget"}


def cells(total, basic, project):
    return {"expenditure_total": total, "expenditure_basic": basic, "expenditure_project": project}


def test_signed_changes_with_fewer_decimals(ledger) -> None:
    ledger.disclosure().text(cells("-208.5", "4.43", "-212.93"), **CHANGE)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_fails_and_rounds(ledger) -> None:
    ledger.disclosure("one").text(cells("-8.00", "4.00", "-13.00"), **CHANGE)
    ledger.disclosure("other").text(cells("-9.01", "4.00", "-13.00"), **CHANGE)
    assert [each.verdict for each in ledger.check(RULE)] == ["failed", "rounding"]


def test_another_base_is_another_change(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_total": "-9.00", "expenditure_basic": "4.00"}, **CHANGE)
    budget.text({"expenditure_project": "7.00"}, value_kind="change", compared_with="previous_final")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_levels_are_not_changes(ledger) -> None:
    ledger.disclosure().text(cells("8.00", "4.00", "5.00"))
    assert ledger.verdicts(RULE) == {}


def test_disclosures_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").text({"expenditure_total": "-9.00"}, **CHANGE)
    ledger.disclosure("other").text({"expenditure_basic": "-9.00", "expenditure_project": "1.00"}, **CHANGE)
    assert ledger.verdicts(RULE) == {}


def test_no_change_said_in_words_is_zero_but_an_amount_of_unknown_precision_is_not_judged(ledger) -> None:
    for name, moved in {"one": "0", "other": "4.00"}.items():
        budget = ledger.disclosure(name)
        budget.text({"expenditure_total": "4.00", "expenditure_project": "4.00"}, **CHANGE)
        words = {"half_width": None, "stated": "持平"}
        budget.text({"expenditure_basic": moved}, char_start=160, **CHANGE, **words)
    assert [each.verdict for each in ledger.check(RULE)] == ["exact", "not_tested"]


def test_parts_belong_to_the_total_before_them(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_grand_total": "1.72"}, **CHANGE)
    budget.text(
        {"expenditure_grand_total": "9.00", "expenditure_basic": "5.00", "expenditure_project": "5.00"},
        char_start=300,
        **CHANGE,
    )
    (found,) = ledger.check(RULE)
    assert (found.verdict, found.difference) == ("failed", -10000.0)
