"""The year's main tasks on a department's performance table: what each costs, of all funds and of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.extract.records.project_amounts import money_unit, number_and_unit, quote_of
from pipelines.extract.tables.head_words import Row, listed_meaning, one_line
from pipelines.normalise.amounts import cell_state, squeeze
from schemas.codes import FUNDS
from schemas.documents import Cell
from schemas.facts import Figure, Identity, Place
from schemas.located import LocatedForm
from schemas.record_heads import word_pattern


def task_amounts(form: LocatedForm, identity: Identity, unit: str | None) -> Iterator[Figure]:
    """The amounts of the tasks below 任务名称, each under its task's name; `unit` is used where none is printed."""
    grid = form.table.grid()
    head = next((cell for cell in form.table.cells if _meaning(cell) == "name"), None)
    if head is None or identity.fiscal_year is None:
        return
    columns, body = _columns(grid, head)
    heads = (cell.text for row in grid[head.row_no - 1 : body] for cell in row if cell is not None)
    unit = next((found for text in heads if (found := money_unit(text)) is not None), form.unit or unit)
    label = grid[head.row_no - 1][head.column_no - 2] if head.column_no > 1 else None
    for index in range(body, len(grid)):
        named = grid[index][columns["name"]]
        if named is None or _is_past(grid[index], head, label, named):
            return
        name = one_line(named.text)
        if not name or named.row_no != index + 1 or word_pattern("performance", "task_totals").match(squeeze(name)):
            continue
        for meaning, column in columns.items():
            cell = grid[index][column]
            if meaning == "name" or cell is None or cell is named or cell.row_no != index + 1:
                continue
            stated, scale = number_and_unit(one_line(cell.text), unit)
            if scale is None or cell_state(stated) not in ("reported", "zero"):
                continue
            yield Figure(
                measure="performance_amount",
                fund=meaning if meaning in FUNDS else "unit_funds" if meaning == "other" else "all",
                phase="final" if identity.report_type == "final_accounts" else "budget",
                fiscal_year=identity.fiscal_year,
                stated=stated,
                stated_unit=scale,
                place=Place(cell.page or form.table.page, form.table.table_no, cell.row_no, cell.column_no),
                quote=quote_of(name, stated),
                origin="table",
                subject_name=name,
                qualifier="whole_department",
                row_role="leaf" if meaning == "amount" else "of_which",
                form=form.form,
            )


def _is_past(row: Row, head: Cell, label: Cell | None, named: Cell) -> bool:
    """Whether the list ended: the label at its left does not go on, or the row begins labels or indicators."""
    if label is not None and label.row_span > 1 and row[head.column_no - 2] is not label:
        return True
    return any(listed_meaning("performance", part, named.text) is not None for part in ("labels", "heads"))


def _meaning(cell: Cell) -> str | None:
    return listed_meaning("performance", "task_heads", cell.text)


def _columns(grid: Sequence[Row], head: Cell) -> tuple[dict[str, int], int]:
    """The columns of names and amounts, and the first row (from 0) below their heads."""
    columns: dict[str, int] = {}
    body = head.row_no - 1 + head.row_span
    row = head.row_no - 1
    while row < min(body, len(grid)):
        for cell in grid[row]:
            meaning = _meaning(cell) if cell is not None and cell.row_no == row + 1 else None
            if cell is not None and meaning is not None:
                columns[meaning] = cell.column_no - 1
                body = max(body, row + cell.row_span)
        row += 1
    return columns, body
