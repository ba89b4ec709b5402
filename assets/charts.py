"""What a person looks at in the Dagster page: a table of counties and a plot, from the published warehouse."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

_COUNTIES = """
select division_name, fiscal_year, report_type, count(*) as departments,
    sum(expenditure_total_yuan) / 1e4 as total, sum(findings_failed) as failed
from compare.department_year where scope = 'department'
group by all order by fiscal_year desc, report_type, total desc nulls last
"""


def database_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table of the warehouse holds."""
    names = con.execute(
        """select schema_name || '.' || table_name from duckdb_tables()
           where schema_name in ('reference', 'core', 'quality', 'compare') and not internal order by 1"""
    ).fetchall()
    found: dict[str, int] = {}
    for (name,) in names:
        row = con.execute(f"select count(*) from {name}").fetchone()  # noqa: S608 (names come from the catalogue)
        found[name] = row[0] if row else 0
    return found


def county_table(con: duckdb.DuckDBPyConnection, most: int = 60) -> str:
    """Counties by year as Markdown: departments held, their expenditure in 10,000 yuan, findings that failed."""
    rows = con.execute(_COUNTIES).fetchmany(most)
    lines = [
        f"| {name or '-'} | {year} | {kind} | {count} | {'-' if total is None else f'{total:,.2f}'} | {failed} |"
        for name, year, kind, count, total, failed in rows
    ]
    head = [
        "| county | year | type | departments | expenditure (万元) | failed findings |",
        "|---|---|---|--:|--:|--:|",
    ]
    return "\n".join([*head, *lines])


def county_chart(con: duckdb.DuckDBPyConnection) -> str:
    """Expenditure by county of the latest year as a picture in Markdown; empty where nothing is held."""
    rows = con.execute(_COUNTIES).fetchall()
    if not rows:
        return ""
    latest = [row for row in rows if row[1] == rows[0][1] and row[2] == rows[0][2] and row[4] is not None]
    picture = bars([(row[0] or "-", float(row[4])) for row in latest[:30]], "万元")
    return f"![expenditure by county](data:image/png;base64,{base64.b64encode(picture).decode()})"


def bars(values: list[tuple[str, float]], unit: str) -> bytes:
    """A bar chart as PNG bytes, longest bar first."""
    import altair as alt
    import vl_convert

    data: list[dict[str, Any]] = [{"name": name, "value": value} for name, value in values]
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_bar(color="#2b6a6c")
        .encode(x=alt.X("value:Q", title=unit), y=alt.Y("name:N", sort="-x", title=None))
        .properties(width=420)
    )
    return vl_convert.vegalite_to_png(chart.to_json(), scale=1.5)  # type: ignore[no-any-return]
