"""The code lists of `schemas/` as the tables of schema `reference`."""

from __future__ import annotations

import csv
from importlib.resources import files

import duckdb
import polars as pl

from schemas.tables import TableSpec
from schemas.tables_reference import (
    DEPARTMENT_KIND,
    DIVISION,
    FORM,
    ISSUE_KIND,
    MEASURE,
    QUALIFIER,
    SECTION_KIND,
    TREE,
)
from warehouse.store import transaction

CODE_LISTS: dict[str, TableSpec] = {
    "measures.csv": MEASURE,
    "trees.csv": TREE,
    "forms.csv": FORM,
    "sections.csv": SECTION_KIND,
    "classifications/department_kinds.csv": DEPARTMENT_KIND,
    "classifications/divisions.csv": DIVISION,
    "qualifiers.csv": QUALIFIER,
    "issues.csv": ISSUE_KIND,
}


def code_list(name: str) -> pl.DataFrame:
    """A code list in the columns of its table; an empty field is NULL."""
    table = CODE_LISTS[name]
    with files("schemas").joinpath(name).open(encoding="utf-8") as lines:
        rows = [tuple(row[column] or None for column in table.column_names) for row in csv.DictReader(lines)]
    return pl.DataFrame(rows, schema=table.polars_schema(), orient="row")


def load_reference(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring the reference tables up to the code lists; return the names of those that changed."""
    changed: list[str] = []
    for name, table in CODE_LISTS.items():
        frame = code_list(name)
        if con.table(table.name).pl().sort(table.primary_key).equals(frame.sort(table.primary_key)):
            continue
        with transaction(con):
            con.execute(f"DELETE FROM {table.name}")  # noqa: S608 - a declared name
            con.execute(f"INSERT INTO {table.name} SELECT * FROM frame")  # noqa: S608 - a declared name
        changed.append(table.name)
    return changed
