"""What prose states, as its grammar yields it: statements about nouns, and the setting in which a passage is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.numbering import Above
from pipelines.extract.prose.tokens import Date, Token
from schemas.facts import ReportType

Kind = Literal["level", "change", "change_percent", "share_percent", "completion_percent", "count", "nil"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as stated: of `noun`, at `start:end` of the plain text; `number` None where words say zero or nothing.

    `label_start` is where the words that carry it begin. `year` and `phase` are the figure's own; `whole` is what it
    is listed as a part of. `unsure` where a template left both 增加 and 减少 standing; `shared` where one word (均持平)
    tells it of several nouns.
    """

    noun: Noun
    kind: Kind
    start: int
    end: int
    label_start: int
    number: str | None
    unit: str | None
    phase: str
    year: int
    sign: int = 1
    compared_with: str | None = None
    whole: Noun | None = None
    as_of: Date | None = None
    unsure: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage states, the amounts of money it leaves unexplained, and what it hands on to the next passage.

    `label` is what a heading or label names; `whole` what a list that goes on in the next passages is about; `head`
    what the passage spoke of; `above` the numbered heading that it is; `as_of` the date of what it introduces
    (截至…如下：).
    """

    statements: tuple[Statement, ...]
    not_understood: tuple[Token, ...]
    label: Noun | None
    whole: Noun | None
    head: Noun | None
    above: Above = field(default_factory=Above)
    as_of: Date | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a passage stands: the disclosure's year and type, its section, the labels and lists it stands under.

    `of_other_body` below a heading that names another body than the disclosure's; `as_of` what the lines above date.
    """

    fiscal_year: int
    report_type: ReportType
    section: str | None = None
    label: Noun | None = None
    whole: Noun | None = None
    before: Noun | None = None
    above: Above = field(default_factory=Above)
    of_other_body: bool = False
    as_of: Date | None = None

    @property
    def phase(self) -> str:
        """The phase of figures that name none."""
        return "budget" if self.report_type == "budget" else "final"
