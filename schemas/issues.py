"""Issues: what a person should look at. Content problems are issues; exceptions mean our own bug."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Severity = Literal["error", "warning", "information"]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at: a code of `issues.csv`, its place, and the words that fill the code's message.

    `detail` fills `{detail}` in the messages of `issues.csv`; keep it short and factual. `count` is how many numbers it
    speaks of, its place the first of them.
    """

    issue: str
    detail: str = ""
    page: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    column_no: int | None = None
    char_start: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class IssueKind:
    """A row of `issues.csv`: the code, how grave it is, and what it says in Chinese and English."""

    issue: str
    severity: Severity
    message_zh: str
    message_en: str


@cache
def issue_kinds() -> dict[str, IssueKind]:
    """Every known issue code with its severity and messages, from `issues.csv`."""
    with files("schemas").joinpath("issues.csv").open(encoding="utf-8") as lines:
        return {row["issue"]: IssueKind(**row) for row in csv.DictReader(lines)}  # type: ignore[arg-type]
