"""What we know beforehand: administrative divisions and the kinds of departments, loaded from their code lists."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

DivisionLevel = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class Division:
    """A row of `divisions.csv`: a six digit GB/T 2260 code, its full name, its level and the code above it."""

    code: str
    name: str
    level: DivisionLevel
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class DepartmentKind:
    """A row of `department_kinds.csv`; `names` are the canonical Chinese name first, then the aliases seen."""

    code: str
    zh: str
    en: str
    system: str
    names: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with files("schemas").joinpath("classifications").joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@cache
def divisions() -> dict[str, Division]:
    """Every division by code, as of the end of 2024."""
    return {
        row["code"]: Division(row["code"], row["name"], row["level"], row["parent_code"] or None)  # type: ignore[arg-type]
        for row in _rows("divisions.csv")
    }


@cache
def divisions_by_name() -> dict[str, tuple[Division, ...]]:
    """Every division by full name, and by a name it bore before if no place bears that now; homonyms together."""
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions().values():
        found[division.name] = (*found.get(division.name, ()), division)
    former: dict[str, tuple[Division, ...]] = {}
    for row in _rows("former_divisions.csv"):
        former[row["former_name"]] = (*former.get(row["former_name"], ()), divisions()[row["code"]])
    return former | found


@cache
def department_kinds() -> dict[str, DepartmentKind]:
    """Every kind of department by code."""
    return {
        row["code"]: DepartmentKind(
            row["code"],
            row["zh"],
            row["en"],
            row["system"],
            tuple(dict.fromkeys(name for name in (row["zh"], *row["aliases"].split("|")) if name)),
        )
        for row in _rows("department_kinds.csv")
    }


@cache
def body_aliases() -> dict[str, str]:
    """Short names of bodies, without their place, to the full ones: two spellings of one body."""
    return {row["short"]: row["full"] for row in _rows("body_aliases.csv")}
