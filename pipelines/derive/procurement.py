"""Amounts of procurement lines from quantity and unit price, in tables whose other lines show that this is the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from schemas.facts import ProcurementItem

_CENT = Decimal("0.01")


def derive_amounts(items: Iterable[ProcurementItem]) -> None:
    """Give lines without an amount their quantity times unit price.

    Heads may print prices in 元 and amounts in 万元: only a table whose other lines all show that both are in one unit
    gives amounts, and at least one must show it.
    """
    tables: dict[int | None, list[ProcurementItem]] = defaultdict(list)
    for item in items:
        tables[item.place.table_no].append(item)
    for lines in tables.values():
        proofs = [
            _product(line) == line.amount_yuan for line in lines if line.amount_yuan and _product(line) is not None
        ]
        if not proofs or not all(proofs):
            continue
        for line in lines:
            product = _product(line)
            if line.amount_yuan is None and product is not None:
                line.amount_yuan = product
                line.amount_origin = "derived"


def _product(line: ProcurementItem) -> Decimal | None:
    if line.quantity is None or line.unit_price_yuan is None or line.quantity <= 0 or line.unit_price_yuan <= 0:
        return None
    return (line.quantity * line.unit_price_yuan).quantize(_CENT)
