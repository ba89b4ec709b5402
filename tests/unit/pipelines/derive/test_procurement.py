"""Quantity times unit price is an amount only where the table shows that it is."""

from __future__ import annotations

from decimal import Decimal

from pipelines.derive.procurement import derive_amounts
from schemas.facts import Place, ProcurementItem


def line(quantity: int | None, price: str | None, amount: str | None, table_no: int = 1) -> ProcurementItem:
    return ProcurementItem(
        quantity=None if quantity is None else Decimal(quantity),
        unit_price_yuan=None if price is None else Decimal(price),
        amount_yuan=None if amount is None else Decimal(amount),
        place=Place(table_no=table_no),
    )


def amounts(*items: ProcurementItem) -> list[tuple[Decimal | None, str]]:
    derive_amounts(items)
    return [(item.amount_yuan, item.amount_origin) for item in items]


def test_a_line_without_amount_in_a_table_whose_lines_multiply_out() -> None:
    assert amounts(line(3, "2500", "7500"), line(4, "1200.50", None), line(2, None, None)) == [
        (Decimal(7500), "table"),
        (Decimal(4802), "derived"),
        (None, "table"),
    ]


def test_prices_in_another_unit_than_amounts_give_nothing() -> None:
    assert amounts(line(3, "25000000", "7500"), line(4, "1200", None))[1] == (None, "table")


def test_nothing_shows_that_the_table_multiplies_out() -> None:
    assert amounts(line(4, "1200", None)) == [(None, "table")]
    assert amounts(line(3, "2500", "7500"), line(4, "1200", None, table_no=2))[1] == (None, "table")


def test_a_price_or_quantity_of_zero_says_nothing() -> None:
    assert amounts(line(3, "2500", "7500"), line(0, "1200", None), line(5, "0", None))[1:] == [(None, "table")] * 2
