"""What the label of a row or a column means: a measure, a fund, a time, or only "amount"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.locate.units import UNIT_IN_BRACKETS, unit_in_head
from pipelines.normalise.amounts import join_number
from pipelines.normalise.labels import label_key
from schemas.codes import measures, revenue_by_fund
from schemas.form_declarations import Side, labels

_OF_WHICH = re.compile(r"^(?:其中|含|包括)[:：]?")
_YEAR = re.compile(r"(20\d\d)年(?:度)?|^(20\d\d)$")
_NOW = re.compile(r"^(?:本年度?|当年|本期|年度)")
_PRIOR = re.compile(r"^(?:上年度?|去年)(?:同期)?")
# 事业收入预算 and 其他收入决算数 are what they are without these words.
_PLANNED = re.compile(r"(?<=.)(?:预算|决算)数?$")
_AMONG = re.compile(r"^\(\d+\)|^\([一二三四五六七八九十]+\)")


@dataclass(frozen=True, slots=True)
class LabelMeaning:
    """What one label says. `known` is false when it says nothing that we understand.

    `times` are keys of `time` in `forms/labels.yml`; `year` a year printed in the label; `generic` that it says only
    "total" or "amount"; `part` that it is marked as one part among others (其中). `strange`: beside its year or 上年 it
    holds words that nobody accounted for (2030年审定).
    """

    measure: str | None = None
    fund: str | None = None
    times: tuple[str, ...] = ()
    year: int | None = None
    unit: str | None = None
    generic: bool = False
    part: bool = False
    strange: bool = False

    @property
    def known(self) -> bool:
        """Whether the label was understood."""
        return not self.strange and (self.generic or any((self.measure, self.fund, self.times, self.year)))


def clean_label(text: str) -> str:
    """A label without white space, quotation marks, ordinals, 其中： and bracketed units."""
    key = label_key(text)
    while True:
        shorter = _AMONG.sub("", label_key(_OF_WHICH.sub("", key)))
        if shorter == key:
            break
        key = shorter
    return UNIT_IN_BRACKETS.sub("", key).rstrip(":：*")


@lru_cache(maxsize=65536)
def label_meaning(text: str, side: Side) -> LabelMeaning:
    """What a row's or column's label means on one side of a table (revenue, expenditure, three_public)."""
    words = labels()
    key = clean_label(text)
    part = _OF_WHICH.match(label_key(text)) is not None
    unit = unit_in_head(text)
    found_year = _YEAR.search(key)
    year = int(found_year.group(1) or found_year.group(2)) if found_year else None
    timed = _YEAR.sub("", key) if found_year else key
    measure, fund = _measure_and_fund(timed, side)
    if measure is None and fund is None and _PLANNED.search(timed):
        measure, fund = _measure_and_fund(_PLANNED.sub("", timed), side)
    if measure is None and fund is None:
        rest = _NOW.sub("", timed)
        if rest != timed:
            measure, fund = _measure_and_fund(rest, side)
        times = words.time.meanings(key)
        generic = measure is None and _says_amount(rest)
        strange = (
            measure is None and fund is None and (year is not None or bool(times)) and not (set(times) - {"prior"})
        )
        strange = strange and not generic and not _says_amount(_PRIOR.sub("", rest))
        return LabelMeaning(measure, fund, times, year, unit, generic, part, strange)
    return LabelMeaning(measure, fund, (), year, unit, False, part)


def _says_amount(rest: str) -> bool:
    return not rest or labels().generic.fullmatch(rest) is not None


def _measure_and_fund(key: str, side: Side) -> tuple[str | None, str | None]:
    words = labels()
    patterns = {"revenue": words.revenue, "three_public": words.three_public}.get(side, words.expenditure)
    measure = patterns.meaning(key)
    if measure is not None:
        known = measures().get(measure)
        return measure, known.own_fund if known else None
    for fund, pattern in words.funds.patterns:
        start = pattern.match(key)
        if start is None or not start.end():
            continue
        rest = key[start.end() :]
        if side == "revenue" and words.revenue_of_fund.fullmatch(rest):
            return revenue_by_fund()[fund], fund
        if side != "revenue" and (not rest or words.generic.fullmatch(rest)):
            return None, fund
        inner = patterns.meaning(_NOW.sub("", rest))
        if inner is not None:
            return inner, fund
    return None, None


def is_total_label(text: str) -> bool:
    """Whether a row's label is a total (合计, 总计, 支出总计)."""
    return labels().total_rows.fullmatch(clean_label(text)) is not None


def squeezed(text: str) -> str:
    """A printed number without the line ends and spaces that layout put into it; two numbers stay two."""
    return join_number(text)
