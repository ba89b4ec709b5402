"""The dates a disclosure prints: its publication, the congress's approval, the finance bureau's reply."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from schemas.facts import ReportType
from schemas.record_heads import record_words

_PATTERNS = {
    field: tuple(re.compile(pattern) for pattern in patterns)
    for field, patterns in record_words("identity")["dates"].items()
}
_MAY_TELL = re.compile(r"日期|时间|批复|批准|通过")
_BUDGET = re.compile(r"预算|决算")
_FIRST_LINES, _LAST_LINES = 40, 15


class PrintedDates(NamedTuple):
    """The dates as printed, each None where none is; `reasons` quotes the words for each."""

    published_on: datetime.date | None
    approved_on: datetime.date | None
    replied_on: datetime.date | None
    reasons: tuple[tuple[str, str], ...]


def printed_dates(prose: list[str], fiscal_year: int | None, report_type: ReportType | None) -> PrintedDates:
    """The dates in squeezed paragraphs; a date that cannot belong to this year's budget or final account is none."""
    told = [line for line in prose if _MAY_TELL.search(line)]
    ends = [line for line in (*prose[:_FIRST_LINES], *prose[-_LAST_LINES:]) if _MAY_TELL.search(line)]
    latest = None if fiscal_year is None else fiscal_year + (2 if report_type == "final_accounts" else 1)
    earliest = None if fiscal_year is None else fiscal_year - (0 if report_type == "final_accounts" else 1)
    found = {
        "published_on": _first(ends, "published_on", earliest, None),
        "approved_on": _first(told, "approved_on", earliest, latest),
        "replied_on": _first(told, "replied_on", earliest, latest),
    }
    reasons = tuple((field, f"text: {hit[1]}") for field, hit in found.items() if hit)
    days = {field: hit[0] if hit else None for field, hit in found.items()}
    return PrintedDates(**days, reasons=reasons)


def _first(
    lines: Iterable[str], field: str, earliest: int | None, latest: int | None
) -> tuple[datetime.date, str] | None:
    for line in lines:
        for number, pattern in enumerate(_PATTERNS[field]):
            for match in pattern.finditer(line):
                # A label says what its date is; a sentence must speak of the budget.
                if number and not _BUDGET.search(_sentence(line, match)):
                    continue
                try:
                    day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
                except ValueError:
                    continue
                if (earliest is None or day.year >= earliest) and (latest is None or day.year <= latest):
                    return day, match[0][:60]
    return None


def _sentence(line: str, match: re.Match[str]) -> str:
    begin = max(line.rfind("。", 0, match.start()), line.rfind(";", 0, match.start())) + 1
    end = line.find("。", match.end())
    return line[begin : end if end >= 0 else len(line)]
