"""The load as a person sees it: what was found, progress in documents per second, and what it came to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipelines.fanout import Mode
from pipelines.run import Run, RunReport, WarehouseBusyError
from schemas.words import Language, say
from warehouse.store import DamagedWorkFileError, MigrationError

# DuckDB tells a full disk by words, in several kinds of error.
_OUT_OF_SPACE = re.compile("^IO Error|^Out of Memory|could not (?:write|open|create)|no space", re.IGNORECASE)


class LoadStoppedError(Exception):
    """The load could not go on; its words say why and what to do, and what was published is unharmed."""


def load_with_progress(
    paths: Sequence[Path],
    warehouse: Path,
    data: Path,
    console: Console,
    language: Language,
    mode: Mode | None = None,
    workers: int | None = None,
) -> RunReport:
    """Take the files below `paths` through the whole route into the published `warehouse`."""
    run = Run(data, warehouse)

    def settle() -> None:
        _settle(run, console, language)

    report = read_and_settle(run, paths, settle, console, language, mode, workers)
    if report.files:
        _summarise(run, console, language)
    return report


def read_and_settle(
    run: Run,
    paths: Sequence[Path],
    settle: Callable[[], None],
    console: Console,
    language: Language,
    mode: Mode | None = None,
    workers: int | None = None,
) -> RunReport:
    """Read and extract the files below `paths` with progress, then `settle` while the working database is held.

    What stops it is told as `LoadStoppedError`.
    """
    report = run.find(paths)
    if report.files == 0 and not report.refused:
        raise LoadStoppedError(say("no_files", language, path=", ".join(map(str, paths))))
    try:
        if report.new:
            tell(console, say("found_files", language, files=report.files, new=report.new))
            _read(run, console, language, mode, workers)
        for refused in report.refused:
            tell(console, say("not_dealt_with", language, path=refused.path, reason=refused.reason), "red")
        if report.files:
            with run.hold():
                settle()
    except WarehouseBusyError as reason:
        raise LoadStoppedError(say("warehouse_is_busy", language, detail=reason)) from reason
    except (DamagedWorkFileError, MigrationError) as reason:
        raise LoadStoppedError(say("work_is_damaged", language, path=run.work, reason=reason)) from reason
    except OSError as reason:
        place = reason.filename or run.warehouse
        raise LoadStoppedError(say("no_disk", language, path=place, reason=reason.strerror or reason)) from reason
    except duckdb.Error as error:
        words = " ".join(str(_first_failure(error)).split())
        if not _OUT_OF_SPACE.search(words):
            raise
        raise LoadStoppedError(say("no_disk", language, path=run.warehouse, reason=words)) from error
    return report


def tell(console: Console, words: str, style: str = "") -> None:
    """One line as it is, not bent to the window."""
    console.print(words, style=style, highlight=False, soft_wrap=True, markup=False)


def _first_failure(error: BaseException) -> BaseException:
    """What went wrong first: rolling back on a full disk fails too, and hides why."""
    while error.__context__ is not None:
        error = error.__context__
    return error


def _read(run: Run, console: Console, language: Language, mode: Mode | None, workers: int | None) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=console) as progress:
        bar = progress.add_task(say("reading", language), total=run.report.new, rate="")
        for batch in run.make_shards(mode, workers):
            progress.advance(bar, batch.documents)
            task = progress.tasks[bar]
            rate = task.completed / task.elapsed if task.elapsed else 0.0
            progress.update(bar, rate=say("documents_per_second", language, rate=f"{rate:.1f}"))


def _settle(run: Run, console: Console, language: Language) -> None:
    run.load()
    if not run.is_settled():
        run.unsettle()
        with console.status(say("checking", language)):
            run.check()
        with console.status(say("comparing", language)):
            failed = run.compare()
        for table, reason in failed.items():
            tell(console, say("not_compared", language, table=table, reason=reason), "red")
    run.publish()


def _summarise(run: Run, console: Console, language: Language) -> None:
    report = run.report
    if report.rows_changed == 0 and report.new == 0:
        tell(console, say("nothing_changed", language))
    else:
        counts = {"documents": report.files, "read": report.read, "facts": report.facts}
        rest = {"issues": report.issues, "quarantined": report.quarantined}
        tell(console, say("loaded", language, **counts, **rest))
        tell(console, say("rows_changed", language, rows=report.rows_changed))
    tell(console, say("published", language, path=run.warehouse))
