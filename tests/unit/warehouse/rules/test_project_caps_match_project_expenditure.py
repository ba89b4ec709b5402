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
    for name, printed in {"one": "30.00", "two": "30.01", "three": "31.00"}.items():
        budget = ledger.disclosure(name)
        budget.fact("expenditure_project", printed, row_no=4)
        add_projects(ledger, budget, "10.00", "20.00")
    found = {each.disclosure_id: each.verdict for each in ledger.check(RULE)}
    assert found == {"one": "exact", "two": "rounding", "three": "failed"}


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


def test_a_project_table_whose_projects_are_not_read_leaves_the_sum_open(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_project", "30.00", row_no=4, form="projects", table_no=9)
    add_projects(ledger, budget, "10.00")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_a_project_that_seems_listed_twice_is_not_held_against_the_document(ledger) -> None:
    for name, amounts in {"one": ("10.00", "20.00", "20.00"), "other": ("10.00", "20.00", "25.00")}.items():
        budget = ledger.disclosure(name)
        budget.fact("expenditure_project", "30.00", row_no=4)
        add_projects(ledger, budget, *amounts)
    assert [each.verdict for each in ledger.check(RULE)] == ["not_tested", "failed"]
