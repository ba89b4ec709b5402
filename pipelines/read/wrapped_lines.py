"""Text whose lines were broken at a fixed width (by a printer driver or a mail program), joined to paragraphs again."""

from __future__ import annotations

import re
import unicodedata

from pipelines.read.headings import heading_level

_NARROWEST, _WIDEST = 50, 160  # display columns between which a fixed width lies
_SLACK = 3  # a line may end early where a wide character or a closing mark did not fit
_FEWEST_FULL_LINES = 5
_STARTS_PARAGRAPH = re.compile(r"\s{2,}|\u3000|[\t|│┃]")
_TABLE = re.compile(r"[\t|│┃]| {3,}")


def join_wrapped(lines: list[str]) -> list[str]:
    """The lines with broken paragraphs joined; unchanged where the lines show no common width."""
    widths = [_display_width(line.rstrip()) for line in lines]
    full = _full_width(widths)
    if full is None:
        return lines
    joined: list[str] = []
    runs_on = False
    for line, width in zip(lines, widths, strict=True):
        is_prose = bool(line.strip()) and not _TABLE.search(line.strip())
        if runs_on and is_prose and not _STARTS_PARAGRAPH.match(line) and heading_level(line) is None:
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
        runs_on = is_prose and full - _SLACK <= width
    return joined


def _join(first: str, second: str) -> str:
    """Latin words keep a space between them; Chinese text and figures have none."""
    first, second = first.rstrip(), second.strip()
    is_word_break = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if is_word_break else first + second


def _full_width(widths: list[int]) -> int | None:
    """The width at which most of the long lines end, if there is one."""
    widest = max(widths, default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    long_lines = [width for width in widths if width > widest // 2]
    full_lines = [width for width in long_lines if width >= widest - _SLACK]
    return widest if len(full_lines) >= _FEWEST_FULL_LINES and len(full_lines) * 2 > len(long_lines) else None


def _display_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in line)
