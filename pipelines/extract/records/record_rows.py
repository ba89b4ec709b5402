"""Tables of records read row by row: which column holds what, by the words listed for the kind of table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines.extract.tables.head_words import Row, listed_meaning, one_line, own_cells
from pipelines.locate.headers import is_numbering
from pipelines.normalise.amounts import parse_number, squeeze
from schemas.codes import FUNDS
from schemas.documents import Cell, Table
from schemas.facts import QUOTE_LENGTH, Place

_HEAD_ROWS = 8
_CARRIED_OVER = re.compile(r"结转|结余")


@dataclass(frozen=True, slots=True)
class RecordHeads:
    """Where a table's columns stand: meaning -> column from 0; `body` is the first row (from 0) below the heads."""

    columns: dict[str, int]
    body: int


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One row below the heads: its grid cells and where they stand."""

    table: Table
    heads: RecordHeads
    index: int
    cells: Row

    def cell(self, meaning: str) -> Cell | None:
        """The cell under a meaning, also one that spans from a row above; None where the table has no such column."""
        column = self.heads.columns.get(meaning)
        cell = self.cells[column] if column is not None and column < len(self.cells) else None
        if cell is None or column is None or cell.column_no == column + 1:
            return cell
        # 合计 over the columns of name and quantity is a name, no quantity.
        others = (other for name, other in self.heads.columns.items() if name != meaning)
        return None if any(cell.column_no <= other + 1 <= column for other in others) else cell

    def text(self, meaning: str) -> str:
        """The cell's text on one line, "" where there is none."""
        cell = self.cell(meaning)
        return one_line(cell.text) if cell is not None else ""

    def own(self) -> list[Cell]:
        """The cells that begin in this row, from left to right."""
        return [cell for _, cell in own_cells(self.cells, self.index)]

    def place(self, meaning: str) -> Place:
        """Where the cell under a meaning stands; the row's place where there is none."""
        cell = self.cell(meaning)
        page = next((own.page for own in self.own() if own.page is not None), self.table.page)
        return Place(
            page=(cell.page if cell is not None else None) or page,
            table_no=self.table.table_no,
            row_no=self.index + 1,
            column_no=cell.column_no if cell is not None else None,
        )

    def quote(self, meaning: str | None = None) -> str:
        """At most 60 characters to find the row by; with a meaning, its labels and that cell's text."""
        words = " ".join(one_line(cell.text) for cell in self.own() if cell.text.strip())
        if meaning is None:
            return words[:QUOTE_LENGTH]
        value = self.text(meaning)
        labels = [one_line(cell.text) for cell in self.own() if cell.text.strip() and parse_number(cell.text) is None]
        return " ".join([*(label for label in labels[:2] if label != value), value])[-60:]


def find_record_heads(
    grid: list[Row],
    words: str,
    needed: frozenset[str],
    stand_ins: Mapping[str, tuple[str, ...]] | None = None,
    preferred: re.Pattern[str] | None = None,
) -> RecordHeads | None:
    """The heads of a table of records: the rows whose cells are listed in `records/<words>.yml`, `needed` all there.

    `stand_ins` says for a meaning that no column has which other columns serve for it, the best first. Of two columns
    of one meaning the left one counts, but rather one whose heads above are `preferred`.
    """
    columns: dict[str, int] = {}
    body = 0
    for index in range(min(len(grid), _HEAD_ROWS)):
        own = own_cells(grid[index], index)
        if any(parse_number(cell.text) is not None for _, cell in own if cell.text.strip()):
            break
        found: dict[str, int] = {}
        for column, cell in own:
            meaning = listed_meaning(words, "heads", cell.text)
            if meaning == "amount" or meaning in FUNDS:
                meaning = _within_group(grid, index, column, words, meaning)
            elif meaning == "carryover" and cell.column_span > 1:
                meaning = None
            if meaning is not None and (meaning not in found or _is_preferred(grid, index, column, preferred)):
                if meaning in found and _is_preferred(grid, index, found[meaning], preferred):
                    continue
                found[meaning] = column
        if len(found) >= 2 or (found and index < body) or (not columns and needed <= set(found)):
            # A second row of heads names the parts of the first: 合计 under 采购金额 is the amount.
            columns |= {name: at for name, at in found.items() if at > columns.get(name, -1)}
            body = max([body, *(cell.row_no + cell.row_span - 1 for _, cell in own if cell.text.strip())])
        elif columns and index >= body:
            break
    for meaning, others in (stand_ins or {}).items():
        served = next((columns[other] for other in others if other in columns), None)
        if served is not None:
            columns.setdefault(meaning, served)
    return RecordHeads(columns, body) if columns and needed <= set(columns) else None


def _within_group(grid: list[Row], index: int, column: int, words: str, meaning: str) -> str | None:
    """What a head of money means in its group of columns: 合计 under 财政拨款 sums up that fund alone.

    A part of what is carried over (一般公共预算 under 上年结转) is not the year's money of that fund.
    """
    for above in reversed(grid[:index]):
        cell = above[column] if column < len(above) else None
        if cell is None or cell.column_span < 2:
            continue
        if _CARRIED_OVER.search(squeeze(cell.text)):
            return None
        group = listed_meaning(words, "heads", cell.text)
        if meaning == "amount" and group in FUNDS:
            return group
    return meaning


def _is_preferred(grid: list[Row], index: int, column: int, preferred: re.Pattern[str] | None) -> bool:
    above = (row[column] for row in grid[: index + 1] if column < len(row)) if preferred is not None else ()
    return preferred is not None and any(cell is not None and preferred.search(squeeze(cell.text)) for cell in above)


def record_rows(table: Table, heads: RecordHeads) -> Iterator[RecordRow]:
    """The rows below the heads that say anything; one that numbers the columns does not."""
    for index, cells in enumerate(table.grid()):
        if index < heads.body:
            continue
        row = RecordRow(table, heads, index, cells)
        texts = [squeeze(cell.text) for cell in row.own()]
        if any(texts) and not is_numbering(texts):
            yield row
