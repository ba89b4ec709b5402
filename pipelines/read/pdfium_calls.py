"""pdfium's functions for whole pages at once, taking and giving plain integers for its handles.

Calls run through `map` into shared buffers, which costs a third of a Python loop around each. They hold the GIL, since
pdfium is not thread-safe.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

Rectangle = tuple[float, float, float, float]


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_P, _I, _F = ctypes.c_void_p, ctypes.c_int, ctypes.c_float

load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
count_objects = _bind("FPDFPage_CountObjects", _I, _P)
object_at = _bind("FPDFPage_GetObject", _P, _P, _I)

load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_glyphs = _bind("FPDFText_CountChars", _I, _P)
glyph_unicode = _bind("FPDFText_GetUnicode", ctypes.c_uint, _P, _I)
glyph_angle = _bind("FPDFText_GetCharAngle", _F, _P, _I)
glyph_object = _bind("FPDFText_GetTextObject", _P, _P, _I)

count_form_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object_at = _bind("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_clip = _bind("FPDFPageObj_GetClipPath", _P, _P)
count_clip_paths = _bind("FPDFClipPath_CountPaths", _I, _P)
count_clip_segments = _bind("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment = _bind("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)
count_segments = _bind("FPDFPath_CountSegments", _I, _P)
segment_at = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bind("FPDFPathSegment_GetClose", _I, _P)

_page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
_glyph_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
_glyph_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
_object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
_object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
_transform = _bind("FPDFPageObj_Transform", None, _P, *[ctypes.c_double] * 6)
_set_render_mode = _bind("FPDFTextObj_SetTextRenderMode", _I, _P, _I)
_fill_color = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
_draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
_segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)


def page_box(page: int) -> Rectangle | None:
    """The visible rectangle of a page in its own coordinates: left, top, right, bottom."""
    values = array("f", bytes(16))
    if not _page_box(page, values.buffer_info()[0]):
        return None
    left, top, right, bottom = values
    return left, top, right, bottom


def glyph_boxes(text: int, count: int) -> array[float]:
    """The loose boxes of a page's first glyphs, four floats each: left, top, right, bottom."""
    values = array("f", bytes(16 * count))
    (places,) = _places(values, 16, 0)
    _run(map(_glyph_box, repeat(text), range(count), places))
    return values


def glyph_origins(text: int, count: int) -> array[float]:
    """Where a page's first glyphs stand on their baselines, two doubles each: x, y."""
    values = array("d", bytes(16 * count))
    _run(map(_glyph_origin, repeat(text), range(count), *_places(values, 16, 0, 8)))
    return values


def object_bounds(objects: Sequence[int]) -> Iterable[Rectangle]:
    """Left, bottom, right and top of each object, the stroke's width included."""
    values = array("f", bytes(16 * len(objects)))
    _run(map(_object_bounds, objects, *_places(values, 16, 0, 4, 8, 12)))
    return zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)


def draw_modes(paths: Sequence[int]) -> Iterable[tuple[int, int]]:
    """For each path, how it is filled and whether it is stroked."""
    values = array("i", bytes(8 * len(paths)))
    _run(map(_draw_mode, paths, *_places(values, 8, 0, 4)))
    return zip(values[0::2], values[1::2], strict=True)


def segment_points(segments: Sequence[int]) -> Iterable[tuple[float, float]]:
    """The end point of each path segment."""
    values = array("f", bytes(8 * len(segments)))
    _run(map(_segment_point, segments, *_places(values, 8, 0, 4)))
    return zip(values[0::2], values[1::2], strict=True)


def object_matrix(item: int) -> tuple[float, ...] | None:
    """The six numbers of an object's matrix."""
    values = array("f", bytes(24))
    return tuple(values) if _object_matrix(item, values.buffer_info()[0]) else None


def fill_color(item: int) -> tuple[int, ...] | None:
    """Red, green, blue and alpha (0 to 255) of an object's filling."""
    values = array("I", bytes(16))
    start = values.buffer_info()[0]
    return tuple(values) if _fill_color(item, start, start + 4, start + 8, start + 12) else None


def give_extent(text: int) -> None:
    """Give a text object of no extent that of its stroke; `load_text` leaves out objects without any."""
    _set_render_mode(text, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
    # Only a change of place makes pdfium measure the object again.
    _transform(text, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _places(values: array[Any], step: int, *shifts: int) -> list[range]:
    """The addresses within a buffer, `step` bytes apart, that a call for each item writes to."""
    start, length = values.buffer_info()
    end = start + length * values.itemsize
    return [range(start + shift, end + shift, step) for shift in shifts]


def _run(calls: Iterable[Any]) -> None:
    deque(calls, maxlen=0)
