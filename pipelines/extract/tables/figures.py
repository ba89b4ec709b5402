"""Figures from statutory tables: every numeric cell of a located form as a figure, or an issue that says why not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from pipelines.extract.contradictions import doubt_contradictions
from pipelines.extract.records.performance_totals import performance_amount
from pipelines.extract.records.task_amounts import task_amounts
from pipelines.extract.tables.block_reading import BlockReading, read_blocks
from pipelines.extract.tables.sheets import Sheet, build_sheets
from pipelines.extract.tables.table_totals import form_fund, form_total
from pipelines.extract.units.body_units import BodyUnits
from pipelines.extract.units.institutions import find_units
from pipelines.extract.units.tables_of_units import give_to_its_unit
from pipelines.locate.titles import title_key
from pipelines.locate.units import unit_in_head
from pipelines.normalise.amounts import cell_state
from schemas.documents import Document
from schemas.facts import QUOTE_LENGTH, Figure, Identity, Place
from schemas.issues import Issue
from schemas.located import LocatedForm

_TITLE_YEAR = re.compile(r"(20\d\d)年")
_NAMES_OF_FUNDS = re.compile(r"(?:公共|基金|经营)预算")
_THIS_TABLE = re.compile(r"空表|无数据|无发生额|[本此该]表|此项|该项")


def figures_from_forms(
    document: Document, forms: list[LocatedForm], identity: Identity, units_of_body: BodyUnits | None = None
) -> tuple[list[Figure], list[Issue]]:
    """The figures of all located forms that `schemas/forms` gives a side, in reading order.

    A table without a printed unit takes the document's only one, or that of the table before it as unsure; without
    any unit its numbers become an issue. A document without a fiscal year has no figures. `units_of_body` are the
    body's units as known so far; a unit that only a row proves joins them.
    """
    if identity.fiscal_year is None:
        return [], []
    figures: list[Figure] = []
    issues: list[Issue] = []
    known = units_of_body if units_of_body is not None else find_units(document, forms, identity)
    units = [form.unit for form in forms if form.unit is not None]
    before: str | None = None
    by_form: dict[str, list[Figure]] = defaultdict(list)
    for sheet in build_sheets(forms):
        unit = sheet.unit or _unit_of_heads(sheet)
        sure = unit is not None or len(set(units)) == 1
        unit = unit or (units[0] if len(set(units)) == 1 else before)
        if unit is None:
            if _has_numbers(sheet):
                issues.append(Issue("table_unit_is_unknown", sheet.title[:40], sheet.page, sheet.table_no))
            continue
        before = unit
        reading = BlockReading(sheet, _identity_of_table(sheet, identity), unit, sure, known)
        read_blocks(reading)
        if _says_nil(sheet) and not any(figure.state in ("reported", "zero") for figure in reading.figures):
            reading.figures = _nil_statement(reading)
        figures.extend(reading.figures)
        issues.extend(_issues(reading))
        issues.extend(give_to_its_unit(sheet, reading.figures, known, sheet.declaration.form in by_form))
        by_form[sheet.declaration.form].extend(reading.figures)
    for of_form in by_form.values():
        issues.extend(doubt_contradictions(of_form))
    figures.extend(_performance_amounts(forms, identity, units))
    return figures, issues


def _identity_of_table(sheet: Sheet, identity: Identity) -> Identity:
    """The year and type that a table's title gives it where it is of the other type (2030年决算表 in a budget of 2031).

    A title of the document's own type with another year is more likely left over from a template.
    """
    years = {int(year) for year in _TITLE_YEAR.findall(sheet.title)}
    this_year = identity.fiscal_year or 0
    is_final, is_budget = ("决算" in sheet.title), ("预算" in _NAMES_OF_FUNDS.sub("", sheet.title))
    if len(years) != 1 or is_final == is_budget:
        return identity
    year = min(years)
    if is_final and identity.report_type == "budget" and 0 < this_year - year <= 2:
        return replace(identity, fiscal_year=year, report_type="final_accounts")
    if is_budget and identity.report_type == "final_accounts" and 0 < year - this_year <= 2:
        return replace(identity, fiscal_year=year, report_type="budget")
    return identity


def _performance_amounts(forms: list[LocatedForm], identity: Identity, units: list[str]) -> list[Figure]:
    """One amount for each title of a department's performance table (its later pages repeat it), and its tasks'."""
    found: dict[str, Figure] = {}
    tasks: list[Figure] = []
    only_unit = units[0] if len(set(units)) == 1 else None
    for form in forms:
        if form.form != "department_performance":
            continue
        tasks.extend(task_amounts(form, identity, only_unit))
        figure = performance_amount(form, identity, only_unit) if form.title not in found else None
        if figure is not None:
            found[form.title] = figure
    return [*found.values(), *tasks]


def _unit_of_heads(sheet: Sheet) -> str | None:
    return next((unit for path in sheet.paths for label in path if (unit := unit_in_head(label)) is not None), None)


def _has_numbers(sheet: Sheet) -> bool:
    return any(
        cell is not None and cell_state(cell.text) in ("reported", "zero")
        for block in sheet.blocks
        for row in sheet.rows
        for column in block.amounts
        for cell in (row.own(column),)
    )


def _issues(reading: BlockReading) -> list[Issue]:
    """One issue for each table and column with numbers that were not understood, with their count."""
    counts = Counter((row.table_no, column) for row, column, _ in reading.not_understood)
    first = {(row.table_no, column): (row, label) for row, column, label in reversed(reading.not_understood)}
    found = []
    for (table_no, column), count in counts.items():
        row, label = first[table_no, column]
        head = "·".join(reading.sheet.paths[column][-2:]) if column < len(reading.sheet.paths) else ""
        detail = f"{reading.sheet.title[:24]}: {label[:16]} / {head[:24]} x {count}"
        found.append(Issue("cell_is_not_understood", detail, row.page, table_no, row.row_no, column + 1, count=count))
    return found


def _says_nil(sheet: Sheet) -> bool:
    """Whether the note below a table is about this table, not about another matter that there was none of."""
    note = title_key(sheet.note or "")
    rules = sheet.declaration.titles
    return bool(note) and (
        _THIS_TABLE.search(note) is not None
        or any(piece in note for rule in rules for piece in (*rule.pieces, *rule.any_of))
    )


def _nil_statement(reading: BlockReading) -> list[Figure]:
    """An empty table with a note says that there is nothing: one figure for the form's total, no blank ones."""
    sheet = reading.sheet
    declaration = sheet.declaration
    if declaration.side not in ("expenditure", "three_public") or declaration.only_total_rows:
        return reading.figures
    final = reading.identity.report_type == "final_accounts"
    return [
        *(figure for figure in reading.figures if figure.state != "blank"),
        Figure(
            measure=form_total(declaration, sheet.title, set()),
            fund=form_fund(declaration, sheet.title),
            phase="final" if final else "budget",
            fiscal_year=reading.identity.fiscal_year or 0,
            stated="",
            stated_unit=reading.unit,
            place=Place(sheet.page, sheet.table_no),
            quote=(sheet.note or "")[:QUOTE_LENGTH],
            origin="table",
            state="nil_statement",
            row_role="total",
            form=declaration.form,
        ),
    ]
