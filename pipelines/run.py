"""A whole run: files to shards, shards to the warehouse, checks, comparison, publication.

The command line and the Dagster assets drive the same `Run`, step by step.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.fanout import Mode
from pipelines.ingest import BatchReport, Layout, known_sources, make_shards
from pipelines.sources import Refused, Source, find_sources
from warehouse import check, comparison, load, publish, store
from warehouse.store import StoreBusyError

__all__ = ["Run", "RunReport", "StoreBusyError", "data_folder", "default_warehouse"]


@dataclass(slots=True)
class RunReport:
    """What a run came to: files found, refused and new, documents read now, rows accepted, set aside and changed."""

    files: int = 0
    refused: list[Refused] = field(default_factory=list)
    new: int = 0
    read: int = 0
    facts: int = 0
    issues: int = 0
    quarantined: int = 0
    rows_changed: int = 0


def data_folder() -> Path:
    """Where all runtime state lies: `MINGZHANG_DATA`, else `data` below the working folder."""
    return Path(os.environ.get("MINGZHANG_DATA") or "data").absolute()


def default_warehouse(data: Path) -> Path:
    """The published warehouse of a data folder."""
    return data / "mingzhang.duckdb"


def work_file(warehouse: Path, data: Path) -> Path:
    """The working database behind a published one: each published file has its own."""
    if warehouse == default_warehouse(data):
        return data / "work.duckdb"
    name = hashlib.sha256(str(warehouse).encode()).hexdigest()[:12]
    return data / "work" / f"{warehouse.stem}-{name}.duckdb"


class Run:
    """One run over some files into one published warehouse; its steps in order, its counts in `report`."""

    def __init__(self, data: Path, warehouse: Path) -> None:
        self.data = data
        self.warehouse = warehouse
        self.report = RunReport()
        self.sources: list[Source] = []

    def find(self, paths: Iterable[Path]) -> RunReport:
        """List and hash the files below `paths`."""
        found = list(find_sources(paths))
        self.report.refused = [file for file in found if isinstance(file, Refused)]
        return self.take([file for file in found if isinstance(file, Source)])

    def take(self, sources: list[Source]) -> RunReport:
        """Work on these files, listed before."""
        known = known_sources(Layout(self.data))
        self.sources = sources
        self.report.files = len(sources)
        self.report.new = sum((source.document_id, source.hint) not in known for source in sources)
        return self.report

    def make_shards(self, mode: Mode | None = None, workers: int | None = None) -> Iterator[BatchReport]:
        """Archive, read, extract, normalise and validate what today's code has not dealt with yet."""
        for batch in make_shards(self.sources, self.data, mode, workers):
            self.report.read += batch.read
            self.report.facts += batch.facts
            self.report.issues += batch.issues
            self.report.quarantined += batch.quarantined
            yield batch
