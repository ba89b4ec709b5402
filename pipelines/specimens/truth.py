"""The known figures of a specimen as one line of JSON beside the files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.specimens.content import Disclosure, Known, Prose, Sheet

FIGURE_COLUMNS = (
    "measure", "fund", "phase", "value_kind", "fiscal_year", "compared_with", "as_of", "function_code", "economic_code",
    "government_economic_code",
    "subject_name", "project_no", "qualifier", "origin", "place", "stated", "stated_unit", "value", "is_money", "page",
    "funds", "measures",
)  # fmt: skip

_OPERATORS = {"≥": ">=", "≤": "<=", "=": "="}


def truth_line(disclosure: Disclosure, document_id: str, path: str, fault: dict[str, Any] | None) -> str:
    """Everything known about one file; figures are rows in the order of `figure_columns`."""
    known = {
        "document_id": document_id,
        "path": path,
        "family": disclosure.family,
        "title": disclosure.title,
        "printed_name": disclosure.printed_name,
        "division_code": disclosure.division_code,
        "county": disclosure.county,
        "province": disclosure.province,
        "department_kind": disclosure.kind,
        "fiscal_year": disclosure.fiscal_year,
        "report_type": disclosure.report_type,
        "scope": disclosure.scope,
        "fault": fault,
        "institutions": disclosure.institutions,
        "assets": disclosure.assets,
        "projects": [
            {
                "project_no": project.project_no,
                "name": project.name,
                "amount_yuan": None if project.amount_yuan is None else str(project.amount_yuan),
            }
            for project in disclosure.projects
        ],
        "indicators": [
            {
                "project_no": indicator.project_no,
                "level1": indicator.level1,
                "level2": indicator.level2,
                "level3": indicator.level3,
                "description": indicator.description,
                "operator": _OPERATORS[indicator.operator],
                "target_value": indicator.target_value,
                "target_unit": indicator.target_unit,
            }
            for sheet in disclosure.sheets
            for indicator in sheet.indicators
        ],
        "figure_columns": FIGURE_COLUMNS,
        "figures": [_row(figure, block) for figure, block in disclosure.printed()],
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _row(figure: Known, block: Sheet | Prose) -> list[Any]:
    return [
        figure.measure,
        figure.fund,
        figure.phase,
        figure.value_kind,
        figure.fiscal_year,
        figure.compared_with,
        figure.as_of.isoformat() if figure.as_of else None,
        figure.function_code,
        figure.economic_code,
        figure.government_economic_code,
        figure.subject_name,
        figure.project_no,
        figure.qualifier,
        "table" if isinstance(block, Sheet) else "text",
        block.form if isinstance(block, Sheet) else block.section,
        figure.stated,
        figure.stated_unit,
        str(figure.value),
        figure.is_money,
        figure.page,
        list(figure.funds),
        list(figure.measures),
    ]


class TruthFile:
    """A gzipped file of truth lines, one a county; equal lines give equal bytes."""

    def __init__(self, path: Path) -> None:
        self._raw = path.open("wb")
        self._lines = gzip.GzipFile("", "wb", compresslevel=3, fileobj=self._raw, mtime=0)

    def add(self, line: str) -> None:
        """Append one document's line."""
        self._lines.write(line.encode() + b"\n")

    def close(self) -> None:
        """Finish the file."""
        self._lines.close()
        self._raw.close()


def read_truth(folder: Path) -> Iterator[dict[str, Any]]:
    """What is known of each file under `folder`, a specimens' folder or its `truth`; figures as dictionaries."""
    root = folder / "truth" if (folder / "truth").is_dir() else folder
    for path in sorted(root.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield known_of(line)


def known_of(line: str) -> dict[str, Any]:
    """What a truth line tells, its figures as dictionaries."""
    known: dict[str, Any] = json.loads(line)
    columns = known.pop("figure_columns")
    known["figures"] = [dict(zip(columns, row, strict=True)) for row in known["figures"]]
    return known
