"""The load as a person sees it: what was found, progress in documents per second, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipelines.fanout import Mode
from pipelines.run import Run, RunReport, WarehouseBusyError
from schemas.words import Language, say


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
    target = warehouse.absolute()
    run = Run(data, target)
    report = run.find(paths)
    for refused in report.refused:
        words = say("not_dealt_with", language, path=refused.path, reason=refused.reason)
        console.print(words, style="red", highlight=False, soft_wrap=True)
    if report.files == 0:
        raise LoadStoppedError(say("no_files", language, path=", ".join(map(str, paths))))
    try:
        if report.new:
            console.print(say("found_files", language, files=report.files, new=report.new), highlight=False)
            _read(run, console, language, mode, workers)
        _settle(run, console, language)
    except WarehouseBusyError as reason:
        raise LoadStoppedError(say("warehouse_is_busy", language, detail=reason)) from reason
    except OSError as reason:
        place = reason.filename or target
        raise LoadStoppedError(say("no_disk", language, path=place, reason=reason.strerror or reason)) from reason
    _summarise(report, target, console, language)
    return report


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
            run.compare()
    run.publish()


def _summarise(report: RunReport, target: Path, console: Console, language: Language) -> None:
    if report.rows_changed == 0 and report.new == 0:
        console.print(say("nothing_changed", language), highlight=False)
    else:
        counts = {"documents": report.files, "read": report.read, "facts": report.facts}
        rest = {"issues": report.issues, "quarantined": report.quarantined}
        console.print(say("loaded", language, **counts, **rest), highlight=False)
        console.print(say("rows_changed", language, rows=report.rows_changed), highlight=False)
    console.print(say("published", language, path=target), highlight=False, soft_wrap=True)
