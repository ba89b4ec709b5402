"""The work file to the published one: read in full, copied sorted beside the target, and put in its place at once."""

from __future__ import annotations

import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.all_tables import all_tables
from schemas.tables import TableSpec
from warehouse.store import SCHEMAS, transaction

# Neighbours in a comparison lie side by side, so that it reads a small part of the file.
_SORTED = {
    "core.fact": (
        "SELECT row.* FROM {source} AS row LEFT JOIN {database}.core.disclosure AS disclosure USING (disclosure_id) "
        "ORDER BY row.fiscal_year, disclosure.report_type, row.form, row.measure, disclosure.division_code, "
        "row.disclosure_id, row.function_code, row.economic_code, row.document_id, row.fact_id"
    ),
}
_OTHERS_SORTED = "SELECT * FROM {source} ORDER BY ALL"
# A name for the copy while it is attached that no work file has.
_COPY = "mingzhang_copy"
_PART = re.compile(r"\.part(?:\.wal)?$")


class DamagedWarehouseError(Exception):
    """The copy is not what the work file holds, or a key is not unique: the last published file stays."""


@dataclass(frozen=True, slots=True)
class TableState:
    """What a full scan of a table gives: its rows and a sum of hashes over all its columns, in any order."""

    rows: int
    checksum: int


def publish(work: duckdb.DuckDBPyConnection | Path | str, target: Path | str) -> dict[str, TableState]:
    """Publish the work file (a path, or its open connection) as `target`; return the state of every table.

    Readers of the old file keep their snapshot. Killed at any moment, either the old file or the new one is there.
    """
    if isinstance(work, duckdb.DuckDBPyConnection):
        return _publish(work, Path(target))
    with duckdb.connect(str(work)) as con:
        return _publish(con, Path(target))


def is_published(work: duckdb.DuckDBPyConnection, target: Path | str) -> bool:
    """Whether `target` holds exactly what the open work file holds, both read in full."""
    if not Path(target).is_file():
        return False
    try:
        with duckdb.connect(str(target), read_only=True) as published:
            there = table_states(published, str(_one(published, "SELECT current_database()")))
    except duckdb.Error:  # not a warehouse, or a damaged one: publishing puts a good one in its place
        return False
    return there == table_states(work, str(_one(work, "SELECT current_database()")))


def _publish(con: duckdb.DuckDBPyConnection, target: Path) -> dict[str, TableState]:
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_parts(target)
    con.execute("CHECKPOINT")
    part = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
    try:
        state = _copy(con, part)
        _flush(part)
        os.replace(part, target)
        _flush(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        part.with_name(part.name + ".wal").unlink(missing_ok=True)
        raise
    return state


def _copy(con: duckdb.DuckDBPyConnection, part: Path) -> dict[str, TableState]:
    work = _one(con, "SELECT current_database()")
    before = table_states(con, str(work))
    keyed = [table for table in all_tables().values() if not table.name.startswith("quality.")]
    duplicated = [table.name for table in keyed if _repeats_a_key(con, str(work), table)]
    if duplicated:
        raise DamagedWarehouseError(f"keys are not unique in {', '.join(duplicated)}")
    con.execute(f"ATTACH '{_escaped(part)}' AS {_COPY}")
    try:
        with transaction(con):
            _fill(con, str(work))
        after = table_states(con, _COPY)
    finally:
        con.execute(f"USE {_quoted(str(work))}")
        con.execute(f"DETACH {_COPY}")
    different = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if different:
        raise DamagedWarehouseError(f"the copy differs from the work file in {', '.join(different)}")
    return after


def _fill(con: duckdb.DuckDBPyConnection, work: str) -> None:
    """Every table of `work` in its order, then its views, then all comments."""
    con.execute(f"USE {_COPY}")
    for schema in SCHEMAS:
        con.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for schema, table, sql in con.execute(
        "SELECT schema_name, table_name, sql FROM duckdb_tables() WHERE database_name = ? AND NOT temporary "
        "ORDER BY schema_name, table_name",
        [work],
    ).fetchall():
        con.execute(sql)
        name = f"{_quoted(schema)}.{_quoted(table)}"
        ordered = _SORTED.get(f"{schema}.{table}", _OTHERS_SORTED)
        rows = ordered.format(source=f"{_quoted(work)}.{name}", database=_quoted(work))
        con.execute(f"INSERT INTO {_COPY}.{name} {rows}")
    for (sql,) in con.execute(
        "SELECT sql FROM duckdb_views() WHERE database_name = ? AND NOT internal AND NOT temporary ORDER BY view_oid",
        [work],
    ).fetchall():
        con.execute(sql)
    for statement in _comments(con, work):
        con.execute(statement)


def _comments(con: duckdb.DuckDBPyConnection, work: str) -> list[str]:
    rows = con.execute(
        """
        SELECT 'TABLE', schema_name, table_name, NULL, comment FROM duckdb_tables()
        WHERE database_name = $work AND comment IS NOT NULL AND NOT temporary
        UNION ALL
        SELECT 'VIEW', schema_name, view_name, NULL, comment FROM duckdb_views()
        WHERE database_name = $work AND comment IS NOT NULL
        UNION ALL
        SELECT 'COLUMN', schema_name, table_name, column_name, comment FROM duckdb_columns()
        WHERE database_name = $work AND comment IS NOT NULL AND schema_name IN (SELECT unnest($schemas))
        """,
        {"work": work, "schemas": list(SCHEMAS)},
    ).fetchall()
    return [
        f"COMMENT ON {kind} {'.'.join(_quoted(part) for part in path if part is not None)} IS '{_escaped(comment)}'"
        for kind, *path, comment in rows
    ]


def table_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table of an open warehouse holds."""
    states = table_states(con, str(_one(con, "SELECT current_database()")))
    return {name: state.rows for name, state in states.items()}


def table_states(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, TableState]:
    """The state of every table of an attached database, each read in full."""
    found: dict[str, TableState] = {}
    for schema, table in con.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = ? AND NOT temporary ORDER BY ALL",
        [database],
    ).fetchall():
        name = f"{_quoted(database)}.{_quoted(schema)}.{_quoted(table)}"
        row = con.execute(f"SELECT count(*), coalesce(sum(hash(row)), 0) FROM {name} AS row").fetchone()  # noqa: S608
        if row is not None:
            found[f"{schema}.{table}"] = TableState(int(row[0]), int(row[1]))
    return found


def _repeats_a_key(con: duckdb.DuckDBPyConnection, database: str, table: TableSpec) -> bool:
    keys = ", ".join(_quoted(name) for name in table.primary_key)
    # Hashes of keys instead of keys: 70 million of them fit in memory.
    return bool(
        _one(
            con,
            f"SELECT count(*) <> count(DISTINCT hash({keys})) FROM {_quoted(database)}.{table.name}",  # noqa: S608
        )
    )


def _clear_parts(target: Path) -> None:
    """Take away what killed publications left; there is one writer, so none is being written now."""
    for left in target.parent.glob(f".{target.name}.*"):
        if _PART.search(left.name):
            left.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _one(con: duckdb.DuckDBPyConnection, statement: str) -> object:
    row = con.execute(statement).fetchone()
    return row[0] if row is not None else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(text: object) -> str:
    return str(text).replace("'", "''")
