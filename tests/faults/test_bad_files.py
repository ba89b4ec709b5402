"""Files that are broken or hostile: each ends as a document with a clear issue, within bounded memory and time."""

import io
import resource
import struct
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipelines.read import limits as limits_module
from pipelines.read.document import read_document
from pipelines.read.limits import Limits
from schemas.documents import Document
from schemas.issues import issue_kinds

MEGABYTE = 1 << 20
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NO_LIMITS = Limits(unpacked_bytes=1 << 40, unpack_ratio=1 << 40, markup_bytes=1 << 40)


def package(**parts: bytes | str) -> bytes:
    """A ZIP archive with the parts of a Word document, `main` being its text."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr("word/document.xml" if name == "main" else name, content)
    return body.getvalue()


def word(content: str) -> bytes:
    return package(main=f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>')


def page(content: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{content}</body></html>".encode()


def refused(document: Document, issue: str, detail: str = "") -> None:
    """The document could not be read, and exactly one issue with a message says why."""
    assert document.status == "unreadable"
    assert [found.issue for found in document.issues] == [issue]
    assert detail in document.issues[0].detail
    assert issue in issue_kinds()
    assert document.blocks == ()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where the block takes longer."""
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconds


@contextmanager
def allocating(megabytes: float) -> Iterator[None]:
    """Fail where the block allocates more at once through Python."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * MEGABYTE


def test_an_empty_file() -> None:
    refused(read_document(b"", "空.pdf"), "file_is_empty")


@pytest.mark.parametrize("name", ["预算.pdf", "预算.docx", "预算.html"])
def test_a_picture_under_another_name(name: str) -> None:
    refused(
        read_document(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50), name), "format_is_not_read_yet", "image/png"
    )


def test_200_megabytes_of_zeros() -> None:
    # The system gives zeroed memory without pages behind it, as it would a file with holes.
    body = bytes(200 * MEGABYTE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with allocating(megabytes=1), within(seconds=10):
        refused(read_document(body, "大.pdf"), "file_is_too_large", "200 MB > 100 MB")
    unit = 1 if sys.platform == "darwin" else 1024
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit < 64 * MEGABYTE


BOMB = package(main=b"<w:document>" + bytes(8 * MEGABYTE))


def test_a_bomb_named_docx() -> None:
    with allocating(megabytes=4), within(seconds=5):
        refused(read_document(BOMB, "说明.docx"), "archive_limit_exceeded", "unpack_ratio")


def test_without_limits_the_bomb_is_unpacked() -> None:
    """The control: what the test above measures does happen when the limits are off."""
    with pytest.raises(AssertionError), allocating(megabytes=4):
        refused(read_document(BOMB, "说明.docx", NO_LIMITS), "archive_limit_exceeded")


def test_a_bomb_that_declares_to_be_small() -> None:
    size = 8 * MEGABYTE + len(b"<w:document>")
    lying = BOMB.replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert lying != BOMB
    with allocating(megabytes=4), within(seconds=5):
        document = read_document(lying, "说明.docx")
    assert document.status == "unreadable"
    assert document.issues[0].issue in ("archive_limit_exceeded", "file_is_damaged")


def test_an_archive_of_very_many_parts() -> None:
    body = package(**{f"part{number}": b"" for number in range(2500)})
    refused(read_document(body, "说明.docx"), "archive_limit_exceeded", "archive_entries")


def test_parts_that_share_their_bytes() -> None:
    """Directory entries may overlap: a file of a few hundred kilobytes then declares terabytes."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(MEGABYTE))
        archive.filelist += [archive.filelist[0]] * 1000
    refused(read_document(body.getvalue(), "说明.docx"), "archive_limit_exceeded")


def test_an_archive_in_an_archive() -> None:
    inner = package(main="<a/>")
    for _ in range(5):
        inner = package(**{"附件.zip": inner})
    refused(read_document(inner, "附件.docx"), "format_is_not_read_yet", "application/zip")


ENTITY_BOMB = (
    '<!DOCTYPE a [<!ENTITY a0 "六六六六六六">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f']><w:document xmlns:w="{W}"><w:body><w:p w:x="&a11;"><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb(encoding: str) -> None:
    body = package(main=f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY_BOMB}'.encode(encoding))
    with allocating(megabytes=4), within(seconds=5):
        refused(read_document(body, "说明.docx"), "markup_declares_entities", "word/document.xml")


def test_an_external_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    body = package(
        main=f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{W}"><w:body>'
        "<w:p><w:r><w:t>&s;</w:t></w:r></w:p></w:body></w:document>"
    )
    document = read_document(body, "说明.docx")
    refused(document, "markup_declares_entities")
    assert "秘密" not in str(document)


def test_a_careless_parser_would_have_opened_it(tmp_path: Path) -> None:
    """The control: the same text given to a parser that resolves entities does read the file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    body = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><a>&s;</a>'.encode()
    assert etree.fromstring(body, etree.XMLParser(resolve_entities=True)).text == "秘密"


def test_a_page_opens_no_entity_either(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    body = f'<!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}">]><html><body><p>甲&s;</p></body></html>'.encode()
    assert "秘密" not in read_document(body, "x.html").text


def test_tables_nested_1000_deep_in_a_page() -> None:
    with allocating(megabytes=16), within(seconds=10):
        document = read_document(page("<table><tr><td>甲<td>乙" * 1000 + "底" + "</table>" * 1000), "x.html")
    assert document.status == "partly_read"
    assert [found.issue for found in document.issues] == ["nesting_is_too_deep"]
    assert "底" in document.text + "".join(cell.text for table in document.tables for cell in table.cells)


def test_tables_nested_1000_deep_in_a_word_document() -> None:
    with allocating(megabytes=16), within(seconds=10):
        body = word("<w:tbl><w:tr><w:tc>" * 1000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1000)
        refused(read_document(body, "x.docx"), "nesting_is_too_deep")


def test_elements_nested_without_end() -> None:
    with allocating(megabytes=16), within(seconds=10):
        refused(read_document(page("<div>" * 300_000), "x.html"), "nesting_is_too_deep", "markup_depth")


def test_formatting_that_each_paragraph_opens_again() -> None:
    """Some thousand tags that the rules of HTML turn into ten million elements."""
    fonts = "".join(f"<font size={number}>" for number in range(3000))
    with within(seconds=5):
        refused(read_document(page(f"<p>{fonts}</p>" + "<p>x</p>" * 3000), "x.html"), "nesting_is_too_deep", "reopened")


@pytest.mark.parametrize("line", ["-" * 20, "一、概况\t1", "\t甲", "\t甲\n\n乙", "甲\t乙", "|", "\t甲\n\n\t乙\n\t丙"])
def test_long_texts_are_read_in_the_time_of_their_length(line: str) -> None:
    with within(seconds=10):
        ends_well(read_document(f"{line}\n".encode() * 8_000, "x.txt"))


def test_more_tags_than_any_document_has() -> None:
    with within(seconds=10):
        refused(read_document(page("<b>" * 3_100_000), "x.html"), "file_is_too_large", "markup_tags")


def test_spans_beyond_reason() -> None:
    with within(seconds=10):
        wide = read_document(
            page("<table>" + "<tr><td colspan=100000>甲<td rowspan=99999>1" * 500 + "</table>"), "x.html"
        )
        deep = read_document(page("<table><tr>" + "<td rowspan=65534>甲" * 1000 + "<tr><td>1" * 3000), "x.html")
    assert wide.status == "read"
    assert wide.tables[0].row_count * wide.tables[0].column_count <= 500 * 502
    assert deep.status == "partly_read"
    assert "table_places" in deep.issues[0].detail


def test_grid_spans_beyond_reason_in_a_word_document() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    document = read_document(word(f"<w:tbl>{f'<w:tr>{cell * 20}</w:tr>' * 50}</w:tbl>"), "x.docx")
    assert document.status == "read"
    assert document.tables[0].column_count == 20


@pytest.mark.skipif(find_spec("pipelines.read.pdf") is None, reason="the PDF reader is not there")
@pytest.mark.parametrize("length", [9, 100, 600])
def test_a_pdf_cut_short(length: int) -> None:
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" * 8
    )
    refused(read_document(body[:length], "预算.pdf"), "file_is_damaged")


def sound_word_document() -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("收入", "12.5", "支出", "11"))
    return word(f"<w:p><w:r><w:t>一、收支情况</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")


def sound_page() -> bytes:
    return page("<p>一、收支情况</p><table><tr><th rowspan=2>收入<td>12.5<tr><td>11</table>" * 3)


SOUND = [sound_word_document(), sound_page(), "一、收支情况\n\t收入\n\t12.5\n\n\t支出\n\t11\n".encode("gb18030")]


@pytest.mark.parametrize("body", SOUND, ids=["word", "page", "text"])
def test_the_sound_files_are_read(body: bytes) -> None:
    assert read_document(body, "x").status == "read"
    assert read_document(body, "x").tables


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOUND), st.data())
def test_cut_and_changed_files_never_raise(body: bytes, data: st.DataObject) -> None:
    changed = bytearray(body[: data.draw(st.integers(1, len(body)))])
    for _ in range(data.draw(st.integers(0, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    ends_well(read_document(bytes(changed), "x"))


OLE, MHTML = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MIME-Version: 1.0\nContent-Type: multipart/related\n"
MAGIC = [b"", b"%PDF-1.7\n", b"PK\x03\x04", OLE, b"<html>", MHTML]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MAGIC), st.binary(max_size=600))
def test_random_bytes_never_raise(magic: bytes, noise: bytes) -> None:
    ends_well(read_document(magic + noise, "x"))


def ends_well(document: Document) -> None:
    """Either the document was read or an issue says why not; a defect of a reader would name a Python exception."""
    assert document.status == "read" or document.issues
    for found in document.issues:
        assert found.issue in issue_kinds()
        assert not found.detail.endswith(("Error", "Exception")), found


def test_the_default_limits_are_the_declared_ones() -> None:
    declared = limits_module.DEFAULT_LIMITS
    assert (declared.file_bytes, declared.archive_entries) == (100 * MEGABYTE, 2_000)
    assert (declared.unpacked_bytes, declared.unpack_ratio) == (300 * MEGABYTE, 200)
