"""The other side of a total that a document states of sources and uses together (收支总计)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from pipelines.derive.results import Derived
from pipelines.derive.statements import Statements
from pipelines.normalise.amounts import squeeze

OTHER_SIDE = {
    "expenditure_grand_total": "revenue_grand_total",
    "revenue_grand_total": "expenditure_grand_total",
}


def other_sides(statements: Statements) -> Iterator[Derived]:
    """Total sources from total uses, and the other way round, where the printed label names both."""
    for stated in statements.inputs():
        other = OTHER_SIDE.get(stated.meaning.measure)
        if other is None or stated.figure.origin != "text":
            continue
        meaning = stated.meaning._replace(measure=other)
        if meaning not in statements.told and names_both_sides(stated.figure.quote, stated.figure.stated):
            yield Derived(meaning, [(1, stated)])


def names_both_sides(quote: str, stated: str) -> bool:
    """Whether the label before the number speaks of sources and uses at once, and of all of them."""
    plain = squeeze(quote)
    at = plain.rfind(squeeze(stated))
    label = plain[:at] if at > 0 else ""
    found = _pattern("both_sides").search(label)
    return found is not None and not _pattern("part_of_both").search(label)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words: dict[str, str] = yaml.load(
        files("schemas").joinpath("derived.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return re.compile(words[name])
