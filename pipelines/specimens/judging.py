"""Which facts of real disclosures are right, as far as figures that people read off them can say.

The truth is a folder of JSON files, one a document (`sha256`, `headline` figures, classification `tables`); it is read
where it lies. A fact is judged where the truth has a figure of its meaning, and wrong where no such figure has its
value, or where one printed number is told under several meanings.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

_NEAR = Decimal("0.02")
# Kind of a truth table → the form its rows stand in, its code column, and the measure of each of its amount columns.
_ROW_FORMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "expenditure_by_function": (
        "expenditure",
        "function_code",
        {"total": "expenditure_total", "basic": "expenditure_basic", "project": "expenditure_project"},
    ),
    "general_public_by_function": (
        "general_public_expenditure",
        "function_code",
        {"total": "expenditure_total", "basic": "expenditure_basic", "project": "expenditure_project"},
    ),
    "basic_by_economic": (
        "general_public_basic_expenditure",
        "economic_code",
        {"total": "expenditure_basic", "personnel": "expenditure_personnel", "public": "expenditure_public"},
    ),
}
_FACTS = """
    select fact_id, measure, fund, phase, value_kind, origin, form, function_code, economic_code,
        government_economic_code, subject_name, institution_no, project_no, page, table_no, row_no, column_no,
        char_start, coalesce(amount_yuan::decimal(38, 6), quantity::decimal(38, 6)) as value
    from core.fact
    where document_id = ? and fiscal_year = ? and (amount_yuan is not null or quantity is not null)
    order by fact_id
"""
_NARROWED = (
    "function_code",
    "economic_code",
    "government_economic_code",
    "subject_name",
    "institution_no",
    "project_no",
)
_SPOT = ("origin", "value_kind", "page", "table_no", "row_no", "column_no", "char_start")


class Judgement(NamedTuple):
    """Whether one fact is right."""

    document_id: str
    fact_id: str
    right: bool


def judged_by_people(db: duckdb.DuckDBPyConnection, truth: Path) -> Iterator[Judgement]:
    """Every fact that the truth files below `truth` can judge, once."""
    for path in sorted(truth.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        found = db.execute(_FACTS, [known["sha256"], known["fiscal_year"]])
        names = [column[0] for column in found.description or ()]
        facts = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        verdicts: dict[str, bool] = {}
        for fact_id, right in (*_headlines(facts, known), *_rows(facts, known)):
            verdicts[fact_id] = verdicts.get(fact_id, True) and right
        for fact_id, right in verdicts.items():
            yield Judgement(known["sha256"], fact_id, right)


def _headlines(facts: list[dict[str, Any]], known: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    plain = [fact for fact in facts if all(fact[name] is None for name in _NARROWED)]
    verdicts: list[tuple[dict[str, Any], bool]] = []
    for fact in plain:
        rows = [row for row in known["headline"] if _speaks_of(fact, row)]
        if rows:
            verdicts.append((fact, any(_is_near(fact["value"], row["value"]) for row in rows)))
    told = Counter(_spot(fact) for fact, right in verdicts if right)
    for fact, right in verdicts:
        yield fact["fact_id"], right and told[_spot(fact)] == 1


def _speaks_of(fact: dict[str, Any], row: dict[str, Any]) -> bool:
    return (
        fact["measure"] in row["measure"]
        and (row["fund"] is None or fact["fund"] in row["fund"])
        and fact["phase"] == row["phase"]
        and fact["value_kind"] in row["value_kind"]
        and fact["origin"] == row["origin"]
    )


def _spot(fact: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(fact[name] for name in _SPOT)


def _is_near(value: Decimal, stated: Any) -> bool:
    return stated is not None and abs(value - Decimal(stated)) <= _NEAR


def _rows(facts: list[dict[str, Any]], known: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    phase = "budget" if known["report_type"] == "budget" else "final"
    for table in known.get("tables", ()):
        if table["kind"] not in _ROW_FORMS:
            continue
        form, code_column, measures = _ROW_FORMS[table["kind"]]
        if table["kind"] == "basic_by_economic" and known["report_type"] == "final_accounts":
            measures = {"total": "expenditure_basic"}
        printed: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for row in table["rows"]:
            cells = dict(zip(table["columns"], row, strict=True))
            for column, measure in measures.items():
                if cells["code"] is not None and cells.get(column) is not None:
                    printed[cells["code"], measure].append(Decimal(cells[column]))
        for fact in facts:
            amounts = printed.get((fact[code_column], fact["measure"]))
            if (
                amounts is None
                or (fact["form"], fact["phase"], fact["value_kind"]) != (form, phase, "level")
                or fact["institution_no"] is not None
                or fact["project_no"] is not None
            ):
                continue
            right = any(_is_near(fact["value"], amount) for amount in amounts)
            if right or table.get("complete", True):
                yield fact["fact_id"], right
