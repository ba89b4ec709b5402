"""What a passage speaks of in one clause and at one depth of brackets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipelines.extract.prose.comparisons import Base
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.tokens import Token

Key = tuple[tuple[str, ...], str | None, str | None, str | None]


@dataclass(slots=True)
class Depth:
    """What is spoken of at one depth of brackets.

    `head` began the sentence, `current` was named last, `whole` is what a list (其中) is about, `label` what stands
    before a colon. `listed` has stated amounts in this list, `waiting` are named without one yet, `shared` wait for
    amounts told in order (分别为). `enumerated` where parts of `whole` were told in a row (甲3万元、乙4万元),
    `lost` where something not known was told of last: what follows may be of that. `foreign` below a heading that is
    not known: what is listed there is a part of that; `of_unknown` in a list whose whole is not. `earlier` is the phase
    and year, not its own, of which the sentence speaks from its beginning; `timed` once it told an amount.
    """

    head: Noun | None = None
    current: Noun | None = None
    whole: Noun | None = None
    label: Noun | None = None
    base: Base | None = None
    reason: bool = False
    purpose: bool = False
    listed: list[Noun] = field(default_factory=list)
    waiting: list[Noun] = field(default_factory=list)
    shared: list[Noun] = field(default_factory=list)
    last_sign: int = 1
    last_changed: list[Noun] = field(default_factory=list)
    last_time: tuple[str, int] | None = None
    list_time: tuple[str, int] | None = None
    lost: bool = False
    enumerated: bool = False
    numbered: bool = False
    foreign: bool = False
    of_unknown: bool = False
    earlier: tuple[str | None, int] | None = None
    timed: bool = False


@dataclass(slots=True)
class Clause:
    """What one clause said so far; `last_end` is where its last amount ended, `stated` whether its noun has one.

    `after_label` where a label and a colon stand before it: 公务接待费：5万元. `limited` where its amounts are a limit,
    an average or of another body: of nothing known. `doubtful` where they are known but for one word.
    """

    start: int
    noun: Noun | None = None
    nouns: int = 0
    fund: str | None = None
    fund_token: Token | None = None
    base: Base | None = None
    base_open: bool = False
    direction: int = 0
    direction_than: bool = False
    direction_end: int = 0
    direction_open: bool = False
    both_directions: bool = False
    phase: str | None = None
    year: int | None = None
    mode: Literal["share", "completion"] | None = None
    completion_phase: str | None = None
    each: bool = False
    joined: bool = False
    nothing: bool = False
    stated: bool = False
    last_end: int = 0
    after_label: bool = False
    among: bool = False
    enumerates: bool = False
    limited: bool = False
    doubtful: bool = False
