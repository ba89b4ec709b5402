"""The command line: `mingzhang demo`, `load`, `audit`, `rules`, `sample`, `explain`, `compare`.

Heavy packages are imported inside the commands, Dagster never: a wrong argument must answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer
from rich.console import Console

from pipelines.sources import readable_name
from schemas.words import Language, locale_language, say

if TYPE_CHECKING:
    import duckdb

WIDTH_IN_A_PIPE = 200
DEALT_WITH, NOT_DEALT_WITH, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    name="mingzhang",
    help="Open ledger 明账: county departments' budget and final-account disclosures, read into a DuckDB warehouse.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# What goes into a pipe or a file is not bent to a window's width.
console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH_IN_A_PIPE)
errors = Console(stderr=True)
_language: Language = "en"

Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", "-w", help="The DuckDB file; default: mingzhang.duckdb in MINGZHANG_DATA.")
]


@app.callback()
def _choose_language(
    lang: Annotated[
        Literal["zh", "en"] | None, typer.Option("--lang", help="Language of messages; default: the locale's.")
    ] = None,
) -> None:
    global _language
    _language = lang or locale_language()


def words(key: str, **values: object) -> str:
    """The words under `key` in the chosen language."""
    return say(key, _language, **values)


def stop(message: str, status: int) -> NoReturn:
    """One clear line on standard error, and the exit status."""
    errors.print(message, style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(status)


def _open_published(warehouse: Path | None) -> duckdb.DuckDBPyConnection:
    from pipelines.run import data_folder, default_warehouse, problem_with
    from warehouse.store import open_published

    path = warehouse or default_warehouse(data_folder())
    if not path.exists():
        stop(words("no_warehouse", path=path), WRONG_USAGE)
    if reason := problem_with(path):
        stop(words("not_a_warehouse", path=path, reason=reason), WRONG_USAGE)
    return open_published(path)


def _check_paths(paths: list[Path]) -> None:
    missing = [path for path in paths if not os.path.exists(path)]  # a name too long is no error here
    if missing:
        stop(words("no_such_path", path=readable_name(str(missing[0]))), WRONG_USAGE)


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of disclosures.")],
    warehouse: Warehouse = None,
    mode: Annotated[
        Literal["serial", "process"] | None, typer.Option(help="One process, or one a core (default).")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="How many processes.")] = None,
) -> None:
    """Read files or folders, run the whole route, and publish the warehouse."""
    _check_paths(paths)
    from pipelines.load_command import LoadStoppedError, load_with_progress
    from pipelines.run import data_folder, default_warehouse, problem_with

    data = data_folder()
    target = warehouse or default_warehouse(data)
    if reason := problem_with(target):
        stop(words("will_not_replace", path=target, reason=reason), WRONG_USAGE)
    try:
        report = load_with_progress(paths, target, data, console, _language, mode, workers)
    except LoadStoppedError as reason:
        stop(str(reason), NOT_DEALT_WITH)
    raise typer.Exit(NOT_DEALT_WITH if report.refused else DEALT_WITH)


@app.command()
def audit(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of disclosures.")],
    each: Annotated[bool, typer.Option("--each", help="A line for every number left, not one a table.")] = False,
    mode: Annotated[
        Literal["serial", "process"] | None, typer.Option(help="One process, or one a core (default).")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="How many processes.")] = None,
) -> None:
    """Show where every number of the files ended (figure, record, ignored and why, issue) and how the rules fell.

    Nothing is loaded: the warehouse it works with is gone afterwards.
    """
    _check_paths(paths)
    from pipelines.audit_command import audit_with_progress
    from pipelines.load_command import LoadStoppedError
    from pipelines.run import data_folder

    try:
        report = audit_with_progress(paths, data_folder(), console, errors, _language, mode, workers, each=each)
    except LoadStoppedError as reason:
        stop(str(reason), NOT_DEALT_WITH)
    raise typer.Exit(NOT_DEALT_WITH if report.refused else DEALT_WITH)


@app.command()
def rules(
    warehouse: Warehouse = None,
    failed: Annotated[bool, typer.Option("--failed", help="List the findings where printed figures differ.")] = False,
    most: Annotated[int, typer.Option(min=1, help="At most so many findings.")] = 50,
) -> None:
    """Show how often each rule applied and how it fell; with --failed, the findings with their evidence."""
    from pipelines import terminal
    from warehouse.check import rule_counts

    con = _open_published(warehouse)
    console.print(terminal.rule_table(rule_counts(con), _language))
    if failed:
        console.print(terminal.failed_findings(con, _language, most))


@app.command()
def sample(
    warehouse: Warehouse = None,
    facts: Annotated[int, typer.Option(min=1, max=100_000, help="How many facts and records to draw.")] = 300,
    seed: Annotated[int, typer.Option(help="The same warehouse and seed give the same sample.")] = 7,
    out: Annotated[Path | None, typer.Option(help="The CSV to write; default: standard output.")] = None,
    truth: Annotated[Path | None, typer.Option(help="Leave out what the truth files of this folder judge.")] = None,
    tally: Annotated[Path | None, typer.Option(help="Count the verdicts of a filled-in sample instead.")] = None,
) -> None:
    """Draw facts and records to check by eye against the pages; with --tally, count the verdicts."""
    from pipelines.sample_command import WRONG_ROW, drawn_sample, tally_table, write_sample
    from warehouse import sample_tally

    if tally is not None:
        try:
            tallies, wrong = sample_tally.tally(tally)
        except sample_tally.UnknownVerdictError as reason:
            stop(words("unknown_verdict", path=tally, detail=reason), WRONG_USAGE)
        except (OSError, KeyError, UnicodeDecodeError) as reason:
            stop(words("not_a_sample", path=tally, reason=reason), WRONG_USAGE)
        console.print(tally_table(tallies, _language))
        for row in wrong:
            shown = (row.get(name) for name in WRONG_ROW)
            console.print(" · ".join(filter(None, shown)), soft_wrap=True, highlight=False, markup=False)
        return
    if truth is not None and not truth.is_dir():
        stop(words("no_such_path", path=truth), WRONG_USAGE)
    drawn = drawn_sample(_open_published(warehouse), facts, seed, truth)
    if out is None:
        write_sample(drawn, sys.stdout, _language)
        return
    with out.open("w", encoding="utf-8-sig", newline="") as lines:
        write_sample(drawn, lines, _language)
    console.print(words("sampled", count=len(drawn), path=out), soft_wrap=True, highlight=False)


@app.command()
def explain(
    id: Annotated[
        str,
        typer.Argument(
            help="An id from the warehouse: fact, figure, indicator, issue ...; or DISCLOSURE_ID/project/3."
        ),
    ],
    warehouse: Warehouse = None,
) -> None:
    """Show where a figure came from: file, page, cell or sentence, and the words around it."""
    from pipelines import explain as explaining
    from pipelines import terminal
    from pipelines.run import data_folder

    con = _open_published(warehouse)
    found = explaining.explain(con, id, data_folder())
    if not found:
        stop(words("unknown_id", id=id), WRONG_USAGE)
    for explanation in found:
        console.print(terminal.explanation(explanation, _language))


@app.command()
def compare(
    kind: Annotated[str, typer.Argument(help="A kind of department: a code (petition) or a Chinese name (信访局).")],
    year: Annotated[int, typer.Argument(min=2000, max=2100, help="Fiscal year.")],
    warehouse: Warehouse = None,
    final: Annotated[bool, typer.Option("--final", help="Final accounts instead of budgets.")] = False,
) -> None:
    """Compare the departments of one kind across counties in a year."""
    from pipelines import terminal
    from pipelines.normalise.departments import department_kind
    from schemas.reference import department_kinds
    from warehouse.comparison import compare_kind

    known = list(department_kinds())
    code = kind if kind in known else department_kind(kind)[0]
    if code is None:
        stop(words("unknown_kind", kind=kind, known=", ".join(known)), WRONG_USAGE)
    con = _open_published(warehouse)
    frame = compare_kind(con, code, year, "final_accounts" if final else "budget")
    if frame.is_empty():
        years = con.execute("select distinct fiscal_year from compare.department_year order by 1").fetchall()
        stop(words("nothing_to_compare", year=year, years=", ".join(str(y) for (y,) in years) or "-"), NOT_DEALT_WITH)
    console.print(terminal.comparison(frame, _language, console.width))


@app.command()
def demo(
    seed: Annotated[int, typer.Option(help="Another seed invents other counties.")] = 1,
    folder: Annotated[Path | None, typer.Option(help="Where to work; default: demo below MINGZHANG_DATA.")] = None,
) -> None:
    """Invent counties, read their disclosures, compare the departments, and score what was read."""
    from pipelines.demo import run_demo
    from pipelines.run import data_folder

    raise typer.Exit(run_demo((folder or data_folder() / "demo").absolute(), seed, console, _language))


def main() -> None:
    """Entry point of the `mingzhang` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Chinese still shows the figures
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
