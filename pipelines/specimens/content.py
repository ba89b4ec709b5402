"""A disclosure before it is a file: headings, prose and tables, with every printed figure and what it means.

A figure stands in the place that prints it, so what a fault changes in the place is changed in the truth as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right"]
COUNTED = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
YUAN_CENTS = {"元": 100, "万元": 1_000_000}


@dataclass(slots=True, kw_only=True)
class Known:
    """One printed figure and its meaning, in the contract's columns.

    `stated` is what the file shows and `stated_unit` its unit; `sign` is -1 where words (减少) make it negative.
    `funds` and `measures` list what else counts as right where the wording leaves it open.
    """

    measure: str
    stated: str
    stated_unit: str | None
    fund: str = "all"
    phase: str = "budget"
    fiscal_year: int = 0
    value_kind: str = "level"
    compared_with: str | None = None
    as_of: datetime.date | None = None
    function_code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    subject_name: str | None = None
    project_no: int | None = None
    qualifier: str | None = None
    sign: int = 1
    funds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    page: int | None = None

    @property
    def is_money(self) -> bool:
        """Whether the unit is one of money."""
        return self.stated_unit in YUAN_CENTS

    @property
    def value(self) -> Decimal:
        """What is printed, with its sign: yuan for money, else in the figure's own unit."""
        number = _number(self.stated) * self.sign
        return number * YUAN_CENTS[self.stated_unit] / 100 if self.stated_unit in YUAN_CENTS else number


def _number(stated: str) -> Decimal:
    """What is printed as a number: digits, 持平, or a count from one to ten in words."""
    if stated == "持平":
        return Decimal(0)
    if stated in COUNTED:
        return Decimal(COUNTED.index(stated))
    return Decimal(stated.replace(",", ""))


@dataclass(slots=True)
class Slot:
    """A table cell where its span begins."""

    text: str
    figure: Known | None = None
    row_span: int = 1
    column_span: int = 1
    align: Align = "left"

    @property
    def shown(self) -> str:
        """What the file prints in the cell."""
        return self.text if self.figure is None else self.figure.stated


@dataclass(slots=True, kw_only=True)
class KnownIndicator:
    """A performance indicator as printed; `slot` is the cell that holds its value."""

    project_no: int | None
    level1: str
    level2: str
    level3: str
    description: str | None
    operator: str
    target_value: str
    target_unit: str
    is_cap: bool
    slot: Slot


@dataclass(slots=True)
class Heading:
    """A heading: depth 1, 2, ... and its number among its siblings; None prints no number."""

    text: str
    depth: int
    ordinal: int | None = None
    section: str | None = None


@dataclass(slots=True)
class Prose:
    """A paragraph: words and figures in turn."""

    parts: list[str | Known]
    section: str

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return "".join(part if isinstance(part, str) else part.stated for part in self.parts)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A table with its title, the lines above it (number, body, unit), heads and rows; `note` stands below.

    `inside` prints title and lines as rows of the table; `repeats_head` prints the heads again on every page.
    """

    form: str
    title: str
    unit: str | None
    above: list[str]
    head: list[list[Slot]]
    rows: list[list[Slot]]
    widths: list[float]
    note: str | None = None
    indicators: list[KnownIndicator] = field(default_factory=list)
    landscape: bool = False
    inside: bool = False
    repeats_head: bool = True

    @property
    def head_rows(self) -> list[list[Slot]]:
        """The heads as drawn: `inside` ones begin with the title and the lines above as rows of the table itself."""
        if not self.inside:
            return self.head
        lines = [(self.title, "center"), ("　　".join(self.above), "left")]
        wide = len(self.widths)
        return [*([Slot(line, None, 1, wide, align)] for line, align in lines if line), *self.head]  # type: ignore[arg-type]

    @property
    def all_rows(self) -> list[list[Slot]]:
        """Heads and rows as drawn."""
        return [*self.head_rows, *self.rows]

    @property
    def lines_before(self) -> list[str]:
        """What stands before the table in the text: its title and the lines above it, unless they are inside."""
        return [] if self.inside else [self.title, *self.above]


Block = Heading | Prose | Sheet


@dataclass(slots=True, kw_only=True)
class KnownProject:
    """A project that the file names, with its amount in yuan where it is printed."""

    project_no: int
    name: str
    amount_yuan: Decimal | None


@dataclass(slots=True, kw_only=True)
class Disclosure:
    """A whole disclosure and the truth about it."""

    title: str
    printed_name: str
    division_code: str
    county: str
    province: str
    kind: str
    fiscal_year: int
    report_type: Literal["budget", "final_accounts"]
    scope: Literal["department", "unit"]
    family: str
    blocks: list[Block]
    projects: list[KnownProject] = field(default_factory=list)
    institutions: list[dict[str, str | None]] = field(default_factory=list)
    assets: list[dict[str, str | int | None]] = field(default_factory=list)

    @property
    def sheets(self) -> list[Sheet]:
        """The tables in order."""
        return [block for block in self.blocks if isinstance(block, Sheet)]

    def printed(self) -> Iterator[tuple[Known, Sheet | Prose]]:
        """Every figure with the table or paragraph that prints it, in reading order."""
        for block in self.blocks:
            if isinstance(block, Prose):
                for part in block.parts:
                    if isinstance(part, Known):
                        yield part, block
            elif isinstance(block, Sheet):
                for row in block.rows:
                    for slot in row:
                        if slot.figure is not None:
                            yield slot.figure, block


@dataclass(frozen=True, slots=True)
class Ink:
    """How figures of one table or text are printed and what they share: unit, phase, year, fund.

    `nothing` is what a zero cell of a table shows: "0.00", or "" or "—", which state no figure. `whole` leaves out the
    decimals of amounts that have none.
    """

    unit: str
    fiscal_year: int
    phase: str = "budget"
    fund: str = "all"
    commas: bool = False
    nothing: str = "0.00"
    whole: bool = False

    def figure(self, measure: str, cents: int, **meaning: object) -> Known:
        """A sum of money as a printed figure; for changes a negative sum is printed without its sign."""
        sign = -1 if cents < 0 else 1
        meaning = {"fund": self.fund, "phase": self.phase, "fiscal_year": self.fiscal_year, **meaning}
        stated = self.money(abs(cents))
        return Known(measure=measure, stated=stated, stated_unit=self.unit, sign=sign, **meaning)  # type: ignore[arg-type]

    def money(self, cents: int) -> str:
        """Cents in the unit, two decimals, rounded half up."""
        scale = YUAN_CENTS[self.unit]
        hundredths = (cents * 100 + scale // 2) // scale
        whole, rest = divmod(hundredths, 100)
        if self.whole and not rest:
            return f"{whole:,}" if self.commas else str(whole)
        return f"{whole:,}.{rest:02d}" if self.commas else f"{whole}.{rest:02d}"

    def cell(self, measure: str, cents: int | None, **meaning: object) -> Slot:
        """A table cell for a sum of money; None is blank, zero is `nothing`."""
        if cents is None:
            return Slot("")
        if cents == 0 and self.nothing != "0.00":
            return Slot(self.nothing, align="center")
        return Slot("", self.figure(measure, cents, **meaning), align="right")


def count(measure: str, number: int, unit: str | None, **meaning: object) -> Known:
    """A count, an area or another quantity that is no money."""
    return Known(measure=measure, stated=str(number), stated_unit=unit, **meaning)  # type: ignore[arg-type]
