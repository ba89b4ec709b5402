"""The columns of a performance table: its head rows found and each column named by what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.records.sheet_amounts import THE_YEARS_OWN
from pipelines.extract.tables.head_words import Row, head_key, listed_meaning, own_cells
from pipelines.normalise.labels import label_key
from schemas.documents import Cell
from schemas.record_heads import record_words, word_pattern

_SUMS = frozenset({"合计", "小计", "总计"})


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a performance table's columns stand: meaning -> column from 0; `last_row` is the last head row.

    `order` is the meaning of each head cell from left to right, None for a head that is not used.
    """

    columns: dict[str, int]
    last_row: int
    order: tuple[str | None, ...]
    whole: bool


def find_heads(grid: list[Row], start: int) -> Heads | None:
    """The head rows that begin at grid row `start`, or None if this row heads no performance table."""
    meanings = {_meaning(cell.text) for cell in grid[start] if cell is not None}
    levelled = len(meanings & {"level1", "level2", "level3"}) >= 2 or {"level3", "value"} <= meanings
    if not levelled and not ({"run_together", "value"} <= meanings):
        return None
    last = start
    if start + 1 < len(grid) and _continues_heads(grid[start + 1], start + 1):
        last = start + 1
    columns: dict[str, int] = {}
    again: dict[str, int] = {}
    order: list[str | None] = []
    for column, cell in enumerate(grid[last]):
        if column and cell is not None and cell is grid[last][column - 1]:
            continue
        meaning = _meaning(cell.text) if cell is not None else None
        if cell is not None and last > start and label_key(cell.text) in _SUMS:
            # 合计 under 预算金额 is the amount, under 财政拨款 that fund's.
            group = grid[start][column]
            meaning = _meaning(group.text) if group is not None else None
        if meaning == "amount" and meaning in columns and cell is not None and _is_the_years(cell, grid[last], columns):
            order[order.index(meaning)] = None
            del columns[meaning]
        if meaning is not None and meaning in columns:
            again.setdefault(meaning, column)
            meaning = None
        order.append(meaning)
        if meaning is not None:
            columns[meaning] = column
    if {"level3", "value"} <= set(again) and _is_filled(grid, last + 1, again["level3"]):
        # Two blocks side by side: the years together at the left, the year of the budget at the right.
        columns |= again
    if "level3" in columns:
        beside = columns.pop("run_together", -1)
        if beside > columns.get("value", len(order)):
            columns.setdefault("description", beside)
    elif (named := _name_column(grid[last], columns)) is not None:
        columns["level3"] = named
        columns["run_together"] = named
    if "level3" not in columns or "value" not in columns:
        return None
    labels = (cell.text for row in grid[max(0, start - 1) : start + 1] for cell in row if cell is not None)
    whole_title = word_pattern("performance", "whole_titles")
    whole = "project" not in columns and any(len(text) <= 30 and whole_title.search(label_key(text)) for text in labels)
    return Heads(columns, last, tuple(order), whole)


def _is_the_years(cell: Cell, row: Row, columns: dict[str, int]) -> bool:
    """Whether a head of amounts says 年度 where the one before it does not: 项目总额 | 年度资金总额."""
    before = row[columns["amount"]]
    return bool(THE_YEARS_OWN.search(cell.text)) and not (before and THE_YEARS_OWN.search(before.text))


def _name_column(row: Row, columns: dict[str, int]) -> int | None:
    """The column of names where no head says 三级指标: 指标内容 or 绩效指标 between levels and value."""
    after = max(columns.get("level1", -1), columns.get("level2", -1))
    found = [
        column
        for column, cell in enumerate(row)
        if cell is not None and after < column < columns.get("value", len(row))
        if _meaning(cell.text) == "run_together" and cell.column_no == column + 1
    ]
    return found[-1] if found else None


def _is_filled(grid: list[Row], start: int, column: int) -> bool:
    cells = (row[column] for row in grid[start:] if column < len(row))
    return any(cell is not None and cell.text.strip() and cell.column_no == column + 1 for cell in cells)


def _continues_heads(row: Row, row_index: int) -> bool:
    cells = [cell.text for _, cell in own_cells(row, row_index) if cell.text.strip()]
    known = [_meaning(text) is not None for text in cells if label_key(text) not in _SUMS]
    return bool(known) and all(known)


def _meaning(text: str) -> str | None:
    return listed_meaning("performance", "heads", text)


def align(heads: Heads, grid: list[Row]) -> Heads | None:
    """The heads for a table that goes on with one before it without repeating them, or None if it does not.

    The indicator levels in its first rows tell that it does, and which columns were lost or gained at the left;
    columns are counted by where cells begin, as a page break may change how many grid columns a cell spans.
    """
    starts = sorted({cell.column_no - 1 for row in grid for cell in row if cell is not None})
    for row in grid[:8]:
        for meaning in ("level1", "level2", "run_together"):
            if meaning not in heads.order:
                continue
            found = next(
                (
                    place
                    for place, column in enumerate(starts)
                    if (cell := row[column]) and _is_level(cell.text, meaning)
                ),
                None,
            )
            if found is None:
                continue
            shift = found - heads.order.index(meaning)
            places = {name: place + shift for place, name in enumerate(heads.order) if name is not None}
            if max(places.values()) >= len(starts):
                return None
            columns = {name: starts[place] for name, place in places.items() if place >= 0}
            if "run_together" in columns:
                columns.setdefault("level3", columns["run_together"])
            return Heads(columns, -1, heads.order, heads.whole)
    return None


def _is_level(text: str, meaning: str) -> bool:
    # 数量 and 成本 head columns of other tables: only words that can mean nothing else tell.
    key = head_key(text)
    if meaning == "run_together":
        return bool(split_levels(text)[0])
    return len(key) >= 4 and key in record_words("performance")[f"{meaning}_words"]


def split_levels(text: str) -> tuple[str, str, str]:
    """Levels run together in one cell (产出指标质量指标完成率): level 1, level 2 and the name; blank where not told."""
    plain = re.sub(r"\s*\n\s*", "", text).strip()
    first = next((word for word in _words("level1_words") if plain.startswith(word)), "")
    rest = plain[len(first) :].lstrip("-—/ ")
    second = next((word for word in _words("level2_words") if rest.startswith(word)), "") if first else ""
    name = rest[len(second) :].lstrip("-—/ ")
    return (first, second, name) if second and name else ("", "", plain)


@cache
def _words(listed: str) -> tuple[str, ...]:
    return tuple(sorted((word for word in record_words("performance")[listed] if len(word) > 2), key=len, reverse=True))
