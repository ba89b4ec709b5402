"""What an audit asks a warehouse: where each document's numbers ended, and how the rules fell for each disclosure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import duckdb

_DOCUMENTS = """
select
    document.document_id,
    document.file_name,
    document.read_status,
    (select min(county) from core.capture where capture.document_id = document.document_id),
    part.disclosure_id
from core.document
left join core.disclosure_document as part using (document_id)
order by 4 nulls last, document.file_name, document.document_id
"""
_ACCOUNT = "select document_id, part, outcome, reason, count from quality.account order by all"
_UNREAD = """
with numbered as (
    select *, row_number() over (partition by document_id, issue, part, table_no order by number_no) as nth
    from quality.unread_number
)
select
    document_id, issue, part,
    if($each, 1, count(*) over (partition by document_id, issue, part, table_no)),
    printed,
    page, table_no, row_no, column_no
from numbered
qualify nth = 1 or $each
order by document_id, number_no
"""
_DISCLOSURES = """
select disclosure_id, printed_name, fiscal_year, report_type, scope
from core.disclosure
where is_current
order by printed_name, fiscal_year, disclosure_id
"""
_VERDICTS = "select disclosure_id, verdict, rule, count(*) from quality.finding group by all"
_FAILURES = """
select
    finding.disclosure_id, finding.evidence, finding.verdict, rule.title_zh, rule.title_en, rule.severity,
    finding.instance, finding.left_value, finding.right_value, finding.difference, finding.tolerance
from quality.finding
join quality.rule using (rule)
where finding.verdict = 'failed' or (finding.verdict = 'unsure' and abs(finding.difference) > finding.tolerance)
order by finding.disclosure_id, rule.rule, finding.instance
"""
_EVIDENCE = """
select page, table_no, row_no, column_no, char_start, char_end, quote
from core.fact
where disclosure_id = ? and fact_id in (select unnest(?))
order by page, table_no, row_no, char_start
"""
EVIDENCE_SHOWN = 4


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Numbers of one table, or of the prose, that one issue speaks of: how many, the first as printed, its place."""

    issue: str
    part: str
    count: int
    printed: str
    page: int | None
    table_no: int | None
    row_no: int | None
    column_no: int | None


@dataclass(slots=True)
class AuditedDocument:
    """A document with the count of its numbers by (part, outcome, reason); `printed` is how many it prints."""

    document_id: str
    file_name: str
    read_status: str
    county: str | None
    disclosure_id: str | None
    printed: int = 0
    numbers: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_over: list[LeftOver] = field(default_factory=list)

    def ended(self, outcome: str, part: str | None = None) -> int:
        """How many numbers (of one part) ended so."""
        return sum(count for (of, how, _), count in self.numbers.items() if how == outcome and part in (None, of))


@dataclass(frozen=True, slots=True)
class Failure:
    """Figures that do not agree, in a table read without doubt (`failed`) or with (`unsure`): both values, and the
    facts compared, as rows with their place and quote.
    """

    evidence: tuple[dict[str, object], ...]
    verdict: str
    title_zh: str
    title_en: str
    severity: str
    instance: str
    left: Decimal | None
    right: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None


@dataclass(slots=True)
class AuditedDisclosure:
    """A disclosure with the rules by verdict: how many findings, and which rules."""

    disclosure_id: str
    printed_name: str | None
    fiscal_year: int
    report_type: str
    scope: str
    findings: Counter[str] = field(default_factory=Counter)
    rules: dict[str, set[str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    @property
    def applicable(self) -> int:
        """How many rules could be held against its figures."""
        return len(set().union(*(rules for verdict, rules in self.rules.items() if verdict != "not_tested")))

    @property
    def closes(self) -> bool:
        """Whether every applicable rule is exact or within rounding."""
        return self.applicable > 0 and not self.findings["failed"] and not self.findings["unsure"]


def audited_documents(
    con: duckdb.DuckDBPyConnection, printed: Mapping[str, int], *, each: bool = False
) -> list[AuditedDocument]:
    """Every document with where its numbers ended, by folder and name; `printed` is how many each prints.

    With `each`, every number that an issue speaks of is told by itself, not one for all of its table.
    """
    found = {row[0]: AuditedDocument(*row) for row in con.execute(_DOCUMENTS).fetchall()}
    for document_id, document in found.items():
        document.printed = printed.get(document_id, 0)
    for document_id, part, outcome, reason, count in con.execute(_ACCOUNT).fetchall():
        found[document_id].numbers[part, outcome, reason] = count
    for document_id, *left_over in con.execute(_UNREAD, {"each": each}).fetchall():
        found[document_id].left_over.append(LeftOver(*left_over))
    return list(found.values())


def audited_disclosures(con: duckdb.DuckDBPyConnection) -> list[AuditedDisclosure]:
    """Every current disclosure with how the rules fell, by name and year."""
    found = {row[0]: AuditedDisclosure(*row) for row in con.execute(_DISCLOSURES).fetchall()}
    for disclosure_id, verdict, rule, count in con.execute(_VERDICTS).fetchall():
        if disclosure_id in found:
            found[disclosure_id].findings[verdict] += count
            found[disclosure_id].rules.setdefault(verdict, set()).add(rule)
    for disclosure_id, evidence, *told in con.execute(_FAILURES).fetchall():
        if disclosure_id in found:
            found[disclosure_id].failures.append(Failure(_evidence(con, disclosure_id, evidence or []), *told))
    return list(found.values())


def _evidence(con: duckdb.DuckDBPyConnection, disclosure_id: str, fact_ids: list[str]) -> tuple[dict[str, object], ...]:
    rows = con.execute(_EVIDENCE, [disclosure_id, fact_ids[:EVIDENCE_SHOWN]])
    names = [name for name, *_ in rows.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in rows.fetchall())
