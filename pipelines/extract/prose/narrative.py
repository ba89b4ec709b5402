"""The narrative read passage by passage: what headings, labels and unfinished lists hand on to the passages below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.extract.prose.fillers import ORDINAL
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.passage_reader import read_passage
from pipelines.extract.prose.passages import Passage, fold, passages
from pipelines.extract.prose.statements import Reading, Setting
from pipelines.extract.prose.tokens import tokenise
from pipelines.locate.body_name import looks_like_body
from pipelines.locate.sections import section_titles
from pipelines.read.headings import heading_level
from schemas.documents import Document
from schemas.facts import ReportType, Section
from schemas.phrase_declarations import SectionTitles

_INLINE_LABEL = re.compile(r"\([一二三四五六七八九十]{1,3}\)(?P<label>[^,。;:\d]{4,24})[。:](?=.)")
_GOES_ON = (";", ",", "、", ":")


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with what it states, its setting, and the fund that its section's heading names."""

    passage: Passage
    setting: Setting
    reading: Reading
    heading_fund: str | None


def tell(
    document: Document, sections: list[Section], fiscal_year: int, report_type: ReportType, body: str | None
) -> Iterator[Told]:
    """Every passage of the narrative in which figures may stand, in reading order."""
    for section, found in _by_section(document, sections):
        titles = section_titles(section.heading) if section is not None else None
        if titles is not None and not titles.figures:
            continue
        heading_fund = _heading_fund(section.heading, titles) if section is not None else None
        start = Setting(fiscal_year, report_type, section.section if section is not None else None)
        yield from _tell_section(found, start, heading_fund, body)


def _tell_section(found: list[Passage], start: Setting, heading_fund: str | None, body: str | None) -> Iterator[Told]:
    setting = start
    list_is_numbered: bool | None = None
    goes_on = named = False
    for passage in found:
        numbered = ORDINAL.match(passage.plain) is not None
        if setting.whole is not None and not goes_on:
            # A list ends where its numbers end.
            if list_is_numbered is None:
                list_is_numbered = numbered
            elif list_is_numbered and not numbered:
                setting, list_is_numbered = replace(setting, whole=None), None
        named_before, named = named, numbered and _names_other_body(passage, body)
        if numbered:
            # Names that follow one another are a list of bodies, not headings.
            setting = replace(setting, of_other_body=named and not named_before)
        setting = replace(setting, section=_inline_section(passage) or start.section)
        reading = read_passage(passage.plain, setting)
        yield Told(passage, setting, reading, heading_fund)
        goes_on = passage.plain.endswith(_GOES_ON)
        if not reading.statements and _is_high_heading(passage):
            setting = replace(start, of_other_body=setting.of_other_body)
        if reading.whole is not None:
            list_is_numbered = None
        label = _handed_on(passage, reading.label)
        if reading.above.number is not None and reading.above.number == setting.above.number:
            # A numbered heading ends what its sibling above gave.
            setting = replace(setting, label=None, whole=setting.above.whole, above=reading.above)
        elif label is not None or reading.whole is not None:
            setting = replace(setting, above=reading.above)
        setting = replace(
            setting,
            label=label or (setting.label if not reading.statements else None),
            whole=_handed_on(passage, reading.whole) or setting.whole,
            before=_handed_on(passage, reading.head) or setting.before,
            as_of=reading.as_of or setting.as_of,
        )


def _handed_on(passage: Passage, noun: Noun | None) -> Noun | None:
    """`noun` for the passages below, with the words that name it here."""
    if noun is None or noun.elsewhere is not None:
        return noun
    return replace(noun, elsewhere=passage.printed_with_quotes(noun.start, noun.end))


def _by_section(document: Document, sections: list[Section]) -> Iterator[tuple[Section | None, list[Passage]]]:
    blocks = list(enumerate(document.blocks))
    position = 0
    for section in sections:
        if section.first_block > position:
            yield None, passages(blocks[position : section.first_block])
        yield section, passages(blocks[section.first_block : section.last_block])
        position = section.last_block
    if position < len(blocks):
        yield None, passages(blocks[position:])


def _names_other_body(passage: Passage, body: str | None) -> bool:
    """Whether a numbered heading is the name of a body (二、云泽县林场管理站) that is not the disclosure's."""
    name = ORDINAL.sub("", passage.plain).strip(":。")
    if body is None or not looks_like_body(name):
        return False
    plain = fold(body)[0]
    return name not in plain and plain not in name


def _is_high_heading(passage: Passage) -> bool:
    """Whether the passage is a heading that ends the lists and labels above it."""
    level = heading_level(passage.paragraphs[0].text)
    return len(passage.paragraphs) == 1 and level is not None and level <= 2


def _inline_section(passage: Passage) -> str | None:
    """The section that a label at a paragraph's beginning opens for this paragraph: （三）绩效目标设置情况。…."""
    label = _INLINE_LABEL.match(passage.plain)
    titles = section_titles(label["label"]) if label is not None else None
    return titles.section if titles is not None and titles.figures else None


def _heading_fund(heading: str, titles: SectionTitles | None) -> str | None:
    """The fund that a section's heading names, else the one declared for such sections."""
    named = next((token.code for token in tokenise(fold(heading)[0]) if token.kind == "fund"), None)
    return named or (titles.fund if titles is not None else None)
