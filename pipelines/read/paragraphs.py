"""Lines to paragraphs: joined across line ends and pages, with page numbers and running headers left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.read.lines import Line

# How far from the top or bottom edge, as a share of the page's height, headers and footers stand.
MARGIN_ZONE = 0.12
# A margin line on at least this share of the pages without tables (and on three) is a running header or footer: above
# tables the same words may be the title of one after the other.
RUNNING_SHARE = 0.4
HEIGHT_STEP = 6.0
# How much room, in character widths, a full line may leave at its end beyond its neighbour's first word.
SLACK = 1.3
# Lines at least this many characters wide tell where the margins are; edges are counted in steps of EDGE points.
LONG_LINE = 15
EDGE = 4.0
# Less indentation than this, in character widths, is no first-line indent.
INDENT = 0.9
# A line that starts further in than this is centred or set to the right, not the start of a paragraph of several lines.
WIDEST_INDENT = 5.0
# Lines whose sizes differ by more than this share are not of one paragraph; nor are lines further apart than this.
SAME_SIZE = 0.12
HIGHEST_PITCH = 2.6
SENTENCE_ENDS = "。；;：:"

_CN = "一二三四五六七八九十百零〇"
_ITEM = re.compile(
    rf"第[{_CN}\d]{{1,3}}(部分|章)|[{_CN}]{{1,4}}[、.．]|[（(][{_CN}\d]{{1,4}}[）)]"
    # A number with a dot starts an item, unless it is a decimal; a year may follow the dot.
    r"|\d{1,2}\s?([、．]|\.(?!\d)|\.(?=(19|20)\d\d年))"
    r"|[\u2460-\u2473\u2474-\u2487\u3220-\u3229]"
)
_DASHES = r"[-—–－―‐•·~～\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(第\s*)?(\d{{1,4}}|[ivxIVX]{{1,5}})(\s*页)?"
    rf"(\s*[/／]\s*\d{{1,4}}|\s*[,，]?\s*共\s*\d{{1,4}}\s*页)?{_DASHES}"
)
_WORDS_AND_NUMBER = re.compile(rf"(.*\D){_DASHES}(\d{{1,4}}){_DASHES}")
# A unit or a body's name belongs to the table below it, on however many pages it stands.
_LABEL = re.compile(r"[:：]|单位|附表?\d|表\s?\d|\d\s?表")
_LEADERS = re.compile(r"[.．…·⋯‥。]{4,}|…{2,}")


@dataclass(slots=True)
class PageLines:
    """The loose lines of one page, its number and size in points, and whether tables stand on it."""

    page: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    has_table: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """How far left and right the prose of pages of one shape reaches."""

    left: float
    right: float


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph while lines are joined to it: its texts and their length, pages, and first and last line."""

    parts: list[str]
    length: int
    pages: list[tuple[int, int]]
    first: Line
    last: Line
    margins: Margins
    line_count: int = 1


def is_numbered(text: str) -> bool:
    """Does a line start with a heading's or item's number?"""
    return _ITEM.match(text) is not None


def is_contents_entry(line: Line) -> bool:
    """Is a line an entry of a contents list: leaders, or a page number after a wide gap?"""
    return line.is_contents_entry or _LEADERS.search(line.text) is not None


def without_page_furniture(pages: Sequence[PageLines]) -> None:
    """Drop page numbers, and headers and footers that repeat on many pages at one height, from `pages` in place.

    The first of a running header's lines stays where its words stand nowhere else: it may be the only title.
    """
    seen: Counter[_FurnitureKey] = Counter()
    prose_pages = [page for page in pages if not page.has_table]
    for page in prose_pages:
        seen.update({key for line in page.lines if _is_in_margin(line, page) for key in _furniture_keys(line, page)})
    enough = max(3, RUNNING_SHARE * len(prose_pages))
    kept: set[str] = set()
    for page in pages:
        page.lines = [line for line in page.lines if not _is_furniture(line, page, seen, enough, kept)]


_FurnitureKey = tuple[str, int | None, int]
"""Words, how far a number after them is from the page's number, and height in steps."""


def _is_furniture(line: Line, page: PageLines, seen: Counter[_FurnitureKey], enough: float, kept: set[str]) -> bool:
    if not _is_in_margin(line, page):
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    if _LABEL.search(line.text):
        return False
    for words, shift, height in _furniture_keys(line, page):
        if sum(seen[words, shift, height + step] for step in (-1, 0, 1)) >= enough:
            if words in kept or line.baseline > page.height / 2:
                return True
            kept.add(words)
    return False


def _is_in_margin(line: Line, page: PageLines) -> bool:
    zone = MARGIN_ZONE * page.height
    return line.baseline < zone or line.baseline > page.height - zone


def _furniture_keys(line: Line, page: PageLines) -> list[_FurnitureKey]:
    height = round(line.baseline / HEIGHT_STEP)
    keys: list[_FurnitureKey] = [(line.text, None, height)]
    match = _WORDS_AND_NUMBER.fullmatch(line.text)
    if match:
        keys.append((match[1], int(match[2]) - page.page, height))
    return keys


def prose_margins(pages: Sequence[PageLines]) -> list[Margins]:
    """Each page's prose margins, from its own long lines, or where it has few, from those of pages of its shape."""
    by_shape: dict[tuple[int, int], list[Line]] = defaultdict(list)
    own = [[line for line in page.lines if line.right - line.left > LONG_LINE * line.size] for page in pages]
    for page, lines in zip(pages, own, strict=True):
        by_shape[_shape(page)] += lines
    shared = {shape: _margins(lines) for shape, lines in by_shape.items()}
    return [
        _margins(lines) if len(lines) >= 4 else shared[_shape(page)] for page, lines in zip(pages, own, strict=True)
    ]


def _shape(page: PageLines) -> tuple[int, int]:
    return round(page.width / 4), round(page.height / 4)


def _margins(lines: list[Line]) -> Margins:
    if not lines:
        return Margins(0.0, float("inf"))
    lefts = Counter(round(line.left / EDGE) for line in lines)
    rights = Counter(round(line.right / EDGE) for line in lines)
    # The outermost edge that enough lines share, its neighbours counted in: stray lines move nothing.
    enough = max(min(2, len(lines)), len(lines) // 6)
    left = min((edge for edge in lefts if _support(lefts, edge) >= enough), default=min(lefts))
    right = max((edge for edge in rights if _support(rights, edge) >= enough), default=max(rights))
    return Margins(left * EDGE, right * EDGE)


def _support(edges: Counter[int], edge: int) -> int:
    return edges[edge - 1] + edges[edge] + edges[edge + 1]


def continues(paragraph: OpenParagraph, line: Line, margins: Margins, is_same_page: bool) -> bool:
    """Does `line`, on a page with these margins, carry on the paragraph, or start a new one?"""
    last = paragraph.last
    size = max(last.size, line.size)
    if is_contents_entry(last) or is_contents_entry(line) or abs(last.size - line.size) > SAME_SIZE * size:
        return False
    if is_same_page and not 0 < line.baseline - last.baseline <= HIGHEST_PITCH * size:
        return False
    if paragraph.margins.right - last.right >= line.first_width + SLACK * size:
        # There was room for more: the writer ended the line.
        return False
    if paragraph.line_count == 1 and _is_wrapped_title(paragraph, line):
        return True
    if paragraph.line_count == 1 and last.left > paragraph.margins.left + WIDEST_INDENT * size:
        return False
    margin = min(margins.left, last.left) if paragraph.line_count > 1 and is_same_page else margins.left
    is_numbered_line = is_numbered(line.text)
    if line.left > margin + INDENT * size:
        # Only a block set in throughout goes on at its own indent.
        return paragraph.line_count > 1 and abs(line.left - last.left) < 2.0 and not is_numbered_line
    if is_numbered_line and is_numbered(paragraph.first.text) and abs(line.left - paragraph.first.left) < 2.0:
        return False
    starts_indented = paragraph.first.left > paragraph.margins.left + INDENT * size
    if is_numbered_line:
        return starts_indented and last.text[-1] not in SENTENCE_ENDS
    return starts_indented or last.text[-1] not in SENTENCE_ENDS


def _is_wrapped_title(paragraph: OpenParagraph, line: Line) -> bool:
    """Does a centred line carry on a title that fills the whole line above it?"""
    first = paragraph.first
    is_centred = abs(first.left + first.right - line.left - line.right) < 2.4 * line.size
    is_whole_line = first.left - paragraph.margins.left < 1.5 * first.size
    return is_centred and is_whole_line and line.left - first.left > 2 * line.size and not is_numbered(line.text)


def opened(line: Line, page: int, margins: Margins) -> OpenParagraph:
    """A paragraph that begins with `line`."""
    return OpenParagraph([line.text], len(line.text), [(0, page)], line, line, margins)


def join(paragraph: OpenParagraph, line: Line, page: int, margins: Margins) -> None:
    """Add a line's text to the paragraph, with a space only between two Latin words."""
    text = line.text
    before, after = paragraph.last.text[-1:], text[:1]
    if before.isascii() and before.isalpha() and after.isascii() and after.isalpha():
        paragraph.parts.append(" ")
        paragraph.length += 1
    if paragraph.pages[-1][1] != page:
        paragraph.pages.append((paragraph.length, page))
    paragraph.parts.append(text)
    paragraph.length += len(text)
    paragraph.last = line
    paragraph.margins = margins
    paragraph.line_count += 1
