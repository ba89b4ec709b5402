"""The document model that every reader produces: blocks in reading order, each with its place.

No figure is understood here; that is the work of `pipelines.extract`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from schemas.issues import Issue

ReadStatus = Literal["read", "partly_read", "unreadable", "not_a_disclosure"]


class Box(NamedTuple):
    """A rectangle on a page in points, origin at the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell at its top left grid place, counted from 1; `text` keeps line ends as newlines."""

    row_no: int
    column_no: int
    row_span: int
    column_span: int
    text: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table after continued pages were stitched; `table_no` counts from 1 in the document's reading order."""

    table_no: int
    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    page: int | None = None

    def grid(self) -> list[list[Cell | None]]:
        """The cells laid out as rows x columns from 0; a spanning cell stands in every place it covers."""
        rows: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row_no - 1, min(cell.row_no - 1 + cell.row_span, self.row_count)):
                for column in range(cell.column_no - 1, min(cell.column_no - 1 + cell.column_span, self.column_count)):
                    rows[row][column] = cell
        return rows


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of prose without line ends; `start` is its offset in `Document.text`.

    `pages` holds (offset within `text`, page) for each page the paragraph touches; empty where the format has no pages.
    `heading_level` is 1, 2, ... where the format or the numbering marks a heading, else None.
    """

    text: str
    start: int
    pages: tuple[tuple[int, int], ...] = ()
    heading_level: int | None = None

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` within `text` stands."""
        found = None
        for begin, page in self.pages:
            if begin <= offset:
                found = page
        return found if found is not None else (self.pages[0][1] if self.pages else None)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its blocks in reading order, and what could not be read as issues."""

    document_id: str
    media_type: str
    file_name: str
    byte_size: int
    page_count: int | None
    reader: str
    reader_version: str
    status: ReadStatus
    blocks: tuple[Block, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The prose blocks in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def text(self) -> str:
        """All prose, one paragraph a line; `Paragraph.start` counts in this string."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))
