"""Printed numbers to exact amounts and quantities."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.values import Value, value_of
from schemas.facts import Figure, Place


def figure(stated: str, unit: str | None, **columns: Any) -> Figure:
    return Figure(
        **{
            "measure": "expenditure_total",
            "fund": "all",
            "phase": "budget",
            "fiscal_year": 2031,
            "stated": stated,
            "stated_unit": unit,
            "place": Place(),
            "quote": stated,
            "origin": "table",
        }
        | columns
    )


def test_money_in_every_unit_is_exact() -> None:
    assert value_of(figure("1,407.36", "万元")) == Value(Decimal("14073600.00"), None, Decimal("50"), "reported")
    assert value_of(figure("0.5", "亿元")).amount_yuan == Decimal(50_000_000)
    assert value_of(figure("12.34", "元")).half_width == Decimal("0.005")


def test_words_of_decrease_make_the_number_negative() -> None:
    value = value_of(figure("208.5", "万元", sign=-1, value_kind="change"))
    assert value.amount_yuan == Decimal(-2085000)
    assert value.half_width == Decimal(500)


def test_words_that_stand_for_a_number() -> None:
    same = value_of(figure("持平", "万元", value=Decimal(0), value_kind="change"))
    assert (same.amount_yuan, same.state, same.half_width) == (0, "zero", None)
    assert value_of(figure("持平", None, value=Decimal(0), value_kind="change")).amount_yuan == 0


@pytest.mark.parametrize(
    ("stated", "state"), [("", "blank"), ("—", "not_applicable"), ("无", "nil_statement"), ("0.00", "zero")]
)
def test_what_a_cell_says_is_never_merged(stated: str, state: str) -> None:
    value = value_of(figure(stated, "万元"))
    assert value.state == state
    assert value.amount_yuan == (Decimal(0) if state == "zero" else None)


def test_a_percentage_or_count_is_a_quantity() -> None:
    assert value_of(figure("12.5", "%", value_kind="change_percent")).quantity == Decimal("12.5")
    vehicles = value_of(figure("3", "辆", measure="vehicles_count", value_kind="stock"))
    assert (vehicles.amount_yuan, vehicles.quantity, vehicles.half_width) == (None, Decimal(3), Decimal("0.5"))


@pytest.mark.parametrize(
    ("stated", "unit", "issue"),
    [
        ("12.3.4", "万元", "number_is_not_understood"),
        ("12", None, "unit_is_unknown"),
        ("12", "元人民币", "unit_is_unknown"),
        ("9" * 17, "万元", "number_is_out_of_range"),
    ],
)
def test_what_is_not_understood_is_an_issue_and_no_amount(stated: str, unit: str | None, issue: str) -> None:
    value = value_of(figure(stated, unit))
    assert value.issue == issue
    assert value.amount_yuan is None
    assert value.quantity is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["元", "千元", "万元", "亿元"]))
def test_an_amount_divided_by_its_unit_is_the_printed_number(number: Decimal, unit: str) -> None:
    value = value_of(figure(f"{number:,}", unit))
    assert value.amount_yuan is not None
    assert value.amount_yuan / {"元": 1, "千元": 10**3, "万元": 10**4, "亿元": 10**8}[unit] == number
