"""Accepted Parquet shards into the warehouse: documents replaced whole, a transaction a batch, repeats change nothing.

Files of one disclosure arrive in any order and any batch: which version a file belongs to, and where its own numbers of
projects, units and sections start, is worked out anew for every disclosure a batch touches (`loading/1_assign.sql`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from schemas import tables_core as core
from schemas import tables_records as records
from schemas.tables import TableSpec
from schemas.tables_quality import ACCOUNT, ISSUE, LOADED_DOCUMENT, QUARANTINE, UNREAD_NUMBER
from warehouse.reference import load_reference
from warehouse.store import transaction

# Tables whose rows belong to one document and are replaced with it.
BY_DOCUMENT: tuple[TableSpec, ...] = (
    core.DOCUMENT,
    core.FILE_IDENTITY,
    records.SECTION,
    records.INSTITUTION,
    records.PROJECT,
    records.INDICATOR,
    records.PROCUREMENT_ITEM,
    records.ASSET,
    core.FACT,
    core.DERIVATION,
    ISSUE,
    QUARANTINE,
    ACCOUNT,
    UNREAD_NUMBER,
)
_SHARDS = (*BY_DOCUMENT, core.DEPARTMENT, core.CAPTURE)
# Which of a file's own numbers its disclosure shifts, by table: column → offset.
_SHIFTED: dict[str, dict[str, str]] = {
    records.SECTION.name: {"ordinal": "section_offset"},
    records.INSTITUTION.name: {"institution_no": "institution_offset", "parent_no": "institution_offset"},
    records.PROJECT.name: {"project_no": "project_offset", "institution_no": "institution_offset"},
    records.INDICATOR.name: {"project_no": "project_offset"},
    records.PROCUREMENT_ITEM.name: {"institution_no": "institution_offset"},
    records.ASSET.name: {},
    core.FACT.name: {"project_no": "project_offset", "institution_no": "institution_offset"},
}


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading did: documents seen and changed, rows added and removed in all tables that belong to documents."""

    batches: int = 0
    documents: int = 0
    changed_documents: int = 0
    rows_added: int = 0
    rows_removed: int = 0

    def plus(self, other: LoadReport) -> LoadReport:
        """Both reports together."""
        return LoadReport(
            self.batches + other.batches,
            self.documents + other.documents,
            self.changed_documents + other.changed_documents,
            self.rows_added + other.rows_added,
            self.rows_removed + other.rows_removed,
        )


def load_batches(
    con: duckdb.DuckDBPyConnection, folders: Iterable[Path | str], only: Collection[str] | None = None
) -> LoadReport:
    """Load batch folders of `<schema>.<table>.parquet` files, each in a transaction of its own; code lists first.

    `only` names the documents to load, where a batch may hold others too.
    """
    load_reference(con)
    report = LoadReport()
    for folder in folders:
        with transaction(con):
            report = report.plus(_load_batch(con, Path(folder), only))
    return report


def _load_batch(con: duckdb.DuckDBPyConnection, folder: Path, only: Collection[str] | None) -> LoadReport:
    for table in _SHARDS:
        _stage(con, table, folder)
        if only is not None and "document_id" in table.column_names:
            unwanted = f"DELETE FROM {_staged(table)} WHERE document_id NOT IN (SELECT unnest($only))"  # noqa: S608
            con.execute(unwanted, {"only": list(only)})
    _fingerprint(con)
    con.execute(_script("0_changed.sql"))
    documents = _number(con, "SELECT count(*) FROM staged_fingerprint")
    changed = _number(con, "SELECT count(*) FROM changed_document")
    if changed == 0 and _number(con, "SELECT count(*) FROM new_capture") == 0:
        return LoadReport(1, documents)
    con.execute("INSERT INTO core.capture FROM new_capture")
    # A first load of many batches must not look through all that is loaded for rows that cannot be there.
    known = _number(con, "SELECT count(*) FROM quality.loaded_document SEMI JOIN changed_document USING (document_id)")
    removed = sum(_remove_changed(con, table) for table in BY_DOCUMENT) if known else 0
    added = _add(con, core.DOCUMENT) + _add(con, core.FILE_IDENTITY)
    con.execute(_script("1_assign.sql"))
    if _number(con, "SELECT count(*) FROM moved_document") > 0:
        for table in BY_DOCUMENT:
            if table.name in _SHIFTED:
                _move(con, table)
    added += sum(_add(con, table) for table in BY_DOCUMENT if table.name in _SHIFTED)
    added += sum(_add(con, table) for table in (core.DERIVATION, ISSUE, QUARANTINE, ACCOUNT, UNREAD_NUMBER))
    con.execute(_script("2_disclosures.sql"))
    _merge_departments(con)
    _remember(con)
    return LoadReport(1, documents, changed, added, removed)


def _stage(con: duckdb.DuckDBPyConnection, table: TableSpec, folder: Path) -> None:
    path = folder / f"{table.name}.parquet"
    names = ", ".join(f'"{name}"' for name in table.column_names)
    if path.exists():
        source = f"SELECT {names} FROM read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"  # noqa: S608
    else:
        source = f"SELECT {names} FROM {table.name} LIMIT 0"  # noqa: S608 - declared names
    con.execute(f"CREATE OR REPLACE TEMP TABLE {_staged(table)} AS {source}")


def _fingerprint(con: duckdb.DuckDBPyConnection) -> None:
    """One row a document of the batch: a hash over all its rows in all tables, whatever their order."""
    parts = " UNION ALL ".join(
        f"SELECT document_id, '{table.name}' AS name, sum(hash(staged)) AS hashes, count(*) AS row_count "  # noqa: S608
        f"FROM {_staged(table)} AS staged GROUP BY document_id"
        for table in BY_DOCUMENT
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE staged_fingerprint AS "  # noqa: S608 - declared names
        "SELECT document_id, md5(string_agg(name || ':' || hashes, ',' ORDER BY name)) AS fingerprint, "
        f"sum(row_count)::BIGINT AS row_count FROM ({parts}) WHERE document_id IS NOT NULL GROUP BY document_id"
    )


def _remove_changed(con: duckdb.DuckDBPyConnection, table: TableSpec) -> int:
    statement = f"DELETE FROM {table.name} WHERE document_id IN (SELECT document_id FROM changed_document)"  # noqa: S608
    return _number(con, statement)


def _add(con: duckdb.DuckDBPyConnection, table: TableSpec) -> int:
    """Insert the staged rows of changed documents, under their disclosure's version and numbers."""
    shifted = _SHIFTED.get(table.name)
    columns = [f'staged."{name}"' for name in table.column_names]
    assigned = ""
    if shifted is not None:
        columns = [
            "coalesce(assignment.disclosure_id, staged.disclosure_id)"
            if name == "disclosure_id"
            else f'(staged."{name}" + coalesce(assignment.{shifted[name]}, 0))::SMALLINT'
            if name in shifted
            else f'staged."{name}"'
            for name in table.column_names
        ]
        # LEFT: a file whose own identity row is in quarantine keeps its rows.
        assigned = "LEFT JOIN assignment USING (document_id)"
    return _number(
        con,
        f"INSERT INTO {table.name} SELECT {', '.join(columns)} FROM {_staged(table)} AS staged {assigned} "  # noqa: S608
        "WHERE staged.document_id IN (SELECT document_id FROM changed_document)",
    )


def _move(con: duckdb.DuckDBPyConnection, table: TableSpec) -> None:
    """Rows of unchanged documents follow to another version, or to numbers that start elsewhere."""
    moves = "".join(
        f", {column} = (row.{column} + moved.{offset})::SMALLINT" for column, offset in _SHIFTED[table.name].items()
    )
    con.execute(
        f"UPDATE {table.name} AS row SET disclosure_id = moved.disclosure_id{moves} "  # noqa: S608 - declared names
        "FROM moved_document AS moved WHERE moved.document_id = row.document_id"
    )


def _merge_departments(con: duckdb.DuckDBPyConnection) -> None:
    """Add the batch's bodies (of several spellings the longest name stays) and take out those nothing speaks of."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE merged_department AS SELECT * EXCLUDE is_new FROM ("
        "SELECT *, true AS is_new FROM staged_core_department UNION ALL "
        "SELECT *, false FROM core.department "
        "WHERE department_id IN (SELECT department_id FROM staged_core_department)) "
        "QUALIFY row_number() OVER ("
        "PARTITION BY department_id ORDER BY len(name) DESC NULLS LAST, name, is_new DESC) = 1"
    )
    con.execute(
        "DELETE FROM core.department WHERE department_id IN (SELECT department_id FROM merged_department "
        "UNION ALL SELECT department_id FROM left_department "
        "WHERE department_id NOT IN (SELECT department_id FROM core.file_identity))"
    )
    con.execute(
        "INSERT INTO core.department FROM merged_department "
        "WHERE department_id IN (SELECT department_id FROM core.file_identity)"
    )


def _remember(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"DELETE FROM {LOADED_DOCUMENT.name} WHERE document_id IN (SELECT document_id FROM changed_document)"  # noqa: S608
    )
    con.execute(
        f"INSERT INTO {LOADED_DOCUMENT.name} FROM staged_fingerprint "  # noqa: S608 - a declared name
        "WHERE document_id IN (SELECT document_id FROM changed_document)"
    )


def _staged(table: TableSpec) -> str:
    return "staged_" + table.name.replace(".", "_")


def _number(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = con.execute(statement).fetchone()
    return int(row[0]) if row is not None else 0


@cache
def _script(name: str) -> str:
    return files("warehouse").joinpath("loading").joinpath(name).read_text(encoding="utf-8")
