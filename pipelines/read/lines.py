"""Glyphs to lines of text: grouped by baseline, ordered from left, overprints dropped, only meaningful spaces kept."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

Glyph = tuple[float, float, float, float, str]
"""Baseline, left, right, height (points, origin at the page's top left corner) and the character."""

# The same character drawn again within this share of its width is printed bold, not written twice.
OVERPRINT = 0.3
# Gaps, in shares of the glyph's height, that read as a space between words, and between two digits.
WORD_GAP = 0.15
DIGIT_GAP = 0.25
# A gap this many heights wide ends a line's part: a heading at the left and a unit at the right.
PART_GAP = 3.0

_baseline = itemgetter(0)
_left = itemgetter(1)


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
    for row in rows:
        row.sort(key=_left)
    return rows


def cell_text(glyphs: list[Glyph]) -> str:
    """The text of a cell, its line ends as newlines."""
    if not glyphs:
        return ""
    if len(glyphs) == 1:
        return glyphs[0][4]
    return "\n".join([row_text(row) for row in glyph_rows(glyphs)])


def row_text(row: list[Glyph]) -> str:
    """The text of glyphs ordered from the left."""
    text = ""
    last_char, last_left, last_right = "", 0.0, float("inf")
    for _, left, right, height, char in row:
        if char == last_char and left - last_left < OVERPRINT * (right - left):
            continue
        if left - last_right > WORD_GAP * height and char < "\u0250" and last_char < "\u0250":
            text = _spaced(text, char, left - last_right, height)
        text += char
        last_char, last_left, last_right = char, left, right
    return text


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
    return [line for row in glyph_rows(glyphs) for line in _row_lines(row)]


def _row_lines(row: list[Glyph]) -> list[Line]:
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
    texts = [row_text(part) for part in parts]
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
