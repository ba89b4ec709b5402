"""Of which phase and year an amount in prose is: what its clause says, or the sentence it stands in."""

from __future__ import annotations

import re

from pipelines.extract.prose.clauses import Clause, Depth
from pipelines.extract.prose.statements import Kind, Setting
from pipelines.extract.prose.tokens import Token
from schemas.phrase_declarations import wording

# 本年支出 is the name of a measure, whatever year the sentence speaks of.
_THIS_YEAR = re.compile(r"[^,;。]{0,12}?(?:今年|[本当]年度?(?:预算|安排|计划|拟))")


def phase_of_word(plain: str, token: Token, clause: Clause, depth: Depth, setting: Setting) -> str | None:
    """The phase that 支出预算 in a final account, and 支出决算 of an earlier year, say; None where they say none."""
    if setting.report_type == "budget":
        of_past = depth.earlier is not None or (clause.year or setting.fiscal_year) < setting.fiscal_year
        return "final" if "决算" in token.code and of_past else None
    if plain.startswith(wording().no_phase, token.end):
        return None
    if "预算" in token.code:
        return "budget"
    return "final" if "决算" in token.code else None


def time_of_level(plain: str, clause: Clause, depth: Depth, setting: Setting) -> tuple[str, int]:
    """Phase and year of an amount: what the clause says, else the sentence's or what the list's whole was told of."""
    phase, year = depth.list_time or (setting.phase, setting.fiscal_year)
    earlier = depth.earlier if clause.year is None else None
    if earlier is not None and not _THIS_YEAR.match(plain, clause.start):
        phase, year = earlier[0] or phase, earlier[1]
    return clause.phase or phase, clause.year or year


def note_time(time: tuple[str, int], clause: Clause, depth: Depth, setting: Setting) -> None:
    """An amount of `time` is told: 2025年收入决算9万元，支出决算8万元 goes on in the year with which it begins."""
    if clause.year is not None:
        begins = clause.year != setting.fiscal_year and not depth.timed
        depth.earlier = (clause.phase, clause.year) if begins else None
    elif depth.earlier is not None and time[1] != depth.earlier[1]:
        depth.earlier = None
    depth.timed = True


def is_too_early(kind: Kind, time: tuple[str, int], setting: Setting) -> bool:
    """Whether this is an outturn of a year that is not over when the disclosure is made: a word was misread."""
    last = setting.fiscal_year - (setting.report_type == "budget")
    return kind == "level" and time[0] == "final" and time[1] > last
