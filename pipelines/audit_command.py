"""The audit of a folder: its files through the route into a warehouse of their own, which is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from pipelines.audit_report import print_audit
from pipelines.fanout import Mode
from pipelines.load_command import read_and_settle
from pipelines.run import Run, RunReport
from schemas.words import Language, say


def audit_with_progress(
    paths: Sequence[Path],
    data: Path,
    console: Console,
    progress: Console,
    language: Language,
    mode: Mode | None = None,
    workers: int | None = None,
    *,
    each: bool = False,
) -> RunReport:
    """Print to `console` where the numbers of the files below `paths` ended and how the rules fell.

    With `each`, every number that an issue speaks of is a line. What was read before is not read again: the shards lie
    below `data`, as `load` keeps them.
    """
    with tempfile.TemporaryDirectory(prefix="mingzhang-audit-") as folder:
        run = Run(data, Path(folder) / "none.duckdb", Path(folder) / "work.duckdb")

        def settle() -> None:
            run.load()
            with progress.status(say("checking", language)):
                run.check()
            print_audit(console, *run.audit(each=each), language)

        return read_and_settle(run, paths, settle, progress, language, mode, workers)
