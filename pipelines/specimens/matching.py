"""Which facts speak of which known figures of a specimen, and whether they say what is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

NEAR = Decimal("0.01")
FACTS = """
    select fact_id, document_id, measure, fund, phase, value_kind, fiscal_year, compared_with, function_code,
        economic_code, government_economic_code, subject_name, institution_no, project_no, origin, form, section,
        stated, quote, coalesce(amount_yuan::decimal(38, 6), quantity::decimal(38, 6)) as value
    from core.fact
    where list_contains(?, document_id) and (amount_yuan is not null or quantity is not null)
"""


class Match(NamedTuple):
    """A known figure, its kind, the facts that have its meaning, and whether one of them has its value."""

    figure: dict[str, Any]
    kind: str
    facts: Sequence[dict[str, Any]]
    found: bool


class Verdict(NamedTuple):
    """A fact that the truth can judge, its kind, and whether it is right."""

    fact: dict[str, Any]
    kind: str
    right: bool


def match(known: dict[str, Any], facts: Sequence[dict[str, Any]]) -> tuple[list[Match], list[Verdict]]:
    """Every known figure with its facts, and every fact that can be judged.

    A fact is wrong when the truth has its meaning with other values only, or when the document states its measure
    nowhere for its year and phase and as such a value (a level, a change ...).
    """
    by_meaning: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        if fact["institution_no"] is None:
            by_meaning[_meaning(fact, fact["measure"], _subjects(fact)[0])].append(fact)
    allowed: dict[int, tuple[set[Decimal], str]] = {}  # by identity of a fact: the values its meaning has, its kind
    stated_kinds: set[tuple[Any, ...]] = set()
    matched: list[Match] = []
    for figure in known["figures"]:
        value, kind = Decimal(figure["value"]), _kind(figure)
        measures, funds = (figure["measure"], *figure["measures"]), (figure["fund"], *figure["funds"])
        stated_kinds.update(_statement(figure, measure) for measure in measures)
        same = [
            fact
            for measure in measures
            for subject in _subjects(figure)
            for fact in by_meaning.get(_meaning(figure, measure, subject), ())
            if fact["fund"] in funds
        ]
        for fact in same:
            allowed.setdefault(id(fact), (set(), kind))[0].add(value)
        matched.append(Match(figure, kind, same, any(abs(fact["value"] - value) <= NEAR for fact in same)))
    judged: list[Verdict] = []
    for fact in facts:
        values, kind = allowed.get(id(fact), (None, ""))
        if values is not None:
            judged.append(Verdict(fact, kind, any(abs(fact["value"] - value) <= NEAR for value in values)))
        elif fact["origin"] != "derived" and _statement(fact, fact["measure"]) not in stated_kinds:
            judged.append(Verdict(fact, _kind(fact), right=False))
    return matched, judged


def _statement(row: dict[str, Any], measure: str) -> tuple[Any, ...]:
    return (measure, row["phase"], row["value_kind"], row["fiscal_year"])


@lru_cache(maxsize=100_000)
def squeezed(text: str | None) -> str:
    """Words without spaces and leading ordinals, brackets in one style."""
    plain = re.sub(r"\s+", "", text or "").replace("(", "（").replace(")", "）")
    return re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])", "", plain)


def _meaning(row: dict[str, Any], measure: str, subject: object) -> tuple[Any, ...]:
    """What a fact and a figure must have in common beside the fund."""
    names = ("phase", "value_kind", "fiscal_year", "origin", "compared_with", "project_no")
    return (measure, subject, *(row[name] for name in names))


def _subjects(row: dict[str, Any]) -> tuple[object, ...]:
    """What a row is about: its code, else its name. A figure is found by its name too: not all tables print codes."""
    if row["project_no"] is not None:
        return ("project",)
    if (row["value_kind"], row["origin"]) == ("count", "text"):
        return ("counted",)  # of what kind they are (退休人员) is told with the measure or by a name
    name = _last_part(row["subject_name"])
    codes, government = (row["function_code"], row["economic_code"]), row["government_economic_code"]
    subjects: list[object] = [(codes, government)] if any(codes) else []
    subjects.append((name, government))
    if codes[1] and government:
        # Where both economic classifications stand beside an amount, either of them says what it is.
        subjects += [(codes, None), ((codes[0], None), government), (name, None)]
    return tuple(subjects)


@lru_cache(maxsize=100_000)
def _last_part(name: str | None) -> str:
    """The item's own name in a path as text prints it: 审计事务（款）审计业务（项）, 审计事务-审计业务."""
    parts = [part for part in re.split(r"（[类款项]）(?:支出)?|[-—“”]", squeezed(name)) if part]
    return parts[-1] if parts else ""


def _kind(figure: dict[str, Any]) -> str:
    if figure["origin"] == "text":
        return "text"
    coded: Iterable[str] = ("function_code", "economic_code", "project_no")
    return "rows" if any(figure[name] is not None for name in coded) else "headline"
