"""Vehicle expenditure against purchase and running."""

from __future__ import annotations

RULE = "vehicle_parts_sum"


def cells(vehicle, purchase, running):
    return {
        "three_public_vehicle": vehicle,
        "three_public_vehicle_purchase": purchase,
        "three_public_vehicle_running": running,
    }


def test_passes_rounds_and_fails(ledger) -> None:
    ledger.disclosure("one").row("three_public", 4, cells("7.00", None, "7.00"))
    ledger.disclosure("two").row("three_public", 4, cells("7.01", "5.00", "2.00"))
    ledger.disclosure("three").row("three_public", 4, cells("7.10", "5.00", "2.00"))
    found = {each.disclosure_id: each.verdict for each in ledger.check(RULE)}
    assert found == {"one": "exact", "two": "rounding", "three": "failed"}


def test_text_that_gives_running_only_leaves_the_sum_open_and_a_row_with_an_empty_cell_does_not(ledger) -> None:
    printed = {"three_public_vehicle": "7.00", "three_public_vehicle_running": "6.00"}
    budget = ledger.disclosure()
    budget.text(printed, section="three_public")
    budget.row("three_public", 4, printed)
    assert ledger.verdicts(RULE) == {"not_tested": 1, "failed": 1}


def test_stated_changes(ledger) -> None:
    columns = {"section": "three_public", "value_kind": "change", "compared_with": "previous_budget"}
    budget = ledger.disclosure()
    budget.text(cells("-2.50", "0", "-2.5"), **columns)
    budget.text({"three_public_vehicle": "7.00"}, section="three_public", char_start=900)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_disclosures_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").row("three_public", 4, {"three_public_vehicle": "7.00"})
    ledger.disclosure("other").row("three_public", 4, {"three_public_vehicle_running": "6.00"})
    assert ledger.verdicts(RULE) == {}
