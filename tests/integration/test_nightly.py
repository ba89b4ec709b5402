"""The Dagster definitions: one run over every county; a county that fails is seen, and harms nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.specimens.writing import Plan, write_specimens

COUNTIES = 3
# Dagster fixes its partitions when the code is loaded, so each case loads it in a process of its own.
RUN = """
import json, sys
import dagster as dg
from assets.captures import COUNTIES
from assets.definitions import defs

if __name__ == "__main__":
    keys = COUNTIES.get_partition_keys()
    span = {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}
    instance = dg.DagsterInstance.ephemeral()
    if len(sys.argv) > 1:  # the county's folder is taken away after the code was loaded
        import shutil
        shutil.rmtree(sys.argv[1])
    result = defs.resolve_job_def("nightly").execute_in_process(instance=instance, tags=span, raise_on_error=False)
    checks = {
        event.event_specific_data.check_name: event.event_specific_data.passed
        for event in result.all_events
        if event.event_type_value == "ASSET_CHECK_EVALUATION"
    }
    captured = instance.get_materialized_partitions(dg.AssetKey("captures"))
    assets = {
        event.asset_key.to_user_string()
        for event in result.all_events
        if event.event_type_value == "ASSET_MATERIALIZATION"
    }
    told = {"success": result.success, "checks": checks, "captured": sorted(captured), "assets": sorted(assets)}
    print("TOLD " + json.dumps(told))
"""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    plan = Plan(counties=COUNTIES, departments=1, years=(2025,), report_types=("budget",), formats=("txt",))
    assert sum(1 for _ in write_specimens(folder, plan)) == COUNTIES
    return folder


def county_folders(inbox: Path) -> list[Path]:
    return sorted(path for path in inbox.glob("**/[0-9]*_*") if path.is_dir())


def run_nightly(inbox: Path, data: Path, *arguments: str) -> dict[str, object]:
    script = data / "run.py"
    data.mkdir(exist_ok=True)
    script.write_text(RUN, encoding="utf-8")
    environment = {**os.environ, "MINGZHANG_DATA": str(data), "MINGZHANG_INBOX": str(inbox)}
    done = subprocess.run(
        [sys.executable, str(script), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("TOLD ")]
    assert told, done.stderr[-3000:]
    found: dict[str, object] = json.loads(told[0].removeprefix("TOLD "))
    return found


def test_one_run_materialises_everything(inbox: Path, tmp_path: Path) -> None:
    told = run_nightly(inbox, tmp_path / "data")
    assert told["success"]
    assert told["assets"] == ["capture_log", "captures", "comparison", "documents", "facts", "warehouse"]
    assert len(told["captured"]) == COUNTIES  # type: ignore[arg-type]
    assert told["checks"]["every_captured_document_is_loaded"]  # type: ignore[index]
    assert told["checks"]["published_rows_equal_the_working_rows"]  # type: ignore[index]
    assert told["checks"]["every_number_is_accounted_for"]  # type: ignore[index]
    assert told["checks"]["few_numbers_are_left_unread"]  # type: ignore[index]
    assert (tmp_path / "data" / "mingzhang.duckdb").is_file()


def test_a_county_that_fails_leaves_the_run_and_the_others(inbox: Path, tmp_path: Path) -> None:
    mine = tmp_path / "inbox"
    shutil.copytree(inbox, mine)
    gone = county_folders(mine)[0]
    told = run_nightly(mine, tmp_path / "data", str(gone))
    assert told["success"]
    assert told["captured"] == [folder.name for folder in county_folders(mine)]
    assert gone.name not in told["captured"]  # type: ignore[operator]
    assert not told["checks"]["every_county_is_captured"]  # type: ignore[index]
    assert told["checks"]["every_captured_document_is_loaded"]  # type: ignore[index]
