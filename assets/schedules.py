"""When it runs: one job over everything, nightly, in one process."""

import dagster as dg

from assets.captures import COUNTIES

NIGHTLY_AT = "30 2 * * *"
TIME_ZONE = "Asia/Shanghai"

nightly_job = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="Capture every county, read what changed, load, check, compare and publish.",
    executor_def=dg.in_process_executor,
)


@dg.schedule(job=nightly_job, cron_schedule=NIGHTLY_AT, execution_timezone=TIME_ZONE, name="every_night")
def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """One run over all counties of the inbox."""
    keys = COUNTIES.get_partition_keys()
    if not keys:
        return dg.SkipReason("The inbox holds no county: put folders named <6-digit code>_<name> into it and reload.")
    span = {"dagster/asset_partition_range_start": keys[0], "dagster/asset_partition_range_end": keys[-1]}
    return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat(), tags=span)
