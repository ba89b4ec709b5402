"""One PDF page as upright glyphs and rulings, in points from the shown page's top left corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from math import pi
from typing import NamedTuple
from unicodedata import normalize

from pipelines.read import pdfium_calls as calls
from pipelines.read.grid import Ruling
from pipelines.read.lines import Glyph
from pipelines.read.pdf_shapes import MOST_OBJECTS, Line, Matrix, PageShapes, page_shapes
from pipelines.read.pdfium_calls import Rectangle
from pipelines.read.watermarks import without_watermarks

MOST_GLYPHS = 60_000
# A clip's edge runs along its text: what it hides lies further out than this.
CLIP_SLACK = 1.0
# Text further off the level than this share of a quarter turn is drawn aslant.
ASLANT = 0.03
# Characters from here on are as wide as high.
FIRST_WIDE = 0x2E80

# Some writers' fonts name common characters by the radical of the same shape.
_RADICALS = dict(
    zip(
        map(ord, "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00))
# pdfium writes a hyphen that ends a line as one of these.
_SHOWN = {0x2: "-", 0xFFFE: "-", 0xAD: "-", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_UNSEEN = frozenset(
    {0x7F, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x3000, 0xFEFF, 0xFFFF}
)


@dataclass(slots=True)
class PageContent:
    """What one page shows: its size in points, glyphs in drawing order, and rulings.

    `is_cut` is true where the page held more than is read; `object_count` tells how much work it was; `turned_digits`
    counts those left out because they lie on their side.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    object_count: int = 0
    turned_digits: int = 0
    is_cut: bool = False


def read_page(document: int, index: int) -> PageContent | None:
    """The content of the page at `index` (from 0) of a pdfium document handle; None where pdfium cannot load it."""
    page = calls.load_page(document, index)
    if not page:
        return None
    try:
        box = calls.page_box(page)
        shapes = page_shapes(page)
        text = calls.load_text(page) if box else 0
        if not (box and text):
            return None
        try:
            return _page_content(page, text, box, shapes)
        finally:
            calls.close_text(text)
    finally:
        calls.close_page(page)


class _Frame(NamedTuple):
    """The page's rectangle in its own coordinates, and how many quarter turns clockwise make its text upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def matrix(self) -> Matrix:
        """From page coordinates to points from the shown page's top left corner."""
        return (
            (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        )[self.turns]


class _Glyphs(NamedTuple):
    """A page's glyphs in columns, as pdfium gives them; angles only of those that do not stand upright."""

    codes: list[int]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    xs: list[float]
    ys: list[float]
    angles: dict[int, float]


def _page_content(page: int, text: int, box: Rectangle, shapes: PageShapes) -> PageContent:
    left, top, right, bottom = box
    count = min(calls.count_glyphs(text), MOST_GLYPHS)
    glyphs = _read_glyphs(text, count)
    # What makes the text upright counts, not the page's own rotation: some pages are shown lying on their side.
    turns = _turns(glyphs) if count else calls.page_rotation(page) % 4
    frame = _Frame(left, bottom, right, top, turns)
    if shapes.clips:
        _hide_clipped(glyphs, list(map(calls.glyph_object, repeat(text), range(count))), shapes.clips)
    content = PageContent(*frame.size, object_count=MOST_OBJECTS - shapes.objects_left)
    content.is_cut = shapes.is_cut or calls.count_glyphs(text) > count
    content.turned_digits = _hide_turned(glyphs, turns)
    content.glyphs = without_watermarks(_visible(frame, glyphs))
    _add_rulings(content, frame.matrix(), shapes.lines)
    return content


def _read_glyphs(text: int, count: int) -> _Glyphs:
    codes = list(map(calls.glyph_unicode, repeat(text), range(count)))
    boxes = calls.glyph_boxes(text, count).tolist()
    origins = calls.glyph_origins(text, count).tolist()
    lefts, xs = boxes[0::4], origins[0::2]
    # An upright glyph starts at its origin: only the others are asked for their angle.
    suspects = [index for index, left, x in zip(range(count), lefts, xs, strict=True) if not -1.0 < left - x < 1.0]
    angles = {index: calls.glyph_angle(text, index) / (pi / 2) for index in suspects}
    angles = {index: quarters for index, quarters in angles.items() if quarters > 0.02}
    return _Glyphs(codes, lefts, boxes[1::4], boxes[2::4], boxes[3::4], xs, origins[1::2], angles)


def _turns(glyphs: _Glyphs) -> int:
    """How many quarter turns clockwise make most of the page's text upright."""
    quarters = Counter(round(angle) % 4 for angle in glyphs.angles.values())
    quarters[0] += len(glyphs.codes) - len(glyphs.angles)
    return -max(sorted(quarters), key=quarters.__getitem__) % 4


def _hide_clipped(glyphs: _Glyphs, owners: list[int], clips: dict[int, Rectangle]) -> None:
    """Blank the glyphs whose middle lies outside what their text object is clipped to: nobody sees them."""
    codes = glyphs.codes
    seen_owner, clip = 0, None
    columns = zip(owners, glyphs.lefts, glyphs.tops, glyphs.rights, glyphs.bottoms, strict=True)
    for index, (owner, left, top, right, bottom) in enumerate(columns):
        if owner != seen_owner:
            seen_owner, clip = owner, clips.get(owner)
        if clip is None:
            continue
        x, y = (left + right) / 2, (bottom + top) / 2
        if not (
            clip[0] - CLIP_SLACK <= x <= clip[2] + CLIP_SLACK and clip[1] - CLIP_SLACK <= y <= clip[3] + CLIP_SLACK
        ):
            codes[index] = 0


def _hide_turned(glyphs: _Glyphs, turns: int) -> int:
    """Blank what is drawn aslant like a watermark, and digits and Latin that lie on their side; how many digits lie so.

    Read line by line, the digits of a number on its side would come out as another number, or in its neighbour.
    """
    codes, digits = glyphs.codes, 0
    for index, angle in glyphs.angles.items():
        is_aslant = abs(angle - round(angle)) > ASLANT
        if is_aslant or ((round(angle) + turns) % 4 and codes[index] < FIRST_WIDE):
            digits += not is_aslant and chr(codes[index]).isdigit()
            codes[index] = 0
    return digits


class _Characters(dict[int, str]):
    """What a code shows; empty for what nobody sees."""

    def __missing__(self, code: int) -> str:
        unseen = code <= 32 or code in _UNSEEN or code > 0x10FFFF
        char = "" if unseen else chr(code)
        if any(code in codes for codes in _COMPATIBLE):
            char = normalize("NFKC", char)
        self[code] = char
        return char


_CHARACTERS = _Characters(_SHOWN | _RADICALS)


def _visible(frame: _Frame, glyphs: _Glyphs) -> list[Glyph]:
    """The shown characters, without spaces and what lies outside the page."""
    codes, lefts, tops, rights, bottoms, xs, ys, _ = glyphs
    columns = zip(map(_CHARACTERS.__getitem__, codes), lefts, tops, rights, bottoms, xs, ys, strict=True)
    if frame.turns == 0:
        page_left, page_bottom, page_right, page_top, _ = frame
        return [
            (page_top - y, left - page_left, right - page_left, top - bottom, char)
            for char, left, top, right, bottom, x, y in columns
            if char and page_left <= x < page_right and page_bottom <= y < page_top
        ]
    a, b, c, d, e, f = frame.matrix()
    width, height = frame.size
    shown: list[Glyph] = []
    for char, left, top, right, bottom, x, y in columns:
        across, baseline = a * x + c * y + e, b * x + d * y + f
        if char and 0 <= across < width and 0 <= baseline < height:
            sides = (a * left + c * bottom + e, a * right + c * top + e)
            levels = (b * left + d * bottom + f, b * right + d * top + f)
            shown.append((baseline, min(sides), max(sides), abs(levels[0] - levels[1]), char))
    return shown


def _add_rulings(content: PageContent, matrix: Matrix, lines: Iterable[Line]) -> None:
    a, b, c, d, e, f = matrix
    for x0, y0, x1, y1 in lines:
        left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        if abs(top - bottom) <= abs(left - right):
            content.horizontals.append(Ruling((top + bottom) / 2, min(left, right), max(left, right)))
        else:
            content.verticals.append(Ruling((left + right) / 2, min(top, bottom), max(top, bottom)))
