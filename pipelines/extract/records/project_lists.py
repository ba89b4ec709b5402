"""Projects listed in the table of project expenditure: names, amounts by fund, categories; parents left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.extract.records.performance_heads import find_heads
from pipelines.extract.records.project_amounts import amount_in_yuan, money_unit, number_and_unit, quote_of
from pipelines.extract.records.record_rows import RecordHeads, RecordRow, find_record_heads, record_rows
from pipelines.extract.tables.table_totals import form_fund
from pipelines.extract.units.body_units import BodyUnits
from pipelines.extract.units.unit_mentions import bare_key, code_before, unit_code
from pipelines.locate.body_name import looks_like_body
from pipelines.locate.headers import has_numbers
from pipelines.normalise.amounts import cell_state, squeeze
from schemas.codes import FUNDS
from schemas.facts import Figure, Identity, Project
from schemas.form_declarations import declaration_of
from schemas.issues import Issue
from schemas.located import LocatedForm
from schemas.record_heads import word_pattern

_LONGEST_GROUP = 200
# Columns of a final account that hold one project's amount at several times.
_PHASES = ("budget", "adjusted_budget", "final")
_OWN_FUNDS = ("special_account", "unit_funds")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_CLASS_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}(?!\d)")


@dataclass(slots=True)
class _Above:
    """What rows above leave to the rows below: the unit and the category they stand under."""

    institution: int | None = None
    category: str | None = None


def listed_projects(
    forms: Sequence[LocatedForm], units: BodyUnits, identity: Identity
) -> tuple[list[Project], list[Issue]]:
    """The projects of the forms `projects`, numbered from 1 in reading order, with their amounts as printed.

    A row that names one of the `units` speaks for the rows below it, also on the table's next page. A part of a table
    without heads of its own has those of the part before it. Amounts not understood are issues.
    """
    found: list[Project] = []
    issues: list[Issue] = []
    heads: RecordHeads | None = None
    above, title = _Above(), ""
    is_final = identity.report_type == "final_accounts"
    stand_ins = {
        "name": ("mixed_name",),
        "amount": ("final", "fiscal") if is_final else ("budget", "whole_period", "fiscal"),
    }
    this_year = re.compile(str(identity.fiscal_year))
    for form in forms:
        own = find_record_heads(form.table.grid(), "projects", frozenset({"name", "amount"}), stand_ins, this_year)
        if own is not None and (_is_of_another_year(form, own, identity) or _lacks_the_whole(own)):
            own = None
        has_own_heads = own is not None
        if own is None and heads is not None and _has_no_heads(form):
            own = RecordHeads(heads.columns, form.header_rows)
        heads = own
        if heads is None:
            if has_numbers(form.table):
                issues.append(Issue("cell_is_not_understood", form.title[:40], form.table.page, form.table.table_no))
            continue
        texts = (cell.text for cell in form.table.cells if cell.row_no <= heads.body)
        unit = form.unit or next((known for text in texts if (known := money_unit(text)) is not None), None)
        rows = list(record_rows(form.table, heads))
        totals = (word_pattern("projects", "total").match(squeeze(row.text("name"))) for row in rows)
        if any(totals) or (has_own_heads and form.title != title):
            above = _Above()
        title = form.title
        fund = _fund_of_title(form.title, heads)
        found.extend(_joined(_projects(rows, unit, fund, units, identity, issues, above)))
    for number, project in enumerate(found, 1):
        project.project_no = number
    return found, issues


def is_list_of_objectives(form: LocatedForm) -> bool:
    """Whether a table of performance only lists projects, their amounts and objectives, without indicators."""
    if form.form != "project_performance":
        return False
    grid = form.table.grid()
    if any(find_heads(grid, row) is not None for row in range(len(grid))):
        return False
    return find_record_heads(grid, "projects", frozenset({"name", "amount", "objective"})) is not None


def _is_of_another_year(form: LocatedForm, heads: RecordHeads, identity: Identity) -> bool:
    """Whether the column of amounts is headed by a year that is not the disclosure's."""
    column = heads.columns["amount"]
    above = (row[column] for row in form.table.grid()[: heads.body])
    years = {year for cell in above if cell is not None for year in _YEAR.findall(squeeze(cell.text))}
    return bool(years) and str(identity.fiscal_year) not in years


def _fund_of_title(title: str, heads: RecordHeads) -> str:
    """The one fund that a table's title names, where no column names another."""
    fund = form_fund(declaration_of("projects"), title)
    named = [word for word, code in declaration_of("projects").funds if word in title and code != "fiscal"]
    others = [other for other in FUNDS if other in heads.columns and other != fund]
    return "all" if len(named) > 1 or others else fund


def _lacks_the_whole(heads: RecordHeads) -> bool:
    """Whether the only sum is of the fiscal appropriation while other funds have columns beside it."""
    columns = heads.columns
    return columns["amount"] == columns.get("fiscal") and not columns.keys().isdisjoint(_OWN_FUNDS)


def _has_no_heads(form: LocatedForm) -> bool:
    return form.header_rows < min((cell.row_no for cell in form.table.cells), default=1)


def _projects(
    rows: Sequence[RecordRow],
    unit: str | None,
    fund: str,
    units: BodyUnits,
    identity: Identity,
    issues: list[Issue],
    above: _Above,
) -> list[Project]:
    amounts = [amount_in_yuan(row.text("amount"), unit) if row.text("amount") else None for row in rows]
    found: list[Project] = []
    coded = any(unit_code(row.text("unit_code")) for row in rows)
    numbers = [_unit_of_row(row, units) for row in rows]
    for place, row in enumerate(rows):
        name = row.text("name")
        plain = squeeze(name)
        cell = row.cell("name")
        if not plain or cell is None or cell.row_no != row.index + 1 or word_pattern("projects", "total").match(plain):
            continue
        if plain.isdigit():
            # The code of a class or of a unit is no project's name.
            continue
        if word_pattern("projects", "categories").match(plain):
            above.category = name
            continue
        number = numbers[place]
        if number is not None:
            above.institution, above.category = number or None, None
            continue
        if amounts[place] is None:
            text, where = row.text("amount"), row.place("amount")
            if any(character.isdigit() for character in text):
                detail = f"{name[:20]}: {text[:20]} {unit or ''}".strip()
                issues.append(
                    Issue("project_amount_is_not_understood", detail, where.page, where.table_no, where.row_no)
                )
            continue
        if not row.text("objective") and _sums_up(place, amounts[: _end_of_unit(place, rows, numbers)]):
            if not coded and looks_like_body(bare_key(name)):
                # It heads what stands below it, but nothing proves whether it is a unit or a project with parts.
                where = row.place("name")
                issues.append(Issue("row_may_be_a_unit", name[:40], where.page, where.table_no, where.row_no))
                above.institution = None
            continue
        funds = {
            column: value
            for column in FUNDS
            if row.text(column) and (value := amount_in_yuan(row.text(column), unit)) is not None
        }
        if fund != "all" and (whole := amounts[place]) is not None:
            funds[fund] = whole
        found.append(
            Project(
                project_no=0,
                name=name,
                code=row.text("code") or None,
                institution_no=_unit_beside(row, units) if row.text("unit") else above.institution,
                category=row.text("category") or above.category,
                objective=row.text("objective") or None,
                amount_yuan=amounts[place],
                amount_origin="table",
                fund_amounts_yuan=funds,
                figures=list(_figures(row, name, unit, fund, identity)),
                place=row.place("name"),
                quote=quote_of(name, row.text("amount")),
            )
        )
    return found


def _end_of_unit(place: int, rows: Sequence[RecordRow], numbers: Sequence[int | None]) -> int:
    """The row after a row's at which another unit's begin: what sums it up stands above that."""
    unit = rows[place].text("unit")
    below = range(place + 1, len(rows))
    return next((other for other in below if numbers[other] is not None or rows[other].text("unit") != unit), len(rows))


def _unit_of_row(row: RecordRow, units: BodyUnits) -> int | None:
    """The unit whose own row this is (`WHOLE_BODY` for the body's), None for a project's row.

    A project's row may bear its unit's code; a row with a unit or an objective of its own is a project's too.
    """
    name = row.text("name")
    if row.text("unit") or row.text("objective") or units.find(name) is None:
        return None
    return units.find(name, unit_code(row.text("unit_code")) or code_before(name))


def _unit_beside(row: RecordRow, units: BodyUnits) -> int | None:
    """The unit that the row's own column of units names; None for the body, and for one that is not known."""
    return units.find(row.text("unit"), unit_code(row.text("unit_code"))) or None


def _joined(projects: Sequence[Project]) -> list[Project]:
    """Rows below each other that print one code and one name (a project by economic class) as one project."""
    found: list[Project] = []
    for project in projects:
        last = found[-1] if found else None
        if (
            last is None
            or project.code is None
            or (last.code, last.name, last.institution_no) != (project.code, project.name, project.institution_no)
        ):
            found.append(project)
            continue
        last.figures += project.figures
        if last.amount_yuan is not None and project.amount_yuan is not None:
            last.amount_yuan += project.amount_yuan
            last.amount_origin = "derived"
        for fund, amount in project.fund_amounts_yuan.items():
            last.fund_amounts_yuan[fund] = last.fund_amounts_yuan.get(fund, Decimal(0)) + amount
    return found


def _figures(row: RecordRow, name: str, unit: str | None, fund: str, identity: Identity) -> Iterator[Figure]:
    """The row's amount (of the `fund` that the title names), of each fund, and of all years, where printed."""
    if identity.fiscal_year is None or identity.report_type is None:
        return
    columns = row.heads.columns
    phases = [
        meaning
        for meaning in _PHASES
        if identity.report_type == "final_accounts" and columns.get(meaning, columns["amount"]) != columns["amount"]
    ]
    wholes = [] if columns["amount"] == columns.get("fiscal") else ["amount"]
    if columns.get("whole_period", columns["amount"]) != columns["amount"]:
        wholes.append("whole_period")
    wholes += ["carryover"] if "carryover" in columns else []
    for meaning in (*wholes, *phases, *FUNDS):
        text = row.text(meaning)
        cell = row.cell(meaning)
        stated, scale = number_and_unit(text, unit)
        if cell is None or cell.row_no != row.index + 1 or scale is None:
            continue
        if cell_state(stated) not in ("reported", "zero"):
            continue
        is_budget = identity.report_type == "budget" or "预算" in _head(row, meaning)
        yield Figure(
            measure="project_amount",
            fund=meaning if meaning in FUNDS else fund,
            phase=meaning if meaning in _PHASES else "budget" if is_budget else "final",
            fiscal_year=identity.fiscal_year,
            stated=stated,
            stated_unit=scale,
            place=row.place(meaning),
            quote=quote_of(name, stated),
            origin="table",
            qualifier=_qualifier(row, meaning),
            subject_name=name,
            function_code=_class_code(row, "function_code"),
            economic_code=_class_code(row, "economic_code"),
            government_economic_code=_class_code(row, "government_code"),
            form="projects",
        )


def _qualifier(row: RecordRow, meaning: str) -> str | None:
    """What narrows a column's amounts: of all of a project's years, beside the year's or under 总投资; carried over."""
    columns = row.heads.columns
    if meaning == "carryover":
        return "from_carryover"
    is_stand_in = meaning == "amount" and columns["amount"] == columns.get("whole_period")
    if is_stand_in and word_pattern("projects", "whole_period_heads").search(_head(row, "amount")) is None:
        return None
    return "whole_period" if is_stand_in or meaning == "whole_period" else None


def _class_code(row: RecordRow, meaning: str) -> str | None:
    """The class by which a row takes a project apart, where it prints the whole code."""
    found = _CLASS_CODE.match(squeeze(row.text(meaning)))
    return found[0] if found is not None else None


def _head(row: RecordRow, meaning: str) -> str:
    """The words above a column; those of a fund (一般公共预算) say nothing of the phase."""
    if meaning != "amount":
        return ""
    column = row.heads.columns[meaning] + 1
    return "".join(
        squeeze(cell.text)
        for cell in row.table.cells
        if cell.row_no <= row.heads.body and cell.column_no <= column < cell.column_no + cell.column_span
    )


def _sums_up(place: int, amounts: Sequence[Decimal | None]) -> bool:
    """Whether a row's amount is the sum of two or more rows right below it: a heading of those, no project."""
    amount, total = amounts[place], Decimal(0)
    if not amount:
        return False
    for count, part in enumerate(amounts[place + 1 : place + 1 + _LONGEST_GROUP], 1):
        if part is None:
            continue
        total += part
        if total == amount:
            return count >= 2
        if total > amount:
            return False
    return False
