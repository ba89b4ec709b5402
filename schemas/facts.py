"""What extraction yields: figures and records as printed, before they are normalised to the contract's columns."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from schemas.issues import Issue

ReportType = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit"]
State = Literal["reported", "zero", "blank", "nil_statement", "not_applicable"]
RowRole = Literal["total", "parent", "leaf", "of_which"]
Origin = Literal["table", "text", "derived"]
Reading = Literal["sure", "unsure"]
Part = Literal["cell", "prose"]
Outcome = Literal["fact", "record", "ignored", "issue"]

QUOTE_LENGTH = 60  # characters that a quote holds at most


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document, counted from 1; `char_*` are offsets in `Document.text`."""

    page: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    column_no: int | None = None
    char_start: int | None = None
    char_end: int | None = None


@dataclass(slots=True, kw_only=True)
class Figure:
    """One figure in one place. The columns of `core.fact`, with the number still as printed.

    `stated` is the printed number or words ("1,407.36", "持平"), `stated_unit` its unit ("万元", "%", "辆").
    `sign` is -1 where words (减少, 下降) make the printed magnitude negative; `value`, when set, overrides the
    number in `stated` (持平 is 0), in `stated_unit`. A derived figure brings its own `half_width` and its `inputs`.
    """

    measure: str
    fund: str
    phase: str
    fiscal_year: int
    stated: str
    stated_unit: str | None
    place: Place
    quote: str
    origin: Origin
    value_kind: str = "level"
    compared_with: str | None = None
    as_of: datetime.date | None = None
    function_code: str | None = None
    economic_code: str | None = None
    government_economic_code: str | None = None
    subject_name: str | None = None
    institution_no: int | None = None
    project_no: int | None = None
    qualifier: str | None = None
    sign: int = 1
    value: Decimal | None = None
    state: State | None = None
    row_role: RowRole = "leaf"
    form: str | None = None
    section: str | None = None
    reading: Reading = "sure"
    half_width: Decimal | None = None
    inputs: tuple[Input, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether it speaks of a class, a unit or a project, not of the whole body."""
        narrower = (self.function_code, self.economic_code, self.government_economic_code, self.subject_name)
        return any(each is not None for each in (*narrower, self.institution_no, self.project_no))


class Input(NamedTuple):
    """A stated figure that a derived one is made of, and whether it is added (1) or taken away (-1)."""

    sign: int
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose disclosure this is; `reasons` says for each field which words of the document or path decided it."""

    printed_name: str | None = None
    division_code: str | None = None
    fiscal_year: int | None = None
    report_type: ReportType | None = None
    scope: Scope | None = None
    title: str | None = None
    published_on: datetime.date | None = None
    approved_on: datetime.date | None = None
    replied_on: datetime.date | None = None
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of prose: a code of `sections.csv`, its heading, its blocks as [first, last) of `Document.blocks`."""

    section: str
    heading: str
    first_block: int
    last_block: int


@dataclass(slots=True, kw_only=True)
class Institution:
    """A unit of the reporting body, as listed."""

    institution_no: int
    name: str
    code: str | None = None
    parent_no: int | None = None
    nature: str | None = None
    rank: str | None = None
    funding: str | None = None
    place: Place = field(default_factory=Place)
    quote: str = ""


@dataclass(slots=True, kw_only=True)
class Project:
    """A project of the body; amounts in yuan. `figures` holds every amount as printed, each with its place."""

    project_no: int
    name: str
    code: str | None = None
    institution_no: int | None = None
    category: str | None = None
    objective: str | None = None
    amount_yuan: Decimal | None = None
    amount_origin: Literal["table", "text", "derived"] | None = None
    fund_amounts_yuan: dict[str, Decimal] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    quote: str = ""


@dataclass(slots=True, kw_only=True)
class Indicator:
    """A performance indicator as printed; `project_no` None speaks of the whole department."""

    project_no: int | None
    level1: str | None
    level2: str | None
    level3: str | None
    description: str | None = None
    operator: str | None = None
    target_value: Decimal | None = None
    target_unit: str | None = None
    target_stated: str | None = None
    weight: Decimal | None = None
    grading: str | None = None
    basis: str | None = None
    actual_value: str | None = None
    score: Decimal | None = None
    place: Place = field(default_factory=Place)
    quote: str = ""


@dataclass(slots=True, kw_only=True)
class ProcurementItem:
    """A line of the procurement table; amounts in yuan."""

    project: str | None = None
    item: str | None = None
    institution_no: int | None = None
    catalogue_code: str | None = None
    unit: str | None = None
    quantity: Decimal | None = None
    unit_price_yuan: Decimal | None = None
    amount_yuan: Decimal | None = None
    amount_origin: Literal["table", "derived"] = "table"
    fund_amounts_yuan: dict[str, Decimal] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    quote: str = ""


@dataclass(slots=True, kw_only=True)
class Asset:
    """A line of the asset table; `asset_class` as printed."""

    asset_class: str
    as_of: datetime.date | None = None
    count: Decimal | None = None
    area_m2: Decimal | None = None
    amount_yuan: Decimal | None = None
    place: Place = field(default_factory=Place)
    quote: str = ""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """How many numbers of a document's tables or prose ended alike.

    `reason` is `fact`, the kind of record that holds them, why they are ignored, or the issue that speaks of them.
    """

    part: Part
    outcome: Outcome
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class UnreadNumber:
    """A number that became neither figure nor record and that an issue speaks of: where it stands, and as printed."""

    part: Part
    issue: str
    printed: str
    place: Place


@dataclass(slots=True)
class Extraction:
    """Everything one document said, as printed; the input of `pipelines.normalise`."""

    identity: Identity = field(default_factory=Identity)
    sections: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    institutions: list[Institution] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    procurement_items: list[ProcurementItem] = field(default_factory=list)
    assets: list[Asset] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    account: list[AccountLine] = field(default_factory=list)
    unread: list[UnreadNumber] = field(default_factory=list)
