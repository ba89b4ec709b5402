"""The files of a run: found under the given paths, named by the SHA-256 of their bytes, cut into batches."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

BATCH_DOCUMENTS = 50
BATCH_BYTES = 32 * 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load: where it lies, its place below the loaded folder, and the digest of its bytes."""

    path: str
    hint: str
    document_id: str
    byte_size: int
    modified: float


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be opened, or that changed while it was read, and why."""

    path: str
    reason: str


def find_sources(paths: Iterable[Path]) -> Iterator[Source | Refused]:
    """Every file at or below `paths` in sorted order, hidden ones left out; the same bytes count once.

    `Source.hint` starts with the name of the loaded folder (for a single file: of its folder), since folder names
    often tell the place and the body.
    """
    seen: set[str] = set()
    for root in paths:
        for path in _files(root):
            try:
                source = _source(path, root) if isinstance(path, Path) else path
            except OSError as reason:
                yield Refused(readable_name(str(path)), reason.strerror or str(reason))
                continue
            if isinstance(source, Refused):
                yield source
            elif source.document_id not in seen:
                seen.add(source.document_id)
                yield source


def readable_name(name: str) -> str:
    """A file's name as text: names that are not UTF-8 come from old archives, mostly in GB 18030."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")
    return name


def _files(root: Path) -> Iterator[Path | Refused]:
    """Links to folders are followed, each folder once: links may lead back to where they came from."""
    if not root.is_dir():
        yield root
        return
    closed: list[OSError] = []
    walked: set[tuple[int, int]] = set()
    for folder, subfolders, names in os.walk(root, onerror=closed.append, followlinks=True):
        about = os.stat(folder)
        if (about.st_dev, about.st_ino) in walked:
            subfolders.clear()
            continue
        walked.add((about.st_dev, about.st_ino))
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.startswith(".") and path.is_file():
                yield path
    for reason in closed:
        yield Refused(readable_name(str(reason.filename)), reason.strerror or str(reason))


def _source(path: Path, root: Path) -> Source:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file")
    found = hashlib.sha256()
    with path.open("rb") as body:
        while chunk := body.read(_CHUNK):
            found.update(chunk)
        about = os.fstat(body.fileno())
    place = Path(os.path.abspath(path))  # unlike Path.absolute it takes `..` out, so that the folder has its name
    top = Path(os.path.abspath(root)).parent if root.is_dir() else place.parent.parent
    hint = readable_name(place.relative_to(top).as_posix())
    return Source(str(place), hint, found.hexdigest(), about.st_size, about.st_mtime)


def batches(sources: Sequence[Source], workers: int) -> Iterator[tuple[Source, ...]]:
    """Cut `sources` into batches small enough that `workers` all get some, large enough that shards stay few."""
    most = max(1, min(BATCH_DOCUMENTS, len(sources) // (workers * 4)))
    batch: list[Source] = []
    size = 0
    for source in sources:
        if batch and (len(batch) >= most or size + source.byte_size > BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(source)
        size += source.byte_size
    if batch:
        yield tuple(batch)
