"""Glyphs to lines of text: grouped by baseline, ordered from left, overprints dropped, only meaningful spaces kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

Glyph = tuple[float, float, float, float, str]
"""Baseline, left, right, height (points, origin at the page's top left corner) and the character."""

# The same character drawn again within this share of its width is printed bold, not written twice.
OVERPRINT = 0.3
# Characters that overlap by less, in points, do so by rounding.
CLOSE = 0.5
# Different characters that share more than this of the narrower one's width lie over each other.
OVERLAP = 0.4
# What stands for characters that lie over others, and for the number they may belong to.
UNREADABLE = "\ufffd"
# A mark is lower than this share of the text it belongs to, and raised from its baseline by more than the other.
MARK_HEIGHT = 0.8
MARK_RISE = 0.12
# Text drawn again nearer than this share of its height below itself is a shadow.
SHADOW = 0.6
# Gaps, in shares of the glyph's height, that read as a space between words, and between two digits.
WORD_GAP = 0.15
DIGIT_GAP = 0.25
# A gap this many heights wide ends a line's part: a heading at the left and a unit at the right.
PART_GAP = 3.0

_baseline = itemgetter(0)
_left = itemgetter(1)
_height = itemgetter(3)
_TORN_NUMBER = re.compile(rf"[\d.,，．%％-]*{UNREADABLE}[\d.,，．%％{UNREADABLE}-]*")


class DrawingOrder:
    """Which glyphs were drawn one after the other; worked out when first asked for, which is rare."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = glyphs
        self._places: dict[int, int] = {}

    def are_neighbours(self, one: Glyph, other: Glyph) -> bool:
        """Whether nothing was drawn between the two; also true of glyphs that are not known here."""
        if not self._places:
            self._places = {id(glyph): place for place, glyph in enumerate(self._glyphs)}
        places = self._places
        return id(one) not in places or id(other) not in places or abs(places[id(one)] - places[id(other)]) == 1


class Line(NamedTuple):
    """One line, or the part of it before a wide gap: its text and place; `size` is the width of a full-width character.

    `first_width` is how much room its first unbreakable word takes; `is_contents_entry` is true where a page number
    follows the text after a wide gap, as in a contents list.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first_width: float = 0.0
    is_contents_entry: bool = False


def glyph_rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs grouped by baseline from top to bottom, each row ordered from left to right."""
    first = glyphs[0][0]
    for glyph in glyphs:
        if glyph[0] != first:
            break
    else:
        return [sorted(glyphs, key=_left)]
    ordered = sorted(glyphs, key=_baseline)
    rows = [[ordered[0]]]
    last = ordered[0][0]
    for glyph in ordered[1:]:
        if glyph[0] - last > 2.0 and glyph[0] - last > glyph[3] * 0.35:
            rows.append([])
        rows[-1].append(glyph)
        last = glyph[0]
    if len(rows) > 1:
        rows = _with_raised_marks(rows)
    for row in rows:
        row.sort(key=_left)
    return rows


def _with_raised_marks(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """The rows, one of small glyphs that stand within the height of the row below put into that one."""
    kept = [rows[-1]]
    for row in reversed(rows[:-1]):
        height = min(map(_height, kept[-1]))
        is_within = kept[-1][0][0] - row[-1][0] < MARK_HEIGHT * height
        if is_within and all(glyph[3] < MARK_HEIGHT * height for glyph in row):
            kept[-1] += row
        else:
            kept.append(row)
    kept.reverse()
    return kept


def cell_text(glyphs: list[Glyph]) -> str:
    """The text of a cell, its line ends as newlines."""
    if not glyphs:
        return ""
    if len(glyphs) == 1:
        return glyphs[0][4]
    rows = glyph_rows(glyphs)
    order = DrawingOrder(glyphs)
    if len(rows) == 1:
        return row_text(rows[0], order)
    texts: list[str] = []
    baseline = 0.0
    for row in rows:
        text = row_text(row, order)
        if not texts or text != texts[-1] or row[0][0] - baseline > SHADOW * row[0][3]:
            texts.append(text)
        baseline = row[0][0]
    return "\n".join(texts)


def row_text(row: list[Glyph], order: DrawingOrder | None = None) -> str:
    """The text of glyphs ordered from the left, without the marks of notes behind numbers.

    Where different texts lie over each other nobody can tell which are meant: their characters, and the number that
    these are part of, become `UNREADABLE`. Neighbours of one text may be set closer than they are wide.
    """
    text = last_char = ""
    last_left = last_height = 0.0
    last_right = float("inf")
    last_glyph: Glyph = (0.0, 0.0, 0.0, 0.0, "")
    is_torn = False
    for glyph in row:
        _, left, right, height, char = glyph
        gap = left - last_right
        if height < last_height and last_char.isdigit() and _is_raised_mark(last_glyph, glyph):
            continue
        if gap < -CLOSE:
            if char == last_char and left - last_left < OVERPRINT * (right - left):
                continue
            if (
                char.isalnum()
                and _lies_over(last_glyph, glyph)
                and not (order is None or order.are_neighbours(last_glyph, glyph))
            ):
                text = text[:-1] + UNREADABLE
                last_right = max(last_right, right)
                is_torn = True
                continue
        elif gap > WORD_GAP * height and char < "\u0250" and last_char < "\u0250":
            text = _spaced(text, char, gap, height)
        text += char
        last_char, last_left, last_right, last_height, last_glyph = char, left, right, height, glyph
    return _TORN_NUMBER.sub(UNREADABLE, text) if is_torn else text


def _is_raised_mark(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph behind a digit is the mark of a note: it would become the number's last digit."""
    is_raised = last[0] - glyph[0] > MARK_RISE * last[3]
    return is_raised and glyph[3] < MARK_HEIGHT * last[3] and glyph[1] - last[2] > -OVERPRINT * (glyph[2] - glyph[1])


def _lies_over(last: Glyph, glyph: Glyph) -> bool:
    """Whether two characters share much of their width; punctuation is set closer than it is wide."""
    narrower = min(glyph[2] - glyph[1], last[2] - last[1])
    return last[2] - glyph[1] > OVERLAP * narrower > 0.0 and last[4].isalnum()


def _spaced(text: str, char: str, gap: float, height: float) -> str:
    """`text` with a space where the gap before `char` parts two words or numbers."""
    last = text[-1]
    if not (last.isalnum() or last in ".,;:%)") or not (char.isalnum() or char == "("):
        return text
    if char.isdigit() and (last.isdigit() or last in ".,"):
        if gap < DIGIT_GAP * height or (last in ".," and text[-2:-1].isdigit()):
            return text
        return text + " "
    return text + " "


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """The lines of loose glyphs from top to bottom, parted at wide gaps."""
    if not glyphs:
        return []
    order = DrawingOrder(glyphs)
    return [line for row in glyph_rows(glyphs) for line in _row_lines(row, order)]


def _row_lines(row: list[Glyph], order: DrawingOrder) -> list[Line]:
    parts = [[row[0]]]
    right = row[0][2]
    for glyph in row[1:]:
        if glyph[1] - right > PART_GAP * glyph[3]:
            parts.append([])
        parts[-1].append(glyph)
        right = max(right, glyph[2])
    if all(len(part) == 1 for part in parts):
        # A title spaced out over the line.
        parts = [row]
    parts = _labels_with_values(parts)
    texts = [row_text(part, order) for part in parts]
    if len(parts) > 1 and texts[-1].isdigit() and len(texts[-1]) <= 3:
        # A page number far at the right belongs to its entry in the contents list.
        whole = [glyph for part in parts for glyph in part]
        return [_line(whole, " ".join(texts), is_contents_entry=True)]
    return [_line(part, text) for part, text in zip(parts, texts, strict=True)]


def _labels_with_values(parts: list[list[Glyph]]) -> list[list[Glyph]]:
    """The parts, a label that ends in a colon joined with the value that stands apart from it."""
    joined: list[list[Glyph]] = []
    for part in parts:
        if joined and joined[-1][-1][4] in "：:":
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _line(row: list[Glyph], text: str, is_contents_entry: bool = False) -> Line:
    widths = [right - left for _, left, right, _, char in row if char >= "\u2e80"]
    size = sorted(widths)[len(widths) // 2] if widths else max(glyph[3] for glyph in row)
    return Line(
        text,
        row[0][1],
        max(glyph[2] for glyph in row[-3:]),
        row[0][0],
        size or row[0][3],
        _first_width(row),
        is_contents_entry,
    )


def _first_width(row: list[Glyph]) -> float:
    """How wide the first thing is that a line end may not part: a character, a Latin word or a number."""
    end = 0
    while end < len(row) - 1 and row[end][4] < "\u0250" and row[end + 1][4] < "\u0250":
        end += 1
    # Closing marks never begin a line, so they stay with what they follow.
    while end < len(row) - 1 and row[end + 1][4] in "，。、；：！？）》”’％%":
        end += 1
    return row[end][2] - row[0][1]
