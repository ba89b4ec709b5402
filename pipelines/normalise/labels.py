"""Row heads, column heads and titles reduced to a key that two spellings of one label share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_ORDINAL = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+(?:部分|章|节)?[、.,:：]|[((][一二三四五六七八九十]+[))][、.]?|\d{1,2}[、.](?!\d)|[((]\d{1,2}[))][、.]?"
    r")+"
)
# NFKC makes ① a plain 1, so circled numbers go before it.
_CIRCLED = re.compile(r"^\s*[①-⑳]\s*[、.]?")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》〈〉")
# Joins heads of which any may lie over the columns below, where a text export has lost which.
ANY_OF = "｜"


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """NFKC without white space and quotation marks: for matching, never storing."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


@lru_cache(maxsize=65536)
def label_key(text: str) -> str:
    """`plain` without a leading ordinal (一、 (二) 3. ①)."""
    return _ORDINAL.sub("", plain(_CIRCLED.sub("", text)))


def display_label(text: str) -> str:
    """A label for people: line ends and the layout's spaces inside Chinese words taken out, the rest as printed."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text)).strip()
