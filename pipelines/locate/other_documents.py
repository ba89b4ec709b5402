"""Whether a file is a department's disclosure at all: notices, news, whole regions' budgets and lists are set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.locate.front import Front
from pipelines.normalise.amounts import squeeze
from schemas.documents import Document
from schemas.record_heads import record_words

_WORDS = record_words("identity")
_MARKS = {
    part: tuple(re.compile(mark) for mark in _WORDS[part]) for part in ("own_marks", "table_marks", "other_marks")
}
_TAXES = tuple(_WORDS["taxes"])
_BUDGET = re.compile(r"预算|决算|收支|绩效(?:目标|自评)|三公[\"”]*经费")
_MONEY = re.compile(r"\d(?:\.\d+)?(?:万|亿)?元|单位:(?:万|千)?元|金额")
_NUMBER_CELL = re.compile(r"-?[\d,]+\.?\d*%?$")
_OWN_REPORT = re.compile(r"(?:部门|单位)(?:\((?:单位|部门)\))?(?:综合|收支)?(?:预算|决算)")
_NAMES_A_REPORT = re.compile(
    r"20\d\d年?.*(?:预算|决算|三公)|(?:部门|单位)(?:综合|收支)?(?:预|决)算|收支.*表|(?:预|决)算.*表|绩效(?:目标|自评).*表"
)
_ENDS_AS_A_REPORT = re.compile(
    r"(?:部门|单位)\S{0,4}(?:预算|决算)(?:信息)?(?:公开)?(?:情况)?(?:的)?(?:说明|报表|报告|表|草案|公开表)?$"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|\(.{1,2}\)|\d+[.、]|第.{1,2}部分")
# So many marks of a department's disclosure outweigh a title, whatever it says.
_ENOUGH_MARKS = 4
_LONGEST_TITLE = 60
_TITLE_LINES = 5
_TAXES_OF_A_REGION = 3
_SHORT_CELL = 20


@dataclass(frozen=True, slots=True)
class _OtherKind:
    """A kind of document told by its title, and how many marks of which parts (None = all) speak against it."""

    kind: str
    title: re.Pattern[str]
    keeps: str | None
    at_least: int


_OTHERS = tuple(
    _OtherKind(row["kind"], re.compile(row["title"]), row.get("keeps"), row.get("at_least", _ENOUGH_MARKS))
    for row in _WORDS["other_documents"]
)


def other_kind(document: Document, front: Front, text: str, path: str) -> str | None:
    """What a file is that is no disclosure, in a word; None where it is one or may be.

    A title that names another kind of document counts only where the text lacks what a department's disclosure says.
    """
    if not _speaks_of_a_budget(document, front, text, path):
        return "没有预决算的金额"
    marks = {part: sum(1 for mark in patterns if mark.search(text)) for part, patterns in _MARKS.items()}
    everything = sum(marks.values())
    titles = (front.title,) if front.title else _headings(front)
    for other in _OTHERS:
        if (marks[other.keeps] if other.keeps else everything) >= other.at_least:
            continue
        for title in titles:
            if other.title.search(title) and not _names_its_own(title, other):
                return other.kind
    if marks["own_marks"] < 2 and not _names_a_department(front) and _taxes_in_tables(document) >= _TAXES_OF_A_REGION:
        return "政府预决算"
    if everything <= 1 and not _names_a_report(front, path):
        return "不是预决算公开"
    return None


def _headings(front: Front) -> tuple[str, ...]:
    """The first lines, any of which may be a page's title; a numbered one is a heading within a text."""
    first = front.lines[:_TITLE_LINES]
    return tuple(line for line in first if len(line) <= _LONGEST_TITLE and not _NUMBERED.match(line))


def _names_a_report(front: Front, path: str) -> bool:
    short = (
        line for line in (*front.lines[:12], *front.cells[:12]) if len(line) <= _LONGEST_TITLE and "。" not in line
    )
    return any(_NAMES_A_REPORT.search(words) for words in (front.title, *short, squeeze(path)))


def _names_its_own(title: str, other: _OtherKind) -> bool:
    """Whether the title says in so many words that it is a department's budget or final account."""
    if other.keeps == "own_marks":
        return _OWN_REPORT.search(title) is not None
    return other.keeps is None and _ENDS_AS_A_REPORT.search(title) is not None


def _names_a_department(front: Front) -> bool:
    return any(_OWN_REPORT.search(line) for line in (front.title, *front.lines[:12], *front.cells[:12]))


def _taxes_in_tables(document: Document) -> int:
    cells = "\n".join(cell.text for table in document.tables for cell in table.cells if len(cell.text) <= _SHORT_CELL)
    return sum(1 for tax in _TAXES if tax in cells)


def _speaks_of_a_budget(document: Document, front: Front, text: str, path: str) -> bool:
    """Whether a text speaks of a budget and of money: a list of disclosures does not."""
    if not _BUDGET.search(text + front.title):
        return False
    if _MONEY.search(text):
        return True
    # The first column numbers the lines of a list.
    cells = (cell.text for table in document.tables for cell in table.cells if cell.column_no > 1)
    numbers = sum(1 for cell in cells if cell and _NUMBER_CELL.match(squeeze(cell)))
    return numbers >= (1 if _names_a_department(front) or _names_a_report(front, path) else 3)
