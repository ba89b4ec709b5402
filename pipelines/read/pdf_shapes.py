"""The straight lines a PDF page draws, and the rectangles its text is clipped to, in the page's own coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipelines.read import pdfium_calls as calls
from pipelines.read.pdfium_calls import Rectangle

MOST_OBJECTS = 100_000
MOST_SEGMENTS = 400
DEEPEST_FORM = 4
MOST_CLIPS = 4
# Rectangles up to this thick are rulings; a row of a table is never so low.
THIN = 3.0
# Strokes that leave the level by more than this are not rulings.
LEVEL = 0.8
# A plain rectangle's segments: a start and four sides.
RECTANGLE_SEGMENTS = 5
WHITE = 250
NO_EXTENT = 0.01

Line = tuple[float, float, float, float]
"""Two end points: x0, y0, x1, y1."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class PageShapes:
    """Lines, clip rectangles (left, bottom, right, top) by text object, and whether the page held more than allowed."""

    lines: list[Line] = field(default_factory=list)
    clips: dict[int, Rectangle] = field(default_factory=dict)
    objects_left: int = field(default_factory=lambda: MOST_OBJECTS)
    is_cut: bool = False


def page_shapes(page: int) -> PageShapes:
    """What a loaded page draws, the content of its forms included; to be called before its text is loaded."""
    shapes = PageShapes()
    _collect(shapes, page, IDENTITY, calls.count_objects, calls.object_at, depth=0)
    return shapes


def product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _collect(
    shapes: PageShapes,
    container: int,
    base: Matrix,
    count_of: Callable[..., Any],
    item_of: Callable[..., Any],
    depth: int,
) -> None:
    count = count_of(container)
    if count > shapes.objects_left:
        count = shapes.objects_left
        shapes.is_cut = True
    shapes.objects_left -= count
    objects = list(map(item_of, repeat(container), range(count)))
    kinds: dict[int, list[int]] = {}
    for item, kind in zip(objects, map(calls.object_type, objects), strict=True):
        kinds.setdefault(kind, []).append(item)
    _add_paths(shapes, kinds.get(pdfium.FPDF_PAGEOBJ_PATH, []), base)
    # Some writers draw rulings as images one pixel thick.
    for bounds in calls.object_bounds(kinds.get(pdfium.FPDF_PAGEOBJ_IMAGE, [])):
        _add_thin(shapes, _moved(base, bounds))
    texts = kinds.get(pdfium.FPDF_PAGEOBJ_TEXT, [])
    for text, (left, _, right, _) in zip(texts, calls.object_bounds(texts), strict=True):
        # A single character of a font that is neither embedded nor installed measures nothing.
        if right - left < NO_EXTENT:
            calls.give_extent(text)
    _add_clips(shapes, texts, base)
    if depth < DEEPEST_FORM:
        for item in kinds.get(pdfium.FPDF_PAGEOBJ_FORM, []):
            matrix = product(_matrix_of(item), base)
            _collect(shapes, item, matrix, calls.count_form_objects, calls.form_object_at, depth + 1)


def _matrix_of(item: int) -> Matrix:
    matrix = calls.object_matrix(item)
    return (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]) if matrix else IDENTITY


def _add_paths(shapes: PageShapes, paths: list[int], base: Matrix) -> None:
    counts = list(map(calls.count_segments, paths))
    for path, (fill, stroke), count, bounds in zip(
        paths, calls.draw_modes(paths), counts, calls.object_bounds(paths), strict=True
    ):
        if not (fill or stroke):
            continue
        box = bounds if base is IDENTITY else _moved(base, bounds)
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            if stroke or not _is_white(path):
                _add_thin(shapes, box)
        elif stroke or count > RECTANGLE_SEGMENTS:
            _add_segments(shapes, path, min(count, MOST_SEGMENTS), bool(stroke), base)


def _is_white(path: int) -> bool:
    """A white or see-through shape hides, it does not divide."""
    color = calls.fill_color(path)
    return color is not None and (min(color[:3]) >= WHITE or color[3] == 0)


def _add_thin(shapes: PageShapes, box: Rectangle) -> None:
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    # A dot is both: it fills the corner where a horizontal and a vertical line meet.
    if top - bottom <= THIN:
        shapes.lines.append((left, y, right, y))
    if right - left <= THIN:
        shapes.lines.append((x, bottom, x, top))


def _add_segments(shapes: PageShapes, path: int, count: int, is_stroked: bool, base: Matrix) -> None:
    a, b, c, d, e, f = product(_matrix_of(path), base)
    segments = list(map(calls.segment_at, repeat(path), range(count)))
    runs: list[list[tuple[float, float]]] = []
    for segment, (x, y) in zip(segments, calls.segment_points(segments), strict=True):
        point = (a * x + c * y + e, b * x + d * y + f)
        if runs and calls.segment_type(segment) == pdfium.FPDF_SEGMENT_LINETO:
            runs[-1].append(point)
        else:
            # A curve ends the straight run; the next one starts where the curve ends.
            runs.append([point])
        if calls.segment_closes(segment):
            runs[-1].append(runs[-1][0])
    for run in runs:
        if is_stroked:
            shapes.lines.extend(_level_strokes(run))
        elif len(run) > 2:
            xs, ys = [x for x, _ in run], [y for _, y in run]
            if not _is_white(path):
                _add_thin(shapes, (min(xs), min(ys), max(xs), max(ys)))


def _level_strokes(run: list[tuple[float, float]]) -> Iterable[Line]:
    for (x0, y0), (x1, y1) in pairwise(run):
        if abs(y0 - y1) < LEVEL or abs(x0 - x1) < LEVEL:
            yield x0, y0, x1, y1


def _add_clips(shapes: PageShapes, texts: list[int], base: Matrix) -> None:
    """Note the rectangle that each text object is clipped to; clips of other forms are taken as not clipping."""
    clips = list(map(calls.object_clip, texts))
    counts = list(map(calls.count_clip_paths, clips))
    for level in range(min(max(counts, default=0), MOST_CLIPS)):
        owners = [text for text, count in zip(texts, counts, strict=True) if count > level]
        paths = [clip for clip, count in zip(clips, counts, strict=True) if count > level]
        sizes = map(calls.count_clip_segments, paths, repeat(level))
        # A rectangle's first and third point are opposite corners.
        starts, ends = (
            calls.segment_points(list(map(calls.clip_segment, paths, repeat(level), repeat(corner))))
            for corner in (0, 2)
        )
        for owner, size, (left, bottom), (right, top) in zip(owners, sizes, starts, ends, strict=True):
            if size == RECTANGLE_SEGMENTS:
                if left > right:
                    left, right = right, left
                if bottom > top:
                    bottom, top = top, bottom
                box = (left, bottom, right, top)
                if base is not IDENTITY:
                    box = _moved(base, box)
                shapes.clips[owner] = _intersection(shapes.clips[owner], box) if owner in shapes.clips else box


def _intersection(first: Rectangle, second: Rectangle) -> Rectangle:
    left, bottom, right, top = first
    return (
        left if left > second[0] else second[0],
        bottom if bottom > second[1] else second[1],
        right if right < second[2] else second[2],
        top if top < second[3] else second[3],
    )


def _moved(matrix: Matrix, box: Rectangle) -> Rectangle:
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = (a * x0 + c * y0 + e, a * x1 + c * y1 + e)
    ys = (b * x0 + d * y0 + f, b * x1 + d * y1 + f)
    return min(xs), min(ys), max(xs), max(ys)
