"""A PDF's streams: those that would unpack to more than any real page holds are blanked before reading.

pdfium unpacks and parses a page whole; a few kilobytes can become a million objects.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections.abc import Iterator

MEGABYTE = 1 << 20
# A page full of text and rulings takes 0.1 MB; each MB costs pdfium up to 40 MB of memory.
LARGEST_STREAM = 5 * MEGABYTE
LARGEST_FONT = 64 * MEGABYTE
# Flate packs no better than this.
BEST_RATIO = 1032
# How far before its data a stream's dictionary may begin.
LONGEST_DICTIONARY = 2_000

_STREAM = re.compile(rb"stream\r?\n")
_FONT = re.compile(rb"\x00\x01\x00\x00|OTTO|true|ttcf|%!PS|%!Font|\x01\x00[\x04-\x10]")


def without_oversized_streams(body: bytes) -> tuple[bytes, int]:
    """The PDF's bytes with streams blanked that unpack beyond the limit, and how many were."""
    oversized = [(start, end) for start, end, head in _streams(body) if _unpacks_beyond_limit(body, start, end, head)]
    if not oversized:
        return body, 0
    blanked = bytearray(body)
    for start, end in oversized:
        blanked[start:end] = b" " * (end - start)
    return bytes(blanked), len(oversized)


def _streams(body: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Start and end of the data of each stream that could be too large, and the dictionary before it."""
    place = 0
    while (match := _STREAM.search(body, place)) is not None:
        start = match.end()
        end = body.find(b"endstream", start)
        if end < 0:
            end = len(body)
        place = end + len(b"endstream")
        if (end - start) * BEST_RATIO > LARGEST_STREAM:
            dictionary = body[max(0, match.start() - LONGEST_DICTIONARY) : match.start()]
            yield start, end, dictionary[dictionary.rfind(b" obj") + 1 :]


def _unpacks_beyond_limit(body: bytes, start: int, end: int, dictionary: bytes) -> bool:
    data = body[start:end]
    if b"FlateDecode" not in dictionary and b"/Fl " not in dictionary:
        # Other packed streams are pictures, which are never unpacked here.
        return b"/Filter" not in dictionary and len(data) > LARGEST_STREAM and not _FONT.match(data)
    try:
        if b"ASCII85Decode" in dictionary or b"/A85" in dictionary:
            data = a85decode(data.strip().removesuffix(b"~>"))
        for _ in range(max(1, dictionary.count(b"FlateDecode"))):
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(data, LARGEST_STREAM + 1)
            if len(data) > LARGEST_STREAM:
                return not _FONT.match(data) or _is_longer(unpacker, LARGEST_FONT - LARGEST_STREAM)
    except (zlib.error, ValueError):
        return False
    return False


def _is_longer(unpacker: zlib._Decompress, limit: int) -> bool:
    left = limit
    while left > 0 and (piece := unpacker.decompress(unpacker.unconsumed_tail, MEGABYTE)):
        left -= len(piece)
    return left <= 0
