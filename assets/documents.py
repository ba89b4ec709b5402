"""Documents and facts: the captured files read, then everything in them extracted, normalised and validated."""

from collections.abc import Iterable

import dagster as dg

from assets.captures import captured_sources
from assets.resources import Workspace
from pipelines.ingest import BatchReport, Layout, make_shards, read_shards
from pipelines.sources import Source

QUARANTINED_SHARE_ALLOWED = 0.05
UNREAD_SHARE_ALLOWED = 0.05


def captured(workspace: Workspace) -> list[Source]:
    """The files of every county's last good capture."""
    return [source for sources in captured_sources(workspace.data_path).values() for source in sources]


def _total(reports: Iterable[BatchReport], field: str) -> int:
    return sum(getattr(report, field) for report in reports)


@dg.asset(deps=["capture_log"], description="Every captured file read into blocks with their places, kept as shards.")
def documents(context: dg.AssetExecutionContext, workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Read what today's readers have not read yet."""
    sources = captured(workspace)
    reports = list(read_shards(sources, Layout(workspace.data_path)))
    read = _total(reports, "read")
    context.log.info(f"{read} of {len(sources)} documents were read now")
    return dg.MaterializeResult(metadata={"documents": len(sources), "read_now": read})


@dg.asset(
    deps=["documents"],
    description="Figures, records and issues of every document, checked by their contracts, kept as shards.",
    check_specs=[
        dg.AssetCheckSpec("quarantine_is_small", asset="facts", blocking=True),
        dg.AssetCheckSpec("every_number_is_accounted_for", asset="facts", blocking=True),
        dg.AssetCheckSpec("few_numbers_are_left_unread", asset="facts"),
    ],
)
def facts(workspace: Workspace) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Extract, normalise and validate what today's code has not dealt with yet."""
    reports = list(make_shards(captured(workspace), Layout(workspace.data_path)))
    accepted, quarantined = _total(reports, "facts"), _total(reports, "quarantined")
    share = quarantined / (accepted + quarantined) if accepted + quarantined else 0.0
    numbers, accounted, unread = (_total(reports, field) for field in ("numbers", "accounted", "unread"))
    unread_share = unread / numbers if numbers else 0.0
    counts = {"facts": accepted, "issues": _total(reports, "issues"), "quarantined": quarantined}
    return dg.MaterializeResult(
        metadata={"documents": _total(reports, "documents"), **counts},
        check_results=[
            dg.AssetCheckResult(
                check_name="quarantine_is_small",
                passed=share <= QUARANTINED_SHARE_ALLOWED,
                metadata={"share": share, "allowed": QUARANTINED_SHARE_ALLOWED},
            ),
            dg.AssetCheckResult(
                check_name="every_number_is_accounted_for",
                passed=numbers == accounted,
                description="Figures, records, ignored numbers and issues add up to the numbers that documents print.",
                metadata={"numbers": numbers, "accounted": accounted},
            ),
            dg.AssetCheckResult(
                check_name="few_numbers_are_left_unread",
                passed=unread_share <= UNREAD_SHARE_ALLOWED,
                severity=dg.AssetCheckSeverity.WARN,
                description="Numbers that became an issue: see `mingzhang audit` and quality.unread_number.",
                metadata={"unread": unread, "share": unread_share, "allowed": UNREAD_SHARE_ALLOWED},
            ),
        ],
    )
