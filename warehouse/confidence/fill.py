"""Fills `core.fact.confidence` from the evidence of each figure and what such evidence has proved worth."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import duckdb

from schemas.class_names import listed_codes

# How many facts are weighed at a time, so that 70 million of them need no more memory than these.
FACTS_AT_A_TIME = 4_000_000
# What a figure is worth whose evidence nobody has judged yet.
UNJUDGED = 0.9
CALIBRATION = "calibration.csv"

_FACT_COUNT = "select count(*) from core.fact"
_SCOPE = """
create or replace temp table scope as
select disclosure_id from core.fact where hash(disclosure_id) % $parts = $part group by disclosure_id
"""
_FILL = """
update core.fact as fact
set confidence = weighed.confidence
from fact_confidence as weighed
where weighed.fact_row = fact.rowid and fact.confidence is distinct from weighed.confidence
"""
_SCRATCH = (
    "fact_confidence",
    "fact_evidence",
    "table_with_issue",
    "named_by_path",
    "shared_number",
    "said_again",
    "contradicted_figure",
    "followed",
    "tested",
    "scope",
    "known_code",
    "proved",
)


@dataclass(frozen=True, slots=True)
class Proved:
    """A line of the calibration: of `judged` real figures with this evidence `wrong` were wrong, and of specimens."""

    evidence: str
    judged: int
    wrong: int
    specimens: int
    specimens_wrong: int
    confidence: float


@cache
def calibration() -> dict[str, Proved]:
    """What each evidence class has proved worth, from `calibration.csv`."""
    with files("warehouse.confidence").joinpath(CALIBRATION).open(encoding="utf-8") as lines:
        return {
            row["evidence"]: Proved(
                row["evidence"],
                int(row["judged"]),
                int(row["wrong"]),
                int(row["specimens"]),
                int(row["specimens_wrong"]),
                float(row["confidence"]),
            )
            for row in csv.DictReader(lines)
        }


def fill_confidence(con: duckdb.DuckDBPyConnection) -> None:
    """Give every fact its confidence; facts that have it already are not touched. Run after the rules."""
    (facts,) = con.execute(_FACT_COUNT).fetchone() or (0,)
    parts = 1 + facts // FACTS_AT_A_TIME
    for part in range(parts):
        weigh(con, parts, part)
        con.execute(_FILL)
    for table in _SCRATCH:
        con.execute(f"drop table if exists {table}")


def weigh(con: duckdb.DuckDBPyConnection, parts: int = 1, part: int = 0) -> None:
    """Make the temporary tables `fact_evidence` and `fact_confidence` for all disclosures, or a part of them."""
    con.execute(_SCOPE, {"parts": parts, "part": part})
    _weigh(con)


def weigh_disclosure(con: duckdb.DuckDBPyConnection, disclosure_id: str) -> None:
    """The same for one disclosure, as it was when the warehouse was published."""
    con.execute("create or replace temp table scope as select $only as disclosure_id", {"only": disclosure_id})
    _weigh(con)


def _weigh(con: duckdb.DuckDBPyConnection) -> None:
    codes = [[axis, code] for axis in ("function", "economic") for code in sorted(listed_codes(axis))]
    proved = [[known.evidence, known.confidence] for known in calibration().values()]
    con.execute("create or replace temp table known_code (axis varchar, code varchar)")
    con.executemany("insert into known_code values (?, ?)", codes)
    con.execute("create or replace temp table proved (evidence varchar, confidence double)")
    if proved:
        con.executemany("insert into proved values (?, ?)", proved)
    con.execute(f"create or replace temp macro unproved() as {UNJUDGED}::double")
    con.execute(_script("evidence"))
    con.execute(_script("worth"))


@cache
def _script(name: str) -> str:
    return files("warehouse.confidence").joinpath(f"{name}.sql").read_text(encoding="utf-8")
