"""Media types are told by bytes, whatever a file is called."""

import io
import zipfile

import pytest

from pipelines.read import sniff


def package(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return body.getvalue()


def compound_file(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + (stream + "\0").encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"", sniff.EMPTY),
        (b"%PDF-1.7\n...", sniff.PDF),
        (b"\r\n\r\n%PDF-1.4\n...", sniff.PDF),
        (package("[Content_Types].xml", "word/document.xml"), sniff.DOCX),
        (package("[Content_Types].xml", "xl/workbook.xml"), sniff.XLSX),
        (package("[Content_Types].xml", "_rels/.rels", "word/doc7.xml"), sniff.DOCX),
        (package("OFD.xml", "Doc_0/Document.xml"), sniff.OFD),
        (package("附件/说明.docx"), sniff.ZIP),
        (package("[Content_Types].xml", "word/document.xml")[:150], sniff.DOCX),
        (compound_file("WordDocument"), sniff.DOC),
        (compound_file("Workbook"), sniff.XLS),
        (compound_file("EncryptedPackage"), sniff.ENCRYPTED_OFFICE),
        (compound_file("Other"), sniff.OLE),
        (b"Rar!\x1a\x07\x01\x00", sniff.RAR),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", sniff.SEVEN_ZIP),
        (b"\x89PNG\r\n\x1a\n\x00\x00", sniff.PNG),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", sniff.JPEG),
        (b"GIF89a\x01\x00", sniff.GIF),
        (b"II*\x00\x08\x00", sniff.TIFF),
        (b"BM" + (30).to_bytes(4, "little") + bytes(24), sniff.BMP),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", sniff.WEBP),
        (b"{\\rtf1\\ansi", sniff.RTF),
        (b"\r\n<!DOCTYPE html>\n<html><head>", sniff.HTML),
        ("<!-- 页面 -->\n<div><p>公开</p></div>".encode(), sniff.HTML),
        ("<html><body>预算</body></html>".encode("gb18030"), sniff.HTML),
        ("\ufeff<html><body>预算</body></html>".encode("utf-16-le"), sniff.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y"><p>a</p></html>', sniff.HTML),
        (b'<?xml version="1.0"?><data><v>1</v></data>', sniff.XML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", sniff.MHTML),
        ("某某局二〇二六年预算说明\n收入<支出时如何处理".encode(), sniff.TEXT),
        ("某某局预算说明，单位：万元".encode("gb18030"), sniff.TEXT),
        (bytes(range(256)) * 4, sniff.UNKNOWN),
        (bytes(1000), sniff.UNKNOWN),
    ],
)
def test_media_type_by_bytes(body: bytes, media_type: str) -> None:
    assert sniff.sniff(body) == media_type


def test_a_page_that_speaks_of_pdf_is_still_a_page() -> None:
    assert sniff.sniff(b"<html><body><p>a file begins with %PDF-1.7</p></body></html>") == sniff.HTML


def test_text_cut_inside_a_character_is_text() -> None:
    assert sniff.sniff(("一" * 3000).encode()[:4097]) == sniff.TEXT
