"""Tables and columns that belong to one of the body's units, as the line above or the head says and not the rows."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extract.tables.column_meanings import ColumnMeaning, Paths
from pipelines.extract.tables.sheets import Sheet
from pipelines.extract.units.body_units import WHOLE_BODY, BodyUnits
from schemas.facts import Figure, Place
from schemas.issues import Issue


def with_units(columns: dict[int, ColumnMeaning], paths: Paths, units: BodyUnits) -> dict[int, ColumnMeaning]:
    """Columns whose heads are units of the body that the document knows by name: what they say is that unit's."""
    found = dict(columns)
    for place, column in columns.items():
        unit = units.find(paths[place][-1]) if paths[place] and not column.known else None
        if unit is not None and unit != WHOLE_BODY:
            found[place] = replace(column, known=True, institution=unit)
    return found


def give_to_its_unit(sheet: Sheet, figures: list[Figure], units: BodyUnits, printed_before: bool) -> list[Issue]:
    """Give the figures of a table to the unit that the table is said to be of.

    Only where the same form of the whole body was `printed_before` is the other body surely a unit of it; else the
    figures are in doubt, for the document's own body may be misread.
    """
    name = sheet.body
    if name is None or not figures or units.find(name) == WHOLE_BODY:
        return []
    if printed_before:
        number = units.add(name, None, Place(sheet.page, sheet.table_no), name)
        for figure in figures:
            figure.institution_no = figure.institution_no or number
        return []
    for figure in figures:
        figure.reading = "unsure"
    return [Issue("table_names_another_body", f"{sheet.title[:24]}: {name}"[:80], sheet.page, sheet.table_no)]
