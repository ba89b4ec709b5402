"""Cells of the three-public table: which item, and whether a first 合计 is the three-public total."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pipelines.extract.column_meanings import ColumnMeaning
from pipelines.extract.row_keys import RowKey
from pipelines.normalise.amounts import parse_number

PARTS = ("three_public_abroad", "three_public_vehicle", "three_public_reception")
# Items that Jiangsu's, Shaanxi's and other tables print beside the three-public items.
BESIDE = ("meeting", "training", "travel")


def item_of_cell(key: RowKey, column: ColumnMeaning, alone: bool) -> str | None:
    """The measure of a cell: an item, `three_public_total` for a bare total, None when row and column disagree."""
    if key.measure is not None:
        return key.measure if column.measure is None else None
    if column.measure is not None:
        return column.measure if key.total or key.unit or alone else None
    return "three_public_total" if key.total or key.unit or alone else None


def bare_total_holds(total: str, parts: Iterable[str]) -> bool:
    """Whether a bare 合计 equals the sum of its three parts, blank parts counting as nothing."""
    number = parse_number(total)
    found = [parsed.value for text in parts if (parsed := parse_number(text)) is not None]
    return number is not None and bool(found) and abs(number.value - sum(found, Decimal(0))) <= Decimal("0.02")
