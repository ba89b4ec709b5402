"""How prose states a measure: the declarations of `schemas/phrases/*.yml`, checked strictly when they are loaded."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Literal

import yaml

from schemas.codes import FUNDS, PHASES, measures, sections

QUOTATION_MARKS = "“”\"'‘’「」『』《》〈〉"
_CLOSING = {"{": "}", "[": "]"}


class PhraseError(ValueError):
    """A declaration in `schemas/phrases` that cannot be right."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What words speak of: the measure of money (two for a statement about both sides), of counts by unit, limits.

    `part`: the words name a kind of what the measure counts, never all of it. `alone`: not behind other
    words, and as an item of the measure itself only a kind of it.
    """

    words: tuple[str, ...]
    measures: tuple[str, ...] = ()
    in_final_accounts: str | None = None
    counts: Mapping[str, str | None] | None = None
    generic: bool = False
    qualifier: str | None = None
    section: str | None = None
    under: str | None = None
    aside: bool = False
    part: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SectionTitles:
    """A section of the narrative: words of its headings, its fund if it has one, whether figures are read in it."""

    section: str
    titles: tuple[str, ...]
    fund: str | None
    figures: bool


@dataclass(frozen=True, slots=True)
class SectionPhrases:
    """The headings of the narrative, first match first, and the words that mark headings, tables and contents."""

    sections: tuple[SectionTitles, ...]
    table_endings: tuple[str, ...]
    unnumbered_endings: tuple[str, ...]
    contents_titles: tuple[str, ...]


WordKind = Literal[
    "fund",
    "increase",
    "decrease",
    "more_than",
    "less_than",
    "unchanged",
    "compared",
    "previous_year",
    "same_period",
    "phase",
    "plain_budget",
    "among",
    "share",
    "completion",
    "respectively",
    "each",
    "reason",
    "purpose",
    "nothing",
    "limit",
]
WORD_KINDS: tuple[WordKind, ...] = WordKind.__args__  # type: ignore[attr-defined]

_WORD_LISTS = ("before_base", "narrowed_by", "needs_base", "no_phase", "limit_behind", "narrows_total", "fillers")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words around figures: word -> (kind, code), where the code is a fund, a phase or empty."""

    words: Mapping[str, tuple[WordKind, str]]
    before_base: tuple[str, ...]
    narrowed_by: tuple[str, ...]
    needs_base: tuple[str, ...]
    no_phase: tuple[str, ...]
    limit_behind: tuple[str, ...]
    narrows_total: tuple[str, ...]
    fillers: tuple[str, ...]


def plain(text: str) -> str:
    """NFKC without white space and quotation marks: the spelling in which phrases are compared."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text) if not char.isspace() and char not in QUOTATION_MARKS
    )


def expand(notation: str) -> Iterator[str]:
    """The spellings of a notation: `{a|b}` is one of a, b; `[a|b]` one of them or nothing; no nesting.

    Raises `PhraseError` on brackets that do not match.
    """
    parts: list[list[str]] = []
    rest = notation
    while rest:
        opening = min((at for at in (rest.find("{"), rest.find("[")) if at >= 0), default=-1)
        if opening < 0:
            parts.append([rest])
            break
        closing = rest.find(_CLOSING[rest[opening]], opening)
        inner = rest[opening + 1 : closing]
        if closing < 0 or "{" in inner or "[" in inner:
            raise PhraseError(f"brackets do not match in {notation!r}")
        choices = inner.split("|")
        parts.append([rest[:opening]])
        parts.append([*choices, ""] if rest[opening] == "[" else choices)
        rest = rest[closing + 1 :]
    if any(mark in text for choices in parts for text in choices for mark in "{}[]|"):
        raise PhraseError(f"brackets do not match in {notation!r}")
    for choice in product(*parts):
        word = plain("".join(choice))
        if not word:
            raise PhraseError(f"{notation!r} allows an empty word")
        yield word


def _load(name: str) -> dict[str, Any]:
    loaded = yaml.load(files("schemas").joinpath("phrases", name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    if not isinstance(loaded, dict):
        raise PhraseError(f"{name} is no mapping")
    return loaded


def _only(entry: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = set(entry) - allowed
    if unknown:
        raise PhraseError(f"{where}: unknown keys {sorted(unknown)}")


def _words(entry: Any, where: str) -> tuple[str, ...]:
    if not isinstance(entry, list) or not all(isinstance(word, str) for word in entry):
        raise PhraseError(f"{where}: a list of words is needed")
    return tuple(dict.fromkeys(word for notation in entry for word in expand(notation)))


def read_subjects(loaded: Mapping[str, Any]) -> tuple[Subject, ...]:
    """The subjects declared in `loaded`; raises `PhraseError` on unknown measures, sections, keys or doubled words."""
    known, found = measures(), []
    seen: dict[tuple[str, str | None, str | None], int] = {}
    _only(loaded, {"subjects"}, "subjects")
    for number, entry in enumerate(loaded["subjects"], start=1):
        where = f"subject {number}"
        _only(
            entry,
            {
                "words",
                "measure",
                "both",
                "in_final_accounts",
                "counts",
                "generic",
                "qualifier",
                "section",
                "under",
                "aside",
                "part",
                "alone",
            },
            where,
        )
        named = tuple(entry["both"]) if "both" in entry else ((entry["measure"],) if "measure" in entry else ())
        counts = entry.get("counts")
        subject = Subject(
            _words(entry["words"], where),
            named,
            entry.get("in_final_accounts"),
            counts,
            entry.get("generic", False),
            entry.get("qualifier"),
            entry.get("section"),
            entry.get("under"),
            entry.get("aside", False),
            entry.get("part", False),
            entry.get("alone", False),
        )
        mentioned = {*named, *(counts or {}).values(), subject.under, subject.in_final_accounts}
        wrong = mentioned - {None, *known}
        if wrong:
            raise PhraseError(f"{where}: not in measures.csv: {sorted(wrong)}")
        if subject.section is not None and subject.section not in sections():
            raise PhraseError(f"{where}: not in sections.csv: {subject.section}")
        if not (named or counts or subject.aside):
            raise PhraseError(f"{where}: names no measure")
        for word in subject.words:
            key = (word, subject.section, subject.under)
            if key in seen:
                raise PhraseError(f"{where}: {word} also stands under subject {seen[key]}")
            seen[key] = number
        found.append(subject)
    return tuple(found)


def read_wording(loaded: Mapping[str, Any]) -> Wording:
    """The words around figures declared in `loaded`; raises `PhraseError` on unknown keys, codes or doubled words."""
    plain_kinds = {kind for kind in WORD_KINDS if kind not in ("fund", "phase")}
    _only(
        loaded,
        plain_kinds | {"funds", "phases", *_WORD_LISTS},
        "wording",
    )
    words: dict[str, tuple[WordKind, str]] = {}

    def add(word: str, kind: WordKind, code: str = "") -> None:
        if words.setdefault(word, (kind, code)) != (kind, code):
            raise PhraseError(f"{word} is both {words[word]} and {(kind, code)}")

    for group, codes, kind in (("funds", FUNDS, "fund"), ("phases", PHASES, "phase")):
        for code, notations in loaded[group].items():
            if code not in codes:
                raise PhraseError(f"{group}: {code} is unknown")
            for word in _words(notations, code):
                add(word, kind, code)  # type: ignore[arg-type]
    for kind in WORD_KINDS:
        for word in _words(loaded.get(kind, []), kind):
            add(word, kind)
    return Wording(words, *(_words(loaded[kind], kind) for kind in _WORD_LISTS))


def read_sections(loaded: Mapping[str, Any]) -> SectionPhrases:
    """The headings declared in `loaded`; raises `PhraseError` on unknown sections, funds or keys."""
    _only(loaded, {"sections", "table_endings", "unnumbered_endings", "contents_titles"}, "sections")
    found = []
    for entry in loaded["sections"]:
        _only(entry, {"section", "titles", "fund", "figures"}, "sections")
        if entry["section"] not in sections():
            raise PhraseError(f"not in sections.csv: {entry['section']}")
        if entry.get("fund") not in (None, *FUNDS):
            raise PhraseError(f"{entry['section']}: {entry['fund']} is no fund")
        titles = _words(entry["titles"], entry["section"])
        found.append(SectionTitles(entry["section"], titles, entry.get("fund"), entry.get("figures", True)))
    return SectionPhrases(
        tuple(found),
        _words(loaded["table_endings"], "table_endings"),
        _words(loaded["unnumbered_endings"], "unnumbered_endings"),
        _words(loaded["contents_titles"], "contents_titles"),
    )


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects of `subjects.yml`."""
    return read_subjects(_load("subjects.yml"))


@cache
def wording() -> Wording:
    """The words of `wording.yml`."""
    return read_wording(_load("wording.yml"))


@cache
def section_phrases() -> SectionPhrases:
    """The headings of `sections.yml`."""
    return read_sections(_load("sections.yml"))


@cache
def class_names() -> dict[str, Literal["function", "economic"]]:
    """Names of classes of expenditure that prose prints without codes, and which classification each belongs to."""
    loaded = _load("classes.yml")
    _only(loaded, {"function_classes", "economic_classes"}, "classes")
    names: dict[str, Literal["function", "economic"]] = dict.fromkeys(
        _words(loaded["function_classes"], "function_classes"), "function"
    )
    return names | dict.fromkeys(_words(loaded["economic_classes"], "economic_classes"), "economic")
