"""Bytes to text: the encoding by byte order mark, then strict UTF-8, the declared one, GB18030, and a guess at Big5."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4096
# Frequent characters of disclosures that the two scripts write alike or apart: wrong decoding yields rare ones.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上个国和部门年预算支出收入单位元经费公共财政项目、。，：（）"
    "這個國門預單經費財項業務總計數為與於會與發關"
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}


class Decoded(NamedTuple):
    """The text, the encoding that gave it, and how many characters were lost on the way."""

    text: str
    charset: str
    lost: int


def declared_charset(body: bytes) -> str | None:
    """The encoding named in the head of a page (meta, XML declaration, MIME header), if Python knows it."""
    for match in _DECLARED.finditer(body[:_HEAD]):
        name = match.group(1).decode("ascii").lower()
        name = _WIDER.get(name, name)
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return None


def decode_text(body: bytes, declared: str | None = None) -> Decoded:
    """Decode without losing characters where any likely encoding allows it; else with the fewest lost.

    UTF-8 is tried before the declared encoding: Chinese text in another encoding is practically never valid UTF-8,
    while many pages declare an encoding they are not written in.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _decode(body, encoding)
    wide = _utf16_without_mark(body)
    if wide:
        return _decode(body, wide)
    best = _decode(body, "utf-8")
    if not best.lost:
        return best
    candidates = [best]
    for encoding in dict.fromkeys(name for name in (declared, "gb18030", "big5hkscs") if name and name != "utf-8"):
        try:
            candidates.append(_decode(body, encoding))
        except (LookupError, UnicodeError):
            continue
    return max(candidates, key=lambda found: _likeness(found, len(body), found.charset == declared))


def _decode(body: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(body.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text = body.decode(encoding, errors="replace")
        return Decoded(text, encoding, text.count("\ufffd"))


def _utf16_without_mark(body: bytes) -> str | None:
    """UTF-16 of mostly ASCII markup shows a zero in every other byte."""
    head = body[:512]
    if len(head) < 8:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even == 0:
        return "utf-16-le"
    if even > half * 0.6 and odd == 0:
        return "utf-16-be"
    return None


def _likeness(found: Decoded, byte_size: int, is_declared: bool) -> float:
    """How much a decoding looks like Chinese prose, from the share of frequent and of lost characters."""
    sample = [character for character in found.text[:200_000] if character > "\x7f"]
    if not sample:
        return 0.0 - found.lost
    frequent = sum(character in _FREQUENT for character in sample) / len(sample)
    odd = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in sample) / len(sample)
    return frequent - 2 * odd + (0.02 if is_declared else 0.0)
