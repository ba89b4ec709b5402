"""Which unit each row of a block speaks of: its own code and name, or those of the row it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipelines.extract.tables.row_keys import RowKey
from pipelines.extract.tables.row_roles import KeyedRow, amounts_of, state_of
from pipelines.extract.tables.sheets import Block, Sheet
from pipelines.extract.units.body_units import WHOLE_BODY, BodyUnits
from pipelines.extract.units.unit_mentions import (
    bare_key,
    is_unit_name,
    joins_units_and_projects,
    names_a_level,
    tells_a_unit,
    unit_key,
)
from pipelines.locate.body_name import looks_like_body
from schemas.facts import Place

# A row that names something of which nothing proves that it is a unit.
NOT_KNOWN: Final = -1


@dataclass(slots=True)
class UnitsOfRows:
    """The unit of every row of a block: its number, `WHOLE_BODY`, `NOT_KNOWN`, or None where no row above names one.

    `own` are the rows that name a unit themselves; `equal_to_total` the units whose own row repeats the total row.
    """

    bearers: list[int | None] = field(default_factory=list)
    own: frozenset[int] = frozenset()
    equal_to_total: frozenset[int] = frozenset()

    def institution(self, place: int, key: RowKey, has_total: bool) -> int | None:
        """A row's institution; None for the body: its total, its own row, subjects of the only unit there is."""
        bearer = self.bearers[place]
        if key.total or bearer is None or bearer == WHOLE_BODY:
            return None
        if bearer in self.equal_to_total and (key.subject or not has_total):
            return None
        return bearer

    def heads_a_unit(self, place: int, key: RowKey) -> bool:
        """Whether a row among projects is a unit's own sum: a known unit, or a code, and no project."""
        bearer = self.bearers[place]
        named = key.unit_code is not None or (bearer is not None and bearer > WHOLE_BODY)
        return place in self.own and named and not key.subject


def units_of_rows(sheet: Sheet, block: Block, rows: Sequence[KeyedRow], known: BodyUnits) -> UnitsOfRows:
    """The units of a block's rows by what the document knows; a unit that a row proves joins the known ones."""
    named = dict(_named(sheet, block, rows, known))
    named |= dict.fromkeys(_rows_of_body(block, rows, named, known), WHOLE_BODY)
    bearers: list[int | None] = []
    last: int | None = None
    for place in range(len(rows)):
        last = named.get(place, last)
        bearers.append(last)
    totals = {amounts_of(row, block) for row, key in rows if key.total}
    units = {bearer for bearer in named.values() if bearer > WHOLE_BODY}
    equal = {
        bearer
        for place, bearer in named.items()
        if not rows[place][1].subject and amounts_of(rows[place][0], block) in totals
    }
    return UnitsOfRows(bearers, frozenset(named), frozenset(equal | units if len(units) == 1 else equal))


def _named(sheet: Sheet, block: Block, rows: Sequence[KeyedRow], known: BodyUnits) -> Iterator[tuple[int, int]]:
    """The rows that name a unit or print its code, and what is known of it."""
    names = {key.unit_code: key.unit for _, key in rows if key.unit_code and key.unit}
    heads = [sheet.paths[column][-1] for column in block.keys if sheet.paths[column]]
    is_joint = any(joins_units_and_projects(head) for head in heads)
    nameless = {key.unit_code for _, key in rows if key.unit_code and not names.get(key.unit_code)}
    for place, (row, key) in enumerate(rows):
        name = key.unit or names.get(key.unit_code or "")
        if key.total or (name is None and key.unit_code is None):
            continue
        found = known.find(name, key.unit_code)
        if found is not None:
            yield place, found
        elif name is not None and (key.unit_code or tells_a_unit(name) if is_joint else _can_be_a_unit(name)):
            yield place, known.add(name, key.unit_code, Place(row.page, row.table_no, row.row_no), key.label)
        elif name is not None or names or len(nameless) > 1:
            yield place, NOT_KNOWN


def _can_be_a_unit(name: str) -> bool:
    """Whether a name in a column of units is one: it ends like a body, or is no word for kinds of units or money."""
    return looks_like_body(bare_key(name)) or (is_unit_name(name) and len(unit_key(name)) >= 4)


def _rows_of_body(block: Block, rows: Sequence[KeyedRow], named: dict[int, int], known: BodyUnits) -> Iterator[int]:
    """Rows in the body's own name that speak of it as a whole.

    Such a row stands beside a row of the body's own office (本级), or repeats the total row: while other units follow
    with amounts of their own, or without a code where the body has several units.
    """
    totals = {amounts_of(row, block) for row, key in rows if key.total}
    unit_rows = {place: bearer for place, bearer in named.items() if not rows[place][1].subject}
    if WHOLE_BODY in unit_rows.values():
        return
    offices = {bare_key(rows[place][1].unit or "") for place in unit_rows if names_a_level(rows[place][1].unit or "")}
    for place, bearer in unit_rows.items():
        name = rows[place][1].unit or ""
        if bearer == NOT_KNOWN or not known.is_body_name(name):
            continue
        others = (rows[other][0] for other, number in unit_rows.items() if number != bearer)
        repeats = amounts_of(rows[place][0], block) in totals and (
            any(state_of(text) == "reported" for row in others for text in amounts_of(row, block))
            or (known.are_several and rows[place][1].unit_code is None)
        )
        if repeats or bare_key(name) in offices:
            yield place
