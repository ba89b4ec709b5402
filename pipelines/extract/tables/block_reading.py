"""Reading a sheet block by block: rows meet columns; each number becomes a figure or is noted as not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extract.tables.cell_measures import RowSetting, measure_of_cell
from pipelines.extract.tables.code_levels import codes_of_tails
from pipelines.extract.tables.column_classes import classes_of_columns
from pipelines.extract.tables.column_meanings import (
    ColumnMeaning,
    at_time_of_row,
    block_side,
    column_meaning,
    form_side,
    with_bases,
    with_basic_classes,
    with_doubts,
    with_one_of_each,
    with_one_total,
)
from pipelines.extract.tables.label_meanings import clean_label, squeezed
from pipelines.extract.tables.row_keys import Carried, RowKey, axis_of_heads, drop_foreign_items, key_of_row, name_units
from pipelines.extract.tables.row_roles import KeyedRow, mark_totals, prints_value, settle_times, state_of
from pipelines.extract.tables.sheets import Block, Sheet, SheetRow
from pipelines.extract.tables.table_totals import EXPENDITURE_TOTALS, REVENUE_TOTALS
from pipelines.extract.tables.three_public import BESIDE, PARTS, bare_total
from pipelines.extract.units.body_units import BodyUnits
from pipelines.extract.units.tables_of_units import with_units
from pipelines.extract.units.units_of_rows import NOT_KNOWN, UnitsOfRows, units_of_rows
from pipelines.normalise.labels import ANY_OF, plain
from schemas.codes import measures, trees
from schemas.documents import Cell
from schemas.facts import QUOTE_LENGTH, Figure, Identity, Place, RowRole
from schemas.form_declarations import Axis, Side

_NUMBERS = ("reported", "zero")
_SUBTOTAL = "小计"
_ANY_OF = plain(ANY_OF)
# 一、基本支出 goes on until 二、.
_OUTERMOST = re.compile(r"[一二三四五六七八九十]+[、.]")
_HALVES = ("expenditure_personnel", "expenditure_public")
_WITHIN_NATURES = (*_HALVES, "expenditure_project_operating", "expenditure_project_specific")


@dataclass(slots=True)
class BlockReading:
    """One sheet while it is read, and what came of it; `not_understood` holds (row, column from 0, row label)."""

    sheet: Sheet
    identity: Identity
    unit: str
    unit_is_sure: bool
    units: BodyUnits
    figures: list[Figure] = field(default_factory=list)
    not_understood: list[tuple[SheetRow, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _BlockView:
    """One block: its side, its columns' meanings, its rows' keys, and what the whole block prints."""

    block: Block
    side: Side
    columns: dict[int, ColumnMeaning]
    rows: list[KeyedRow]
    printed: frozenset[str] = frozenset()
    parents: set[str] = field(default_factory=set)
    units: UnitsOfRows = field(default_factory=UnitsOfRows)
    has_total: bool = False
    numeric_rows: int = 0
    lists_measures: bool = False


def read_blocks(reading: BlockReading) -> None:
    """Fill `reading.figures` and `reading.not_understood` from all blocks of the sheet."""
    sheet = reading.sheet
    sheet.side = form_side(sheet.paths, sheet.blocks, sheet.declaration.side or "expenditure")
    views = []
    for place, block in enumerate(sheet.blocks):
        side = block_side(sheet.paths, block, place, sheet.side)
        views.append(_view(reading, block, side, sheet.rows))
    if sheet.side == "both" and len(views) == 1:
        views = _stacked(reading, views[0])
    printed = frozenset(
        measure
        for view in views
        for measure in (
            *(column.measure for column in view.columns.values()),
            *(key.measure for _, key in view.rows),
        )
        if measure
    )
    for view in views:
        _survey(sheet, view, printed, reading.units)
        _read_rows(reading, view)


def _view(reading: BlockReading, block: Block, side: Side, rows: list[SheetRow]) -> _BlockView:
    sheet = reading.sheet
    several = len(sheet.blocks) > 1
    classes = classes_of_columns(sheet.paths, block.amounts, sheet.title) if side == "expenditure" else {}
    columns = {
        column: column_meaning(
            sheet.paths[column], side, sheet.declaration, reading.identity, several, classes.get(column)
        )
        for column in block.amounts
    }
    columns = with_basic_classes(with_bases(columns, sheet.paths, reading.identity))
    columns = with_one_of_each(with_one_total(columns, sheet.paths, side), sheet.paths)
    columns = with_doubts(columns, sheet.paths, side, sheet.title, reading.identity)
    columns = with_units(columns, sheet.paths, reading.units)
    carried = Carried(by_tail=codes_of_tails(sheet, block, rows))
    keys = [key_of_row(sheet, block, row, side, carried) for row in rows]
    drop_foreign_items(keys)
    name_units(keys)
    settle_times(rows, keys, block)
    return _BlockView(block, side, columns, list(zip(rows, keys, strict=True)))


def _stacked(reading: BlockReading, revenue: _BlockView) -> list[_BlockView]:
    """A two-sided form whose expenditure stands below its revenue: two views of one block."""
    rows = reading.sheet.rows
    below = _view(reading, revenue.block, "expenditure", rows)
    for index, ((_, left), (_, right)) in enumerate(zip(revenue.rows, below.rows, strict=True)):
        if (right.measure or right.codes) and not (left.measure or left.fund):
            begin = index - 1 if index and revenue.rows[index - 1][1].generic else index
            return [
                _view(reading, revenue.block, "revenue", rows[:begin]),
                _view(reading, revenue.block, "expenditure", rows[begin:]),
            ]
    return [revenue]


def _survey(sheet: Sheet, view: _BlockView, printed: frozenset[str], known: BodyUnits) -> None:
    view.printed = printed
    mark_totals(view.rows, view.block)
    view.has_total = any(key.total for _, key in view.rows)
    for row, key in view.rows:
        for code in key.codes.values():
            view.parents.update(code[:length] for length in (3, 5) if len(code) > length)
        view.numeric_rows += any(prints_value(row.own(column)) for column in view.block.amounts)
    view.lists_measures = any(
        key.measure is not None and not key.total and key.measure not in REVENUE_TOTALS + EXPENDITURE_TOTALS
        for _, key in view.rows
    )
    view.units = units_of_rows(sheet, view.block, view.rows, known)


def _read_rows(reading: BlockReading, view: _BlockView) -> None:
    sheet = reading.sheet
    section: str | None = None
    context: str | None = None
    outermost = False
    for place, (row, key) in enumerate(view.rows, start=1):
        if sheet.declaration.only_total_rows and not key.total and not view.units.heads_a_unit(place - 1, key):
            continue
        if key.measure in ("revenue_carryover", "expenditure_carryforward"):
            section = key.measure
        elif key.total or key.subject or (key.measure is not None and key.fund in (None, "fiscal")):
            section = None
        if key.measure in ("expenditure_basic", "expenditure_project"):
            context = key.measure
            outermost = _OUTERMOST.match(key.label) is not None
        elif (
            key.total
            or (key.measure and key.measure not in _WITHIN_NATURES)
            or (key.name is not None and not key.codes and _ends_nature(key, outermost))
        ):
            context = None
        alone = key.is_time or (view.numeric_rows == 1 and not (key.label or key.subject or key.total))
        subtotal = (
            key.total and clean_label(key.label) == _SUBTOTAL and any(below.total for _, below in view.rows[place:])
        )
        setting = RowSetting(section, context, view.printed, alone, subtotal, view.lists_measures)
        institution = view.units.institution(place - 1, key, view.has_total)
        for column in view.block.amounts:
            cell = row.own(column)
            if cell is None and key.measure is not None and column == view.block.amounts[0]:
                cell = _displaced(sheet, view.block, row)
            if cell is not None and (institution == NOT_KNOWN or key.level_unknown or _is_open(sheet.paths[column])):
                if state_of(squeezed(cell.text)) in _NUMBERS:
                    reading.not_understood.append((row, column, key.label))
            elif cell is not None:
                _read_cell(reading, view, row, key, column, cell, setting, institution)


def _is_open(path: tuple[str, ...]) -> bool:
    """Whether one of several heads lies over a column, and nothing tells which."""
    return any(_ANY_OF in label for label in path)


def _ends_nature(key: RowKey, outermost: bool) -> bool:
    """Whether a row that is only a name ends what stands below 一、基本支出: an ordinal, or a caption 支出经济分类."""
    return not outermost or _OUTERMOST.match(key.label) is not None or axis_of_heads((key.label,)) is not None


def _displaced(sheet: Sheet, block: Block, row: SheetRow) -> Cell | None:
    """The number right of a label that lies over its whole block, as text exports lose which cells were joined."""
    label = row.key(block.amounts[-1])
    if label is None or label.column_no - 1 not in block.keys:
        return None
    place = label.column_no - 1 + label.column_span
    if place >= len(sheet.roles) or sheet.roles[place] == "amount":
        return None
    cell = row.own(place)
    return cell if cell is not None and state_of(squeezed(cell.text)) in _NUMBERS else None


def _read_cell(
    reading: BlockReading,
    view: _BlockView,
    row: SheetRow,
    key: RowKey,
    column: int,
    cell: Cell,
    setting: RowSetting,
    institution: int | None,
) -> None:
    sheet = reading.sheet
    meaning = view.columns[column]
    if key.is_time:
        meaning = at_time_of_row(meaning, key.label, reading.identity)
    stated = squeezed(cell.text)
    if meaning.unit == "%":
        stated = stated.rstrip("%％")
    state = state_of(stated)
    if state is None:
        if any(character.isdigit() for character in cell.text):
            reading.not_understood.append((row, column, key.label))
        return
    codes = _codes(sheet, key, meaning) if institution is None or meaning.institution is None else None
    institution = institution if institution is not None else meaning.institution
    told = measure_of_cell(sheet, view.side, key, meaning, setting) if codes is not None else None
    if told is not None and view.side == "three_public":
        total = _bare_total(view, row, key, column, told[0])
        told = (total, told[1]) if total is not None else None
    if told is None or codes is None:
        if state in _NUMBERS:
            reading.not_understood.append((row, column, key.label))
        return
    if state == "blank" and not (key.total and institution is None):
        return
    part_of_total = state == "zero" and key.measure is not None and meaning.fund is not None
    if part_of_total and not sheet.declaration.zero_parts_are_kept:
        return
    measure, fund = told
    is_body = bool(key.unit) and institution is None and not key.subject
    counted = measures()[measure].unit_kind == "count"
    reading.figures.append(
        Figure(
            measure=measure,
            fund=fund,
            phase=meaning.phase,
            fiscal_year=meaning.fiscal_year,
            stated=stated,
            stated_unit=None if counted else meaning.unit or reading.unit,
            place=Place(cell.page or row.page, row.table_no, row.row_no, cell.column_no),
            quote=_quote(key.label or sheet.title, meaning.head, stated),
            origin="table",
            value_kind="count" if counted and meaning.value_kind == "level" else meaning.value_kind,
            compared_with=meaning.compared_with,
            function_code=codes.get("function"),
            economic_code=codes.get("economic"),
            government_economic_code=codes.get("government"),
            subject_name=_subject_name(key, meaning),
            institution_no=institution,
            qualifier=meaning.qualifier or sheet.declaration.qualifier,
            state=state,
            row_role=_row_role(sheet, view, key, measure, setting.alone or is_body),
            form=sheet.declaration.form,
            reading="sure" if (reading.unit_is_sure or meaning.unit) and not meaning.doubtful else "unsure",
        )
    )


def _codes(sheet: Sheet, key: RowKey, column: ColumnMeaning) -> dict[Axis, str] | None:
    """The classification codes that row, column and title give together; None where row and column name two classes."""
    codes = dict(key.codes)
    if column.subject is not None:
        axis, code = column.subject
        if codes.get(axis, code) != code:
            return None
        codes[axis] = code
    if sheet.subject is not None and "government" not in codes:
        codes.setdefault("economic", sheet.subject)
    return codes


def _subject_name(key: RowKey, column: ColumnMeaning) -> str | None:
    """The name of the row's project or subject, else of the column's; totals have none."""
    if key.project is not None:
        return key.project
    if key.subject and not key.total:
        return key.name
    return column.head if column.subject is not None else None


def _bare_total(view: _BlockView, row: SheetRow, key: RowKey, column: int, measure: str) -> str | None:
    """What a first 合计 is that may hold 会议费 or 培训费 besides the three-public items; None where no sum tells."""
    if measure != "three_public_total" or not view.printed & set(BESIDE):
        return measure
    time = view.columns[column].time
    if key.measure is not None or view.columns[column].measure is not None:
        return measure
    cell = row.own(column)
    if cell is None:
        return None
    items = [(other.measure, row.own(place)) for place, other in view.columns.items() if other.time == time]
    if not any(item in PARTS for item, _ in items):
        items = [(other.measure, other_row.own(column)) for other_row, other in view.rows]
    return bare_total(cell.text, [(item, found.text) for item, found in items if item and found])


def _row_role(sheet: Sheet, view: _BlockView, key: RowKey, measure: str, is_body: bool) -> RowRole:
    if key.total or is_body or (not key.subject and measure in REVENUE_TOTALS + EXPENDITURE_TOTALS):
        return "total"
    if key.part:
        return "of_which"
    if not key.subject and measure in _HALVES and sheet.declaration.total == "expenditure_basic":
        return "parent"
    if any(code in view.parents for code in key.codes.values()):
        return "parent"
    if key.measure is not None and any(tree.total == measure and tree.part in view.printed for tree in trees()):
        return "parent"
    return "leaf"


def _quote(row: str, head: str, stated: str) -> str:
    """Row head, column head and cell within 60 characters; the cell is never cut."""
    room = QUOTE_LENGTH - len(stated) - 2
    row = row[: max(room // 2, room - len(head))]
    return f"{row} {head[: max(0, room - len(row))]} {stated}"[-QUOTE_LENGTH:]
