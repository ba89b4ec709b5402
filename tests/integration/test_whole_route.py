"""Invented disclosures of every known layout and format through the whole route: against their truth, cell by cell."""

import random
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.fanout import Mode
from pipelines.ingest import Layout
from pipelines.run import Run
from pipelines.shards import read_shard_documents
from pipelines.specimens.families import APART, COMPOSERS
from pipelines.specimens.score import SpecimenScore, score
from pipelines.specimens.writing import DOCUMENTS, TRUTH, Plan, write_specimens
from schemas.documents import Document
from warehouse import store
from warehouse.publish import TableState, table_states

KNOWN_FAMILIES = tuple(family for family in COMPOSERS if family not in APART)
PLAN = Plan(
    seed=26,
    counties=len(KNOWN_FAMILIES),
    departments=2,
    years=(2025,),
    families=KNOWN_FAMILIES,
    formats=("pdf", "docx", "html", "txt"),
    faults=4,
)
TELEPHONE, MOBILE, IDENTITY, NAME = "0999-7654321", "13912345678", "110101199003071234", "欧阳明账"
PERSONAL = f"联系人：{NAME}，联系电话：{TELEPHONE}，手机 {MOBILE}，身份证号 {IDENTITY}。"
# Each run through the route is made once for all tests; the ids and rows of several are compared.
Rows = dict[str, TableState]


def take(paths: list[Path], data: Path, mode: Mode = "serial", workers: int | None = None) -> Path:
    """The whole route; the published file."""
    run = Run(data, data / "mingzhang.duckdb")
    run.find(paths)
    for _ in run.make_shards(mode, workers):
        pass
    with run.hold():
        run.load()
        run.check()
        assert run.compare() == {}
        run.publish()
    assert run.report.refused == []
    return run.warehouse


def states(warehouse: Path) -> Rows:
    with store.open_published(warehouse) as con:
        return table_states(con, warehouse.stem)


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specimens")
    written = list(write_specimens(folder, PLAN))
    assert {Path(one.path).suffix for one in written} == {".pdf", ".docx", ".html", ".txt"}
    return folder


@pytest.fixture(scope="module")
def warehouse(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return take([specimens / DOCUMENTS], tmp_path_factory.mktemp("data"), "process", workers=2)


@pytest.fixture(scope="module")
def con(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with store.open_published(warehouse) as opened:
        yield opened


@pytest.fixture(scope="module")
def scored(specimens: Path, warehouse: Path) -> SpecimenScore:
    return score(warehouse, specimens, errors=20)


def one(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = con.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_no_figure_is_wrong(scored: SpecimenScore) -> None:
    (tallies,) = scored.tallies.values()
    wrong = {kind: tally.wrong for kind, tally in tallies.items() if tally.wrong}
    assert wrong == {}, "\n".join(miss for miss in scored.misses if "wrong" in miss)


def test_nearly_every_figure_is_read(scored: SpecimenScore) -> None:
    (tallies,) = scored.tallies.values()
    shares = {kind: tally.right / tally.asked for kind, tally in tallies.items() if tally.asked}
    assert shares["identity"] == 1
    assert {kind: share for kind, share in shares.items() if share < 0.9} == {}, "\n".join(scored.misses)


def test_planted_faults_are_found(scored: SpecimenScore) -> None:
    planted, found = sum(scored.planted.values()), sum(scored.found.values())
    assert planted >= 3
    # Parts that a table leaves out may leave a relation open: then the rule says `not_tested`.
    assert found >= planted - 1, (scored.planted, scored.found)
    assert not scored.false_alarms


def test_accepted_and_quarantined_are_all_that_was_extracted(
    specimens: Path, warehouse: Path, con: duckdb.DuckDBPyConnection
) -> None:
    """What the shards hold is what the warehouse holds, table by table, and every file is accounted for."""
    facts = Layout(warehouse.parent).facts
    for table in ("core.fact", "core.indicator", "core.project", "core.asset", "quality.issue", "quality.quarantine"):
        in_shards = sum(pl.read_parquet(path).height for path in facts.glob(f"*/{table}.parquet"))
        assert one(con, f"select count(*) from {table}") == in_shards
    files = [path for path in (specimens / DOCUMENTS).rglob("*") if path.is_file()]
    assert one(con, "select count(*) from core.document") == len(files)
    assert one(con, "select count(*) from core.document where read_status <> 'read'") == 0


def test_every_table_fact_stands_in_its_cell(warehouse: Path, con: duckdb.DuckDBPyConnection) -> None:
    """Of 100 facts: the cell, read again through the shard, prints what the fact states, and so does the quote."""
    rows = con.execute(
        """select document_id, table_no, row_no, column_no, stated, quote from core.fact
           where origin = 'table' and state = 'reported' and column_no is not null order by document_id, fact_id"""
    ).fetchall()
    documents: dict[str, Document] = {}
    for shard in Layout(warehouse.parent).documents.glob("[!.]*"):
        documents |= read_shard_documents(shard)
    for document_id, table_no, row_no, column_no, stated, quote in random.Random(3).sample(rows, 100):
        table = next(table for table in documents[document_id].tables if table.table_no == table_no)
        cell = table.grid()[row_no - 1][column_no - 1]
        assert cell is not None
        assert stated in cell.text or _digits(stated) in _digits(cell.text)
        assert _digits(stated) in _digits(quote)
        assert len(quote) <= 60


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.]", "", text)


def test_every_text_fact_stands_in_its_span(warehouse: Path, con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """select document_id, char_start, char_end, stated from core.fact
           where origin = 'text' and state = 'reported' order by document_id, fact_id"""
    ).fetchall()
    documents: dict[str, Document] = {}
    for shard in Layout(warehouse.parent).documents.glob("[!.]*"):
        documents |= read_shard_documents(shard)
    assert len(rows) > 100
    for document_id, start, end, stated in random.Random(4).sample(rows, 100):
        assert _digits(stated) in _digits(documents[document_id].text[start:end])


def test_a_figure_has_one_row(con: duckdb.DuckDBPyConnection) -> None:
    assert one(con, "select count(*) = count(distinct (disclosure_id, figure_id)) from core.figure")
    figures = one(con, "select count(*) from core.figure")
    assert figures == one(con, "select count(distinct (disclosure_id, figure_id)) from core.fact")
    assert figures > 1_000


def test_amounts_are_what_is_printed_in_its_unit(con: duckdb.DuckDBPyConnection) -> None:
    units = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000), "千元": Decimal(1_000)}
    rows = con.execute(
        """select stated, stated_unit, amount_yuan from core.fact
           where state = 'reported' and amount_yuan is not null and regexp_full_match(stated, '[0-9.,]+')"""
    ).fetchall()
    assert len(rows) > 1_000
    for stated, unit, yuan in rows:
        printed = Decimal(stated.replace(",", "")) * units[unit]
        assert abs(abs(yuan) - printed) < Decimal("0.01"), (stated, unit, yuan)


@pytest.fixture(scope="module")
def few(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two smallest documents of each of two counties, with the folders that tell their places."""
    folder = tmp_path_factory.mktemp("few") / DOCUMENTS
    for county in sorted(path for path in (specimens / DOCUMENTS).glob("*/*"))[:2]:
        target = folder / county.relative_to(specimens / DOCUMENTS)
        target.mkdir(parents=True)
        for path in sorted(county.iterdir(), key=lambda path: path.stat().st_size)[:2]:
            shutil.copy2(path, target)
    return folder


@pytest.fixture(scope="module")
def plain(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return take([few], tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_give_the_same_rows(few: Path, plain: Path, tmp_path: Path, workers: int) -> None:
    assert states(take([few], tmp_path / "data", "process", workers)) == states(plain)


def test_the_order_of_files_gives_the_same_rows(few: Path, plain: Path, tmp_path: Path) -> None:
    files = sorted((path for path in few.rglob("*") if path.is_file()), reverse=True)
    found = states(take(files, tmp_path / "data"))
    expected = states(plain)
    # A file given by itself has another place below what was loaded, and so another capture.
    assert {name for name in expected if found[name] != expected[name]} <= {"core.capture"}


def test_ids_do_not_depend_on_file_names(few: Path, plain: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "renamed"
    for number, path in enumerate(sorted(path for path in few.rglob("*") if path.is_file())):
        target = renamed / path.relative_to(few).parent / f"附件{number}{path.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    query = "select fact_id, figure_id, disclosure_id, document_id from core.fact order by all"
    with store.open_published(take([renamed], tmp_path / "data")) as other, store.open_published(plain) as con:
        assert other.execute(query).fetchall() == con.execute(query).fetchall()


def test_personal_data_is_masked_in_every_text_column(specimens: Path, tmp_path: Path) -> None:
    source = next(path for path in sorted((specimens / DOCUMENTS).rglob("*.txt")))
    county = tmp_path / source.parent.name
    county.mkdir()
    lines = source.read_text(encoding="utf-8").splitlines()
    for at in range(len(lines), 0, -len(lines) // 12):
        lines.insert(at, PERSONAL)
    (county / source.name).write_text("\n".join(lines), encoding="utf-8")
    with store.open_published(take([county], tmp_path / "data")) as con:
        columns = con.execute(
            """select schema_name, table_name, column_name from duckdb_columns()
               where not internal and data_type in ('VARCHAR', 'VARCHAR[]')"""
        ).fetchall()
        assert len(columns) > 100
        seen = 0
        for schema, table, column in columns:
            texts = con.execute(f'select "{column}"::varchar from {schema}."{table}"').fetchall()
            text = "\n".join(text for (text,) in texts if text)
            seen += text.count("联系电话")
            for secret in (TELEPHONE, MOBILE, IDENTITY, NAME):
                assert secret not in text, f"{schema}.{table}.{column}"
    assert seen, "the control: what stands around the numbers is kept"


def test_the_truth_lies_apart_from_what_is_loaded(specimens: Path) -> None:
    assert not list((specimens / DOCUMENTS).rglob("*.jsonl.gz"))
    assert list((specimens / TRUTH).glob("*.jsonl.gz"))
