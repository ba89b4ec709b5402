"""Checks how figures relate: every rule over all disclosures at once, its findings, and each figure's confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from warehouse.confidence.fill import fill_confidence
from warehouse.rule_files import RuleFile, rules, script

BEFORE = ("_cells", "_codes", "_sums")
AFTER = "_verdicts"

_TRIED = """
create or replace temp table tried (
    rule varchar, disclosure_id varchar, instance varchar, left_value decimal(20, 2), right_value decimal(20, 2),
    tolerance decimal(20, 6), doubtful boolean, reason varchar, evidence varchar[]
)
"""
# Every rule's SELECT has these columns; the verdict follows from them by the macro `verdict_of`.
_GATHER = """
insert into tried
select
    $rule, disclosure_id, instance, left_value, right_value, tolerance, coalesce(doubtful, false), reason, evidence
from rule_result
"""
_COUNT = """
select
    rule,
    any_value(title_zh),
    any_value(title_en),
    any_value(severity),
    count(*) filter (verdict = 'exact'),
    count(*) filter (verdict = 'rounding'),
    count(*) filter (verdict = 'failed'),
    count(*) filter (verdict = 'not_tested'),
    count(*) filter (verdict = 'unsure')
from quality.rule left join quality.finding using (rule)
group by rule
order by rule
"""
_SCRATCH = ("tried", "judged", "coded_cell", "uncoded_cell", "table_measures", "cell", "tree_term")


class RuleFailedToRunError(RuntimeError):
    """A rule's SQL does not run: a fault of the rule, never of a disclosure."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often each verdict fell for one rule."""

    rule: str
    title_zh: str
    title_en: str
    severity: str
    exact: int
    rounding: int
    failed: int
    not_tested: int
    unsure: int

    @property
    def applied(self) -> bool:
        """Whether the rule could be held against anything at all."""
        return self.exact + self.rounding + self.failed > 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The counts of one run over the warehouse, a rule a line."""

    counts: tuple[RuleCount, ...]

    @property
    def never_applied(self) -> tuple[str, ...]:
        """Rules that were never held against anything: perhaps nothing to check, perhaps a fault of the rule."""
        return tuple(count.rule for count in self.counts if not count.applied)

    def failed(self, severity: str) -> int:
        """How many findings failed among rules of one severity."""
        return sum(count.failed for count in self.counts if count.severity == severity)


def run_checks(con: duckdb.DuckDBPyConnection, chosen: Sequence[RuleFile] | None = None) -> CheckReport:
    """Fill `quality.rule` and `quality.finding` anew, and the confidence of facts from them, in one transaction.

    On any error all stay as they were.

    `chosen` are the rules to run, all of the folder by default. Raise `RuleFailedToRunError` where one does not run.
    """
    running = rules() if chosen is None else tuple(chosen)
    con.execute("begin transaction")
    try:
        report = _run(con, running)
        con.execute("commit")
    except BaseException:
        con.execute("rollback")
        raise
    return report


def _run(con: duckdb.DuckDBPyConnection, running: tuple[RuleFile, ...]) -> CheckReport:
    con.execute(_TRIED)
    for name in BEFORE:
        con.execute(script(name))
    con.execute("delete from quality.finding")
    con.execute("delete from quality.rule")
    for rule in running:
        con.execute(
            "insert into quality.rule (rule, title_zh, title_en, severity, statement) values (?, ?, ?, ?, ?)",
            [rule.rule, rule.title_zh, rule.title_en, rule.severity, rule.statement],
        )
        try:
            con.sql(rule.sql).create_view("rule_result", replace=True)
            con.execute(_GATHER, {"rule": rule.rule})
        except duckdb.Error as error:
            raise RuleFailedToRunError(f"warehouse/rules/{rule.rule}.sql does not run: {error}") from error
    con.execute("drop view if exists rule_result")
    con.execute(script(AFTER))
    counts = rule_counts(con)
    for table in _SCRATCH:
        con.execute(f"drop table {table}")
    fill_confidence(con)
    return CheckReport(counts)


def rule_counts(con: duckdb.DuckDBPyConnection) -> tuple[RuleCount, ...]:
    """How often each verdict fell for each rule of the warehouse, by the rule's name."""
    return tuple(RuleCount(*row) for row in con.execute(_COUNT).fetchall())
