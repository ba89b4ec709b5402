"""Which raised texts are marks of notes."""

import pytest

from pipelines.read.note_marks import is_note_mark


@pytest.mark.parametrize(
    ("before", "raised", "is_mark"),
    [
        ("1,407.36", "2", True),
        ("2026 ", "[1]", True),
        ("12", "①", True),
        ("120m", "2", False),
        ("某局", "1", False),
        ("12", "万元", False),
        ("", "1", False),
    ],
)
def test_a_mark_follows_a_digit_and_holds_no_words(before: str, raised: str, is_mark: bool) -> None:
    assert is_note_mark(before, raised) is is_mark
