"""Every fact gets a confidence from its evidence, the same each time, and never a high one beside a contradiction."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from warehouse.check import run_checks
from warehouse.confidence import fill
from warehouse.confidence.fill import UNJUDGED, Proved, calibration
from warehouse.confidence.reasons import AGAINST, SUPPORTING, Reasons, reasons
from warehouse.rule_files import rules

HIGH = 0.99
PROVED = {
    evidence: Proved(evidence, 900, 0, 900, 0, worth)
    for evidence, worth in {
        "table_row/adds_up": 0.998,
        "table_total/adds_up": 0.997,
        "table_total/adds_up_and_said_elsewhere": 0.999,
        "text_level/said_elsewhere": 0.97,
        "text_level/alone": 0.96,
        "table_total/contradicted": 0.8,
        "text_level/contradicted": 0.7,
    }.items()
}


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "calibration", lambda: PROVED)


def confidences(ledger: Any) -> dict[str, float | None]:
    run_checks(ledger.con, rules())
    return dict(ledger.con.execute("select fact_id, confidence from core.fact").fetchall())


def reasons_of(ledger: Any, disclosure: Any, fact_id: str) -> Reasons:
    found = reasons(ledger.con, disclosure.disclosure_id, disclosure.document_id, fact_id)
    assert found is not None
    return found


def expenditure(disclosure: Any, total: str, basic: str, project: str) -> tuple[str, str, str]:
    place = {"form": "expenditure", "row_no": 4, "row_role": "total"}
    return (
        disclosure.fact("expenditure_total", total, column_no=3, **place),
        disclosure.fact("expenditure_basic", basic, column_no=4, **place),
        disclosure.fact("expenditure_project", project, column_no=5, **place),
    )


def in_text(disclosure: Any, measure: str, printed: str, start: int = 100, **columns: Any) -> str:
    place = {"origin": "text", "form": None, "table_no": None, "section": "overall_budget", "char_start": start}
    return str(disclosure.fact(measure, printed, **place | columns))


def test_a_sum_that_closes_bears_its_figures_out(ledger: Any) -> None:
    one = ledger.disclosure()
    facts = expenditure(one, "90.00", "60.00", "30.00")
    assert confidences(ledger) == dict.fromkeys(facts, 0.997)
    assert reasons_of(ledger, one, facts[0]).evidence == ("adds_up",)


def test_text_and_table_bear_each_other_out(ledger: Any) -> None:
    one = ledger.disclosure()
    total, *_ = expenditure(one, "90.00", "60.00", "30.00")
    text = in_text(one, "expenditure_total", "90.00")
    alone = in_text(one, "agency_operating", "7.00", 900)
    found = confidences(ledger)
    assert (found[total], found[text], found[alone]) == (0.999, 0.97, 0.96)
    assert reasons_of(ledger, one, text).words("en").endswith("a companion file) says the same")
    assert reasons_of(ledger, one, alone).evidence == ("alone",)


@pytest.mark.parametrize("said", ["80.00", None])
def test_nothing_lifts_a_figure_that_a_printed_one_contradicts(ledger: Any, said: str | None) -> None:
    one = ledger.disclosure()
    total, *_ = expenditure(one, "90.00", "60.00", "30.00" if said else "20.00")
    text = in_text(one, "expenditure_total", said or "90.00")
    found = confidences(ledger)
    # Of two amounts with one meaning one at most is right.
    assert found[total] == (0.5 if said else 0.8)
    assert found[text] == (0.5 if said else 0.7)
    assert "contradicted" in reasons_of(ledger, one, total).evidence


def test_an_amount_where_another_place_is_blank_is_contradicted(ledger: Any) -> None:
    one = ledger.disclosure()
    text = in_text(one, "revenue_state_capital", "90.00")
    one.fact("revenue_state_capital", None, row_no=4, column_no=3, form="revenue")
    nothing = in_text(one, "revenue_government_fund", "0.00", 140)
    one.fact("revenue_government_fund", None, row_no=5, column_no=3, form="revenue")
    confidences(ledger)
    assert "contradicted" in reasons_of(ledger, one, text).evidence
    assert reasons_of(ledger, one, nothing).evidence == ("alone",), "blank and zero do not bear each other out"


def test_change_percentage_and_levels_that_follow_from_each_other(ledger: Any) -> None:
    one = ledger.disclosure()
    changed = {"value_kind": "change", "compared_with": "previous_budget"}
    level = in_text(one, "expenditure_total", "110.00")
    change = in_text(one, "expenditure_total", "10.00", 120, **changed)
    percent = {"amount_yuan": None, "half_width": Decimal("0.005"), "compared_with": "previous_budget"}
    right = in_text(
        one, "expenditure_total", "10.00", 140, value_kind="change_percent", quantity=Decimal("10.00"), **percent
    )
    wrong = in_text(
        one, "expenditure_basic", "12.00", 160, value_kind="change_percent", quantity=Decimal("12.00"), **percent
    )
    in_text(one, "expenditure_basic", "55.00", 180)
    in_text(one, "expenditure_basic", "5.00", 200, **changed)
    confidences(ledger)
    for fact in (level, change, right):
        assert reasons_of(ledger, one, fact).evidence == ("follows",)
    assert reasons_of(ledger, one, wrong).evidence == ("alone",)


def test_a_change_follows_from_two_levels(ledger: Any) -> None:
    one = ledger.disclosure()
    in_text(one, "expenditure_total", "110.00")
    in_text(one, "expenditure_total", "100.00", 120, fiscal_year=2030)
    columns = {"value_kind": "change", "compared_with": "previous_budget"}
    change = in_text(one, "expenditure_total", "10.00", 140, **columns)
    confidences(ledger)
    assert reasons_of(ledger, one, change).evidence == ("follows",)


def test_zeros_that_add_up_to_zero_prove_nothing(ledger: Any) -> None:
    one = ledger.disclosure()
    facts = expenditure(one, "0.00", "0.00", "0.00")
    confidences(ledger)
    assert reasons_of(ledger, one, facts[0]).evidence == ("closes",)


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ({"reading": "unsure"}, "in_doubt"),
        ({"quote": "支出合计"}, "quote_lacks_number"),
        ({"function_code": "299", "row_role": "leaf"}, "code_is_unknown"),
    ],
)
def test_doubts_on_the_figure_itself(ledger: Any, columns: dict[str, Any], key: str) -> None:
    one = ledger.disclosure()
    fact = one.fact("expenditure_total", "90.00", row_no=4, column_no=3, **columns)
    assert confidences(ledger)[fact] == UNJUDGED
    assert reasons_of(ledger, one, fact).evidence == (key,)


def test_a_year_that_only_the_file_name_tells_is_doubted(ledger: Any) -> None:
    one = ledger.disclosure()
    fact = in_text(one, "expenditure_total", "90.00")
    place = {"document_id": one.document_id, "disclosure_key": one.disclosure_id, "holds": []}
    ledger.insert("core.file_identity", place | {"reasons": ["scope: path: 甲", "fiscal_year: path: 2031"]})
    confidences(ledger)
    assert reasons_of(ledger, one, fact).evidence == ("year_is_from_path",)


def test_tables_of_plain_text_are_a_class_of_their_own(ledger: Any) -> None:
    one = ledger.disclosure()
    facts = expenditure(one, "90.00", "60.00", "30.00")
    ledger.insert("core.document", {"document_id": one.document_id, "media_type": "text/plain"})
    confidences(ledger)
    assert reasons_of(ledger, one, facts[0]).what == "plain_text_table_total"


def test_one_number_told_as_two_figures_is_doubted(ledger: Any) -> None:
    one = ledger.disclosure()
    first = in_text(one, "expenditure_grand_total", "90.00")
    in_text(one, "revenue_grand_total", "90.00")
    confidences(ledger)
    assert "number_is_shared" in reasons_of(ledger, one, first).evidence


def test_an_issue_in_the_table_counts_unless_the_sum_closes(ledger: Any) -> None:
    one = ledger.disclosure()
    alone = one.fact("agency_operating", "7.00", table_no=9, row_no=2, column_no=2, form="agency_operating")
    total, *_ = expenditure(one, "90.00", "60.00", "30.00")
    for table_no, severity in ((9, "warning"), (1, "warning")):
        ledger.insert(
            "quality.issue",
            {
                "issue_id": f"issue {table_no}",
                "issue": "cell_is_not_understood",
                "severity": severity,
                "document_id": one.document_id,
                "table_no": table_no,
            },
        )
    assert confidences(ledger)[total] == 0.997
    assert reasons_of(ledger, one, alone).evidence == ("table_has_issue",)


def test_what_only_informs_casts_no_doubt(ledger: Any) -> None:
    one = ledger.disclosure()
    fact = one.fact("agency_operating", "7.00", table_no=9, row_no=2, column_no=2, form="agency_operating")
    ledger.insert(
        "quality.issue",
        {"issue_id": "issue", "severity": "information", "document_id": one.document_id, "table_no": 9},
    )
    confidences(ledger)
    assert reasons_of(ledger, one, fact).evidence == ("alone",)


def test_a_derived_figure_is_as_sure_as_all_its_inputs_together(ledger: Any) -> None:
    one = ledger.disclosure()
    facts = expenditure(one, "90.00", "60.00", "30.00")
    derived = one.fact("expenditure_reserve", "1.00", origin="derived", quote="")
    for number, source in enumerate(facts[:2], 1):
        row = {"fact_id": derived, "document_id": one.document_id, "input_no": number, "sign": 1}
        ledger.insert("core.derivation", row | {"input_fact_id": source})
    assert confidences(ledger)[derived] == pytest.approx(0.997**2)
    assert reasons_of(ledger, one, derived).inputs == facts[:2]


def test_no_fact_is_left_without_and_a_second_run_changes_none(ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two", "three", "four", "five"):
        disclosure = ledger.disclosure(name)
        expenditure(disclosure, "90.00", "60.00", "30.00")
        disclosure.fact("three_public_abroad", None, row_no=9, column_no=2)
    first = confidences(ledger)
    assert None not in first.values()
    # In parts, as a large warehouse is weighed.
    monkeypatch.setattr(fill, "FACTS_AT_A_TIME", 3)
    assert confidences(ledger) == first


def test_the_calibration_in_use_holds_counts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert calibration()
    for line in calibration().values():
        what, _, support = line.evidence.partition("/")
        assert re.fullmatch(r"[a-z_]+", what)
        assert set(re.split("_and_", support)) <= {*AGAINST, *SUPPORTING, "alone"}
        assert 0 <= line.wrong <= line.judged
        assert 0 <= line.specimens_wrong <= line.specimens
        assert 0 < line.confidence < 1
        assert support not in AGAINST or line.confidence <= UNJUDGED
        assert not line.wrong or line.confidence < HIGH
