"""Dispatch by bytes; every file ends as a document."""

import logging
import os
from pathlib import Path

import pytest

import schemas
from pipelines.read import document as dispatch
from pipelines.read import sniff
from pipelines.read.document import READERS, read_document, reader_version, reader_versions
from schemas.issues import issue_kinds


@pytest.mark.parametrize(
    ("body", "reader"),
    [("<html><body><p>预算</p></body></html>".encode(), "web_page"), ("预算公开".encode(), "plain_text")],
)
def test_the_reader_is_chosen_by_bytes_not_by_name(body: bytes, reader: str) -> None:
    document = read_document(body, "名不副实.pdf")
    assert (document.reader, document.status, document.file_name) == (reader, "read", "名不副实.pdf")
    assert document.text in ("预算", "预算公开")


@pytest.mark.parametrize(
    ("body", "issue"),
    [
        (b"", "file_is_empty"),
        (b"\x89PNG\r\n\x1a\n", "format_is_not_read_yet"),
        (b"Rar!\x1a\x07\x00", "format_is_not_read_yet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "file_is_encrypted"),
        (bytes(500), "format_is_unknown"),
        (b"<html><body><div id=app></div><script>load()</script></body></html>", "document_has_no_text"),
        (b" \n\n ", "document_has_no_text"),
        (b"PK\x03\x04 word/document.xml", "file_is_damaged"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, issue: str) -> None:
    document = read_document(body, "x")
    assert (document.status, [i.issue for i in document.issues], document.blocks) == ("unreadable", [issue], ())
    assert issue in issue_kinds()


def test_a_defect_of_a_reader_is_logged_and_stays_with_its_document(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(READERS, sniff.TEXT, dispatch.Reader(__name__, "broken_reader"))
    with caplog.at_level(logging.ERROR):
        document = read_document("预算".encode(), "x.txt")
    assert [(i.issue, i.detail) for i in document.issues] == [("file_is_damaged", "ZeroDivisionError")]
    assert "ZeroDivisionError" in caplog.text


def test_an_exhausted_machine_is_no_property_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, sniff.TEXT, dispatch.Reader(__name__, "hungry_reader"))
    with pytest.raises(MemoryError):
        read_document("预算".encode(), "x.txt")


READER_VERSION = "7"


def broken_reader(body: bytes, file_name: str, limits: object) -> None:
    raise ZeroDivisionError


def hungry_reader(body: bytes, file_name: str, limits: object) -> None:
    raise MemoryError


def test_versions_are_known_without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, sniff.TEXT, dispatch.Reader(__name__, "broken_reader"))
    assert reader_version(sniff.TEXT) == "test_document-7"
    assert set(reader_versions()) == set(READERS)
    assert reader_version(sniff.PNG) == "document-1"


CORPUS = Path(os.environ.get("MINGZHANG_CORPUS", Path(schemas.__file__).parents[2] / "shared" / "corpus"))


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS} (MINGZHANG_CORPUS)")
def test_real_documents_other_than_pdf_read_whole() -> None:
    tried = 0
    for path in sorted((CORPUS / "documents").rglob("*.*")):
        body = path.read_bytes()
        if sniff.sniff(body) == sniff.PDF:
            continue
        tried += 1
        document = read_document(body, path.name)
        assert document.status == "read", path.name
        assert len(document.text) > 1000
        assert not any(mark in document.text for mark in ("[bookmark:", r"\f C", "\ufffd", "<"))
        for table in document.tables:
            assert all(place is not None for row in table.grid() for place in row), (path.name, table.table_no)
    assert tried
