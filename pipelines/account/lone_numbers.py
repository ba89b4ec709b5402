"""Numbers that are a line of their own: page numbers where pages or their order show it, else maybe an amount."""

from __future__ import annotations

import re
from collections import Counter

from schemas.documents import Document, Paragraph

_LONE = re.compile(r"\s*(?P<before>[-—–－]{0,9})\s*(?P<number>\d{1,4})\s*(?P<after>[-—–－]{0,9})\s*")
# So many numbers that count on (1, 2, 3) are no amounts.
_RUN = 3


class LoneNumbers:
    """The blocks of a document that are only a number which nothing shows to be a page's or a year's."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        found = {
            place: match
            for place, block in enumerate(document.blocks)
            if isinstance(block, Paragraph) and (match := _LONE.fullmatch(block.text)) is not None
        }
        self._lone = frozenset(found)
        edges = self._edges() if found else frozenset()
        counting = _counting([(place, int(match["number"])) for place, match in found.items()])
        self._open = frozenset(
            place
            for place, match in found.items()
            if not (match["before"] and match["after"])
            and not (place in edges and not match["before"])
            and place not in counting
            and not self._goes_on_as_year(place)
        )

    def may_be_an_amount(self, block: int) -> bool:
        """Whether the block is a number alone that is neither dashed, at a page's edge, counting on, nor a year."""
        return block in self._open

    def _edges(self) -> frozenset[int]:
        """The first and the last block of each page; the second where the outer one runs over pages."""
        pages: dict[int, list[int]] = {}
        for place, block in enumerate(self._blocks):
            page = block.page_at(0) if isinstance(block, Paragraph) else block.page
            if page is not None:
                pages.setdefault(page, []).append(place)
        outermost = Counter(self._text(place) for places in pages.values() for place in {places[0], places[-1]})
        edges: set[int] = set()
        for places in pages.values():
            for outer, inner in ((places[0], places[1:2]), (places[-1], places[-2:-1])):
                runs = outer not in self._lone and outermost[self._text(outer)] > 1
                edges.update(inner if runs else (outer,))
        return frozenset(edges)

    def _text(self, place: int) -> str:
        block = self._blocks[place]
        return block.text.strip() if isinstance(block, Paragraph) else ""

    def _goes_on_as_year(self, place: int) -> bool:
        below = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        return isinstance(below, Paragraph) and below.text.lstrip().startswith("年")


def _counting(numbers: list[tuple[int, int]]) -> frozenset[int]:
    """The blocks of numbers that count on by one, at least `_RUN` in a row."""
    found: set[int] = set()
    run: list[int] = []
    before: int | None = None
    for place, number in [*numbers, (-1, -1)]:
        if before is not None and number != before + 1:
            found.update(run if len(run) >= _RUN else ())
            run = []
        run.append(place)
        before = number
    return frozenset(found)
