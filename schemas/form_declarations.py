"""The declarations of statutory forms in `forms/*.yml`: how a form's title reads and what its rows and columns mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from schemas.codes import FUNDS, measures, statutory_forms

Side = Literal["revenue", "expenditure", "both", "three_public"]
Axis = Literal["function", "economic", "government"]

LABELS_FILE = "labels.yml"
_SIDES = ("revenue", "expenditure", "both", "three_public")
AXES: tuple[Axis, ...] = ("function", "economic", "government")
# Words for a total whose meaning depends on what else the table prints: `extract.tables.table_totals` settles them.
SUM_WORDS = ("revenue_sum", "expenditure_sum")


class DeclarationError(ValueError):
    """A file in `schemas/forms` says something that cannot be: a mistake of ours, never of a document."""


@dataclass(frozen=True, slots=True)
class TitleRule:
    """A title fits when it holds every piece of `pieces`, at least one of `any_of` (if any) and none of `without`.

    Where the table's column heads are known, they must hold none of `unless_heads`.
    """

    pieces: tuple[str, ...]
    any_of: tuple[str, ...]
    without: tuple[str, ...]
    unless_heads: tuple[str, ...] = ()

    def fits(self, title: str, heads: str = "") -> bool:
        """Whether `title`, already reduced by `pipelines.locate.titles.title_key`, fits above these `heads`."""
        return (
            all(piece in title for piece in self.pieces)
            and (not self.any_of or any(piece in title for piece in self.any_of))
            and not any(piece in title for piece in self.without)
            and not any(head in heads for head in self.unless_heads)
        )


@dataclass(frozen=True, slots=True)
class FormDeclaration:
    """One statutory form. Without `side` the form is located here and read by another extractor.

    `total` is the measure of a cell whose row and column say no more than "amount". `totals` replaces it when the
    title holds a word, `total_row` replaces it in the row 合计; `funds` replaces `fund` by a word of the title.
    `revenue_total` is the measure of a column 本年收入. `rows_are_items`: rows are things with names of their own, no
    subjects of a classification. A table without title is this form when its column heads
    hold all of `heads`, or its row labels all of `rows`; one under a loose title needs one of `heads` or `hints`.
    """

    form: str
    rank: int
    titles: tuple[TitleRule, ...]
    heads: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    side: Side | None = None
    fund: str = "all"
    funds: tuple[tuple[str, str], ...] = ()
    total: str | None = None
    total_row: str | None = None
    totals: tuple[tuple[str, str], ...] = ()
    revenue_total: str = "revenue_total"
    axis: Axis | None = None
    qualifier: str | None = None
    only_total_rows: bool = False
    zero_parts_are_kept: bool = True
    rows_are_items: bool = False


@dataclass(frozen=True, slots=True)
class LabelPatterns:
    """Patterns that a whole label must match, by what it then means, in the order in which they are tried."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def meanings(self, label: str) -> tuple[str, ...]:
        """Every meaning whose pattern is the whole of `label`."""
        return tuple(name for name, pattern in self.patterns if pattern.fullmatch(label))

    def meaning(self, label: str) -> str | None:
        """The first meaning whose pattern is the whole of `label`, or None."""
        return next((name for name, pattern in self.patterns if pattern.fullmatch(label)), None)


@dataclass(frozen=True, slots=True)
class Labels:
    """The wording of rows and columns that all forms share (`forms/labels.yml`)."""

    generic: re.Pattern[str]
    of_one_level: re.Pattern[str]
    total_rows: re.Pattern[str]
    revenue_of_fund: re.Pattern[str]
    revenue: LabelPatterns
    expenditure: LabelPatterns
    three_public: LabelPatterns
    funds: LabelPatterns
    roles: LabelPatterns
    narrower: re.Pattern[str]
    narrowed: LabelPatterns
    axes: tuple[tuple[str, re.Pattern[str]], ...]
    time: LabelPatterns


def _load(name: str) -> dict[str, Any]:
    text = files("schemas").joinpath("forms", name).read_text(encoding="utf-8")
    read = yaml.load(text, Loader=yaml.CSafeLoader)
    if not isinstance(read, dict):
        raise DeclarationError(f"{name}: not a mapping")
    return read


def _check(name: str, holds: bool, complaint: str) -> None:
    if not holds:
        raise DeclarationError(f"{name}: {complaint}")


def _words(name: str, value: object) -> tuple[str, ...]:
    _check(name, isinstance(value, list) and all(isinstance(word, str) and word for word in value), "needs words")
    return tuple(value)  # type: ignore[arg-type]


def _pairs(name: str, value: object, allowed: object) -> tuple[tuple[str, str], ...]:
    _check(name, isinstance(value, dict), "needs a mapping of words to codes")
    pairs = tuple(value.items())  # type: ignore[attr-defined]
    for _, code in pairs:
        _check(name, code in allowed, f"unknown code {code}")  # type: ignore[operator]
    return pairs


def parse_declaration(name: str, read: dict[str, Any]) -> FormDeclaration:
    """One form file as a declaration; anything unknown or contradictory in it is a `DeclarationError`."""
    known = {"form", "rank", "titles", *FormDeclaration.__dataclass_fields__}
    _check(name, set(read) <= known, f"unknown keys {sorted(set(read) - known)}")
    _check(name, read.get("form") in statutory_forms(), f"form {read.get('form')} is not in forms.csv")
    _check(name, isinstance(read.get("rank"), int), "rank must be a whole number")
    titles = []
    for rule in read.get("titles") or ():
        _check(
            name,
            isinstance(rule, dict) and set(rule) <= {"with", "any", "without", "unless_heads"},
            "a title rule has other keys",
        )
        parts = [_words(name, rule.get(key, [])) for key in ("with", "any", "without", "unless_heads")]
        _check(name, bool(parts[0] or parts[1]), "a title rule would fit everything")
        titles.append(TitleRule(*parts))
    _check(name, bool(titles), "no title rule")
    words = {key: _words(name, read.get(key, [])) for key in ("heads", "hints", "rows")}
    values = dict(read, titles=tuple(titles), **words)
    side = read.get("side")
    _check(name, side is None or side in _SIDES, f"unknown side {side}")
    _check(name, side is None or read.get("total") in measures(), f"total {read.get('total')} is not in measures.csv")
    _check(name, read.get("fund", "all") in FUNDS, f"unknown fund {read.get('fund')}")
    _check(name, read.get("axis") is None or read["axis"] in AXES, f"unknown axis {read.get('axis')}")
    for key in ("revenue_total", "total_row"):
        _check(name, read.get(key, "revenue_total") in measures(), f"{key} is not in measures.csv")
    values["funds"] = _pairs(name, read.get("funds", {}), FUNDS)
    values["totals"] = _pairs(name, read.get("totals", {}), measures())
    return FormDeclaration(**values)


@cache
def form_declarations() -> tuple[FormDeclaration, ...]:
    """Every form's declaration, the one whose title rules are tried first in front."""
    names = sorted(
        entry.name
        for entry in files("schemas").joinpath("forms").iterdir()
        if entry.name.endswith(".yml") and entry.name != LABELS_FILE
    )
    declared = [parse_declaration(name, _load(name)) for name in names]
    for declaration, name in zip(declared, names, strict=True):
        _check(name, name == f"{declaration.form}.yml", "is not named like its form")
    missing = set(statutory_forms()) - {declaration.form for declaration in declared}
    _check("forms.csv", not missing, f"forms without declaration: {sorted(missing)}")
    return tuple(sorted(declared, key=lambda declaration: (declaration.rank, declaration.form)))


@cache
def declaration_of(form: str) -> FormDeclaration:
    """The declaration of one form code."""
    return next(declaration for declaration in form_declarations() if declaration.form == form)


def _pattern(name: str, text: object) -> re.Pattern[str]:
    _check(name, isinstance(text, str) and bool(text), "needs a pattern")
    try:
        return re.compile(re.sub(r"\s+", "", str(text)))
    except re.error as error:
        raise DeclarationError(f"{name}: {text}: {error}") from error


def _patterns(name: str, value: object, allowed: object = None) -> LabelPatterns:
    _check(name, isinstance(value, dict), "needs a mapping")
    pairs = tuple((key, _pattern(name, text)) for key, text in value.items())  # type: ignore[attr-defined]
    if allowed is not None:
        for key, _ in pairs:
            _check(name, key in allowed or key in SUM_WORDS, f"unknown code {key}")  # type: ignore[operator]
    return LabelPatterns(pairs)


@cache
def labels() -> Labels:
    """The shared wording of rows and columns, from `forms/labels.yml`."""
    read = _load(LABELS_FILE)
    return Labels(
        generic=_pattern(LABELS_FILE, read["generic"]),
        of_one_level=_pattern(LABELS_FILE, read["of_one_level"]),
        total_rows=_pattern(LABELS_FILE, read["total_rows"]),
        revenue_of_fund=_pattern(LABELS_FILE, read["revenue_of_fund"]),
        revenue=_patterns(LABELS_FILE, read["revenue"], measures()),
        expenditure=_patterns(LABELS_FILE, read["expenditure"], measures()),
        three_public=_patterns(LABELS_FILE, read["three_public"], measures()),
        funds=_patterns(LABELS_FILE, read["funds"], FUNDS),
        roles=_patterns(LABELS_FILE, read["roles"]),
        narrower=_pattern(LABELS_FILE, read["narrower"]),
        narrowed=_patterns(LABELS_FILE, read["narrowed"]),
        axes=_patterns(LABELS_FILE, read["axes"], AXES).patterns,
        time=_patterns(LABELS_FILE, read["time"]),
    )
