"""What evidence has proved worth: counts right and wrong figures by evidence class and writes the calibration.

    python -m pipelines.specimens.calibrate --real WAREHOUSE TRUTH --specimens WAREHOUSE FOLDER [--write]

The warehouses are loaded from the real documents that the truth speaks of and from written specimens. A class is worth
the lower bound (one-sided 95 %, Wilson) of the share that proved right. Real documents count in full; specimens, which
are written by people who know the reader, as no more than `SPECIMENS_COUNT` observations. The columns "left out" weigh
each real document by what the others have proved. Only counts are kept: no figure and no name goes into the file.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl

from pipelines.specimens.judging import Judgement, judged_by_people
from pipelines.specimens.matching import FACTS, match
from pipelines.specimens.truth import read_truth
from warehouse.confidence import fill
from warehouse.confidence.fill import Proved
from warehouse.confidence.reasons import AGAINST

SPECIMENS_COUNT = 120
SPECIMENS_COUNT_BESIDE_ERRORS = 20  # where real figures of the class were wrong, specimens say little
MADE_UP_ONLY = 0.95  # the most that a class is worth which no real document has proved
# The most without support by another figure, for the reader was written with the judged documents at hand; and the most
# where more than one specimen in a thousand went wrong, which are written to be hard.
UNSUPPORTED = 0.98
SPECIMENS_MAY_FAIL = 0.001
BUCKETS = (0.99, 0.95, 0.9, 0.8, 0.0)
_QUANTILE = 1.645  # of the normal distribution: 95 %, one side
# Which supports hold all that others hold, and more.
STRONGER_THAN = {
    "adds_up_and_said_elsewhere": ("adds_up", "said_elsewhere"),
    "adds_up_and_follows": ("adds_up", "follows"),
    "said_elsewhere_and_follows": ("said_elsewhere", "follows"),
    "follows": ("alone",),
    "adds_up": ("alone",),
    "closes_and_said_elsewhere": ("closes", "said_elsewhere"),
    "closes": ("alone",),
    "said_elsewhere": ("alone",),
    "column_is_checked": ("alone",),
}
_BATCH = 64


@dataclass(slots=True)
class Tally:
    """Figures of one evidence class that were judged, and those among them that were wrong."""

    judged: int = 0
    wrong: int = 0

    def add(self, right: bool) -> None:
        """Count one figure."""
        self.judged += 1
        self.wrong += not right


class Weighed(NamedTuple):
    """A judged fact with its document and its evidence class."""

    document_id: str
    evidence: str
    right: bool


@dataclass(slots=True)
class Counts:
    """Tallies by evidence class, of real documents and of specimens, and how many facts each class has."""

    real: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    specimens: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    facts: Counter[str] = field(default_factory=Counter)


def lower_bound(judged: float, wrong: float) -> float:
    """The share right that is at least true with 95 % confidence (Wilson's bound)."""
    if judged <= 0:
        return 0.0
    share, square = 1 - wrong / judged, _QUANTILE**2
    spread = _QUANTILE * math.sqrt(share * (1 - share) / judged + square / (4 * judged**2))
    return max(0.0, (share + square / (2 * judged) - spread) / (1 + square / judged))


def proved_alone(evidence: str, real: Tally, specimens: Tally) -> float:
    """What a class is worth by its own counts."""
    most = SPECIMENS_COUNT_BESIDE_ERRORS if real.wrong else SPECIMENS_COUNT
    weight = min(1.0, most / specimens.judged) if specimens.judged else 0.0
    wrong = real.wrong + weight * specimens.wrong
    found = lower_bound(real.judged + weight * specimens.judged, wrong)
    if wrong == 0:
        found = max(found, fill.UNJUDGED)  # a handful of right ones must not make a class worse than none
    if real.judged == 0:
        found = min(found, MADE_UP_ONLY)
    support = evidence.partition("/")[2]
    if support in AGAINST:
        found = min(found, fill.UNJUDGED)
    if support == "alone" or specimens.wrong > SPECIMENS_MAY_FAIL * specimens.judged:
        found = min(found, UNSUPPORTED)
    return found


def worth(evidence: str, real: Mapping[str, Tally], specimens: Mapping[str, Tally]) -> float:
    """The confidence of a class: more of the same support is worth no less, as long as no real figure was wrong."""
    what, _, support = evidence.partition("/")
    found = proved_alone(evidence, real.get(evidence, Tally()), specimens.get(evidence, Tally()))
    if not real.get(evidence, Tally()).wrong:
        weaker = [worth(f"{what}/{less}", real, specimens) for less in STRONGER_THAN.get(support, ())]
        found = max([found, *weaker])
    return round(found, 4)


def weighed(db: duckdb.DuckDBPyConnection, judgements: Iterable[Judgement]) -> list[Weighed]:
    """The judged facts of a warehouse with their evidence; `fact_evidence` stands in it already."""
    rows = list(judgements)
    schema = {"document_id": pl.String(), "fact_id": pl.String(), "is_right": pl.Boolean()}
    judged = pl.DataFrame(rows, schema=schema, orient="row")
    found = db.execute(
        "select document_id, evidence, is_right from judged join fact_evidence using (document_id, fact_id)"
    )
    del judged
    return [Weighed(*row) for row in found.fetchall()]


def judged_specimens(db: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Judgement]:
    """Every fact that the truth of specimens can judge."""
    truths = read_truth(folder)
    while batch := list(islice(truths, _BATCH)):
        found = db.execute(FACTS, [[known["document_id"] for known in batch]])
        names = [column[0] for column in found.description or ()]
        facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in found.fetchall():
            fact = dict(zip(names, row, strict=True))
            facts[fact["document_id"]].append(fact)
        for known in batch:
            _, judged = match(known, facts[known["document_id"]])
            for verdict in judged:
                yield Judgement(known["document_id"], verdict.fact["fact_id"], verdict.right)


def calibrated(counts: Counts) -> list[Proved]:
    """A line a class that a warehouse or the calibration knows, by name."""
    return [
        Proved(
            evidence,
            counts.real[evidence].judged,
            counts.real[evidence].wrong,
            counts.specimens[evidence].judged,
            counts.specimens[evidence].wrong,
            worth(evidence, counts.real, counts.specimens),
        )
        for evidence in sorted(counts.facts)
    ]


def left_out(real: list[Weighed], counts: Counts) -> dict[float, Tally]:
    """Real figures by bucket where each document is weighed by what all the others have proved."""
    documents: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for one in real:
        documents[one.document_id][one.evidence].add(one.right)
    found: dict[float, Tally] = defaultdict(Tally)
    for tallies in documents.values():
        others = {
            evidence: Tally(whole.judged - tallies[evidence].judged, whole.wrong - tallies[evidence].wrong)
            for evidence, whole in counts.real.items()
        }
        for evidence, own in list(tallies.items()):
            into = found[bucket(worth(evidence, others, counts.specimens))]
            into.judged += own.judged
            into.wrong += own.wrong
    return found


def bucket(confidence_of: float) -> float:
    """The lower end of the bucket that a confidence falls into."""
    return next(low for low in BUCKETS if confidence_of >= low)


def table(counts: Counts, proved: Mapping[str, float], others: Mapping[float, Tally]) -> str:
    """Facts, judged and wrong ones by bucket of confidence, as a table for people."""
    rows: dict[float, list[int]] = {low: [0, 0, 0, 0, 0] for low in BUCKETS}
    for evidence, number in counts.facts.items():
        numbers = rows[bucket(proved[evidence])]
        real, specimens = counts.real[evidence], counts.specimens[evidence]
        for place, value in enumerate((number, real.judged, real.wrong, specimens.judged, specimens.wrong)):
            numbers[place] += value
    total = sum(counts.facts.values()) or 1
    heads = ("confidence", "facts", "share", "judged", "wrong", "specimens", "wrong", "left out", "wrong")
    lines = ["".join(f"{head:>11}" for head in heads)]
    for low, (number, *judged) in rows.items():
        out = others.get(low, Tally())
        values = (f">={low}", number, f"{100 * number / total:.1f}%", *judged, out.judged, out.wrong)
        lines.append("".join(f"{value:>11}" for value in values))
    return "\n".join(lines)


def main() -> None:
    """Print the table of buckets and, when asked to, write the calibration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, nargs=2, metavar=("WAREHOUSE", "TRUTH"))
    parser.add_argument("--specimens", type=Path, nargs=2, action="append", default=[], metavar=("WAREHOUSE", "FOLDER"))
    parser.add_argument("--write", action="store_true", help=f"write warehouse/confidence/{fill.CALIBRATION}")
    parser.add_argument("--classes", action="store_true", help="print every class")
    asked = parser.parse_args()
    counts, real = Counts(), []
    if asked.real:
        with duckdb.connect(str(asked.real[0]), read_only=True) as db:
            fill.weigh(db)
            real = weighed(db, judged_by_people(db, asked.real[1]))
            counts.facts.update(_facts(db))
        for judged in real:
            counts.real[judged.evidence].add(judged.right)
    for warehouse, folder in asked.specimens:
        with duckdb.connect(str(warehouse), read_only=True) as db:
            fill.weigh(db)
            for judged in weighed(db, judged_specimens(db, folder)):
                counts.specimens[judged.evidence].add(judged.right)
            for evidence in _facts(db):
                counts.facts.setdefault(evidence, 0)
    lines = calibrated(counts)
    if asked.classes:
        for line in lines:
            print(*astuple(line), sep=",")
    print(table(counts, {line.evidence: line.confidence for line in lines}, left_out(real, counts)))
    if asked.write:
        with (Path(fill.__file__).parent / fill.CALIBRATION).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([column.name for column in fields(Proved)])
            writer.writerows(astuple(line) for line in lines)


def _facts(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return dict(db.execute("select evidence, count(*) from fact_evidence group by evidence").fetchall())


if __name__ == "__main__":
    main()
