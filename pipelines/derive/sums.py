"""Missing parts and missing totals along the trees of measures, where everything else of the sum is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipelines.derive.results import Derived, Term
from pipelines.derive.statements import Meaning, Slot, Stated, Statements
from schemas.codes import measures, trees


class Split(NamedTuple):
    """One way in which a total falls into parts."""

    total: str
    parts: tuple[str, ...]


def derived_sums(statements: Statements, report_type: str) -> Iterator[Derived]:
    """What is missing of sums of which all but one term are printed together, and not told anywhere else."""
    for group in statements.together():
        best: dict[Meaning, Stated] = {}
        for stated in group:
            known = best.get(stated.meaning)
            if known is None or stated.half_width < known.half_width:
                best[stated.meaning] = stated
        for split, total in _candidates(best, report_type):
            found = _missing(split, total, best)
            if found is not None and found.meaning not in statements.told and _holds_its_parts(found, statements):
                yield found


@cache
def _splits(report_type: str) -> tuple[Split, ...]:
    parts: dict[tuple[str, str], list[str]] = {}
    for branch in trees():
        if branch.relation == "sums" and branch.report_type in ("both", report_type):
            parts.setdefault((branch.total, branch.split), []).append(branch.part)
    return tuple(Split(total, tuple(listed)) for (total, _), listed in parts.items() if len(listed) > 1)


@cache
def _parts_of(measure: str) -> tuple[str, ...]:
    return tuple(branch.part for branch in trees() if branch.total == measure)


def _candidates(stated: Mapping[Meaning, Stated], report_type: str) -> Iterator[tuple[Split, Meaning]]:
    """Every sum that the stated meanings touch, once, by the meaning of its total."""
    for split in _splits(report_type):
        own = measures()[split.total].own_fund
        totals: set[tuple[str, Slot]] = set()
        for meaning in stated:
            if meaning.measure == split.total:
                totals.add((meaning.fund, meaning.slot))
            elif meaning.measure in split.parts:
                # A part that is one fund's alone tells nothing of the fund of its total.
                fund = own or ("all" if measures()[meaning.measure].own_fund else meaning.fund)
                totals.add((fund, meaning.slot))
        for fund, slot in sorted(totals, key=str):
            narrower = own is None and fund != "all"
            if narrower and any(measures()[part].own_fund for part in split.parts):
                continue  # 财政拨款 of 财政专户 is nothing
            yield split, Meaning(split.total, fund, slot)


def _part(measure: str, total: Meaning) -> Meaning:
    known = measures()
    return Meaning(
        measure, known[measure].own_fund or ("all" if known[total.measure].own_fund else total.fund), total.slot
    )


def _missing(split: Split, total: Meaning, stated: Mapping[Meaning, Stated]) -> Derived | None:
    parts = [_part(measure, total) for measure in split.parts]
    printed = [stated[part] for part in parts if part in stated]
    if any(part.amount < 0 for part in printed):
        return None
    if len(printed) == len(parts):
        return None if total in stated else Derived(total, [(1, part) for part in printed])
    if total not in stated or len(printed) != len(parts) - 1:
        return None
    terms: list[Term] = [(1, stated[total]), *((-1, part) for part in printed)]
    found = Derived(next(part for part in parts if part not in stated), terms)
    # Where nothing is left over, the form has no such part: absent must not become a zero.
    return None if found.amount < 0 or found.may_be_zero else found


def _holds_its_parts(found: Derived, statements: Statements) -> bool:
    """Whether nothing that is printed as a part of it exceeds it."""
    return all(
        part.amount - found.amount <= part.half_width + found.half_width
        for measure in _parts_of(found.meaning.measure)
        for part in statements.places(_part(measure, found.meaning))
    )
