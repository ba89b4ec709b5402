"""Plain text, as extractors and people export documents: a paragraph a line, tables by tabs, spaces or bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from pipelines.read.charset import decode_text
from pipelines.read.flow import BlockList, Prose, RawTable, make_document
from pipelines.read.headings import heading_level
from pipelines.read.limits import DEFAULT_LIMITS, Limits, check_markup
from pipelines.read.sniff import TEXT
from pipelines.read.spaced_tables import is_unit_line, spaced_table
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
# Lines that stand above or below a table and never in one of its cells: its note, number and unit, and its title.
_NOTE_OF_TABLE = re.compile(
    r"(?:备?注|说明)\s*[:：]|(?:公开|附|预算|决算)?\s*\d{1,2}\s*表$|(?:金额)?单位\s*[:：]\s*\S{0,3}元$|(?:部门|单位)\s*[:：]|预算年度\s*[:：]"
)
_TITLE_OF_TABLE = re.compile(r"[^，。；]{4,}表(?:[(（][^()（）]*[)）])?$")


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
            if (
                not self._lines_of_cells(is_bar_line, bar_table)
                and not self._lines_of_cells(is_separated_line, separated_table)
                and not self._spaced_table()
                and not self._cell_a_line_table()
            ):
                self._take(None, self._at + 1)

    def _lines_of_cells(self, belongs: Callable[[str], bool], read: Callable[[list[str]], RawTable | None]) -> bool:
        """Read a table whose rows are lines that `belongs` knows; False where fewer than two such lines stand here."""
        end = self._at
        while end < len(self._lines) and belongs(self._lines[end]):
            end += 1
        if end - self._at < 2:
            return False
        self._take(read(self._lines[self._at : end]), end)
        return True

    def _spaced_table(self) -> bool:
        """Read a money unit and the table below it whose columns are set with spaces."""
        if not is_unit_line(self._lines[self._at]):
            return False
        found = spaced_table(self._lines[self._at :])
        if found is None:
            return False
        table, first, end = found
        begin = self._at
        self._take(None, begin + first)
        self._take(table, begin + end)
        return True

    def _cell_a_line_table(self) -> bool:
        if not self._lines[self._at].startswith("\t"):
            return False
        rows, end = self._cell_a_line_rows()
        self._take(cell_a_line_table(rows), end)
        return True

    def _take(self, table: RawTable | None, end: int) -> None:
        """Add what stands before line `end`: a table, or prose with a paragraph a line."""
        if table is not None:
            self._blocks.add_table(table)
        else:
            for line in self._lines[self._at : end]:
                self._blocks.add_prose(Prose(line, heading_level(line)))
        self._at = end

    def _cell_a_line_rows(self) -> tuple[list[TextRow], int]:
        """The rows of the table that begins here, a row torn by a blank line joined again, and the line after it."""
        rows: list[TextRow] = []
        widest = 0
        end = self._at
        for begin, stop, blank_before in self._groups(self._at):
            group = self._lines[begin:stop]
            if rows and blank_before != 1:
                break
            if not group[0].startswith("\t"):
                joined = _join_torn(rows, group, widest)
                if joined is None:
                    break
                rows[-1] = joined
                end = stop
                continue
            row, used = _read_row(group, widest)
            rows.append(row)
            widest = max(widest, len(row.cells))
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


def _read_row(group: list[str], widest: int) -> tuple[TextRow, int]:
    """The cells of one group of lines and how many lines they take; a heading that runs in after them is left."""
    cells: list[str] = []
    last_tab = max(number for number, line in enumerate(group) if line.startswith("\t"))
    for number, line in enumerate(group):
        if line.startswith("\t"):
            cells.append(line[1:])
        elif number > last_tab and (
            _stands_outside(group[number:]) or _runs_into_prose(line, len(group) - number, len(cells) < widest)
        ):
            return TextRow(cells), number
        else:
            cells[-1] += "\n" + line
    return TextRow(cells), len(group)


def _runs_into_prose(line: str, lines_left: int, is_short: bool) -> bool:
    """Whether a line after a row's last cell belongs to the text below: a heading, where no cell would hold one."""
    level = heading_level(line)
    return level is not None and level <= 2 and (is_short or lines_left > 1)


def _stands_outside(lines: list[str]) -> bool:
    """Whether lines without a tab are a note below a table, or the title, number or unit of the next one."""
    first, *more = (line.strip() for line in lines)
    if _NOTE_OF_TABLE.match(first):
        return True
    return bool(_TITLE_OF_TABLE.fullmatch(first)) and any(map(_NOTE_OF_TABLE.match, more[:4]))


def _join_torn(rows: list[TextRow], group: list[str], widest: int) -> TextRow | None:
    """The last row with the rest that a blank paragraph in a cell cut off, if the widths fit the other rows."""
    prose = list(takewhile(lambda line: not line.startswith("\t"), group))
    is_heading = any((heading_level(line) or 9) <= 2 for line in prose)
    if len(rows) < 2 or is_heading or any(_stands_outside(prose[number:]) for number in range(len(prose))):
        return None
    cells: list[str] = [group[0]]
    for line in group[1:]:
        if line.startswith("\t"):
            cells.append(line[1:])
        else:
            cells[-1] += "\n" + line
    torn = rows[-1].cells
    if len(torn) >= widest:
        return None
    if len(torn) + len(cells) == widest:
        return TextRow(torn + cells)
    if len(torn) + len(cells) - 1 == widest and len(cells) > 1:
        return TextRow([*torn[:-1], torn[-1] + "\n" + cells[0], *cells[1:]])
    return None
