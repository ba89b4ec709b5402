"""A small warehouse in memory, filled figure by figure with invented disclosures."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any, NamedTuple

import duckdb
import pytest

from schemas import codes
from schemas.all_tables import all_tables
from warehouse.check import run_checks
from warehouse.reference import load_reference
from warehouse.rule_files import rules
from warehouse.store import migrate


class Found(NamedTuple):
    """A finding as the tests compare it."""

    disclosure_id: str
    verdict: str
    difference: float | None
    instance: str


class Disclosed:
    """One invented disclosure; amounts are given as printed, in 万元, None for a cell printed empty."""

    def __init__(self, ledger: Ledger, name: str, report_type: str, fiscal_year: int) -> None:
        self.ledger = ledger
        self.disclosure_id = name
        self.document_id = f"document of {name}"
        self.report_type = report_type
        self.fiscal_year = fiscal_year

    def fact(self, measure: str, printed: str | None, **columns: Any) -> str:
        """Add one figure and return its id."""
        own_fund = codes.measures()[measure].own_fund
        number = Decimal(printed) if printed is not None else None
        half_width = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1) * 10000 if number is not None else None
        row = {
            "fact_id": f"fact {next(self.ledger.numbers):05}",
            "figure_id": "",
            "occurrence": 1,
            "disclosure_id": self.disclosure_id,
            "document_id": self.document_id,
            "fiscal_year": self.fiscal_year,
            "measure": measure,
            "fund": own_fund or "all",
            "phase": "budget" if self.report_type == "budget" else "final",
            "value_kind": "level",
            "amount_yuan": None if number is None else number * 10000,
            "state": "blank" if number is None else "reported" if number else "zero",
            "stated": printed or "",
            "stated_unit": "万元",
            "half_width": half_width,
            "row_role": "leaf",
            "origin": "table",
            "form": "expenditure",
            "table_no": 1,
            "quote": printed or "",
            "reading": "sure",
        } | columns
        row["figure_id"] = "|".join(str(row.get(name)) for name in FIGURE_COLUMNS)
        self.ledger.insert("core.fact", row)
        return str(row["fact_id"])

    def row(self, form: str, row_no: int, printed: dict[str, str | None], **columns: Any) -> None:
        """Add the cells of one table row, from column 3 on."""
        for column_no, (measure, text) in enumerate(printed.items(), start=3):
            self.fact(measure, text, **{"form": form, "row_no": row_no, "column_no": column_no} | columns)

    def column(self, form: str, printed: dict[str, str | None], **columns: Any) -> None:
        """Add the cells of one table column, one measure below the other."""
        for row_no, (measure, text) in enumerate(printed.items(), start=3):
            self.fact(measure, text, **{"form": form, "row_no": row_no, "column_no": 2} | columns)

    def text(self, printed: dict[str, str], **columns: Any) -> None:
        """Add figures of one section of prose, twenty characters apart."""
        start = columns.pop("char_start", 100)
        for number, (measure, text) in enumerate(printed.items()):
            place = {"origin": "text", "form": None, "table_no": None, "section": "overall_budget"}
            self.fact(measure, text, **place | {"char_start": start + 20 * number} | columns)


FIGURE_COLUMNS = (
    "disclosure_id", "fiscal_year", "measure", "fund", "phase", "value_kind", "compared_with", "as_of",
    "function_code", "economic_code", "subject_name", "institution_no", "project_no", "qualifier",
)  # fmt: skip


class Ledger:
    """The warehouse under test."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.numbers = count(1)

    def insert(self, table: str, row: dict[str, Any]) -> None:
        """Add one row; a column that is left out is NULL, or empty where it may not be."""
        empty = {"VARCHAR": "", "VARCHAR[]": [], "BOOLEAN": False}
        needed = {
            column.name: empty.get(column.duckdb_type, 0)
            for column in all_tables()[table].columns
            if not column.nullable
        }
        row = needed | row
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        self.con.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))

    def disclosure(
        self, name: str = "one", report_type: str = "budget", fiscal_year: int = 2031, **columns: Any
    ) -> Disclosed:
        """Add a disclosure of one document."""
        row = {
            "disclosure_id": name,
            "disclosure_key": name,
            "department_id": f"department of {name}",
            "printed_name": name,
            "fiscal_year": fiscal_year,
            "report_type": report_type,
            "scope": "department",
            "version": 1,
            "is_current": True,
        } | columns
        self.insert("core.disclosure", row)
        return Disclosed(self, name, report_type, fiscal_year)

    def check(self, *chosen: str) -> list[Found]:
        """Run the named rules and return their findings."""
        run_checks(self.con, [rule for rule in rules() if rule.rule in chosen])
        found = self.con.execute(
            "select disclosure_id, verdict, difference, instance from quality.finding order by all"
        ).fetchall()
        return [Found(*row) for row in found]

    def verdicts(self, *chosen: str) -> dict[str, int]:
        """Run the named rules and count the verdicts."""
        return dict(Counter(found.verdict for found in self.check(*chosen)))


@pytest.fixture(scope="session")
def declared() -> Iterator[duckdb.DuckDBPyConnection]:
    """A migrated warehouse with the code lists; made once, for that takes longer than a test."""
    con = duckdb.connect()
    migrate(con)
    load_reference(con)
    yield con
    con.close()


@pytest.fixture
def ledger(declared: duckdb.DuckDBPyConnection) -> Ledger:
    """A warehouse without disclosures."""
    for table in all_tables():
        if not table.startswith("reference."):
            declared.execute(f"delete from {table}")
    return Ledger(declared)


@pytest.fixture
def as_of() -> datetime.date:
    """A date for stocks."""
    return datetime.date(2030, 12, 31)
