"""Figures from prose: every passage of the narrative read by its grammar, each figure with its place and quote."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from pipelines.extract.nouns import EXPENDITURE, EXPENDITURE_GRAND, resolve_fund
from pipelines.extract.passage_reader import read_passage
from pipelines.extract.passages import Passage, fold, passages
from pipelines.extract.prose_tokens import Date, Token, tokenise
from pipelines.extract.statements import Setting, Statement
from pipelines.locate.sections import section_titles
from pipelines.read.headings import heading_level
from schemas.documents import Document
from schemas.facts import Figure, Identity, Place, Section
from schemas.issues import Issue
from schemas.phrase_declarations import section_phrases

LONGEST_QUOTE = 60
_QUOTED_LABEL = 24
_INLINE_LABEL = re.compile(r"\([一二三四五六七八九十]{1,3}\)(?P<label>[^,。;:\d]{4,24})[。:](?=.)")
_STOCKS = frozenset({"total_assets", "fixed_assets"})
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
# Where prose stands in no located section, what it speaks of says where it belongs.
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
    figureless = {titles.section for titles in section_phrases().sections if not titles.figures}
    for section, found in _by_section(document, sections):
        if section is not None and section.section in figureless:
            continue
        heading_fund = _heading_fund(section)
        plain_setting = Setting(identity.fiscal_year, identity.report_type, section.section if section else None)
        setting = plain_setting
        for passage in found:
            setting = replace(setting, section=_inline_section(passage) or plain_setting.section)
            reading = read_passage(passage.plain, setting)
            for statement in reading.statements:
                made = _figures(passage, statement, setting, heading_fund)
                figures += made
                if len(made) == 2 and statement.number is not None:
                    two_sided.append((made[0], made[1]))
            if reading.not_understood:
                issues.append(_issue(passage, reading.not_understood))
            if not reading.statements and _is_high_heading(passage):
                setting = plain_setting
            setting = replace(
                setting,
                label=reading.label or (setting.label if not reading.statements else None),
                whole=reading.whole or setting.whole,
                before=reading.head or setting.before,
            )
    return _one_sided(figures, two_sided), issues


def _by_section(document: Document, sections: list[Section]) -> Iterable[tuple[Section | None, list[Passage]]]:
    blocks = list(enumerate(document.blocks))
    position = 0
    for section in sections:
        if section.first_block > position:
            yield None, passages(blocks[position : section.first_block])
        yield section, passages(blocks[section.first_block : section.last_block])
        position = section.last_block
    if position < len(blocks):
        yield None, passages(blocks[position:])


def _is_high_heading(passage: Passage) -> bool:
    """Whether the passage is a heading that ends the lists and labels above it."""
    level = heading_level(passage.paragraphs[0].text)
    return len(passage.paragraphs) == 1 and level is not None and level <= 2


def _inline_section(passage: Passage) -> str | None:
    """The section that a label at a paragraph's beginning opens for this paragraph: （三）绩效目标设置情况。…."""
    label = _INLINE_LABEL.match(passage.plain)
    titles = section_titles(label["label"]) if label is not None else None
    return titles.section if titles is not None and titles.figures else None


def _heading_fund(section: Section | None) -> str | None:
    """The fund that a section's heading names, else the one declared for such sections."""
    if section is None:
        return None
    named = next((token.code for token in tokenise(fold(section.heading)[0]) if token.kind == "fund"), None)
    titles = section_titles(section.heading)
    return named or (titles.fund if titles is not None else None)


def _figures(passage: Passage, statement: Statement, setting: Setting, heading_fund: str | None) -> list[Figure]:
    noun = statement.noun
    if statement.kind == "count":
        measure = noun.count_measure(statement.unit or "")
        return [_figure(passage, statement, setting, heading_fund, measure)] if measure is not None else []
    return [_figure(passage, statement, setting, heading_fund, measure) for measure in noun.measures]


def _figure(passage: Passage, statement: Statement, setting: Setting, heading_fund: str | None, measure: str) -> Figure:
    noun = statement.noun
    stated = passage.printed_with_quotes(statement.start, statement.end)
    if statement.number is not None:
        stated = passage.printed(statement.start, statement.start + len(statement.number))
    value_kind: str = "level" if statement.kind == "nil" else statement.kind
    as_of = None
    dated = measure in _DATED_COUNTS or (measure in _STOCKS and value_kind == "level")
    if dated and statement.as_of is not None and not (noun.qualifier or "").startswith("planned"):
        as_of = _day(statement.as_of, setting.fiscal_year)
    if measure in _STOCKS and value_kind == "level":
        value_kind = "stock"
    item = noun.item
    code = item.code if item is not None else None
    last = statement.start + len(statement.number) if statement.number is not None else statement.end
    return Figure(
        measure=measure,
        # What is counted is paid from many funds; only money is of one.
        fund="all" if statement.kind == "count" else resolve_fund(measure, noun, statement.whole, heading_fund),
        phase=statement.phase,
        fiscal_year=statement.year,
        stated=stated,
        stated_unit=statement.unit,
        place=Place(
            page=passage.page_at(statement.start),
            char_start=passage.offsets[statement.start],
            char_end=passage.offsets[last - 1] + 1,
        ),
        quote=_quote(passage, statement),
        origin="text",
        value_kind=value_kind,
        compared_with=statement.compared_with,
        as_of=as_of,
        function_code=code if item is not None and item.classification == "function" else None,
        economic_code=code if item is not None and item.classification == "economic" else None,
        government_economic_code=code if item is not None and item.classification == "government_economic" else None,
        subject_name=item.name if item is not None else noun.subject_name,
        qualifier=noun.qualifier,
        sign=statement.sign,
        value=Decimal(0) if statement.number is None and statement.kind != "nil" else None,
        state="nil_statement" if statement.kind == "nil" else None,
        row_role="of_which" if statement.whole is not None else "leaf",
        reading="unsure" if statement.unsure else "sure",
        section=setting.section or _section_of(measure),
    )


def _section_of(measure: str) -> str:
    return next((section for prefix, section in _SECTION_OF_MEASURE if measure.startswith(prefix)), "budget_overview")


def _quote(passage: Passage, statement: Statement) -> str:
    """The words from the label to the figure; the middle is left out where they are too long."""
    whole = passage.printed_with_quotes(min(statement.label_start, statement.start), statement.end)
    if len(whole) <= LONGEST_QUOTE:
        return whole
    label = passage.printed_with_quotes(statement.noun.start, statement.noun.end)[:_QUOTED_LABEL]
    return f"{label}…{whole[-(LONGEST_QUOTE - len(label) - 1) :]}"


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
    )


def _one_sided(figures: list[Figure], two_sided: list[tuple[Figure, Figure]]) -> list[Figure]:
    """The figures without those sides of two-sided statements (收、支总计) that the document states by themselves."""
    dropped: set[int] = set()
    shared = {id(figure) for pair in two_sided for figure in pair}
    told = {_side(figure) for figure in figures if id(figure) not in shared and figure.subject_name is None}
    for pair in two_sided:
        dropped |= {id(figure) for figure in pair if _side(figure) in told}
    return [figure for figure in figures if id(figure) not in dropped]


def _side(figure: Figure) -> tuple[str, str, str, str, int, str]:
    """What makes two statements of one side the same; a fund's expenditure is the same with or without carry-over."""
    measure = figure.measure
    if figure.fund != "all" and measure == EXPENDITURE_GRAND:
        measure = EXPENDITURE
    return (measure, figure.fund, figure.value_kind, figure.phase, figure.sign, figure.stated)
