"""Printed numbers: what is one number, and what is two or a number with a note's mark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.normalise.amounts import cell_state, join_number, parse_number, squeeze


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,407.36", "1407.36"),
        ("１，４０７．３６", "1407.36"),
        ("1 407.36", "1407.36"),
        ("1 234 567", "1234567"),
        ("31724.6\n8", "31724.68"),
        ("1,407,\n500.36", "1407500.36"),
        ("1,407,50\n0.36", "1407500.36"),
        ("(36.50)", "-36.50"),
        ("1,407.36①", "1407.36"),
        ("1,407.36²", "1407.36"),
        ("-7.5 ③", "-7.5"),
    ],
)
def test_one_number(printed: str, value: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert number.value == Decimal(value)
    assert cell_state(printed) == "reported"


@pytest.mark.parametrize(
    "printed", ["12 13", "120\n35", "12.5\n3.4", "1\n1,407.36", "12 3456", "1 2.50", "3 45\n6.7", "100.5\n200"]
)
def test_two_numbers_are_none(printed: str) -> None:
    assert parse_number(printed) is None
    assert cell_state(printed) is None


def test_marks_that_stand_alone_or_behind_words_stay() -> None:
    assert squeeze("① 甲类") == "1甲类"
    assert squeeze("12.5②万元") == "12.5万元"


def test_joining_takes_out_what_layout_put_in_and_keeps_two_numbers_apart() -> None:
    assert join_number(" 1,407,\n500.36 ") == "1,407,500.36"
    assert join_number("100\n90") == "100；90"


@pytest.mark.parametrize("printed", ["100\n90", "100 \n 900", "100 90", "1 234\n567", "100.5\n200"])
def test_two_numbers_joined_are_no_number(printed: str) -> None:
    assert cell_state(join_number(printed)) is None
