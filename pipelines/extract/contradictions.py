"""Figures that come out with one meaning and several values: a head or a label was not understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.normalise.values import value_of
from schemas.facts import Figure
from schemas.issues import Issue


def doubt_contradictions(figures: Sequence[Figure]) -> list[Issue]:
    """Doubt the figures of one form's tables that cannot all be right, and say so once.

    Within a row one meaning has one value. Over several rows and tables of the form this holds for what nothing
    narrows; a code may be printed again, for another unit or in another part of the table. Of whole tables that differ
    (the department's and a unit's) nothing is sure.
    """
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        place = figure.place
        groups[(*_meaning(figure), place.table_no, place.row_no)].append(figure)
        if not figure.is_narrowed:
            groups[_meaning(figure)].append(figure)
    differing = [group for group in groups.values() if _differ(group)]
    tables = [{figure.place.table_no for figure in group} for group in differing]
    apart = {table_no for numbers in tables if len(numbers) > 1 for table_no in numbers}
    doubted = [figure for group in differing for figure in group]
    doubted += [figure for figure in figures if figure.place.table_no in apart]
    for figure in doubted:
        figure.reading = "unsure"
    if not doubted:
        return []
    first = doubted[0]
    values = dict.fromkeys(figure.stated for figure in doubted if _meaning(figure) == _meaning(first))
    place = first.place
    detail = f"{first.quote[:24]}: {' / '.join(values)}"[:80]
    return [Issue("table_contradicts_itself", detail, place.page, place.table_no, place.row_no, place.column_no)]


def doubt_differing_levels(figures: Sequence[Figure]) -> None:
    """Doubt the amounts of the whole body that `figures` of prose tell with one meaning and several values."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value_kind == "level" and figure.state is None and not figure.is_narrowed:
            groups[_meaning(figure)].append(figure)
    for group in groups.values():
        if _differ(group):
            for figure in group:
                figure.reading = "unsure"


def _meaning(figure: Figure) -> tuple[object, ...]:
    return (
        figure.measure,
        figure.fund,
        figure.phase,
        figure.fiscal_year,
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
    )


def _differ(figures: Sequence[Figure]) -> bool:
    """Whether no one amount rounds to all of these."""
    if len(figures) < 2:
        return False
    read = [value_of(figure) for figure in figures]
    known = [
        (value.amount_yuan if value.amount_yuan is not None else value.quantity, value.half_width or 0)
        for value in read
    ]
    bounds = [(amount - width, amount + width) for amount, width in known if amount is not None]
    return bool(bounds) and max(low for low, _ in bounds) > min(high for _, high in bounds)
