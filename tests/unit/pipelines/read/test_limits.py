"""Limits are checked on declared sizes, and again on what is really unpacked; parsers are made in one place only."""

import ast
import io
import struct
import zipfile
from pathlib import Path

import pytest

import pipelines
from pipelines.read.limits import (
    Archive,
    DamagedFileError,
    LimitBrokenError,
    Limits,
    check_file_size,
    check_markup,
    check_page_depth,
    parse_xml,
)

SMALL = Limits(unpacked_bytes=1000, archive_entries=3, unpack_ratio=10, ratio_applies_from=100)


def archive(**parts: bytes) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return body.getvalue()


def test_parts_within_the_limits_are_read() -> None:
    opened = Archive(archive(a=b"one", b=b"two"), SMALL)
    assert opened.names == ("a", "b")
    assert (opened.read("a"), opened.read("b")) == (b"one", b"two")


@pytest.mark.parametrize(
    ("body", "names_limit"),
    [
        (archive(a=bytes(range(256)) * 8), "unpacked_bytes"),
        (archive(a=bytes(900)), "unpack_ratio"),
        (archive(**{f"p{n}": b"x" for n in range(4)}), "archive_entries"),
    ],
)
def test_declared_sizes_are_refused_before_reading(body: bytes, names_limit: str) -> None:
    with pytest.raises(LimitBrokenError, match=names_limit):
        Archive(body, SMALL)


def test_sizes_that_lie_are_counted_while_reading() -> None:
    body = archive(a=bytes(5_000))
    lying = body.replace(struct.pack("<I", 5_000), struct.pack("<I", 50))
    opened = Archive(lying, SMALL)
    with pytest.raises((LimitBrokenError, DamagedFileError)):
        opened.read("a")


def test_all_parts_together_are_counted() -> None:
    opened = Archive(archive(a=bytes(range(250)) * 2, b=bytes(range(250)) * 2), SMALL)
    opened.read("a")
    opened.read("b")
    with pytest.raises(LimitBrokenError, match="unpacked_bytes"):
        opened.read("b")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_a_bound_are_refused(method: int) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as written:
        written.writestr("a", b"text")
    with pytest.raises(DamagedFileError, match="compression method"):
        Archive(body.getvalue()).read("a")


def test_a_directory_that_points_before_the_file_is_damaged() -> None:
    body = archive(a=b"text")
    with pytest.raises(DamagedFileError):
        Archive(body[10:]).read("a")


def test_archive_cut_short_is_damaged() -> None:
    with pytest.raises(DamagedFileError):
        Archive(archive(a=b"one")[:-30])


def test_changed_content_is_damaged() -> None:
    body = bytearray(archive(a=b"some text that is stored"))
    body[35] ^= 0xFF
    with pytest.raises(DamagedFileError):
        Archive(bytes(body)).read("a")


def test_sizes_and_depths_name_their_limit() -> None:
    with pytest.raises(LimitBrokenError, match="file_is_too_large"):
        check_file_size(1001, Limits(file_bytes=1000))
    with pytest.raises(LimitBrokenError, match="markup_bytes"):
        check_markup(b"x" * 11, Limits(markup_bytes=10))
    with pytest.raises(LimitBrokenError, match="markup_tags"):
        check_markup(b"<p>" * 11, Limits(markup_tags=10))
    with pytest.raises(LimitBrokenError, match="markup_depth"):
        check_page_depth(b"<div>" * 11, Limits(markup_depth=10))
    with pytest.raises(LimitBrokenError, match="markup_reopened"):
        check_page_depth(b"</b><p><b><i><u></p>" + b"<p>" * 10 + b"</u></i></b>", Limits(markup_reopened=50))
    check_page_depth(b"<p><b>x</b></p>" * 10, Limits(markup_reopened=50))
    check_page_depth(b"<p>line<br>" * 50, Limits(markup_depth=10))
    check_page_depth(b"<div></div>" * 50, Limits(markup_depth=10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(LimitBrokenError, match="markup_declares_entities"):
        parse_xml(part, "part.xml")


def test_a_document_type_without_entities_is_refused_too() -> None:
    with pytest.raises(LimitBrokenError, match="markup_declares_entities"):
        parse_xml(b'<!DOCTYPE a SYSTEM "other.dtd"><a/>', "part.xml")


def test_no_other_module_makes_an_lxml_parser() -> None:
    makers = {"XMLParser", "HTMLParser", "XMLPullParser", "fromstring", "parse", "iterparse", "XML", "HTML"}
    root = Path(pipelines.__file__).parent
    offenders = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in root.rglob("*.py")
        if path.name != "limits.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _makes_parser(node, makers)
    ]
    assert offenders == []
    # The search must be able to find one.
    assert _makes_parser(ast.parse("etree.fromstring(x)", mode="eval").body, makers)


def _makes_parser(node: ast.AST, makers: set[str]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in makers
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("etree", "html", "lxml", "objectify")
    )
