"""Invented reporting bodies: a department of an invented county, and what is constant about it over the years."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from pipelines.specimens.accounts import Cents
from pipelines.specimens.kinds import Kind, kinds
from pipelines.specimens.places import County, county

Scope = Literal["department", "unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the body: its name, nature, rank and funding."""

    name: str
    nature: str
    rank: str
    funding: str


@dataclass(frozen=True, slots=True)
class Body:
    """A reporting body: a department of an invented county, and what is constant about it."""

    seed: int
    county: County
    kind: Kind
    name: str
    scope: Scope
    units: tuple[Unit, ...]
    staff: int
    retired: int
    grain: Cents
    has: frozenset[str] = field(default_factory=frozenset)

    @property
    def printed_name(self) -> str:
        """The county's name and the department's."""
        return f"{self.county.name}{self.name}"

    @property
    def vehicles(self) -> int:
        """How many official vehicles it keeps."""
        return self.draws("vehicles").randint(0, 2 + self.staff // 40)

    def draws(self, *what: object) -> random.Random:
        """A generator of its own for each thing that is drawn about this body."""
        return random.Random("/".join(map(str, (self.seed, self.county.code, self.kind.code, *what))))


def body(seed: int, county_number: int, kind_number: int) -> Body:
    """The department of kind `kind_number` in county `county_number`."""
    place, kind = county(seed, county_number), kinds()[kind_number % len(kinds())]
    draw = random.Random(f"{seed}/{place.code}/{kind.code}/body")
    low, high = kind.staff
    staff = draw.randint(low, low + int((high - low) * draw.random() ** 2))
    scope: Scope = "unit" if draw.random() < 0.12 else "department"
    name = draw.choice(kind.names)
    subordinate = draw.sample(kind.units, draw.randint(0, len(kind.units))) if scope == "department" else []
    funding = draw.choice(["财政拨款", "财政补助"])
    units = [Unit(f"{place.name}{name}", "行政", draw.choice(["正科级", "正科级", "副处级"]), "财政拨款")]
    units += [
        Unit(f"{place.name}{unit}", draw.choice(["事业", "参公事业"]), draw.choice(["股级", "副科级"]), funding)
        for unit in subordinate
    ]
    features = {"abroad": 0.15, "purchase": 0.2, "funds": 0.7, "own": 0.4, "carry": 0.5, "buildings": 0.6, "other": 0.3}
    has = frozenset(feature for feature, chance in features.items() if draw.random() < chance)
    grain = draw.choice([1, 1, 100, 10_000])
    return Body(seed, place, kind, name, scope, tuple(units), staff, int(staff * draw.uniform(0.1, 0.5)), grain, has)
