"""Figures from prose: every passage of the narrative read by its grammar, each figure with its place and quote."""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal

from pipelines.extract.contradictions import doubt_differing_levels
from pipelines.extract.prose.narrative import Told, tell
from pipelines.extract.prose.nouns import EXPENDITURE, EXPENDITURE_GRAND, resolve_fund
from pipelines.extract.prose.passages import Passage
from pipelines.extract.prose.statements import Statement
from pipelines.extract.prose.tokens import Date, Token, tokenise
from pipelines.normalise.amounts import spelled_number
from schemas.codes import revenue_by_fund
from schemas.documents import Document
from schemas.facts import QUOTE_LENGTH, Figure, Identity, Place, Section
from schemas.issues import Issue

_QUOTED_LABEL = 24
_WHOLE_DEPARTMENT = "整体支出"
_STOCKS = frozenset(
    {"total_assets", "fixed_assets"}
    | {f"fixed_assets_{part}" for part in ("buildings", "offices", "vehicles", "equipment", "other")}
)
_DATED_COUNTS = frozenset(
    {
        "vehicles_count",
        "equipment_count",
        "buildings_area",
        "offices_area",
        "staff_established",
        "staff_actual",
        "staff_retired",
        "three_public_vehicles_kept",
    }
)
# Where these words stand, two amounts of one measure may both be right: with what is carried over and without.
_TOLD_APART = re.compile(r"结转|结余|不含|不包括|扣除|剔除|除外|当年|[本当]年[收支][入出]中")
_SENTENCE = 120
_SPENT_FUNDS = frozenset({"general_public", "government_fund", "state_capital"})
# Where prose stands in no section or among other matters, what it speaks of says where it belongs.
_SECTION_OF_MEASURE = (
    ("three_public", "three_public"),
    ("agency_operating", "agency_operating"),
    ("procurement", "procurement"),
    ("vehicles_count", "assets"),
    ("equipment", "assets"),
    ("fixed_assets", "assets"),
    ("performance", "performance"),
    ("staff", "staff"),
    ("units", "institutions"),
)


def figures_from_prose(
    document: Document, sections: list[Section], identity: Identity
) -> tuple[list[Figure], list[Issue]]:
    """The figures that the narrative states, and an issue for each passage with amounts that are not understood.

    Nothing is read where the fiscal year or the report type is not known.
    """
    if identity.fiscal_year is None or identity.report_type is None:
        return [], []
    figures: list[Figure] = []
    issues: list[Issue] = []
    two_sided: list[tuple[Figure, Figure]] = []
    of_whole: list[Figure] = []
    for told in tell(document, sections, identity.fiscal_year, identity.report_type, identity.printed_name):
        if told.setting.of_other_body:
            amounts = tuple(token for token in tokenise(told.passage.plain) if token.amount is not None)
            issues += [_issue(told.passage, amounts)] if told.reading.statements else []
            continue
        for statement in told.reading.statements:
            made = _figures(told, statement)
            figures += made
            # A statement of both sides at once casts no doubt on what is told of one.
            if len(made) == 1 and not _is_told_apart(told.passage.plain, statement):
                of_whole += made
            if len(made) == 2 and statement.number is not None:
                two_sided.append((made[0], made[1]))
        if told.reading.not_understood:
            issues.append(_issue(told.passage, told.reading.not_understood))
    doubt_differing_levels(of_whole)
    return _projects_apart(_one_sided(figures, two_sided)), issues


def _is_told_apart(plain: str, statement: Statement) -> bool:
    """Whether the statement's sentence says with or without what its amount is."""
    begin = max(plain.rfind("。", max(statement.start - _SENTENCE, 0), statement.start), statement.start - _SENTENCE, 0)
    end = plain.find("。", statement.end, statement.end + _SENTENCE)
    return _TOLD_APART.search(plain, begin, end if end >= 0 else statement.end + _SENTENCE) is not None


def _figures(told: Told, statement: Statement) -> list[Figure]:
    """The figure of a statement, two for a statement about both sides."""
    if statement.kind == "count":
        measure = statement.noun.count_measure(statement.unit or "")
        return [_figure(told, statement, measure)] if measure is not None else []
    return [_figure(told, statement, measure) for measure in statement.noun.measures]


def _figure(told: Told, statement: Statement, measure: str) -> Figure:
    passage, setting, heading_fund = told.passage, told.setting, told.heading_fund
    noun = statement.noun
    stated = passage.printed_with_quotes(statement.start, statement.end)
    if statement.number is not None:
        stated = passage.printed(statement.start, statement.start + len(statement.number))
    value_kind: str = "level" if statement.kind == "nil" else statement.kind
    as_of = None
    is_stock = measure in _STOCKS and value_kind in ("level", "change", "change_percent")
    dated = measure in _DATED_COUNTS or is_stock
    if dated and statement.as_of is not None and not (noun.qualifier or "").startswith("planned"):
        as_of = _day(statement.as_of, setting.fiscal_year)
    if measure in _STOCKS and value_kind == "level" and not (noun.qualifier or "").startswith("planned"):
        value_kind = "stock"
    # What is counted is paid from many funds; only money is of one.
    fund = "all" if statement.kind == "count" else resolve_fund(measure, noun, statement.whole, heading_fund)
    if measure == "revenue_total" and fund != "fiscal":
        # 本年收入 of one fund is that fund's revenue.
        measure = revenue_by_fund().get(fund, measure)
    if measure == EXPENDITURE_GRAND and noun.generic and noun.fund is None and fund in _SPENT_FUNDS:
        # 支出决算为… in the section of a fund's expenditure is that.
        measure = EXPENDITURE
    item = noun.item
    code = item.code if item is not None else None
    last = statement.start + len(statement.number) if statement.number is not None else statement.end
    return Figure(
        measure=measure,
        fund=fund,
        phase=statement.phase,
        fiscal_year=statement.year,
        stated=stated,
        stated_unit=statement.unit,
        place=Place(
            page=passage.page_at(statement.start),
            # Words that speak of several nouns (均与上年持平) speak of each from its own label on.
            char_start=passage.offsets[statement.label_start if statement.shared else statement.start],
            char_end=passage.offsets[last - 1] + 1,
        ),
        quote=_quote(passage, statement),
        origin="text",
        value_kind=value_kind,
        # What was held a year before is what was, whatever the document plans.
        compared_with="previous_final" if is_stock and as_of and statement.compared_with else statement.compared_with,
        as_of=as_of,
        function_code=code if item is not None and item.classification == "function" else None,
        economic_code=code if item is not None and item.classification == "economic" else None,
        government_economic_code=code if item is not None and item.classification == "government_economic" else None,
        subject_name=item.name if item is not None else noun.subject_name,
        qualifier=noun.qualifier,
        sign=statement.sign,
        value=_value(statement),
        state="nil_statement" if statement.kind == "nil" else None,
        row_role="of_which" if statement.whole is not None else "leaf",
        reading="unsure" if statement.unsure else "sure",
        section=_section_of(measure, setting.section),
    )


def _value(statement: Statement) -> Decimal | None:
    """What words say in place of digits: no change is zero, 三 is three; None where digits are or nothing is."""
    if statement.number is not None:
        return spelled_number(statement.number)
    return None if statement.kind == "nil" else Decimal(0)


def _section_of(measure: str, located: str | None) -> str:
    """The section a figure belongs to: the located one, where that says more than that other matters follow."""
    if located is not None and located != "other_matters":
        return located
    told = (section for prefix, section in _SECTION_OF_MEASURE if measure.startswith(prefix))
    return next(told, located or "budget_overview")


def _quote(passage: Passage, statement: Statement) -> str:
    """The words from the label to the figure; the middle is left out where they are too long."""
    begin = max(min(statement.label_start, statement.start), statement.end - 4 * QUOTE_LENGTH)
    whole = passage.printed_with_quotes(begin, statement.end)
    label = statement.noun.elsewhere
    if label is None and len(whole) <= QUOTE_LENGTH:
        return whole
    label = (label or passage.printed_with_quotes(statement.noun.start, statement.noun.end))[:_QUOTED_LABEL]
    return f"{label}…{whole[-(QUOTE_LENGTH - len(label) - 1) :]}"


def _day(date: Date, fiscal_year: int) -> datetime.date | None:
    """The day that a printed date names; month ends and year ends where no day is printed."""
    year = date.year if date.year > 0 else fiscal_year + date.year
    month = date.month or 12
    try:
        return datetime.date(year, month, date.day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def _issue(passage: Passage, tokens: tuple[Token, ...]) -> Issue:
    first = tokens[0]
    words = passage.printed_with_quotes(max(first.start - 20, 0), first.end)
    return Issue(
        "amount_in_prose_is_not_understood",
        f"{len(tokens)}; {words}",
        page=passage.page_at(first.start),
        char_start=passage.offsets[first.start],
        count=len(tokens),
    )


def _one_sided(figures: list[Figure], two_sided: list[tuple[Figure, Figure]]) -> list[Figure]:
    """The figures with one side of each two-sided statement (收、支总计9万元).

    One printed amount is told once: of uses, unless only they are stated elsewhere; sources equal them and are derived.
    """
    dropped: set[int] = set()
    shared = {id(figure) for pair in two_sided for figure in pair}
    told = {_side(figure) for figure in figures if id(figure) not in shared and figure.subject_name is None}
    for sources, uses in two_sided:
        only_uses_elsewhere = _side(uses) in told and _side(sources) not in told
        dropped.add(id(uses) if only_uses_elsewhere else id(sources))
    return [figure for figure in figures if id(figure) not in dropped]


def _projects_apart(figures: list[Figure]) -> list[Figure]:
    """`figures`, money evaluated as a whole department's named so where the document also tells that of projects."""
    evaluated = [figure for figure in figures if figure.measure == "performance_amount"]
    whole = [figure for figure in evaluated if figure.qualifier == "whole_department"]
    if len(whole) < len(evaluated):
        for figure in whole:
            figure.subject_name = figure.subject_name or _WHOLE_DEPARTMENT
    return figures


def _side(figure: Figure) -> tuple[str, str, str, str, int, str]:
    """What makes two statements of one side the same; a fund's expenditure is the same with or without carry-over."""
    measure = figure.measure
    if figure.fund != "all" and measure == EXPENDITURE_GRAND:
        measure = EXPENDITURE
    return (measure, figure.fund, figure.value_kind, figure.phase, figure.sign, figure.stated)
