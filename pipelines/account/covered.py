"""What the issues found so far already speak of: whole tables, columns of a table, passages, rows outside tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.account.printed_numbers import CellNumber, ProseNumber
from pipelines.locate.loose_numbers import loose_paragraphs
from schemas.documents import Document
from schemas.issues import Issue
from schemas.located import LocatedForm

_OF_WHOLE_FORM = ("table_unit_is_unknown",)
_OF_CELLS = ("cell_is_not_understood", "project_amount_is_not_understood")


class IssueCoverage:
    """The numbers that issues already speak of: each issue takes as many as it counts, in reading order."""

    def __init__(self, document: Document, forms: Sequence[LocatedForm], issues: Iterable[Issue]) -> None:
        self._unknown: set[int] = set()
        self._whole: dict[int, str] = {}
        self._cells: dict[int, list[Issue]] = {}
        self._prose: list[tuple[int, Issue]] = []
        self._left: dict[int, int] = {}
        self._located: set[tuple[int, int]] = set()
        loose: list[Issue] = []
        for issue in issues:
            if issue.issue == "amount_in_prose_is_not_understood" and issue.char_start is not None:
                self._prose.append((issue.char_start, issue))
            elif issue.issue == "numbers_outside_tables":
                loose.append(issue)
            elif issue.table_no is None:
                continue
            elif issue.issue == "table_is_unknown":
                self._unknown.add(issue.table_no)
            elif issue.issue in _OF_WHOLE_FORM:
                self._whole |= dict.fromkeys(_with_continued(issue.table_no, forms), issue.issue)
            elif issue.issue in _OF_CELLS and issue.row_no is None:
                self._whole[issue.table_no] = issue.issue
            elif issue.issue in _OF_CELLS:
                self._cells.setdefault(issue.table_no, []).append(issue)
            else:
                continue
            self._left[id(issue)] = issue.count
        if self._unknown:
            self._located = {(f.table.table_no, cell.row_no) for f in forms for cell in f.table.cells}
        self._loose = {paragraph.start for paragraph in loose_paragraphs(document)} if loose else set()

    def cell(self, number: CellNumber) -> str | None:
        """The code of the issue that speaks of this cell, or None."""
        cell, table_no = number.cell, number.table_no
        for issue in self._cells.get(table_no, ()):
            in_column = issue.column_no is None or cell.column_no <= issue.column_no < cell.column_no + cell.column_span
            below = issue.row_no is None or cell.row_no + cell.row_span > issue.row_no
            if in_column and below and self._take(issue):
                return issue.issue
        if table_no in self._whole:
            return self._whole[table_no]
        if table_no in self._unknown and (table_no, cell.row_no) not in self._located:
            return "table_is_unknown"
        return None

    def row_outside_tables(self, number: ProseNumber) -> bool:
        """Whether the number stands in a run of rows that no table holds and an issue reports."""
        return number.paragraph.start in self._loose

    def prose(self, number: ProseNumber) -> str | None:
        """The code of the issue that speaks of this amount, or None."""
        for start, issue in self._prose:
            if start <= number.offset and self._take(issue):
                return issue.issue
        return None

    def _take(self, issue: Issue) -> bool:
        left = self._left[id(issue)]
        self._left[id(issue)] = left - 1
        return left > 0


def _with_continued(table_no: int, forms: Sequence[LocatedForm]) -> list[int]:
    """The table and those behind it that go on with the same form."""
    found = [table_no]
    form = next((form.form for form in forms if form.table.table_no == table_no), None)
    for following in forms:
        if following.table.table_no == found[-1] + 1 and following.form == form:
            found.append(following.table.table_no)
    return found
