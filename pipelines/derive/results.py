"""A derived figure from its inputs: value, rounding, unit, quote and the places it came from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from pipelines.derive.statements import Meaning, Stated
from pipelines.normalise.amounts import YUAN_PER_UNIT, squeeze
from schemas.codes import measures
from schemas.facts import QUOTE_LENGTH, Figure, Input, Place

Term = tuple[int, Stated]
_T = TypeVar("_T")


class Derived:
    """What arithmetic gives for one meaning: the amount in yuan, give or take `half_width`, from signed inputs."""

    __slots__ = ("amount", "compared_with", "half_width", "meaning", "terms")

    def __init__(self, meaning: Meaning, terms: Sequence[Term], compared_with: str | None = None) -> None:
        self.meaning = meaning
        self.terms = tuple(terms)
        self.compared_with = compared_with
        self.amount = sum((sign * stated.amount for sign, stated in terms), Decimal(0))
        self.half_width = sum((stated.half_width for _, stated in terms), Decimal(0))

    @property
    def key(self) -> tuple[Meaning, str | None]:
        """What the figure means."""
        return self.meaning, self.compared_with

    @property
    def may_be_zero(self) -> bool:
        """Whether it differs from zero by no more than its inputs' rounding."""
        return abs(self.amount) <= self.half_width

    def agrees(self, other: Derived) -> bool:
        """Whether both ways of deriving it lead to one amount."""
        return abs(self.amount - other.amount) <= self.half_width + other.half_width

    def figure(self) -> Figure:
        """The figure as a row of `core.fact` tells it: no cell and no sentence prints it, its inputs do."""
        inputs = [stated.figure for _, stated in self.terms]
        unit = _common([squeeze(figure.stated_unit or "元") for figure in inputs]) or "元"
        stated = f"{(self.amount / YUAN_PER_UNIT[unit]).normalize():f}"
        slot = self.meaning.slot
        return Figure(
            measure=self.meaning.measure,
            fund=self.meaning.fund,
            phase=slot.phase,
            fiscal_year=slot.fiscal_year,
            value_kind="change" if self.compared_with is not None else slot.value_kind,
            compared_with=self.compared_with,
            as_of=slot.as_of,
            stated=stated,
            stated_unit=unit,
            half_width=self.half_width,
            place=Place(
                page=_common([figure.place.page for figure in inputs]),
                table_no=_common([figure.place.table_no for figure in inputs]),
            ),
            quote=_quote(self.terms, stated, unit),
            origin="derived",
            form=_common([figure.form for figure in inputs]),
            section=_common([figure.section for figure in inputs]),
            inputs=tuple(Input(sign, stated.figure) for sign, stated in self.terms),
        )


def _common(values: Sequence[_T]) -> _T | None:
    """The one value that all share, else None."""
    return values[0] if all(value == values[0] for value in values) else None


def _quote(terms: Sequence[Term], stated: str, unit: str) -> str:
    """The inputs by name and number, or by number alone where names take too much room."""
    named = "".join(
        f"{_sign(sign, place)}{measures()[term.meaning.measure].zh}{term.figure.stated}"
        for place, (sign, term) in enumerate(terms)
    )
    bare = "".join(f"{_sign(sign, place)}{term.figure.stated}" for place, (sign, term) in enumerate(terms))
    whole = f"{named}={stated}{unit}"
    return whole if len(whole) <= QUOTE_LENGTH else f"{bare}={stated}{unit}"


def _sign(sign: int, place: int) -> str:
    return "-" if sign < 0 else "+" if place else ""
