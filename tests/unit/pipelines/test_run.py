"""A run: which working database lies behind which warehouse, and what is a warehouse at all."""

from pathlib import Path

import duckdb
import pytest

from pipelines.run import Run, data_folder, default_warehouse, problem_with, work_file
from warehouse import publish, store


def test_state_lies_where_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path / "a" / ".." / "b"))
    assert data_folder() == tmp_path / "b"
    monkeypatch.delenv("MINGZHANG_DATA")
    monkeypatch.chdir(tmp_path)
    assert data_folder() == tmp_path / "data"


def test_each_warehouse_has_its_own_working_database(tmp_path: Path) -> None:
    assert work_file(default_warehouse(tmp_path), tmp_path) == tmp_path / "work.duckdb"
    assert work_file(tmp_path / "x" / "a.duckdb", tmp_path) != work_file(tmp_path / "y" / "a.duckdb", tmp_path)


def test_however_a_path_is_written_it_is_the_same_warehouse(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    names = ["folder/w.duckdb", "folder/../folder/w.duckdb", "link/w.duckdb"]
    assert len({Run(tmp_path, tmp_path / name).work for name in names}) == 1


def test_only_a_warehouse_is_a_warehouse(tmp_path: Path) -> None:
    assert problem_with(tmp_path / "nothing.duckdb") is None
    assert problem_with(tmp_path)
    (tmp_path / "text").write_text("x", encoding="utf-8")
    assert problem_with(tmp_path / "text")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as con:
        con.execute("create schema core; create table core.fact (x integer)")
    assert problem_with(tmp_path / "other.duckdb")
    with store.open_work(tmp_path / "work.duckdb") as con:
        publish.publish(con, tmp_path / "ours.duckdb")
    assert problem_with(tmp_path / "ours.duckdb") is None


def test_a_lost_working_database_goes_on_from_what_was_published(tmp_path: Path) -> None:
    published = tmp_path / "ours.duckdb"
    with store.open_work(tmp_path / "old.duckdb") as con:
        con.execute("insert into quality.loaded_document values ('x', 'y', 3)")
        publish.publish(con, published)
    run = Run(tmp_path / "data", published)
    with run.hold():
        assert run.table_rows()["quality.loaded_document"] == 1
    assert run.work.is_file()


def test_nobody_else_writes_while_a_run_holds_the_working_database(tmp_path: Path) -> None:
    run = Run(tmp_path, tmp_path / "w.duckdb")
    with run.hold(), run._work() as first, run._work() as second:
        assert first is second
    with run._work() as third:
        assert third is not first
