"""The media type of a file by its bytes alone: names and servers lie about formats."""

from __future__ import annotations

import re

from pipelines.read.charset import decode_text
from pipelines.read.limits import DEFAULT_LIMITS, Archive, DamagedFileError, Limits

EMPTY = "application/x-empty"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODF = "application/vnd.oasis.opendocument"
OFD = "application/ofd"
ZIP = "application/zip"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-encrypted-office"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
GZIP = "application/gzip"
RTF = "application/rtf"
PNG = "image/png"
JPEG = "image/jpeg"
GIF = "image/gif"
TIFF = "image/tiff"
BMP = "image/bmp"
WEBP = "image/webp"
HTML = "text/html"
MHTML = "multipart/related"
XML = "application/xml"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1f\x8b", GZIP),
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# The part that marks each package format; a name compares without regard to case.
_PACKAGE_PARTS = (
    ("word/document.xml", DOCX),
    ("word/document2.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSX),
    ("ppt/presentation.xml", PPTX),
    ("ofd.xml", OFD),
    ("content.xml", ODF),
)
_HEAD = 4096
_LEADING_MARKUP = re.compile(
    r"^(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(!doctype\s+html|!doctype|\?|/?[a-z][a-z0-9:]*)", re.I | re.S
)
_HTML_ELEMENT = re.compile(
    r"<(?:html|head|body|meta|title|table|tr|td|div|p|span|br|h[1-6]|ul|font|style|script|link|base|center)\b", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(body: bytes, limits: Limits = DEFAULT_LIMITS) -> str:
    """The media type of the bytes; `UNKNOWN` where nothing fits and the bytes are not text.

    Raises LimitBrokenError where the directory of an archive already breaks a limit.
    """
    if not body:
        return EMPTY
    for signature, media_type in _SIGNATURES:
        if body.startswith(signature):
            return media_type
    if body.startswith(_ZIP_SIGNATURES):
        return _sniff_package(body, limits)
    if body.startswith(_OLE_SIGNATURE):
        return _sniff_compound_file(body)
    if body.startswith(b"BM") and int.from_bytes(body[2:6], "little") == len(body):
        return BMP
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return WEBP
    head = body[:_HEAD]
    if b"%PDF-" in head[:1024] and not _HTML_ELEMENT.search(head[:1024].split(b"%PDF-")[0].decode("latin-1")):
        return PDF
    return _sniff_text(head)


def _sniff_package(body: bytes, limits: Limits) -> str:
    try:
        names = Archive(body, limits).names
    except DamagedFileError:
        # The directory is at the end, so a file cut short has none: the first part names may still tell the format.
        head = body[: 1 << 16].lower()
        names = tuple(part for part, _ in _PACKAGE_PARTS[:-1] if part.encode() in head)
        if not names and b"[content_types].xml" in head and b"word/" in head:
            names = ("word/document.xml",)
    present = {name.lower().lstrip("/") for name in names}
    for part, media_type in _PACKAGE_PARTS:
        if part in present:
            return media_type
    is_office = "[content_types].xml" in present
    return DOCX if is_office and any(name.startswith("word/") for name in present) else ZIP


def _sniff_compound_file(body: bytes) -> str:
    """An OLE compound file names its streams in UTF-16 in its directory."""
    for stream, media_type in (
        ("EncryptedPackage", ENCRYPTED_OFFICE),
        ("WordDocument", DOC),
        ("Workbook", XLS),
        ("Book", XLS),
    ):
        if (stream + "\0").encode("utf-16-le") in body:
            return media_type
    return OLE


def _sniff_text(head: bytes) -> str:
    # A character cut at the end of the head must not make the text look damaged.
    text = decode_text(head).text.lstrip("\ufeff")
    if len(_CONTROL.findall(text)) + text[:-4].count("\ufffd") > len(text) // 50:
        return UNKNOWN
    lowered = text.lower()
    if (
        re.match(r"\s*(?:mime-version:|from:|subject:|content-type:\s*multipart/)", lowered)
        and "multipart/related" in lowered
    ):
        return MHTML
    leading = _LEADING_MARKUP.match(text)
    if leading and (leading.group(1).lower().startswith("!doctype html") or _HTML_ELEMENT.search(text)):
        return HTML
    if lowered.lstrip().startswith("<?xml"):
        return XML
    if len(_HTML_ELEMENT.findall(text)) >= 3 and "</" in text:
        return HTML
    return TEXT
