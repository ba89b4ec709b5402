"""Changes against the year before, where both levels are printed side by side and the change is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipelines.derive.results import Derived
from pipelines.derive.statements import Meaning, Statements

# Phase of the year and of the year before → what such a change is compared with.
_BASES = {
    ("budget", "budget"): "previous_budget",
    ("budget", "estimated_outturn"): "previous_estimated_outturn",
    ("final", "final"): "previous_final",
}


def derived_changes(statements: Statements, told_changes: Collection[Meaning], fiscal_year: int) -> Iterator[Derived]:
    """The document's year less the year before in one row of a table.

    `told_changes` are the levels whose change is stated anywhere, against whatever base: a column of changes says which
    level of the year before this one is compared with.
    """
    for group in statements.together():
        for this in group:
            slot = this.meaning.slot
            if this.figure.origin != "table" or slot.value_kind != "level" or slot.fiscal_year != fiscal_year:
                continue
            if this.meaning in told_changes:
                continue
            for last in group:
                base = _base(this.meaning, last.meaning)
                if base is None or last.figure.place.row_no != this.figure.place.row_no:
                    continue
                found = Derived(this.meaning, [(1, this), (-1, last)], base)
                # Two equal levels are no change; a difference within rounding may be none or some.
                # Of nothing in both years nothing needs to be said.
                if this.amount == 0 and last.amount == 0:
                    continue
                if found.amount == 0 or not found.may_be_zero:
                    yield found


def _base(this: Meaning, last: Meaning) -> str | None:
    if (this.measure, this.fund) != (last.measure, last.fund) or last.slot.value_kind != "level":
        return None
    if last.slot.fiscal_year != this.slot.fiscal_year - 1:
        return None
    return _BASES.get((this.slot.phase, last.slot.phase))
