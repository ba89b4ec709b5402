"""One list of a body's projects out of prose, performance sheets and the table of project expenditure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from pipelines.normalise.amounts import squeeze
from schemas.facts import Project
from schemas.issues import Issue

# Sheets print 万元 with two decimals where the list prints yuan: half a unit of each.
_ROUNDING = Decimal(100)


def merge_projects(
    told: Sequence[Project], sheets: Sequence[Project], listed: Sequence[Project]
) -> tuple[list[Project], dict[int, int], list[Issue]]:
    """The projects numbered from 1: those of the prose, then of the sheets, then of the list.

    A project that two of the three name is one, if its name is there only once in each. The mapping gives the new
    number of each sheet's old one; amounts that differ between sources are issues and the earlier source's stands.
    """
    merged: list[Project] = []
    renumbered: dict[int, int] = {}
    issues: list[Issue] = []
    for source, projects in enumerate((told, sheets, listed)):
        known = _once(merged)
        names = Counter(_key(project) for project in projects)
        for project in projects:
            key, old = _key(project), project.project_no
            same = known.get(key) if names[key] == 1 else None
            if same is None:
                project.project_no = len(merged) + 1
                merged.append(project)
            else:
                issues += _complete(same, project)
            if source == 1:
                renumbered[old] = (same or project).project_no
    return merged, renumbered, issues


def _key(project: Project) -> str:
    return re.sub(r"(?:项目|经费)+$", "", squeeze(project.name))


def _once(projects: Sequence[Project]) -> dict[str, Project]:
    counts = Counter(_key(project) for project in projects)
    return {_key(project): project for project in projects if counts[_key(project)] == 1 and project.name}


def _complete(project: Project, other: Project) -> list[Issue]:
    if other.name == f"{project.name}项目":
        # A title 某某项目绩效目标表 leaves open whether 项目 is part of the name.
        project.name = other.name
    project.figures += other.figures
    project.code = project.code or other.code
    project.category = project.category or other.category
    project.objective = project.objective or other.objective
    project.institution_no = project.institution_no or other.institution_no
    if other.amount_yuan is None:
        return []
    # A cap or a product only stands in where no amount is stated. Parts come from where their sum does.
    if project.amount_yuan is None or project.amount_origin == "derived":
        project.amount_yuan, project.amount_origin = other.amount_yuan, other.amount_origin
        project.fund_amounts_yuan = other.fund_amounts_yuan or project.fund_amounts_yuan
        return []
    if abs(project.amount_yuan - other.amount_yuan) <= _ROUNDING:
        for fund, amount in other.fund_amounts_yuan.items():
            project.fund_amounts_yuan.setdefault(fund, amount)
        return []
    detail = f"{project.name[:20]}: {project.amount_yuan} / {other.amount_yuan}"
    return [Issue("project_amounts_differ", detail, other.place.page, other.place.table_no, other.place.row_no)]
