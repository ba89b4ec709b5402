"""Captures, partitioned by county: files found, hashed and listed; a county that fails keeps its last list.

What belongs here is when and how a county is captured; how files are found and kept is `pipelines`.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import dagster as dg

from assets.resources import Workspace, county_keys, inbox_folder
from pipelines.sources import Refused, Source, find_sources

COUNTIES = dg.StaticPartitionsDefinition(county_keys(inbox_folder()))
FAILED_SHARE_ALLOWED = 0.5


class CountyFailedError(Exception):
    """A county could not be captured; its words say why and what to do."""


def capture_county(workspace: Workspace, county: str) -> list[Source]:
    """The files of one county; raises `CountyFailedError` where the folder is gone, empty or not readable."""
    folders = sorted(path for path in workspace.inbox_path.glob("**/*") if path.name == county and path.is_dir())
    if not folders:
        raise CountyFailedError("its folder is no longer in the inbox: put it back, or retire the county")
    found = list(find_sources(folders))
    refused = [file for file in found if isinstance(file, Refused)]
    if refused:
        raise CountyFailedError(f"{refused[0].path} cannot be opened ({refused[0].reason}): check its permissions")
    sources = [file for file in found if isinstance(file, Source)]
    if not sources:
        raise CountyFailedError("its folder holds no file: its last captures are kept")
    return sources


def captured_sources(data: Path) -> dict[str, list[Source]]:
    """What each county's last good capture listed."""
    return {
        path.stem: [Source(**source) for source in json.loads(path.read_text(encoding="utf-8"))]
        for path in sorted((data / "captures").glob("*.json"))
    }


def _keep(data: Path, county: str, sources: list[Source]) -> None:
    path = data / "captures" / f"{county}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps([asdict(source) for source in sources], ensure_ascii=False), encoding="utf-8")
    os.replace(part, path)


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "captures",
            partitions_def=COUNTIES,
            skippable=True,
            description="Each county's files, found and hashed; a county that fails keeps its last list.",
        ),
        dg.AssetSpec("capture_log", deps=["captures"], description="What every county's last good capture holds."),
    ],
    can_subset=True,
    backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[dg.AssetCheckSpec("every_county_is_captured", asset="captures")],
)
def captures(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[Any]:
    """Capture the chosen counties; none raises: the others and the run go on."""
    data = workspace.data_path
    partitioned = context.has_partition_key or context.has_partition_key_range
    chosen = context.partition_keys if partitioned else []
    failed: dict[str, str] = {}
    for county in chosen:
        try:
            sources = capture_county(workspace, county)
        except CountyFailedError as reason:
            failed[county] = str(reason)
            context.log.warning(f"{county}: {reason}")
            continue
        _keep(data, county, sources)
        size = sum(source.byte_size for source in sources)
        context.log_event(
            dg.AssetMaterialization(
                "captures", partition=county, metadata={"files": len(sources), "megabytes": round(size / 1e6, 2)}
            )
        )
    if chosen:
        share = len(failed) / len(chosen)
        yield dg.AssetCheckResult(
            check_name="every_county_is_captured",
            asset_key="captures",
            passed=not failed,
            severity=dg.AssetCheckSeverity.ERROR if share > FAILED_SHARE_ALLOWED else dg.AssetCheckSeverity.WARN,
            metadata={"failed": dg.MetadataValue.md(_failures(failed)), "counties": len(chosen)},
        )
        if share > FAILED_SHARE_ALLOWED:
            raise dg.Failure(f"{len(failed)} of {len(chosen)} counties failed: the inbox itself may be broken")
    if "capture_log" in context.selected_output_names:
        log = captured_sources(data)
        yield dg.MaterializeResult(
            asset_key="capture_log",
            metadata={
                "counties": len(log),
                "files": sum(map(len, log.values())),
                "by_county": dg.MetadataValue.md(_log_table(log)),
            },
        )


def _failures(failed: dict[str, str]) -> str:
    if not failed:
        return "none"
    return "\n".join(["| county | why |", "|---|---|", *(f"| {county} | {why} |" for county, why in failed.items())])


def _log_table(log: dict[str, list[Source]]) -> str:
    lines = [
        f"| {county} | {len(sources)} | {sum(s.byte_size for s in sources) / 1e6:.1f} |"
        for county, sources in log.items()
    ]
    return "\n".join(["| county | files | MB |", "|---|---:|---:|", *lines])
