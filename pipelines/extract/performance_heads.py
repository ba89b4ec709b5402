"""The columns of a performance table: its head rows found and each column named by what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.normalise.labels import label_key
from schemas.documents import Cell
from schemas.record_heads import record_words, word_meanings, word_pattern

Row = list[Cell | None]

_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Heads:
    """Where a performance table's columns stand: meaning -> column from 0; `last_row` is the last head row.

    `order` is the meaning of each head cell from left to right, None for a head that is not used.
    """

    columns: dict[str, int]
    last_row: int
    order: tuple[str | None, ...]
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
    order: list[str | None] = []
    for column, cell in enumerate(grid[last]):
        if column and cell is not None and cell is grid[last][column - 1]:
            continue
        meaning = _meaning(head_key(cell.text)) if cell is not None else None
        meaning = None if meaning in columns else meaning
        order.append(meaning)
        if meaning is not None:
            columns[meaning] = column
    if "level3" in columns:
        columns.pop("run_together", None)
    elif (named := _name_column(grid[last], columns)) is not None:
        columns["level3"] = named
        columns["run_together"] = named
    if "level3" not in columns or "value" not in columns:
        return None
    labels = (cell.text for row in grid[max(0, start - 1) : start + 1] for cell in row if cell is not None)
    whole_title = word_pattern("performance", "whole_titles")
    whole = "project" not in columns and any(len(text) <= 30 and whole_title.search(label_key(text)) for text in labels)
    return Heads(columns, last, tuple(order), whole)


def _name_column(row: Row, columns: dict[str, int]) -> int | None:
    """The column of indicator names where no head says 三级指标: 指标内容 or 绩效指标 between the levels and the value."""
    after = max(columns.get("level1", -1), columns.get("level2", -1))
    found = [
        column
        for column, cell in enumerate(row)
        if cell is not None and after < column < columns.get("value", len(row))
        if _meaning(head_key(cell.text)) == "run_together" and cell.column_no == column + 1
    ]
    return found[-1] if found else None


def _continues_heads(row: Row, row_index: int) -> bool:
    cells = [head_key(cell.text) for _, cell in own_cells(row, row_index) if cell.text.strip()]
    return bool(cells) and all(_meaning(name) is not None for name in cells)


@lru_cache(maxsize=4096)
def _meaning(name: str) -> str | None:
    listed = word_meanings("performance", "heads").get(name)
    if listed is not None or not name or len(name) > 14:
        return listed
    patterns: dict[str, str] = record_words("performance")["head_patterns"]
    return next((meaning for meaning, pattern in patterns.items() if re.search(pattern, name)), None)


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
