"""Whose table it is: the body that a line beside a table or a title above it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.locate.body_name import strip_to_body
from pipelines.normalise.departments import clean_body_name
from pipelines.normalise.labels import plain

# 主管部门 names who stands above the body.
_LABELLED = re.compile(
    r"(?<!主管)(?:部门|单位)(?:名称)?(?:\([^()]{0,6}\))?:(?P<body>[^:,。;]{3,40}?)"
    r"(?=(?:金额|货币|计量)?单位:|(?<!\d)20\d\d(?!\d)|$)"
)
_TITLE = re.compile(r"(?P<body>[^:,。;]{4,30}?)(?:20\d\d年度?)(?:部门|单位)?(?:预算|决算)(?:公开|表|说明|情况|信息)*")


def body_beside_table(texts: Iterable[str]) -> str | None:
    """The body that a labelled line about a table names (单位名称：云溪县苗圃), the nearest first."""
    for text in texts:
        found = _LABELLED.search(plain(text))
        if found is not None and (name := strip_to_body(found["body"])) is not None:
            return name
    return None


def body_of_title(text: str) -> str | None:
    """The body whose budget or final account a line announces (云溪县苗圃2031年单位预算), else None."""
    found = _TITLE.fullmatch(plain(text))
    return strip_to_body(found["body"]) if found is not None else None


def other_body(name: str | None, own: str | None) -> str | None:
    """`name` where it is surely not the reporting body's `own`."""
    if name is None or own is None or is_same_body(clean_body_name(name), clean_body_name(own)):
        return None
    return name


def is_same_body(name: str, other: str) -> bool:
    """Whether two names can be one body's: one leaves words of the other out (县), and neither is below it."""
    short, long = sorted((plain(name), plain(other)), key=len)
    if long.startswith(short) and len(long) - len(short) >= 2 and strip_to_body("某县" + long[len(short) :]):
        return False
    letters = iter(long)
    return bool(short) and short[-1] == long[-1] and all(letter in letters for letter in short)
