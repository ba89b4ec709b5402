"""The warehouse and the comparison: shards loaded, rules tried, departments compared, the result published."""

import dagster as dg
import duckdb

from assets.charts import county_chart, county_lines
from assets.documents import captured
from assets.resources import Workspace
from pipelines.run import Run
from schemas.tables import TableSpec
from schemas.tables_core import FACT
from schemas.tables_quality import FINDING
from warehouse.publish import table_rows


def column_schema(table: TableSpec) -> dg.TableSchema:
    """A table's declaration as Dagster shows it."""
    return dg.TableSchema([dg.TableColumn(c.name, c.duckdb_type, f"{c.zh} / {c.en}") for c in table.columns])


def _run(workspace: Workspace) -> Run:
    run = Run(workspace.data_path, workspace.warehouse)
    run.take(captured(workspace))
    return run


@dg.asset(
    name="warehouse",
    deps=["facts"],
    description="The working database: accepted rows loaded, every rule tried over all disclosures at once.",
    check_specs=[
        dg.AssetCheckSpec("every_captured_document_is_loaded", asset="warehouse", blocking=True),
        dg.AssetCheckSpec("printed_figures_agree", asset="warehouse"),
        dg.AssetCheckSpec("every_rule_applied", asset="warehouse"),
    ],
)
def warehouse_tables(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Load the shards and try the rules."""
    run = _run(workspace)
    run.load()
    checked = run.check()
    missing = run.documents_missing()
    failed = {count.rule: count.failed for count in checked.counts if count.failed}
    lines = [
        f"| {c.rule} | {c.severity} | {c.exact} | {c.rounding} | {c.failed} | {c.not_tested} | {c.unsure} |"
        for c in checked.counts
    ]
    head = ["| rule | severity | exact | rounding | failed | not tested | unsure |", "|---|---|--:|--:|--:|--:|--:|"]
    return dg.MaterializeResult(
        metadata={
            "rows_changed": run.report.rows_changed,
            "rules": dg.MetadataValue.md("\n".join([*head, *lines])),
            "dagster/column_schema": column_schema(FACT),
            "findings_schema": column_schema(FINDING),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="every_captured_document_is_loaded",
                passed=not missing,
                metadata={"missing": dg.MetadataValue.json(missing[:50])},
            ),
            dg.AssetCheckResult(
                check_name="printed_figures_agree",
                passed=not failed,
                severity=dg.AssetCheckSeverity.WARN,
                description="Figures printed in a disclosure do not agree: see `mingzhang rules --failed`.",
                metadata={"failed": dg.MetadataValue.json(failed)},
            ),
            dg.AssetCheckResult(
                check_name="every_rule_applied",
                passed=not checked.never_applied,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"never_applied": dg.MetadataValue.json(list(checked.never_applied))},
            ),
        ],
    )


@dg.asset(
    deps=["warehouse"],
    description="Departments beside each other, by county and year; published as mingzhang.duckdb by replacement.",
    check_specs=[
        dg.AssetCheckSpec("every_comparison_table_is_built", asset="comparison", blocking=True),
        dg.AssetCheckSpec("published_rows_equal_the_working_rows", asset="comparison"),
    ],
)
def comparison(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Build the comparison tables and publish the warehouse."""
    run = _run(workspace)
    failed = run.compare()
    run.publish(force=True)
    with duckdb.connect(str(workspace.warehouse), read_only=True) as con:
        published = table_rows(con)
        table, chart = county_lines(con), county_chart(con)
    working = run.table_rows()
    return dg.MaterializeResult(
        metadata={
            "warehouse": dg.MetadataValue.path(str(workspace.warehouse)),
            "figures": published.get("core.fact", 0),
            "counties": dg.MetadataValue.md(table),
            "expenditure_by_county": dg.MetadataValue.md(chart),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="every_comparison_table_is_built",
                passed=not failed,
                metadata={"failed": dg.MetadataValue.json(failed)},
            ),
            dg.AssetCheckResult(
                check_name="published_rows_equal_the_working_rows",
                passed=published == working,
                metadata={"published": dg.MetadataValue.json(published)},
            ),
        ],
    )
