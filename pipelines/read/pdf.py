"""PDF files to documents: ruled tables and prose by pdfium, with the place of every cell and paragraph."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pypdfium2.raw as pdfium

from pipelines.read import paragraphs as prose
from pipelines.read.bare_tables import BareGrid, bare_grids
from pipelines.read.flow import lost_characters
from pipelines.read.grid import Grid, TooManyRulingsError, grids_from_rulings
from pipelines.read.headings import heading_level
from pipelines.read.lines import Glyph, Line, cell_text, glyph_rows, lines_of
from pipelines.read.pdf_page import PageContent, read_page
from pipelines.read.pdf_streams import LARGEST_STREAM, without_oversized_streams
from pipelines.read.row_tables import grids_from_rows
from pipelines.read.stitch import PageTable, append, can_continue
from pipelines.read.torn_numbers import Crossing, is_one_number, rejoin, touches
from schemas.documents import Block, Box, Cell, Document, Paragraph, ReadStatus, Table
from schemas.issues import Issue

READER_VERSION = "1"
MOST_PAGES = 2_000
# Tables on one page.
MOST_TABLES = 100
MOST_CELLS = 400_000
MOST_GLYPHS = 2_500_000
MOST_OBJECTS = 5_000_000
# What writers leave free in a cell, left and right together.
CELL_PADDING = 11.0
# Characters from here on are as wide as high.
FIRST_WIDE = "\u2e80"
# Digits on their side that are more than a page's number, or a year.
FEWEST_TURNED = 5
# Where a whole file says that it ends.
END_MARK_ZONE = 4_096


@dataclass(slots=True)
class _Page:
    """A page's tables and loose lines, before anything is joined over pages."""

    prose: prose.PageLines
    tables: list[tuple[float, PageTable]] = field(default_factory=list)


def read_pdf(body: bytes, file_name: str) -> Document:
    """The document in a PDF's bytes. Never raises on content: what cannot be read becomes issues."""
    issues: list[Issue] = []
    pages: list[_Page] = []
    page_count: int | None = None
    readable, blanked = without_oversized_streams(body)
    if blanked:
        issues.append(Issue("page_limit_exceeded", f"{blanked} stream > {LARGEST_STREAM} B"))
    # pdfium reads from these bytes as long as the document is open.
    handle = pdfium.FPDF_LoadMemDocument64(readable, len(readable), None)
    if handle:
        try:
            page_count = pdfium.FPDF_GetPageCount(handle)
            address = ctypes.cast(handle, ctypes.c_void_p).value or 0
            pages = _read_pages(address, page_count, issues)
        finally:
            pdfium.FPDF_CloseDocument(handle)
        if b"%%EOF" not in body[-END_MARK_ZONE:]:
            issues.append(Issue("file_is_damaged", "%%EOF"))
    elif pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        issues.append(Issue("file_is_encrypted"))
    else:
        issues.append(Issue("file_is_damaged", "PDF"))
    blocks = tuple(_blocks(pages))
    lost = lost_characters(blocks)
    if lost:
        issues.append(Issue("text_has_lost_characters", str(lost)))
    return Document(
        document_id=hashlib.sha256(body).hexdigest(),
        media_type="application/pdf",
        file_name=file_name,
        byte_size=len(body),
        page_count=page_count,
        reader="pdf",
        reader_version=READER_VERSION,
        status=_status(blocks, issues),
        blocks=blocks,
        issues=tuple(issues),
    )


def _status(blocks: tuple[Block, ...], issues: list[Issue]) -> ReadStatus:
    if not blocks:
        return "unreadable"
    return "partly_read" if issues else "read"


def _read_pages(document: int, page_count: int, issues: list[Issue]) -> list[_Page]:
    pages: list[_Page] = []
    without_text: list[int] = []
    turned: list[int] = []
    bare: BareGrid | None = None
    cells = glyphs = objects = 0
    for index in range(min(page_count, MOST_PAGES)):
        content = read_page(document, index)
        number = index + 1
        if content is None:
            issues.append(Issue("page_is_unreadable", str(number), page=number))
            continue
        if content.glyphs:
            page, bare = _page(content, number, bare)
            pages.append(page)
            cells += sum(len(table.cells) for _, table in page.tables)
        else:
            without_text.append(number)
            bare = None
        if content.turned_digits >= FEWEST_TURNED:
            turned.append(number)
        if content.is_cut:
            issues.append(Issue("page_limit_exceeded", str(number), page=number))
        glyphs += len(content.glyphs)
        objects += content.object_count
        if cells > MOST_CELLS or glyphs > MOST_GLYPHS or objects > MOST_OBJECTS:
            issues.append(Issue("page_limit_exceeded", f"{number} / {page_count}", page=number))
            break
    else:
        if page_count > MOST_PAGES:
            issues.append(Issue("page_limit_exceeded", f"{MOST_PAGES} / {page_count}"))
    if without_text:
        issues.append(Issue("page_has_no_text", _ranges(without_text), page=without_text[0]))
    if turned:
        issues.append(Issue("turned_text_is_not_read", _ranges(turned), page=turned[0]))
    return pages


def _ranges(numbers: list[int]) -> str:
    """Page numbers as ranges: 1-3, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def _page(content: PageContent, number: int, before: BareGrid | None) -> tuple[_Page, BareGrid | None]:
    """A page's tables and lines, and its last table if that has no rulings: it may go on on the next page."""
    grids: list[Grid] = []
    try:
        grids += [grid for grid in grids_from_rulings(content.horizontals, content.verticals) if len(grid.cells) > 1]
        if not grids:
            grids += bare_grids(content.glyphs, before)
        grids += grids_from_rows(content.horizontals, grids, content.glyphs)
    except TooManyRulingsError:
        content.is_cut = True
    if len(grids) > MOST_TABLES:
        grids = grids[:MOST_TABLES]
        content.is_cut = True
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    loose = _place_glyphs(content.glyphs, grids, inside)
    page = _Page(prose.PageLines(number, content.width, content.height, lines_of(loose)))
    for grid, texts in zip(grids, inside, strict=True):
        if any(texts):
            page.tables.append((grid.ys[0], _page_table(grid, texts, number)))
            page.prose.has_table = True
    last = grids[-1] if grids else None
    return page, last if isinstance(last, BareGrid) and last.is_last else None


def _place_glyphs(glyphs: list[Glyph], grids: list[Grid], inside: list[list[list[Glyph]]]) -> list[Glyph]:
    """Put each glyph into the cell that holds its middle; returns the glyphs outside all grids."""
    if not grids:
        return glyphs
    loose: list[Glyph] = []
    areas = [(*grid.box, grid, texts) for grid, texts in zip(grids, inside, strict=True)]
    # A table inside another one's cell takes its own text.
    areas.sort(key=lambda area: (area[2] - area[0]) * (area[3] - area[1]))
    are_apart = not any(_overlap(one.box, other.box) for one, other in combinations(grids, 2))
    left = top = right = bottom = 0.0
    place: list[Glyph] = []
    previous: Glyph | None = None
    previous_place = loose
    crossings: list[Crossing] = []
    for glyph in glyphs:
        x = (glyph[1] + glyph[2]) / 2
        y = glyph[0] - glyph[3] * 0.3
        if not (left <= x < right and top <= y < bottom):
            is_beside = previous is not None and previous_place is place and top <= y < bottom
            if previous is not None and is_beside and _runs_over(previous, glyph, place):
                place.append(glyph)
                previous = glyph
                continue
            target = loose
            for grid_left, grid_top, grid_right, grid_bottom, grid, texts in areas:
                if grid_left <= x <= grid_right and grid_top <= y <= grid_bottom:
                    index = grid.cell_at(x, y)
                    place = target = texts[index]
                    if are_apart:
                        # The next glyph is mostly of the same cell.
                        left, top, right, bottom = grid.cell_box(index)
                    break
            if previous is not None and target is not previous_place and is_one_number(previous, glyph):
                crossings.append(Crossing(previous_place, previous, target, glyph))
            target.append(glyph)
            previous, previous_place = glyph, target
            continue
        place.append(glyph)
        previous, previous_place = glyph, place
    rejoin(crossings)
    return loose


def _runs_over(last: Glyph, glyph: Glyph, place: list[Glyph]) -> bool:
    """Whether a word goes on past its cell's right side: its characters touch, as those of two cells never do."""
    return glyph[4] >= FIRST_WIDE and last[4] >= FIRST_WIDE and touches(last, glyph) and len(place) > 1


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _page_table(grid: Grid, texts: list[list[Glyph]], page: int) -> PageTable:
    cells = [
        Cell(
            cell.row + 1,
            cell.column + 1,
            cell.row_span,
            cell.column_span,
            cell_text(glyphs),
            page,
            grid.cell_box(index),
        )
        for index, (cell, glyphs) in enumerate(zip(grid.cells, texts, strict=True))
    ]
    return PageTable(
        page,
        grid.edges if isinstance(grid, BareGrid) else grid.xs,
        len(grid.ys) - 1,
        cells,
        open_top=frozenset(column + 1 for column in grid.open_top),
        open_bottom=frozenset(column + 1 for column in grid.open_bottom),
        wrapping=_wrapping_columns(grid, texts),
    )


def _wrapping_columns(grid: Grid, texts: list[list[Glyph]]) -> frozenset[int]:
    """The columns (from 1) of the cells in the last row whose last line leaves no room for another character."""
    wrapping = set()
    for index in set(grid.owners[-1]):
        if texts[index]:
            last = glyph_rows(texts[index])[-1]
            box = grid.cell_box(index)
            room = box.right - box.left - (last[-1][2] - last[0][1]) - CELL_PADDING
            if room < 0.9 * (last[-1][2] - last[-1][1]):
                wrapping.add(grid.cells[index].column + 1)
    return frozenset(wrapping)


def _blocks(pages: list[_Page]) -> list[Block]:
    """The pages' lines and tables in reading order, joined over line ends and pages."""
    page_lines = [page.prose for page in pages]
    prose.without_page_furniture(page_lines)
    found: list[PageTable | prose.OpenParagraph] = []
    for page, margins in zip(pages, prose.prose_margins(page_lines), strict=True):
        _add_page(found, page, margins)
    return list(_finished(found))


def _add_page(found: list[PageTable | prose.OpenParagraph], page: _Page, margins: prose.Margins) -> None:
    number = page.prose.page
    items: list[tuple[float, Line | PageTable]] = [(line.baseline, line) for line in page.prose.lines]
    items += page.tables
    items.sort(key=lambda item: item[0])
    titles: list[str] = []
    for position, (_, item) in enumerate(items):
        last = found[-1] if found else None
        if isinstance(item, Line):
            titles.append(item.text)
            if isinstance(last, prose.OpenParagraph):
                is_same_page = last.pages[-1][1] == number
                if prose.continues(last, item, margins, is_same_page):
                    prose.join(last, item, number, margins)
                    continue
            found.append(prose.opened(item, number, margins))
            continue
        item.titles = tuple(titles)
        item.is_first = position == 0
        item.is_last = position == len(items) - 1
        titles = []
        before = _last_table(found, len(item.titles)) if position == len(item.titles) else None
        if before is not None and can_continue(before, item):
            while found[-1] is not before:
                found.pop()
            append(before, item)
        else:
            found.append(item)


def _last_table(found: list[PageTable | prose.OpenParagraph], title_count: int) -> PageTable | None:
    """The last table, where only the titles of the next one stand between."""
    for item in reversed(found[-title_count - 1 :]):
        if isinstance(item, PageTable):
            return item
    return None


def _finished(found: list[PageTable | prose.OpenParagraph]) -> Iterator[Block]:
    start = table_no = 0
    for item in found:
        if isinstance(item, PageTable):
            table_no += 1
            cells = tuple(sorted(item.cells, key=lambda cell: (cell.row_no, cell.column_no)))
            yield Table(table_no, item.row_count, len(item.xs) - 1, cells, item.page)
        else:
            text = "".join(item.parts)
            level = None if prose.is_contents_entry(item.last) else heading_level(text)
            yield Paragraph(text, start, tuple(item.pages), level)
            start += len(text) + 1
