"""Three-public funds against their three parts."""

from __future__ import annotations

RULE = "three_public_parts_sum"


def cells(total, abroad, vehicle, reception, **more):
    printed = {
        "three_public_total": total,
        "three_public_abroad": abroad,
        "three_public_vehicle": vehicle,
        "three_public_reception": reception,
    }
    return printed | more


def test_one_row_with_budget_and_final(ledger) -> None:
    final = ledger.disclosure(report_type="final_accounts")
    final.row("three_public", 4, cells("9.00", None, "7.00", "2.00"), phase="budget")
    final.row("three_public", 4, cells("8.00", None, "7.00", "2.00"), phase="final")
    assert ledger.verdicts(RULE) == {"exact": 1, "failed": 1}


def test_one_line_for_each_item(ledger) -> None:
    budget = ledger.disclosure()
    budget.column("three_public", cells("9.00", "0.00", "7.00", "2.00"))
    budget.column("three_public", cells("9.01", "0.00", "7.00", "2.00"), fund="general_public", column_no=3)
    assert ledger.verdicts(RULE) == {"exact": 1, "rounding": 1}


def test_vehicles_counted_once_with_and_without_their_subtotal(ledger) -> None:
    parts = {"three_public_vehicle_purchase": "5.00", "three_public_vehicle_running": "2.00"}
    ledger.disclosure("one").row("three_public", 4, cells("9.00", None, "7.00", "2.00", **parts))
    printed = cells("9.00", None, None, "2.00", **parts)
    del printed["three_public_vehicle"]
    ledger.disclosure("other").row("three_public", 4, printed)
    assert ledger.verdicts(RULE) == {"exact": 2}


def test_text_needs_all_parts_before_it_can_fail(ledger) -> None:
    budget = ledger.disclosure()
    budget.text(cells("9.00", "0", "7.00", "1.00"), section="three_public")
    budget.text({"three_public_total": "9.00", "three_public_reception": "2.00"}, section="overall_budget")
    assert ledger.verdicts(RULE) == {"failed": 1, "not_tested": 1}


def test_stated_changes_add_up_too(ledger) -> None:
    budget = ledger.disclosure()
    columns = {"section": "three_public", "value_kind": "change", "compared_with": "previous_budget"}
    budget.text(cells("-2.5", "0", "-3.00", "0.50"), **columns)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_a_missing_total_is_reported(ledger) -> None:
    printed = cells("9.00", None, "7.00", "2.00")
    del printed["three_public_total"]
    ledger.disclosure().row("three_public", 4, printed)
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_disclosures_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").row("three_public", 4, {"three_public_total": "9.00"})
    ledger.disclosure("other").row("three_public", 4, cells("3.00", "1.00", "1.00", "1.00"))
    assert [each.disclosure_id for each in ledger.check(RULE)] == ["other"]


def test_empty_cells_of_the_one_row_add_nothing(ledger) -> None:
    printed = {"three_public_total": "9.00", "three_public_vehicle": "7.00", "three_public_reception": "1.00"}
    ledger.disclosure().row("three_public", 4, printed)
    assert ledger.verdicts(RULE) == {"failed": 1}
