"""Numbers too long for their cell, whose ends lie beyond its ruling: put together in the cell of most of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipelines.read.lines import Glyph

# Characters of one number are less than this share of a height apart; those of two cells leave more room.
TOUCHING = 0.12
# Baselines of one line in two fonts, in points.
SAME_LINE = 0.5
_NUMERIC = frozenset("0123456789,.-%")


class Crossing(NamedTuple):
    """Two glyphs of one number in the places (cells, or the page outside of all) that hold them."""

    before: list[Glyph]
    last: Glyph
    after: list[Glyph]
    first: Glyph


def touches(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands right behind the one drawn before it, on its line."""
    return abs(glyph[0] - last[0]) < SAME_LINE and abs(glyph[1] - last[2]) < TOUCHING * glyph[3]


def is_one_number(last: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs drawn one after the other belong to one number."""
    return glyph[4] in _NUMERIC and last[4] in _NUMERIC and touches(last, glyph)


def rejoin(crossings: Iterable[Crossing]) -> None:
    """Move the smaller part of each torn number to its larger part, in place."""
    for before, last, after, first in crossings:
        end = _place(before, last) + 1
        begin = _place(after, first)
        if not end or begin < 0:
            continue
        start = end - 1
        while start and is_one_number(before[start - 1], before[start]):
            start -= 1
        stop = begin + 1
        while stop < len(after) and is_one_number(after[stop - 1], after[stop]):
            stop += 1
        if end - start >= stop - begin:
            before[end:end] = after[begin:stop]
            del after[begin:stop]
        else:
            after[begin:begin] = before[start:end]
            del before[start:end]


def _place(glyphs: list[Glyph], wanted: Glyph) -> int:
    """Where a glyph stands in a list, -1 where it does not."""
    return next((place for place in range(len(glyphs) - 1, -1, -1) if glyphs[place] is wanted), -1)
