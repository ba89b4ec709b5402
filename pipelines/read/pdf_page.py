"""One PDF page as glyphs and rulings, straight from pdfium; the only module that calls pdfium's raw functions.

Calls are made over whole pages at once by `map` into shared buffers: a Python loop around each costs three times more.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipelines.read.grid import Ruling
from pipelines.read.lines import Glyph

MOST_GLYPHS = 60_000
MOST_OBJECTS = 200_000
MOST_SEGMENTS = 400
DEEPEST_FORM = 4
# Filled rectangles up to this thick are rulings; a row of a table is never so low.
THIN = 3.0
# Strokes that leave the level by more than this are not rulings.
LEVEL = 0.8

_PATH, _IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A pdfium function that takes plain integers as pointers and holds the GIL: pdfium is not thread-safe."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_P, _I, _F = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
_load_page = _bind("FPDF_LoadPage", _P, _P, _I)
_close_page = _bind("FPDF_ClosePage", None, _P)
_page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
_rotation = _bind("FPDFPage_GetRotation", _I, _P)
_load_text = _bind("FPDFText_LoadPage", _P, _P)
_close_text = _bind("FPDFText_ClosePage", None, _P)
_count_glyphs = _bind("FPDFText_CountChars", _I, _P)
_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
_glyph_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
_glyph_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
_glyph_angle = _bind("FPDFText_GetCharAngle", _F, _P, _I)
_count_objects = _bind("FPDFPage_CountObjects", _I, _P)
_object = _bind("FPDFPage_GetObject", _P, _P, _I)
_count_form_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
_form_object = _bind("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
_object_type = _bind("FPDFPageObj_GetType", _I, _P)
_object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
_object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
_fill_color = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
_draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
_count_segments = _bind("FPDFPath_CountSegments", _I, _P)
_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
_segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
_segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
_segment_close = _bind("FPDFPathSegment_GetClose", _I, _P)


class _Frame(NamedTuple):
    """The page's rectangle in its own coordinates, and how many quarter turns clockwise it is shown."""

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


@dataclass(slots=True)
class PageContent:
    """What one page shows: its size in points, glyphs in drawing order, and rulings."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    is_cut: bool = False


def read_page(document: int, index: int) -> PageContent | None:
    """The content of the page at `index` (from 0) of a pdfium document handle; None where pdfium cannot load it."""
    page = _load_page(document, index)
    if not page:
        return None
    try:
        text = _load_text(page)
        if not text:
            return None
        try:
            return _page_content(page, text)
        finally:
            _close_text(text)
    finally:
        _close_page(page)


def _page_content(page: int, text: int) -> PageContent | None:
    box = (ctypes.c_float * 4)()
    if not _page_box(page, ctypes.addressof(box)):
        return None
    left, top, right, bottom = box
    frame = _Frame(left, bottom, right, top, _rotation(page) % 4)
    glyph_count = _count_glyphs(text)
    count = min(glyph_count, MOST_GLYPHS)
    codes = list(map(_unicode, repeat(text), range(count)))
    boxes = _floats(_glyph_box, text, count)
    origins = _origins(text, count)
    angles = _angles(text, boxes, origins, count)
    turned = _common_turn(angles, count)
    if turned:
        frame = frame._replace(turns=(frame.turns + turned) % 4)
    width, height = frame.size
    content = PageContent(width, height, is_cut=glyph_count > count)
    content.glyphs = _glyphs(frame, codes, boxes, origins, angles)
    rulings = _RulingCollector(content)
    rulings.collect(page, frame.matrix(), _count_objects, _object)
    return content


def _floats(function: Callable[..., Any], text: int, count: int) -> array[float]:
    """`count` rectangles of four floats that a pdfium function writes for each glyph: left, top, right, bottom."""
    values = array("f", bytes(16 * count))
    start = values.buffer_info()[0]
    deque(map(function, repeat(text), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return values


def _origins(text: int, count: int) -> array[float]:
    values = array("d", bytes(16 * count))
    start = values.buffer_info()[0]
    end = start + 16 * count
    deque(
        map(_glyph_origin, repeat(text), range(count), range(start, end, 16), range(start + 8, end + 8, 16)), maxlen=0
    )
    return values


def _angles(text: int, boxes: array[float], origins: array[float], count: int) -> dict[int, float]:
    """The angles, clockwise in quarter turns, of the glyphs that do not stand upright in page coordinates."""
    angles = {}
    for index, left, right, x in zip(range(count), boxes[0::4], boxes[2::4], origins[0::2], strict=True):
        if abs(left - x) > 1.0 and right > left:
            angle = _glyph_angle(text, index) / 1.5707963
            if angle > 0.02:
                angles[index] = angle
    return angles


def _common_turn(angles: dict[int, float], count: int) -> int:
    """How many quarter turns clockwise make most of the page's text upright."""
    if len(angles) * 2 <= count:
        return 0
    quarters = [round(angle) % 4 for angle in angles.values()]
    return max(set(quarters), key=quarters.count)


def _glyphs(
    frame: _Frame, codes: list[int], boxes: array[float], origins: array[float], angles: dict[int, float]
) -> list[Glyph]:
    """The visible characters, without spaces and what lies outside the page or is drawn aslant like a watermark."""
    if angles:
        for index, angle in angles.items():
            if abs(angle - round(angle)) > 0.1:
                codes[index] = 0
    lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
    glyphs: list[Glyph] = []
    add = glyphs.append
    if frame.turns == 0:
        page_left, page_bottom, page_right, page_top, _ = frame
        for code, left, top, right, bottom, x, y in zip(
            codes, lefts, tops, rights, bottoms, origins[0::2], origins[1::2], strict=True
        ):
            if code > 32 and code not in _UNSEEN and page_left <= x < page_right and page_bottom <= y < page_top:
                add((page_top - y, left - page_left, right - page_left, top - bottom, _SHOWN.get(code) or chr(code)))
        return glyphs
    a, b, c, d, e, f = frame.matrix()
    width, height = frame.size
    for code, left, top, right, bottom, x, y in zip(
        codes, lefts, tops, rights, bottoms, origins[0::2], origins[1::2], strict=True
    ):
        across, baseline = a * x + c * y + e, b * x + d * y + f
        if code > 32 and code not in _UNSEEN and 0 <= across < width and 0 <= baseline < height:
            sides = (a * left + c * bottom + e, a * right + c * top + e)
            levels = (b * left + d * bottom + f, b * right + d * top + f)
            size = max(levels) - min(levels)
            add((baseline, min(sides), max(sides), size, _SHOWN.get(code) or chr(code)))
    return glyphs


# pdfium writes a hyphen that ends a line as one of these.
_SHOWN = {0x2: "-", 0xFFFE: "-", 0xAD: "-", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
_UNSEEN = frozenset(
    {0x7F, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x200C, 0x200D, 0x2028, 0x2029, 0x3000, 0xFEFF, 0xFFFF}
)


class _RulingCollector:
    """Walks a page's objects, forms included, and gathers straight lines and thin rectangles."""

    def __init__(self, content: PageContent) -> None:
        self._content = content
        self._left = MOST_OBJECTS
        self._buffer = array("f", bytes(64))
        self._matrix = array("f", bytes(24))

    def collect(
        self, container: int, base: Matrix, count_of: Callable[..., Any], item_of: Callable[..., Any], depth: int = 0
    ) -> None:
        count = count_of(container)
        if count > self._left:
            count = self._left
            self._content.is_cut = True
        self._left -= count
        objects = list(map(item_of, repeat(container), range(count)))
        kinds = list(map(_object_type, objects))
        self._add_paths([item for item, kind in zip(objects, kinds, strict=True) if kind == _PATH], base)
        for item, kind in zip(objects, kinds, strict=True):
            if kind == _FORM and depth < DEEPEST_FORM:
                matrix = _product(self._matrix_of(item), base)
                self.collect(item, matrix, _count_form_objects, _form_object, depth + 1)
            elif kind == _IMAGE:
                self._add_images([item], base)

    def _matrix_of(self, item: int) -> Matrix:
        if not _object_matrix(item, self._matrix.buffer_info()[0]):
            return _IDENTITY
        a, b, c, d, e, f = self._matrix
        return a, b, c, d, e, f

    def _add_images(self, images: list[int], base: Matrix) -> None:
        """Some writers draw rulings as images one pixel thick."""
        for left, bottom, right, top in _bounds(images):
            self._add_thin(_moved(base, left, bottom, right, top))

    def _add_paths(self, paths: list[int], base: Matrix) -> None:
        modes = array("i", bytes(8 * len(paths)))
        start = modes.buffer_info()[0]
        end = start + 8 * len(paths)
        deque(map(_draw_mode, paths, range(start, end, 8), range(start + 4, end + 4, 8)), maxlen=0)
        counts = list(map(_count_segments, paths))
        for path, fill, stroke, count, bounds in zip(
            paths, modes[0::2], modes[1::2], counts, _bounds(paths), strict=True
        ):
            if not (fill or stroke):
                continue
            box = _moved(base, *bounds)
            if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
                if stroke or not self._is_white(path):
                    self._add_thin(box)
            elif stroke or count > 5:
                self._add_segments(path, min(count, MOST_SEGMENTS), bool(stroke), base)

    def _is_white(self, path: int) -> bool:
        """Is a filled shape drawn in white: it hides, it does not divide."""
        start = self._buffer.buffer_info()[0]
        colors = (ctypes.c_uint * 4).from_address(start)
        if not _fill_color(path, start, start + 4, start + 8, start + 12):
            return False
        return min(colors[:3]) >= 250 or colors[3] == 0

    def _add_thin(self, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        is_low, is_narrow = bottom - top <= THIN, right - left <= THIN
        if is_low and (not is_narrow or right - left >= bottom - top or is_narrow):
            self._content.horizontals.append(Ruling((top + bottom) / 2, left, right))
        if is_narrow:
            self._content.verticals.append(Ruling((left + right) / 2, top, bottom))

    def _add_segments(self, path: int, count: int, is_stroked: bool, base: Matrix) -> None:
        a, b, c, d, e, f = _product(self._matrix_of(path), base)
        start = self._buffer.buffer_info()[0]
        runs: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = _segment(path, index)
            _segment_point(segment, start, start + 4)
            x, y = self._buffer[0], self._buffer[1]
            point = (a * x + c * y + e, b * x + d * y + f)
            kind = _segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_LINETO and runs:
                runs[-1].append(point)
            else:
                # A curve ends the straight run; the next one starts where the curve ends.
                runs.append([point])
            if _segment_close(segment):
                runs[-1].append(runs[-1][0])
        for run in runs:
            if is_stroked:
                self._add_strokes(run)
            elif len(run) > 2:
                xs, ys = [x for x, _ in run], [y for _, y in run]
                self._add_thin((min(xs), min(ys), max(xs), max(ys)))

    def _add_strokes(self, run: Iterable[tuple[float, float]]) -> None:
        for (x0, y0), (x1, y1) in pairwise(run):
            if abs(y0 - y1) < LEVEL:
                self._content.horizontals.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < LEVEL:
                self._content.verticals.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _bounds(items: list[int]) -> Iterable[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each object, stroke width included."""
    values = array("f", bytes(16 * len(items)))
    start = values.buffer_info()[0]
    end = start + 16 * len(items)
    places = (range(start + shift, end + shift, 16) for shift in (0, 4, 8, 12))
    deque(map(_object_bounds, items, *places), maxlen=0)
    return zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    xs = (a * left + c * bottom + e, a * right + c * top + e)
    ys = (b * left + d * bottom + f, b * right + d * top + f)
    return min(xs), min(ys), max(xs), max(ys)
