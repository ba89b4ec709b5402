"""Names of places to GB/T 2260 codes: a homonym is never resolved without a word that names what lies above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from schemas.reference import Division, divisions, divisions_by_name

_LEVELS = ("province", "prefecture", "county")
_FOLDER_CODE = re.compile(r"\d{6}(?!\d)")
_TOKEN_BREAKS = re.compile(r"[/\\_\-\s+.,，、()（）【】]+")
_OWN_LEVEL = re.compile(r"省本级|省级|区本级|自治区本级|市本级|县本级|本级")
# What follows a short form in a body's name when it is the first half of another place's name: 某某|县, 某某|区.
_LEVEL_WORDS = "省市县区旗州盟"
_UNLISTED = re.compile(r"^(?:中共)?[^省市县区州旗]{2,7}(?:自治县|自治旗|县|区|旗)(?=.)")
_SUFFIXES = re.compile(
    r"(?:(?:[壮回藏彝苗侗瑶黎]|维吾尔|蒙古|哈萨克|朝鲜|土家|布依|哈尼|傣|白|景颇|傈僳|羌|柯尔克孜)族?)*"
    r"(?:特别行政区|自治区|自治州|地区|省|市|盟)$"
)
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class DivisionAnswer:
    """The division found, if one; else the candidates between which nothing decides. `reason` quotes what decided."""

    code: str | None
    reason: str = ""
    candidates: tuple[str, ...] = ()


@cache
def short_name(division: Division) -> str:
    """A province's or prefecture's name without its level (云梦省 -> 云梦); a county's name stays whole."""
    if division.level == "county":
        return division.name
    short = _SUFFIXES.sub("", division.name)
    return short if len(short) >= 2 else division.name


@cache
def _short_forms() -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in divisions().values():
        short = short_name(division)
        if short != division.name:
            found[short] = (*found.get(short, ()), division)
    return found


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a division, nearest first; empty for a code the list does not hold."""
    known = divisions()
    found: list[str] = []
    division = known.get(code)
    while division is not None and division.parent_code:
        found.append(division.parent_code)
        division = known.get(division.parent_code)
    return tuple(found)


def code_in_path(path: str) -> str | None:
    """The six digit code with which a folder of the path begins (990101_name/), nearest the file first."""
    for folder in reversed(re.split(r"[/\\]", path)[:-1]):
        found = _FOLDER_CODE.match(folder.strip())
        # 20 is no province: six digits that begin with it are a year and a month.
        if found is not None and not found[0].startswith(("19", "20")):
            return found[0]
    return None


def leading_divisions(name: str, above: Division | None = None) -> tuple[tuple[tuple[Division, ...], ...], int]:
    """The chain of places a body's name begins with, each with its homonyms, and how many characters it takes."""
    chain: list[tuple[Division, ...]] = []
    place = 0
    while place < len(name):
        level = _LEVELS.index(chain[-1][0].level) + 1 if chain else 0
        parents = {division.code for division in chain[-1]} if chain else ({above.code} if above else set())
        found, size = _place_at(name, place, level, parents)
        if not found:
            break
        chain.append(found)
        place += size
    return tuple(chain), place


def _place_at(name: str, place: int, level: int, parents: set[str]) -> tuple[tuple[Division, ...], int]:
    for size in range(min(_LONGEST_NAME, len(name) - place), 1, -1):
        word = name[place : place + size]
        for forms in (divisions_by_name(), _short_forms()):
            after = name[place + size : place + size + 1]
            if forms is not divisions_by_name() and after and after in _LEVEL_WORDS:
                continue
            found = tuple(
                division
                for division in forms.get(word, ())
                if _LEVELS.index(division.level) >= level
                and (not parents or parents & {division.code, *ancestors(division.code)})
            )
            if found:
                return found, size
    return (), 0


def places_in(text: str) -> Iterator[Division]:
    """Every division whose full name stands in the text, longest name first at each place, homonyms all."""
    names = divisions_by_name()
    place = 0
    while place < len(text):
        for size in range(min(_LONGEST_NAME, len(text) - place), 1, -1):
            found = names.get(text[place : place + size])
            if found:
                yield from found
                place += size - 1
                break
        place += 1


def _path_places(path: str) -> list[Division]:
    found: list[Division] = []
    for token in _TOKEN_BREAKS.split(path):
        token = _OWN_LEVEL.sub("", token)
        for division in (*divisions_by_name().get(token, ()), *_short_forms().get(token, ())):
            if division not in found:
                found.append(division)
    return found


def resolve_division(body: str | None, path: str, title: str, text: str) -> DivisionAnswer:
    """The division a body belongs to, from its name, then its path, its title and the text, in that order of weight.

    A folder that begins with a six digit code decides at once. Of several places of one name the one is taken whose
    province or prefecture is named; where none or several are, no code is given and the candidates are.
    """
    code = code_in_path(path)
    if code is not None:
        return DivisionAnswer(code, f"path: {code}")
    named, reason = _named_by_body(body or ""), f"body: {body}"
    unlisted = not named and _UNLISTED.match(body or "") is not None
    hints: list[list[Division]] = []
    for source, places in (("title", list(places_in(title))), ("path", _path_places(path))):
        hints.append(places)
        # A body of a county that the list lacks is not one of the prefecture its path names.
        if not named and not (unlisted and all(place.level != "county" for place in places)):
            named = _deepest(places)
            reason = f"{source}: {named[0].name}" if named else ""
    if len({division.code for division in named}) > 1:
        hints.append(list(places_in(text[:6000])))
    return _decide(named, hints, reason) if named else DivisionAnswer(None)


def _named_by_body(body: str) -> tuple[Division, ...]:
    name = re.sub(r"^(?:中国共产党|中共|中国|共青团|政协|中国人民政治协商会议)", "", body)
    chain, used = leading_divisions(name)
    if not chain:
        return ()
    last = chain[-1]
    rest = name[used:]
    if len(last) == 1 and last[0].level != "county":
        # 某市生态环境局某县分局: the place served stands after the bureau's name.
        served = tuple(
            division
            for division in places_in(rest)
            if division.level == "county" and last[0].code in ancestors(division.code)
        )
        if len(served) == 1:
            return served
        # 某市生态环境局某分局 leaves the county's level out.
        branches = tuple(
            division
            for division in divisions().values()
            if division.level == "county"
            and last[0].code in ancestors(division.code)
            and len(division.name) > 2
            and f"{division.name[:-1]}分局" in rest
        )
        if len(branches) == 1:
            return branches
    return last


def _deepest(places: Sequence[Division]) -> tuple[Division, ...]:
    for level in reversed(_LEVELS):
        found = tuple(division for division in places if division.level == level)
        supported = tuple(d for d in found if any(place.code in ancestors(d.code) for place in places))
        if supported or found:
            return supported or found
    return ()


def _decide(named: tuple[Division, ...], hints: Sequence[Sequence[Division]], reason: str) -> DivisionAnswer:
    candidates = named
    if len({division.code for division in candidates}) == 1:
        return DivisionAnswer(candidates[0].code, reason)
    for places in hints:
        # Only a place that is no homonym itself tells which of the homonyms is meant.
        sure = {place.code for place in places if place not in candidates}
        supported = tuple(d for d in candidates if sure & set(ancestors(d.code)))
        if len({division.code for division in supported}) == 1:
            return DivisionAnswer(supported[0].code, f"{reason}; above it: {_above(supported[0], sure)}")
        if supported:
            candidates = supported
    return DivisionAnswer(None, reason, tuple(sorted({division.code for division in candidates})))


def _above(division: Division, sure: set[str]) -> str:
    return "".join(divisions()[code].name for code in ancestors(division.code) if code in sure)
