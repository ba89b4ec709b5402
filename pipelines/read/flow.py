"""What a reader without pages collects (prose and tables in reading order, nested as found), made into blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.read.headings import heading_level
from pipelines.read.limits import DEFAULT_LIMITS, LimitBrokenError, Limits
from schemas.documents import Block, Cell, Document, Paragraph, ReadStatus, Table
from schemas.issues import Issue

_FEW_CELLS = 6
_PARAGRAPHS_OF_ARTICLE = 5
_REPLACEMENT = "\ufffd"
# Control characters are never part of what a document says, and some stores refuse them.
_CONTROL = dict.fromkeys([*range(9), *range(14, 28), 31, 127])
_LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(slots=True)
class Prose:
    """A paragraph as found; `heading_level` where the format or the numbering gives one.

    `is_menu_item` marks a short paragraph that is nothing but a link: it stays in cells of real tables only.
    """

    text: str
    heading_level: int | None = None
    is_menu_item: bool = False


@dataclass(slots=True)
class RawCell:
    """A cell as found: what it holds, its spans, and its column from 0 where the format states it."""

    flow: list[Prose | RawTable] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    column: int | None = None

    @property
    def text(self) -> str:
        """The cell's own paragraphs, one a line; a nested table's text is left to that table."""
        lines = (line for item in self.flow if isinstance(item, Prose) for line in _lines(item.text))
        return "\n".join(lines)


@dataclass(slots=True)
class RawTable:
    """A table as found: its rows of cells in the order of the markup."""

    rows: list[list[RawCell]] = field(default_factory=list)


Flow = list[Prose | RawTable]


def _lines(text: str) -> list[str]:
    """The lines of a text that are not blank, without the white space around them and without control characters."""
    if not text.isprintable():
        text = text.translate(_CONTROL)
    stripped = (line.strip() for line in _LINE_ENDS.split(text))
    return [line for line in stripped if line]


class BlockList:
    """Blocks in reading order, within the limits on paragraphs and on places of table grids."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._blocks: list[Block] = []
        self._paragraphs = 0
        self._tables = 0
        self._places = 0
        self._start = 0
        self.issues: list[Issue] = []

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What was added so far."""
        return tuple(self._blocks)

    def add_flow(self, flow: Iterable[Prose | RawTable]) -> None:
        """Add prose and tables as found; nested tables follow the table that holds them."""
        for item in flow:
            if isinstance(item, Prose):
                self.add_prose(item)
            else:
                self.add_table(item)

    def add_prose(self, prose: Prose) -> None:
        """Add a paragraph, or several where its text has line ends; blank ones are left out."""
        if prose.is_menu_item:
            return
        for text in _lines(prose.text):
            if self._paragraphs >= self._limits.paragraphs:
                self._report(f"paragraphs > {self._limits.paragraphs}")
                return
            self._blocks.append(Paragraph(text, self._start, (), prose.heading_level))
            self._paragraphs += 1
            self._start += len(text) + 1

    def add_table(self, table: RawTable) -> None:
        """Add a table and after it the tables nested in its cells; a table that only lays out becomes its contents."""
        if is_layout(table):
            for row in table.rows:
                for cell in row:
                    self.add_flow(_with_heading_levels(cell.flow))
            return
        try:
            row_count, column_count, cells = place_cells(table.rows, self._limits)
        except LimitBrokenError as error:
            self._report(error.detail)
            return
        if not cells or not any(cell.text for cell in cells):
            return
        if self._places + row_count * column_count > self._limits.table_places:
            self._report(f"table_places > {self._limits.table_places}")
            return
        self._places += row_count * column_count
        self._tables += 1
        self._blocks.append(Table(self._tables, row_count, column_count, tuple(cells)))
        for row in table.rows:
            for cell in row:
                self.add_flow(item for item in cell.flow if isinstance(item, RawTable))

    def _report(self, detail: str) -> None:
        issue = Issue("page_limit_exceeded", detail)
        if issue not in self.issues:
            self.issues.append(issue)


def is_layout(table: RawTable) -> bool:
    """Whether a table only arranges prose or other tables on the page and states nothing of its own."""
    rows = [[cell for cell in row if cell.flow] for row in table.rows]
    cells = [cell for row in rows for cell in row]
    if len(cells) <= 1:
        return True
    if any(_holds_table(cell) for cell in cells):
        # A form that holds a table in one of its cells has rows of labels and values beside it.
        return not any(len(row) > 1 and not any(_holds_table(cell) for cell in row) for row in rows)
    if len(cells) <= _FEW_CELLS and _is_mostly_one_article(cells):
        return True
    # Prose set in one column of cells: each cell holds several paragraphs, as no row of a form does.
    return all(len(row) <= 1 for row in rows) and all(len(cell.flow) > 2 for cell in cells)


def _is_mostly_one_article(cells: list[RawCell]) -> bool:
    """Whether nearly all of a table's text stands in one cell of many paragraphs: an article beside a menu."""
    lengths = [sum(len(item.text) for item in cell.flow if isinstance(item, Prose)) for cell in cells]
    longest = max(lengths)
    return longest > 0.8 * sum(lengths) and len(cells[lengths.index(longest)].flow) >= _PARAGRAPHS_OF_ARTICLE


def _holds_table(cell: RawCell) -> bool:
    return any(isinstance(item, RawTable) for item in cell.flow)


def _with_heading_levels(flow: Flow) -> Flow:
    """The contents of a layout cell as prose of the page: only now may its lines be headings."""
    for item in flow:
        if isinstance(item, Prose) and item.heading_level is None:
            item.heading_level = heading_level(item.text)
    return flow


def place_cells(rows: Sequence[Sequence[RawCell]], limits: Limits = DEFAULT_LIMITS) -> tuple[int, int, list[Cell]]:
    """Row count, column count and cells at their grid places; columns in which no cell begins are taken out.

    Spans are cut where they would leave the table or run over another cell. Raises LimitBrokenError where they cover
    more places than `limits.table_places`.
    """
    row_count = len(rows)
    covered = 0
    taken: dict[int, int] = {}  # column -> first row that is free again
    placed: list[tuple[int, int, int, int, str]] = []
    widest = 0
    for row_no, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.column is not None:
                column = max(cell.column, column)
            while taken.get(column, 0) > row_no:
                column += 1
                covered += 1
            wanted = max(1, min(cell.column_span, limits.column_span))
            span = 1
            while span < wanted and taken.get(column + span, 0) <= row_no:
                span += 1
            height = max(1, min(cell.row_span, row_count - row_no))
            for place in range(column, column + span):
                taken[place] = row_no + height
            covered += span
            if covered > limits.table_places:
                raise LimitBrokenError("page_limit_exceeded", f"table_places > {limits.table_places}")
            placed.append((row_no, column, height, span, cell.text))
            column += span
            widest = max(widest, column)
    begun = sorted({column for _, column, _, _, _ in placed})
    position = {column: index for index, column in enumerate(begun)}
    ends = _ends(begun, widest)
    cells = [
        Cell(row_no + 1, position[column] + 1, height, ends[column + span] - position[column], text)
        for row_no, column, height, span, text in placed
    ]
    return row_count, len(begun), cells


def _ends(begun: list[int], widest: int) -> list[int]:
    """For each column boundary from 0 to `widest`, how many columns that begin a cell lie before it."""
    counts = [0] * (widest + 1)
    starts = set(begun)
    for boundary in range(1, widest + 1):
        counts[boundary] = counts[boundary - 1] + ((boundary - 1) in starts)
    return counts


def make_document(
    body: bytes,
    file_name: str,
    media_type: str,
    reader: tuple[str, str],
    blocks: BlockList | None,
    issues: Iterable[Issue] = (),
    status: ReadStatus | None = None,
) -> Document:
    """A document of blocks that have no pages; characters lost in the source and missing text are reported once."""
    found = list(issues) + (blocks.issues if blocks else [])
    content = blocks.blocks if blocks else ()
    lost = lost_characters(content)
    if lost:
        found.append(Issue("text_has_lost_characters", str(lost)))
    if status is None and not content and not found:
        # Pages that scripts fill, documents of pictures only: nothing was read, which must not pass in silence.
        found.append(Issue("document_has_no_text", media_type))
        status = "unreadable"
    if status is None:
        status = "partly_read" if any(issue.issue in PARTLY_READ for issue in found) else "read"
    return Document(
        document_id=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        file_name=file_name,
        byte_size=len(body),
        page_count=None,
        reader=reader[0],
        reader_version=reader[1],
        status=status,
        blocks=content,
        issues=tuple(found),
    )


PARTLY_READ = frozenset({"page_limit_exceeded", "nesting_is_too_deep"})


def lost_characters(blocks: Iterable[Block]) -> int:
    """How many characters of the source stand as U+FFFD in these blocks."""
    return sum(map(_count_replacements, blocks))


def _count_replacements(block: Block) -> int:
    if isinstance(block, Paragraph):
        return block.text.count(_REPLACEMENT)
    return sum(cell.text.count(_REPLACEMENT) for cell in block.cells)
