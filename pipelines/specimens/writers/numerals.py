"""The numbers of headings: 一、 （一） 1."""

from __future__ import annotations

from pipelines.specimens.content import Heading
from pipelines.specimens.layouts import chinese


def ordinal(heading: Heading) -> str:
    """What stands before a heading's words; nothing for one without a number."""
    if heading.ordinal is None:
        return ""
    if heading.depth == 1:
        return f"{chinese(heading.ordinal)}、"
    return f"（{chinese(heading.ordinal)}）" if heading.depth == 2 else f"{heading.ordinal}."
