"""Figures to rows of `core.fact`: exact values, identifiers by meaning, occurrences in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pipelines.normalise.identifiers import digest, figure_id, occurrences
from pipelines.normalise.personal_data import mask_personal_data
from pipelines.normalise.values import value_of
from schemas.facts import QUOTE_LENGTH, Figure
from schemas.issues import Issue


class NameKeys(NamedTuple):
    """The names behind a document's institution and project numbers."""

    institutions: dict[int, str]
    projects: dict[int, str]

    def institution(self, number: int | None) -> str | None:
        """The institution's name key, or its number where the document does not list it."""
        return None if number is None else self.institutions.get(number, f"#{number}")

    def project(self, number: int | None) -> str | None:
        """The project's name key, or its number where the document does not list it."""
        return None if number is None else self.projects.get(number, f"#{number}")


def fact_rows(
    figures: Sequence[Figure], disclosure_key: str, disclosure_id: str | None, document_id: str, names: NameKeys
) -> tuple[list[tuple[Any, ...]], list[Issue]]:
    """Rows of `core.fact` in the order of `figures`, and an issue for each number that was not understood."""
    meanings = [
        figure_id(disclosure_key, figure, names.institution(figure.institution_no), names.project(figure.project_no))
        for figure in figures
    ]
    keys = [(meaning, figure.origin, figure.form) for meaning, figure in zip(meanings, figures, strict=True)]
    rows: list[tuple[Any, ...]] = []
    issues: list[Issue] = []
    for figure, meaning, occurrence in zip(figures, meanings, occurrences(keys), strict=True):
        value = value_of(figure)
        place = figure.place
        if value.issue is not None:
            detail = f"{figure.measure}: {figure.stated} {figure.stated_unit or ''}".strip()[:QUOTE_LENGTH]
            issues.append(
                Issue(
                    value.issue,
                    detail,
                    place.page,
                    place.table_no,
                    place.row_no,
                    place.column_no,
                    place.char_start,
                )
            )
        rows.append(
            (
                digest(meaning, figure.origin, figure.form, occurrence),
                meaning,
                occurrence,
                disclosure_id,
                document_id,
                figure.fiscal_year,
                figure.measure,
                figure.fund,
                figure.phase,
                figure.value_kind,
                figure.compared_with,
                figure.as_of,
                figure.function_code,
                figure.economic_code,
                figure.government_economic_code,
                figure.subject_name,
                figure.institution_no,
                figure.project_no,
                figure.qualifier,
                value.amount_yuan,
                value.quantity,
                value.state,
                figure.stated,
                figure.stated_unit,
                value.half_width,
                figure.row_role,
                figure.origin,
                figure.form,
                figure.section,
                place.page,
                place.table_no,
                place.row_no,
                place.column_no,
                place.char_start,
                place.char_end,
                short_quote(masked_quote(figure.quote, figure.stated), figure.stated),
                figure.reading,
                None,
            )
        )
    return rows, issues


def derivation_rows(
    figures: Sequence[Figure], facts: Sequence[tuple[Any, ...]], document_id: str
) -> list[tuple[Any, ...]]:
    """Rows of `core.derivation` for derived figures; `facts` are the rows of `figures`, in their order."""
    ids = {id(figure): row[0] for figure, row in zip(figures, facts, strict=True)}
    return [
        (row[0], document_id, number, ids[id(term.figure)], term.sign)
        for figure, row in zip(figures, facts, strict=True)
        for number, term in enumerate(figure.inputs, 1)
    ]


def masked_quote(quote: str, stated: str) -> str:
    """`quote` with personal data masked; the figure stays as printed, even where it looks like a telephone number."""
    masked = mask_personal_data(quote)
    at = quote.rfind(stated) if stated else -1
    # Masking keeps the length, so places before and after are the same.
    return masked if at < 0 else masked[:at] + stated + masked[at + len(stated) :]


def short_quote(quote: str, stated: str) -> str:
    """At most 60 characters of `quote` that still hold `stated`, which stands towards the end: labels come first."""
    if len(quote) <= QUOTE_LENGTH:
        return quote
    at = quote.rfind(stated) if stated else -1
    if at < 0:
        return quote[:QUOTE_LENGTH]
    end = min(len(quote), max(at + len(stated), QUOTE_LENGTH))
    return quote[max(0, end - QUOTE_LENGTH) : end]
