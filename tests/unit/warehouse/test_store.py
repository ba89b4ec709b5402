"""Opening the warehouse: one writer, migrations that are never edited, tables as declared."""

import hashlib
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from schemas.all_tables import all_tables
from schemas.tables_core import CORE_VIEWS
from warehouse import store

_HOLD = """
import sys, duckdb
con = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_new_file_has_every_table_and_view_as_declared() -> None:
    con = duckdb.connect()
    assert store.migrate(con) == list(store.migrations())
    for spec in (*all_tables().values(), *CORE_VIEWS):
        schema, _, name = spec.name.partition(".")
        found = con.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? "
            "ORDER BY column_index",
            [schema, name],
        ).fetchall()
        assert found == [(c.name, c.duckdb_type, f"{c.zh} | {c.en}") for c in spec.columns], spec.name
    declared = {table.name: [column.nullable for column in table.columns] for table in all_tables().values()}
    made: dict[str, list[bool]] = {}
    for name, nullable in con.execute(
        "SELECT schema_name || '.' || table_name, is_nullable FROM duckdb_columns() WHERE NOT internal "
        "AND table_name <> 'figure' ORDER BY table_oid, column_index"
    ).fetchall():
        made.setdefault(name, []).append(nullable)
    assert made == declared


def test_released_migrations_are_never_edited() -> None:
    listed = (Path(store.__file__).parent / "migrations" / "sha256.txt").read_text(encoding="utf-8")
    made = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in store.migrations().items()
    )
    assert made.startswith(listed), "a migration changed: leave it as it was and add a new one"
    assert made == listed, "list the new migration's sha256 in migrations/sha256.txt"


def test_opening_again_applies_nothing(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "work.duckdb"
    store.open_work(path).close()
    with store.open_work(path) as con:
        assert store.migrate(con) == []


def test_an_edited_migration_is_refused(tmp_path: Path) -> None:
    with store.open_work(tmp_path / "work.duckdb") as con:
        con.execute("UPDATE reference.migration SET sha256 = 'other' WHERE name = '0001_tables.sql'")
        with pytest.raises(store.MigrationError, match="append-only"):
            store.migrate(con)


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with store.open_work(tmp_path / "work.duckdb") as con:
        con.execute("INSERT INTO reference.migration VALUES ('9999_future.sql', 'x')")
        with pytest.raises(store.MigrationError, match="newer version"):
            store.migrate(con)


def test_a_migration_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    good = store.migrations()
    monkeypatch.setattr(
        store, "migrations", lambda: good | {"9000_bad.sql": "CREATE TABLE core.half (a INT); SELECT nope"}
    )
    con = duckdb.connect()
    with pytest.raises(duckdb.Error):
        store.migrate(con)
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'half'").fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM reference.migration").fetchone() == (len(good),)


def test_a_second_writer_is_told_who_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "work.duckdb"
    store.open_work(path).close()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(store.WarehouseBusyError, match=str(holder.pid)):
            store.open_work(path)
    finally:
        holder.stdin.close()
        holder.wait(10)
    store.open_work(path).close()


def test_a_transaction_is_all_or_nothing() -> None:
    con = duckdb.connect()
    store.migrate(con)

    def stopped() -> None:
        with store.transaction(con):
            con.execute("INSERT INTO reference.section_kind VALUES ('a', '甲', 'a')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped()
    assert con.execute("SELECT count(*) FROM reference.section_kind").fetchone() == (0,)
