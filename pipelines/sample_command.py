"""The blind sample as a person works with it: a CSV to fill in beside the pages, and its tally."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import duckdb
from rich.box import SIMPLE_HEAD
from rich.table import Table

from pipelines.terminal import meaning
from schemas.words import Language, say
from warehouse.sample import Sampled, draw, prepare
from warehouse.sample_tally import Tally, together
from warehouse.sample_truth import leave_out_what_truth_covers

COLUMNS = (
    *("no", "stratum", "stratum_size", "county", "file_name", "page", "table_no", "row_no", "column_no"),
    *("quote", "value", "unit", "stated", "meaning", "printed_value", "verdict", "remark"),
    *("char_start", "id", "document_id"),
)
# What the tally tells of a wrong row: enough to find the line and the page again.
WRONG_ROW = ("no", "stratum", "county", "file_name", "page", "quote", "stated", "meaning", "printed_value", "remark")
_FURTHER = ("as_of", "institution", "project")


def drawn_sample(con: duckdb.DuckDBPyConnection, count: int, seed: int, truth: Path | None) -> list[Sampled]:
    """`count` facts and records of the warehouse; with `truth`, of those that its files do not judge already."""
    prepare(con)
    if truth is not None:
        leave_out_what_truth_covers(con, truth)
    return draw(con, count, seed)


def write_sample(drawn: Sequence[Sampled], out: IO[str], language: Language) -> None:
    """One line a drawn row; `printed_value`, `verdict` and `remark` are empty, for whoever looks at the page."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for number, one in enumerate(drawn, 1):
        row = one.row
        cells = {
            **{name: row.get(name) for name in COLUMNS},
            "no": number,
            "stratum": one.stratum,
            "stratum_size": one.stratum_size,
            "value": _plain(one),
            "stated": _stated(row),
            "meaning": _meaning(row, language),
        }
        lines.writerow("" if cells[name] is None else cells[name] for name in COLUMNS)


def _plain(one: Sampled) -> str:
    if one.value is None:
        return ""
    text = f"{one.value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _stated(row: dict[str, Any]) -> str:
    """The figure as printed; words that tell a figure (与上年持平) have no unit."""
    stated = row["stated"] or ""
    unit = row["stated_unit"] or ""
    return stated + unit if any(character.isdigit() for character in stated) else stated


def _meaning(row: dict[str, Any], language: Language) -> str:
    """What the fact or record is said to be, and the unit or project it is said to belong to."""
    said = row["said"] if row["measure"] is None else meaning(row, language)
    further = [str(row[name]) for name in _FURTHER if row[name] is not None]
    return " · ".join([str(said), *further])


def tally_table(tallies: dict[str, Tally], language: Language) -> Table:
    """Each stratum and all together: right, wrong, the share wrong and its interval."""
    table = Table(title=say("sample_tally", language), title_justify="left", box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("stratum", language), no_wrap=True)
    for key in ("right", "wrong", "unsure", "open", "share_wrong", "interval"):
        table.add_column(say(key, language), justify="right", no_wrap=True)
    for stratum, of in sorted(tallies.items()):
        table.add_row(stratum, *_tallied(of))
    table.add_section()
    table.add_row(say("all", language), *_tallied(together(tallies.values())), style="bold")
    return table


def _tallied(of: Tally) -> tuple[str, ...]:
    counts = tuple(str(number) for number in (of.right, of.wrong, of.unsure, of.open))
    if not of.judged:
        return (*counts, "–", "–")
    low, high = of.interval
    return (*counts, f"{of.wrong / of.judged:.2%}", f"{low:.2%} – {high:.2%}")
