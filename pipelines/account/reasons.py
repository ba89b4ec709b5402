"""Why a number is no figure, told by the words around it: the patterns of `schemas/ignored_numbers.yml`."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from pipelines.account.printed_numbers import Shape

# Money is only ever ignored where it says what is counted; a percentage never.
_MAY_IGNORE: dict[Shape, frozenset[str]] = {"money": frozenset({"threshold"}), "percent": frozenset()}
_NEAR = 12


@dataclass(frozen=True, slots=True)
class IgnoredNumber:
    """A row of `ignored_numbers.csv`: why a number is no figure, in Chinese and English."""

    reason: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def ignored_numbers() -> dict[str, IgnoredNumber]:
    """Every reason for which a number may be ignored."""
    with files("schemas").joinpath("ignored_numbers.csv").open(encoding="utf-8") as lines:
        return {row["reason"]: IgnoredNumber(**row) for row in csv.DictReader(lines)}


@cache
def _rules() -> tuple[_Rule, ...]:
    told = yaml.safe_load(files("schemas").joinpath("ignored_numbers.yml").read_text(encoding="utf-8"))

    def compiled(patterns: Sequence[str]) -> re.Pattern[str]:
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        for name, piece in told["pieces"].items():
            joined = joined.replace(f"<{name}>", piece)
        return re.compile(joined)

    return tuple(
        _Rule(reason, compiled(rule["patterns"]), re.compile(rule["unless"]) if "unless" in rule else None)
        for reason, rule in told["reasons"].items()
    )


class Explained:
    """Which characters of a text belong to something that is no figure, and why; worked out when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: dict[str, list[tuple[int, int]]] = {}

    def reason(self, start: int, end: int, shape: Shape) -> str | None:
        """Why the number at [start, end) is no figure; None where no rule says so."""
        allowed = _MAY_IGNORE.get(shape)
        for rule in _rules():
            if allowed is not None and rule.reason not in allowed:
                continue
            if rule.unless is not None and rule.unless.search(self.text[max(start - _NEAR, 0) : end + _NEAR]):
                continue
            spans = self._spans(rule)
            at = bisect_right(spans, (start, len(self.text))) - 1
            if at >= 0 and spans[at][0] <= start and end <= spans[at][1]:
                return rule.reason
        return None

    def _spans(self, rule: _Rule) -> list[tuple[int, int]]:
        spans = self._starts.get(rule.reason)
        if spans is None:
            spans = [found.span() for found in rule.pattern.finditer(self.text)]
            self._starts[rule.reason] = spans
        return spans
