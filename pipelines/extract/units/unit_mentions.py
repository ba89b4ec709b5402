"""Where tables name units of the body: a name, its code, and whether the place proves that it is a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipelines.extract.records.record_rows import RecordHeads, RecordRow, find_record_heads, record_rows
from pipelines.extract.tables.label_meanings import clean_label, is_total_label
from pipelines.extract.tables.row_keys import Carried, key_of_row, name_units
from pipelines.extract.tables.sheets import build_sheets
from pipelines.locate.body_name import looks_like_body
from pipelines.locate.headers import column_paths
from pipelines.normalise.labels import display_label, plain
from schemas.facts import Place
from schemas.form_declarations import labels
from schemas.located import LocatedForm
from schemas.record_heads import word_pattern

# 2030年度教师节经费 begins with a year. 418-001 is one code.
_CODE = r"(?:\d{3,6}(?:[-—_]\d{2,4})+|\d{3,12})"
_CODE_BEFORE = re.compile(rf"^{_CODE}(?!\d|年)[-—_]?")
_WHOLE_CODE = re.compile(_CODE)
_SHORTEST_NAME, _LONGEST_NAME = 3, 40
_NO_NAME = re.compile(r"[:。;]|^[^一-龥]*$")
_LEVEL = re.compile(r"\([^()]*(?:本级|机关|本部)[^()]*\)|(?:本级|机关|本部)+$")
_REMARK = re.compile(r"\((?:下属|所属)?[^()]*(?:事业|行政|参公|企业)[^()]*\)$")
_BRACKETS = re.compile(r"\([^()]*\)")
# Their column 单位 may be a unit of measure, and their columns of names hold projects and goods as well.
_FORMS_OF_RECORDS = frozenset(
    {
        "projects",
        "project_performance",
        "project_self_evaluation",
        "department_performance",
        "department_self_evaluation",
        "procurement",
        "purchased_services",
    }
)


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as one place names it; `row` is its row in a table of units, `table_no` None where prose names it."""

    name: str
    code: str | None = None
    place: Place = field(default_factory=Place)
    row: RecordRow | None = None
    nature: str | None = None


def unit_key(name: str) -> str:
    """A unit's name for comparing: no white space, no quotation marks, one width, no leading unit code."""
    return _CODE_BEFORE.sub("", plain(name))


def bare_key(name: str) -> str:
    """`unit_key` without what its brackets hold, 本级 and 机关."""
    key = unit_key(name)
    return _LEVEL.sub("", _BRACKETS.sub("", key)) or key


def names_a_level(name: str) -> bool:
    """Whether a name says that it is a body's own office and not the whole body (本级, 机关, 本部)."""
    return _LEVEL.search(unit_key(name)) is not None


def joins_units_and_projects(head: str) -> bool:
    """Whether a column names units and projects by turns: 单位（项目）名称, 支出项目类别（资金使用单位）."""
    return "单位" in head and "项目" in head


def tells_a_unit(name: str) -> bool:
    """Whether a name alone, in a column of units and projects, is a unit's: a place, and an ending no project has."""
    bare = bare_key(name)
    return looks_like_body(bare) and word_pattern("institutions", "sure_names").match(bare) is not None


def remarked_nature(name: str) -> str | None:
    """The nature that a name carries in brackets: 某中心（下属事业单位）."""
    found = _REMARK.search(unit_key(name))
    return re.sub(r"^(?:下属|所属)", "", found[0].strip("()")) if found else None


def unit_code(text: str) -> str | None:
    """The digits of a cell that is a unit's code and nothing else: 418001, 418-001."""
    code = plain(text).rstrip("-—_")
    return re.sub(r"\D", "", code) if _WHOLE_CODE.fullmatch(code) else None


def mentions_in_forms(forms: Sequence[LocatedForm]) -> Iterator[UnitMention]:
    """Every proved mention of a unit in reading order; those between subjects (单位名称（科目）) after the others."""
    heads: RecordHeads | None = None
    columns: dict[str, _UnitColumns] = {}
    headed: dict[str, str] = {}
    for form in forms:
        if form.form == "institutions":
            own = find_record_heads(form.table.grid(), "institutions", frozenset({"name"}))
            heads = own or (RecordHeads(heads.columns, form.header_rows) if heads is not None else None)
            yield from _listed(form, heads)
            continue
        found = _unit_columns(form, columns.get(form.form))
        if found is not None:
            columns[form.form] = found
            yield from _in_columns(form, found, headed)
    yield from _between_subjects(forms)


def _listed(form: LocatedForm, heads: RecordHeads | None) -> Iterator[UnitMention]:
    for row in record_rows(form.table, heads) if heads is not None else ():
        name = row.text("name")
        if is_unit_name(name):
            code = code_before(name) or unit_code(row.text("code"))
            yield UnitMention(name, code, row.place("name"), row, remarked_nature(name))


def is_unit_name(text: str) -> bool:
    """Whether a cell says anything that can be a unit's name: no total, no number, no kind of units, no remark."""
    key = unit_key(text)
    if not _SHORTEST_NAME <= len(key) <= _LONGEST_NAME or _NO_NAME.search(key):
        return False
    return not is_total_label(key) and word_pattern("institutions", "no_names").search(key) is None


def code_before(name: str) -> str | None:
    """The unit code with which a cell begins before its name."""
    before = _CODE_BEFORE.match(plain(name))
    return unit_code(before[0]) if before and before[0] != plain(name) else None


@dataclass(frozen=True, slots=True)
class _UnitColumns:
    """Columns from 0 that name units: the names', the code's, and the table's width.

    `joint`: names of projects stand there too; `vague`: head or form leave open what else does.
    """

    named: tuple[int, ...]
    coded: int | None
    joint: bool
    vague: bool
    width: int


def _unit_columns(form: LocatedForm, before: _UnitColumns | None) -> _UnitColumns | None:
    """The columns of units; a part of a table without heads has those of the part before it."""
    first = min((cell.row_no for cell in form.table.cells), default=1)
    if form.header_rows < first:
        return before if before is not None and before.width == form.table.column_count else None
    heads = (clean_label(cell.text) for cell in form.table.cells if cell.row_no <= form.header_rows)
    if not any(labels().roles.meaning(head) == "unit_name" for head in heads):
        return None
    paths = column_paths(form.table.grid(), 0, form.header_rows, form.table.column_count)
    leaves = [clean_label(path[-1]) if path else "" for path in paths]
    roles = [labels().roles.meaning(leaf) if leaf else None for leaf in leaves]
    named = tuple(
        column
        for column, role in enumerate(roles)
        if role == "unit_name" and not (form.form in _FORMS_OF_RECORDS and leaves[column] == "单位")
    )
    coded = roles.index("unit_code") if "unit_code" in roles else None
    joint = any(joins_units_and_projects(leaves[column]) for column in named)
    vague = form.form in _FORMS_OF_RECORDS or any(leaves[column] == "单位" for column in named)
    return _UnitColumns(named, coded, joint, vague, form.table.column_count) if named else None


def _in_columns(form: LocatedForm, columns: _UnitColumns, headed: dict[str, str]) -> Iterator[UnitMention]:
    """The units in a table's columns; among projects the first row of a code names its unit (`headed`: code, name)."""
    grid = form.table.grid()
    first = form.header_rows
    prints_codes = columns.coded is not None and any(
        cell is not None and unit_code(cell.text) for row in grid[first:] for cell in (row[columns.coded],)
    )
    for column in columns.named:
        for index in range(first, len(grid)):
            cell = grid[index][column]
            if cell is None or cell.row_no != index + 1 or not is_unit_name(cell.text):
                continue
            beside = grid[index][columns.coded] if columns.coded is not None else None
            code = code_before(cell.text)
            if code is None and beside is not None and beside is not cell:
                code = unit_code(beside.text)
            if code is None and columns.joint and (prints_codes or not tells_a_unit(cell.text)):
                continue
            if code is not None and columns.joint and not _same_name(headed.setdefault(code, cell.text), cell.text):
                continue
            if (columns.joint or (code is None and columns.vague)) and not looks_like_body(bare_key(cell.text)):
                continue
            place = Place(cell.page or form.table.page, form.table.table_no, cell.row_no, cell.column_no)
            yield UnitMention(_CODE_BEFORE.sub("", display_label(cell.text)), code, place)


def _same_name(left: str, right: str) -> bool:
    """Whether one of two names is the other or its beginning."""
    short, long = sorted((unit_key(left), unit_key(right)), key=len)
    return long.startswith(short)


def _between_subjects(forms: Sequence[LocatedForm]) -> Iterator[UnitMention]:
    """Units in columns that hold units and subjects by turns (单位名称（科目）)."""
    mixed = [form for form in forms if _has_mixed_column(form)]
    for sheet in build_sheets(mixed):
        if sheet.declaration.only_total_rows:
            continue
        for block in sheet.blocks:
            keys = [key_of_row(sheet, block, row, "expenditure", Carried()) for row in sheet.rows]
            name_units(keys)
            for row, key in zip(sheet.rows, keys, strict=True):
                if key.unit is not None and (key.unit_code or looks_like_body(bare_key(key.unit))):
                    yield UnitMention(key.unit, key.unit_code, Place(row.page, row.table_no, row.row_no))


def _has_mixed_column(form: LocatedForm) -> bool:
    heads = (clean_label(cell.text) for cell in form.table.cells if cell.row_no <= form.header_rows)
    plain_heads = ("unit_name", "unit_code")
    return any("单位" in head and "科目" in head and labels().roles.meaning(head) not in plain_heads for head in heads)
