"""Totals in prose against the statutory tables of the same disclosure."""

from __future__ import annotations

RULE = "text_total_equals_table_total"


def test_one_rounding_between_yuan_and_ten_thousand_yuan(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_total", "1234.567890", row_no=4)
    budget.text({"expenditure_total": "1234.57"})
    budget.text({"expenditure_total": "1234.60"}, section="expenditure")
    assert ledger.verdicts(RULE) == {"rounding": 1, "failed": 1}


def test_a_narrative_is_compared_with_its_companion_file(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_project", "12.00", row_no=4, document_id="tables")
    budget.text({"expenditure_project": "12.00"}, document_id="narrative")
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_other_funds_years_phases_and_classes_stay_out(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_total", "12.00", row_no=4)
    budget.fact("expenditure_total", "7.00", row_no=5, function_code="201")
    budget.fact("expenditure_total", "7.00", row_no=6, institution_no=1)
    for columns in ({"fund": "fiscal"}, {"fiscal_year": 2030}, {"phase": "final"}, {"function_code": "201"}):
        budget.text({"expenditure_total": "7.00"}, **columns)
    assert ledger.verdicts(RULE) == {}


def test_agreeing_with_one_of_two_tables_is_enough(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_total", "12.00", row_no=4)
    budget.fact("expenditure_total", "13.00", row_no=4, table_no=2, form="revenue_and_expenditure")
    budget.text({"expenditure_total": "13.00"})
    budget.text({"expenditure_total": "15.00"}, section="expenditure")
    assert ledger.verdicts(RULE) == {"exact": 1, "not_tested": 1}


def test_a_partial_table_does_not_speak_for_the_whole(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_total", "12.00", row_no=4, form="carryover_expenditure")
    budget.text({"expenditure_total": "50.00"})
    assert ledger.verdicts(RULE) == {}


def test_disclosures_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").fact("expenditure_total", "12.00", row_no=4)
    ledger.disclosure("other").text({"expenditure_total": "13.00"})
    assert ledger.verdicts(RULE) == {}


def test_an_amount_that_the_tables_give_with_the_carry_over_is_not_held_against_its_name(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("revenue_total", "12.00", row_no=4, form="revenue_and_expenditure")
    budget.fact("revenue_grand_total", "15.00", row_no=5, form="revenue_and_expenditure")
    budget.text({"revenue_total": "15.00"})
    budget.text({"revenue_total": "16.00"}, section="expenditure")
    assert ledger.verdicts(RULE) == {"not_tested": 1, "failed": 1}


def test_an_amount_that_the_tables_give_for_another_phase_is_not_held_against_its_phase(ledger) -> None:
    final = ledger.disclosure(report_type="final_accounts")
    final.fact("three_public_total", "9.00", form="three_public", row_no=4, phase="budget")
    final.fact("three_public_total", "8.00", form="three_public", row_no=4, phase="final")
    final.text({"three_public_total": "9.00"}, section="three_public")
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_a_figure_that_prose_brings_in_as_a_part_is_compared_as_well(ledger) -> None:
    budget = ledger.disclosure()
    budget.fact("expenditure_basic", "12.00", row_no=4)
    budget.text({"expenditure_basic": "13.00"}, row_role="of_which")
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_an_amount_of_another_fund_counts_as_misread_unless_the_words_name_the_fund(ledger) -> None:
    for name, quote in {"named": "一般公共预算基本支出13.00万元", "unnamed": "基本支出13.00万元"}.items():
        budget = ledger.disclosure(name)
        budget.fact("expenditure_basic", "13.00", row_no=4)
        budget.fact("expenditure_basic", "12.00", row_no=4, fund="general_public", table_no=2)
        budget.text({"expenditure_basic": "13.00"}, fund="general_public", quote=quote)
    assert [each.verdict for each in ledger.check(RULE)] == ["failed", "not_tested"]
