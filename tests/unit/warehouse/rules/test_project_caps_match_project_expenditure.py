"""The projects' amounts against project expenditure."""

from __future__ import annotations

from decimal import Decimal

RULE = "project_caps_match_project_expenditure"


def add_projects(ledger, budget, *amounts: str | None) -> None:
    for number, amount in enumerate(amounts, start=1):
        row = {"disclosure_id": budget.disclosure_id, "project_no": number, "name": f"项目 {number}"}
        yuan = None if amount is None else Decimal(amount) * 10000
        ledger.insert("core.project", row | {"amount_yuan": yuan, "document_id": budget.document_id})


def test_passes_rounds_and_fails(ledger) -> None:
    for name, printed in {"one": "30.00", "two": "30.01", "three": "29.00"}.items():
        budget = ledger.disclosure(name)
        budget.fact("expenditure_project", printed, row_no=4)
        add_projects(ledger, budget, "10.00", "20.00")
    found = {each.disclosure_id: each.verdict for each in ledger.check(RULE)}
    assert found == {"one": "exact", "two": "rounding", "three": "failed"}


def test_a_list_that_falls_short_fails_only_where_it_is_said_to_be_whole(ledger) -> None:
    for name in ("whole", "part"):
        budget = ledger.disclosure(name)
        budget.fact("expenditure_project", "31.00", row_no=4)
        add_projects(ledger, budget, "10.00", "20.00")
        count = {"amount_yuan": None, "value_kind": "count", "origin": "text", "half_width": 0}
        budget.fact("performance_projects", "2", **count, quantity=2 if name == "whole" else 5)
    assert [(each.disclosure_id, each.verdict) for each in ledger.check(RULE)] == [
        ("part", "not_tested"),
        ("whole", "failed"),
    ]


def test_a_project_without_an_amount_leaves_the_sum_open(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_project", "30.00", row_no=4)
    add_projects(ledger, budget, "10.00", None)
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_without_project_expenditure_of_all_funds_nothing_is_compared(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_project", "30.00", row_no=4, fund="general_public")
    add_projects(ledger, budget, "30.00")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_disclosures_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").fact("expenditure_project", "30.00", row_no=4)
    add_projects(ledger, ledger.disclosure("other"), "31.00")
    assert [(each.disclosure_id, each.verdict) for each in ledger.check(RULE)] == [("other", "not_tested")]


def test_it_is_a_warning_only(ledger) -> None:
    ledger.check(RULE)
    assert ledger.con.execute("select severity from quality.rule").fetchall() == [("warning",)]


def test_a_project_table_beside_the_performance_tables_leaves_the_sum_open(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_project", "30.00", row_no=4, form="projects", table_no=9)
    add_projects(ledger, budget, "30.00", "10.00")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_a_project_that_seems_listed_twice_is_not_held_against_the_document(ledger) -> None:
    for name, amounts in {"one": ("10.00", "20.00", "20.00"), "other": ("10.00", "20.00", "25.00")}.items():
        budget = ledger.disclosure(name)
        budget.fact("expenditure_project", "30.00", row_no=4)
        add_projects(ledger, budget, *amounts)
    assert [each.verdict for each in ledger.check(RULE)] == ["not_tested", "failed"]
