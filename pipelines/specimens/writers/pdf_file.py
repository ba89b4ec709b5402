"""PDF with ruled tables that run over pages with their heads repeated; the font is named, not embedded."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.specimens.content import Disclosure, Heading, Prose, Sheet, Slot
from pipelines.specimens.writers.numerals import ordinal

_FONT = "STSong-Light"
_MARGIN = 48.0
_TEXT_SIZE, _LEADING = 11.0, 18.0
_CELL_SIZE, _CELL_LEADING, _PADDING = 8.0, 10.0, 2.5

pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
rl_config.useA85 = 0  # streams stay binary: half the time of a page goes into ASCII85 otherwise
_NARROW = re.compile(r"[\u2000-\uffff]")


def write_pdf(disclosure: Disclosure) -> bytes:
    """The disclosure as PDF; every figure's `page` is set to the page it lands on."""
    return _Printer(disclosure).print()


def text_width(text: str, size: float) -> float:
    """How wide a line of text is: Chinese characters are square, others half as wide."""
    return size * (len(text) - 0.5 * len(_NARROW.sub("", text)))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in lines that fit the width; broken anywhere but inside a number."""
    if text_width(text, size) <= width:
        return [text]
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        wide = text_width(piece, size)
        if line and used + wide > width:
            lines.append(line)
            line, used = "", 0.0
        line += piece
        used += wide
    return [*lines, line]


def _pieces(text: str) -> Iterator[str]:
    number = ""
    for character in text:
        if character in "0123456789.,%":
            number += character
            continue
        if number:
            yield number
            number = ""
        yield character
    if number:
        yield number


class _Printer:
    def __init__(self, disclosure: Disclosure) -> None:
        self.disclosure = disclosure
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=1)
        self.canvas.setTitle(disclosure.title)
        self.canvas.setFont(_FONT, _TEXT_SIZE)
        self.font_name = self.canvas._doc.getInternalFontName(_FONT)
        self.width, self.height = A4
        self.page = 1
        self.top = self.height - _MARGIN
        self.landscape = False

    def print(self) -> bytes:
        self.cover()
        for block in self.disclosure.blocks:
            if isinstance(block, Heading):
                self.heading(block)
            elif isinstance(block, Prose):
                self.prose(block)
            else:
                self.table(block)
        self.finish_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def cover(self) -> None:
        self.top = self.height * 0.68
        for line in wrapped(self.disclosure.title, 22, self.width - 2 * _MARGIN):
            self.line(line, 22, (self.width - text_width(line, 22)) / 2, self.top)
            self.top -= 34
        self.new_page(False)

    def finish_page(self) -> None:
        number = f"- {self.page} -"
        self.line(number, 9, (self.width - text_width(number, 9)) / 2, 24)
        self.canvas.showPage()

    def new_page(self, landscape: bool) -> None:
        self.finish_page()
        self.page += 1
        self.landscape = landscape
        self.width, self.height = (A4[1], A4[0]) if landscape else A4
        self.canvas.setPageSize((self.width, self.height))
        self.top = self.height - _MARGIN

    def line(self, text: str, size: float, x: float, y: float) -> None:
        """Text at a place. Operators are written out, here and in `strokes`: ten times as fast as the canvas."""
        shown = text.encode("utf-16-be").hex()
        self.canvas.addLiteral(f"BT {self.font_name} {size:g} Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET")

    def strokes(self, lines: Iterable[tuple[float, float, float, float]]) -> None:
        """Straight lines as one path."""
        path = " ".join(f"{x:.2f} {y:.2f} m {u:.2f} {v:.2f} l" for x, y, u, v in lines)
        self.canvas.addLiteral(f"0.5 w {path} S")

    def room(self, needed: float) -> None:
        if self.landscape or self.top - needed < _MARGIN:
            self.new_page(False)

    def heading(self, heading: Heading) -> None:
        size = 16.0 if heading.ordinal is None else 13.0 if heading.depth == 1 else 11.5
        text = ordinal(heading) + heading.text
        for line in wrapped(text, size, self.width - 2 * _MARGIN):
            self.room(3 * _LEADING)
            self.top -= _LEADING * 1.3
            x = (self.width - text_width(line, size)) / 2 if heading.ordinal is None else _MARGIN
            self.line(line, size, x, self.top)

    def prose(self, prose: Prose) -> None:
        self.room(_LEADING)
        text = "　　" + prose.text
        lines = wrapped(text, _TEXT_SIZE, self.width - 2 * _MARGIN)
        ends = []
        done = 0
        for line in lines:
            self.room(_LEADING)
            self.top -= _LEADING
            self.line(line, _TEXT_SIZE, _MARGIN, self.top)
            done += len(line)
            ends.append((done, self.page))
        offset = 2
        for part in prose.parts:
            if isinstance(part, str):
                offset += len(part)
            else:
                part.page = next(page for end, page in ends if offset < end)
                offset += len(part.stated)

    def table(self, sheet: Sheet) -> None:
        if sheet.landscape != self.landscape or self.top < self.height * 0.45:
            self.new_page(sheet.landscape)
        if not sheet.inside:
            self.top -= _LEADING * 1.4
            self.line(sheet.title, 14, (self.width - text_width(sheet.title, 14)) / 2, self.top)
        if sheet.above and not sheet.inside:
            self.top -= _LEADING
            room = self.width - 2 * _MARGIN
            for index, text in enumerate(sheet.above):
                last = len(sheet.above) - 1
                place = 0.0 if index == 0 and last else room - text_width(text, 9) if index == last else room / 2 - 40
                self.line(text, 9, _MARGIN + place, self.top)
        self.top -= 6
        _Ruled(self, sheet).draw()
        if sheet.note:
            self.top -= _LEADING
            self.line(sheet.note, 9, _MARGIN, self.top)
        self.top -= 8


class _Ruled:
    """One table on its way over the pages."""

    def __init__(self, printer: _Printer, sheet: Sheet) -> None:
        self.printer, self.sheet = printer, sheet
        room = printer.width - 2 * _MARGIN
        total = sum(sheet.widths)
        self.edges = [_MARGIN]
        for width in sheet.widths:
            self.edges.append(self.edges[-1] + room * width / total)

    def placed(self, rows: list[list[Slot]]) -> list[list[tuple[int, Slot]]]:
        """Each row's slots with the column they begin in."""
        covered = [0] * len(self.sheet.widths)
        placed = []
        for row in rows:
            here: list[tuple[int, Slot]] = []
            column = 0
            for slot in row:
                while column < len(covered) and covered[column]:
                    column += 1
                here.append((column, slot))
                for place in range(column, column + slot.column_span):
                    covered[place] = slot.row_span
                column += slot.column_span
            covered = [max(0, left - 1) for left in covered]
            placed.append(here)
        return placed

    def height_of(self, row: list[tuple[int, Slot]]) -> float:
        lines = 1
        for column, slot in row:
            if slot.row_span == 1:
                width = self.edges[column + slot.column_span] - self.edges[column] - 2 * _PADDING
                lines = max(lines, len(wrapped(slot.shown, _CELL_SIZE, width)))
        return lines * _CELL_LEADING + 2 * _PADDING

    def draw(self) -> None:
        head = self.placed(self.sheet.head_rows)
        rows = self.placed(self.sheet.rows)
        heights = [self.height_of(row) for row in rows]
        head_heights = [self.height_of(row) for row in head]
        self.stripe(head, head_heights)
        first = 0
        while first < len(rows):
            last, left = first, self.printer.top
            while last < len(rows) and (last == first or left - heights[last] >= _MARGIN):
                left -= heights[last]
                last += 1
            if (
                last < len(rows)
                and heights[first] > self.printer.top - _MARGIN
                and self.printer.top < self.printer.height / 2
            ):
                last = first
            if last > first:
                self.stripe(self.cut(rows[:last], first), heights[first:last])
            if last < len(rows):
                self.printer.new_page(self.sheet.landscape)
                if self.sheet.repeats_head:
                    self.stripe(head, head_heights)
            first = last

    def cut(self, rows: list[list[tuple[int, Slot]]], first: int) -> list[list[tuple[int, Slot]]]:
        """Rows from `first`; a cell spanning over the page's edge goes on as an empty cell."""
        part = [list(row) for row in rows[first:]]
        for index, row in enumerate(rows[:first]):
            for column, slot in row:
                left = index + slot.row_span - first
                if left > 0:
                    part[0].append((column, Slot("", None, left, slot.column_span)))
        return part

    def stripe(self, rows: list[list[tuple[int, Slot]]], heights: list[float]) -> None:
        printer = self.printer
        tops = [printer.top]
        for height in heights:
            tops.append(tops[-1] - height)
        drawn: set[tuple[float, float, float, float]] = set()
        for index, row in enumerate(rows):
            lines = []
            for column, slot in row:
                left, right = self.edges[column], self.edges[column + slot.column_span]
                top, bottom = tops[index], tops[min(index + slot.row_span, len(rows))]
                sides = ((left, top, right, top), (left, bottom, right, bottom))
                lines += [*sides, (left, top, left, bottom), (right, top, right, bottom)]
                self.write(slot, left, right, top, bottom)
                if slot.figure is not None:
                    slot.figure.page = printer.page
            printer.strokes(line for line in dict.fromkeys(lines) if line not in drawn)
            drawn.update(lines)
        printer.top = tops[-1]

    def write(self, slot: Slot, left: float, right: float, top: float, bottom: float) -> None:
        text = slot.shown
        if not text:
            return
        room = right - left - 2 * _PADDING
        lines = wrapped(text, _CELL_SIZE, room)
        # A number too wide for its cell is printed smaller, as office programs do, never over its cell's edge.
        size = min(_CELL_SIZE, _CELL_SIZE * room / max(text_width(line, _CELL_SIZE) for line in lines))
        y = (top + bottom) / 2 + (len(lines) - 1) * _CELL_LEADING / 2 - _CELL_SIZE * 0.35
        for line in lines:
            width = text_width(line, size)
            if slot.align == "left":
                x = left + _PADDING
            else:
                x = right - _PADDING - width if slot.align == "right" else (left + right - width) / 2
            self.printer.line(line, size, x, y)
            y -= _CELL_LEADING
