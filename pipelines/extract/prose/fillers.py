"""Words of prose that say nothing of their own: ordinals, 预算, 安排, 合计 and the like."""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract.prose.word_finder import longest_word_pattern
from schemas.phrase_declarations import wording

ORDINAL = re.compile(r"(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(\d{1,2}\)|\d{1,2}[、.](?!\d)|[①-⑳])+")
_CJK = re.compile(r"[\u4e00-\u9fff]")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(longest_word_pattern(wording().fillers))


def without_fillers(text: str) -> str:
    """The Chinese words of `text` that say something of their own: no ordinals, no 预算, 安排, 合计 and the like."""
    return "".join(_CJK.findall(_fillers().sub("", ORDINAL.sub("", text))))
