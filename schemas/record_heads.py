"""Words by which identities and tables of records (performance, procurement, assets ...) are read: `records/`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def record_words(name: str) -> dict[str, Any]:
    """The file `records/<name>.yml` as it stands."""
    text = files("schemas").joinpath("records").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return words


@cache
def word_meanings(name: str, part: str) -> dict[str, str]:
    """A part of `records/<name>.yml` that lists words by meaning, turned round: word -> meaning."""
    return {word: meaning for meaning, listed in record_words(name)[part].items() for word in listed}


@cache
def word_pattern(name: str, part: str) -> re.Pattern[str]:
    """A part of `records/<name>.yml` that is a pattern, compiled."""
    return re.compile(record_words(name)[part])
