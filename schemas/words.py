"""The words that the command line says, in Chinese and English, from `words.csv`."""

from __future__ import annotations

import csv
import locale
import os
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


@cache
def _words() -> dict[str, dict[Language, str]]:
    with files("schemas").joinpath("words.csv").open(encoding="utf-8") as lines:
        return {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(lines)}


def say(key: str, language: Language, **values: object) -> str:
    """The words under `key`, with `values` filled in; an unknown key is our bug and raises `KeyError`."""
    return _words()[key][language].format(**values)


def locale_language() -> Language:
    """Chinese where the environment's locale is Chinese, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if (named or locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
