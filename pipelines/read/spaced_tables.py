"""Tables of plain text whose columns are set with spaces: read by where each text stands in its line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from pipelines.read.bare_tables import BareGrid, bare_grids
from pipelines.read.flow import Prose, RawCell, RawTable
from pipelines.read.lines import Glyph, cell_text

# Lines as a page would print them: two spaces part columns, one does not.
_SIZE = 20.0
_WIDTH = 5.0
_PITCH = 24.0
_MOST_LINES = 400
_UNIT = re.compile(r"单位\s*[:：]\s*(?:人民币)?[百千万亿]*元\s*[)）]?\s*$")
_COLUMNS = re.compile(r"\S {2,}\S")
_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?%?")


def is_unit_line(line: str) -> bool:
    """Whether a line ends in the money unit that stands above a table."""
    return "单" in line and _UNIT.search(line) is not None


def spaced_table(lines: list[str]) -> tuple[RawTable, int, int] | None:
    """The table below the unit in the first of `lines`, with its first line and the one after its last.

    None where its numbers are not set to a common left or right: then nobody can tell a blank from a shifted column.
    """
    body = lines[:_MOST_LINES]
    end = next((number for number, line in enumerate(body) if number and is_unit_line(line)), len(body))
    body = body[:end]
    if sum(_COLUMNS.search(line.strip()) is not None for line in body) < 2:
        return None
    glyphs = [glyph for number, line in enumerate(body) for glyph in _glyphs(line.expandtabs(8), number)]
    grids = bare_grids(glyphs)
    if not grids:
        return None
    grid = grids[0]
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    within = [number for number in range(len(body)) if grid.ys[0] <= _middle(number) <= grid.ys[-1]]
    for glyph in glyphs:
        if grid.ys[0] <= glyph[0] - 0.3 * _SIZE <= grid.ys[-1]:
            inside[grid.cell_at((glyph[1] + glyph[2]) / 2, glyph[0] - 0.3 * _SIZE)].append(glyph)
    if not _is_aligned(grid, inside):
        return None
    rows: list[list[RawCell]] = [[] for _ in grid.ys[1:]]
    for cell, texts in zip(grid.cells, inside, strict=True):
        text = cell_text(texts)
        rows[cell.row].append(RawCell([Prose(text)] if text else [], cell.row_span, cell.column_span, cell.column))
    return RawTable(rows), within[0], within[-1] + 1


def _baseline(number: int) -> float:
    return _PITCH * (number + 1)


def _middle(number: int) -> float:
    return _baseline(number) - 0.3 * _SIZE


def _glyphs(line: str, number: int) -> list[Glyph]:
    """A line's characters where they would be printed, wide ones twice as wide."""
    found: list[Glyph] = []
    left = 0.0
    for char in line:
        width = _WIDTH * (2 if unicodedata.east_asian_width(char) in "WFA" else 1)
        if not char.isspace():
            found.append((_baseline(number), left, left + width, _SIZE, char))
        left += width
    return found


def _is_aligned(grid: BareGrid, inside: list[list[Glyph]]) -> bool:
    """Whether the numbers of each column agree on their left or their right side."""
    sides: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for cell, glyphs in zip(grid.cells, inside, strict=True):
        text = cell_text(glyphs)
        if _NUMBER.fullmatch(text) and ("." in text or cell.column):
            sides[cell.column].append((min(glyph[1] for glyph in glyphs), max(glyph[2] for glyph in glyphs)))
    return all(
        any(max(places) - min(places) <= _WIDTH for places in zip(*found, strict=True)) for found in sides.values()
    )
