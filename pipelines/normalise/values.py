"""A figure's printed number to the exact columns of the contract: amount or quantity, rounding width and state."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from pipelines.normalise.amounts import YUAN_PER_UNIT, cell_state, half_width, parse_number, squeeze, to_yuan
from schemas.codes import measures
from schemas.facts import Figure, State

CENT = Decimal("0.01")
MILLIONTH = Decimal("0.000001")
_LIMIT = Decimal(10) ** 18
# Kinds that are money when their measure is; the others are percentages or counts whatever the measure.
_MONEY_KINDS = frozenset({"level", "change", "stock"})


class Value(NamedTuple):
    """A figure's value: at most one of `amount_yuan` and `quantity`; `issue` is a code where it was not understood."""

    amount_yuan: Decimal | None = None
    quantity: Decimal | None = None
    half_width: Decimal | None = None
    state: State | None = None
    issue: str | None = None


def fitted(value: Decimal | None, step: Decimal) -> Decimal | None:
    """`value` in multiples of `step`, or None where it has none or is too large for its column."""
    if value is None or not value.is_finite() or abs(value) >= _LIMIT:
        return None
    return value.quantize(step)


def value_of(figure: Figure) -> Value:
    """The exact value of `figure`. What is not understood has no state: its contract refuses the row."""
    number = parse_number(figure.stated)
    value = figure.value if figure.value is not None else (number.value if number is not None else None)
    if value is None:
        state = figure.state or cell_state(figure.stated)
        if state in ("reported", "zero", None):
            return Value(issue="number_is_not_understood")
        return Value(state=state)
    value *= figure.sign
    state = figure.state or ("zero" if value == 0 else "reported")
    unit = squeeze(figure.stated_unit) if figure.stated_unit else None
    width = fitted(half_width(number.decimals, unit), MILLIONTH) if number is not None else None
    if figure.half_width is not None:
        width = fitted(figure.half_width, MILLIONTH)
    if unit in YUAN_PER_UNIT:
        amount = fitted(to_yuan(value, unit), CENT)
        return Value(amount, None, width, state, "number_is_out_of_range" if amount is None else None)
    known = measures().get(figure.measure)
    if known is not None and known.unit_kind == "money" and figure.value_kind in _MONEY_KINDS and value != 0:
        return Value(state=state, issue="unit_is_unknown")
    if known is not None and known.unit_kind == "money" and figure.value_kind in _MONEY_KINDS:
        # Nothing is nothing in every unit (持平, 为零).
        return Value(Decimal("0.00"), None, width, state)
    quantity = fitted(value, MILLIONTH)
    return Value(None, quantity, width, state, "number_is_out_of_range" if quantity is None else None)
