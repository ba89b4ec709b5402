"""The tally of a checked sample: how many were wrong, by stratum and in all, with exact 95 % intervals."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import comb
from pathlib import Path

VERDICTS = {
    **dict.fromkeys(("right", "r", "ok", "yes", "对", "正确", "√", "1"), "right"),
    **dict.fromkeys(("wrong", "w", "no", "error", "错", "错误", "×", "x", "0"), "wrong"),
    **dict.fromkeys(("unsure", "unclear", "?", "？", "不明", "存疑"), "unsure"),
}
CONFIDENCE = 0.95
_HALVINGS = 60


class UnknownVerdictError(ValueError):
    """A verdict of the file is none that is known; the words name it and its line."""


@dataclass(slots=True)
class Tally:
    """How many rows were right, wrong, unsure, or not looked at yet."""

    right: int = 0
    wrong: int = 0
    unsure: int = 0
    open: int = 0

    @property
    def judged(self) -> int:
        """How many rows have a verdict of right or wrong."""
        return self.right + self.wrong

    @property
    def interval(self) -> tuple[float, float]:
        """The Clopper-Pearson interval of the share that is wrong."""
        return clopper_pearson(self.wrong, self.judged)


def tally(path: Path) -> tuple[dict[str, Tally], list[dict[str, str]]]:
    """The tally of each stratum of a checked sample, and its wrong rows."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tally_rows(csv.DictReader(lines))


def tally_rows(rows: Iterable[dict[str, str]]) -> tuple[dict[str, Tally], list[dict[str, str]]]:
    """As `tally`, of rows with the columns `stratum` and `verdict`."""
    found: dict[str, Tally] = defaultdict(Tally)
    wrong: list[dict[str, str]] = []
    for number, row in enumerate(rows, 2):
        said = (row["verdict"] or "").strip().lower()
        verdict = VERDICTS.get(said) if said else "open"
        if verdict is None:
            raise UnknownVerdictError(f"{number}: {said}")
        of = found[row["stratum"]]
        setattr(of, verdict, getattr(of, verdict) + 1)
        if verdict == "wrong":
            wrong.append(row)
    return dict(found), wrong


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    total = Tally()
    for one in tallies:
        total.right += one.right
        total.wrong += one.wrong
        total.unsure += one.unsure
        total.open += one.open
    return total


def clopper_pearson(wrong: int, judged: int) -> tuple[float, float]:
    """The exact interval of a share of which `wrong` of `judged` were seen."""
    tail = (1 - CONFIDENCE) / 2
    low = 0.0 if wrong == 0 else _where(lambda share: 1 - _at_most(wrong - 1, judged, share) > tail)
    high = 1.0 if wrong == judged else _where(lambda share: _at_most(wrong, judged, share) < tail)
    return low, high


def _at_most(wrong: int, judged: int, share: float) -> float:
    """The probability of seeing at most `wrong` of `judged` where the true share is `share`."""
    return sum(comb(judged, seen) * share**seen * (1 - share) ** (judged - seen) for seen in range(wrong + 1))


def _where(holds: Callable[[float], bool]) -> float:
    """The share from which on `holds` is true."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return (low + high) / 2
