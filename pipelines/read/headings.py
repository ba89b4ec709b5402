"""The level of a heading by its numbering, for formats that carry no styles."""

from __future__ import annotations

import re

LONGEST_HEADING = 60

_DIGITS = "一二三四五六七八九十百零〇"
_PATTERNS = tuple(
    (re.compile(pattern), level)
    for pattern, level in (
        (rf"第[{_DIGITS}\d]{{1,4}}(?:部分|章|编|篇)", 1),
        (rf"[{_DIGITS}]{{1,4}}[、.．，,]", 2),
        (rf"[(（][{_DIGITS}]{{1,4}}[)）]", 3),
        (r"\d{1,2}\s*(?:[、，]|[.．](?!\d))", 4),
        (r"[(（]\d{1,2}[)）]", 5),
    )
)
# A heading names its section; a line that ends like a sentence states something.
_SENTENCE_END = tuple("。；;，,")


def heading_level(text: str) -> int | None:
    """1 for 第一部分, 2 for 一、, 3 for （一）, 4 for 1., 5 for (1); None for long lines and for sentences."""
    line = text.strip()
    if not line or len(line) >= LONGEST_HEADING or line.endswith(_SENTENCE_END):
        return None
    for pattern, level in _PATTERNS:
        if pattern.match(line):
            return level
    return None
