"""Whose disclosure a document is: body, division, fiscal year, report type and scope, each with its reason."""

from __future__ import annotations

from pipelines.locate.body_name import body_votes, choose_body
from pipelines.locate.fiscal_year import holds_two_reports, report_type_votes, scope_votes, year_in_path, year_votes
from pipelines.locate.front import read_front
from pipelines.locate.other_documents import other_kind
from pipelines.locate.printed_dates import printed_dates
from pipelines.locate.votes import heaviest
from pipelines.normalise.amounts import squeeze
from pipelines.normalise.divisions import resolve_division
from schemas.documents import Document
from schemas.facts import Identity
from schemas.issues import Issue


def identify(document: Document, path: str) -> tuple[Identity, list[Issue]]:
    """The identity the document tells, its path asked last; what is not found is None with an issue.

    `path` is the file's path relative to the folder that was loaded, or "".
    """
    front = read_front(document)
    prose = [squeeze(paragraph.text) for paragraph in document.paragraphs]
    text = "\n".join((*prose, *front.cells))
    # A file without a text layer can still be a disclosure: only its path can speak for it.
    other = other_kind(document, front, text, path) if document.blocks else None
    if other is not None:
        return Identity(), [Issue("not_a_disclosure", f"{other}: {front.title[:60]}" if front.title else other)]
    issues: list[Issue] = []
    reasons: list[tuple[str, str]] = []

    body = choose_body(body_votes(front, prose, path))
    year = heaviest(year_votes(front, text, path))
    report_type = heaviest(report_type_votes(front, text, path))
    if holds_two_reports(front.title):
        # Read as one of them, the figures of the other would be told of the wrong year.
        issues.append(Issue("file_holds_two_reports", front.title[:60]))
        year, report_type = None, None
    scope = heaviest(scope_votes(front, text, path, body.answer if body else None))
    for field, vote in (
        ("printed_name", body),
        ("fiscal_year", year),
        ("report_type", report_type),
        ("scope", scope),
    ):
        if vote is None:
            issues.append(Issue(_NOT_FOUND[field], path))
            if field == "scope":
                reasons.append((field, "assumed: no words tell"))
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

    dates = printed_dates(prose, year.answer if year else None, report_type.answer if report_type else None)
    reasons += dates.reasons
    identity = Identity(
        printed_name=body.answer if body else None,
        division_code=division.code,
        fiscal_year=year.answer if year else None,
        report_type=report_type.answer if report_type else None,
        scope=scope.answer if scope else "department",
        title=front.title or None,
        published_on=dates.published_on,
        approved_on=dates.approved_on,
        replied_on=dates.replied_on,
        reasons=tuple(reasons),
    )
    return identity, issues


_NOT_FOUND = {
    "printed_name": "body_is_not_found",
    "fiscal_year": "fiscal_year_is_not_found",
    "report_type": "report_type_is_not_found",
    "scope": "scope_is_assumed",
}
