"""Numbers over a ruling come together where most of their digits are."""

from __future__ import annotations

from pipelines.read.lines import Glyph
from pipelines.read.torn_numbers import Crossing, is_one_number, rejoin


def glyphs(text: str, left: float) -> list[Glyph]:
    return [(100.0, left + 5 * n, left + 5 * n + 5, 10.0, char) for n, char in enumerate(text)]


def text(found: list[Glyph]) -> str:
    return "".join(glyph[4] for glyph in found)


def torn(number: str, at: int, before: str = "", after: str = "") -> tuple[str, str]:
    """The texts of two cells after a number torn behind its first `at` characters was put together."""
    whole = glyphs(number, 50)
    first, second = glyphs(before, 0) + whole[:at], whole[at:] + glyphs(after, 300)
    rejoin([Crossing(first, whole[at - 1], second, whole[at])])
    return text(first), text(second)


def test_the_smaller_part_moves() -> None:
    assert torn("1,407.36", 7, "甲", "2.00") == ("甲1,407.36", "2.00")
    assert torn("1,407.36", 1, "甲", "2.00") == ("甲", "1,407.362.00")


def test_only_touching_digits_of_one_line_are_one_number() -> None:
    one, two = glyphs("12", 50)
    assert is_one_number(one, two)
    assert not is_one_number(one, (100.0, 58.0, 63.0, 10.0, "2"))
    assert not is_one_number(one, (112.0, 55.0, 60.0, 10.0, "2"))
    assert not is_one_number(one, (100.0, 55.0, 65.0, 10.0, "万"))
