"""What a statement speaks of: subjects, funds and classified items put together into one noun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from pipelines.extract.prose.classified_items import ClassifiedItem
from pipelines.extract.prose.tokens import Threshold, Token
from schemas.codes import measures, revenue_by_fund, trees
from schemas.facts import ReportType
from schemas.phrase_declarations import Subject

REVENUE = "revenue_grand_total"
EXPENDITURE = "expenditure_total"
EXPENDITURE_GRAND = "expenditure_grand_total"
_INTENDED = ("拟", "计划")
SIDE_TOTALS = frozenset({REVENUE, "revenue_total", EXPENDITURE, EXPENDITURE_GRAND})
# Small spending that is told beside others of its kind.
SMALL_ITEMS = ("meeting", "training", "travel", "outsourced_services", "three_public")
# An item listed under one of these is a part of it: 人员经费：行政运行(2010301) ….
PARTS_BY_NATURE = frozenset({"expenditure_basic", "expenditure_personnel", "expenditure_public", "expenditure_project"})


@dataclass(frozen=True, slots=True)
class Noun:
    """What figures speak of: measures of money (two for both sides), of counts by unit, and what narrows them.

    `fund` is the fund the words name, None where they name none; `by_fund` marks a part of a whole by its fund alone.
    `start:end` is the label in `Passage.plain`; where it stands in another passage, `elsewhere` is what it prints.
    """

    start: int
    end: int
    measures: tuple[str, ...] = ()
    counts: tuple[tuple[str, str | None], ...] = ()
    generic: bool = False
    aside: bool = False
    fund: str | None = None
    qualifier: str | None = None
    item: ClassifiedItem | None = None
    subject_name: str | None = None
    by_fund: bool = False
    elsewhere: str | None = None

    @property
    def side(self) -> str | None:
        """`revenue` or `expenditure` where the noun speaks of one of them, else None."""
        first = self.measures[0] if self.measures else ""
        return next((side for side in ("revenue", "expenditure") if first.startswith(side)), None)

    @property
    def is_item(self) -> bool:
        """Whether a single class or kind is spoken of, not the whole body."""
        return self.item is not None or self.subject_name is not None

    def count_measure(self, unit: str) -> str | None:
        """The measure of a number with `unit`, or None."""
        return dict(self.counts).get(unit)

    def outranks(self, behind: Noun) -> bool:
        """Whether `behind` in the same clause only narrows this noun: 上年结转的…收入, 涉及项目支出."""
        first = self.measures[:1]
        return first == ("performance_amount",) or (first == ("revenue_carryover",) and behind.side == "revenue")

    def is_part_of(self, other: Noun) -> bool:
        """Whether this noun's measure is a part of `other`'s in the trees of measures."""
        return bool(self.measures and other.measures) and self.measures[0] in _parts(other.measures[0])

    @property
    def named_fund(self) -> str | None:
        """The fund that the words or the measure itself name: 财政专户管理资金收入."""
        return self.fund or next((measures()[measure].own_fund for measure in self.measures), None)

    @property
    def is_carried(self) -> bool:
        """Whether the noun speaks of what is carried over from the year before or to the next."""
        return self.measures[:1] in (("revenue_carryover",), ("expenditure_carryforward",))

    def shares_fund_with(self, sibling: Noun) -> bool:
        """Whether the fund named before this noun is that of `sibling` later in the sentence too.

        So with small spending (一般公共预算会议费9万元，培训费8万元) and with totals of both sides; but the sum of a
        list (财政拨款收入9万元，其他收入1万元，收入合计10万元) is of all of them.
        """
        if self.elsewhere is not None or self.is_item or sibling.is_item or self.by_fund:
            return False
        if len(self.measures) != 1 or len(sibling.measures) != 1 or self.measures == sibling.measures:
            return False
        if self.side is None or sibling.side is None:
            return self.measures[0].startswith(SMALL_ITEMS) and sibling.measures[0].startswith(SMALL_ITEMS)
        if sibling.measures[0] not in SIDE_TOTALS and not sibling.is_carried:
            return False
        return self.measures == ("revenue_carryover",) or self.side != sibling.side

    def belongs_to(self, other: Noun) -> bool:
        """Whether this noun's measure is a part of `other`'s in the trees of measures, or on its side of the budget."""
        if not self.measures or not other.measures:
            return False
        if other.measures[0] in SIDE_TOTALS and self.side == other.side:
            return True
        return self.is_part_of(other)


@cache
def _parts(total: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [total]
    while waiting:
        whole = waiting.pop()
        parts = {branch.part for branch in trees() if branch.total == whole} - found
        found |= parts
        waiting += parts
    return frozenset(found)


def of_subject(token: Token, subject: Subject, report_type: ReportType) -> Noun:
    """The noun that a subject's word names in a budget or a final account."""
    is_final = report_type == "final_accounts"
    in_final = subject.in_final_accounts if is_final else None
    # What a final account tells of was bought, unless it says that it is still to be.
    is_done = is_final and subject.qualifier == "planned" and not token.code.startswith(_INTENDED)
    return Noun(
        token.start,
        token.end,
        (in_final,) if in_final is not None else subject.measures,
        tuple((subject.counts or {}).items()),
        subject.generic,
        subject.aside,
        None,
        None if is_done else subject.qualifier,
    )


def of_item(token: Token, item: ClassifiedItem, above: tuple[Noun | None, ...]) -> Noun:
    """The noun of a classified item: expenditure, or what stands above it as a label or whole (人员经费：)."""
    whole = next(
        (noun for noun in above if noun is not None and noun.measures[:1] and noun.measures[0] in PARTS_BY_NATURE), None
    )
    measure = EXPENDITURE if whole is None or whole.is_item else whole.measures[0]
    return Noun(token.start, token.end, (measure,), item=item)


def of_equipment(token: Token, threshold: Threshold, *, planned: bool) -> Noun:
    """The noun of large equipment with its threshold as the qualifier."""
    qualifier = f"at_least_{threshold.yuan}_yuan" + (f"_{threshold.kind}" if threshold.kind else "")
    if planned:
        qualifier = f"planned_{qualifier}"
    units = ("台", "套", "件", "个")
    counts = tuple((unit, "equipment_count") for unit in units)
    return Noun(token.start, token.end, ("fixed_assets_equipment",), counts, qualifier=qualifier)


def with_fund(noun: Noun, fund: str) -> Noun:
    """`noun` narrowed by a fund's words: 财政拨款 + 收入 is the fiscal appropriation, 财政拨款 + 支出 its spending."""
    if noun.is_item or not noun.measures:
        return replace(noun, fund=fund)
    if len(noun.measures) == 2:
        revenue = revenue_by_fund().get(fund, noun.measures[0])
        return replace(noun, measures=(revenue, EXPENDITURE_GRAND), fund=fund)
    measure = noun.measures[0]
    if noun.generic and measure == REVENUE:
        return replace(noun, measures=(revenue_by_fund().get(fund, measure),), fund=fund, generic=False)
    if noun.generic and measure == "revenue_total":
        return replace(noun, measures=(revenue_by_fund().get(fund, measure),), fund=fund, generic=False)
    if measure == "revenue_total":
        return replace(noun, measures=(revenue_by_fund().get(fund, measure),), fund=fund)
    if measure == "expenditure_total" or (noun.generic and measure == EXPENDITURE_GRAND):
        return replace(noun, measures=(EXPENDITURE,), fund=fund, generic=False)
    return replace(noun, fund=fund)


def of_fund_alone(token: Token, fund: str, whole: Noun | None) -> Noun | None:
    """The noun of a fund named alone as an item of `whole`: its revenue, its expenditure, or its part of the whole."""
    if whole is None or not whole.measures:
        return None
    if whole.side == "revenue":
        # Carry-over of a fund is no revenue of the year.
        is_of_many = whole.measures[0] not in SIDE_TOTALS and measures()[whole.measures[0]].own_fund is None
        measure = whole.measures[0] if is_of_many else revenue_by_fund()[fund]
        return Noun(token.start, token.end, (measure,), fund=fund)
    if whole.side == "expenditure":
        measure = EXPENDITURE if whole.measures[0] in SIDE_TOTALS else whole.measures[0]
        return Noun(token.start, token.end, (measure,), fund=fund)
    if whole.is_item:
        return None
    return Noun(token.start, token.end, whole.measures, fund=fund, qualifier=whole.qualifier, by_fund=True)


def resolve_fund(measure: str, noun: Noun, whole: Noun | None, section_fund: str | None) -> str:
    """The fund of a figure: the measure's own, else what the words name, else the whole's, else the section's."""
    own = measures()[measure].own_fund
    if own is not None:
        return own
    if noun.fund is not None:
        return noun.fund
    if whole is not None and whole.fund is not None:
        return whole.fund
    return section_fund or "all"
