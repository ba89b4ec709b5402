"""What a folder of truth files can judge already, so that a sample may ask for the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

# Which form and classification each transcribed table is.
_TABLES = {
    "expenditure_by_function": "expenditure",
    "general_public_by_function": "general_public_expenditure",
    "basic_by_economic": "general_public_basic_expenditure",
}
_RECORDS = {"indicators": "indicator", "projects": "project"}
_COVERED = """
insert into covered
select document_id, id from candidate
where document_id = $document and (
    (value_kind || ' ' || measure || ' ' || case when stratum like 'table%' then 'table' else 'text' end in
        (select unnest($headline::varchar[]))
        and coalesce(function_code, economic_code, government_economic_code, subject_name) is null
        and institution_no is null and project_no is null)
    or (stratum = 'table_coded' and id in (
        select fact_id from core.fact where document_id = $document and form in (select unnest($forms::varchar[]))))
    or stratum in (select unnest($records::varchar[]))
)
"""


def leave_out_what_truth_covers(con: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Take out of the candidates what the truth files of `folder` judge; how many documents they speak of.

    A truth file covers the headline measures it lists, the classification tables it transcribes, and the indicators
    and projects it lists. `prepare` comes first.
    """
    documents = 0
    for truth in _truths(folder):
        con.execute(
            _COVERED,
            {
                "document": truth["sha256"],
                "headline": sorted(_headline(truth)),
                "forms": [_TABLES[table["kind"]] for table in truth.get("tables", ()) if table["kind"] in _TABLES],
                "records": [stratum for key, stratum in _RECORDS.items() if truth.get(key)],
            },
        )
        documents += 1
    return documents


def _truths(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def _headline(truth: dict[str, Any]) -> set[str]:
    return {
        f"{value_kind} {measure} {row['origin']}"
        for row in truth.get("headline", ())
        for measure in row["measure"]
        for value_kind in row["value_kind"]
    }
