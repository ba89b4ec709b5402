"""Plain text, as extractors and people export documents: a paragraph a line, tables by tabs or drawn with bars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.charset import decode_text
from pipelines.read.flow import BlockList, Prose, make_document
from pipelines.read.headings import heading_level
from pipelines.read.limits import DEFAULT_LIMITS, Limits, check_markup
from pipelines.read.sniff import TEXT
from pipelines.read.text_tables import (
    TextRow,
    bar_table,
    cell_a_line_table,
    is_bar_line,
    is_separated_line,
    separated_table,
)
from pipelines.read.wrapped_lines import join_wrapped
from schemas.documents import Document
from schemas.issues import Issue

READER = "plain_text"
READER_VERSION = "1"

# What text extractors print of Word's hidden fields: contents entries copied with a template, page references.
_FIELD_CODE = re.compile(r"\{\s*(?:TC|TOC|PAGEREF|HYPERLINK|REF|XE|SEQ)\b[^{}]*\}")
# Marks that leave nothing to report: bookmarks, and instructions printed without braces or between field marks.
_MARKS = re.compile(
    r"\[bookmark:[^\]]*\]"
    r"|\x13[^\x13-\x15\n]*\x14?|[\x14\x15]"
    r"|HYPERLINK\s+\\l\s+\"?_Toc\w+\"?\s*|\s*PAGEREF\s+_Toc\w+(?:\s*\\[a-z])*"
    r"|TOC(?:\s+\\[a-z](?:\s*\"[^\"\n]*\")?)+\s*"
)
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_LONGEST_DETAIL = 60


def read_plain_text(body: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a text file in whatever encoding it is; hidden field codes are taken out and named in an issue."""
    check_markup(body, limits)
    text, residue = _without_residue(decode_text(body).text.lstrip("\ufeff"))
    blocks = BlockList(limits)
    _Reading(join_wrapped(_LINE_END.split(text)), blocks).run()
    issues = [Issue("template_residue", entry[:_LONGEST_DETAIL]) for entry in residue]
    return make_document(body, file_name, TEXT, (READER, READER_VERSION), blocks, issues)


def _without_residue(text: str) -> tuple[str, list[str]]:
    """The text without field codes and marks, and each field code once, in reading order."""
    codes = dict.fromkeys(" ".join(match.split()) for match in _FIELD_CODE.findall(text))
    return _MARKS.sub("", _FIELD_CODE.sub("", text)), list(codes)


class _Reading:
    """One pass over the lines: prose goes out line by line, a table as soon as it ends."""

    def __init__(self, lines: list[str], blocks: BlockList) -> None:
        self._lines = lines
        self._blocks = blocks
        self._at = 0

    def run(self) -> None:
        """Read all lines."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if self._drawn_table() or self._separated_table() or self._cell_a_line_table():
                continue
            self._blocks.add_prose(Prose(line, heading_level(line)))
            self._at += 1

    def _drawn_table(self) -> bool:
        end = self._run_of(is_bar_line)
        if end - self._at < 2:
            return False
        table = bar_table(self._lines[self._at : end])
        if table is None:
            return False
        self._blocks.add_table(table)
        self._at = end
        return True

    def _separated_table(self) -> bool:
        end = self._run_of(is_separated_line)
        if end - self._at < 2:
            return False
        table = separated_table(self._lines[self._at : end])
        if table is None:
            return False
        self._blocks.add_table(table)
        self._at = end
        return True

    def _cell_a_line_table(self) -> bool:
        if not self._lines[self._at].startswith("\t"):
            return False
        rows, end = self._cell_a_line_rows()
        table = cell_a_line_table(rows)
        if table is None:
            # Indented prose: one paragraph a line.
            for line in self._lines[self._at : end]:
                self._blocks.add_prose(Prose(line, heading_level(line)))
        else:
            self._blocks.add_table(table)
        self._at = end
        return True

    def _run_of(self, belongs: object) -> int:
        assert callable(belongs)
        end = self._at
        while end < len(self._lines) and belongs(self._lines[end]):
            end += 1
        return end

    def _cell_a_line_rows(self) -> tuple[list[TextRow], int]:
        """The rows of the table that begins here, a row torn by a blank line joined again, and the line after it."""
        rows: list[TextRow] = []
        end = self._at
        for begin, stop, blank_before in self._groups(self._at):
            group = self._lines[begin:stop]
            is_first = not rows
            if not is_first and blank_before != 1:
                break
            if not group[0].startswith("\t"):
                joined = _join_torn(rows, group)
                if joined is None:
                    break
                rows[-1] = joined
                end = stop
                continue
            row, used = _read_row(group, rows)
            rows.append(row)
            end = begin + used
            if used < len(group):
                break
        return rows, end

    def _groups(self, begin: int) -> Iterator[tuple[int, int, int]]:
        """Runs of lines that are not blank from `begin`, as (first, one after the last, blank lines before it)."""
        blanks = 0
        while begin < len(self._lines):
            if _is_blank(self._lines[begin]):
                blanks += 1
                begin += 1
                continue
            stop = begin
            while stop < len(self._lines) and not _is_blank(self._lines[stop]):
                stop += 1
            yield begin, stop, blanks
            begin, blanks = stop, 0


def _is_blank(line: str) -> bool:
    """Whether a line separates rows; a tab alone is a blank cell."""
    return not line.strip(" \u3000\xa0")


def _read_row(group: list[str], rows: list[TextRow]) -> tuple[TextRow, int]:
    """The cells of one group of lines and how many lines they take; a heading that runs in after them is left."""
    cells: list[str] = []
    last_tab = max(number for number, line in enumerate(group) if line.startswith("\t"))
    for number, line in enumerate(group):
        if line.startswith("\t"):
            cells.append(line[1:])
        elif number > last_tab and _runs_into_prose(group[number:], len(cells), rows):
            return TextRow(cells), number
        else:
            cells[-1] += "\n" + line
    return TextRow(cells), len(group)


def _runs_into_prose(following: list[str], width: int, rows: list[TextRow]) -> bool:
    """Whether lines after a row's last cell belong to the text below: a heading, where a cell would be short."""
    level = heading_level(following[0])
    widest = max((len(row.cells) for row in rows), default=0)
    return level is not None and level <= 2 and (width < widest or len(following) > 1)


def _join_torn(rows: list[TextRow], group: list[str]) -> TextRow | None:
    """The last row with the rest that a blank paragraph in a cell cut off, if the widths fit the other rows."""
    if len(rows) < 2:
        return None
    cells: list[str] = [group[0]]
    for line in group[1:]:
        if line.startswith("\t"):
            cells.append(line[1:])
        else:
            cells[-1] += "\n" + line
    known = {len(row.cells) for row in rows[:-1]}
    torn = rows[-1].cells
    widest = max(known)
    if len(torn) >= widest:
        return None
    if len(torn) + len(cells) == widest:
        return TextRow(torn + cells)
    if len(torn) + len(cells) - 1 == widest and len(cells) > 1:
        return TextRow([*torn[:-1], torn[-1] + "\n" + cells[0], *cells[1:]])
    return None
