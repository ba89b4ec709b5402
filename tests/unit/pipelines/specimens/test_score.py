"""The score of a warehouse that holds exactly the truth is full; every slip costs where it is made."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.specimens.score import KINDS, score
from pipelines.specimens.truth import read_truth
from pipelines.specimens.writing import Plan, write_specimens

_TABLES = """
    create schema core; create schema quality;
    create table core.fact (fact_id varchar, document_id varchar, measure varchar, fund varchar, phase varchar,
        value_kind varchar, fiscal_year integer, compared_with varchar, function_code varchar, economic_code varchar,
        government_economic_code varchar, subject_name varchar, institution_no integer, project_no integer,
        origin varchar, form varchar, section varchar, stated varchar, quote varchar, amount_yuan decimal(20, 2),
        quantity decimal(24, 6));
    create table core.disclosure (disclosure_id varchar, fiscal_year integer, report_type varchar, scope varchar,
        printed_name varchar, division_code varchar);
    create table core.disclosure_document (disclosure_id varchar, document_id varchar);
    create table core.project (document_id varchar, project_no integer, name varchar, amount_yuan decimal(20, 2));
    create table core.indicator (document_id varchar, project_no integer, level3 varchar, operator varchar,
        target_value decimal(24, 6), target_unit varchar);
    create table core.institution (document_id varchar, name varchar, nature varchar, rank varchar, funding varchar);
    create table core.asset (document_id varchar, count decimal(24, 6), area_m2 decimal(24, 6),
        amount_yuan decimal(20, 2), as_of date);
    create table quality.unread_number (document_id varchar, printed varchar);
    create table quality.finding (disclosure_id varchar, rule varchar, verdict varchar);
"""


def put(db: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        frame = pl.DataFrame(rows, infer_schema_length=None)
        names = ", ".join(frame.columns)
        db.execute(f"insert into {table} ({names}) select {names} from frame")


def warehouse(
    path: Path, truth: Path, change: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda fact: fact
) -> Path:
    """A warehouse that says what the truth says, each fact after `change` (None leaves it out)."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for known in read_truth(truth):
        key = {"document_id": known["document_id"]}
        head = {name: known[name] for name in ("fiscal_year", "report_type", "scope", "printed_name", "division_code")}
        rows["core.disclosure"].append({"disclosure_id": known["document_id"], **head})
        rows["core.disclosure_document"].append({"disclosure_id": known["document_id"], **key})
        names = (
            "measure", "fund", "phase", "value_kind", "fiscal_year", "compared_with", "function_code", "economic_code",
            "government_economic_code", "subject_name", "project_no", "origin", "stated",
        )  # fmt: skip
        for figure in known["figures"]:
            value = figure["value"]
            money = {
                "amount_yuan": value if figure["is_money"] else None,
                "quantity": None if figure["is_money"] else value,
            }
            fact = change({**key, **{name: figure[name] for name in names}, **money})
            if fact is not None:
                rows["core.fact"].append(fact)
        rows["core.project"] += [{**key, **project} for project in known["projects"]]
        columns = ("project_no", "level3", "operator", "target_value", "target_unit")
        rows["core.indicator"] += [{**key, **{name: each[name] for name in columns}} for each in known["indicators"]]
        rows["core.institution"] += [{**key, **unit} for unit in known["institutions"]]
        rows["core.asset"] += [
            {**key, **{name: each[name] for name in each if name != "class"}} for each in known["assets"]
        ]
        if known["fault"] and known["fault"].get("unread"):
            rows["quality.unread_number"].append({**key, "printed": f"约{known['fault']['unread']}万元"})
        elif known["fault"]:
            told = {"disclosure_id": known["document_id"], "rule": known["fault"]["rule"], "verdict": "failed"}
            rows["quality.finding"].append(told)
    with duckdb.connect(str(path)) as db:
        db.execute(_TABLES)
        for table, listed in rows.items():
            put(db, table, listed)
    return path


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    plan = Plan(seed=8, counties=4, departments=1, years=(2024,), formats=("txt",), report_types=("budget",), faults=2)
    list(write_specimens(folder, plan))
    return folder


def test_the_truth_scores_full(truth: Path, tmp_path: Path) -> None:
    result = score(warehouse(tmp_path / "w.duckdb", truth), truth)
    assert set(result.documents) == {"apart", "known layouts"}
    for tallies in result.tallies.values():
        for kind in KINDS:
            assert (tallies[kind].missing, tallies[kind].wrong) == (0, 0), (kind, result.misses)
        assert tallies["rows"].right > 100
    assert result.found == result.planted
    assert sum(result.planted.values()) == 2
    assert not result.false_alarms


def test_a_missing_figure_and_a_wrong_one_are_told_apart(truth: Path, tmp_path: Path) -> None:
    def slip(fact: dict[str, Any]) -> dict[str, Any] | None:
        plain = fact["origin"] == "table" and fact["value_kind"] == "level" and fact["function_code"] is None
        if plain and fact["measure"] == "revenue_grand_total" and fact["fund"] == "all":
            return {**fact, "amount_yuan": "1.00"}
        return None if plain and fact["measure"] == "three_public_abroad" else fact

    result = score(warehouse(tmp_path / "w.duckdb", truth, slip), truth, errors=50)
    tallies = result.tallies["known layouts"]["headline"]
    assert tallies.wrong >= 3
    assert tallies.missing > tallies.wrong
    assert result.tallies["known layouts"]["text"].missing == 0
    assert any("three_public_abroad" in miss for miss in result.misses)


def test_a_measure_that_the_document_states_nowhere_is_wrong(truth: Path, tmp_path: Path) -> None:
    path = warehouse(tmp_path / "w.duckdb", truth)
    first = next(read_truth(truth))
    with duckdb.connect(str(path)) as db:
        claim = {
            "document_id": first["document_id"], "measure": "travel", "fund": "all", "phase": "budget",
            "value_kind": "level", "fiscal_year": 2024, "origin": "text", "stated": "5.00", "amount_yuan": "50000",
        }  # fmt: skip
        put(db, "core.fact", [{**claim, "function_code": None}, {**claim, "function_code": "201"}])
        stated_only_as_level = {**claim, "measure": "expenditure_total", "value_kind": "change_percent"}
        put(db, "core.fact", [stated_only_as_level])
    result = score(path, truth)
    assert sum(tallies["text"].wrong for tallies in result.tallies.values()) == 3
    assert "right" in result.table()


def test_an_unknown_number_counts_as_found_when_an_issue_tells_it_and_no_figure_holds_it(tmp_path: Path) -> None:
    plan = Plan(
        seed=8, counties=4, departments=4, years=(2024,), formats=("txt",), report_types=("budget",), faults=16,
        families=("northern", "eastern"),
    )  # fmt: skip
    faults = [specimen.fault for specimen in write_specimens(tmp_path, plan)]
    unread = [fault["unread"] for fault in faults if fault and fault.get("unread")]
    names = {fault["fault"] for fault in faults if fault and fault.get("unread")}
    path = warehouse(tmp_path / "w.duckdb", tmp_path)

    def found() -> int:
        result = score(path, tmp_path)
        assert sum(result.planted[name] for name in names) == len(unread) >= 2
        return sum(result.found[name] for name in names)

    assert found() == len(unread)
    with duckdb.connect(str(path)) as db:
        db.execute("delete from quality.unread_number where contains(printed, ?)", [unread[0]])
    assert found() == len(unread) - 1
    with duckdb.connect(str(path)) as db:
        db.execute("update core.fact set stated = ?", [unread[1]])
    assert found() == len(unread) - 2
