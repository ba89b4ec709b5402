"""What a cell's text says as a number, for the account."""

from __future__ import annotations

from decimal import Decimal

from pipelines.account.printed_numbers import shape_of_cell


def test_two_numbers_in_a_cell_are_words_that_hold_digits() -> None:
    assert shape_of_cell("100\n90") == ("10090", "words", None)
    assert shape_of_cell("1 234.50") == ("1234.50", "bare", Decimal("1234.50"))
    assert shape_of_cell("12万元") == ("12万元", "money", Decimal(12))
