"""Text printed large across a page's own text: a watermark, whose characters belong to no line and no cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby
from operator import itemgetter

from pipelines.read.lines import Glyph

# A watermark is larger than the page's usual text by this factor; fonts differ in height by less.
LARGER = 1.6
# The usual height is measured on every n-th glyph.
SAMPLE = 7
# Where ink is sure to be in a glyph's box: this share of its height above the baseline, and of its width.
INKED_HEIGHT = 0.55
INKED_WIDTH = 0.8

_baseline = itemgetter(0)
_height = itemgetter(3)


def without_watermarks(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without runs of large ones of which at least one lies over smaller text, wherever else they stand."""
    if not glyphs:
        return glyphs
    heights = sorted(map(_height, glyphs[::SAMPLE]))
    large = LARGER * heights[len(heights) // 2]
    if max(map(_height, glyphs)) <= large:
        return glyphs
    runs = [list(run) for _, run in groupby((glyph for glyph in glyphs if glyph[3] > large), key=_line_and_size)]
    top = min(run[0][0] - run[0][3] for run in runs)
    bottom = max(run[0][0] + run[0][3] for run in runs)
    small = sorted((glyph for glyph in glyphs if top < glyph[0] < bottom and glyph[3] <= large), key=_baseline)
    places = [glyph[0] for glyph in small]
    over = {_words(run) for run in runs if any(_lies_over(glyph, small, places) for glyph in run)}
    if not over:
        return glyphs
    dropped = {id(glyph) for run in runs if _words(run) in over for glyph in run}
    return [glyph for glyph in glyphs if id(glyph) not in dropped]


def _line_and_size(glyph: Glyph) -> tuple[int, int]:
    return round(glyph[0]), round(glyph[3])


def _words(run: list[Glyph]) -> tuple[str, float]:
    return "".join(glyph[4] for glyph in run), round(run[0][3])


def _lies_over(glyph: Glyph, small: list[Glyph], places: list[float]) -> bool:
    """Whether the middle of one of the `small` glyphs (by baseline, as `places`) is where this one has ink."""
    baseline, left, right, height, _ = glyph
    margin = (1 - INKED_WIDTH) / 2 * (right - left)
    first = bisect_left(places, baseline - INKED_HEIGHT * height)
    last = bisect_right(places, baseline + height)
    return any(
        left + margin < (other[1] + other[2]) / 2 < right - margin
        and baseline - INKED_HEIGHT * height < other[0] - other[3] * 0.3 < baseline
        for other in small[first:last]
    )
