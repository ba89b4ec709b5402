"""The limits every reader keeps, and the only places where archives are opened and lxml parsers are made.

Sizes are checked on what a file declares before anything is unpacked, and counted again while unpacking, since a
declared size can lie.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

_MEGABYTE = 1 << 20
_CHUNK = 1 << 16
_END_OF_DIRECTORY = b"PK\x05\x06"
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_END = b"PK\x06\x06"
_LARGEST_COMMENT = 1 << 16
# A directory entry takes 46 bytes and its name; real office files stay far below this much per entry.
_DIRECTORY_BYTES_PER_ENTRY = 1024

_TAG = re.compile(rb"<(/?)([A-Za-z][^\s/>]*)")
_FORMATTING = re.compile(rb"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/>]", re.I)
# Elements that never hold others, and those whose end tags may be left out and whose next sibling closes them.
_ENDS_BY_ITSELF = frozenset(
    (
        b"area base br col embed hr img input link meta param source track wbr"
        b" p li dt dd td th tr tbody thead tfoot colgroup option optgroup rp rt html head body"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document may hold; bytes, entries, places of a table grid, levels of nesting."""

    file_bytes: int = 100 * _MEGABYTE
    archive_entries: int = 2_000
    unpacked_bytes: int = 300 * _MEGABYTE
    unpack_ratio: int = 200
    # Below this much unpacked content the ratio says nothing: a short part of blanks compresses very well.
    ratio_applies_from: int = 4 * _MEGABYTE
    markup_bytes: int = 64 * _MEGABYTE
    # Each opening or closing tag takes a hundred bytes and more once parsed, whatever its length in the file.
    markup_tags: int = 3_000_000
    # HTML parsers need time in the square of the depth; XML parts are held at 256 levels by libxml2.
    markup_depth: int = 20_000
    # Formatting left open at the end of a block is opened again in each block after it: elements out of nothing.
    markup_reopened: int = 20_000_000
    table_depth: int = 20
    paragraphs: int = 200_000
    table_places: int = 2_000_000
    column_span: int = 1_000


DEFAULT_LIMITS = Limits()


class LimitBrokenError(Exception):
    """A document breaks a limit; `issue` is a code of `issues.csv`, `detail` names the limit and the value found."""

    def __init__(self, issue: str, detail: str) -> None:
        super().__init__(f"{issue}: {detail}")
        self.issue = issue
        self.detail = detail


class DamagedFileError(Exception):
    """A file is not what its format promises; `detail` says in a few words what is wrong."""

    def __init__(self, detail: str, issue: str = "file_is_damaged") -> None:
        super().__init__(detail)
        self.issue = issue
        self.detail = detail


def readable_size(count: int) -> str:
    """A number of bytes for people: `12 KB`, `200 MB`."""
    return f"{count / _MEGABYTE:.0f} MB" if count >= _MEGABYTE else f"{-(-count // 1024)} KB"


def check_file_size(byte_size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a file larger than `limits.file_bytes`."""
    if byte_size > limits.file_bytes:
        raise LimitBrokenError("file_is_too_large", f"{readable_size(byte_size)} > {readable_size(limits.file_bytes)}")


def check_markup(part: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a page, a text or an XML part that is larger or holds more tags than the limits allow."""
    if len(part) > limits.markup_bytes:
        detail = f"markup_bytes {readable_size(len(part))} > {readable_size(limits.markup_bytes)}"
        raise LimitBrokenError("file_is_too_large", detail)
    tags = part.count(b"<")
    if tags > limits.markup_tags:
        raise LimitBrokenError("file_is_too_large", f"markup_tags {tags} > {limits.markup_tags}")


def check_page_depth(page: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse an HTML page whose elements, as far as its tags show, nest too deeply or are opened again too often."""
    unclosed = deepest = 0
    for end_mark in _FORMATTING.findall(page):
        unclosed = max(0, unclosed - 1) if end_mark else unclosed + 1
        deepest = max(deepest, unclosed)
    if deepest * page.count(b"<") > limits.markup_reopened:
        raise LimitBrokenError("nesting_is_too_deep", f"markup_reopened > {limits.markup_reopened}")
    if page.count(b"<") <= limits.markup_depth:
        return
    depth = 0
    for match in _TAG.finditer(page):
        if match.group(2).lower() in _ENDS_BY_ITSELF:
            continue
        depth += -1 if match.group(1) else 1
        if depth > limits.markup_depth:
            raise LimitBrokenError("nesting_is_too_deep", f"markup_depth > {limits.markup_depth}")


# What zipfile raises on archives that are cut, changed or made up.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
# Office packages know no other methods, and zipfile unpacks the others without a bound on what one chunk becomes.
_BOUNDED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """A ZIP archive in memory whose parts can only be read within the limits."""

    def __init__(self, body: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._unpacked = 0
        _check_directory(body, limits)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(body))
        except _DAMAGE as error:
            raise DamagedFileError(f"ZIP: {error}") from error
        entries = self._zip.infolist()
        _check_count(len(entries), limits)
        self._entries = {entry.filename: entry for entry in entries}
        unpacked = sum(entry.file_size for entry in entries)
        _check_unpacked(unpacked, sum(entry.compress_size for entry in entries), limits)
        for entry in entries:
            _check_unpacked(entry.file_size, entry.compress_size, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as the archive spells them."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """The unpacked bytes of one part, counted against the limits of the whole archive; KeyError if absent."""
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise DamagedFileError(name, "file_is_encrypted")
        if entry.compress_type not in _BOUNDED_METHODS:
            raise DamagedFileError(f"{name}: compression method {entry.compress_type}")
        chunks: list[bytes] = []
        count = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    count += len(chunk)
                    self._unpacked += len(chunk)
                    _check_unpacked(self._unpacked, None, self._limits)
                    _check_unpacked(count, entry.compress_size, self._limits)
                    chunks.append(chunk)
        except _DAMAGE as error:
            raise DamagedFileError(f"{name}: {error}") from error
        return b"".join(chunks)


def parse_xml(part: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """The root element of an XML part; entities, document types, the network and other files stay closed."""
    check_markup(part, limits)
    # libxml2 expands entities inside attributes whatever the parser is told, so a declaration is refused beforehand.
    if any("<!ENTITY".encode(encoding) in part for encoding in ("utf-8", "utf-16-le", "utf-16-be")):
        raise LimitBrokenError("markup_declares_entities", name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        message = str(error)
        if "depth" in message.lower():
            raise LimitBrokenError("nesting_is_too_deep", f"{name}: {message}") from error
        raise DamagedFileError(f"{name}: {message}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise LimitBrokenError("markup_declares_entities", name)
    return root


def _check_count(count: int, limits: Limits) -> None:
    if count > limits.archive_entries:
        raise LimitBrokenError("archive_limit_exceeded", f"archive_entries {count} > {limits.archive_entries}")


def _check_unpacked(unpacked: int, packed: int | None, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        detail = f"unpacked_bytes {readable_size(unpacked)} > {readable_size(limits.unpacked_bytes)}"
        raise LimitBrokenError("archive_limit_exceeded", detail)
    if packed is not None and unpacked > limits.ratio_applies_from and unpacked > limits.unpack_ratio * max(packed, 1):
        detail = f"unpack_ratio {unpacked // max(packed, 1)} > {limits.unpack_ratio}"
        raise LimitBrokenError("archive_limit_exceeded", detail)


def _check_directory(body: bytes, limits: Limits) -> None:
    """Refuse an archive whose directory is too long, before `zipfile` makes an object for each entry of it."""
    end = body.rfind(_END_OF_DIRECTORY, max(0, len(body) - _LARGEST_COMMENT - 22))
    if end < 0 or len(body) < end + 22:
        raise DamagedFileError("ZIP: no end of central directory")
    count, size = struct.unpack_from("<HI", body, end + 10)
    if end >= 20 and body.startswith(_ZIP64_LOCATOR, end - 20):
        wide_end = struct.unpack_from("<Q", body, end - 12)[0]
        # zipfile looks for the wide record right before the locator, whatever offset is declared: count both places.
        for place in (wide_end, end - 20 - 56):
            if 0 <= place <= len(body) - 56 and body.startswith(_ZIP64_END, place):
                wide_count, wide_size = struct.unpack_from("<QQ", body, place + 32)
                count, size = max(wide_count, count % 0xFFFF), max(wide_size, size % 0xFFFFFFFF)
    _check_count(count, limits)
    if size > limits.archive_entries * _DIRECTORY_BYTES_PER_ENTRY:
        longest = limits.archive_entries * _DIRECTORY_BYTES_PER_ENTRY
        raise LimitBrokenError("archive_limit_exceeded", f"directory {readable_size(size)} > {readable_size(longest)}")
