"""Column heads of a table: where they end, and for every column the path of labels from the widest to the leaf."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.locate.titles import looks_like_title
from pipelines.normalise.amounts import DASHES, parse_number
from pipelines.normalise.labels import plain
from schemas.documents import Cell, Table

Row = Sequence[Cell | None]
MOST_HEADER_ROWS = 9

_CODE = re.compile(r"\[?[235]\d{2}(?:\d{2}){0,2}\]?(?:[-\s].*)?|\[\d{3,7}\].*")
_NUMBERING = re.compile(r"(?:[\d]{1,2}|[甲乙丙丁戊]|\*+|[-—]+|栏次|行次|\d{1,2}[=＝].*|[\d+\-=()（）]+)")
CODE_PARTS = ("类", "款", "项")
_INDICATOR_HEADS = ("一级指标", "三级指标")
_COLUMN_NUMBER = re.compile(r"\d{1,2}|\*+|\d{1,2}[=＝].*")
_YEAR = re.compile(r"20[0-4]\d")
_TOTAL = re.compile(r"(?:总?合计|总计|小计|收入总计|支出总计|本年收入合计|本年支出合计)")
_ORDINAL = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[、.])\S")
_BESIDE = re.compile(r"(?:部门|单位|编制|填报|金额|预算|公开).{0,8}[:：]|^单位|20\d\d年度?\)?$")


def own_cells(row: Row, row_no: int) -> list[Cell]:
    """The cells that begin in this row (1-based `row_no`), from left to right, each once."""
    found: list[Cell] = []
    for place, cell in enumerate(row, start=1):
        if cell is not None and cell.row_no == row_no and cell.column_no == place:
            found.append(cell)
    return found


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3, ** ** 1 2, 甲 1 2=3+4)."""
    # 类 款 项 may stand in the same row before the numbers.
    filled = [text for text in texts if text and text not in CODE_PARTS]
    if not filled or not all(_NUMBERING.fullmatch(text) for text in filled):
        return False
    numbers = [int(text) for text in filled if text.isdigit()]
    if len(numbers) == len(filled) == 1:
        return len(texts) <= 2
    if not numbers:
        return True
    # A row of nothing but 0, or of one number again and again, counts no columns.
    ascending = numbers == sorted(numbers) and (len(numbers) == 1 or numbers[0] < numbers[-1])
    return ascending and 1 <= numbers[0] <= 9


def is_amount(text: str) -> bool:
    """Whether a cell prints a number or a dash, as body cells do."""
    return parse_number(text) is not None or (bool(text) and set(text) <= DASHES)


def _is_preamble(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    if not filled:
        return True
    return len(filled) <= 3 and all(
        looks_like_title(text) or _BESIDE.search(text) is not None or text in ("元", "万元") for text in filled
    )


def preamble_rows(grid: Sequence[Row], first: int, last: int) -> int:
    """The row before which only a title, the body's name, a unit or nothing stands (0-based, from `first`)."""
    row = first
    while row < min(last, first + 6):
        cells = own_cells(grid[row], row + 1)
        spanned = any(cell is not None and cell.row_no <= row for cell in grid[row]) and row > first
        if spanned and any(cell.text.strip() for cell in cells):
            spanned = not _is_preamble([plain(cell.text) for cell in cells])
        over_all = not spanned and len(cells) == 1 and cells[0].column_span == len(grid[row]) > 2
        if spanned or not (over_all or _is_preamble([plain(cell.text) for cell in cells])):
            break
        row += 1
    return row if row < last else first


def header_end(grid: Sequence[Row], first: int, last: int) -> int:
    """The row (0-based) after the column heads that begin at `first`; `first` itself when there are none."""
    row = first
    while row < min(last, first + MOST_HEADER_ROWS):
        cells = own_cells(grid[row], row + 1)
        texts = [plain(cell.text) for cell in cells]
        filled = [text for text in texts if text]
        if row > first and is_numbering(texts):
            row += 1
            continue
        if not filled:
            spanned = any(cell is not None and cell.row_no <= row and cell.text.strip() for cell in grid[row])
            if row > first and spanned and row + 1 < last:
                row += 1
                continue
            break
        if any((is_amount(text) and not _YEAR.fullmatch(text)) or _CODE.fullmatch(text) for text in filled):
            break
        if _TOTAL.fullmatch(filled[0]) and len(filled) == 1 and row > first:
            break
        if _ORDINAL.match(filled[0]) and row > first:
            break
        row += 1
        if any(text in _INDICATOR_HEADS for text in filled):
            # A table of indicators has words only: its heads end where no cell hangs down from them.
            while row < last and any(cell is not None and cell.row_no <= row for cell in grid[row]):
                row += 1
            break
    return row


def column_paths(grid: Sequence[Row], first: int, end: int, column_count: int) -> tuple[tuple[str, ...], ...]:
    """For every column its labels from the top row to the leaf, each once; numbering rows are left out."""
    paths: list[list[str]] = [[] for _ in range(column_count)]
    seen: list[int | None] = [None] * column_count
    rows: list[list[str]] = []
    spans_are_lost = True
    for row in range(first, end):
        cells = own_cells(grid[row], row + 1)
        spans_are_lost &= all(cell.column_span == 1 for cell in cells)
        numbering = row > first and is_numbering([plain(cell.text) for cell in cells])
        rows.append([""] * column_count)
        for column in range(column_count):
            cell = grid[row][column]
            if cell is None or id(cell) == seen[column] or cell.row_no <= first:
                continue
            seen[column] = id(cell)
            text = plain(cell.text)
            if text in CODE_PARTS or (text and not numbering and not _COLUMN_NUMBER.fullmatch(text)):
                rows[-1][column] = text
    if spans_are_lost:
        _lay_over_blanks(rows)
    for labels in rows:
        for column, text in enumerate(labels):
            if text:
                paths[column].append(text)
    return tuple(tuple(path) for path in paths)


def _lay_over_blanks(rows: list[list[str]]) -> None:
    """Lay a head over the blanks at its right that have heads below, as far as the head above it reaches.

    Text exports lose how far heads were joined; what they lay over is all that tells 上年 from 本年.
    """
    for row, labels in enumerate(rows[:-1]):
        group = ""
        for column, text in enumerate(labels):
            has_heads_below = any(below[column] for below in rows[row + 1 :])
            if not has_heads_below or (row and column and rows[row - 1][column] != rows[row - 1][column - 1]):
                group = ""
            if text:
                group = text if has_heads_below else ""
            elif has_heads_below:
                labels[column] = group


def row_key(row: Row) -> tuple[str, ...]:
    """The labels of a row for comparing repeated heads."""
    return tuple(plain(cell.text) if cell is not None else "" for cell in row)


def has_numbers(table: Table) -> bool:
    """Whether any cell prints a number."""
    return any(parse_number(cell.text) is not None for cell in table.cells if cell.text)
