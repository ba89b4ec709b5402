"""The lists by which tables of records are read: each word has one meaning, patterns compile, measures exist."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest

from schemas.codes import FUNDS, measures
from schemas.record_heads import record_words, word_meanings

_FILES = sorted(path.name.removesuffix(".yml") for path in files("schemas").joinpath("records").iterdir())
_WORD_LISTS = [
    (name, part) for name in _FILES for part in ("heads", "labels") if isinstance(record_words(name).get(part), dict)
]


@pytest.mark.parametrize(("name", "part"), _WORD_LISTS)
def test_a_word_has_one_meaning(name: str, part: str) -> None:
    words = Counter(word for listed in record_words(name)[part].values() for word in listed)
    assert [word for word, count in words.items() if count > 1] == []
    assert set(word_meanings(name, part)) == set(words)


@pytest.mark.parametrize(("name", "part"), _WORD_LISTS)
def test_words_are_written_as_they_are_looked_up(name: str, part: str) -> None:
    for word in word_meanings(name, part):
        assert word == re.sub(r"[\s():：]", "", word), word


def _patterns(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for name, part in value.items() for found in _patterns(part, name)]
    if isinstance(value, list):
        return [found for part in value for found in _patterns(part)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", _FILES)
def test_patterns_compile(name: str) -> None:
    for pattern in _patterns({k: v for k, v in record_words(name).items() if k not in ("heads", "labels")}):
        re.compile(pattern)


def test_measures_and_funds_named_exist() -> None:
    for row in record_words("assets")["rows"]:
        assert row["measure"] in measures()
        assert row.get("count") is None or measures()[row["count"]].unit_kind == (
            "area_m2" if row.get("area") else "count"
        )
    assert set(record_words("procurement")["kinds"]) <= set(measures())
    for name in ("procurement", "projects"):
        assert {"general_public", "government_fund"} <= set(record_words(name)["heads"]) & set(FUNDS)
