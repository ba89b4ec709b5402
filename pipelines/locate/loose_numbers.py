"""Numbers that stand in rows outside every table: a table that could not be read as one must not go unnoticed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.normalise.labels import plain
from schemas.documents import Document, Paragraph
from schemas.issues import Issue

# So many amounts without words of prose are rows of a table.
FEWEST_AMOUNTS = 4
MOST_OF_ROW = 80
# So many blocks without an amount end the rows.
MOST_BETWEEN = 3

_AMOUNT = re.compile(r"(?<![\d,.])\d[\d,]*\.\d+(?![\d.%年月])")
_PROSE = re.compile(r"[。；;，]|\d(?:万|亿|千)?元|\d%|其中|[:：]")


def loose_numbers(document: Document) -> list[Issue]:
    """An issue for each run of paragraphs that look like a table's rows; its detail is the first of them."""
    return [
        Issue("numbers_outside_tables", plain(run[0].text)[:60], page=run[0].page_at(0))
        for run in _rows_of_tables(document)
    ]


def loose_paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of which `loose_numbers` reports."""
    return [paragraph for run in _rows_of_tables(document) for paragraph in run]


def _rows_of_tables(document: Document) -> list[list[Paragraph]]:
    return [
        run
        for run in _runs(document.blocks)
        if sum(len(_AMOUNT.findall(paragraph.text)) for paragraph in run) >= FEWEST_AMOUNTS
    ]


def _runs(blocks: Iterable[object]) -> list[list[Paragraph]]:
    runs: list[list[Paragraph]] = []
    between = MOST_BETWEEN + 1
    for block in blocks:
        if not isinstance(block, Paragraph) or _PROSE.search(block.text) or len(block.text) > MOST_OF_ROW:
            between = MOST_BETWEEN + 1
            continue
        if not _AMOUNT.search(block.text):
            between += 1
            continue
        if between > MOST_BETWEEN:
            runs.append([])
        runs[-1].append(block)
        between = 0
    return runs
