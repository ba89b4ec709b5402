"""Total expenditure against basic, project and the other kinds, row by row, down a column and in text."""

from __future__ import annotations

RULE = "expenditure_nature_sums"


def cells(total, basic, project, **more):
    return {"expenditure_total": total, "expenditure_basic": basic, "expenditure_project": project} | more


def test_passes_row_by_row(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "20.00"), function_code="2010301", subject_name="行政运行")
    budget.row("expenditure", 5, cells("5.00", None, "5.00"), function_code="2010302", subject_name="专项业务")
    budget.row("expenditure", 6, cells("35.00", "10.00", "25.00"), row_role="total")
    assert ledger.verdicts(RULE) == {"exact": 3}


def test_fails_with_the_difference_and_the_row(ledger) -> None:
    ledger.disclosure().row("expenditure", 7, cells("36.00", "10.00", "25.00"), function_code="2010301")
    (found,) = ledger.check(RULE)
    assert (found.verdict, found.difference) == ("failed", 10000.0)
    assert "row 7" in found.instance
    assert "2010301" in found.instance


def test_three_printed_numbers_allow_three_half_units(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("35.01", "10.00", "25.00"))
    budget.row("expenditure", 5, cells("35.02", "10.00", "25.00"), function_code="20103")
    assert ledger.verdicts(RULE) == {"rounding": 1, "failed": 1}


def test_a_reserve_beside_the_two_counts(ledger) -> None:
    ledger.disclosure().row("expenditure", 4, cells("38.00", "10.00", "25.00", expenditure_reserve="3.00"))
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_personnel_and_public_stand_for_basic(ledger) -> None:
    printed = {
        "expenditure_total": "38.00",
        "expenditure_personnel": "10.00",
        "expenditure_public": "3.00",
        "expenditure_project": "25.00",
    }
    budget = ledger.disclosure()
    budget.row("expenditure", 4, printed)
    budget.row("expenditure", 5, printed | {"expenditure_basic": "13.00"}, function_code="20103")
    assert ledger.verdicts(RULE) == {"exact": 2}


def test_an_absent_part_is_not_held_against_the_document(ledger) -> None:
    ledger.disclosure().row("expenditure", 4, {"expenditure_total": "36.00", "expenditure_basic": "10.00"})
    (found,) = ledger.check(RULE)
    assert found.verdict == "not_tested"
    assert "expenditure_project" in found.instance


def test_a_missing_total_does_not_pass_silently(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells(None, "10.00", "25.00"), function_code="20103")
    budget.row("expenditure", 5, {"expenditure_basic": "10.00", "expenditure_project": "25.00"})
    assert ledger.verdicts(RULE) == {"not_tested": 2}


def test_an_empty_row_says_nothing(ledger) -> None:
    ledger.disclosure().row("expenditure", 4, cells(None, None, None))
    assert ledger.verdicts(RULE) == {}


def test_a_column_of_natures_beside_classes(ledger) -> None:
    budget = ledger.disclosure()
    budget.column("revenue_and_expenditure", cells("30.00", "10.00", "19.00"), column_no=4)
    budget.fact(
        "expenditure_total", "30.00", form="revenue_and_expenditure", row_no=3, column_no=6, function_code="201"
    )
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_neighbouring_sentences(ledger) -> None:
    budget = ledger.disclosure()
    budget.text(cells("30.0", "10.00", "20.01"))
    budget.text(cells("30.00", "10.00", "21.00"), fund="general_public")
    budget.text({"expenditure_total": "7.00"}, fund="government_fund")
    budget.text({"expenditure_basic": "1.00", "expenditure_project": "2.00"}, fund="government_fund", char_start=2000)
    assert ledger.verdicts(RULE) == {"rounding": 1, "failed": 1}


def test_years_and_disclosures_are_kept_apart(ledger) -> None:
    for name in ("one", "other"):
        budget = ledger.disclosure(name)
        budget.row("expenditure", 4, {"expenditure_total": "30.00"} if name == "one" else cells("9.00", "4.00", "5.00"))
        budget.row("expenditure", 4, cells("8.00", "4.00", "4.00"), fiscal_year=2030)
    assert [(found.disclosure_id, found.verdict) for found in ledger.check(RULE)] == [
        ("one", "exact"),
        ("other", "exact"),
        ("other", "exact"),
    ]


def test_a_doubtful_reading_is_unsure(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "25.00"), reading="unsure")
    assert ledger.verdicts(RULE) == {"unsure": 1}


def test_a_table_with_an_issue_is_doubted_where_it_does_not_close(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "25.00"))
    issue = {"issue_id": "1", "issue": "cell_not_understood", "severity": "warning", "message_zh": "", "message_en": ""}
    ledger.insert("quality.issue", issue | {"document_id": budget.document_id, "table_no": 1, "row_no": 4})
    (found,) = ledger.check(RULE)
    assert found.verdict == "unsure"
    assert "could not be read" in found.instance


def test_what_only_informs_does_not_soften_a_verdict(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "25.00"))
    issue = {"issue_id": "1", "issue": "template_residue", "severity": "information", "table_no": 1, "row_no": 4}
    ledger.insert("quality.issue", issue | {"document_id": budget.document_id})
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_total_uses_include_what_is_carried_forward(ledger) -> None:
    budget = ledger.disclosure()
    printed = {"expenditure_total": "30.00", "expenditure_carryforward": "2.00", "expenditure_grand_total": "33.00"}
    budget.column("revenue_and_expenditure", printed, column_no=6)
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_an_empty_cell_below_a_printed_column_adds_nothing(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "20.00"), row_role="total")
    budget.row("expenditure", 5, {"expenditure_total": "12.00", "expenditure_basic": "10.00"}, function_code="201")
    assert ledger.verdicts(RULE) == {"exact": 1, "failed": 1}


def test_a_column_that_makes_up_the_difference_leaves_open_what_the_total_covers(ledger) -> None:
    carried = {"expenditure_carryforward": "6.00"}
    ledger.disclosure("one").row("expenditure", 4, cells("36.00", "10.00", "20.00", **carried))
    ledger.disclosure("other").row("expenditure", 4, cells("37.00", "10.00", "20.00", **carried))
    assert [each.verdict for each in ledger.check(RULE)] == ["not_tested", "failed"]


def test_a_document_with_unread_pages_is_doubted_where_its_tables_do_not_close(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("expenditure", 4, cells("30.00", "10.00", "25.00"))
    budget.text(cells("30.00", "10.00", "25.00"))
    issue = {"issue_id": "1", "issue": "page_has_no_text", "severity": "warning", "page": 3}
    ledger.insert("quality.issue", issue | {"document_id": budget.document_id})
    assert ledger.verdicts(RULE) == {"unsure": 1, "failed": 1}


def test_two_tables_read_as_one_are_doubted_where_they_do_not_close(ledger) -> None:
    budget = ledger.disclosure()
    for row_no in range(4, 8):
        budget.row("expenditure", row_no, cells("9.00", "4.00", "5.00"), function_code=f"20{row_no}")
        budget.row("expenditure", row_no + 10, cells("9.00", "9.00", "4.00"), function_code=f"20{row_no}")
    assert ledger.verdicts(RULE) == {"exact": 4, "unsure": 4}
