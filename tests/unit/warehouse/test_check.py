"""Running the rules: what a rule file must say, what a run reports, and what it leaves behind."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.issues import issue_kinds
from warehouse.check import RuleFailedToRunError, run_checks
from warehouse.rule_files import HEADER_KEYS, RuleDeclarationError, parse_rule, rules, script

TESTS_OF_RULES = Path(__file__).parent / "rules"
HEADER = """-- title_zh: 甲等于乙
-- title_en: One equals the other
-- severity: error
-- scope: one table
-- statement_zh: 甲等于
--   乙。
-- statement_en: One equals
--   the other.
"""


def rule_named(name):
    return next(rule for rule in rules() if rule.rule == name)


def test_every_rule_has_its_test_and_every_test_its_rule() -> None:
    tested = {path.stem.removeprefix("test_") for path in TESTS_OF_RULES.glob("test_*.py")}
    assert tested == {rule.rule for rule in rules()}


def test_every_rule_is_declared_in_both_languages() -> None:
    for rule in rules():
        assert any(char > "\u2e7f" for char in rule.title_zh + rule.statement_zh), rule.rule
        assert rule.title_en.isascii(), rule.rule
        assert rule.scope, rule.rule


def test_a_header_runs_over_lines() -> None:
    rule = parse_rule("one_equals_other", HEADER + "\nselect 1;\n")
    assert rule.statement == "甲等于乙。\nOne equals the other."
    assert rule.sql == "select 1"


@pytest.mark.parametrize("key", HEADER_KEYS)
def test_a_header_that_lacks_a_line_is_refused(key) -> None:
    lines = [line for line in HEADER.splitlines() if not line.startswith((f"-- {key}:", "--   "))]
    with pytest.raises(RuleDeclarationError, match=key):
        parse_rule("one_equals_other", "\n".join(lines) + "\n\nselect 1")


@pytest.mark.parametrize(
    ("old", "new"), [("severity: error", "severity: grave"), ("scope", "scop"), ("title_en", "title_fr")]
)
def test_a_header_that_says_something_unknown_is_refused(old, new) -> None:
    with pytest.raises(RuleDeclarationError):
        parse_rule("one_equals_other", HEADER.replace(old, new) + "\nselect 1")


def test_a_rule_without_a_query_is_refused() -> None:
    with pytest.raises(RuleDeclarationError, match="SELECT"):
        parse_rule("one_equals_other", HEADER)


def test_the_report_counts_verdicts_and_names_rules_that_never_applied(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "3.00"})
    report = run_checks(ledger.con)
    by_rule = {count.rule: count for count in report.counts}
    assert by_rule["basic_splits_into_personnel_and_public"].failed == 1
    assert report.failed("error") == 1
    assert "basic_splits_into_personnel_and_public" not in report.never_applied
    assert len(report.never_applied) == len(rules()) - 1


def test_rules_are_published_with_their_statement_and_findings_with_their_evidence(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "2.00"})
    run_checks(ledger.con)
    assert ledger.con.execute("select count(*) from quality.rule where length(statement) > 20").fetchone() == (
        len(rules()),
    )
    finding = ledger.con.execute(
        "select left_value, right_value, difference, tolerance, evidence from quality.finding where verdict = 'exact'"
    ).fetchone()
    assert [float(value) for value in finding[:4]] == [120000, 120000, 0, 150]
    assert finding[4] == ["fact 00001", "fact 00002", "fact 00003"] or len(finding[4]) == 3


def test_running_again_replaces_what_was_found(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "3.00"})
    first = run_checks(ledger.con)
    before = ledger.con.execute("from quality.finding order by all").fetchall()
    assert run_checks(ledger.con) == first
    assert ledger.con.execute("from quality.finding order by all").fetchall() == before


def test_a_rule_that_does_not_run_leaves_the_last_findings(ledger) -> None:
    budget = ledger.disclosure()
    budget.text({"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "3.00"})
    run_checks(ledger.con)
    broken = replace(rule_named("vehicle_parts_sum"), rule="broken", sql="select no_such_column from cell")
    with pytest.raises(RuleFailedToRunError, match=r"broken\.sql"):
        run_checks(ledger.con, [*rules(), broken])
    assert ledger.con.execute("select count(*) from quality.finding where verdict = 'failed'").fetchone() == (1,)
    assert ledger.con.execute("select count(*) from quality.rule").fetchone() == (len(rules()),)


def test_findings_are_told_apart_by_rule_disclosure_and_instance(ledger) -> None:
    budget = ledger.disclosure()
    for document_id in ("narrative", "tables"):
        printed = {"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "3.00"}
        budget.text(printed, document_id=document_id)
    run_checks(ledger.con)
    twice = "select 1 from quality.finding group by rule, disclosure_id, instance having count(*) > 1"
    assert ledger.con.execute(twice).fetchall() == []
    assert ledger.con.execute("select count(*) from quality.finding where verdict = 'failed'").fetchone() == (2,)


@pytest.fixture(scope="module")
def arithmetic():
    con = duckdb.connect()
    macros = script("_cells").split("-- Every way down the trees")[0]
    con.execute(macros)
    return con


printed_numbers = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(printed_numbers, min_size=1, max_size=6), error=st.integers(-10, 10))
def test_true_sums_of_rounded_numbers_never_fail(arithmetic, parts, error) -> None:
    """Whatever the unrounded numbers were, rounding the total and each part stays within the tolerance."""
    half = Decimal("0.005")
    tolerance = half * (len(parts) + 1)
    drift = max(-tolerance, min(tolerance, Decimal(error) / 1000))
    total = (sum(parts) + drift).quantize(Decimal("0.01"))
    (verdict,) = arithmetic.execute(
        "select verdict_of($1, $2, $3, false, null)", [total, sum(parts), tolerance]
    ).fetchone()
    assert verdict in ("exact", "rounding") or abs(total - sum(parts)) > tolerance
    (beyond,) = arithmetic.execute(
        "select verdict_of($1, $2, $3, false, null)", [sum(parts) + tolerance + Decimal("0.01"), sum(parts), tolerance]
    ).fetchone()
    assert beyond == "failed"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((None, 1, 0, False, None), "not_tested"),
        ((1, None, 0, False, None), "not_tested"),
        ((1, 1, None, False, None), "not_tested"),
        ((1, 1, 0, True, None), "unsure"),
        ((1, 1, 0, False, "a part is not printed"), "exact"),
        ((1, 2, 0, False, "a part is not printed"), "not_tested"),
        ((1, 2, 1, False, None), "rounding"),
        ((1, 2, 0, False, None), "failed"),
    ],
)
def test_verdicts(arithmetic, values, verdict) -> None:
    assert arithmetic.execute("select verdict_of($1, $2, $3, $4, $5)", list(values)).fetchone() == (verdict,)


@pytest.mark.parametrize(
    ("amount", "state", "added"),
    [
        (5, "reported", 5),
        (None, "blank", 0),
        (None, "nil_statement", 0),
        (None, "not_applicable", 0),
        (None, "reported", None),
    ],
)
def test_what_a_cell_adds(arithmetic, amount, state, added) -> None:
    assert arithmetic.execute("select amount_added($1, $2)", [amount, state]).fetchone() == (added,)


def test_the_issues_that_make_verdicts_doubtful_exist() -> None:
    (listed,) = re.findall(r"where issue in \(([^)]*)\)", script("_verdicts"))
    named = set(re.findall(r"'(\w+)'", listed))
    assert named
    assert named <= issue_kinds().keys()
