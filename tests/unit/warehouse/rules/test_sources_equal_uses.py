"""Total sources against total uses, in tables for each fund and in text."""

from __future__ import annotations

RULE = "sources_equal_uses"


def both(sources, uses):
    return {"revenue_grand_total": sources, "expenditure_grand_total": uses}


def test_passes_and_fails_per_table_and_fund(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("revenue_and_expenditure", 30, both("1,500.20".replace(",", ""), "1500.20"))
    budget.row("fiscal_appropriation", 30, both("900.00", "900.00"), table_no=4, fund="fiscal")
    budget.row("fiscal_appropriation", 30, both("800.00", "801.00"), table_no=4, fund="general_public")
    assert ledger.verdicts(RULE) == {"exact": 2, "failed": 1}


def test_rounds_by_the_printed_decimals(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("revenue_and_expenditure", 30, both("1500.2", "1500.25"))
    budget.row("revenue_and_expenditure", 31, both("1500.20", "1500.25"), fiscal_year=2030)
    assert ledger.verdicts(RULE) == {"rounding": 1, "failed": 1}


def test_a_missing_side_is_reported(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("revenue_and_expenditure", 30, both("1500.20", None))
    budget.row("fiscal_appropriation", 30, {"expenditure_grand_total": "3.00"}, fund="fiscal")
    found = ledger.check(RULE)
    assert {each.verdict for each in found} == {"not_tested"}
    assert sum("uses are not printed" in each.instance for each in found) == 1
    assert sum("sources are not printed" in each.instance for each in found) == 1


def test_two_different_totals_in_one_table_are_not_judged(ledger) -> None:
    budget = ledger.disclosure()
    budget.row("revenue_and_expenditure", 30, both("1500.20", "1500.20"))
    budget.row("revenue_and_expenditure", 31, {"revenue_grand_total": "1400.00"})
    assert "failed" not in ledger.verdicts(RULE)


def test_text_is_compared_within_its_section(ledger) -> None:
    budget = ledger.disclosure()
    budget.text(both("20.00", "20.00"))
    budget.text({"revenue_grand_total": "21.00"}, section="three_public")
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_other_tables_and_disclosures_stay_out(ledger) -> None:
    ledger.disclosure("one").row("revenue_and_expenditure", 30, {"revenue_grand_total": "5.00"})
    ledger.disclosure("other").row("revenue_and_expenditure", 30, {"expenditure_grand_total": "6.00"})
    ledger.disclosure("third").row("carryover_expenditure", 30, both("5.00", "6.00"))
    assert ledger.verdicts(RULE) == {"not_tested": 2}


def test_words_that_do_not_say_total_may_mean_the_year_alone(ledger) -> None:
    for name, word in {"one": "收入总计", "other": "收入合计"}.items():
        budget = ledger.disclosure(name)
        budget.text({"revenue_grand_total": "20.00"}, quote=f"{word}20.00万元")
        budget.text({"expenditure_grand_total": "21.00"}, quote="支出总计21.00万元", char_start=300)
    assert [each.verdict for each in ledger.check(RULE)] == ["failed", "not_tested"]
