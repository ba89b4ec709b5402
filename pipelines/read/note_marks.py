"""Marks of notes set raised behind a number: they are none of its digits."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*[\[［【(（〔]?[\d\s,，、*※†①-⑳注]{1,6}[\]］】)）〕]?\s*")


def is_note_mark(before: str, raised: str) -> bool:
    """Whether `raised`, set higher than the text `before` it, is a note's mark and not part of a unit such as m²."""
    return before.rstrip()[-1:].isdigit() and _MARK.fullmatch(raised) is not None
