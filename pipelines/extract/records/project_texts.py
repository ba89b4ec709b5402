"""Projects described in prose: a title, 项目概述, 立项依据, 年度预算安排, 绩效目标."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipelines.extract.records.project_amounts import quote_of
from pipelines.normalise.amounts import squeeze, to_yuan
from pipelines.normalise.labels import label_key
from schemas.documents import Document, Paragraph
from schemas.facts import QUOTE_LENGTH, Figure, Identity, Place, Project
from schemas.record_heads import record_words, word_pattern

_NUMBERING = re.compile(r"^(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d{1,2}[.、．])+")
_AMOUNT_FIRST = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(亿|万)?元")
# Characters of the amount's own words in a quote; the name has the rest.
_QUOTED = 30
_SCALES = {"亿": "亿元", "万": "万元", None: "元"}


def projects_in_prose(document: Document, identity: Identity) -> list[Project]:
    """The projects that the prose describes, numbered from 1 in reading order; the amount is that of the year.

    A part's words stand in the paragraphs below its heading, or behind a colon in the heading's own line.
    """
    found: list[Project] = []
    project: Project | None = None
    part: str | None = None
    above: Paragraph | None = None
    for paragraph in document.paragraphs:
        heading, said = _part(paragraph.text)
        if heading == "overview":
            project = _titled(above, len(found) + 1) if above is not None else None
            if project is not None:
                found.append(project)
        if heading is not None:
            part = heading
            if said and project is not None:
                _read(project, heading, said, paragraph, identity)
        elif _title(paragraph) is not None:
            part = None
        elif project is not None and part is not None:
            _read(project, part, paragraph.text.strip(), paragraph, identity)
        above = paragraph
    return found


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(pattern)) for part, pattern in record_words("projects")["prose_parts"].items())


def _part(text: str) -> tuple[str | None, str]:
    """The part a line opens, and what it says behind a colon (1.项目概述：…)."""
    words, _, said = text.partition("：" if "：" in text else ":")
    if len(words) > 30:
        return None, ""
    key = label_key(words)
    return next((part for part, pattern in _parts() if pattern.match(key)), None), said.strip()


def _title(paragraph: Paragraph) -> str | None:
    plain = re.sub(r"\s+", "", paragraph.text)
    found = word_pattern("projects", "prose_title").match(plain) if len(plain) <= 70 else None
    return found["name"] if found is not None else None


def _titled(above: Paragraph, number: int) -> Project | None:
    """The project named by the line above its first part: …情况说明, or the bare name as a numbered heading."""
    name = _title(above)
    if name is None and len(above.text) <= 50 and not re.search(r"[。；：:，]", above.text):
        bare = _NUMBERING.sub("", re.sub(r"\s+", "", above.text))
        name = bare if len(bare) >= 2 and _part(above.text)[0] is None else None
    if name is None:
        return None
    place = Place(page=above.page_at(0), char_start=above.start, char_end=above.start + len(above.text))
    return Project(project_no=number, name=name, place=place, quote=above.text[:QUOTE_LENGTH])


def _read(project: Project, part: str, text: str, paragraph: Paragraph, identity: Identity) -> None:
    if (part == "overview" and project.objective is None) or (
        part == "objective" and not word_pattern("projects", "see_elsewhere").match(text)
    ):
        project.objective = text
    elif part == "budget" and project.amount_yuan is None:
        for stated, unit, quote in _amounts(text):
            amount = to_yuan(Decimal(stated.replace(",", "")), unit)
            project.amount_yuan, project.amount_origin = amount, "text"
            project.quote = quote_of(project.name, quote[-_QUOTED:])
            if identity.fiscal_year is not None:
                project.figures += _figure(project, stated, unit, paragraph, identity.fiscal_year)
            break


def _figure(project: Project, stated: str, unit: str, paragraph: Paragraph, fiscal_year: int) -> Iterator[Figure]:
    """The amount as a figure at its place in the paragraph; none where the number is written with spaces."""
    said = paragraph.text.find("：") + 1
    begin = paragraph.text.find(stated, said)
    if begin < 0:
        return
    start = paragraph.start + begin
    yield Figure(
        measure="project_amount",
        fund="all",
        phase="budget",
        fiscal_year=fiscal_year,
        stated=stated,
        stated_unit=unit,
        place=Place(page=paragraph.page_at(begin), char_start=start, char_end=start + len(stated)),
        quote=quote_of(project.name, f"{stated}{unit}"),
        origin="text",
        subject_name=project.name,
    )


def _amounts(text: str) -> Iterator[tuple[str, str, str]]:
    """The numbers that a text states as the project's money, each with its unit and the words around it."""
    plain = squeeze(text)
    alone = _AMOUNT_FIRST.match(plain)
    if alone is not None:
        yield alone[1], _SCALES[alone[2]], alone[0]
    for found in word_pattern("projects", "prose_amount").finditer(plain):
        if found["scale"] is None and not found[0].endswith("元"):
            continue
        yield found["number"], _SCALES[found["scale"]], found[0]
