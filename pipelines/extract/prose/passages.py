"""Prose as it is read for figures: paragraphs joined where a page or line tore them, without spaces and quotes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.read.headings import heading_level
from schemas.documents import Block, Paragraph
from schemas.phrase_declarations import QUOTATION_MARKS

_DROPPED = frozenset(QUOTATION_MARKS)
_OPENING = frozenset("“‘「『《")
_FULL_STOP = tuple("。；;：:！？!?")
_ORDINAL_START = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]|[(（]\d{1,2}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]|注|备注|说明"
)
_CODED_START = re.compile(r"\d{5,7}[-—\s]?[^\d\s,.，。]")
# A line this long that ends without a full stop was torn, not finished; shorter ones are headings and labels.
_TORN_FROM = 18


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose to read as one: `plain` holds its text without spaces and quotes, `offsets` where each character stands.

    `offsets` count in `Document.text`. `block` is the first paragraph's place in `Document.blocks`.
    """

    plain: str
    offsets: Sequence[int]
    paragraphs: tuple[Paragraph, ...]
    block: int

    def page_at(self, position: int) -> int | None:
        """The page of the character at `position` of `plain`."""
        offset = self.offsets[position]
        starts = [paragraph.start for paragraph in self.paragraphs]
        paragraph = self.paragraphs[max(bisect_right(starts, offset) - 1, 0)]
        return paragraph.page_at(offset - paragraph.start)

    def printed(self, start: int, end: int) -> str:
        """The characters of `plain[start:end]` as the document prints them, without spaces and line ends."""
        return "".join(self._char(offset) for offset in self.offsets[start:end])

    def printed_with_quotes(self, start: int, end: int) -> str:
        """What the document prints from the first to the last character of `plain[start:end]`, without spaces."""
        if end <= start:
            return ""
        first, last = self.offsets[start], self.offsets[end - 1]
        pieces = []
        for paragraph in self.paragraphs:
            begin, stop = first - paragraph.start, last + 1 - paragraph.start
            if stop > 0 and begin < len(paragraph.text):
                # The mark that opens the first word belongs to it: “三公”经费.
                begin -= begin > 0 and paragraph.text[begin - 1] in _OPENING
                pieces.append(paragraph.text[max(begin, 0) : stop])
        return "".join("".join(pieces).split())

    def _char(self, offset: int) -> str:
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.start + len(paragraph.text):
                return paragraph.text[offset - paragraph.start]
        return ""


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """The character as it is compared: NFKC where that is one character, nothing for spaces and quotation marks."""
    if char.isspace() or char in _DROPPED or unicodedata.category(char) == "Cf":
        return ""
    # Circled and other enclosed numbers stay what they are: they count items, they are no figures.
    if 0x2460 <= ord(char) <= 0x24FF:
        return char
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 and not folded.isspace() else char


def fold(text: str, start: int = 0) -> tuple[str, list[int]]:
    """`text` without spaces and quotes and with plain digits and signs, and for each character its place + `start`."""
    plain: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text, start):
        folded = _folded(char)
        if folded:
            plain.append(folded)
            offsets.append(at)
    return "".join(plain), offsets


def _goes_on(previous: Paragraph, following: Paragraph) -> bool:
    """Whether `following` continues the sentence that `previous` broke off."""
    text, following_text = previous.text.rstrip(), following.text.lstrip()
    if not text or not following_text or text.endswith(_FULL_STOP):
        return False
    if previous.heading_level is not None or following.heading_level is not None:
        return False
    if _ORDINAL_START.match(following_text) or _CODED_START.match(following_text):
        return False
    return len(text) >= _TORN_FROM and heading_level(text) is None


def passages(blocks: Iterable[tuple[int, Block]]) -> list[Passage]:
    """The prose among `blocks` (each with its place in `Document.blocks`), torn paragraphs joined; tables part them."""
    found: list[Passage] = []
    run: list[Paragraph] = []
    first = 0

    def close() -> None:
        if run:
            plain: list[str] = []
            offsets: list[int] = []
            for paragraph in run:
                text, places = fold(paragraph.text, paragraph.start)
                plain.append(text)
                offsets += places
            if offsets:
                found.append(Passage("".join(plain), offsets, tuple(run), first))
            run.clear()

    for number, block in blocks:
        if not isinstance(block, Paragraph):
            close()
            continue
        if run and not _goes_on(run[-1], block):
            close()
        if not run:
            first = number
        run.append(block)
    close()
    return found
