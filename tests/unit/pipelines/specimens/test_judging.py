"""Facts are held against figures that people read off a document."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.specimens.judging import judged_by_people

DOCUMENT = "d" * 64
COLUMNS = {
    "fact_id": "varchar", "document_id": "varchar", "fiscal_year": "integer", "measure": "varchar", "fund": "varchar",
    "phase": "varchar", "value_kind": "varchar", "origin": "varchar", "form": "varchar", "function_code": "varchar",
    "economic_code": "varchar", "government_economic_code": "varchar", "subject_name": "varchar",
    "institution_no": "integer", "project_no": "integer", "page": "integer", "table_no": "integer",
    "row_no": "integer", "column_no": "integer", "char_start": "integer", "amount_yuan": "decimal(20, 2)",
    "quantity": "decimal(24, 6)",
}  # fmt: skip
Judge = Callable[..., dict[str, bool]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    def run(facts: list[dict[str, Any]], **known: Any) -> dict[str, bool]:
        with duckdb.connect() as db:
            db.execute("create schema core")
            db.execute(f"create table core.fact ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
            for number, fact in enumerate(facts):
                row = {
                    "fact_id": f"{number}",
                    "document_id": DOCUMENT,
                    "fiscal_year": 2031,
                    "fund": "all",
                    "phase": "budget",
                    "value_kind": "level",
                    "origin": "table",
                } | fact
                marks = ", ".join("?" for _ in row)
                db.execute(f"insert into core.fact ({', '.join(row)}) values ({marks})", list(row.values()))
            truth = {"sha256": DOCUMENT, "fiscal_year": 2031, "report_type": "budget", "headline": []} | known
            (tmp_path / "one.json").write_text(json.dumps(truth), encoding="utf-8")
            return {found.fact_id: found.right for found in judged_by_people(db, tmp_path)}

    return run


def headline(measure: str, value: str, **columns: Any) -> dict[str, Any]:
    known = {"measure": [measure], "fund": ["all"], "phase": "budget", "value_kind": ["level"], "origin": "table"}
    return known | {"value": value} | columns


def test_a_figure_is_right_where_the_truth_says_so_and_open_where_it_is_silent(judge: Judge) -> None:
    facts = [
        {"measure": "expenditure_total", "amount_yuan": 100, "row_no": 1},
        {"measure": "expenditure_total", "amount_yuan": 101, "row_no": 2},
        {"measure": "expenditure_total", "amount_yuan": 101, "fund": "fiscal", "row_no": 3},
        {"measure": "expenditure_total", "amount_yuan": 5, "function_code": "201", "row_no": 4},
    ]
    assert judge(facts, headline=[headline("expenditure_total", "100.00")]) == {"0": True, "1": False}


def test_a_number_told_twice_is_wrong_each_time(judge: Judge) -> None:
    spot = {"origin": "text", "char_start": 40, "amount_yuan": 100}
    facts = [{"measure": measure} | spot for measure in ("expenditure_grand_total", "revenue_grand_total")]
    known = [headline(fact["measure"], "100.00", origin="text") for fact in facts]
    assert judge(facts, headline=known) == {"0": False, "1": False}


def test_rows_are_held_against_what_is_printed_under_their_code(judge: Judge) -> None:
    columns = {"form": "expenditure", "measure": "expenditure_total"}
    facts = [
        {"function_code": "2010301", "amount_yuan": 30} | columns,
        {"function_code": "2010301", "amount_yuan": 31} | columns,
        {"function_code": "2010302", "amount_yuan": 30} | columns,
    ]
    table = {
        "kind": "expenditure_by_function",
        "columns": ["code", "name", "total"],
        "rows": [["2010301", "行政运行", "30.00"]],
        "complete": True,
    }
    assert judge(facts, tables=[table]) == {"0": True, "1": False}
    assert judge(facts, tables=[table | {"complete": False}]) == {"0": True}
