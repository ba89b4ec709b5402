"""Revenue against its sources, whichever level of the tree a table prints."""

from __future__ import annotations

RULE = "revenue_parts_sum"


def by_fund(total, **parts):
    printed = {
        "revenue_general_public_budget": "70.00",
        "revenue_government_fund": "5.00",
        "revenue_state_capital": None,
        "revenue_special_account": None,
        "revenue_undertaking": "3.00",
        "revenue_other": "2.00",
        "revenue_total": total,
    }
    return printed | parts


def test_funds_stand_for_the_fiscal_appropriation(ledger) -> None:
    budget = ledger.disclosure()
    budget.column("revenue_and_expenditure", by_fund("80.00"))
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_a_printed_subtotal_is_not_added_to_its_parts(ledger) -> None:
    budget = ledger.disclosure()
    budget.column("revenue_and_expenditure", {"revenue_fiscal_appropriation": "75.00"} | by_fund("80.00"))
    assert ledger.verdicts(RULE) == {"exact": 2}


def test_fails(ledger) -> None:
    ledger.disclosure().column("revenue_and_expenditure", by_fund("81.00"))
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_rounding(ledger) -> None:
    ledger.disclosure().column("revenue_and_expenditure", by_fund("80.02"))
    assert ledger.verdicts(RULE) == {"rounding": 1}


def test_grand_total_with_the_carry_over(ledger) -> None:
    budget = ledger.disclosure()
    carried = {"revenue_carryover": "4.00", "revenue_grand_total": "84.00"}
    budget.column("revenue_and_expenditure", by_fund("80.00") | carried)
    assert ledger.verdicts(RULE) == {"exact": 2}


def test_text_that_names_every_source_of_the_grand_total(ledger) -> None:
    budget = ledger.disclosure()
    named = by_fund("0", revenue_government_fund="0", revenue_undertaking="0", revenue_carryover="8.5")
    del named["revenue_total"]
    budget.text({"revenue_grand_total": "80.50"} | {name: text for name, text in named.items() if text})
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_a_final_account_counts_subsidies_and_undertaking_as_direct_sources(ledger) -> None:
    final = ledger.disclosure(report_type="final_accounts")
    printed = {
        "revenue_total": "60.00",
        "revenue_fiscal_appropriation": "50.00",
        "revenue_superior_subsidy": "4.00",
        "revenue_undertaking": "3.00",
        "revenue_business": None,
        "revenue_subordinate_remittance": None,
        "revenue_other": "3.00",
    }
    final.row("revenue", 4, printed, function_code="2010301")
    assert ledger.verdicts(RULE) == {"exact": 1}


def test_each_fund_of_the_fiscal_table(ledger) -> None:
    budget = ledger.disclosure()
    printed = {
        "revenue_general_public_budget": "70.00",
        "revenue_government_fund": "5.00",
        "revenue_state_capital": None,
    }
    budget.column("fiscal_appropriation", printed)
    budget.fact("revenue_total", "76.00", fund="fiscal", form="fiscal_appropriation", row_no=9, column_no=2)
    assert ledger.verdicts(RULE) == {"failed": 1}


def test_unit_funds_beside_their_parts_are_judged_only_where_the_parts_make_them_up(ledger) -> None:
    beside = by_fund("89.00", revenue_unit_funds="4.00")
    above = by_fund("85.00", revenue_unit_funds="5.00")
    ledger.disclosure("beside").column("revenue_and_expenditure", beside)
    ledger.disclosure("above").column("revenue_and_expenditure", above)
    found = [(each.disclosure_id, each.verdict) for each in ledger.check(RULE) if "revenue_total" in each.instance]
    assert found == [("above", "failed"), ("beside", "not_tested")]


def test_an_incomplete_list_of_sources_is_not_judged(ledger) -> None:
    ledger.disclosure().text({"revenue_total": "80.00", "revenue_general_public_budget": "70.00"})
    assert ledger.verdicts(RULE) == {"not_tested": 1}


def test_printed_parts_that_exceed_the_total_fail_whatever_is_not_printed(ledger) -> None:
    printed = {"revenue_total": "80.00", "revenue_fiscal_appropriation": "70.00", "revenue_special_account": "12.00"}
    ledger.disclosure("one").column("revenue_and_expenditure", printed)
    ledger.disclosure("other").text(printed)
    ledger.disclosure("third").column("revenue_and_expenditure", printed | {"revenue_total": "85.00"})
    assert [each.verdict for each in ledger.check(RULE)] == ["failed", "unsure", "not_tested"]


def test_documents_are_kept_apart(ledger) -> None:
    ledger.disclosure("one").column("revenue_and_expenditure", {"revenue_total": "9.00"})
    ledger.disclosure("other").column("revenue_and_expenditure", by_fund("80.00"))
    assert [each.disclosure_id for each in ledger.check(RULE)] == ["other"]


def test_prose_that_counts_the_carry_over_in_is_not_judged(ledger) -> None:
    funds = {
        "revenue_fiscal_appropriation": "81.00",
        "revenue_general_public_budget": "70.00",
        "revenue_government_fund": "5.00",
        "revenue_state_capital": "0.00",
    }
    ledger.disclosure("one").text(funds | {"revenue_carryover": "6.00"})
    ledger.disclosure("other").text(funds)
    assert [each.verdict for each in ledger.check(RULE)] == ["not_tested", "failed"]


def test_prose_whose_total_is_smaller_than_a_part_or_a_part_itself_is_not_judged(ledger) -> None:
    funds = {"revenue_general_public_budget": "70.00", "revenue_government_fund": "5.00", "revenue_state_capital": "0"}
    ledger.disclosure("one").text({"revenue_fiscal_appropriation": "60.00"} | funds)
    ledger.disclosure("other").text({"revenue_fiscal_appropriation": "80.00"} | funds, row_role="of_which")
    assert ledger.verdicts(RULE) == {"not_tested": 2}


def test_a_table_may_leave_a_fund_out_but_prose_must_name_them_all(ledger) -> None:
    printed = {"revenue_general_public_budget": "70.00", "revenue_fiscal_appropriation": "76.00"}
    budget = ledger.disclosure()
    budget.column("revenue_and_expenditure", printed)
    budget.text(printed)
    assert ledger.verdicts(RULE) == {"failed": 1, "not_tested": 1}
