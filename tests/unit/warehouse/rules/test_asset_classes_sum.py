"""Fixed assets against their classes."""

from __future__ import annotations

RULE = "asset_classes_sum"


def write(budget, total, as_of, other="15.86", offices="0.40") -> None:
    printed = {
        "fixed_assets": total,
        "fixed_assets_buildings": "0.50",
        "fixed_assets_offices": offices,
        "fixed_assets_vehicles": "17.90",
        "fixed_assets_other": other,
    }
    columns = {"value_kind": "stock", "as_of": as_of}
    budget.column("assets", {name: text for name, text in printed.items() if text != "absent"}, **columns)
    threshold = {"qualifier": "at_least_200000_yuan", "form": "assets", "row_no": 20, "column_no": 2}
    budget.fact("fixed_assets_equipment", "146.14", **columns | threshold)


def test_classes_add_up_and_offices_are_not_counted_twice(ledger, as_of) -> None:
    write(ledger.disclosure(), "180.40", as_of)
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_rounds_and_fails(ledger, as_of) -> None:
    write(ledger.disclosure("one"), "180.42", as_of)
    write(ledger.disclosure("other"), "181.40", as_of)
    assert [each.verdict for each in ledger.check(RULE)] == ["rounding", "failed"]


def test_an_empty_class_adds_nothing_but_a_missing_one_leaves_the_sum_open(ledger, as_of) -> None:
    write(ledger.disclosure("one"), "164.54", as_of, other=None)
    write(ledger.disclosure("other"), "180.40", as_of, other="absent")
    assert [each.verdict for each in ledger.check(RULE)] == ["exact", "not_tested"]


def list_lines(ledger, budget, lines) -> None:
    for row_no, amount in lines.items():
        row = {"asset_id": f"{budget.disclosure_id} {row_no}", "disclosure_id": budget.disclosure_id, "row_no": row_no}
        ledger.insert("core.asset", row | {"document_id": budget.document_id, "table_no": 1, "amount_yuan": amount})


def test_a_table_all_of_whose_lines_are_read_may_fail_without_one_class_of_the_list(ledger, as_of) -> None:
    printed = {"fixed_assets": "20.00", "fixed_assets_vehicles": "7.00", "fixed_assets_other": "12.00"}
    for name in ("one", "other"):
        budget = ledger.disclosure(name)
        budget.column("assets", printed, value_kind="stock", as_of=as_of)
        list_lines(ledger, budget, {3: 200000, 4: 70000, 5: 120000, 6: None} | ({7: 10000} if name == "other" else {}))
    assert [each.verdict for each in ledger.check(RULE)] == ["failed", "not_tested"]


def test_disclosures_are_kept_apart(ledger, as_of) -> None:
    ledger.disclosure("one").fact("fixed_assets", "5.00", form="assets", value_kind="stock", as_of=as_of)
    ledger.disclosure("other").fact("fixed_assets_other", "6.00", form="assets", value_kind="stock", as_of=as_of)
    assert ledger.verdicts(RULE) == {}
