"""The demonstration: invented counties written, read, compared, and scored against what is known to be in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from pipelines.fanout import fan_out, worker_count
from pipelines.load_command import LoadStoppedError, load_with_progress
from pipelines.run import default_warehouse
from pipelines.specimens.score import SpecimenScore, score
from pipelines.specimens.writing import DEMO_COUNTIES, write_demo
from pipelines.terminal import money, tens_of_thousands
from schemas.words import Language, say

if TYPE_CHECKING:
    import polars as pl

KNOWN_LAYOUTS = "known layouts"
SQL_TO_TRY = """\
select division_name, department_name, fiscal_year, expenditure_total_yuan, project_share, findings_failed
from compare.department_year where kind = 'petition' and report_type = 'budget' order by expenditure_total_yuan desc;

select fiscal_year, measure, fund, amount_yuan, stated, stated_unit, places, places_agree, quote
from core.figure where measure = 'three_public_total' and phase = 'budget' limit 10;

select rule, verdict, count(*) from quality.finding group by all order by all;"""


def run_demo(folder: Path, seed: int, console: Console, language: Language) -> int:
    """Everything the demonstration shows; 0 when no figure is wrong and every planted fault is found, else 1."""
    inbox = folder / "inbox"
    with console.status(say("inventing", language)):
        documents = write_inbox(inbox, seed)
    console.print(f"{say('documents', language)}: {documents}  {inbox}", highlight=False, soft_wrap=True)
    warehouse = default_warehouse(folder)
    provinces = sorted(path for path in inbox.iterdir() if path.is_dir() and path.name != "truth")
    try:
        load_with_progress(provinces, warehouse, folder, console, language)
    except LoadStoppedError as reason:
        console.print(str(reason), style="red", highlight=False, soft_wrap=True)
        return 1
    with duckdb.connect(str(warehouse), read_only=True) as con:
        frame = con.sql(_TOTALS).pl()
    for year in frame["fiscal_year"].unique().sort():
        console.print(year_table(frame.filter(fiscal_year=year), year, language))
    found = score(warehouse, inbox)
    console.print(score_table(found, language))
    console.print(Panel(SQL_TO_TRY, title=f"{say('sql_to_try', language)}: duckdb {warehouse}", title_align="left"))
    known = found.tallies[KNOWN_LAYOUTS]
    clean = sum(tally.wrong for tally in known.values()) == 0
    return 0 if clean and all(found.found[fault] == count for fault, count in found.planted.items()) else 1


def write_inbox(inbox: Path, seed: int) -> int:
    """Write the demonstration's documents, a worker a share of the counties; how many there are."""
    width = worker_count()
    edges = [DEMO_COUNTIES * share // width for share in range(width + 1)]
    shares = [range(first, last) for first, last in pairwise(edges) if first < last]
    work = partial(_write_share, inbox=inbox, seed=seed)
    return sum(outcome.result or 0 for outcome in fan_out(work, shares, "process" if len(shares) > 1 else "serial"))


def _write_share(counties: range, inbox: Path, seed: int) -> int:
    return sum(1 for _ in write_demo(inbox, seed, counties))


_TOTALS = """
select coalesce(division_name, division_code) as county, kind, fiscal_year, expenditure_total_yuan
from compare.department_year where report_type = 'budget' order by county, kind
"""


def year_table(frame: pl.DataFrame, year: int, language: Language) -> Table:
    """Counties down, kinds of department across, budgeted expenditure in 10,000 yuan in the cells."""
    from schemas.reference import department_kinds

    kinds: Sequence[str] = sorted(kind for kind in frame["kind"].unique() if kind)
    table = Table(title=say("demo_title", language, year=year), box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("division", language), no_wrap=True)
    for kind in kinds:
        named = department_kinds()[kind]
        table.add_column(named.zh if language == "zh" else named.en, justify="right", overflow="fold", max_width=11)
    cells: dict[str, dict[str, Any]] = {}
    for row in frame.iter_rows(named=True):
        cells.setdefault(row["county"], {})[row["kind"]] = row["expenditure_total_yuan"]
    for county, amounts in cells.items():
        table.add_row(county, *(money(tens_of_thousands(amounts.get(kind)), 0) for kind in kinds))
    return table


def score_table(found: SpecimenScore, language: Language) -> Table:
    """How many known figures were read right, wrong or not at all, the apart family by itself, and the faults found."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1))
    for key in ("family", "documents", "right_figures", "wrong_figures", "missing_figures"):
        table.add_column(say(key, language), justify="left" if key == "family" else "right")
    for group, tallies in sorted(found.tallies.items(), reverse=True):
        name = say("known_layouts" if group == KNOWN_LAYOUTS else "apart", language)
        sums = [sum(getattr(tally, key) for tally in tallies.values()) for key in ("right", "wrong", "missing")]
        table.add_row(name, str(found.documents[group]), *(money(number, 0) for number in sums))
    table.caption = say(
        "planted_faults", language, planted=sum(found.planted.values()), found=sum(found.found.values())
    )
    return table
