"""The kinds of departments that specimens are written for, from `kinds.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class ProjectPattern:
    """A project such a department may have; `output` is what is counted, its unit, smallest and largest target."""

    name: str
    item: str
    weight: int
    objective: str
    output: tuple[str, str, int, int]
    fund: str = "general_public"
    until_2023: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of department: its code of `department_kinds.csv`, names, size, functional items, units and projects."""

    code: str
    names: tuple[str, ...]
    staff: tuple[int, int]
    run: str
    run_until_2023: str
    serve: str | None
    units: tuple[str, ...]
    duties: tuple[str, ...]
    projects: tuple[ProjectPattern, ...]
    fund_projects: tuple[ProjectPattern, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the file."""
    text = files("pipelines.specimens").joinpath("kinds.yml").read_text(encoding="utf-8")
    return tuple(_kind(entry) for entry in yaml.load(text, yaml.CSafeLoader))


def _kind(entry: dict[str, Any]) -> Kind:
    return Kind(
        code=entry["kind"],
        names=tuple(entry["names"]),
        staff=tuple(entry["staff"]),
        run=entry["run"],
        run_until_2023=entry.get("run_until_2023", entry["run"]),
        serve=entry.get("serve"),
        units=tuple(entry["units"]),
        duties=tuple(entry["duties"]),
        projects=tuple(
            ProjectPattern(
                name=project["name"],
                item=project["item"],
                weight=project["weight"],
                objective=project["objective"],
                output=tuple(project["output"]),
                until_2023=project.get("until_2023"),
            )
            for project in entry["projects"]
        ),
        fund_projects=tuple(
            ProjectPattern(
                name=project["name"],
                item=project["item"],
                weight=8,
                objective=f"按期完成{project['name']}",
                output=("完成项目数量", "个", 1, 6),
                fund=project["fund"],
            )
            for project in entry.get("funds", ())
        ),
    )
