"""Numbered headings that run into the text: （1）甲：…；（2）乙：… what one gives ends where the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extract.prose.clauses import Depth
from pipelines.extract.prose.nouns import PARTS_BY_NATURE, Noun

_ORDINAL = re.compile(
    r"(?P<chinese>[一二三四五六七八九十]{1,3}[、.])|(?P<bracketed_chinese>\([一二三四五六七八九十]{1,3}\))"
    r"|(?P<bracketed>\(\d{1,2}\))|(?P<plain>\d{1,2}[、.](?!\d))|(?P<circled>[①-⑳])"
)
_FIRST = ("一", "1", "①")


@dataclass(frozen=True, slots=True)
class Above:
    """The numbered heading above a passage: its kind of number, whether its siblings split spending by nature.

    `foreign` where it is not known what it names, so that what is listed below it is a part of that; `whole` is what
    held before it.
    """

    number: str | None = None
    by_nature: bool = False
    foreign: bool = False
    whole: Noun | None = None


@dataclass(slots=True)
class _Level:
    """One level of numbers and what held before its heading: the label, the list's whole, whether it was foreign.

    `by_nature` where a heading of this level named a part of spending by nature.
    """

    kind: str
    label: Noun | None
    whole: Noun | None
    foreign: bool
    by_nature: bool = False


@dataclass(slots=True)
class Numbering:
    """The levels of numbers that are open at one place of a passage, outermost first."""

    levels: list[_Level] = field(default_factory=list)
    at: int = 0
    first: _Level | None = None

    @classmethod
    def below(cls, above: Above, depth: Depth) -> Numbering:
        """The numbering of a passage below numbered headings that stand in passages before it."""
        depth.foreign = above.foreign
        if above.number is None:
            return cls()
        return cls([_Level(above.number, None, above.whole, False, above.by_nature)])

    def begin(self, plain: str, at: int, depth: Depth, clause_start: int | None = None) -> None:
        """Words of a clause begin at `at`: their number, if any, ends what headings of its level and below gave."""
        found = _ORDINAL.match(plain, at)
        if found is None or found.lastgroup is None:
            return
        kind, is_first = found.lastgroup, found[0].strip("()、.") in _FIRST
        place = next((place for place, level in enumerate(self.levels) if level.kind == kind), None)
        if place is None and not is_first and self.levels:
            # Its first sibling stands elsewhere, so it is below none of the numbers seen here.
            place = 0
        by_nature = False
        if place is not None:
            ended = self.levels[place]
            by_nature = ended.by_nature and ended.kind == kind
            depth.label, depth.whole, depth.foreign = ended.label, ended.whole, ended.foreign
            del self.levels[place:]
        self.levels.append(_Level(kind, depth.label, depth.whole, depth.foreign, by_nature))
        self.at = at if clause_start is None else clause_start
        if at == 0:
            self.first = self.levels[-1]

    def head(self, noun: Noun | None, at: int, depth: Depth) -> None:
        """The heading from `at` on ends and names `noun`: beside a part by nature anything else is foreign."""
        if not self.levels or at != self.at:
            return
        if _splits_by_nature(noun):
            self.levels[-1].by_nature = True
        elif self.levels[-1].by_nature:
            depth.foreign, depth.label = True, None

    def above(self, depth: Depth) -> Above:
        """What a passage hands on to those below it."""
        first = self.first
        return Above() if first is None else Above(first.kind, first.by_nature, depth.foreign, first.whole)

    def end_list(self, whole: Noun | None) -> None:
        """The list is over: whatever number comes next, `whole` is what it would be a part of."""
        for level in self.levels:
            level.whole = whole


def _splits_by_nature(noun: Noun | None) -> bool:
    """Whether `noun` is one of the parts of expenditure by nature, so that its siblings are others of them."""
    return noun is not None and noun.measures[:1] != () and noun.measures[0] in PARTS_BY_NATURE
