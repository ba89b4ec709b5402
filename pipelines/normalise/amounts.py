"""Printed numbers and units to exact values: what a number says, in which unit, and how precisely."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from schemas.facts import State

YUAN_PER_UNIT: dict[str, Decimal] = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
SPELLED_DIGITS = "零〇一二两三四五六七八九十百千"
DASHES = frozenset("-－—–―─一/")
NIL_WORDS = frozenset({"无", "空", "空表", "不适用"})

_NUMBER = re.compile(r"(?P<sign>[-−－﹣])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)")
_SPELLED = {char: digit for digit, chars in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for char in chars}
_SPELLED_PLACES = {"十": 10, "百": 100, "千": 1000}
_SPACES = re.compile(r"\s+")
# The mark of a note behind a number, which NFKC would turn into a digit of it.
_NOTE_MARK = re.compile(r"(?<=[\d%％)）])\s*[¹²³⁰-⁹①-⑳]+")
_PARTED_DIGITS = re.compile(r"\d\s+\d")
_SPACED_GROUPS = re.compile(r"\D?\d{1,3}(?:[^\S\n]\d{3})+(?:\.\d+)?\D?")


class PrintedNumber(NamedTuple):
    """A number as printed: its exact value and how many decimals it was printed with."""

    value: Decimal
    decimals: int


def squeeze(text: str) -> str:
    """NFKC without white space or marks of notes, commas and minus signs plain: for matching, never for storing."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _NOTE_MARK.sub("", text))
    return _SPACES.sub("", text).replace("−", "-").replace("，", ",")


def holds_two_numbers(text: str) -> bool:
    """Whether white space parts digits that are no one number, as the lines of two rows set in one cell."""
    return _PARTED_DIGITS.search(text) is not None and not _is_one_number(text)


def join_number(text: str) -> str:
    """A printed number without the line ends and spaces that layout put into it; two numbers stay two (100；900)."""
    if holds_two_numbers(text):
        return "；".join(line.strip() for line in text.strip().split("\n"))
    return _SPACES.sub("", text)


def parse_number(text: str) -> PrintedNumber | None:
    """The number that is the whole of `text` (commas, brackets for negatives allowed), or None, as for two numbers."""
    if holds_two_numbers(text):
        return None
    plain = squeeze(text)
    negative = False
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")":
        plain, negative = plain[1:-1], True
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits = found["digits"].replace(",", "")
    value = Decimal(digits)
    if negative or found["sign"]:
        value = -value
    return PrintedNumber(value, len(digits.partition(".")[2]))


def _is_one_number(text: str) -> bool:
    """Whether digits parted by white space are one number: in groups of three, or torn at the end of a full line."""
    text = text.strip()
    if _SPACED_GROUPS.fullmatch(text):
        return True
    *full, last = (len(line.strip()) for line in text.split("\n"))
    is_torn = bool(full) and max(full) - min(full) <= 1 and last <= max(full)
    # 100.5 above 200 is no 100.5200: nobody prints more decimals of money than cents, but for all six of 万元.
    decimals = len(_SPACES.sub("", text).replace("．", ".").partition(".")[2])
    is_amount = any(mark in text for mark in ".,．，") and decimals in (0, 1, 2, 6)
    return is_torn and is_amount and not any(map(_PARTED_DIGITS.search, text.split("\n")))


def spelled_number(text: str) -> Decimal | None:
    """The whole number below 10,000 that Chinese numerals spell (三, 十二, 一百二十, 二〇), or None."""
    if not text or set(text) - set(SPELLED_DIGITS):
        return None
    if not set(text) & set(_SPELLED_PLACES):
        # 二〇三: digits one by one.
        return Decimal("".join(str(_SPELLED[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _SPELLED_PLACES:
            total += (digit or 1) * _SPELLED_PLACES[char]
            digit = 0
        else:
            digit = _SPELLED[char]
    return Decimal(total + digit)


def cell_state(text: str) -> State | None:
    """What a value cell says: a number, zero, blank, not_applicable (a dash), nil_statement (无); else None."""
    plain = squeeze(text)
    if not plain:
        return "blank"
    if set(plain) <= DASHES:
        return "not_applicable"
    if plain in NIL_WORDS:
        return "nil_statement"
    number = parse_number(text)
    if number is None:
        return None
    return "zero" if number.value == 0 else "reported"


def to_yuan(value: Decimal, unit: str) -> Decimal:
    """`value` in money unit `unit` (a key of `YUAN_PER_UNIT`), in yuan, exact."""
    return value * YUAN_PER_UNIT[unit]


def half_width(decimals: int, unit: str | None) -> Decimal:
    """Half a unit of the last printed digit, in yuan for money units, else in the quantity's own unit."""
    scale = YUAN_PER_UNIT.get(unit or "", Decimal(1))
    return scale * Decimal(1).scaleb(-decimals) / 2
