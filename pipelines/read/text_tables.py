"""Tables written as text, with the spans they imply: a cell a line, cells separated by tabs, or drawn with bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from pipelines.read.flow import Prose, RawCell, RawTable
from pipelines.read.head_spans import counts_of_heads, open_heads

_BARS = re.compile(r"[|│┃║]")
_RULE = re.compile(r"^[\s|+\-=:_│┃║─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+$")
_NUMBER = re.compile(r"[-+−]?[\d,，]+(?:\.\d+)?%?")
_LONG_CODE = re.compile(r"\d{13,}")  # the code of a project, no amount
_LONGEST_TYPICAL_CELL = 40


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells of one row as written; blank cells are empty strings."""

    cells: list[str]


def cell_a_line_table(rows: list[TextRow]) -> RawTable | None:
    """A table written with a cell a line; None where the lines are only indented prose.

    Rows above the first full row are titles or settings: their last cell takes the rest of the width. A head row with
    fewer cells than the one below spans over the runs of filled cells there.
    """
    width = max((len(row.cells) for row in rows), default=0)
    texts = [cell.strip() for row in rows for cell in row.cells]
    filled = [len(text) for text in texts if text]
    if width < 2 or not filled or (len(filled) == len(texts) and median(filled) > _LONGEST_TYPICAL_CELL):
        return None
    joined = _join_torn_rows([[cell.strip() for cell in row.cells] for row in rows], width)
    return _with_spans(joined, width, cells_may_span=True)


def _join_torn_rows(rows: list[list[str]], width: int) -> list[list[str]]:
    """Below the head, two short neighbours with the width together are one row, torn by a blank paragraph.

    They stay apart where that would put a number into a column of words.
    """
    first_full = next(number for number, row in enumerate(rows) if len(row) == width)
    kinds = _kinds_of_columns([row for row in rows[first_full + 1 :] if len(row) == width], width)
    joined: list[list[str]] = []
    for number, row in enumerate(rows):
        if number > first_full and len(joined[-1]) < width and len(joined[-1]) + len(row) == width:
            whole = joined[-1] + row
            if not any(kind is False and _NUMBER.fullmatch(text) for kind, text in zip(kinds, whole, strict=True)):
                joined[-1] = whole
                continue
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


def _with_spans(rows: list[list[str]], width: int, cells_may_span: bool = False) -> RawTable:
    """A rectangular table of `width` columns with the spans that blanks and widths of its rows imply.

    `cells_may_span`: blanks are always written, so that a row short of cells holds one that spans.
    """
    first_full = next(number for number, row in enumerate(rows) if len(row) == width)
    full_rows = [row for row in rows[first_full + 1 :] if len(row) == width]
    kinds = _kinds_of_columns(full_rows, width)
    places: list[list[tuple[int, int]]] = [[] for _ in rows]
    places[first_full] = [(column, 1) for column in range(width)]
    top = first_full
    while top > 0 and (over := _places_over(rows[top - 1], rows[top], places[top], full_rows)) is not None:
        top -= 1
        places[top] = over
    if top > 0 and (heads := _open_heads_over(rows[top - 1], rows[top], places[top], full_rows)):
        top -= 1
        rows[top] = [text for text, _ in heads]
        places[top] = [place for _, place in heads]
    for number, row in enumerate(rows):
        if number < top:
            places[number] = _places_with_span(row, len(row) - 1, width)
        elif number > first_full:
            places[number] = _places_of_short_row(row, kinds, cells_may_span)
    table = RawTable([_placed(row, place, width) for row, place in zip(rows, places, strict=True)])
    if top < first_full:
        _merge_downwards(table, top, first_full)
    elif first_full + 1 < len(rows) and _is_second_head(rows[first_full], rows[first_full + 1]):
        _merge_to_the_right(table, first_full, rows[first_full + 1])
        _merge_downwards(table, first_full, first_full + 1)
    return table


def _placed(row: list[str], places: list[tuple[int, int]], width: int) -> list[RawCell]:
    """The cells of a row at their columns, with blank cells where it has none."""
    cells: list[RawCell] = []
    column = 0
    for text, (begin, span) in zip(row, places, strict=True):
        cells += [RawCell(column=blank) for blank in range(column, begin)]
        cells.append(RawCell([Prose(text)] if text else [], 1, span, begin))
        column = begin + span
    return cells + [RawCell(column=blank) for blank in range(column, width)]


def _places_with_span(row: list[str], spanning: int, width: int) -> list[tuple[int, int]]:
    """Column and span of each cell of a short row, one of which takes all the columns that are left over."""
    extra = width - len(row)
    return [(n + extra * (n > spanning), 1 + extra * (n == spanning)) for n in range(len(row))]


def _kinds_of_columns(rows: list[list[str]], width: int) -> list[bool | None]:
    """For each column whether its filled cells are mostly numbers (codes are none); None where nothing tells."""
    kinds: list[bool | None] = []
    for column in range(width):
        numbers = [_is_amount(row[column]) for row in rows if row[column]]
        kinds.append(sum(numbers) * 2 > len(numbers) if numbers else None)
    return kinds


def _is_amount(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and not _LONG_CODE.fullmatch(text)


def _places_of_short_row(row: list[str], kinds: list[bool | None], cells_may_span: bool) -> list[tuple[int, int]]:
    """Column and span of each cell of a row below the head, so that its numbers stand in columns of numbers.

    Columns may be missing at the end (blanks that were cut), at the beginning (a cell merged with the one above was
    left out) or, where cells may span, below a cell of words; the first where nothing speaks against it.
    """
    width = len(kinds)
    numbers = [bool(_NUMBER.fullmatch(text)) for text in row]
    at_end = [(column, 1) for column in range(len(row))]
    if len(row) == width or not any(numbers):
        return at_end
    if cells_may_span:
        others = [_places_with_span(row, n, width) for n, text in enumerate(row) if text and not numbers[n]]
    else:
        others = [[(column + width - len(row), 1) for column, _ in at_end]]

    def misfit(places: list[tuple[int, int]]) -> int:
        found = zip(places, numbers, strict=True)
        return sum(span == 1 and kinds[column] not in (None, is_number) for (column, span), is_number in found)

    return min([at_end, *others], key=misfit)


def _places_over(
    upper: list[str], lower: list[str], below: list[tuple[int, int]], rows: list[list[str]]
) -> list[tuple[int, int]] | None:
    """Column and span of each cell of a head row over a longer one at `below`; None where no single reading fits."""
    if len(upper) < 2 or len(upper) >= len(lower) or any(_NUMBER.fullmatch(text) for text in upper + lower):
        return None
    counts = counts_of_heads(upper, lower, _below(below, rows))
    return _laid_over(counts, below) if counts is not None else None


def _open_heads_over(
    upper: list[str], lower: list[str], below: list[tuple[int, int]], rows: list[list[str]]
) -> list[tuple[str, tuple[int, int]]]:
    """Heads with column and span where several readings fit: what may lie over the same columns is one head."""
    if len(upper) < 3 or len(upper) >= len(lower) or any(_NUMBER.fullmatch(text) for text in upper + lower):
        return []
    heads, counts = open_heads(upper, lower, _below(below, rows))
    return list(zip(heads, _laid_over(counts, below), strict=True))


def _below(heads: list[tuple[int, int]], rows: list[list[str]]) -> list[list[str]]:
    return [[row[column] for column, _ in heads] for row in rows]


def _laid_over(counts: list[int], below: list[tuple[int, int]]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    first = 0
    for count in counts:
        span = sum(span for _, span in below[first : first + count])
        places.append((below[first][0], span))
        first += count
    return places


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


def _merge_downwards(table: RawTable, first: int, last: int) -> None:
    """Let the filled cells of the head rows `first` to `last` take the blanks of their own width below them."""
    for number in range(first, last):
        for cell in table.rows[number]:
            for lower in table.rows[number + 1 : last + 1]:
                under = next((other for other in lower if other.column == cell.column), None)
                if not cell.flow or under is None or under.flow or under.column_span != cell.column_span:
                    break
                cell.row_span += 1
                lower.remove(under)
