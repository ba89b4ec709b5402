"""Money units printed about a table: beside its title, in its first rows, or in a column's head."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.normalise.labels import plain

_UNIT = "(?:百万元|千元|万元|亿元|元)"
UNIT_IN_BRACKETS = re.compile(rf"\((?:单位:?)?(?:人民币)?{_UNIT}\)")
_LABELLED = re.compile(rf"单位[:：;；]?\(?(?:人民币)?({_UNIT})")
_ALONE = re.compile(rf"[(](?:单位)?({_UNIT})[)]$|^({_UNIT})$")
# A line end tore the unit; its last character stands alone.
_TORN = re.compile(r"单位[:：;；]?\(?(?:人民币)?([百千万亿]+)$")
_IN_HEAD = re.compile(rf"[(,/](?:单位:)?(?:人民币)?({_UNIT})[)]?$|[(]({_UNIT})[)]|单位:(?:人民币)?({_UNIT})")


def _first_unit(found: re.Match[str] | None) -> str | None:
    return next((group for group in found.groups() if group), None) if found else None


def unit_beside_title(texts: Iterable[str]) -> str | None:
    """The money unit among the texts about a title, the nearest first."""
    keys = [plain(text) for text in texts]
    torn = next((found.group(1) for key in keys if (found := _TORN.search(key))), "")
    for key in keys:
        if torn and key == "元":
            return f"{torn}元"
        unit = _first_unit(_LABELLED.search(key)) or (_first_unit(_ALONE.search(key)) if len(key) <= 60 else None)
        if unit:
            return unit
    return None


def unit_in_head(label: str) -> str | None:
    """The unit that a column's head prints in brackets (金额（万元）), else None."""
    return _first_unit(_IN_HEAD.search(plain(label)))
