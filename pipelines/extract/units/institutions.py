"""The units of a reporting body: the table of units, columns of units in other tables, and lists in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.extract.units.body_units import BodyUnits
from pipelines.extract.units.unit_mentions import UnitMention, bare_key, mentions_in_forms, remarked_nature
from pipelines.locate.body_name import looks_like_body
from pipelines.normalise.amounts import squeeze
from schemas.documents import Document, Paragraph
from schemas.facts import Identity, Place
from schemas.located import LocatedForm
from schemas.record_heads import record_words

_BETWEEN_NAMES = re.compile(r"[、,;]|以及|(?<=[)家局院校所站馆心队办委会室厅处部])和(?=[^(]{4,})")
# 局属某某站预算: what stands around the names of a list.
_AROUND_NAME = re.compile(
    r"^(?:\d{1,2}[.、)]|及|和|以及|等)?(?:[局厅委办院]属|所属|下属|直属)?|等(?:单位|\d+个.*)?$|(?:部门|单位)?[预决]算$"
)
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.、)]|[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,2}[)]|[①-⑳])\s*(?P<name>[^。:;,]{3,40}?)(?:[;,].*|。)?$"
)


def find_units(document: Document, forms: Sequence[LocatedForm], identity: Identity) -> BodyUnits:
    """The registry of the body's units: those that tables name in reading order, then those that only prose lists."""
    return BodyUnits(identity.printed_name, [*mentions_in_forms(forms), *_in_prose(document)])


def _in_prose(document: Document) -> Iterator[UnitMention]:
    """Units that a sentence lists (…编制范围的预算单位共2家，具体包括：甲，乙。) or the numbered lines below it."""
    opening = _opening()
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(block.text) > 2000:
            continue
        plain = block.text
        found = opening.search(squeeze(plain))
        if found is None:
            continue
        listed = squeeze(plain)[found.end() :].split("。")[0]
        if re.search(record_words("institutions")["not_listed"], listed[:20]):
            continue
        names = [name for part in _split(listed) if (name := _unit_name(part)) is not None]
        for name in names:
            start = block.start + max(block.text.find(name), 0)
            yield _said(name, block, start)
        if listed.strip(":,"):
            continue
        for below in blocks[index + 1 : index + 60]:
            line = _NUMBERED.match(squeeze(below.text)) if isinstance(below, Paragraph) else None
            name = _unit_name(line["name"]) if line is not None else None
            if name is None or not isinstance(below, Paragraph):
                break
            yield _said(name, below, below.start)


def _said(name: str, paragraph: Paragraph, start: int) -> UnitMention:
    page = paragraph.page_at(start - paragraph.start)
    place = Place(page=page, char_start=start, char_end=start + len(name))
    return UnitMention(name, place=place, nature=remarked_nature(name))


def _split(listed: str) -> list[str]:
    """A list cut at its commas, those inside brackets kept."""
    flat = re.sub(r"\([^()]*\)", lambda found: found[0].replace("、", "\x00").replace(",", "\x01"), listed)
    return [part.replace("\x00", "、").replace("\x01", ",") for part in _BETWEEN_NAMES.split(flat)]


def _unit_name(text: str) -> str | None:
    name = _AROUND_NAME.sub("", text.strip(" :")).strip()
    return name if looks_like_body(bare_key(name)) and len(name) <= 40 else None


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(record_words("institutions")["prose"])
