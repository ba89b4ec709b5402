"""The columns of a performance table: its head rows found and each column named by what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.normalise.labels import label_key
from schemas.documents import Cell
from schemas.record_heads import record_words, word_meanings, word_pattern

Row = list[Cell | None]

_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a performance table's columns stand: meaning -> column from 0; `last_row` is the last head row."""

    columns: dict[str, int]
    last_row: int
    width: int
    whole: bool


@lru_cache(maxsize=16384)
def head_key(text: str) -> str:
    """A head or label without brackets' content, ordinal, colons and spaces: 分值权重（90分） -> 分值权重."""
    key = label_key(text)
    bare = _BRACKETS.sub("", key)
    # 单位（项目）名称 and 评（扣）分标准 mean what stands in their brackets too.
    return (key.replace("(", "").replace(")", "") if len(bare) < 4 or bare == "单位名称" else bare).replace(":", "")


def own_cells(row: Row, row_index: int) -> list[tuple[int, Cell]]:
    """The cells that begin in a grid row (from 0), each with its first column."""
    return [
        (column, cell)
        for column, cell in enumerate(row)
        if cell is not None and cell.row_no == row_index + 1 and cell.column_no == column + 1
    ]


def find_heads(grid: list[Row], start: int) -> Heads | None:
    """The head rows that begin at grid row `start`, or None if this row heads no performance table."""
    names = [head_key(cell.text) if cell is not None else "" for cell in grid[start]]
    meanings = {_meaning(name) for name in names}
    levelled = len(meanings & {"level1", "level2", "level3"}) >= 2 or {"level3", "value"} <= meanings
    if not levelled and not ({"run_together", "value"} <= meanings):
        return None
    last = start
    if start + 1 < len(grid) and _continues_heads(grid[start + 1], start + 1):
        last = start + 1
    columns: dict[str, int] = {}
    for column, cell in enumerate(grid[last]):
        meaning = _meaning(head_key(cell.text)) if cell is not None else None
        if meaning is not None and meaning not in columns:
            columns[meaning] = column
    if "level3" in columns:
        columns.pop("run_together", None)
    elif "run_together" in columns:
        columns["level3"] = columns["run_together"]
    if "level3" not in columns or "value" not in columns:
        return None
    labels = (cell.text for row in grid[max(0, start - 1) : start + 1] for cell in row if cell is not None)
    whole_title = word_pattern("performance", "whole_titles")
    whole = "project" not in columns and any(len(text) <= 30 and whole_title.search(label_key(text)) for text in labels)
    return Heads(columns, last, len(grid[last]), whole)


def _continues_heads(row: Row, row_index: int) -> bool:
    cells = [head_key(cell.text) for _, cell in own_cells(row, row_index) if cell.text.strip()]
    return bool(cells) and all(_meaning(name) is not None for name in cells)


def _meaning(name: str) -> str | None:
    return word_meanings("performance", "heads").get(name)


def align(heads: Heads, grid: list[Row]) -> Heads | None:
    """The heads for a table that goes on with one before it without repeating them, or None if it does not.

    The indicator levels in its first rows tell that it does, and which columns were lost or gained at the left.
    """
    for row in grid[:8]:
        for meaning in ("level1", "level2"):
            wanted = heads.columns.get(meaning)
            found = next((column for column, cell in enumerate(row) if cell and _is_level(cell.text, meaning)), None)
            if wanted is None or found is None:
                continue
            shift = found - wanted
            moved = {name: column + shift for name, column in heads.columns.items()}
            if all(column < len(row) for column in moved.values()):
                kept = {name: column for name, column in moved.items() if column >= 0}
                return Heads(kept, -1, len(row), heads.whole)
    return None


def _is_level(text: str, meaning: str) -> bool:
    # 数量 and 成本 head columns of other tables: only words that can mean nothing else tell.
    key = head_key(text)
    return len(key) >= 4 and key in record_words("performance")[f"{meaning}_words"]
