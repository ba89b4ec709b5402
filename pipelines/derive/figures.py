"""All figures that arithmetic gives for one document.

They are made here, document by document, and not in the warehouse: a figure then depends on nothing but its file, comes
and goes with it, and loading stays one replacement of a document's rows. What is given up is arithmetic over several
files of one disclosure, where a sum would cross two readings; SQL can add those where it is wanted. A figure derived
from one file and stated in a companion keeps its id, and `core.figure` takes the stated one.

Only closed arithmetic counts: every other term is printed in the same row, column or stretch of prose, is sure, and is
contradicted nowhere in the document. Nothing is derived from what is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.derive.changes import derived_changes
from pipelines.derive.results import Derived
from pipelines.derive.sides import OTHER_SIDE, other_sides
from pipelines.derive.statements import Meaning, Slot, Statements
from pipelines.derive.sums import derived_sums
from schemas.facts import Figure


def derived_figures(figures: Sequence[Figure], report_type: str, fiscal_year: int) -> list[Figure]:
    """The derived figures of a document in a fixed order; none where two ways of deriving one disagree."""
    statements = Statements(figures)
    changes = frozenset(_told_changes(figures))
    ways: dict[tuple[Meaning, str | None], list[Derived]] = {}
    for found in _all(statements, changes, report_type, fiscal_year):
        ways.setdefault(found.key, []).append(found)
    chosen = {
        key: min(found, key=lambda derived: (derived.half_width, len(derived.terms)))
        for key, found in ways.items()
        if all(one.agrees(other) for one in found for other in found)
    }
    return [derived.figure() for derived in chosen.values() if _balances(derived, chosen, statements)]


def _balances(derived: Derived, chosen: dict[tuple[Meaning, str | None], Derived], statements: Statements) -> bool:
    """Whether a derived total of one side equals the other side, derived or stated: else a part was missed."""
    other = OTHER_SIDE.get(derived.meaning.measure)
    if other is None or derived.compared_with is not None:
        return True
    meaning = derived.meaning._replace(measure=other)
    opposite = chosen.get((meaning, None))
    if opposite is not None:
        return derived.agrees(opposite)
    return all(
        abs(derived.amount - stated.amount) <= derived.half_width + stated.half_width
        for stated in statements.places(meaning)
    )


def _all(statements: Statements, changes: frozenset[Meaning], report_type: str, fiscal_year: int) -> Iterator[Derived]:
    yield from derived_sums(statements, report_type)
    yield from other_sides(statements)
    yield from derived_changes(statements, changes, fiscal_year)


def _told_changes(figures: Iterable[Figure]) -> Iterator[Meaning]:
    """Stated changes, whatever narrows them and whatever they compare with: where one is told, none is derived."""
    for figure in figures:
        if figure.value_kind == "change":
            slot = Slot(figure.fiscal_year, figure.phase, "level", None)
            yield Meaning(figure.measure, figure.fund, slot)
