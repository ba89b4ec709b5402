"""Tables written as text, with the spans they imply: a cell a line, cells separated by tabs, or drawn with bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from pipelines.read.flow import Prose, RawCell, RawTable

_BARS = re.compile(r"[|│┃║]")
_RULE = re.compile(r"^[\s|+\-=:_│┃║─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+$")
_NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?%?")
_LONGEST_TYPICAL_CELL = 40


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells of one row as written; blank cells are empty strings."""

    cells: list[str]


def cell_a_line_table(rows: list[TextRow]) -> RawTable | None:
    """A table written with a cell a line; None where the lines are only indented prose.

    Rows above the first full row are titles or settings: their last cell takes the rest of the width. A first head row
    with fewer cells than the second spans over the runs of filled cells below it. Later short rows get blanks.
    """
    width = max((len(row.cells) for row in rows), default=0)
    texts = [cell.strip() for row in rows for cell in row.cells]
    filled = [len(text) for text in texts if text]
    if width < 2 or not filled or (len(filled) == len(texts) and median(filled) > _LONGEST_TYPICAL_CELL):
        return None
    return _with_spans(_join_torn_rows([[cell.strip() for cell in row.cells] for row in rows], width), width)


def _join_torn_rows(rows: list[list[str]], width: int) -> list[list[str]]:
    """Below the head, two short neighbours with the width together are one row, torn by a blank paragraph."""
    joined: list[list[str]] = []
    is_below_head = False
    for row in rows:
        if is_below_head and len(joined[-1]) < width and len(joined[-1]) + len(row) == width:
            joined[-1] = joined[-1] + row
            continue
        is_below_head = is_below_head or len(row) == width
        joined.append(row)
    return joined


def is_separated_line(line: str) -> bool:
    """Whether a line holds several cells separated by tabs."""
    return "\t" in line.strip(" \t\r") and bool(line.strip())


def separated_table(lines: list[str]) -> RawTable | None:
    """A table of lines whose cells are separated by tabs; None for a contents list (headings with page numbers)."""
    rows = [[cell.strip() for cell in line.rstrip("\r\n").split("\t")] for line in lines]
    while all(len(row) > 1 and not row[0] for row in rows) and max(map(len, rows)) > 2:
        rows = [row[1:] for row in rows]
    width = max(map(len, rows))
    if all(
        re.fullmatch(r"\d{1,3}", row[-1]) and sum(map(bool, row)) == 2 and not _NUMBER.fullmatch(row[0]) for row in rows
    ):
        pages = [int(row[-1]) for row in rows]
        if pages == sorted(pages):
            return None
    return _with_spans(rows, width)


def is_bar_line(line: str) -> bool:
    """Whether a line belongs to a table drawn with bars: cells between bars, or a rule."""
    text = line.strip()
    return len(text) > 2 and (len(_BARS.findall(text)) >= 2 or (bool(_RULE.match(text)) and len(text) > 5))


def bar_table(lines: list[str]) -> RawTable | None:
    """A table drawn with bars; lines between two rules are one row where rules separate the rows."""
    groups: list[list[list[str]]] = [[]]
    rules = 0
    for line in lines:
        text = line.strip()
        if _RULE.match(text):
            rules += 1
            if groups[-1]:
                groups.append([])
            continue
        groups[-1].append([cell.strip() for cell in _BARS.split(text.strip("|│┃║"))])
    groups = [group for group in groups if group]
    if not groups:
        return None
    # One rule below the head, as in Markdown, separates no rows.
    ruled_rows = len(groups) > 2
    rows: list[list[str]] = []
    for group in groups:
        if ruled_rows and len({len(row) for row in group}) == 1:
            rows.append(["\n".join(filter(None, parts)) for parts in zip(*group, strict=True)])
        else:
            rows += group
    width = max(map(len, rows))
    return _with_spans(rows, width) if width > 1 else None


def _with_spans(rows: list[list[str]], width: int) -> RawTable:
    """A rectangular table of `width` columns with the spans that blanks and widths of the head rows imply."""
    first_full = next(number for number, row in enumerate(rows) if len(row) == width)
    head = first_full
    spans = _spans_over(rows[head - 1], rows[head]) if head > 0 else None
    kinds = _kinds_of_columns([row for row in rows[head + 1 :] if len(row) == width], width)
    table = RawTable()
    for number, row in enumerate(rows):
        if spans is not None and number == head - 1:
            table.rows.append([_cell(text, column, span) for text, (column, span) in zip(row, spans, strict=True)])
        elif number < head:
            last = len(row) - 1
            table.rows.append(
                [_cell(text, column, width - last if column == last else 1) for column, text in enumerate(row)]
            )
        else:
            filled = row + [""] * (width - len(row)) if number == head else _filled_up(row, kinds)
            table.rows.append([_cell(text, column) for column, text in enumerate(filled)])
    if spans is not None:
        _merge_downwards(table, head - 1)
    elif head + 1 < len(rows) and _is_second_head(rows[head], rows[head + 1]):
        _merge_to_the_right(table, head, rows[head + 1])
        _merge_downwards(table, head)
    return table


def _kinds_of_columns(rows: list[list[str]], width: int) -> list[bool | None]:
    """For each column whether its filled cells are mostly numbers; None where there are none to tell."""
    kinds: list[bool | None] = []
    for column in range(width):
        numbers = [bool(_NUMBER.fullmatch(row[column])) for row in rows if row[column]]
        kinds.append(sum(numbers) * 2 > len(numbers) if numbers else None)
    return kinds


def _filled_up(row: list[str], kinds: list[bool | None]) -> list[str]:
    """A short row with blanks after it, or before it where its numbers then stand in columns of numbers.

    The first happens where trailing blanks were cut, the second where a cell merged with the one above was left out.
    """
    missing = len(kinds) - len(row)
    if missing == 0:
        return row
    numbers = [bool(_NUMBER.fullmatch(text)) for text in row]
    fits_left = sum(kind is is_number for kind, is_number in zip(kinds, numbers, strict=False))
    fits_right = sum(kind is is_number for kind, is_number in zip(kinds[missing:], numbers, strict=True))
    blanks = [""] * missing
    return blanks + row if fits_right > fits_left and any(numbers) else row + blanks


def _cell(text: str, column: int, span: int = 1) -> RawCell:
    return RawCell([Prose(text)] if text else [], 1, span, column)


def _spans_over(upper: list[str], lower: list[str]) -> list[tuple[int, int]] | None:
    """Column and span of each cell of a shorter head row over a full one; None where no single reading fits.

    Below a cell that reaches down both rows stands a blank; below one that spans, the filled cells of its columns.
    """
    if len(upper) < 2 or not all(upper) or any(_NUMBER.fullmatch(text) for text in upper + lower):
        return None
    places: list[tuple[int, int]] = []
    column = 0
    for is_filled, run in groupby(lower, bool):
        length = len(list(run))
        places += [(column, length)] if is_filled else [(column + offset, 1) for offset in range(length)]
        column += length
    if len(places) == len(upper):
        return places
    if all(lower) and len(lower) % len(upper) == 0:
        span = len(lower) // len(upper)
        labels = [lower[start : start + span] for start in range(0, len(lower), span)]
        if all(label == labels[0] for label in labels):
            return [(number * span, span) for number in range(len(upper))]
    return None


def _is_second_head(upper: list[str], lower: list[str]) -> bool:
    """Whether a row continues the head above it: it names what the blanks of that row leave open, and no figures."""
    if len(lower) != len(upper) or any(_NUMBER.fullmatch(text) for text in upper + lower) or not upper[0]:
        return False
    blanks = [number for number, text in enumerate(upper) if not text]
    names_blanks = bool(blanks) and all(lower[number] for number in blanks)
    return names_blanks and any(text and not lower[number] for number, text in enumerate(upper))


def _merge_to_the_right(table: RawTable, row_no: int, lower: list[str]) -> None:
    """Let each filled cell take the blanks to its right below which the second row is filled."""
    kept: list[RawCell] = []
    for column, cell in enumerate(table.rows[row_no]):
        if not cell.flow and kept and lower[column] and lower[column - 1]:
            kept[-1].column_span += 1
        else:
            kept.append(cell)
    table.rows[row_no] = kept


def _merge_downwards(table: RawTable, row_no: int) -> None:
    """Let the single cells of a head row take the blanks below them."""
    below = {cell.column: cell for cell in table.rows[row_no + 1]}
    for cell in table.rows[row_no]:
        under = below.get(cell.column)
        if cell.flow and cell.column_span == 1 and under is not None and not under.flow:
            cell.row_span = 2
            table.rows[row_no + 1].remove(under)
