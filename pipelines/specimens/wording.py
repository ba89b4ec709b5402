"""Pieces of sentences that families share in kind, with words of their own: amounts, changes, lists."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.specimens.content import Ink, Known
from pipelines.specimens.model import Cents

Parts = list[str | Known]


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """How a family says that something rose, fell or stayed; `level` is said with `than` before it."""

    than: str
    up: str = "增加"
    down: str = "减少"
    level_before: str = "与上年"
    level: str = "持平"


def amount(ink: Ink, measure: str, cents: Cents, **meaning: object) -> Parts:
    """A sum with its unit."""
    return [ink.figure(measure, cents, **meaning), ink.unit]


def change(ink: Ink, words: ChangeWords, measure: str, now: Cents, before: Cents, base: str, **meaning: object) -> Parts:
    """A change in money against `base`, a value of the contract's `compared_with`."""
    meaning |= {"value_kind": "change", "compared_with": base}
    moved = ink.figure(measure, now - before, **meaning)
    if moved.value == 0:
        moved.stated, moved.sign = words.level, 1
        return [words.level_before, moved]
    return [words.than, words.down if moved.sign < 0 else words.up, moved, ink.unit]


def percent_of(now: Cents, base: Cents) -> str:
    """The share now/base in percent with two decimals; base must not be zero."""
    return f"{now * 100 / base:.2f}"


def change_percent(ink: Ink, measure: str, now: Cents, before: Cents, base: str, **meaning: object) -> Known:
    """A change in percent, printed without its sign."""
    meaning = {"fund": ink.fund, "phase": ink.phase, "fiscal_year": ink.fiscal_year, **meaning}
    stated = f"{abs(now - before) * 100 / before:.2f}"
    return Known(
        measure=measure,
        stated=stated,
        stated_unit="%",
        value_kind="change_percent",
        compared_with=base,
        sign=-1 if now < before else 1,
        **meaning,  # type: ignore[arg-type]
    )


def joined(*groups: Parts | str) -> Parts:
    """Words and pieces in turn as one list."""
    parts: Parts = []
    for group in groups:
        if isinstance(group, str):
            parts.append(group)
        else:
            parts += group
    return parts
