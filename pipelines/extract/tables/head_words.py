"""Heads and labels of tables of records looked up among the words listed for the kind of table."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.locate.headers import own_cells as cells_of_row
from pipelines.normalise.amounts import holds_two_numbers, join_number
from pipelines.normalise.labels import label_key
from schemas.documents import Cell
from schemas.record_heads import record_words, word_meanings

Row = list[Cell | None]

_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_HEAD = 16
_NUMBERS_ONLY = re.compile(r"[-\d\s.,，．()（）−－元万千亿]+")


def one_line(text: str) -> str:
    """A cell's lines joined: nothing between Chinese words, one space between Latin ones and between two numbers."""
    if _NUMBERS_ONLY.fullmatch(text) and holds_two_numbers(text):
        return join_number(text)
    return re.sub(r"(?<=[A-Za-z0-9])[ \t]*\n[ \t]*(?=[A-Za-z])", " ", text).replace("\n", "").strip()


@lru_cache(maxsize=16384)
def head_key(text: str) -> str:
    """A head or label without what its brackets hold, ordinal, colons and spaces: 分值权重（90分） -> 分值权重."""
    return _BRACKETS.sub("", label_key(text)).replace(":", "")


@lru_cache(maxsize=16384)
def listed_meaning(words: str, part: str, text: str) -> str | None:
    """What a head or label means by `records/<words>.yml`: with the words in its brackets first, then without.

    One that is not listed is tried by the file's `head_patterns` or `label_patterns`, where it has any.
    """
    key = label_key(text).replace(":", "")
    if len(key) > 40:
        return None
    listed = word_meanings(words, part)
    bare = _BRACKETS.sub("", key)
    # 单位（项目）名称 and 评（扣）分标准 mean what stands in their brackets too; 价值（金额单位：万元） does not.
    found = listed.get(key.replace("(", "").replace(")", "")) or listed.get(bare)
    if found is not None or not bare or len(bare) > _LONGEST_HEAD:
        return found
    patterns: dict[str, str] = record_words(words).get(f"{part.removesuffix('s')}_patterns", {})
    return next((meaning for meaning, pattern in patterns.items() if re.search(pattern, bare)), None)


def own_cells(row: Row, row_index: int) -> list[tuple[int, Cell]]:
    """The cells that begin in a grid row (from 0), each with its first column."""
    return [(cell.column_no - 1, cell) for cell in cells_of_row(row, row_index + 1)]
