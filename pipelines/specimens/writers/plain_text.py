"""Plain text as text extractors leave it: a cell a line after a tab, rows apart by a blank line."""

from __future__ import annotations

from pipelines.specimens.content import Disclosure, Heading, Prose, Sheet
from pipelines.specimens.writers.numerals import ordinal


def write_plain_text(disclosure: Disclosure) -> bytes:
    """The disclosure as UTF-8 text. A cell that a merge covers from above stands as an empty cell."""
    lines = ["", "", disclosure.title, ""]
    for block in disclosure.blocks:
        if isinstance(block, Heading):
            lines.append(ordinal(block) + block.text)
        elif isinstance(block, Prose):
            lines.append(block.text)
        else:
            lines += _table(block)
    return ("\n".join(lines) + "\n").encode()


def _table(sheet: Sheet) -> list[str]:
    lines = sheet.lines_before
    hanging: dict[int, tuple[int, int]] = {}  # column: how many rows still hang from above, how wide
    for row in sheet.all_rows:
        lines.append("")
        slots = iter(row)
        column = 0
        while column < len(sheet.widths):
            if column in hanging:
                left, wide = hanging.pop(column)
                if left > 1:
                    hanging[column] = (left - 1, wide)
                lines.append("\t")
                column += wide
                continue
            slot = next(slots, None)
            if slot is None:
                break
            lines.append("\t" + slot.shown)
            if slot.row_span > 1:
                hanging[column] = (slot.row_span - 1, slot.column_span)
            column += slot.column_span
    lines.append("")
    if sheet.note:
        lines.append(sheet.note)
    return lines
