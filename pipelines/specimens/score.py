"""Scores a warehouse against the known figures of specimens: right, missing and wrong, the apart family by itself.

    python -m pipelines.specimens.score WAREHOUSE.duckdb SPECIMENS_FOLDER [--errors N]

Of the known figures each is right (a fact has its meaning and value) or missing. Of the warehouse's facts one is wrong
when the truth has its meaning with other values only, or when the document states its measure nowhere for that year
and phase and as such a value.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from pipelines.specimens.families import APART
from pipelines.specimens.matching import FACTS, NEAR, match, squeezed
from pipelines.specimens.truth import read_truth

KINDS = ("identity", "headline", "rows", "text", "projects", "indicators", "institutions", "assets", "asset_dates")
_BATCH = 64


@dataclass(slots=True)
class Tally:
    """Counts of one kind of thing: known ones found or not, and claims that are wrong."""

    right: int = 0
    missing: int = 0
    wrong: int = 0

    @property
    def asked(self) -> int:
        """How many are known."""
        return self.right + self.missing


@dataclass(slots=True)
class SpecimenScore:
    """Tallies by group ("known layouts" or "apart") and kind, what went wrong, and faults found of those planted.

    `false_alarms` counts failed findings by rule in documents without a planted fault.
    """

    tallies: dict[str, dict[str, Tally]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Tally)))
    misses: list[str] = field(default_factory=list)
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)

    def table(self) -> str:
        """The score as a table for people."""
        lines = []
        for group, tallies in sorted(self.tallies.items()):
            lines.append(f"{group}: {self.documents[group]} documents")
            lines.append(f"  {'kind':14}{'right':>9}{'asked':>9}{'percent':>9}{'wrong':>8}")
            for kind in KINDS:
                tally = tallies[kind]
                share = 100 * tally.right / tally.asked if tally.asked else 100.0
                lines.append(f"  {kind:14}{tally.right:>9}{tally.asked:>9}{share:>9.2f}{tally.wrong:>8}")
        for fault in sorted(self.planted):
            lines.append(f"fault {fault:36}{self.found[fault]:>4} of {self.planted[fault]} found")
        for rule, number in self.false_alarms.most_common():
            lines.append(f"false alarm {rule:30}{number:>6}")
        return "\n".join(lines)


def score(warehouse: Path, truth: Path, errors: int = 0) -> SpecimenScore:
    """Compare the warehouse file with the truth of a specimens' folder; keep up to `errors` misses a document."""
    result = SpecimenScore()
    truths = read_truth(truth)
    with duckdb.connect(str(warehouse), read_only=True) as db:
        while batch := list(islice(truths, _BATCH)):
            facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for fact in _rows(db, FACTS, [known["document_id"] for known in batch]):
                facts[fact["document_id"]].append(fact)
            for known in batch:
                group = "apart" if known["family"] in APART else "known layouts"
                result.documents[group] += 1
                one = _OneDocument(db, known, facts[known["document_id"]], result.tallies[group])
                one.compare()
                result.misses += [f"{known['path']}: {miss}" for miss in one.misses[:errors]]
                _compare_findings(db, known, result)
    return result


def _rows(db: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[dict[str, Any]]:
    found = db.execute(query, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class _OneDocument:
    def __init__(
        self,
        db: duckdb.DuckDBPyConnection,
        known: dict[str, Any],
        facts: list[dict[str, Any]],
        tallies: dict[str, Tally],
    ) -> None:
        self.db, self.known, self.facts, self.tallies = db, known, facts, tallies
        self.document_id: str = known["document_id"]
        self.misses: list[str] = []

    def compare(self) -> None:
        self.identity()
        self.figures()
        self.projects()
        self.indicators()
        self.institutions()
        self.assets()

    def settle(self, kind: str, good: bool, what: object, seen: object = "") -> None:
        tally = self.tallies[kind]
        if good:
            tally.right += 1
        else:
            tally.missing += 1
            self.misses.append(f"{kind} missing: {what} {seen}")

    def err(self, kind: str, what: object) -> None:
        self.tallies[kind].wrong += 1
        self.misses.append(f"{kind} wrong: {what}")

    def identity(self) -> None:
        heads = _rows(
            self.db,
            """select d.fiscal_year, d.report_type, d.scope, d.printed_name, d.division_code
               from core.disclosure as d join core.disclosure_document as x using (disclosure_id)
               where x.document_id = ?""",
            self.document_id,
        )
        for key in ("fiscal_year", "report_type", "scope", "printed_name", "division_code"):
            seen = {head[key] for head in heads}
            wanted = self.known[key]
            good = (
                any(squeezed(str(x)).endswith(squeezed(str(wanted))) for x in seen)
                if key == "printed_name"
                else seen == {wanted}
            )
            self.settle("identity", good, f"{key} {wanted}", seen)

    def figures(self) -> None:
        matched, judged = match(self.known, self.facts)
        for figure, kind, facts, found in matched:
            self.settle(kind, found, _told(figure, "place"), [fact["stated"] for fact in facts[:3]])
        for fact, kind, right in judged:
            if not right:
                self.err(kind, _told(fact, "form", "section", "quote"))

    def projects(self) -> None:
        rows = _rows(
            self.db,
            "select project_no, name, amount_yuan from core.project where document_id = ?",
            self.document_id,
        )
        seen = {row["project_no"]: row for row in rows}
        for project in self.known["projects"]:
            row = seen.get(project["project_no"])
            good = row is not None and squeezed(row["name"]) == squeezed(project["name"])
            if good and row is not None and project["amount_yuan"] is not None:
                good = (
                    row["amount_yuan"] is not None and abs(row["amount_yuan"] - Decimal(project["amount_yuan"])) <= NEAR
                )
            self.settle("projects", good, project, row)
        for _ in range(len(rows) - len(self.known["projects"])):
            self.err("projects", "a project too many")

    def indicators(self) -> None:
        rows = _rows(
            self.db,
            "select project_no, level3, operator, target_value, target_unit from core.indicator where document_id = ?",
            self.document_id,
        )
        seen: Counter[tuple[Any, ...]] = Counter()
        for row in rows:
            number = None if row["target_value"] is None else Decimal(row["target_value"]).normalize()
            seen[row["project_no"], squeezed(row["level3"]), row["operator"], number, row["target_unit"]] += 1
        for known in self.known["indicators"]:
            number = Decimal(known["target_value"]).normalize()
            keys = [
                (known["project_no"], squeezed(known["level3"]), operator, number, known["target_unit"])
                for operator in ((known["operator"], None) if known["operator"] == "=" else (known["operator"],))
            ]
            key = next((key for key in keys if seen[key] > 0), None)
            if key is not None:
                seen[key] -= 1
            self.settle("indicators", key is not None, keys[0])
        for key in seen.elements():
            self.err("indicators", key)

    def institutions(self) -> None:
        rows = _rows(
            self.db, "select name, nature, rank, funding from core.institution where document_id = ?", self.document_id
        )
        seen = {squeezed(row["name"]): row for row in rows}
        for unit in self.known["institutions"]:
            row = seen.get(squeezed(unit["name"]))
            good = row is not None and all(
                unit[key] is None or row[key] == unit[key] for key in ("nature", "rank", "funding")
            )
            self.settle("institutions", good, unit, row)

    def assets(self) -> None:
        rows = _rows(
            self.db, "select count, area_m2, amount_yuan, as_of from core.asset where document_id = ?", self.document_id
        )
        names = ("count", "area_m2", "amount_yuan")
        seen = Counter(tuple(_number(row[name]) for name in names) for row in rows)
        dates = {str(row["as_of"]) for row in rows}
        for asset in self.known["assets"]:
            key = tuple(_number(asset[name]) for name in names)
            self.settle("assets", seen[key] > 0, f"{asset['class']} {key}")
            seen[key] -= 1
        for key in (+seen).elements():
            self.err("assets", key)
        if self.known["assets"] and rows:
            self.settle("asset_dates", dates == {self.known["assets"][0]["as_of"]}, dates)


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value).normalize()


def _told(row: dict[str, Any], *more: str) -> str:
    names = ("measure", "fund", "phase", "value_kind", "function_code", "economic_code", *more, "stated")
    return " ".join(str(row[name]) for name in names if row[name] is not None)


def _compare_findings(db: duckdb.DuckDBPyConnection, known: dict[str, Any], result: SpecimenScore) -> None:
    failed = Counter(
        row["rule"]
        for row in _rows(
            db,
            """select f.rule from quality.finding as f join core.disclosure_document as x using (disclosure_id)
               where x.document_id = ? and f.verdict = 'failed'""",
            known["document_id"],
        )
    )
    fault = known["fault"]
    if fault is None:
        result.false_alarms.update(failed)
    elif fault["rule"] is not None:
        result.planted[fault["fault"]] += 1
        result.found[fault["fault"]] += fault["rule"] in failed
    elif fault.get("unread") is not None:
        result.planted[fault["fault"]] += 1
        result.found[fault["fault"]] += _is_unread(db, known["document_id"], fault["unread"])


def _is_unread(db: duckdb.DuckDBPyConnection, document_id: str, printed: str) -> bool:
    """Whether an issue speaks of a number that no figure holds."""
    claimed = "select 1 from core.fact where document_id = ? and stated = ?"
    listed = "select 1 from quality.unread_number where document_id = ? and contains(printed, ?)"
    return not _rows(db, claimed, document_id, printed) and bool(_rows(db, listed, document_id, printed))


def main() -> None:
    """Print the score of a warehouse."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("specimens", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print up to N misses a document")
    asked = parser.parse_args()
    result = score(asked.warehouse, asked.specimens, asked.errors)
    print(*result.misses, result.table(), sep="\n")


if __name__ == "__main__":
    main()
