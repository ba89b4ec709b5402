"""Cells put on one line: layout taken out, two numbers kept apart."""

from __future__ import annotations

import pytest

from pipelines.extract.tables.head_words import one_line


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("堤防\n加固", "堤防加固"),
        ("Python\ncourse", "Python course"),
        ("1,407,\n500.36", "1,407,500.36"),
        ("100\n90", "100；90"),
        ("购置3\n台", "购置3台"),
    ],
)
def test_one_line(printed: str, line: str) -> None:
    assert one_line(printed) == line
