"""Projects described in prose: a title, 项目概述, 立项依据, 年度预算安排, 绩效目标."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipelines.normalise.amounts import squeeze, to_yuan
from pipelines.normalise.labels import label_key
from schemas.documents import Document, Paragraph
from schemas.facts import Place, Project
from schemas.record_heads import record_words, word_pattern

_SCALES = {"亿": "亿元", "万": "万元", None: "元"}


def projects_in_prose(document: Document) -> list[Project]:
    """The projects that the prose describes, numbered from 1 in reading order; the amount is that of the year."""
    found: list[Project] = []
    project: Project | None = None
    part: str | None = None
    above: Paragraph | None = None
    for paragraph in document.paragraphs:
        heading = _part(paragraph.text)
        if heading == "overview":
            project = _titled(above, len(found) + 1) if above is not None else None
            if project is not None:
                found.append(project)
        if heading is not None:
            part = heading
        elif _title(paragraph) is not None:
            part = None
        elif project is not None and part is not None:
            _read(project, part, paragraph)
        above = paragraph
    return found


@cache
def _parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(pattern)) for part, pattern in record_words("projects")["prose_parts"].items())


def _part(text: str) -> str | None:
    if len(text) > 30:
        return None
    key = label_key(text).strip(":")
    return next((part for part, pattern in _parts() if pattern.match(key)), None)


def _title(paragraph: Paragraph) -> str | None:
    plain = re.sub(r"\s+", "", paragraph.text)
    found = word_pattern("projects", "prose_title").match(plain) if len(plain) <= 70 else None
    return found["name"] if found is not None else None


def _titled(above: Paragraph, number: int) -> Project | None:
    name = _title(above)
    if name is None:
        return None
    place = Place(page=above.page_at(0), char_start=above.start, char_end=above.start + len(above.text))
    return Project(project_no=number, name=name, place=place, quote=above.text[:60])


def _read(project: Project, part: str, paragraph: Paragraph) -> None:
    text = paragraph.text.strip()
    if (part == "overview" and project.objective is None) or (
        part == "objective" and not word_pattern("projects", "see_elsewhere").match(text)
    ):
        project.objective = text
    elif part == "budget" and project.amount_yuan is None:
        for amount, quote in _amounts(text):
            project.amount_yuan, project.amount_origin = amount, "text"
            project.quote = quote[:60]
            break


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    for found in word_pattern("projects", "prose_amount").finditer(squeeze(text)):
        if found["scale"] is None and not found[0].endswith("元"):
            continue
        yield to_yuan(Decimal(found["number"].replace(",", "")), _SCALES[found["scale"]]), found[0]
