"""Encodings as found in the wild: declared wrongly, cut short, without any mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read.charset import declared_charset, decode_text

SIMPLIFIED = "本单位2026年部门预算收入合计1,234.50万元，其中：一般公共预算财政拨款收入、上年结转和其他收入。" * 3
TRADITIONAL = "本單位2026年部門預算收入合計1,234.50萬元，其中：一般公共預算財政撥款收入，這個項目的經費總數為零。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("declared", [None, "utf-8", "gb18030", "iso8859-1"])
def test_simplified_text_whatever_is_declared(encoding: str, declared: str | None) -> None:
    decoded = decode_text(SIMPLIFIED.encode(encoding), declared)
    assert (decoded.text.lstrip("\ufeff"), decoded.lost) == (SIMPLIFIED, 0)


def test_valid_utf8_is_never_taken_for_what_is_declared() -> None:
    rare = "龘靐齉爩鱻麤" * 3
    assert decode_text(rare.encode(), "gb18030") == (rare, "utf-8", 0)


@pytest.mark.parametrize("declared", [None, "big5hkscs"])
def test_traditional_text_in_big5(declared: str | None) -> None:
    assert decode_text(TRADITIONAL.encode("big5"), declared).text == TRADITIONAL


def test_utf16_without_mark() -> None:
    page = "<html><head><title>a</title></head><body><p>" + "预算" + "</p></body></html>"
    assert decode_text(page.encode("utf-16-le")).text == page
    assert decode_text(page.encode("utf-16-be")).text == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_torn_character_costs_that_character_only(encoding: str) -> None:
    body = SIMPLIFIED.encode(encoding)
    torn = body[:60] + b"\xff" + body[60:]
    decoded = decode_text(torn)
    assert 1 <= decoded.lost <= 4
    assert decoded.text.endswith(SIMPLIFIED[-40:])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="GBK">', "gb18030"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b"<meta charset=nonsense><meta charset=utf-8>", "utf-8"),
        (b"<p>no word of it</p>", None),
    ],
)
def test_declared_charset(head: bytes, name: str | None) -> None:
    assert declared_charset(head) == name


@given(st.text(max_size=200))
def test_utf8_text_is_always_kept(text: str) -> None:
    decoded = decode_text(b"\xef\xbb\xbf" + text.encode())
    assert decoded == (text, "utf-8-sig", 0 if "\ufffd" not in text else decoded.lost)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_count_what_is_lost(body: bytes) -> None:
    decoded = decode_text(body)
    assert decoded.lost == 0 or decoded.text.count("\ufffd") == decoded.lost
