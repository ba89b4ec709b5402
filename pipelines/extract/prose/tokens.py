"""Prose cut into the tokens its grammar knows: amounts, subjects, funds, directions, years, phases and separators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pipelines.extract.prose.classified_items import ClassifiedItem, classified_items
from pipelines.extract.prose.word_finder import longest_word_pattern
from pipelines.normalise.amounts import SPELLED_DIGITS, to_yuan
from schemas.phrase_declarations import Subject, WordKind, class_names, subjects, wording

MONEY_UNITS = {
    "万元": "万元",
    "万": "万元",
    "元": "元",
    "亿元": "亿元",
    "亿": "亿元",
    "千元": "千元",
    "百万元": "百万元",
}
_OTHER_NAMES_OF_UNITS = {"个团组": "团组", "个批次": "批次", "个批": "批"}
PERCENT_UNITS = ("%", "个百分点", "百分点")

TokenKind = (
    WordKind
    | Literal["amount", "subject", "item", "equipment", "date", "year", "open", "close", "separator", "remark", "range"]
)

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_UNITS = (
    "百万元|万元|亿元|千元|元|亿|万(?![\\d\\u4e00-\\u9fff])|%|个百分点|百分点|人次|批次|批|团组|个团组|个批次|个批|平方米|㎡|m2"
    "|辆次|辆|台|套|家|名|人|个|次|项|户|件"
)
_SPECIAL = (
    r"(?P<equipment>单(?:位|台|件)?(?:价|价值)(?:在|为)?(?P<threshold>\d+(?:\.\d+)?)(?P<threshold_unit>万|万元|元)"
    r"(?:\(含\)|含)?(?:及|\(含\))?以上(?:\(含\))?(?:的|\(含[^()]{0,8}\)|\(不含[^()]{0,8}\)){0,2}"
    r"(?:大型|[\u4e00-\u9fff]{0,6}?(?P<equipment_kind>通用|专用))?设备(?:\(不含[^()]{0,6}\))?)"
    r"|(?P<date>(?P<date_year>20\d\d)年度?(?:(?P<date_month>\d{1,2})月(?:(?P<date_day>\d{1,2})日|底|末|份)?"
    r"|年?期?[末底](?![一政国财结]))"
    r"|(?P<date_before>上年(?:年)?[末底]|去年[末底])|(?P<date_end>(?:本|当)?年(?:度)?年?[末底](?=,|实有|共有)))"
    r"|(?P<short>[增减](?=\([增减]\)|\d)|(?<=[年度期数算])[多少](?=\d))"
    r"|(?P<than>超(?=年初|期初|预算|上年|去年|全年|调整))"
    r"|(?P<year>20\d\d)(?:年度|年|度)(?!\d{1,2}月)"
    # 10-20万元, 5至8万元: between two numbers, so neither.
    rf"|(?P<range>(?<![\d.A-Za-z]){_NUMBER}(?:亿|万)?元?(?:[-—–~]|至|到){_NUMBER}(?:亿|万)?元)"
    rf"|(?P<amount>(?<![\d.A-Za-z])(?<!\d,)(?P<number>{_NUMBER})(?P<unit>{_UNITS}))"
    rf"|(?P<shared>(?<![\d.A-Za-z])(?<!\d,)(?P<shared_number>{_NUMBER})(?=[、和及]{_NUMBER}))"
    rf"|(?P<spelled>(?<![第每{SPELLED_DIGITS}])(?P<spelled_number>[{SPELLED_DIGITS}]+)"
    r"(?P<spelled_unit>万元|亿元|辆|批次|人次|个团组|个批次|台|套|家|名))"
    r"|(?P<zero>(?<=为)(?:0(?:\.0+)?|零)(?=[,。;:、)]|$))"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit as printed in prose; `unit` None where it is shared with a later amount or left out."""

    number: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What equipment counts: the lowest unit value in whole yuan, and general or special equipment if told apart."""

    yuan: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed; without month and day the year's end. `year` 0 is the disclosure's, -1 the one before."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One token of `Passage.plain[start:end]`; `code` is a word's code, a year's digits or a separator."""

    kind: TokenKind
    start: int
    end: int
    code: str = ""
    amount: Amount | None = None
    subjects: tuple[Subject, ...] = ()
    item: ClassifiedItem | None = None
    threshold: Threshold | None = None
    date: Date | None = None


@cache
def _subject_words() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, tuple[Subject, ...]] = {}
    for subject in subjects():
        for word in subject.words:
            found[word] = (*found.get(word, ()), subject)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = longest_word_pattern({*_subject_words(), *wording().words, *class_names()})
    return re.compile(rf"{_SPECIAL}|(?P<word>{words})|(?P<open>\()|(?P<close>\))|(?P<separator>[,。;:、])")


def tokenise(plain: str) -> list[Token]:
    """The tokens of a passage's plain text in order; what no token covers is other text."""
    tokens: list[Token] = []
    position = 0
    for item in [*classified_items(plain), None]:
        stop = item.start if item is not None else len(plain)
        tokens += _tokens(plain, position, stop)
        if item is not None:
            tokens.append(Token("item", item.start, item.end, item=item))
            position = item.end
    return tokens


def _tokens(plain: str, start: int, stop: int) -> list[Token]:
    pattern, tokens = _pattern(), []
    for found in pattern.finditer(plain, start, stop):
        token = _token(found)
        if token is not None:
            tokens.append(token)
    return tokens


def _token(found: re.Match[str]) -> Token | None:
    begin, end = found.span()
    match found.lastgroup:
        case "word":
            return _word(found["word"], begin, end)
        case "separator":
            return Token("separator", begin, end, found["separator"])
        case "open":
            return Token("open", begin, end)
        case "close":
            return Token("close", begin, end)
    if found["amount"]:
        unit = MONEY_UNITS.get(found["unit"], found["unit"])
        return Token("amount", begin, end, amount=Amount(found["number"], _OTHER_NAMES_OF_UNITS.get(unit, unit)))
    if found["range"]:
        return Token("range", begin, end)
    if found["shared"]:
        return Token("amount", begin, end, amount=Amount(found["shared_number"], None))
    if found["spelled"]:
        unit = found["spelled_unit"]
        return Token(
            "amount", begin, end, amount=Amount(found["spelled_number"], _OTHER_NAMES_OF_UNITS.get(unit, unit))
        )
    if found["zero"]:
        return Token("amount", begin, end, amount=Amount(found["zero"], None))
    if found["year"]:
        return Token("year", begin, end, found["year"])
    if found["date"]:
        return Token("date", begin, end, date=_date(found))
    if found["short"]:
        return Token("increase" if found["short"] in "增多" else "decrease", begin, end)
    if found["than"]:
        return Token("more_than", begin, end)
    if found["equipment"]:
        yuan = to_yuan(Decimal(found["threshold"]), MONEY_UNITS[found["threshold_unit"]])
        kind = {"通用": "general", "专用": "special"}.get(found["equipment_kind"] or "")
        return Token("equipment", begin, end, threshold=Threshold(str(int(yuan)), kind))
    return None


def _date(found: re.Match[str]) -> Date:
    if found["date_year"]:
        month, day = found["date_month"], found["date_day"]
        return Date(int(found["date_year"]), int(month) if month else None, int(day) if day else None)
    return Date(-1 if found["date_before"] else 0)


def _word(word: str, start: int, end: int) -> Token:
    known = wording().words.get(word)
    named = _subject_words().get(word, ())
    if named:
        return Token("subject", start, end, word, subjects=named)
    if known is not None:
        return Token(known[0], start, end, known[1])
    classification = class_names()[word]
    return Token("item", start, end, item=ClassifiedItem(start, end, word, None, classification))
