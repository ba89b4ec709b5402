"""The audit's report: honest shares, readable at 200 columns, in both languages."""

import io
from collections import Counter
from decimal import Decimal
from typing import Literal

import pytest
from rich.console import Console

from pipelines.audit_report import print_audit
from warehouse.audit import AuditedDisclosure, AuditedDocument, Failure, LeftOver


def document(printed: int, **numbers: int) -> AuditedDocument:
    made = AuditedDocument(
        "a" * 64, "某县路灯管理服务中心二〇三一年部门预算公开说明及附表（最终定稿）.pdf", "read", "某县", "one", printed
    )
    made.numbers = Counter({("cell", outcome, _REASONS[outcome]): count for outcome, count in numbers.items()})
    made.left_over = [LeftOver("cell_is_not_understood", "cell", 2, "1.00\n万元", 3, 4, 5, 6)]
    return made


_REASONS = {"fact": "fact", "record": "project", "ignored": "year_or_date", "issue": "cell_is_not_understood"}


def disclosure(**findings: int) -> AuditedDisclosure:
    made = AuditedDisclosure("one", "某县路灯所", 2031, "budget", "unit", Counter(findings))
    made.rules = {verdict: {verdict} for verdict in findings}
    evidence = {"page": 3, "table_no": 2, "row_no": 4, "column_no": 5, "quote": "合计 9.00"}
    if "failed" in findings:
        made.failures = [
            Failure(
                (evidence,), "failed", "合计", "Sums", "error", "row", Decimal(9), Decimal(8), Decimal(1), Decimal(0)
            )
        ]
    return made


def told(documents: list[AuditedDocument], disclosures: list[AuditedDisclosure], language: Literal["zh", "en"]) -> str:
    console = Console(file=io.StringIO(), width=200)
    print_audit(console, documents, disclosures, language)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_what_adds_up_is_100_percent_and_what_does_not_is_not() -> None:
    closed = told([document(10, fact=5, record=2, ignored=1, issue=2)], [disclosure(exact=3)], "en")
    assert "All 10 numbers = 5 facts + 2 in records + 1 ignored + 2 in issues: 100% are accounted for." in closed
    assert "Of 1 disclosures that rules apply to, 1 have" in closed
    lost = told([document(10_000, fact=9_999)], [], "en")
    assert "99.99% are accounted for" in lost
    twice = told([document(10, fact=11)], [], "en")
    assert "110.00% are accounted for" in twice


def test_left_over_numbers_and_failures_are_lines_with_their_places() -> None:
    text = told([document(10, fact=10)], [disclosure(exact=3, failed=1)], "en")
    assert "   2 × 1.00 万元 · page 3, table 4, row 5, column 6 · Numbers of a table were not understood" in text
    assert (
        "某县路灯所 2031 · failed · Sums · row · 9.00 ≠ 8.00 (Difference 1.00, Tolerance 0.00) · 合计 9.00 [page 3,"
        in text
    )
    assert "0 have every applicable rule exact or within rounding (0.0%)" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_fit_200_columns(language: Literal["zh", "en"]) -> None:
    text = told([document(10, fact=5, issue=5)] * 3, [disclosure(exact=3, failed=1)] * 2, language)
    assert "…" in text, "a long name is cut, not folded"
    assert "{" not in text
    head = next(line for line in text.splitlines() if ("问题" if language == "zh" else "issues") in line)
    assert len(head) <= 200


def test_nothing_to_audit_is_no_error() -> None:
    assert "All 0 numbers" in told([], [], "en")
