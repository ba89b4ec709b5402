"""Names of reporting bodies: the name a key is made of, and the kind of department it is."""

from __future__ import annotations

import re
from functools import cache

from pipelines.normalise.amounts import squeeze
from schemas.reference import department_kinds

# One name, many endings: 信访局, 信访办公室, 信访办; the stem decides.
_ENDINGS = ("工作委员会", "委员会", "办公室", "办公厅", "总局", "局", "厅", "委", "办")
_ANY_ENDING = f"(?:{'|'.join(_ENDINGS)})"
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_BRACKETED = re.compile(r"\([^()]*(?:本级|机关|本部|汇总|部门|单位|公开)[^()]*\)")
_TAIL = re.compile(r"(?:本级|本部|机关|汇总|部门)+$")
_UNIT_CODE = re.compile(r"^\d{3,6}(?:[-_—]?\d{3})?[-_—]?(?=[^\d年])")
# A unit below a department is named after it: 某局某大队, 某局某中心.
_SUBORDINATE = re.compile(
    r"(?:中心|大队|支队|总队|中队|队|学校|小学|中学|学院|幼儿园|医院|卫生院|站|所|馆|园|院|社|公司|基金会|协会)$"
)
# Bodies whose name is split by the place's name, ends like a Party committee's office, or is a place itself.
_BY_OPENING = (
    (re.compile(r"^(?:政协|中国人民政治协商会议)|政协.*委员会"), "cppcc"),
    (re.compile(r"^(?:共青团|中国共产主义青年团)"), "youth_league"),
    (re.compile(r"(?<!城)[镇乡]$|苏木$"), "township"),
)


def clean_body_name(printed: str) -> str:
    """The name a key is made of: one width, no spaces, without 中共, a budget code, (本级), 机关, 汇总."""
    name = _UNIT_CODE.sub("", squeeze(printed))
    name = _PARTY.sub("", _BRACKETED.sub("", name))
    return _TAIL.sub("", name) or name


def department_kind(name: str) -> tuple[str | None, tuple[str, ...]]:
    """The kind of department a name tells (codes of `department_kinds.csv`): the main kind and the further ones.

    The longest alias wins where aliases overlap; of several the first is the main kind. A unit below a department
    (某局某大队) and a name without an alias have no kind.
    """
    plain = _BRACKETED.sub("", squeeze(name))
    plain = _TAIL.sub("", plain) or plain
    for opening, kind in _BY_OPENING:
        if opening.search(plain):
            return kind, ()
    found = _aliases_in(plain)
    if not found:
        return None, ()
    rest = plain[max(end for _, end, _ in found) :]
    if rest and _SUBORDINATE.search(rest) and not rest.endswith("分局"):
        return None, ()
    kinds = tuple(dict.fromkeys(kind for _, _, kind in sorted(found)))
    return kinds[0], kinds[1:]


def _aliases_in(name: str) -> list[tuple[int, int, str]]:
    taken: list[tuple[int, int, str]] = []
    hits = [
        (match.start(), match.end(), kind, reach)
        for pattern, kind, reach in _alias_patterns()
        for match in pattern.finditer(name)
    ]
    hits.sort(key=lambda hit: (hit[0] - hit[1], hit[3]))
    for start, end, kind, _ in hits:
        if all(end <= begin or start >= finish for begin, finish, _ in taken):
            taken.append((start, end, kind))
    return taken


@cache
def _alias_patterns() -> tuple[tuple[re.Pattern[str], str, int], ...]:
    patterns: list[tuple[re.Pattern[str], str, int]] = []
    for kind in department_kinds().values():
        for alias in (part.strip() for name in kind.names for part in name.split("/")):
            stem = next((alias[: -len(end)] for end in _ENDINGS if alias.endswith(end)), alias)
            if len(stem) >= 2 and stem != alias:
                # Joined names carry the ending once: 民政和退役军人事务局.
                text = f"{re.escape(stem)}(?:{_ANY_ENDING}|(?=[和与、及].*{_ANY_ENDING}$))"
            elif len(alias) <= 3:
                # Short names mean the department at the end of a name only: 某街道, 某开发区管委会.
                text = f"{re.escape(alias)}(?:办事处|管委会|管理委员会|机关|{_ANY_ENDING})?$"
            else:
                text = re.escape(alias)
            patterns.append((re.compile(text), kind.code, -len(alias)))
    return tuple(patterns)
