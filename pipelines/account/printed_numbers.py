"""Every number that a document prints: each table cell with a digit, and each run of digits in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from pipelines.normalise.amounts import YUAN_PER_UNIT, holds_two_numbers, parse_number, squeeze
from schemas.documents import Cell, Document, Paragraph
from schemas.facts import Part

Shape = Literal["money", "percent", "quantity", "bare", "words"]

# What a number in prose is followed by says what it is; the longer unit first.
_MONEY = "百万元|千万元|万元|亿元|千元|元|万(?![\\d\\u4e00-\\u9fff])|亿(?![\\d\\u4e00-\\u9fff])"
_PERCENT = "[%％‰]|个?百分点"
_QUANTITY = (
    "人次|批次|批|辆次|个?团组|平方米|平方公里|公里|㎡|m2|辆|台|套|家|名|人|次|项|户|件|场|期|篇|份|处"
    "|所|间|亩|吨|天|小时|个|条"
)
_SPELLED_DIGITS = "一二三四五六七八九十百千两零〇壹贰叁肆伍陆柒捌玖拾佰仟"
_PROSE_NUMBER = re.compile(
    r"(?P<number>\d+(?:[,，]\d{3}(?!\d))*(?:[.．](?!(?:19|20)\d\d\s*年)\d+)*)"
    rf"(?:\s*(?:(?P<money>{_MONEY})|(?P<percent>{_PERCENT})|(?P<quantity>{_QUANTITY})))?"
    # Numbers in words are amounts only with their unit: 三十万元, 百分之五.
    rf"|(?P<spelled_money>[{_SPELLED_DIGITS}]+[余多]?[万亿]元)|(?P<spelled_percent>百分之[{_SPELLED_DIGITS}点]+)"
)
_SHAPES: dict[str, Shape] = {"number": "bare", "money": "money", "percent": "percent", "quantity": "quantity"}
_SPELLED: dict[str, Shape] = {"spelled_money": "money", "spelled_percent": "percent"}
_STATES_NUMBER = re.compile(rf"\d|[{_SPELLED_DIGITS}]+[余多]?[万亿]|百分之")
_DIGIT = re.compile(r"\d")
_NUMBER_AND_UNIT = re.compile(
    rf"[-+<>≥≤=≧≦约共]*\(?-?(?P<number>\d[\d,]*(?:\.\d+)?)\)?"
    rf"(?:(?P<money>{_MONEY})|(?P<percent>{_PERCENT})|(?P<quantity>{_QUANTITY}|分))?(?:/\w+)?"
)


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A table cell that prints a digit; `plain` is its text squeezed, `value` its number where that is all it says."""

    table_no: int
    cell: Cell
    plain: str
    shape: Shape
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class ProseNumber:
    """A run of digits in a paragraph; `start` and `end` (of the digits) count in the paragraph's text."""

    paragraph: Paragraph
    block: int
    start: int
    end: int
    unit_end: int
    shape: Shape

    @property
    def offset(self) -> int:
        """Where its digits begin in `Document.text`."""
        return self.paragraph.start + self.start

    @property
    def text(self) -> str:
        """The digits as printed."""
        return self.paragraph.text[self.start : self.end]


@lru_cache(maxsize=65536)
def shape_of_cell(text: str) -> tuple[str, Shape, Decimal | None]:
    """A cell's text squeezed, what it says (an amount alone, or words that hold digits), and its number if alone."""
    plain = squeeze(text)
    number = parse_number(text)
    if number is not None:
        return plain, "bare", number.value
    found = _NUMBER_AND_UNIT.fullmatch(plain) if not holds_two_numbers(text) else None
    if found is None:
        return plain, "words", None
    shape: Shape = "bare"
    for name in ("money", "percent", "quantity"):
        if found[name]:
            shape = name
    try:
        return plain, shape, Decimal(found["number"].replace(",", ""))
    except InvalidOperation:
        return plain, shape, None


def numbers_of_tables(document: Document) -> Iterator[CellNumber]:
    """Each cell of each table that prints a digit, once."""
    for table in document.tables:
        for cell in table.cells:
            if cell.text and _DIGIT.search(cell.text):
                yield CellNumber(table.table_no, cell, *shape_of_cell(cell.text))


def numbers_of_prose(document: Document) -> Iterator[ProseNumber]:
    """Each run of digits of each paragraph, with what its unit says it is."""
    for place, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            for span in numbers_in(block.text):
                yield ProseNumber(block, place, *span)


def numbers_in(text: str) -> Iterator[tuple[int, int, int, Shape]]:
    """Each run of digits of a text: where the digits begin and end, where the unit ends, and what the unit says."""
    for found in _PROSE_NUMBER.finditer(text):
        name = found.lastgroup or ""
        if name in _SPELLED:
            yield found.start(), found.end(), found.end(), _SPELLED[name]
        else:
            yield found.start(), found.end("number"), found.end(), _SHAPES[name]


def states_number(stated: str) -> bool:
    """Whether what a figure states is a number, not words that say one (持平, 无)."""
    return _STATES_NUMBER.match(stated) is not None


def count_numbers(document: Document) -> dict[Part, int]:
    """How many numbers a document prints, in its tables and in its prose."""
    return {
        "cell": sum(1 for _ in numbers_of_tables(document)),
        "prose": sum(1 for _ in numbers_of_prose(document)),
    }


def in_yuan(value: Decimal) -> set[Decimal]:
    """What `value` may be in yuan, in whichever money unit it is printed."""
    return {value * scale for scale in YUAN_PER_UNIT.values()}
