"""Whole numbers in Chinese numerals."""

import pytest

from pipelines.normalise.amounts import spelled_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("二〇三", 203),
        ("两", 2),
        ("", None),
        ("三点五", None),
    ],
)
def test_spelled_numbers(text: str, value: int | None) -> None:
    assert spelled_number(text) == value
