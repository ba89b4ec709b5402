"""Names of the codes that specimens print: functional and economic classification, from `classification.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _names(wanted: str) -> dict[str, str]:
    with files("pipelines.specimens").joinpath("classification.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines) if row["list"] == wanted}


def function_name(code: str) -> str:
    """The name of a functional code of 3, 5 or 7 digits."""
    return _names("function")[code]


def economic_name(code: str) -> str:
    """The name of a department-budget economic code of 3 or 5 digits."""
    return _names("economic")[code]


def function_classes() -> dict[str, str]:
    """All functional classes by code, in print order."""
    return _names("class")
