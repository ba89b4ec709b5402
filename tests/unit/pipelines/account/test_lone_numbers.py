"""Which numbers on lines of their own may be amounts, and which are a page's or a year's."""

from __future__ import annotations

import pytest

from pipelines.account.lone_numbers import LoneNumbers
from schemas.documents import Document, Paragraph


def _open(*lines: tuple[str, int | None]) -> list[str]:
    """The lines, each with its page, that may be amounts."""
    blocks = tuple(
        Paragraph(text, place * 20, ((0, page),) if page is not None else ())
        for place, (text, page) in enumerate(lines)
    )
    document = Document("a" * 64, "text/plain", "a.txt", 1, 1, "test", "1", "read", blocks)
    lone = LoneNumbers(document)
    return [block.text for place, block in enumerate(blocks) if lone.may_be_an_amount(place)]


def test_amounts_below_their_labels() -> None:
    assert _open(("收入合计", None), ("850", None), ("支出合计", None), ("2015", None), ("-120", None)) == [
        "850",
        "2015",
        "-120",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [("第一部分", 3), ("概况", 3), ("3", 3)],
        [("3", 3), ("第一部分", 3), ("概况", 3), ("职责", 3)],
        [("概况", 3), ("12", 3), ("林业局公开", 3), ("职责", 4), ("13", 4), ("林业局公开", 4)],
    ],
)
def test_at_a_pages_edge(lines: list[tuple[str, int | None]]) -> None:
    assert _open(*lines) == []


def test_only_the_outermost_of_several_at_a_pages_end_is_the_pages() -> None:
    assert _open(("收入", 3), ("850", 3), ("支出", 3), ("840", 3), ("3", 3)) == ["850", "840"]


def test_dashed_on_both_sides_counting_on_or_a_year() -> None:
    assert _open(("支出", None), ("- 7 -", None), ("收入", None)) == []
    assert _open(("1", None), ("收入", None), ("2", None), ("支出", None), ("3", None), ("结余", None)) == []
    assert _open(("云梦山县林业局", None), ("2031", None), ("年部门预算", None)) == []
