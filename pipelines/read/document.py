"""Bytes to `Document`: size, media type, then the reader of that type; whatever the bytes hold ends as an issue."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple

from pipelines.read import sniff
from pipelines.read.flow import make_document
from pipelines.read.limits import DEFAULT_LIMITS, DamagedFileError, LimitBrokenError, Limits, check_file_size
from schemas.documents import Document, Paragraph, ReadStatus
from schemas.issues import Issue

READER = "document"
READER_VERSION = "1"

_SURROGATE = re.compile("[\ud800-\udfff]")
_log = logging.getLogger(__name__)


class Reader(NamedTuple):
    """Where a format's reader is: a module with `READER_VERSION`, and its function of (body, file name[, limits])."""

    module: str
    function: str
    takes_limits: bool = True


READERS: dict[str, Reader] = {
    sniff.PDF: Reader("pipelines.read.pdf", "read_pdf", takes_limits=False),
    sniff.DOCX: Reader("pipelines.read.word_document", "read_word_document"),
    sniff.HTML: Reader("pipelines.read.web_page", "read_web_page"),
    sniff.MHTML: Reader("pipelines.read.web_page", "read_web_page"),
    sniff.TEXT: Reader("pipelines.read.plain_text", "read_plain_text"),
}


def reader_version(media_type: str) -> str:
    """The version with which a media type would be read now: with the sha256 it is the key of a cached reading."""
    reader = READERS.get(media_type)
    if reader is None:
        return f"{READER}-{READER_VERSION}"
    module = import_module(reader.module)
    return f"{reader.module.rsplit('.', 1)[1]}-{module.READER_VERSION}"


def reader_versions() -> dict[str, str]:
    """The reader's version for each media type that can be read."""
    return {media_type: reader_version(media_type) for media_type in READERS}


def read_document(body: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read any file. Never raises on content: what cannot be read is `unreadable`, with an issue that says why."""
    if not body:
        return _refused(body, file_name, sniff.EMPTY, Issue("file_is_empty"))
    media_type = sniff.UNKNOWN
    try:
        check_file_size(len(body), limits)
        media_type = sniff.sniff(body, limits)
        reader = READERS.get(media_type)
        if reader is None:
            return _not_read(body, file_name, media_type)
        read = getattr(import_module(reader.module), reader.function)
        document: Document = read(body, file_name, limits) if reader.takes_limits else read(body, file_name)
        return storable(document)
    except (LimitBrokenError, DamagedFileError) as error:
        return _refused(body, file_name, media_type, Issue(error.issue, error.detail))
    except (MemoryError, ImportError):
        raise
    except Exception as error:
        # A reader met something it does not foresee: a defect of ours that must not stop the documents after this one.
        _log.exception("%s (%s) could not be read", file_name, media_type)
        return _refused(body, file_name, media_type, Issue("file_is_damaged", type(error).__name__))


def storable(document: Document) -> Document:
    """`document` with half of a surrogate pair, which no text of ours can hold, as U+FFFD: no place moves by it."""
    texts = "".join(cell.text for table in document.tables for cell in table.cells)
    if not _SURROGATE.search(document.text) and not _SURROGATE.search(texts):
        return document
    blocks = tuple(
        replace(block, text=_SURROGATE.sub("\ufffd", block.text))
        if isinstance(block, Paragraph)
        else replace(block, cells=tuple(replace(c, text=_SURROGATE.sub("\ufffd", c.text)) for c in block.cells))
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _not_read(body: bytes, file_name: str, media_type: str) -> Document:
    if media_type == sniff.ENCRYPTED_OFFICE:
        return _refused(body, file_name, media_type, Issue("file_is_encrypted"))
    if media_type == sniff.UNKNOWN:
        return _refused(body, file_name, media_type, Issue("format_is_unknown", body[:8].hex(" ")))
    return _refused(body, file_name, media_type, Issue("format_is_not_read_yet", media_type))


def _refused(body: bytes, file_name: str, media_type: str, issue: Issue) -> Document:
    status: ReadStatus = "unreadable"
    return make_document(body, file_name, media_type, (READER, READER_VERSION), None, [issue], status)
