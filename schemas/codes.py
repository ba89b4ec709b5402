"""The code lists that stand beside this module: measures, their additive trees, forms and sections."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

PHASES = ("budget", "adjusted_budget", "estimated_outturn", "final")
FUNDS = ("all", "fiscal", "general_public", "government_fund", "state_capital", "special_account", "unit_funds")
VALUE_KINDS = ("level", "change", "change_percent", "share_percent", "completion_percent", "count", "stock")
COMPARISON_BASES = (
    "previous_budget",
    "previous_final",
    "previous_estimated_outturn",
    "current_budget",
    "current_adjusted_budget",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of `measures.csv`; `labels` are the canonical Chinese name first, then the labels seen."""

    code: str
    zh: str
    en: str
    unit_kind: Literal["money", "count", "area_m2"]
    own_fund: str | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatutoryForm:
    """A row of `forms.csv`; `titles` are the canonical title first, then the titles seen."""

    code: str
    zh: str
    en: str
    report_type: Literal["budget", "final_accounts", "both"]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreeBranch:
    """A row of `trees.csv`: `part` is one term of `total` in the named split."""

    total: str
    part: str
    split: str
    report_type: str
    relation: Literal["sums", "of_which"]


def _rows(name: str) -> list[dict[str, str]]:
    with files("schemas").joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def measures() -> dict[str, Measure]:
    """All measures by code."""
    return {
        row["code"]: Measure(
            row["code"],
            row["zh"],
            row["en"],
            row["unit_kind"],  # type: ignore[arg-type]
            row["own_fund"] or None,
            tuple(label for label in (row["zh"], *row["labels_seen"].split("|")) if label),
        )
        for row in _rows("measures.csv")
    }


@cache
def statutory_forms() -> dict[str, StatutoryForm]:
    """All statutory forms by code."""
    return {
        row["code"]: StatutoryForm(
            row["code"],
            row["zh"],
            row["en"],
            row["report_type"],  # type: ignore[arg-type]
            tuple(title for title in (row["zh"], *row["titles_seen"].split("|")) if title),
        )
        for row in _rows("forms.csv")
    }


@cache
def sections() -> dict[str, str]:
    """Section codes and their canonical Chinese names."""
    return {row["code"]: row["zh"] for row in _rows("sections.csv")}


@cache
def trees() -> tuple[TreeBranch, ...]:
    """The additive trees of measures, a branch a row."""
    return tuple(TreeBranch(**row) for row in _rows("trees.csv"))  # type: ignore[arg-type]


@cache
def revenue_by_fund() -> dict[str, str]:
    """Fund -> the revenue measure that is that fund's own; the parts of it stand further down in the list."""
    return {
        measure.own_fund: code
        for code, measure in reversed(measures().items())
        if measure.own_fund is not None and code.startswith("revenue_")
    }
