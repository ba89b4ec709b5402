"""Performance tables: projects with their amounts and objectives, and the indicators of projects and departments."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extract.records.performance_sheets import SheetWalk
from pipelines.extract.records.project_amounts import complete_amount
from pipelines.extract.records.project_lists import is_list_of_objectives, listed_projects
from pipelines.extract.records.project_texts import projects_in_prose
from pipelines.extract.records.projects import merge_projects
from pipelines.extract.records.sheet_amounts import figures_of_sheet, settle_periods, take_the_years
from pipelines.extract.units.body_units import BodyUnits
from pipelines.extract.units.institutions import find_units
from pipelines.extract.units.unit_mentions import code_before
from schemas.documents import Document, Paragraph
from schemas.facts import Identity, Indicator, Project
from schemas.issues import Issue
from schemas.located import LocatedForm


def _settle_names(walk: SheetWalk) -> None:
    """项目 before 绩效目标表 belongs to a name if another title of the document does without it."""
    if "" not in walk.suffixes.values():
        return
    for project in walk.projects:
        project.name += walk.suffixes.get(project.project_no, "")


def extract_performance(
    document: Document, forms: Sequence[LocatedForm], identity: Identity, units: BodyUnits | None = None
) -> tuple[list[Project], list[Indicator], list[Issue]]:
    """A body's projects, the indicators under them, and the whole department's indicators (project_no None).

    Projects are numbered as `merge_projects` says. Performance tables are recognised by their heads, wherever they
    stand; `forms` gives the table of project expenditure.
    """
    walk = SheetWalk()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block.text)
        else:
            walk.table(block)
    _settle_names(walk)
    units = units or find_units(document, forms, identity)
    for project in walk.projects:
        unit_name = walk.unit_names.get(project.project_no)
        if unit_name is not None:
            project.institution_no = units.find(unit_name, code_before(unit_name)) or None
        if project.project_no in walk.without_amount:
            complete_amount(project, [row for row in walk.indicators if row.project_no == project.project_no])
        printed = walk.printed.get(project.project_no, [])
        amounts = settle_periods(printed, identity.fiscal_year)
        if amounts != printed or any(amount.whole_period for amount in amounts):
            walk.issues += take_the_years(project, amounts)
        project.figures += figures_of_sheet(amounts, identity, project.name)
        if not project.name:
            walk.issues.append(Issue("project_name_is_not_found", "", project.place.page, project.place.table_no))
    lists = [form for form in forms if form.form == "projects" or is_list_of_objectives(form)]
    listed, not_understood = listed_projects(lists, units, identity)
    told = projects_in_prose(document, identity)
    projects, renumbered, issues = merge_projects(told, walk.projects, listed)
    for indicator in walk.indicators:
        if indicator.project_no is not None:
            indicator.project_no = renumbered[indicator.project_no]
    return projects, walk.indicators, [*walk.issues, *walk.rows.issues, *not_understood, *issues]
