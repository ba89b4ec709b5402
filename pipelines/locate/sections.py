"""Sections of the narrative by the titles of their headings; their numbers are often wrong and are never used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.read.headings import LONGEST_HEADING, heading_level
from schemas.documents import Block, Document, Paragraph, Table
from schemas.facts import Section
from schemas.phrase_declarations import SectionTitles, plain, section_phrases

_AMOUNT = re.compile(r"\d[\d,.]*(?:亿|万)?元|\d%")
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,。]")
_CAPTION = re.compile(r"[图表]\s*\d")
_LEADERS = re.compile(r"[.．…·]{3,}\s*\d*\s*$|(?<=[^\d年])\s*\d{1,3}$")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|编|篇)[:：]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.．，,]|\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）])\s*"
)
# An unnumbered heading stands above the numbered ones, below 第一部分.
_UNNUMBERED_LEVEL = 1


@dataclass(frozen=True, slots=True)
class _Heading:
    block: int
    level: int
    text: str
    titles: SectionTitles | None


def section_titles(heading: str) -> SectionTitles | None:
    """The declared section that `heading` opens, or None: tables' titles and other lines open none."""
    phrases = section_phrases()
    title = plain(_LEADERS.sub("", _NUMBERING.sub("", heading.strip()))).rstrip(":")
    if title.endswith(phrases.table_endings):
        return None
    for candidate in phrases.sections:
        if any(words in title for words in candidate.titles):
            return candidate
    return None


def locate_sections(document: Document) -> list[Section]:
    """The narrative's sections in reading order, without overlaps; a contents list opens none.

    A section ends at the next heading that opens another one or stands as high as its own.
    """
    blocks = document.blocks
    headings = _headings(blocks)
    found: list[Section] = []
    open_: _Heading | None = None

    def close(end: int) -> None:
        if open_ is not None and open_.titles is not None and end > open_.block + 1:
            found.append(Section(open_.titles.section, open_.text, open_.block, end))

    for heading in headings:
        if open_ is not None and heading.level > open_.level:
            inside = heading.titles is None or heading.titles.section == (open_.titles and open_.titles.section)
            tells_nothing = open_.titles is not None and not open_.titles.figures
            if inside or (tells_nothing and not _counts_bodies(heading)):
                continue
        close(heading.block)
        open_ = heading
    close(len(blocks))
    return found


def _counts_bodies(heading: _Heading) -> bool:
    """Whether a heading opens units or staff, which are told among duties too (一、主要职能 (二)机构设置)."""
    return heading.titles is not None and heading.titles.section in ("institutions", "staff")


def _headings(blocks: Sequence[Block]) -> list[_Heading]:
    contents = _contents(blocks)
    found = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or number in contents:
            continue
        level = _level(block)
        if level is not None:
            text = block.text.strip()
            found.append(_Heading(number, level, text, section_titles(text)))
    return found


def _level(paragraph: Paragraph) -> int | None:
    """The rank of a heading, 0 the highest; None for prose."""
    text = paragraph.text.strip()
    if (
        not text
        or len(text) > LONGEST_HEADING
        or _AMOUNT.search(text)
        or _SENTENCE.search(text[:-1] if text.endswith("。") and "，" not in text else text)
    ):
        return None
    numbered = heading_level(text.rstrip("。；;"))
    if numbered is not None:
        return 0 if numbered == 1 else numbered
    if paragraph.heading_level is not None:
        return paragraph.heading_level - 1
    if _CAPTION.match(text):
        return None
    if plain(text).rstrip(":").endswith(section_phrases().unnumbered_endings) and not text.endswith(("。", "；", ";")):
        return _UNNUMBERED_LEVEL
    return None


def _contents(blocks: Sequence[Block]) -> set[int]:
    """The places of the blocks that belong to a contents list: from its title to the first title told again."""
    titles = section_phrases().contents_titles
    inside: set[int] = set()
    seen: set[str] | None = None
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            seen = None
            continue
        key = plain(block.text)
        if seen is None:
            if key in titles:
                seen = set()
                inside.add(number)
            continue
        entry = plain(_LEADERS.sub("", block.text.strip()))
        bare = plain(_NUMBERING.sub("", entry))
        if bare in seen or "。" in key or _AMOUNT.search(key) or (len(key) > LONGEST_HEADING * 4 and "..." not in key):
            seen = None
            continue
        seen.add(bare)
        inside.add(number)
    return inside
