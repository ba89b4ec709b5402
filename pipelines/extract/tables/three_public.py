"""Cells of the three-public table: which item, and whether a first 合计 is the three-public total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipelines.extract.tables.column_meanings import ColumnMeaning
from pipelines.extract.tables.row_keys import RowKey
from pipelines.normalise.amounts import parse_number

PARTS = ("three_public_abroad", "three_public_vehicle", "three_public_reception")
# Items that the tables of some provinces print beside the three-public items.
BESIDE = ("meeting", "training", "travel")


def item_of_cell(key: RowKey, column: ColumnMeaning, alone: bool) -> str | None:
    """The measure of a cell: an item, `three_public_total` for a bare total, None when row and column disagree."""
    if key.measure is not None:
        return key.measure if column.measure is None else None
    if key.total or key.unit or key.fund or alone:
        return column.measure or "three_public_total"
    return None


def bare_total(total: str, items: Sequence[tuple[str, str]]) -> str | None:
    """The measure of a bare 合计 beside these (measure, printed amount): three-public, or with meetings and training.

    Blank amounts count as nothing; None where neither sum is the total.
    """
    number = parse_number(total)
    told = [(item, parsed.value) for item, text in items if (parsed := parse_number(text)) is not None]
    own = [value for item, value in told if item == "three_public_total"]
    parts = own or [value for item, value in told if item in PARTS]
    if number is None or not parts:
        return None
    beside = [value for item, value in told if item in BESIDE]
    if not own and _sums(number.value, parts):
        return "three_public_total"
    if any(beside) and _sums(number.value, parts + beside) and not any(item == "travel" for item, _ in told):
        return "three_public_and_meetings"
    return None


def _sums(total: Decimal, parts: Sequence[Decimal]) -> bool:
    return abs(total - sum(parts, Decimal(0))) <= Decimal("0.02")
