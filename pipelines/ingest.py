"""Batches of files to Parquet shards: archive, read, extract, normalise, validate; what is known is not done again."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

import polars as pl

from pipelines import route
from pipelines.account.printed_numbers import count_numbers
from pipelines.archive.objects import Archive, digest
from pipelines.fanout import Mode, fan_out, worker_count
from pipelines.normalise.frames import to_frames
from pipelines.read.document import read_document
from pipelines.read.limits import LimitBrokenError, check_file_size
from pipelines.shards import document_frames, read_shard_documents, write_shard
from pipelines.sources import Refused, Source, batches, readable_name
from pipelines.validate.contracts import validate
from schemas.documents import Document
from schemas.issues import Issue
from schemas.tables_core import CAPTURE
from schemas.tables_quality import ACCOUNT


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the runtime state lies below the data folder (`MINGZHANG_DATA`), for one state of the code.

    Made once a run and handed to the workers, so that all of them write to the same places.
    """

    root: Path
    reading: str = field(default_factory=route.reading_version)
    extracting: str = field(default_factory=route.extracting_version)

    @property
    def version(self) -> str:
        """What today's shards of facts were made by: the code that reads and the code that extracts."""
        return f"{self.reading}-{self.extracting}"

    @property
    def archive(self) -> Path:
        """Raw bytes by digest."""
        return self.root / "archive"

    @property
    def documents(self) -> Path:
        """Shards of what today's readers read."""
        return self.root / "documents" / self.reading

    @property
    def facts(self) -> Path:
        """Shards of what today's code extracted."""
        return self.root / "facts" / self.version


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to deal with together, and the shard that already holds what was read of some of them, by document id."""

    sources: tuple[Source, ...]
    held: dict[str, str]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What one batch came to: its shard, counts of documents, facts, issues and quarantined rows, files that went.

    `numbers` is how many numbers its documents print, `accounted` how many of them their accounts hold, and `unread`
    how many of those an issue speaks of.
    """

    shard: str
    documents: int
    read: int
    facts: int
    issues: int
    quarantined: int
    refused: tuple[Refused, ...] = ()
    numbers: int = 0
    accounted: int = 0
    unread: int = 0


def known_sources(layout: Layout) -> dict[tuple[str, str], str]:
    """(document_id, hint) of every file that today's code already extracted, with the name of its facts shard."""
    return {(document_id, hint): shard for document_id, hint, shard in _index(layout.facts)}


def _index(folder: Path) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for path in sorted(folder.glob("[!.]*/sources.parquet")):
        frame = pl.read_parquet(path, columns=["document_id", "hint"])
        rows += [(document_id, hint, path.parent.name) for document_id, hint in frame.iter_rows()]
    return rows


def numbers_printed(layout: Layout, document_ids: Collection[str]) -> dict[str, int]:
    """How many numbers each of these documents prints, counted in what was read of it, beside its account."""
    held = {document_id: shard for document_id, _, shard in _index(layout.documents) if document_id in document_ids}
    found: dict[str, int] = {}
    for shard in sorted(set(held.values())):
        for document_id, document in read_shard_documents(layout.documents / shard, document_ids).items():
            found[document_id] = sum(count_numbers(document).values())
    return found


def make_shards(
    sources: Sequence[Source], layout: Layout, mode: Mode | None = None, workers: int | None = None
) -> Iterator[BatchReport]:
    """Shards of documents and facts for those `sources` that today's code has not dealt with yet, a report a batch.

    A batch whose worker died is cut into single files; a file that kills its worker alone becomes an unreadable
    document with an issue.
    """
    known = known_sources(layout)
    wanted = [source for source in sources if (source.document_id, source.hint) not in known]
    yield from _over_batches(make_shard, wanted, layout, mode, workers)


def read_shards(
    sources: Sequence[Source], layout: Layout, mode: Mode | None = None, workers: int | None = None
) -> Iterator[BatchReport]:
    """Only the documents shards: what `make_shards` would read, read now and kept for it."""
    held = {document_id for document_id, _, _ in _index(layout.documents)}
    wanted = [source for source in sources if source.document_id not in held]
    yield from _over_batches(read_shard, wanted, layout, mode, workers)


class _BatchWork(Protocol):
    def __call__(self, batch: Batch, layout: Layout, killed_by: str | None = None) -> BatchReport: ...


def _over_batches(
    deal_with: _BatchWork, sources: Sequence[Source], layout: Layout, mode: Mode | None, workers: int | None
) -> Iterator[BatchReport]:
    held = {document_id: shard for document_id, _, shard in _index(layout.documents)}
    width = workers or worker_count()
    mode = mode or "process"  # a file that kills its process must not take this one along
    work = partial(deal_with, layout=layout)
    singles: list[Batch] = []
    for outcome in fan_out(work, (_batch(cut, held) for cut in batches(sources, width)), mode, width):
        if outcome.result is not None:
            yield outcome.result
        else:
            singles += [_batch((source,), held) for source in outcome.task.sources]
    for outcome in fan_out(work, singles, mode, width):
        yield outcome.result or deal_with(outcome.task, layout, killed_by=outcome.failure)


def _batch(sources: tuple[Source, ...], held: dict[str, str]) -> Batch:
    return Batch(sources, {s.document_id: held[s.document_id] for s in sources if s.document_id in held})


def read_shard(batch: Batch, layout: Layout, killed_by: str | None = None) -> BatchReport:
    """One batch archived and read into its documents shard."""
    _, new, refused = _read_batch(batch, layout, killed_by)
    return BatchReport("", len(batch.sources), len(new), facts=0, issues=0, quarantined=0, refused=refused)


def make_shard(batch: Batch, layout: Layout, killed_by: str | None = None) -> BatchReport:
    """One batch through archive, reading, extraction, normalisation and validation into its shards."""
    documents, new, refused = _read_batch(batch, layout, killed_by)
    sources = [source for source in batch.sources if source.document_id in documents]
    if not sources:
        return BatchReport("", len(batch.sources), 0, facts=0, issues=0, quarantined=0, refused=refused)
    extracted = [
        (documents[source.document_id], route.extract(documents[source.document_id], source.hint), source.hint)
        for source in sources
    ]
    frames = to_frames(extracted, extractor_version=layout.version)
    checked = validate({**frames, CAPTURE.name: capture_frame(sources)})
    shard = {**checked.accepted, "quality.quarantine": checked.quarantine, "sources": _source_frame(sources)}
    name = _batch_name(sources)
    write_shard(layout.facts / name, shard)
    account = checked.accepted[ACCOUNT.name]
    return BatchReport(
        shard=name,
        documents=len(batch.sources),
        read=len(new),
        facts=checked.accepted["core.fact"].height,
        issues=checked.accepted["quality.issue"].height,
        quarantined=checked.quarantine.height,
        refused=refused,
        # Counted again, beside the account: it must hold them all.
        numbers=sum(sum(count_numbers(documents[name]).values()) for name in {s.document_id for s in sources}),
        accounted=int(account["count"].sum()),
        unread=int(account.filter(outcome="issue")["count"].sum()),
    )


def _read_batch(
    batch: Batch, layout: Layout, killed_by: str | None
) -> tuple[dict[str, Document], list[Document], tuple[Refused, ...]]:
    """Every document of the batch by id, those among them that were read now, and files that went or changed."""
    held = _held_documents(batch, layout)
    archive = Archive(layout.archive)
    new: list[Document] = []
    sources: list[Source] = []
    refused: list[Refused] = []
    for source in batch.sources:
        if source.document_id in held:
            continue
        found = _read(source, archive, killed_by)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            new.append(found)
            sources.append(source)
    if new and killed_by is None:
        write_shard(
            layout.documents / _batch_name(sources), {**document_frames(new), "sources": _source_frame(sources)}
        )
    return held | {document.document_id: document for document in new}, new, tuple(refused)


def _held_documents(batch: Batch, layout: Layout) -> dict[str, Document]:
    by_shard: dict[str, list[str]] = {}
    for document_id, shard in batch.held.items():
        by_shard.setdefault(shard, []).append(document_id)
    held: dict[str, Document] = {}
    for shard, document_ids in by_shard.items():
        held |= read_shard_documents(layout.documents / shard, document_ids)
    return held


def _batch_name(sources: Iterable[Source]) -> str:
    keys = sorted(f"{source.document_id} {source.hint}" for source in sources)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:32]


def _source_frame(sources: Iterable[Source]) -> pl.DataFrame:
    rows = [(source.document_id, source.hint) for source in sources]
    return pl.DataFrame(rows, schema={"document_id": pl.String(), "hint": pl.String()}, orient="row")


def _read(source: Source, archive: Archive, killed_by: str | None) -> Document | Refused:
    name = source.hint.rpartition("/")[2]
    try:
        check_file_size(source.byte_size)
    except LimitBrokenError as limit:
        return _unread(source, Issue(limit.issue, limit.detail))
    if killed_by is not None:
        return _unread(source, Issue("file_is_damaged", killed_by))
    try:
        body = Path(source.path).read_bytes()
    except OSError as reason:
        return Refused(readable_name(source.path), reason.strerror or str(reason))
    if digest(body) != source.document_id:
        return Refused(readable_name(source.path), "it was being written")
    archive.put(body)
    return read_document(body, name)


def _unread(source: Source, issue: Issue) -> Document:
    """A file that is set aside before its bytes are taken into memory, or because they killed the process."""
    name = source.hint.rpartition("/")[2]
    about = (source.document_id, "application/octet-stream", name, source.byte_size, None)
    return Document(*about, "none", "0", "unreadable", issues=(issue,))


def capture_id(source: Source) -> str:
    """The id of a file's retrieval: the same bytes in another place are another one."""
    return hashlib.sha256(f"{source.document_id} {source.hint}".encode()).hexdigest()[:32]


def capture_frame(sources: Iterable[Source]) -> pl.DataFrame:
    """`core.capture` rows for files from disk: retrieved when last written, at no address."""
    rows = [
        {
            "capture_id": capture_id(source),
            "document_id": source.document_id,
            "county": source.hint.split("/")[-2] if "/" in source.hint else None,
            "url": None,
            "retrieved_at": datetime.datetime.fromtimestamp(source.modified, datetime.UTC).replace(tzinfo=None),
            "http_status": None,
            "etag": None,
            "last_modified": None,
        }
        for source in sources
    ]
    return pl.DataFrame(rows, schema=CAPTURE.polars_schema())
