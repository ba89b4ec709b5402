"""The Dagster definitions: `dagster dev -m assets.definitions`."""

from __future__ import annotations

import dagster as dg

from assets.captures import captures
from assets.documents import documents, facts
from assets.resources import Workspace
from assets.schedules import every_night, nightly_job
from assets.warehouse import comparison, warehouse_tables

defs = dg.Definitions(
    assets=[captures, documents, facts, warehouse_tables, comparison],
    jobs=[nightly_job],
    schedules=[every_night],
    resources={"workspace": Workspace()},
    executor=dg.in_process_executor,
)
