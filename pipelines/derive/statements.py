"""What a document states of the whole body, by meaning: which figures may stand as inputs of arithmetic."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pipelines.normalise.values import value_of
from schemas.codes import measures
from schemas.facts import Figure

# In prose, figures this many characters apart still speak of one thing.
REACH = 300


class Slot(NamedTuple):
    """What figures of one sum have in common beside measure and fund."""

    fiscal_year: int
    phase: str
    value_kind: str
    as_of: datetime.date | None


class Meaning(NamedTuple):
    """A measure of the whole body in one fund and slot."""

    measure: str
    fund: str
    slot: Slot


class Context(NamedTuple):
    """Where figures stand together: a row or a column of a table, or a stretch of a section of prose."""

    kind: str
    table_no: int | None
    line: int | str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed amount in yuan with its rounding, and the figure that states it."""

    meaning: Meaning
    amount: Decimal
    half_width: Decimal
    figure: Figure

    def agrees(self, other: Stated) -> bool:
        """Whether both can round the same true amount."""
        return abs(self.amount - other.amount) <= self.half_width + other.half_width


class Statements:
    """The levels and stocks of money that a document states of the whole body.

    `told` holds every meaning that stands anywhere, even blank, in doubt or narrowed (设备 from a price on): such a one
    is never derived. An amount is an input only where its reading is sure and every place that says it agrees.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.told: set[Meaning] = set()
        self._stated: dict[Meaning, list[Stated]] = defaultdict(list)
        self._doubted: set[Meaning] = set()
        for figure in figures:
            if not _speaks_of_the_whole_body(figure):
                continue
            meaning = Meaning(figure.measure, figure.fund, _slot(figure))
            self.told.add(meaning)
            if figure.qualifier is None:
                self._add(meaning, figure)
        for meaning, places in self._stated.items():
            if any(not place.agrees(places[0]) for place in places) or _apart(places):
                self._doubted.add(meaning)

    def _add(self, meaning: Meaning, figure: Figure) -> None:
        if figure.reading == "unsure":
            self._doubted.add(meaning)
            return
        value = value_of(figure)
        if value.amount_yuan is not None and value.half_width is not None and value.state in ("reported", "zero"):
            self._stated[meaning].append(Stated(meaning, value.amount_yuan, value.half_width, figure))

    def places(self, meaning: Meaning) -> Sequence[Stated]:
        """Every place that prints the amount; none where the amount is in doubt."""
        return () if meaning in self._doubted else self._stated.get(meaning, ())

    def inputs(self) -> Iterator[Stated]:
        """Every amount that may be an input."""
        for meaning in self._stated:
            yield from self.places(meaning)

    def together(self) -> Iterator[Sequence[Stated]]:
        """Groups of inputs that stand together: a row, a column, or neighbours in a section of prose."""
        groups: dict[Context, list[Stated]] = defaultdict(list)
        for stated in self.inputs():
            for context in _contexts(stated.figure):
                groups[context].append(stated)
        for context, group in groups.items():
            if len(group) < 2:
                continue
            if context.kind == "section":
                yield from _stretches(group)
            else:
                yield group


def _speaks_of_the_whole_body(figure: Figure) -> bool:
    known = measures().get(figure.measure)
    return (
        figure.origin != "derived"
        and figure.value_kind in ("level", "stock")
        and known is not None
        and known.unit_kind == "money"
        and not figure.is_narrowed
        and figure.compared_with is None
    )


def _slot(figure: Figure) -> Slot:
    return Slot(figure.fiscal_year, figure.phase, figure.value_kind, figure.as_of)


def _apart(places: Sequence[Stated]) -> bool:
    """Whether no one amount rounds to all of them, though each may agree with the first."""
    return max(place.amount - place.half_width for place in places) > min(
        place.amount + place.half_width for place in places
    )


def _contexts(figure: Figure) -> Iterator[Context]:
    place = figure.place
    if place.table_no is not None:
        if place.row_no is not None:
            yield Context("row", place.table_no, place.row_no)
        if place.column_no is not None:
            yield Context("column", place.table_no, place.column_no)
    elif place.char_start is not None and figure.section is not None:
        yield Context("section", None, figure.section)


def _stretches(group: Sequence[Stated]) -> Iterator[Sequence[Stated]]:
    """Runs of figures of a section in which each stands within `REACH` of the first."""
    ordered = sorted(group, key=lambda stated: stated.figure.place.char_start or 0)
    starts = [stated.figure.place.char_start or 0 for stated in ordered]
    ends = 0
    for first, start in enumerate(starts):
        last = max(ends, first + 1)
        while last < len(starts) and starts[last] - start <= REACH:
            last += 1
        if last > ends and last - first > 1:
            yield ordered[first:last]
        ends = last
