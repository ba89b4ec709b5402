"""Where a figure or record came from: its file, page, cell or sentence, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.shards import read_shard_documents
from schemas.documents import Document, Table
from schemas.words import Language, say
from warehouse.confidence.reasons import Reasons, reasons

if TYPE_CHECKING:
    import duckdb

# The tables whose rows `explain` finds, each with the column that holds the id.
EXPLAINED = {
    "core.fact": "fact_id",
    "core.indicator": "indicator_id",
    "core.procurement_item": "procurement_item_id",
    "core.asset": "asset_id",
    "quality.issue": "issue_id",
    "quality.quarantine": "quarantine_id",
}
# Records that their disclosure numbers have no id of their own: they are called `<disclosure_id>/project/3`.
NUMBERED = {
    "institution": ("core.institution", "institution_no"),
    "project": ("core.project", "project_no"),
    "section": ("core.section", "ordinal"),
}
CHARACTERS_AROUND = 80
ROWS_AROUND = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a place: rows of the table with the cell's place in them, or the text before, at and after."""

    rows: tuple[tuple[str, ...], ...] = ()
    marked: tuple[int, int] | None = None
    before: str = ""
    at: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row of the warehouse with its document, its body and the words around it; a fact with its evidence."""

    table: str
    row: dict[str, Any]
    file_name: str | None
    body: str | None
    surroundings: Surroundings = field(default_factory=Surroundings)
    reasons: Reasons | None = None


def explain(con: duckdb.DuckDBPyConnection, wanted: str, data: Path) -> list[Explanation]:
    """Every row that has the id `wanted` (a figure's id gives all its facts), with the words around it.

    The words come from the shards below `data`; without them the quotation must do.
    """
    disclosure_id, _, rest = wanted.partition("/")
    kind, _, number = rest.partition("/")
    if kind in NUMBERED and number.isdecimal():
        table, column = NUMBERED[kind]
        return _rows(con, table, {"disclosure_id": disclosure_id, column: number}, data)
    found: list[Explanation] = []
    for table, column in EXPLAINED.items():
        found += _rows(con, table, {column: wanted}, data)
    return found or _rows(con, "core.fact", {"figure_id": wanted}, data) or _identities(con, wanted, data)


def _identities(con: duckdb.DuckDBPyConnection, wanted: str, data: Path) -> list[Explanation]:
    """What the file `wanted`, or each file of the disclosure `wanted`, says it is, and which words decided."""
    files = con.execute(
        "select document_id from core.disclosure_document where document_id = $id or disclosure_id = $id order by 1",
        {"id": wanted},
    ).fetchall()
    return [row for (file,) in files for row in _rows(con, "core.file_identity", {"document_id": file}, data)]


def _rows(con: duckdb.DuckDBPyConnection, table: str, key: dict[str, str], data: Path) -> list[Explanation]:
    where = " and ".join(f"{column}::varchar = ?" for column in key)
    rows = con.execute(f"select * from {table} where {where} order by all", list(key.values()))  # noqa: S608 (our own names)
    names = [name for name, *_ in rows.description or ()]
    found = []
    for values in rows.fetchall():
        row = dict(zip(names, values, strict=True))
        document_id = row.get("document_id")
        file_name, version, body = con.execute(
            """select d.file_name, d.extractor_version, s.printed_name from core.document d
               left join core.disclosure_document x using (document_id)
               left join core.disclosure s using (disclosure_id)
               where d.document_id = ?""",
            [document_id],
        ).fetchone() or (None, None, None)
        document = _document(document_id, version, data) if document_id and version else None
        known = reasons(con, row["disclosure_id"], row["document_id"], row["fact_id"]) if table == "core.fact" else None
        found.append(Explanation(table, row, file_name, body, surroundings(document, row) or Surroundings(), known))
    return found


def _document(document_id: str, version: str, data: Path) -> Document | None:
    """The document as the code read it that made the row: another reading may count its tables and rows otherwise."""
    reading = version.partition("-")[0]
    for shard in sorted((data / "documents" / reading).glob("[!.]*")):
        document = read_shard_documents(shard, [document_id]).get(document_id)
        if document is not None:
            return document
    return None


def surroundings(document: Document | None, row: dict[str, Any]) -> Surroundings | None:
    """The words of `document` around the place that `row` names (`table_no` and `row_no`, or `char_start`)."""
    if document is None:
        return None
    if row.get("table_no") is not None and row.get("row_no") is not None:
        table = next((table for table in document.tables if table.table_no == row["table_no"]), None)
        return _table_rows(table, row["row_no"], row.get("column_no")) if table else None
    start = row.get("char_start")
    if start is None:
        return None
    text = document.text
    end = row.get("char_end") or start
    before = text[max(0, start - CHARACTERS_AROUND) : start].rpartition("\n")[2]
    after = text[end : end + CHARACTERS_AROUND].partition("\n")[0]
    return Surroundings(before=before, at=text[start:end], after=after)


def _table_rows(table: Table, row_no: int, column_no: int | None) -> Surroundings:
    grid = table.grid()
    shown = sorted({0, *range(max(0, row_no - 1 - ROWS_AROUND), min(len(grid), row_no + ROWS_AROUND))})
    rows = tuple(tuple(" ".join(cell.text.split()) if cell else "" for cell in grid[index]) for index in shown)
    marked = (shown.index(row_no - 1), (column_no or 1) - 1) if row_no - 1 in shown else None
    return Surroundings(rows=rows, marked=marked)


def place_words(row: dict[str, Any], language: Language) -> str:
    """The place of `row` in words: page, cell, characters, whichever are known."""
    words = []
    if row.get("page") is not None:
        words.append(say("page", language, page=row["page"]))
    if row.get("table_no") is not None:
        cell = {"table": row["table_no"], "row": row.get("row_no") or "?", "column": row.get("column_no") or "?"}
        words.append(say("cell", language, **cell))
    elif row.get("char_start") is not None:
        words.append(say("characters", language, start=row["char_start"], end=row.get("char_end") or row["char_start"]))
    return ", ".join(words) or "-"
