"""Whose disclosure a document is: body, division, fiscal year, report type and scope, each with its reason."""

from __future__ import annotations

import datetime
import re

from pipelines.locate.body_name import body_votes, choose_body
from pipelines.locate.fiscal_year import report_type_votes, scope_votes, year_in_path, year_votes
from pipelines.locate.front import Front, read_front
from pipelines.locate.votes import heaviest
from pipelines.normalise.amounts import squeeze
from pipelines.normalise.divisions import resolve_division
from schemas.documents import Document
from schemas.facts import Identity
from schemas.issues import Issue

_MONEY = re.compile(r"\d(?:\.\d+)?(?:万|亿)?元|单位:(?:万|千)?元|金额")
_NUMBER_CELL = re.compile(r"-?[\d,]+\.?\d*%?$")
_PUBLISHED = re.compile(
    r"(?:发布(?:日期|时间)|公开(?:日期|时间)|成文日期|发文日期)[:]?(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
)


def identify(document: Document, path: str) -> tuple[Identity, list[Issue]]:
    """The identity the document tells, its path asked last; what is not found is None with an issue.

    `path` is the file's path relative to the folder that was loaded, or "".
    """
    front = read_front(document)
    prose = [squeeze(paragraph.text) for paragraph in document.paragraphs]
    text = "\n".join((*prose, *front.cells))
    # A file without a text layer can still be a disclosure: only its path can speak for it.
    if document.blocks and not _is_disclosure(document, front, text):
        return Identity(), [Issue("not_a_disclosure", front.title[:60])]
    issues: list[Issue] = []
    reasons: list[tuple[str, str]] = []

    body = choose_body(body_votes(front, prose, path))
    year = heaviest(year_votes(front, text, path))
    report_type = heaviest(report_type_votes(front, text, path))
    scope = heaviest(scope_votes(front, text, path))
    for field, vote in (
        ("printed_name", body),
        ("fiscal_year", year),
        ("report_type", report_type),
        ("scope", scope),
    ):
        if vote is None:
            issues.append(Issue(_NOT_FOUND[field], path))
        else:
            reasons.append((field, vote.reason))

    division = resolve_division(body.answer if body else None, path, front.title, text)
    if division.code is not None:
        reasons.append(("division_code", division.reason))
    elif division.candidates:
        issues.append(Issue("division_is_ambiguous", f"{division.reason}: {', '.join(division.candidates)}"))
    else:
        issues.append(Issue("division_is_not_found", body.answer if body else path))
    named = year_in_path(path)
    if year is not None and named is not None and named != year.answer:
        issues.append(Issue("path_names_another_year", f"{named} / {year.answer}"))

    published = _published_on(prose)
    if published is not None:
        reasons.append(("published_on", "text"))
    identity = Identity(
        printed_name=body.answer if body else None,
        division_code=division.code,
        fiscal_year=year.answer if year else None,
        report_type=report_type.answer if report_type else None,
        scope=scope.answer if scope else "department",
        title=front.title or None,
        published_on=published,
        reasons=tuple(reasons),
    )
    return identity, issues


_NOT_FOUND = {
    "printed_name": "body_is_not_found",
    "fiscal_year": "fiscal_year_is_not_found",
    "report_type": "report_type_is_not_found",
    "scope": "scope_is_assumed",
}


def _is_disclosure(document: Document, front: Front, text: str) -> bool:
    """Whether a text speaks of a budget and of money: a listing of disclosures or a notice does not."""
    if not re.search(r"预算|决算|收支", text + front.title):
        return False
    if _MONEY.search(text):
        return True
    cells = (cell.text for table in document.tables for cell in table.cells)
    numbers = sum(1 for cell in cells if cell and _NUMBER_CELL.match(squeeze(cell)))
    return numbers >= 3


def _published_on(prose: list[str]) -> datetime.date | None:
    for line in (*prose[:40], *prose[-15:]):
        found = _PUBLISHED.search(line)
        if found:
            try:
                return datetime.date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None
