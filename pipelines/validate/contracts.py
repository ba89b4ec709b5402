"""The contracts applied to frames: rows are split into accepted and quarantined, never dropped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

from pipelines.normalise.identifiers import digest
from schemas.all_tables import all_tables
from schemas.tables import TableSpec
from schemas.tables_quality import QUARANTINE

if TYPE_CHECKING:
    import pandera.polars as pa

_PLACE = ("page", "table_no", "row_no", "column_no")


class BrokenContractError(Exception):
    """A frame lacks a column, has one too many, or one of another type: our own bug, never the content's."""


@dataclass(frozen=True, slots=True)
class Validated:
    """Frames by table name whose every row holds its contract, and the refused rows as `quality.quarantine`."""

    accepted: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame


@cache
def _contract(name: str) -> pa.DataFrameSchema:
    return all_tables()[name].contract()


def validate(frames: Mapping[str, pl.DataFrame]) -> Validated:
    """Split the rows of `frames` (by table name) by their contracts; accepted + quarantined = extracted, always.

    `BrokenContractError` is raised where a frame as a whole is not what its declaration says.
    """
    versions = _extractor_versions(frames)
    accepted: dict[str, pl.DataFrame] = {}
    refused: list[tuple[Any, ...]] = []
    for name, frame in frames.items():
        table = all_tables()[name]
        reasons = refusals(frame, table)
        accepted[name] = frame if not reasons else frame.filter(~pl.int_range(pl.len()).is_in(list(reasons)))
        rows = [_quarantine_row(table, frame.row(at, named=True), reasons[at], versions) for at in sorted(reasons)]
        refused += rows
        if accepted[name].height + len(rows) != frame.height:
            raise AssertionError(f"{name}: rows vanished between extraction and quarantine")
    return Validated(accepted, _quarantine_frame(refused))


def refusals(frame: pl.DataFrame, table: TableSpec) -> dict[int, list[str]]:
    """For each row (from 0) that breaks the contract of `table`: the checks it fails, in order."""
    import pandera.polars as pa

    try:
        # Eager on purpose: on a LazyFrame Pandera checks the schema only, without a word.
        _contract(table.name).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _by_row(frame, table, errors.failure_cases)
    return {}


def _by_row(frame: pl.DataFrame, table: TableSpec, failures: pl.DataFrame) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for failure in failures.iter_rows(named=True):
        check, column, at = failure["check"], failure["column"], failure["index"]
        if check == "multiple_fields_uniqueness" or str(check).startswith("unique"):
            continue  # found below, with rows
        if at is None:
            raise BrokenContractError(f"{table.name}.{column}: {check} ({failure['failure_case']})")
        of_row = failure["schema_context"] == "DataFrameSchema"
        found.setdefault(int(at), []).append(str(check) if of_row else f"{column}: {check}")
    keys = list(table.row_key)
    for at in frame.with_row_index("__at").filter(pl.struct(keys).is_duplicated()).get_column("__at"):
        found.setdefault(at, []).append(f"key is not unique: {', '.join(keys)}")
    return found


def _extractor_versions(frames: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    documents = frames.get("core.document")
    if documents is None:
        return {}
    return dict(documents.select("document_id", "extractor_version").iter_rows())


def _quarantine_row(
    table: TableSpec, row: dict[str, Any], checks: list[str], versions: Mapping[str, str]
) -> tuple[Any, ...]:
    text = json.dumps(row, ensure_ascii=False, default=str, sort_keys=True)
    document_id = row.get("document_id")
    return (
        digest(table.name, text),
        table.name,
        document_id,
        "; ".join(dict.fromkeys(checks)),
        *(row.get(name) for name in _PLACE),
        text,
        versions.get(document_id or "", "unknown"),
    )


def _quarantine_frame(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    seen: dict[str, int] = {}
    unique: list[tuple[Any, ...]] = []
    for key, *rest in rows:
        seen[key] = seen.get(key, 0) + 1
        unique.append((key if seen[key] == 1 else digest(key, seen[key]), *rest))
    return pl.DataFrame(unique, schema=QUARANTINE.polars_schema(), orient="row")
