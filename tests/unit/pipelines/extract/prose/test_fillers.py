"""Words of prose that say nothing of their own."""

from __future__ import annotations

import pytest

from pipelines.extract.prose.fillers import without_fillers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年预算安排共计", ""),
        ("(一)其中:", ""),
        ("造林补助资金共", "造林"),
        ("全县林业投资完成", "林业投资"),
    ],
)
def test_what_is_left_says_something(text: str, expected: str) -> None:
    assert without_fillers(text) == expected
