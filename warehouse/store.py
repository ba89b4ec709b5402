"""The DuckDB file: opening it for the one writer or for readers, and bringing its tables up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas.all_tables import all_tables
from schemas.tables_core import CORE_VIEWS

SCHEMAS = ("reference", "core", "quality", "compare")


class WarehouseBusyError(Exception):
    """Another process has the warehouse open for writing; wait for it or end it."""


class DamagedWorkFileError(Exception):
    """The work file is no DuckDB database (any more): take it away and load again."""


class MigrationError(Exception):
    """The file was made by other migrations than this code knows: a changed one, or one from a newer version."""


def open_work(path: Path | str) -> duckdb.DuckDBPyConnection:
    """The writable warehouse at `path`, made or brought up to date; `WarehouseBusyError` while another writes it."""
    where = Path(path)
    where.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Committing a batch must not rewrite the file each time: the log is folded in every 256 MB and on closing.
        con = duckdb.connect(str(where), config={"checkpoint_threshold": "256MB"})
    except duckdb.IOException as error:
        if "not a valid DuckDB" in str(error):
            raise DamagedWorkFileError(str(error).splitlines()[0]) from error
        if "lock" not in str(error):
            raise
        raise WarehouseBusyError(
            f"{where} is open in another process ({error}). DuckDB allows one writer: wait for it to finish, or read "
            "the published file instead."
        ) from error
    try:
        migrate(con)
    except BaseException:
        con.close()
        raise
    return con


def open_published(path: Path | str) -> duckdb.DuckDBPyConnection:
    """The published warehouse, read-only: any number of readers, who keep their snapshot when it is published anew."""
    return duckdb.connect(str(path), read_only=True)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All statements inside take effect together or not at all."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def migrations() -> dict[str, str]:
    """The text of every migration by file name, in order. They are append-only: a released one is never edited."""
    folder = files("warehouse").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in names}


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply the migrations the file has not been through, each in a transaction; return their names."""
    known = migrations()
    applied = _applied(con)
    for name, sha256 in applied.items():
        if name not in known:
            raise MigrationError(f"{name} was applied by a newer version of Mingzhang: use that version.")
        if _sha256(known[name]) != sha256:
            raise MigrationError(f"{name} was changed after it was applied: migrations are append-only, add a new one.")
    fresh = [name for name in known if name not in applied]
    for name in fresh:
        with transaction(con):
            con.execute(known[name])
            con.execute("INSERT INTO reference.migration VALUES (?, ?)", [name, _sha256(known[name])])
    if fresh:
        with transaction(con):
            comment(con)
    return fresh


def comment(con: duckdb.DuckDBPyConnection) -> None:
    """Write the declarations' meanings into the file as comments."""
    con.execute(";\n".join(statement for table in all_tables().values() for statement in table.comments()))
    con.execute(";\n".join(statement for view in CORE_VIEWS for statement in view.comments("VIEW")))


def _applied(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = 'reference' "
        "AND table_name = 'migration'"
    ).fetchone()
    if found is None or found[0] == 0:
        return {}
    return dict(con.execute("SELECT name, sha256 FROM reference.migration ORDER BY name").fetchall())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
