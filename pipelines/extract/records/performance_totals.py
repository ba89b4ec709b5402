"""The amount that a whole department's performance table covers: its 资金总额, beside or below that label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extract.tables.label_meanings import clean_label, squeezed
from pipelines.locate.headers import Row
from pipelines.locate.units import unit_in_head
from pipelines.normalise.amounts import parse_number
from pipelines.normalise.labels import plain
from schemas.documents import Cell
from schemas.facts import Figure, Identity, Place
from schemas.located import LocatedForm

# Rows from the top that may hold the amounts; indicators follow below them.
_AMOUNT_ROWS = 20
_LABEL = re.compile(r"(?:年度|部门)?(?:预算)?(?:资金|金额|支出)?总额|预算(?:资金|金额)合计|预算总金额")
_SUM = re.compile(r"(?:金额|资金|预算)?合计")


def performance_amount(form: LocatedForm, identity: Identity, unit: str | None) -> Figure | None:
    """The figure of one department performance table, or None; `unit` is used when the table prints none."""
    grid = form.table.grid()
    top = min((cell.row_no for cell in form.table.cells), default=1) - 1
    last = min(len(grid), top + _AMOUNT_ROWS)
    unit = form.unit or _printed_unit(form, last) or unit
    if unit is None:
        return None
    for label in form.table.cells:
        if label.row_no > last or not _LABEL.fullmatch(clean_label(label.text)):
            continue
        cell = _beside(grid, label) or _below(grid, label, last)
        if cell is not None:
            stated = squeezed(cell.text)
            return Figure(
                measure="performance_amount",
                fund="all",
                phase="final" if identity.report_type == "final_accounts" else "budget",
                fiscal_year=identity.fiscal_year or 0,
                stated=stated,
                stated_unit=unit,
                place=Place(cell.page or form.table.page, form.table.table_no, cell.row_no, cell.column_no),
                quote=f"{clean_label(label.text)[:40]} {stated}",
                origin="table",
                qualifier="whole_department",
                row_role="total",
                form=form.form,
            )
    return None


def _printed_unit(form: LocatedForm, last: int) -> str | None:
    units = (unit_in_head(cell.text) for cell in form.table.cells if cell.row_no <= last)
    return next((unit for unit in units if unit is not None), None)


def _number(row: Row, column: int, row_no: int) -> Cell | None:
    cell = row[column] if column < len(row) else None
    if cell is None or cell.row_no != row_no or cell.column_no != column + 1:
        return None
    return cell if parse_number(cell.text) is not None else None


def _beside(grid: Sequence[Row], label: Cell) -> Cell | None:
    """The number that follows the label in its row with nothing but empty cells between."""
    row = grid[label.row_no - 1]
    for column in range(label.column_no - 1 + label.column_span, len(row)):
        cell = row[column]
        if cell is not None and cell.text.strip():
            return _number(row, column, label.row_no)
    return None


def _below(grid: Sequence[Row], label: Cell, last: int) -> Cell | None:
    """The number under the label: that of a row 合计, or the only one."""
    column = label.column_no - 1
    found: list[Cell] = []
    for index in range(label.row_no - 1 + label.row_span, last):
        cell = _number(grid[index], column, index + 1)
        if cell is None:
            if found:
                break
            continue
        left = [plain(other.text) for other in grid[index][:column] if other is not None]
        if any(_SUM.fullmatch(text) for text in left):
            return cell
        found.append(cell)
    return found[0] if len(found) == 1 else None
