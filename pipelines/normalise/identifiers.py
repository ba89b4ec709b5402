"""Identifiers that depend on meaning only: never on a URL, a time, a file name, a page or a row."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence

from pipelines.normalise.amounts import squeeze
from pipelines.normalise.departments import clean_body_name
from pipelines.normalise.divisions import short_name
from schemas.facts import Figure, Identity
from schemas.reference import Division, body_aliases, divisions

# 80 bits: among 100 million figures the chance of one collision is below one in a hundred million.
ID_LENGTH = 20
_NAMES_A_PLACE = re.compile(r"^(?:.{1,8}?[县旗镇乡]|.{2,8}?(?:[市区州盟省]|街道|兵团))")
# 县信访局 of a known county is its 信访局; 市 opens too many names (市场监督管理局) to be cut without its city.
_LEVEL_PREFIX = re.compile(r"^(?:县(?!域)|区(?![域划块]))(?=..)")
# 中共某县委组织部, 中国共产党某县委员会组织部 and 某县组织部.
_COMMITTEE_PREFIX = re.compile(r"^委(?:员会)?(?=.+部$)")

Part = str | int | datetime.date | None


def digest(*parts: Part) -> str:
    """20 hex digits for `parts` in order; NULL differs from the empty string."""
    packed = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def body_key(division_code: str | None, printed_name: str) -> str:
    """A body's name without its division's names: 某省某市某县信访局, 某县信访局 and 县信访局 are one body there.

    A short name of a known body (妇联) is written out there.
    """
    name = clean_body_name(printed_name)
    code = division_code
    known = divisions()
    chain: list[Division] = []
    while code is not None and code in known:
        chain.insert(0, known[code])
        code = known[code].parent_code
    if not chain:
        return name
    for number, place in enumerate(chain):
        short = short_name(place)
        if name.startswith(place.name) and len(name) > len(place.name) + 1:
            name = name[len(place.name) :]
        elif name.startswith(short) and any(name[len(short) :].startswith(below.name) for below in chain[number + 1 :]):
            # 某省 may lack its level before a place below it.
            name = name[len(short) :]
    name = _COMMITTEE_PREFIX.sub("", _LEVEL_PREFIX.sub("", name))
    return body_aliases().get(name, name)


def department_id(identity: Identity, document_id: str) -> str:
    """The body's id. Without a name, or with a name no place can be told from, it is the document's own body."""
    name = identity.printed_name
    if not name:
        return digest("nameless", document_id)
    key = body_key(identity.division_code, name)
    if identity.division_code is None and not _NAMES_A_PLACE.search(key):
        # Two counties' 财政局 must not become one: better two bodies that are one than one that is two.
        return digest("placeless", key, document_id)
    return digest("department", identity.division_code, key)


def disclosure_key(identity: Identity, document_id: str) -> str:
    """The disclosure's id, shared by its files and versions: body, year, report type and scope."""
    return digest(
        "disclosure",
        department_id(identity, document_id),
        identity.fiscal_year,
        identity.report_type,
        identity.scope,
    )


def figure_id(disclosure: str, figure: Figure, institution: str | None, project: str | None) -> str:
    """The figure's id: the disclosure's key and every column that says what the figure means.

    `institution` and `project` are the names behind their numbers (see `name_keys`), since numbers are positions.
    """
    return digest(
        disclosure,
        figure.fiscal_year,
        figure.measure,
        figure.fund,
        figure.phase,
        figure.value_kind,
        figure.compared_with,
        figure.as_of,
        figure.function_code,
        figure.economic_code,
        figure.government_economic_code,
        squeeze(figure.subject_name) if figure.subject_name else None,
        institution,
        project,
        figure.qualifier,
    )


def name_keys(numbered: Iterable[tuple[int, str]]) -> dict[int, str]:
    """For (number, name) pairs: the name, and which of that name it is where several share one."""
    ordered = list(numbered)
    names = [squeeze(name) for _, name in ordered]
    return {
        number: f"{name}#{ordinal}"
        for (number, _), name, ordinal in zip(ordered, names, occurrences(names), strict=True)
    }


def occurrences(keys: Sequence[Hashable]) -> Iterator[int]:
    """For each key in order: 1 where it is met first, 2 the second time, ..."""
    seen: dict[Hashable, int] = {}
    for key in keys:
        seen[key] = seen.get(key, 0) + 1
        yield seen[key]
