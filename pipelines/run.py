"""A whole run: files to shards, shards to the warehouse, checks, comparison, publication.

The command line and the Dagster assets drive the same `Run`, step by step.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipelines.fanout import Mode
from pipelines.ingest import BatchReport, Layout, capture_id, known_sources, make_shards, numbers_printed
from pipelines.route import code_digest
from pipelines.sources import Refused, Source, find_sources
from warehouse import audit, check, comparison, load, publish, store
from warehouse.audit import AuditedDisclosure, AuditedDocument
from warehouse.store import WarehouseBusyError

__all__ = ["Run", "RunReport", "WarehouseBusyError", "data_folder", "default_warehouse", "problem_with"]


@dataclass(slots=True)
class RunReport:
    """What a run came to: files found, refused and new, documents read now, rows changed in the warehouse.

    `facts`, `issues` and `quarantined` count what the warehouse holds of the run's files.
    """

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
    return Path(os.environ.get("MINGZHANG_DATA") or "data").resolve()


def default_warehouse(data: Path) -> Path:
    """The published warehouse of a data folder."""
    return data / "mingzhang.duckdb"


def problem_with(warehouse: Path) -> str | None:
    """Why the file at `warehouse` is not one that `load` made; None where it is, or where nothing lies."""
    if not warehouse.exists():
        return None
    if not warehouse.is_file():
        return os.strerror(errno.EISDIR)
    try:
        with store.open_published(warehouse) as con:
            con.execute("select 1 from core.fact, reference.migration limit 0")
    except duckdb.Error as reason:
        return str(reason).splitlines()[0]
    return None


def work_file(warehouse: Path, data: Path) -> Path:
    """The working database behind a published one: each published file has its own."""
    if warehouse == default_warehouse(data):
        return data / "work.duckdb"
    name = hashlib.sha256(str(warehouse).encode()).hexdigest()[:12]
    return data / "work" / f"{warehouse.stem}-{name}.duckdb"


class Run:
    """One run over some files into one published warehouse; its steps in order, its counts in `report`.

    `work` is where its working database lies, by default below the data folder, kept for the next run.
    """

    def __init__(self, data: Path, warehouse: Path, work: Path | None = None) -> None:
        self.layout = Layout(data.resolve())
        self.warehouse = warehouse.resolve()
        self.work = work or work_file(self.warehouse, self.layout.root)
        self._held: duckdb.DuckDBPyConnection | None = None
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
            self.report.refused += batch.refused
            yield batch

    def load(self) -> None:
        """Load the shards of this run's files into the working database; what is loaded already changes nothing.

        A file found in another place than before is loaded again, since its folders may tell another body or county.
        """
        known = known_sources(self.layout)
        with self._work() as con:
            held = dict(con.execute("select document_id, extractor_version from core.document").fetchall())
            captured = {name for (name,) in con.execute("select capture_id from core.capture").fetchall()}
            wanted = [
                source
                for source in self.sources
                if (held.get(source.document_id) != self.layout.version or capture_id(source) not in captured)
                and (source.document_id, source.hint) in known  # else it vanished while it was read
            ]
            if wanted:
                self.unsettle()  # before anything changes: a run killed after loading must be checked by the next one
            shards = sorted({known[source.document_id, source.hint] for source in wanted})
            report = load.load_batches(
                con, [self.layout.facts / shard for shard in shards], [source.document_id for source in wanted]
            )
            self.report.rows_changed = report.rows_added + report.rows_removed
            self._count(con)

    def _count(self, con: duckdb.DuckDBPyConnection) -> None:
        of_run = "where document_id in (select unnest(?))"
        ids = [source.document_id for source in self.sources]
        tables = {"facts": "core.fact", "issues": "quality.issue", "quarantined": "quality.quarantine"}
        for name, table in tables.items():
            row = con.execute(f"select count(*) from {table} {of_run}", [ids]).fetchone()  # noqa: S608 (our own names)
            setattr(self.report, name, row[0] if row else 0)

    def check(self) -> check.CheckReport:
        """Try every rule over all disclosures of the working database."""
        with self._work() as con:
            return check.run_checks(con)

    def audit(self, *, each: bool = False) -> tuple[list[AuditedDocument], list[AuditedDisclosure]]:
        """Where the numbers of every document ended (with `each` every unread one), and how the rules fell."""
        printed = numbers_printed(self.layout, {source.document_id for source in self.sources})
        with self._work() as con:
            return audit.audited_documents(con, printed, each=each), audit.audited_disclosures(con)

    def compare(self) -> dict[str, str]:
        """Build the comparison tables; those that could not be built keep their last rows and are named with why."""
        with self._work() as con:
            failed = comparison.build(con)
        if not failed:
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
        return self.work.with_suffix(".settled")

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the working database to this run from step to step: nobody loads between its checks and publication."""
        with self._work() as con:
            self._held = con
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def _work(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self._held is not None:
            yield self._held
            return
        _start_from_published(self.work, self.warehouse)
        con = store.open_work(self.work)
        try:
            yield con
        finally:
            con.close()


def _start_from_published(work: Path, published: Path) -> None:
    """Where the working database is gone, or lies in another data folder, what was published is where work goes on."""
    if work.exists() or not published.is_file():
        return
    work.parent.mkdir(parents=True, exist_ok=True)
    part = work.with_name(f".{work.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(published, part)
        os.replace(part, work)
    finally:
        part.unlink(missing_ok=True)


def _judging_version() -> str:
    judging = ("warehouse/rules", "warehouse/confidence", "warehouse/compare")
    return code_digest(judging, frozenset({".sql", ".csv"}))
