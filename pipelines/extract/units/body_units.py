"""The registry of a body's units: which institution a row of any table speaks of, by its code and its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pipelines.extract.units.institution_parents import printed_depth, set_parents
from pipelines.extract.units.unit_mentions import UnitMention, bare_key, is_unit_name, names_a_level, unit_key
from pipelines.locate.body_name import looks_like_body
from pipelines.normalise.departments import clean_body_name
from schemas.facts import QUOTE_LENGTH, Institution, Place

# What `find` says of the body's own row; units are numbered from 1.
WHOLE_BODY: Final = 0
_SHORTEST_CUT_NAME = 6


class BodyUnits:
    """Every unit once, numbered in the order of its first mention.

    A code ties mentions together however their names are printed; a name alone does where only one unit bears it, with
    本级 or brackets or without, or where it is the beginning of one longer name (cut by its cell).
    """

    def __init__(self, body: str | None, mentions: Iterable[UnitMention] = ()) -> None:
        told = [mention for mention in mentions if is_unit_name(mention.name)]
        self._body = clean_body_name(body) if body else ""
        self._institutions: list[Institution] = []
        self._depths: dict[int, tuple[int | None, int]] = {}
        self._tables: dict[int, set[int]] = defaultdict(set)
        self._by_code: dict[str, int] = {}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_bare: dict[str, list[int]] = defaultdict(list)
        self._full_names = {unit_key(mention.name) for mention in told} | ({unit_key(body)} if body else set())
        # Tables that name the body's own office (本级): the body's plain name beside it means the whole body.
        self._offices = {
            (mention.place.table_no, bare_key(mention.name)) for mention in told if names_a_level(mention.name)
        }
        self._unsure_codes = _codes_of_several_names(told)
        self._body_codes = _codes_above_all({mention.code for mention in told if mention.code} - self._unsure_codes)
        for mention in told:
            self._take(mention)

    def find(self, name: str | None, code: str | None = None) -> int | None:
        """The number of the unit that a row's code or name means, `WHOLE_BODY` for the body's own, None if unknown."""
        if code is not None and code not in self._unsure_codes:
            if code in self._body_codes:
                return WHOLE_BODY
            if code in self._by_code:
                return self._by_code[code]
        key = unit_key(name) if name else ""
        if not key:
            return None
        found = self._named(key, code)
        if found is None and (longer := self._longer(key)) is not None:
            found = self._named(longer, code)
            key = longer
        if found is None and self.is_body_name(key):
            return WHOLE_BODY
        return found

    def is_body_name(self, name: str) -> bool:
        """Whether a name is the body's own, without 本级 (which makes it a unit)."""
        return bool(self._body) and clean_body_name(name) == self._body and bare_key(name) == unit_key(name)

    def is_body_code(self, code: str | None) -> bool:
        """Whether a unit code is the body's own: the beginning of the codes of all units."""
        return code in self._body_codes

    def add(self, name: str, code: str | None, place: Place, quote: str = "") -> int:
        """The number of a unit that a row proves, a new one where it is not known yet."""
        found = self.find(name, code)
        return found if found is not None else self._new(UnitMention(name, code, place), quote)

    @property
    def are_several(self) -> bool:
        """Whether the body has more than one unit."""
        return len({number for numbers in self._by_key.values() for number in numbers}) > 1

    def listed(self) -> list[Institution]:
        """The institutions in order, each under the one above it."""
        set_parents(self._institutions, self._depths)
        return list(self._institutions)

    def _take(self, mention: UnitMention) -> None:
        key, code = unit_key(mention.name), mention.code
        code = None if code in self._unsure_codes else code
        is_whole = code in self._body_codes or (
            self.is_body_name(mention.name) and (mention.place.table_no, bare_key(key)) in self._offices
        )
        if is_whole:
            # A table of units lists the body above them; no other table's row makes it a unit.
            if mention.row is not None:
                self._depths.setdefault(self._new(mention, is_whole=True), printed_depth(mention.row))
            return
        if code is None and self._longer(key) is not None:
            return
        number = self._by_code.get(code) if code is not None else None
        if number is None:
            number = self._named(key, code, mention.place.table_no)
        if number is None:
            number = self._new(mention)
        else:
            self._complete(self._institutions[number - 1], mention, code)
        if mention.place.table_no is not None:
            self._tables[number].add(mention.place.table_no)
        if mention.row is not None:
            self._depths.setdefault(number, printed_depth(mention.row))

    def _named(self, key: str, code: str | None, table_no: int | None = None) -> int | None:
        """The one unit of that name; two rows of one table with two names are two units."""
        exact = [number for number in self._by_key.get(key, ()) if self._may_have(number, code)]
        if exact:
            return exact[0] if len(exact) == 1 else None
        alike = [number for number in self._by_bare.get(bare_key(key), ()) if self._may_have(number, code)]
        if len(alike) != 1 or (table_no is not None and table_no in self._tables[alike[0]]):
            return None
        return alike[0]

    def _may_have(self, number: int, code: str | None) -> bool:
        known = self._institutions[number - 1].code
        return code is None or known is None or code == known

    def _longer(self, key: str) -> str | None:
        """The one full name that begins with a name that its cell cut short."""
        if len(key) < _SHORTEST_CUT_NAME or looks_like_body(bare_key(key)):
            return None
        longer = {bare_key(name) for name in self._full_names if name != key and name.startswith(key)}
        return longer.pop() if len(longer) == 1 else None

    def _new(self, mention: UnitMention, quote: str = "", is_whole: bool = False) -> int:
        number = len(self._institutions) + 1
        self._institutions.append(
            Institution(
                institution_no=number,
                name=mention.name,
                nature=mention.nature,
                place=mention.place,
                quote=(quote or mention.name)[:QUOTE_LENGTH],
            )
        )
        key = unit_key(mention.name)
        self._full_names.add(key)
        if not is_whole:
            self._by_key[key].append(number)
            self._by_bare[bare_key(key)].append(number)
        self._complete(self._institutions[-1], mention, None if mention.code in self._unsure_codes else mention.code)
        return number

    def _complete(self, institution: Institution, mention: UnitMention, code: str | None) -> None:
        number = institution.institution_no
        if code is not None:
            institution.code = institution.code or code
            self._by_code.setdefault(code, number)
        key, known = unit_key(mention.name), unit_key(institution.name)
        if key != known:
            if key.startswith(known) and bare_key(key) != bare_key(known):
                institution.name = mention.name
            for keys, name in ((self._by_key, key), (self._by_bare, bare_key(key))):
                if number not in keys[name]:
                    keys[name].append(number)
        institution.nature = institution.nature or mention.nature
        if mention.row is not None:
            institution.nature = mention.row.text("nature") or institution.nature
            institution.rank = institution.rank or mention.row.text("rank") or None
            institution.funding = institution.funding or mention.row.text("funding") or None
            if not institution.quote or institution.quote == institution.name:
                institution.quote = mention.row.quote()


def _codes_of_several_names(mentions: Sequence[UnitMention]) -> frozenset[str]:
    """Codes under which names stand that cannot be one: neither the beginning of the other."""
    names: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.code is not None:
            names[mention.code].add(bare_key(mention.name))
    return frozenset(
        code for code, found in names.items() if any(not max(found, key=len).startswith(name) for name in found)
    )


def _codes_above_all(codes: set[str]) -> frozenset[str]:
    """The code that all other codes go on with: the body's own (113 above 113001 and 113002)."""
    shortest = min(codes, key=len, default="")
    others = codes - {shortest}
    if others and all(code.startswith(shortest) for code in others):
        return frozenset({shortest})
    return frozenset()
