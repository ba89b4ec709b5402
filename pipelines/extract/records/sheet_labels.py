"""Rows of labels and values on a performance sheet: which cell is whose value."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.extract.tables.head_words import Row, listed_meaning, one_line
from schemas.documents import Cell, Table
from schemas.facts import Place


class LabelledValue(NamedTuple):
    """A value with what its label means by `records/performance.yml`, and where it stands."""

    meaning: str
    text: str
    place: Place


class LabelRow(NamedTuple):
    """The values of a row; `annual_column` is where the next row says what the year aims at, if this row heads it."""

    values: list[LabelledValue]
    annual_column: int | None


def read_label_row(table: Table, row: Row, index: int, annual_column: int | None) -> LabelRow:
    """The labelled values of grid row `index` (from 0); `annual_column` is what the row above told.

    A label speaks for the first filled cell at its right, or behind its own colon; a label that spans from the row
    above speaks for what stands here beside it.
    """
    values: list[LabelledValue] = []
    labels: list[tuple[str, int]] = []
    if annual_column is not None and annual_column < len(row):
        beneath = row[annual_column]
        if beneath is not None and beneath.text.strip():
            values.append(LabelledValue("objective", one_line(beneath.text), _place(table, beneath)))
    label: str | None = None
    seen: Cell | None = None
    for cell in row:
        if cell is None or cell is seen:
            continue
        seen = cell
        meaning = _meaning(cell.text)
        if meaning is not None:
            label = meaning
            labels.append((meaning, cell.column_no - 1))
            continue
        text = one_line(cell.text)
        words, _, said = text.partition("：" if "：" in text else ":")
        inside = _meaning(words) if said.strip() else None
        own = cell.row_no == index + 1
        if inside is not None and own:
            # 资金总额：50万元 in one cell.
            label, text = inside, said.strip()
        elif listed_meaning("projects", "heads", cell.text) is not None:
            # 项目名称 | 项目编码 | 合计 heads a list; it is no label with its value.
            label = None
        if label is not None and text and own:
            values.append(LabelledValue(label, text, _place(table, cell)))
            label = None
    return LabelRow(values, _annual_column(labels))


def _annual_column(labels: list[tuple[str, int]]) -> int | None:
    """中期目标 and 年度目标 side by side: what the year aims at stands below its own head."""
    period = next((column for meaning, column in labels if meaning == "period_objective"), None)
    if period is None:
        return None
    return next((column for meaning, column in labels if meaning == "objective" and column > period), None)


def _meaning(text: str) -> str | None:
    return listed_meaning("performance", "labels", text)


def _place(table: Table, cell: Cell) -> Place:
    return Place(page=cell.page or table.page, table_no=table.table_no, row_no=cell.row_no, column_no=cell.column_no)
