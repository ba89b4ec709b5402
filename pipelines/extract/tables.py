"""Figures from statutory tables: every numeric cell of a located form as a figure, or an issue that says why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipelines.extract.column_meanings import ColumnMeaning, block_side, column_meaning, form_side
from pipelines.extract.institution_numbers import institution_key, institution_numbers
from pipelines.extract.label_meanings import squeezed
from pipelines.extract.row_keys import Carried, RowKey, key_of_row
from pipelines.extract.sheets import Block, Sheet, SheetRow, build_sheets
from pipelines.extract.table_totals import EXPENDITURE_TOTALS, REVENUE_TOTALS, form_fund, form_total, settled_total
from pipelines.normalise.amounts import cell_state
from schemas.codes import measures
from schemas.documents import Cell, Document
from schemas.facts import Figure, Identity, Place, RowRole
from schemas.form_declarations import Side
from schemas.issues import Issue
from schemas.located import LocatedForm

QUOTE_LENGTH = 60
_SPLITS_OF_TOTAL = (
    "expenditure_basic",
    "expenditure_personnel",
    "expenditure_public",
    "expenditure_project",
    "expenditure_remitted_up",
    "expenditure_business",
    "expenditure_subordinate_subsidy",
    "expenditure_reserve",
    "expenditure_carryforward",
)
_THREE_PUBLIC_PARTS = ("three_public_abroad", "three_public_vehicle", "three_public_reception")
_BESIDE_THREE_PUBLIC = ("meeting", "training", "travel")


@dataclass(slots=True)
class _Reading:
    """One sheet while it is read."""

    sheet: Sheet
    identity: Identity
    unit: str
    unit_is_sure: bool
    institutions: dict[str, int]
    figures: list[Figure] = field(default_factory=list)
    not_understood: Counter[tuple[int, int]] = field(default_factory=Counter)
    samples: dict[tuple[int, int], tuple[str, int | None, int]] = field(default_factory=dict)


def figures_from_forms(
    document: Document, forms: list[LocatedForm], identity: Identity
) -> tuple[list[Figure], list[Issue]]:
    """The figures of all located forms that this module reads, in reading order."""
    if identity.fiscal_year is None:
        return [], []
    figures: list[Figure] = []
    issues: list[Issue] = []
    sheets = build_sheets(forms)
    institutions = institution_numbers(forms)
    units = {form.unit for form in forms if form.unit is not None}
    for sheet in sheets:
        unit = sheet.unit or _unit_of_heads(sheet) or (next(iter(units)) if len(units) == 1 else None)
        if unit is None:
            if _has_money(sheet):
                issues.append(Issue("table_unit_is_unknown", sheet.title[:40], sheet.page, sheet.table_no))
            continue
        reading = _Reading(sheet, identity, unit, sheet.unit is not None, institutions)
        _read_sheet(reading)
        figures.extend(reading.figures)
        issues.extend(_issues(reading))
    return figures, issues


def _unit_of_heads(sheet: Sheet) -> str | None:
    from pipelines.locate.units import unit_in_head

    return next((unit for path in sheet.paths for label in path if (unit := unit_in_head(label)) is not None), None)


def _has_money(sheet: Sheet) -> bool:
    return any(
        cell is not None and cell_state(cell.text) in ("reported", "zero")
        for block in sheet.blocks
        for row in sheet.rows
        for column in block.amounts
        for cell in (row.own(column),)
    )


def _read_sheet(reading: _Reading) -> None:
    sheet = reading.sheet
    sheet.side = side = form_side(sheet.paths, sheet.blocks, sheet.declaration.side or "expenditure")
    keyed: list[tuple[Block, Side, dict[int, ColumnMeaning], list[tuple[SheetRow, RowKey]]]] = []
    printed: set[str] = set()
    for place, block in enumerate(sheet.blocks):
        at_side = block_side(sheet.paths, block, place, side)
        columns = {
            column: column_meaning(sheet.paths[column], at_side, sheet.declaration, reading.identity)
            for column in block.amounts
        }
        carried = Carried()
        rows = [(row, key_of_row(sheet, block, row, at_side, carried)) for row in sheet.rows]
        printed.update(meaning.measure for meaning in columns.values() if meaning.measure)
        printed.update(key.measure for _, key in rows if key.measure)
        keyed.append((block, at_side, columns, rows))
    for block, at_side, columns, rows in keyed:
        _read_block(reading, block, at_side, columns, rows, printed)
    if sheet.note and not any(figure.state in ("reported", "zero") for figure in reading.figures):
        _nil_statement(reading)


def _read_block(
    reading: _Reading,
    block: Block,
    side: Side,
    columns: dict[int, ColumnMeaning],
    rows: list[tuple[SheetRow, RowKey]],
    printed: set[str],
) -> None:
    sheet = reading.sheet
    parents = _parents(rows)
    units = {institution_key(key.unit) for _, key in rows if key.unit}
    has_total = any(key.total for _, key in rows)
    filled = [row for row, _ in rows if any(_says_something(row.own(column)) for column in block.amounts)]
    section: str | None = None
    context: str | None = None
    unit: str | None = None
    for row, key in rows:
        if sheet.declaration.only_total_rows and not key.total:
            continue
        if key.unit:
            unit = key.unit
        if key.measure in ("revenue_carryover", "expenditure_carryforward"):
            section = key.measure
        elif key.total or (key.measure is not None and not key.fund):
            section = None
        if key.measure in ("expenditure_basic", "expenditure_project"):
            context = key.measure
        elif key.total or (key.measure and key.measure not in ("expenditure_personnel", "expenditure_public")):
            context = None
        institution = _institution(reading, key, unit, units, has_total)
        alone = not key.label and not key.subject and not key.total and len(filled) == 1
        for column in block.amounts:
            cell = row.own(column)
            if cell is None:
                continue
            state = cell_state(cell.text)
            if state is None:
                if any(character.isdigit() for character in cell.text) and cell.column_no - 1 not in block.keys:
                    _not_understood(reading, row, column, key.label)
                continue
            meaning = columns[column]
            told = _told(sheet, side, key, meaning, section, context, printed, alone, columns, row)
            if told is None:
                if state in ("reported", "zero"):
                    _not_understood(reading, row, column, key.label)
                continue
            measure, fund = told
            if state == "blank" and not (key.total and institution is None):
                continue
            zero_part = state == "zero" and key.measure is not None and meaning.fund is not None
            if zero_part and not sheet.declaration.zero_parts_are_kept:
                continue
            role: RowRole = (
                "total"
                if key.total or alone
                else "of_which"
                if key.part
                else "parent"
                if any(code in parents for code in key.codes.values())
                else "leaf"
            )
            reading.figures.append(
                Figure(
                    measure=measure,
                    fund=fund,
                    phase=meaning.phase,
                    fiscal_year=meaning.fiscal_year,
                    stated=squeezed(cell.text),
                    stated_unit=meaning.unit or reading.unit,
                    place=Place(cell.page or row.page, row.table_no, row.row_no, column + 1),
                    quote=_quote(key.label or sheet.title, meaning.head, squeezed(cell.text)),
                    origin="table",
                    value_kind=meaning.value_kind,
                    compared_with=meaning.compared_with,
                    function_code=key.codes.get("function"),
                    economic_code=key.codes.get("economic"),
                    government_economic_code=key.codes.get("government"),
                    subject_name=key.name if not key.total else None,
                    institution_no=institution,
                    qualifier=sheet.declaration.qualifier,
                    state=state,
                    row_role=role,
                    form=sheet.declaration.form,
                    reading="sure" if reading.unit_is_sure or meaning.unit else "unsure",
                )
            )


def _told(
    sheet: Sheet,
    side: Side,
    key: RowKey,
    column: ColumnMeaning,
    section: str | None,
    context: str | None,
    printed: set[str],
    alone: bool,
    columns: dict[int, ColumnMeaning],
    row: SheetRow,
) -> tuple[str, str] | None:
    """Measure and fund of one cell, or None when row and column together are not understood."""
    if not column.known:
        return None
    declaration = sheet.declaration
    form_of_fund = form_fund(declaration, sheet.title)
    measure = key.measure
    fund = key.fund or column.fund
    if side == "three_public":
        return _three_public(key, column, alone, printed, form_of_fund, columns, row)
    totals = REVENUE_TOTALS + EXPENDITURE_TOTALS
    if key.subject or key.unit or alone or (key.total and measure is None) or (measure in totals and column.measure):
        if key.subject and not key.codes and side != "expenditure" and not key.unit and sheet.side == "both":
            return None
        measure = column.measure or (
            context if context and key.subject and sheet.side == "both" and "economic" in key.codes else None
        )
        if measure is None:
            measure = key.measure or form_total(declaration, sheet.title, printed)
        if side == "revenue" and sheet.side != "revenue" and column.measure is None and key.measure is None:
            measure = "revenue_sum"
    elif measure is None and fund is not None:
        if section == "expenditure_carryforward" or section == "revenue_carryover":
            measure = section
        elif column.measure is not None:
            measure = column.measure
        else:
            measure = form_total(declaration, sheet.title, printed) if side == "expenditure" else None
    elif measure is None or (column.measure is not None and column.measure != measure):
        return None
    if measure is None:
        return None
    if section == "revenue_carryover" and key.fund is not None and side == "revenue":
        return "revenue_carryover", key.fund
    if (
        declaration.side in ("revenue", "expenditure")
        and measure in totals
        and measure.endswith(("_sum", "grand_total"))
    ):
        if measure == "expenditure_sum" or (declaration.side == "expenditure" and measure == "expenditure_grand_total"):
            measure = form_total(declaration, sheet.title, printed)
    measure = settled_total(measure, declaration, printed)
    if declaration.side == "expenditure" and measure.startswith("revenue_total"):
        measure = declaration.revenue_total
    known = measures().get(measure)
    own = known.own_fund if known is not None else None
    if measure == "revenue_carryover" and fund is None:
        fund = form_of_fund
    return measure, own or fund or form_of_fund


def _three_public(
    key: RowKey,
    column: ColumnMeaning,
    alone: bool,
    printed: set[str],
    form_of_fund: str,
    columns: dict[int, ColumnMeaning],
    row: SheetRow,
) -> tuple[str, str] | None:
    fund = key.fund or column.fund or form_of_fund
    if key.measure is not None:
        return (key.measure, fund) if column.measure is None else None
    if column.measure is not None:
        return (column.measure, fund) if (key.total or key.unit or alone) else None
    if not (key.total or key.unit or alone):
        return None
    # A first 合计 beside 会议费 and 培训费 is the three-public total only when no other cell is.
    if printed & set(_BESIDE_THREE_PUBLIC):
        return None
    return "three_public_total", fund


def _institution(reading: _Reading, key: RowKey, unit: str | None, units: set[str], has_total: bool) -> int | None:
    if not units or key.total or unit is None:
        return None
    if len(units) == 1 and (key.subject or not has_total):
        return None
    return reading.institutions.setdefault(institution_key(unit), len(reading.institutions) + 1)


def _parents(rows: list[tuple[SheetRow, RowKey]]) -> set[str]:
    found: set[str] = set()
    for _, key in rows:
        for code in key.codes.values():
            found.update(code[:length] for length in (3, 5) if len(code) > length)
    return found


def _says_something(cell: Cell | None) -> bool:
    return cell is not None and cell_state(cell.text) in ("reported", "zero", "not_applicable")


def _quote(row: str, head: str, stated: str) -> str:
    room = QUOTE_LENGTH - len(stated) - 2
    row = row[: max(room // 2, room - len(head))]
    return f"{row} {head[: max(0, room - len(row))]} {stated}"[-QUOTE_LENGTH:]


def _not_understood(reading: _Reading, row: SheetRow, column: int, label: str) -> None:
    place = (row.table_no, column + 1)
    reading.not_understood[place] += 1
    reading.samples.setdefault(place, (label, row.page, row.row_no))


def _issues(reading: _Reading) -> list[Issue]:
    found = []
    for (table_no, column_no), count in reading.not_understood.items():
        label, page, row_no = reading.samples[table_no, column_no]
        head = "·".join(reading.sheet.paths[column_no - 1][-2:]) if column_no <= len(reading.sheet.paths) else ""
        detail = f"{reading.sheet.title[:24]}: {label[:16]} / {head[:24]} x {count}"
        found.append(Issue("cell_is_not_understood", detail, page, table_no, row_no, column_no))
    return found


def _nil_statement(reading: _Reading) -> None:
    """An empty table with a note says that there is nothing: one figure for the form's total."""
    sheet = reading.sheet
    declaration = sheet.declaration
    if declaration.side not in ("expenditure", "three_public") or declaration.only_total_rows:
        return
    reading.figures[:] = [figure for figure in reading.figures if figure.state not in ("blank",)]
    final = reading.identity.report_type == "final_accounts"
    reading.figures.append(
        Figure(
            measure=form_total(declaration, sheet.title, set()),
            fund=form_fund(declaration, sheet.title),
            phase="final" if final else "budget",
            fiscal_year=reading.identity.fiscal_year or 0,
            stated="",
            stated_unit=reading.unit,
            place=Place(sheet.page, sheet.table_no),
            quote=(sheet.note or "")[:QUOTE_LENGTH],
            origin="table",
            state="nil_statement",
            row_role="total",
            form=declaration.form,
        )
    )


__all__ = ["figures_from_forms"]
