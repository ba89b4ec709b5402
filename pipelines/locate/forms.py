"""Statutory forms in a document: which table is which form, under which title, in which unit.

A table whose title is printed inside it, several forms stitched into one table, and a continued page that the reader
kept apart are all told here. A continued part has `header_rows` at its first row: it has no heads of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.locate.form_of_rows import form_of_rows
from pipelines.locate.headers import (
    Row,
    column_paths,
    has_numbers,
    own_cells,
)
from pipelines.locate.loose_numbers import loose_numbers
from pipelines.locate.segments import Segment, segments, untangled
from pipelines.locate.table_bodies import body_beside_table, body_of_title, other_body
from pipelines.locate.titles import form_of_title, looks_like_title, loose_title_above, title_above, title_part
from pipelines.locate.units import unit_beside_title
from pipelines.normalise.labels import plain
from schemas.documents import Document, Paragraph, Table
from schemas.facts import Identity
from schemas.form_declarations import FormDeclaration, form_declarations
from schemas.issues import Issue
from schemas.located import LocatedForm

_CONTENTS = re.compile(r"^报表$|^(?:报表|表格)名称$|表名|是否空表|报表目录")
# Nothing was spent: 没有…, 空表; a bare 无 counts only beside 本, 注 or the like, as it begins place names too.
_NIL_NOTE = re.compile(
    r"没有|未安排|不涉及|未发生|空表|无发生额|无数[据字]|(?:[本我注:：(,，]|说明|年度?|部门|单位).{0,12}无(?:.{0,30}(?:安排|支出|收入|预算|经费|收支|业务|项目))?"
    r"|^\(?无.{0,30}(?:支出|安排|收支|预算|经费)\)?。?$"
)
_NOTE_LENGTH = 160
# How many paragraphs below a table may be its note.
_NOTES_BELOW = 3
_OF_ROWS = re.compile(r"科目|编码|代码|名称|序号|备注|^项\s*目$|^[类款项]$|^(?:预算)?单位$")


def locate_forms(document: Document, identity: Identity) -> tuple[list[LocatedForm], list[Issue]]:
    """The forms of `forms.csv` among the document's tables in reading order, and an issue for each unknown table."""
    located: list[LocatedForm] = []
    issues: list[Issue] = []
    above: list[str] = []
    heads: dict[int, tuple[tuple[str, ...], ...]] = {}
    open_notes: list[int] = []
    announced: str | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            above.append(block.text)
            announced = body_of_title(block.text) or announced
            if looks_like_title(title_part(block.text)) or len(above) > _NOTES_BELOW:
                open_notes = []
            for index in open_notes:
                located[index] = _with_note(located[index], block.text)
            continue
        table, taken = untangled(block)
        grid = table.grid()
        open_notes = []
        for segment in segments(grid, taken):
            for index in open_notes:
                for line in reversed(segment.beside):
                    located[index] = _with_note(located[index], line)
            open_notes = []
            paths = column_paths(grid, segment.head, segment.body, table.column_count)
            previous = located[-1] if located else None
            found = _locate(table, grid, segment, above, paths, previous, heads.get(len(located) - 1))
            if found is None:
                if has_numbers(table) and not _is_contents(grid, segment):
                    issues.append(Issue("table_is_unknown", _shown(grid, segment), block.page, block.table_no))
            else:
                heads[len(located)] = paths if found.header_rows > segment.first else heads.get(len(located) - 1, paths)
                open_notes.append(len(located))
                # A list of contents announces every unit: the form itself must come again.
                comes_again = any(form.form == found.form for form in located)
                body = found.body or (announced if comes_again else None)
                located.append(replace(found, body=other_body(body, identity.printed_name)))
        above = []
    return located, issues + loose_numbers(document)


def _locate(
    table: Table,
    grid: Sequence[Row],
    segment: Segment,
    above: Sequence[str],
    paths: tuple[tuple[str, ...], ...],
    previous: LocatedForm | None,
    previous_heads: tuple[tuple[str, ...], ...] | None,
) -> LocatedForm | None:
    begins_table = segment.first == 0
    title = segment.title or (title_above(above) if begins_table else None)
    if _is_contents(grid, segment):
        return None
    labels = "".join(label for path in paths for label in path)
    declaration = form_of_title(title, labels) if title else None
    header = segment.body
    if segment.goes_on and previous is not None and previous.table.table_no == table.table_no:
        return replace(previous, table=_part(table, segment), header_rows=segment.body, note=None)
    of_rows = form_of_rows(grid, segment) if title is None and segment.body > segment.head else None
    goes_on = of_rows is None or (previous is not None and previous.form == of_rows.form)
    if (
        title is None
        and goes_on
        and previous is not None
        and _continues(table, segment, paths, previous, previous_heads, above)
    ):
        part = _part(table, segment)
        repeated = bool(previous_heads) and segment.body > segment.head and paths == previous_heads
        return replace(previous, table=part, header_rows=segment.body if repeated else segment.first, note=None)
    inner = [cell.text for row in range(segment.first, segment.head) for cell in own_cells(grid[row], row + 1)]
    if declaration is None and (begins_table or inner):
        title = loose_title_above([*(above if begins_table else ()), *inner])
        declaration = form_of_title(title, labels) if title else None
        if declaration is not None and not _heads_agree(declaration, labels):
            declaration = None
    if declaration is None:
        declaration, title = _form_of_heads(paths)
    if declaration is None and of_rows is not None:
        declaration, title = of_rows, labels[:40]
    if declaration is None or title is None:
        return None
    below = [cell.text for cell in own_cells(grid[segment.last - 1], segment.last)]
    beside = [*inner, *segment.beside, *(reversed(above) if begins_table else ())]
    unit = unit_beside_title([*beside, *below])
    body = body_beside_table(beside)
    return LocatedForm(declaration.form, _part(table, segment), title, unit, header, body=body)


def _part(table: Table, segment: Segment) -> Table:
    if segment.first == 0 and segment.last == table.row_count:
        return table
    cells = tuple(cell for cell in table.cells if segment.first < cell.row_no <= segment.last)
    return replace(table, row_count=segment.last, cells=cells, page=cells[0].page if cells else table.page)


def _continues(
    table: Table,
    segment: Segment,
    paths: tuple[tuple[str, ...], ...],
    previous: LocatedForm,
    previous_heads: tuple[tuple[str, ...], ...] | None,
    above: Sequence[str],
) -> bool:
    """Whether an untitled table goes on where the one before it stopped: next page, as wide, no heads or the same."""
    if table.table_no - previous.table.table_no > 1 or table.table_no == previous.table.table_no:
        return False
    if abs(table.column_count - previous.table.column_count) > 1 or sum(len(text) for text in above) > 200:
        return False
    if segment.body > segment.head and previous_heads is not None and paths != previous_heads:
        # One row of text may be the rest of a broken row, several are heads of another table.
        return segment.body - segment.head == 1 and table.column_count == previous.table.column_count
    return True


def _heads_agree(declaration: FormDeclaration, labels: str) -> bool:
    return not declaration.heads or any(head in labels for head in (*declaration.heads, *declaration.hints))


def _form_of_heads(paths: tuple[tuple[str, ...], ...]) -> tuple[FormDeclaration | None, str | None]:
    """The form that a table without title shows by its heads: words that only it has, or a head that names it."""
    labels = "".join(label for path in paths for label in path)
    for declaration in form_declarations():
        if declaration.heads and all(head in labels for head in declaration.heads):
            return declaration, labels[:40]
    for label in dict.fromkeys(label for path in paths for label in path):
        if "支出" not in label and "收支" not in label:
            continue
        # 基本支出 beside 项目支出 is a column; over every amount it says what the table is of.
        if not all(label in path or _names_rows(path) for path in paths):
            continue
        named = form_of_title(f"{label}表")
        if named is not None and named.side is not None and named.form != "expenditure":
            return named, label
    return None, None


def _names_rows(path: tuple[str, ...]) -> bool:
    return not path or any(_OF_ROWS.search(label) for label in path)


def _is_contents(grid: Sequence[Row], segment: Segment) -> bool:
    """Whether the table only lists the names of tables."""
    rows = range(segment.first, min(segment.first + 2, segment.last))
    return any(_CONTENTS.search(plain(cell.text)) for row in rows for cell in own_cells(grid[row], row + 1))


def _shown(grid: Sequence[Row], segment: Segment) -> str:
    for row in range(segment.first, segment.last):
        filled = [plain(cell.text) for cell in own_cells(grid[row], row + 1) if cell.text.strip()]
        if filled:
            return " | ".join(filled)[:60]
    return ""


def _with_note(form: LocatedForm, text: str) -> LocatedForm:
    key = plain(text)
    if form.note is not None or len(key) > _NOTE_LENGTH or not _NIL_NOTE.search(key):
        return form
    return replace(form, note=text.strip())
