"""The words of the command line and the messages of issues: complete, and the same blanks in both languages."""

from __future__ import annotations

import csv
import string
from importlib.resources import files

import pytest

from schemas.issues import issue_kinds
from schemas.words import locale_language, say


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _rows(name: str) -> list[dict[str, str]]:
    with files("schemas").joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", _rows("words.csv"), ids=lambda row: row["key"])
def test_both_languages_say_the_same_blanks(row: dict[str, str]) -> None:
    assert row["zh"]
    assert row["en"]
    assert _blanks(row["zh"]) == _blanks(row["en"])


def test_no_key_is_given_twice() -> None:
    keys = [row["key"] for row in _rows("words.csv")] + [row["issue"] for row in _rows("issues.csv")]
    assert len(set(keys)) == len(keys)


def test_messages_of_issues_have_their_detail_in_both_languages_or_in_none() -> None:
    for kind in issue_kinds().values():
        assert _blanks(kind.message_zh) == _blanks(kind.message_en) <= {"detail"}


def test_an_unknown_key_is_our_bug() -> None:
    with pytest.raises(KeyError):
        say("no such key", "en")


@pytest.mark.parametrize(("lang", "wanted"), [("zh_CN.UTF-8", "zh"), ("en_GB.UTF-8", "en"), ("C", "en")])
def test_the_language_follows_the_environment(monkeypatch: pytest.MonkeyPatch, lang: str, wanted: str) -> None:
    monkeypatch.setenv("LC_ALL", lang)
    assert locale_language() == wanted
