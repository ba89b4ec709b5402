"""What a person looks at in the Dagster page: a table of counties and a plot, from the published warehouse."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from warehouse.comparison import county_table

if TYPE_CHECKING:
    import duckdb


def county_lines(con: duckdb.DuckDBPyConnection, most: int = 60) -> str:
    """Counties by year as Markdown: departments held, their expenditure in 10,000 yuan, findings that failed."""
    lines = [
        f"| {row['division_name'] or row['division_code'] or '-'} | {row['fiscal_year']} | {row['report_type']} "
        f"| {row['departments']} | {_wan(row['expenditure_total_yuan'])} | {row['findings_failed']} |"
        for row in county_table(con).head(most).iter_rows(named=True)
    ]
    head = [
        "| county | year | type | departments | expenditure (万元) | failed findings |",
        "|---|---|---|--:|--:|--:|",
    ]
    return "\n".join([*head, *lines])


def _wan(yuan: Decimal | None) -> str:
    return "-" if yuan is None else f"{yuan / 10_000:,.2f}"


def county_chart(con: duckdb.DuckDBPyConnection) -> str:
    """Expenditure by county of the latest year as a picture in Markdown; empty where nothing is held."""
    frame = county_table(con).drop_nulls("expenditure_total_yuan")
    if frame.is_empty():
        return ""
    latest = frame.filter(
        (pl.col("fiscal_year") == frame["fiscal_year"][0]) & (pl.col("report_type") == frame["report_type"][0])
    )
    values = [
        (row["division_name"] or row["division_code"] or "-", float(row["expenditure_total_yuan"]) / 10_000)
        for row in latest.head(30).iter_rows(named=True)
    ]
    picture = bars(values, "万元")
    return f"![expenditure by county](data:image/png;base64,{base64.b64encode(picture).decode()})"


def bars(values: list[tuple[str, float]], unit: str) -> bytes:
    """A bar chart as PNG bytes, longest bar first."""
    import altair as alt
    import vl_convert

    data: list[dict[str, Any]] = [{"name": name, "value": value} for name, value in values]
    chart = (
        alt.Chart(alt.Data(values=data))  # type: ignore[no-untyped-call]
        .mark_bar(color="#2b6a6c")
        .encode(x=alt.X("value:Q", title=unit), y=alt.Y("name:N", sort="-x", title=None))
        .properties(width=420)
    )
    return vl_convert.vegalite_to_png(chart.to_json(), scale=1.5)
