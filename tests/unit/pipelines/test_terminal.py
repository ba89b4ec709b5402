"""Numbers as people read them in the terminal."""

from decimal import Decimal

import pytest

from pipelines.terminal import meaning, money, percent, tens_of_thousands, wan
from schemas.codes import COMPARISON_BASES, FUNDS, PHASES, VALUE_KINDS
from schemas.words import say


def test_amounts() -> None:
    assert money(Decimal("1234567.5")) == "1,234,567.50"
    assert money(None) == wan(None) == percent(None) == "–"
    assert wan(Decimal(2085000)) == "208.50"
    assert tens_of_thousands(Decimal(1)) == Decimal("0.0001")
    assert percent(Decimal("0.2326")) == "23.3%"


def test_a_fact_is_told_in_words() -> None:
    row = {
        "measure": "travel",
        "fund": "general_public",
        "phase": "final",
        "value_kind": "change",
        "compared_with": "previous_final",
        "fiscal_year": 2031,
        "economic_code": "30211",
    }
    assert meaning(row, "zh") == "差旅费 · 一般公共预算 · 决算数 · 增减额 · 比上年决算 · 2031 · 30211"
    level = row | {"value_kind": "level", "compared_with": None}
    assert meaning(level, "en") == "travel · general public budget · final · level · 2031 · 30211"


@pytest.mark.parametrize(
    ("prefix", "codes"), [("fund", FUNDS), ("phase", PHASES), ("kind", VALUE_KINDS), ("base", COMPARISON_BASES)]
)
def test_every_code_of_a_fact_has_words(prefix: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        assert say(f"{prefix}_{code}", "zh") != say(f"{prefix}_{code}", "en")
