"""The front of a document: the title on its cover and the lines that name the body above its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.normalise.amounts import squeeze
from schemas.documents import Document, Paragraph, Table

_CONTENTS = re.compile(r"^(?:目录|目次)")
_BUDGET = re.compile(r"预算|决算")
_SENTENCE = re.compile(r"[。；;]|预算法")
_AFTER_TITLE = re.compile(r"^(?:信息)?(?:公开)?(?:情况)?(?:说明|报表|报告|公开表?)?$")
_TITLE_LINE = re.compile(r"^\D{0,40}20\d\d年\D*[预决]算\D*$")
# A web page's ways to other pages stand above its title.
_NAVIGATION = re.compile(r"首页|当前位置|无障碍|返回|[|>»]")
_ATTACHMENT = re.compile(r"^附件[\d一二三四五六七八九十]{0,2}:?$")
_NAMES_A_REPORT = re.compile(r"(?:20\d\d|二[〇零○O0]..)年|(?:部门|单位)(?:综合|收支)?[预决]算|[预决]算.*公开")
# The letter O typed for a zero: 2O31年.
_LETTER_ZERO = re.compile(r"(?<![0-9A-Za-z])2[Oo]([0-4]\d年)")
_LONGEST_LINE = 90
_COVER_LINES = 6


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at a document's front, squeezed: its title, its short lines, and the first rows of its tables."""

    title: str
    lines: tuple[str, ...]
    table_cells: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the first rows of all tables in reading order."""
        return tuple(cell for row in self.table_cells for cell in row)


def read_front(document: Document) -> Front:
    """The front of a document; the title is the cover's lines up to the one that says 预算 or 决算, joined."""
    lines: list[str] = []
    cover = 0
    for block in document.blocks[:80]:
        if isinstance(block, Paragraph):
            text = _LETTER_ZERO.sub(r"20\1", squeeze(block.text))
            if text:
                lines.append(text)
        elif not cover:
            cover = len(lines) or -1
    cover = len(lines) if not cover else max(cover, 0)
    return Front(_title(lines, cover), tuple(lines[:60]), tuple(_first_rows(document.tables)))


def _title(lines: list[str], cover: int) -> str:
    """The title in the first lines; `cover` is how many lines stand before the first table."""
    parts: list[str] = []
    for place, line in enumerate(lines[: min(cover, _COVER_LINES)]):
        if _CONTENTS.match(line):
            if parts or place > 1:
                break
            continue
        if _NAVIGATION.search(line):
            parts.clear()
            continue
        if _ATTACHMENT.match(line):
            continue
        if len(line) > _LONGEST_LINE or _SENTENCE.search(line):
            break
        parts.append(line)
        if _BUDGET.search(line):
            rest = [text for text in lines[place + 1 : place + 2] if _AFTER_TITLE.match(text)]
            title = "".join(parts + rest)
            if _NAMES_A_REPORT.search(title):
                return title
            break
    return next((line for line in lines[:30] if _TITLE_LINE.search(line) and len(line) <= 60), "")


def _first_rows(tables: tuple[Table, ...]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for table in tables:
        top: dict[int, list[str]] = {}
        for cell in table.cells:
            if cell.row_no <= 6 and cell.text:
                top.setdefault(cell.row_no, []).append(squeeze(cell.text))
        rows.extend(tuple(top[row]) for row in sorted(top))
    return rows
