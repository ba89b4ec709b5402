"""Numbers as people read them in the terminal."""

from decimal import Decimal

from pipelines.terminal import money, percent, tens_of_thousands, wan


def test_amounts() -> None:
    assert money(Decimal("1234567.5")) == "1,234,567.50"
    assert money(None) == wan(None) == percent(None) == "–"
    assert wan(Decimal(2085000)) == "208.50"
    assert tens_of_thousands(Decimal(1)) == Decimal("0.0001")
    assert percent(Decimal("0.2326")) == "23.3%"
