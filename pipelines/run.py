"""A whole run: files to shards, shards to the warehouse, checks, comparison, publication.

The command line and the Dagster assets drive the same `Run`, step by step.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.fanout import Mode
from pipelines.ingest import BatchReport, Layout, known_sources, make_shards
from pipelines.route import code_digest
from pipelines.sources import Refused, Source, find_sources
from warehouse import check, comparison, load, publish, store
from warehouse.store import WarehouseBusyError

__all__ = ["Run", "RunReport", "WarehouseBusyError", "data_folder", "default_warehouse"]


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
        self.layout = Layout(data)
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
        known = known_sources(self.layout)
        self.sources = sources
        self.report.files = len(sources)
        self.report.new = sum((source.document_id, source.hint) not in known for source in sources)
        return self.report

    def make_shards(self, mode: Mode | None = None, workers: int | None = None) -> Iterator[BatchReport]:
        """Archive, read, extract, normalise and validate what today's code has not dealt with yet."""
        for batch in make_shards(self.sources, self.layout, mode, workers):
            self.report.read += batch.read
            self.report.facts += batch.facts
            self.report.issues += batch.issues
            self.report.quarantined += batch.quarantined
            yield batch

    def load(self) -> None:
        """Load the shards of this run's files into the working database; what is loaded already changes nothing."""
        known = known_sources(self.layout)
        with self._work() as con:
            held = dict(con.execute("select document_id, extractor_version from core.document").fetchall())
            wanted = [s for s in self.sources if held.get(s.document_id) != self.layout.version]
            shards = sorted({known[source.document_id, source.hint] for source in wanted})
            report = load.load_batches(
                con, [self.layout.facts / shard for shard in shards], [source.document_id for source in wanted]
            )
        self.report.rows_changed = report.rows_added + report.rows_removed

    def check(self) -> check.CheckReport:
        """Try every rule over all disclosures of the working database."""
        with self._work() as con:
            return check.run_checks(con)

    def compare(self) -> dict[str, str]:
        """Build the comparison tables; those that could not be built keep their last rows and are named with why."""
        with self._work() as con:
            failed = comparison.build(con)
        self._settled.parent.mkdir(parents=True, exist_ok=True)
        self._settled.write_text(_judging_version(), encoding="utf-8")
        return failed

    def is_settled(self) -> bool:
        """Whether nothing changed since rules and comparison last ran over the working database, with today's code."""
        return (
            self.report.rows_changed == 0
            and self._settled.is_file()
            and self._settled.read_text(encoding="utf-8") == _judging_version()
        )

    def unsettle(self) -> None:
        """Say that rules and comparison must run again, whatever becomes of this process."""
        self._settled.unlink(missing_ok=True)

    def documents_missing(self) -> list[str]:
        """Files of this run that are not in the working database as today's code extracts them."""
        with self._work() as con:
            held = dict(con.execute("select document_id, extractor_version from core.document").fetchall())
        return [source.hint for source in self.sources if held.get(source.document_id) != self.layout.version]

    def table_rows(self) -> dict[str, int]:
        """How many rows each table of the working database holds."""
        with self._work() as con:
            return publish.table_rows(con)

    def publish(self, force: bool = False) -> bool:
        """Put the working database in the published one's place; nothing is done where they hold the same."""
        with self._work() as con:
            if not force and publish.is_published(con, self.warehouse):
                return False
            publish.publish(con, self.warehouse)
        return True

    @property
    def _settled(self) -> Path:
        return self._file.with_suffix(".settled")

    @property
    def _file(self) -> Path:
        return work_file(self.warehouse, self.layout.root)

    @contextmanager
    def _work(self) -> Iterator[duckdb.DuckDBPyConnection]:
        con = store.open_work(self._file)
        try:
            yield con
        finally:
            con.close()


def _judging_version() -> str:
    return code_digest(("warehouse/rules", "warehouse/compare"), frozenset({".sql"}))
