"""What the audit reads from a warehouse: accounts by document, verdicts by disclosure, failures with their evidence."""

from decimal import Decimal
from typing import Any

from warehouse.audit import audited_disclosures, audited_documents


def account(ledger: Any, document_id: str, part: str, outcome: str, reason: str, count: int) -> None:
    row = {"document_id": document_id, "part": part, "outcome": outcome, "reason": reason, "count": count}
    ledger.insert("quality.account", row)


def unread(ledger: Any, number_no: int, issue: str, printed: str, **place: int) -> None:
    row = {"document_id": "a", "number_no": number_no, "issue": issue, "printed": printed, **place}
    part = "cell" if "table_no" in place else "prose"
    ledger.insert("quality.unread_number", {"part": part, **row})


def test_a_documents_numbers_add_up_and_what_is_left_is_told_by_table(ledger: Any) -> None:
    ledger.insert("core.document", {"document_id": "a", "file_name": "a.pdf"})
    ledger.insert("core.document", {"document_id": "b", "file_name": "b.pdf"})
    account(ledger, "a", "cell", "fact", "fact", 7)
    account(ledger, "a", "cell", "issue", "cell_is_not_understood", 3)
    account(ledger, "a", "prose", "ignored", "year_or_date", 2)
    unread(ledger, 1, "cell_is_not_understood", "1.00", page=1, table_no=4, row_no=2, column_no=3)
    unread(ledger, 2, "cell_is_not_understood", "2.00", page=None, table_no=4, row_no=3, column_no=3)
    unread(ledger, 3, "cell_is_not_understood", "3.00", page=2, table_no=5, row_no=1, column_no=1)
    unread(ledger, 4, "number_is_not_accounted_for", "租金4万元")
    first, second = audited_documents(ledger.con, {"a": 12, "b": 5})
    assert (first.printed, first.ended("fact"), first.ended("issue"), first.ended("ignored", "cell")) == (12, 7, 3, 0)
    assert first.numbers.total() == 12
    assert [(left.count, left.printed, left.page, left.table_no, left.row_no) for left in first.left_over] == [
        (2, "1.00", 1, 4, 2),
        (1, "3.00", 2, 5, 1),
        (1, "租金4万元", None, None, None),
    ]
    every, _ = audited_documents(ledger.con, {}, each=True)
    assert [(left.count, left.printed) for left in every.left_over] == [
        (1, "1.00"),
        (1, "2.00"),
        (1, "3.00"),
        (1, "租金4万元"),
    ]
    assert (second.printed, second.numbers.total(), second.left_over) == (5, 0, [])


def test_a_disclosure_closes_where_every_applicable_rule_does(ledger: Any) -> None:
    ledger.insert("quality.rule", {"rule": "sums", "title_zh": "合计", "title_en": "Sums", "severity": "error"})
    ledger.insert("quality.rule", {"rule": "parts", "title_zh": "分项", "title_en": "Parts", "severity": "error"})
    verdicts = {
        "closing": (("sums", "exact"), ("sums", "rounding"), ("parts", "not_tested")),
        "failing": (("sums", "exact"), ("parts", "failed")),
        "doubtful": (("sums", "exact"), ("parts", "unsure")),
        "untested": (("sums", "not_tested"),),
        "unjudged": (),
    }
    for name, findings in verdicts.items():
        disclosed = ledger.disclosure(name)
        fact_id = disclosed.fact("expenditure_total", "9.00", page=3, row_no=2, column_no=4, quote="合计 9.00")
        for number, (rule, verdict) in enumerate(findings):
            row = {"rule": rule, "disclosure_id": name, "instance": str(number), "verdict": verdict}
            ledger.insert(
                "quality.finding",
                {**row, "left_value": 9, "right_value": 8, "difference": 1, "tolerance": 0, "evidence": [fact_id]},
            )
    ledger.disclosure("older", is_current=False)
    found = {one.disclosure_id: one for one in audited_disclosures(ledger.con)}
    assert {name: (one.applicable, one.closes) for name, one in found.items()} == {
        "closing": (1, True),
        "failing": (2, False),
        "doubtful": (2, False),
        "untested": (0, False),
        "unjudged": (0, False),
    }
    assert found["closing"].findings == {"exact": 1, "rounding": 1, "not_tested": 1}
    (failure,) = found["failing"].failures
    (doubt,) = found["doubtful"].failures
    assert (failure.verdict, doubt.verdict) == ("failed", "unsure")
    assert (failure.title_en, failure.left, failure.right) == ("Parts", Decimal(9), Decimal(8))
    assert [(row["page"], row["row_no"], row["quote"]) for row in failure.evidence] == [(3, 2, "合计 9.00")]
