"""Shards into the warehouse: repeats, replacements, versions, and files that each number their own records."""

import dataclasses
import datetime
import hashlib
import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.normalise.frames import to_frames
from schemas.documents import Document, Paragraph
from schemas.facts import Extraction, Figure, Identity, Indicator, Institution, Place, Project, Section
from schemas.issues import Issue
from schemas.reference import divisions
from schemas.tables_core import CAPTURE
from warehouse import load, store
from warehouse.load import BY_DOCUMENT, LoadReport, load_batches

COUNTY = next(code for code, division in divisions().items() if division.level == "county")
BODY = Identity(printed_name="公路局", division_code=COUNTY, fiscal_year=2031, report_type="budget", scope="department")

NO_DISCLOSURE: dict[str, Any] = {
    "identity": Identity(),
    "sections": [],
    "figures": [],
    "issues": [Issue("not_a_disclosure")],
}


@pytest.fixture(autouse=True)
def _no_code_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code lists have tests of their own."""
    monkeypatch.setattr(load, "load_reference", lambda con: [])


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        store.migrate(con)
        yield con


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def figure(stated: str, **changes: Any) -> Figure:
    return Figure(
        **{
            "measure": "expenditure_total",
            "fund": "all",
            "phase": "budget",
            "fiscal_year": 2031,
            "stated": stated,
            "stated_unit": "万元",
            "place": Place(1, 1, 3, 4),
            "quote": f"支出合计 {stated}",
            "origin": "table",
            "form": "expenditure",
        }
        | changes
    )


def said(name: str, stated: str = "12.50", **changes: Any) -> tuple[Document, Extraction, str]:
    """A file of the body: a table with one total and a section, unless `changes` say otherwise."""
    blocks = (Paragraph("一、部门职责", 0, ((0, 1),), 1), Paragraph("养护公路。", 7, ((0, 1),)))
    found = Extraction(
        **{"identity": BODY, "sections": [Section("duties", "一、部门职责", 0, 2)], "figures": [figure(stated)]}
        | changes
    )
    return Document(digest(name), "application/pdf", f"{name}.pdf", 9, 1, "pdf", "1", "read", blocks), found, name


Shard = Callable[..., Path]


@pytest.fixture
def shard(tmp_path: Path) -> Shard:
    numbers = itertools.count()

    def write(*batch: tuple[Document, Extraction, str], day: int = 1, version: str = "1") -> Path:
        folder = tmp_path / f"batch {next(numbers)}'s"
        folder.mkdir()
        captures = [
            {
                "capture_id": f"{document.document_id} {day}",
                "document_id": document.document_id,
                "retrieved_at": datetime.datetime(2031, 3, day),
            }
            for document, _, _ in batch
        ]
        frames = to_frames(batch, extractor_version=version)
        frames[CAPTURE.name] = pl.DataFrame(captures, schema=CAPTURE.polars_schema())
        for name, frame in frames.items():
            frame.write_parquet(folder / f"{name}.parquet")
        return folder

    return write


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    names = [
        *(table.name for table in BY_DOCUMENT),
        "core.department",
        "core.disclosure",
        "core.disclosure_document",
        "core.capture",
    ]
    return {name: con.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall() for name in names}


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return con.execute(sql).fetchall()


def test_loading_again_changes_no_row(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    folder = shard(
        said("a"), said("b", identity=Identity(printed_name="路灯所", fiscal_year=2031, report_type="budget"))
    )
    first = load_batches(con, [folder])
    before = contents(con)
    assert first == LoadReport(1, 2, 2, 8, 0)
    assert load_batches(con, [folder]) == LoadReport(1, 2, 0, 0, 0)
    assert contents(con) == before
    assert rows(con, "SELECT count(*) FROM core.disclosure WHERE is_current AND version = 1") == [(2,)]


def test_a_document_is_replaced_whole(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    load_batches(
        con,
        [
            shard(
                said("a"),
                said("b", identity=Identity(printed_name="丁县路灯所", fiscal_year=2031, report_type="budget")),
            )
        ],
    )
    report = load_batches(con, [shard(said("a", "99.00", sections=[]), version="2")])
    assert (report.changed_documents, report.rows_added, report.rows_removed) == (1, 3, 4)
    amounts = rows(con, "SELECT document_id, amount_yuan FROM core.fact ORDER BY amount_yuan")
    assert amounts == [(digest("b"), Decimal(125000)), (digest("a"), Decimal(990000))]
    assert rows(con, "SELECT document_id FROM core.section") == [(digest("b"),)]


def test_a_document_read_as_another_body_leaves_nothing_behind(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    load_batches(con, [shard(said("a"))])
    other = Identity(printed_name="丁县路灯所", fiscal_year=2031, report_type="budget", scope="unit")
    load_batches(con, [shard(said("a", identity=other), version="2")])
    assert rows(con, "SELECT printed_name, scope FROM core.disclosure") == [("丁县路灯所", "unit")]
    assert rows(con, "SELECT name FROM core.department") == [("丁县路灯所",)]
    load_batches(con, [shard(said("a", **NO_DISCLOSURE), version="3")])
    assert rows(con, "FROM core.disclosure UNION ALL BY NAME FROM core.department") == []
    assert rows(con, "SELECT read_status FROM core.document") == [("not_a_disclosure",)]


def test_a_republished_file_is_a_new_version_whatever_the_order(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    old, new = shard(said("old", "1.00"), day=1), shard(said("new", "2.00"), day=2)
    load_batches(con, [new, old])
    versions = (
        "SELECT version, is_current, amount_yuan FROM core.disclosure JOIN core.fact USING (disclosure_id) ORDER BY 1"
    )
    assert rows(con, versions) == [(1, False, Decimal(10000)), (2, True, Decimal(20000))]
    assert rows(con, "SELECT amount_yuan, places FROM core.figure") == [(Decimal(20000), 1)]
    assert rows(con, "SELECT count(DISTINCT figure_id), count(DISTINCT disclosure_id) FROM core.fact") == [(1, 2)]
    backwards = contents(con)
    with duckdb.connect() as forwards:
        store.migrate(forwards)
        load_batches(forwards, [old, new])
        assert contents(forwards) == backwards


def test_a_later_retrieval_makes_an_old_file_current_again(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    load_batches(con, [shard(said("one"), day=1), shard(said("two"), day=2)])
    load_batches(con, [shard(said("one"), day=3)])
    current = (
        "SELECT document_id FROM core.disclosure JOIN core.disclosure_document USING (disclosure_id) WHERE is_current"
    )
    assert rows(con, current) == [(digest("one"),)]


def test_a_new_narrative_keeps_the_old_tables_current(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    narrative = [said(name, figures=[]) for name in ("n1", "n2")]
    load_batches(con, [shard(narrative[0], said("t", sections=[])), shard(narrative[1], day=2)])
    parts = rows(
        con,
        "SELECT is_current, file.part, document_id FROM core.disclosure JOIN core.disclosure_document AS file "
        "USING (disclosure_id) ORDER BY ALL",
    )
    assert parts == [
        (False, "narrative", digest("n1")),
        (True, "narrative", digest("n2")),
        (True, "tables", digest("t")),
    ]
    assert rows(con, "SELECT count(*) FROM core.figure") == [(1,)]


def test_files_of_one_disclosure_number_their_records_on(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    narrative = said(
        "narrative",
        figures=[],
        projects=[Project(project_no=1, name="修路"), Project(project_no=2, name="架桥")],
        indicators=[Indicator(project_no=2, level1="产出", level2=None, level3="座数")],
    )
    tables = said(
        "tables",
        sections=[],
        institutions=[Institution(institution_no=1, name="养护站")],
        projects=[Project(project_no=1, name="路灯", institution_no=1)],
        figures=[figure("5.00", measure="project_amount", project_no=1, form="expenditure")],
        indicators=[Indicator(project_no=1, level1="产出", level2=None, level3="盏数")],
    )
    # The tables come first and are numbered from 1; the narrative then takes the first numbers.
    load_batches(con, [shard(tables)])
    assert rows(con, "SELECT project_no FROM core.fact") == [(1,)]
    load_batches(con, [shard(narrative)])
    assert rows(con, "SELECT project_no, name FROM core.project ORDER BY 1") == [(1, "修路"), (2, "架桥"), (3, "路灯")]
    assert rows(
        con, "SELECT level3, name FROM core.indicator JOIN core.project USING (disclosure_id, project_no) ORDER BY 1"
    ) == [
        ("座数", "架桥"),
        ("盏数", "路灯"),
    ]
    assert rows(con, "SELECT project_no, institution_no FROM core.fact") == [(3, None)]
    once = contents(con)
    with duckdb.connect() as other:
        store.migrate(other)
        load_batches(other, [shard(narrative, tables)])
        assert contents(other) == once
    # Without the narrative they go back.
    load_batches(con, [shard(said("narrative", identity=Identity(), figures=[], sections=[]), version="2")])
    assert rows(con, "SELECT project_no, name FROM core.project") == [(1, "路灯")]


def test_contents_do_not_depend_on_the_order_or_the_batches_of_loading(shard: Shard) -> None:
    files = [
        (said("narrative 1", figures=[], projects=[Project(project_no=1, name="修路")]), 1),
        (said("narrative 2", figures=[], projects=[Project(project_no=1, name="修路")]), 2),
        (said("tables", sections=[], figures=[figure("5.00", project_no=2)]), 1),
        (said("annex", sections=[], figures=[], projects=[Project(project_no=1, name="路灯")]), 3),
        (said("neighbour", identity=dataclasses.replace(BODY, printed_name="公路局（本级）", scope="unit")), 1),
    ]
    shards = {document.file_name: shard((document, found, hint), day=day) for (document, found, hint), day in files}
    shards["together"] = shard(files[0][0], files[2][0])
    orders = [list(shards), sorted(shards, key=digest)]
    found = []
    for order in orders:
        with duckdb.connect() as con:
            store.migrate(con)
            load_batches(con, [shards[name] for name in order])
            found.append(contents(con))
    assert found[0] == found[1]
    assert len(found[0]["core.department"]) == 1, "a body's unit version is another disclosure of the same body"
    assert len(found[0]["core.disclosure"]) == 3


def test_annexes_look_alike_and_stay(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    annexes = [
        said(name, sections=[], figures=[], indicators=[Indicator(project_no=1, level1=name, level2=None, level3=None)])
        for name in ("x", "y")
    ]
    load_batches(con, [shard(annexes[0]), shard(annexes[1], day=2)])
    assert rows(con, "SELECT version, is_current FROM core.disclosure") == [(1, True)]
    assert rows(con, "SELECT count(*) FROM core.indicator") == [(2,)]


def test_the_view_chooses_the_more_precise_place_and_says_whether_places_agree(
    con: duckdb.DuckDBPyConnection, shard: Shard
) -> None:
    text = {"origin": "text", "form": None, "section": "duties"}
    load_batches(
        con,
        [
            shard(
                said(
                    "a",
                    figures=[
                        figure("12.50", **text),
                        figure("12.5"),
                        figure("7.00", measure="expenditure_basic", **text),
                        figure("7.00", measure="expenditure_basic"),
                        figure("8.00", measure="expenditure_project"),
                        figure("9.00", measure="expenditure_project", **text),
                        figure("", measure="expenditure_reserve"),
                    ],
                )
            )
        ],
    )
    chosen = rows(con, "SELECT measure, stated, origin, places, places_agree FROM core.figure ORDER BY 1")
    assert chosen == [
        ("expenditure_basic", "7.00", "table", 2, True),
        ("expenditure_project", "8.00", "table", 2, False),
        ("expenditure_reserve", "", "table", 1, True),
        ("expenditure_total", "12.50", "text", 2, True),
    ]


def test_a_batch_that_fails_halfway_changes_nothing(
    con: duckdb.DuckDBPyConnection, shard: Shard, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_batches(con, [shard(said("a"))])
    before = contents(con)

    def fail(_: duckdb.DuckDBPyConnection) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(load, "_remember", fail)
    with pytest.raises(RuntimeError, match="disk"):
        load_batches(con, [shard(said("a", "3.00"), version="2")])
    assert contents(con) == before


def test_facts_whose_file_has_no_identity_row_are_kept(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    folder = shard(said("a"))
    path = folder / "core.file_identity.parquet"
    pl.read_parquet(path).clear().write_parquet(path)
    load_batches(con, [folder])
    assert rows(con, "SELECT count(*) FROM core.fact") == [(1,)]


def test_joins_by_the_promised_keys_are_not_ambiguous(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    load_batches(con, [shard(said("a"))])
    heads = rows(
        con,
        "SELECT fiscal_year, report_type, scope, printed_name, is_current, department.name, file_name, part "
        "FROM core.disclosure JOIN core.disclosure_document USING (disclosure_id) "
        "JOIN core.department USING (department_id) JOIN core.document USING (document_id)",
    )
    assert heads == [(2031, "budget", "department", "公路局", True, "公路局", "a.pdf", "whole")]


def test_only_the_named_documents_of_a_shared_batch_are_loaded(con: duckdb.DuckDBPyConnection, shard: Shard) -> None:
    folder = shard(said("a"), said("b"))
    assert load_batches(con, [folder], only=[digest("a")]).changed_documents == 1
    assert rows(con, "SELECT document_id FROM core.fact") == [(digest("a"),)]
    assert load_batches(con, [folder]).changed_documents == 1
