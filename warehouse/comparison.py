"""Builds the comparison tables, and asks them the questions the command line asks."""

from __future__ import annotations

from importlib.resources import files

import duckdb
import polars as pl

from warehouse.store import transaction


def comparison_scripts() -> dict[str, str]:
    """The text of every file of `warehouse/compare` by table name, in the order they are built; `_` ones are views."""
    folder = files("warehouse").joinpath("compare")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return {name.removesuffix(".sql"): folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def build(con: duckdb.DuckDBPyConnection, scripts: dict[str, str] | None = None) -> dict[str, str]:
    """Build every table of `compare` anew; return what failed: table name → reason.

    Each table is one transaction, so a failing one leaves the table that was built before it.
    """
    failed: dict[str, str] = {}
    for name, script in (comparison_scripts() if scripts is None else scripts).items():
        try:
            with transaction(con):
                con.execute(script)
        except duckdb.Error as error:
            failed[name] = str(error)
    return failed


_OF_KIND = """
select
    body.division_code,
    body.division_name,
    body.division_level,
    body.department_name,
    body.scope,
    body.expenditure_total_yuan,
    body.expenditure_total_fund,
    body.expenditure_basic_yuan,
    body.expenditure_project_yuan,
    body.project_share,
    body.three_public_total_yuan,
    body.three_public_total_fund,
    body.expenditure_total_change_share,
    place.rank,
    place.n_peers,
    place.median_yuan,
    place.robust_z,
    body.findings_failed,
    body.document_id,
    body.file_name
from compare.department_year as body
left join compare.peers as place
    on place.disclosure_id = body.disclosure_id
    and place.measure = 'expenditure_total'
    and place.fund = body.expenditure_total_fund
where
    body.kind = $kind
    and body.fiscal_year = $year
    and body.report_type = $report_type
    and ($scope is null or body.scope = $scope)
order by body.expenditure_total_yuan desc nulls last, body.division_code, body.department_name
"""

_BY_COUNTY = """
select
    division_code,
    any_value(division_name) as division_name,
    fiscal_year,
    report_type,
    count(*) as departments,
    count(distinct kind) as kinds,
    count(expenditure_total_yuan) as with_total,
    sum(expenditure_total_yuan) filter (expenditure_total_fund = 'all')::decimal(20, 2) as expenditure_total_yuan,
    sum(three_public_total_yuan)::decimal(20, 2) as three_public_total_yuan,
    sum(findings_exact + findings_rounding)::bigint as findings_held,
    sum(findings_failed)::bigint as findings_failed
from compare.department_year
where scope is distinct from 'unit'
group by division_code, fiscal_year, report_type
order by fiscal_year desc, report_type, division_code nulls last
"""


def compare_kind(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    year: int,
    report_type: str = "budget",
    scope: str | None = None,
) -> pl.DataFrame:
    """The bodies of one kind in a year across counties, largest first, with their place among their peers; yuan."""
    parameters = {"kind": kind, "year": year, "report_type": report_type, "scope": scope}
    return con.execute(_OF_KIND, parameters).pl()


def county_table(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Each county and year: bodies held, their expenditure of all funds in yuan, relations that held and failed.

    Units are left out: their money is part of their department's.
    """
    return con.execute(_BY_COUNTY).pl()
