"""Titles of statutory tables: which paragraphs or first rows are a title, and which form it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.normalise.labels import plain
from schemas.form_declarations import FormDeclaration, form_declarations

TITLE_LENGTH = 70
# How many paragraphs above a table may hold its title.
LOOK_BACK = 8

_YEAR = re.compile(r"20\d\d年(?:度)?|\(20\d\d年?度?\)")
_NOISE = re.compile(r"\(?[-—]?(?:不含|剔除)[^()]*\)?")
_CUT = re.compile(
    r"(?:部门|单位|编制部门|编制单位|部门名称|单位名称|金额单位|填报单位|填报部门|公开部门|预算单位|预算部门)(?:\([^)]*\))?[:：]"
)
_SENTENCE_END = re.compile(r"[。；;！!？?]")
_IS_TITLE = re.compile(r"表(?:\([^()]*\)?)?[\d\-—一二三四五六七八九十.]*$|表\(|表[-—]")
# Words that stand about a table and are no title of it: its number, its unit, its year, who made it.
_BESIDE = re.compile(
    r"^(?:附?表?[一二三四五六七八九十\d][\d一二三四五六七八九十\-—.]*表?|(?:公开|预算|预算公开|决算|决算公开|财决|附)?表?[\d\-—.]+表?[:：]?"
    r"|\(?20\d\d年?度?\)?|附件[\d:：]*|第?\d+页.*|[-—\d\s]+|.{0,4}单位[:：].*|.{0,6}部门.{0,3}[:：].*|.{0,6}单位名称[:：].*|金额单位.*|监督索引号.*)$"
)
_POINTS_ELSEWHERE = re.compile(r"(?:见|如|详见|参见|按照|列入|填列)(?:下|附|上|本|后|前)?.{0,6}表$|[附下]表(?:所示)?$")
_LOOSE_LENGTH = 25
_IN_PROSE = re.compile(r"[,，]|\d元|万元|主要|其中")
_NOTE = re.compile(r"^(?:\d\.)?(?:注|备注|说明|附注)[:：]")


@lru_cache(maxsize=16384)
def title_key(text: str) -> str:
    """A title reduced to what tells forms apart: no year, no remarks on carry-over, 收入支出 written 收支."""
    key = _NOISE.sub("", _YEAR.sub("", plain(text)))
    return key.replace("收入支出", "收支").replace("收入、支出", "收支").replace("公共财政", "一般公共")


def form_of_title(text: str, heads: str = "") -> FormDeclaration | None:
    """The form that a title names above a table whose joined column heads are `heads`: the first that fits."""
    key = title_key(text)
    return next(
        (
            declaration
            for declaration in form_declarations()
            if any(rule.fits(key, heads) for rule in declaration.titles)
        ),
        None,
    )


def title_part(text: str) -> str:
    """What of a paragraph may be a title: after its last full stop, before 部门： or 单位：."""
    key = plain(text)
    pieces = [piece for piece in _SENTENCE_END.split(key) if piece]
    key = pieces[-1] if pieces else ""
    found = _CUT.search(key)
    return key[: found.start()] if found and found.start() else ("" if found else key)


def looks_like_title(text: str) -> bool:
    """Whether `text` ends as titles of tables do (…表, …表（按经济分类）)."""
    if not 0 < len(text) <= TITLE_LENGTH or _NOTE.match(text) or _POINTS_ELSEWHERE.search(text):
        return False
    return _IS_TITLE.search(text) is not None


def _open_bracket(text: str) -> bool:
    return text.count("(") != text.count(")")


def title_above(paragraphs: Sequence[str]) -> str | None:
    """The title among the paragraphs above a table (nearest last), joined where a line break cut it; else None."""
    parts = [title_part(text) for text in paragraphs[-LOOK_BACK:]]
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if not part or _BESIDE.match(part):
            continue
        joined = parts[index - 1] + part if index and not _BESIDE.match(parts[index - 1]) else part
        if _open_bracket(part) and not _open_bracket(joined) and looks_like_title(joined):
            return joined
        if looks_like_title(part) and form_of_title(part) is not None:
            return part
        if len(joined) > len(part) and looks_like_title(joined) and form_of_title(joined) is not None:
            return joined
    return None


def loose_title_above(paragraphs: Sequence[str]) -> str | None:
    """A short line that names a form without the word 表 (部门政府采购预算, 绩效目标): weaker, for want of a title."""
    for text in reversed(paragraphs[-LOOK_BACK:]):
        part = title_part(text)
        if not part or _BESIDE.match(part) or _NOTE.match(part):
            continue
        if len(part) <= _LOOSE_LENGTH and not _IN_PROSE.search(part) and form_of_title(part) is not None:
            return part
    return None
