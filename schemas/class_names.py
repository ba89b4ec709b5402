"""Names of classification subjects to their codes, for rows that print a name and no code."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def _names(file_name: str, classification: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    with files("schemas").joinpath("classifications", file_name).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if classification is None or row["classification"] == classification:
                for name in (row["zh"], *row["names_seen"].split("|")):
                    # A name that several levels share (公务接待费) keeps the first, which is the higher one.
                    if name:
                        found.setdefault(name, row["code"])
    return found


@cache
def listed_codes(axis: str) -> frozenset[str]:
    """Every code that the lists hold for `function` (classes only), `economic` or `government`."""
    name = "function_classes.csv" if axis == "function" else "economic_items.csv"
    with files("schemas").joinpath("classifications", name).open(encoding="utf-8") as lines:
        return frozenset(row["code"] for row in csv.DictReader(lines) if row.get("classification", axis) == axis)


@cache
def codes_by_name(axis: str) -> dict[str, str]:
    """Code by name for `function` (classes only), `economic` or `government`; names as in the lists, brackets plain."""
    if axis == "function":
        return _names("function_classes.csv", None)
    return _names("economic_items.csv", axis)


@cache
def function_codes_by_name() -> dict[str, frozenset[str]]:
    """Codes by name of the functional groups and items that our list holds; some names stand under several groups."""
    found: dict[str, set[str]] = {}
    with files("schemas").joinpath("classifications", "function_items.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name in (row["zh"], *row["names_seen"].split("|")):
                if name:
                    found.setdefault(name, set()).add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def item_codes_by_name() -> dict[str, str]:
    """Code by name of the functional groups and items whose name has one code; without a rank it may mean else."""
    return {name: next(iter(codes)) for name, codes in function_codes_by_name().items() if len(codes) == 1}


@cache
def recurring_items() -> dict[str, str]:
    """Last two digits by name of the items that nearly every functional group holds under one and the same code."""
    with files("schemas").joinpath("classifications", "recurring_items.csv").open(encoding="utf-8") as lines:
        return {row["zh"]: row["last_part"] for row in csv.DictReader(lines)}
