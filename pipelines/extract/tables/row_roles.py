"""What rows are by the rows and numbers around them: totals that no label tells, and rows that are years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from pipelines.extract.tables.label_meanings import squeezed
from pipelines.extract.tables.row_keys import RowKey
from pipelines.extract.tables.sheets import Block, SheetRow
from pipelines.normalise.amounts import PrintedNumber, cell_state, parse_number
from schemas.documents import Cell

KeyedRow = tuple[SheetRow, RowKey]

# The same cells are asked for more than once.
state_of = lru_cache(maxsize=65536)(cell_state)


def prints_value(cell: Cell | None) -> bool:
    """Whether a cell prints a number, a zero or a dash."""
    return cell is not None and state_of(cell.text) in ("reported", "zero", "not_applicable")


def amounts_of(row: SheetRow, block: Block) -> tuple[str, ...]:
    """What a row prints in the block's amount columns."""
    return tuple(squeezed(cell.text) if (cell := row.own(column)) else "" for column in block.amounts)


def _first_amount(row: SheetRow, block: Block) -> PrintedNumber | None:
    cell = row.own(block.amounts[0])
    return parse_number(cell.text) if cell is not None else None


def settle_times(rows: Sequence[SheetRow], keys: Sequence[RowKey], block: Block) -> None:
    """Rows are times only where all rows with numbers are (年度 | 合计 | 因公出国 ...); else a label is a subject."""
    numeric = [
        key
        for row, key in zip(rows, keys, strict=True)
        if any(prints_value(row.own(column)) for column in block.amounts)
    ]
    every = len(numeric) > 1 and all(key.is_time for key in numeric)
    for key in keys:
        key.is_time = key.is_time and every
        if key.is_time:
            key.name = None


def mark_totals(rows: Sequence[KeyedRow], block: Block) -> None:
    """Without a row 合计: a first unit that sums all the others is the body itself, and a row without any label is the
    total where it sums the classes or repeats a unit's row."""
    if any(key.total for _, key in rows):
        return
    firsts = [(key, number.value) for row, key in rows if (number := _first_amount(row, block)) is not None]
    units = [(key, value) for key, value in firsts if key.unit and not key.subject]
    if len(units) > 1 and units[0][1] > 0 and units[0][1] == sum((value for _, value in units[1:]), Decimal(0)):
        units[0][0].total = True
    classes = sum((value for key, value in firsts if any(len(code) == 3 for code in key.codes.values())), Decimal(0))
    for key, value in firsts:
        if value and not (key.label or key.subject or key.unit):
            key.total = value == classes or any(value == of_unit for _, of_unit in units)
