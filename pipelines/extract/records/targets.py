"""Targets of performance indicators: operator, number and unit, however the cells print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipelines.normalise.amounts import holds_two_numbers, squeeze

_SYMBOLS = (
    (">=", re.compile(r">=|=>|≥=?|≧|⩾|≽|不低于|不少于|不小于|不得低于|不得少于|大于(?:或)?等于|高于(?:或)?等于|至少")),
    (
        "<=",
        re.compile(r"<=|=<|≤=?|≦|⩽|≼|不超过|不高于|不大于|不多于|不得超过|小于(?:或)?等于|低于(?:或)?等于|控制在|最多"),
    ),
    (">", re.compile(r">|﹥|》|大于|高于|超过|多于")),
    ("<", re.compile(r"<|﹤|《|小于|低于|少于")),
    ("=", re.compile(r"=|﹦|等于")),
)
_QUALITATIVE = re.compile(r"^(?:定性|定性指标|文字|描述|文字描述)$")
_AT_LEAST_AFTER = re.compile(r"(?:及)?以上$")
_AT_MOST_AFTER = re.compile(r"(?:以内|以下|之内|内)$")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"[^\d≥≤≧≦<>=;；,。]{0,14}"
_PLAIN = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_BETWEEN = re.compile(rf"(?:{_NUMBER})(?:%|{_UNIT}?)[-~—–至到](?:{_NUMBER})(?:{_UNIT})")
_BOTH_ENDS = re.compile(rf"(?:>=|≥|>)(?:{_NUMBER}){_UNIT}?[且,，]?(?:<=|≤|<)(?:{_NUMBER}){_UNIT}")
# A year or a day of the calendar is a date to keep, not a number to reach.
_DATE = re.compile(r"^20\d\d(?:年|[-/])|^\d{1,2}月(?:\d|底|前|末|初|份)|^\d{1,2}月\d{1,2}日")
# 2031.06 and 2031.6前 are months, 2031.06元 is an amount.
_DOTTED_DATE = re.compile(r"^20\d\d\.(?:0?[1-9]|1[0-2])(?=$|\.\d|[-—~至到前后底月])")
# 不少于(≥)12次 says its operator twice.
_SIGN_IN_BRACKETS = re.compile(r"(?<=[于过])\([≥≤<>=]{1,2}\)")
_NUMBERS_ONLY = re.compile(r"[\d\s.,%％]+")
# The rest of a torn number seldom begins with another digit than 0 and has more than one.
_OWN_NUMBER = re.compile(r"[1-9]\d+(?:\.\d+)?[%％]?")
_NO_UNIT = frozenset({"无", "-", "—", "/", "\\", "空", "不适用", "定性"})


class Target(NamedTuple):
    """What a target says; `value` and `unit` are None where the target is words, a range, or several targets.

    `stated` is the target as printed, its cells joined in the order operator, number, unit.
    """

    operator: str | None
    value: Decimal | None
    unit: str | None
    stated: str | None


def operator_of(text: str) -> str | None:
    """The comparison a cell says (≥, 不低于, ＝ ...), `qualitative` for 定性, None for anything else."""
    plain = squeeze(text)
    if _QUALITATIVE.match(plain):
        return "qualitative"
    return next((operator for operator, pattern in _SYMBOLS if pattern.fullmatch(plain)), None)


def parse_target(text: str, operator: str | None = None, unit: str | None = None) -> Target:
    """The target in `text`, with the operator's and the unit's cells where the table has columns for them.

    A number without an operator is `=`; words are `qualitative`; 5%-8% is `between` with no single value; several
    targets in one cell (；) have no operator and no value.
    """
    several = _are_several_numbers(text)
    printed = re.sub(r"\s*\n\s*", " " if several else "", text).strip()
    unit_printed = re.sub(r"\s+", "", unit or "")
    unit_given = None if squeeze(unit_printed) in _NO_UNIT | {""} else unit_printed
    sign = operator_of(operator) if operator else None
    sign_printed = squeeze(operator) if operator and sign and sign != "qualitative" else ""
    stated = f"{sign_printed}{printed}{unit_given or ''}" or None
    plain = squeeze(printed)
    if not plain:
        return Target(sign, None, unit_given, stated if sign_printed or unit_given else None)
    if sign == "qualitative":
        return Target("qualitative", None, unit_given, stated)
    if len([part for part in re.split(r"[;；]", plain) if part]) > 1 or several:
        return Target(None, None, None, stated)
    found, rest = _split_operator(plain)
    sign = found or sign
    if (_BETWEEN.fullmatch(rest) and sign in (None, "=")) or _BOTH_ENDS.fullmatch(plain):
        return Target("between", None, unit_given, stated)
    is_date = _DATE.match(rest) or (unit_given is None and _DOTTED_DATE.match(rest))
    number = None if is_date else _PLAIN.fullmatch(rest)
    if number is None:
        return Target("qualitative", None, unit_given, stated)
    own_unit = number["unit"]
    for words, meaning in ((_AT_LEAST_AFTER, ">="), (_AT_MOST_AFTER, "<=")):
        if words.search(own_unit):
            own_unit, sign = words.sub("", own_unit), sign if sign not in (None, "=") else meaning
    if own_unit.startswith(("余", "多")):
        # 100余场: more than the number, by how many is not said.
        own_unit, sign = own_unit[1:], ">" if sign in (None, "=") else sign
    value = Decimal(number["number"].replace(",", ""))
    return Target(sign or "=", value, _whole_brackets(own_unit) or unit_given, stated)


def _are_several_numbers(text: str) -> bool:
    """Whether a cell's lines, or what spaces part, are numbers of their own; 10 above 0% is one, torn by a line end."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if any(_NUMBERS_ONLY.fullmatch(line) and holds_two_numbers(line) for line in lines):
        return True
    return len(lines) > 1 and all(_OWN_NUMBER.fullmatch(line) for line in lines)


def _whole_brackets(unit: str) -> str:
    return unit[1:-1] if unit.startswith("(") and unit.endswith(")") else unit


def _split_operator(plain: str) -> tuple[str | None, str]:
    """The operator of a target and the target without it: before the number (≥95%), after it (95%≥), or inside."""
    plain = _SIGN_IN_BRACKETS.sub("", plain)
    text = re.sub(r"^(?:达到|达|完成|约|共|为|保持在?)(?=[\d≥≤<>=不])", "", plain)
    for operator, pattern in _SYMBOLS:
        found = pattern.match(text)
        if found:
            return operator, text[found.end() :].lstrip(":")
    for operator, pattern in _SYMBOLS:
        found = pattern.search(text)
        if found is None:
            continue
        before, after = text[: found.start()], text[found.end() :]
        if not after and before[:1].isdigit():
            return operator, before
        number = _PLAIN.fullmatch(after)
        if number is not None and len(before) <= 6 and not re.search(r"\d", before):
            # One character before the operator is the head of a unit that the page's text torn in two: 平≤20方米.
            torn = before if len(before) == 1 and number["unit"] not in ("", "%") else ""
            return operator, f"{number['number']}{torn}{number['unit']}"
    return None, text
