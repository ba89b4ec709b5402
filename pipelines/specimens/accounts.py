"""What is coherent before anything is written: a department-year's money, projects, purchases and assets.

Money is a whole number of cents (`Cents`); nothing here knows how it will be printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cents = int
Nature = Literal["total", "basic", "personnel", "public", "project"]
FISCAL_FUNDS = ("general_public", "government_fund", "state_capital")
REVENUE_OF_FUND = {
    "general_public": "revenue_general_public_budget",
    "government_fund": "revenue_government_fund",
    "state_capital": "revenue_state_capital",
    "special_account": "revenue_special_account",
    "unit_funds": "revenue_unit_funds",
}
WAN = 1_000_000  # cents in 万元


@dataclass(frozen=True, slots=True)
class Line:
    """Money of one functional item (7 digits) from one fund."""

    code: str
    fund: str
    personnel: Cents
    public: Cents
    project: Cents

    @property
    def basic(self) -> Cents:
        """Personnel and public together."""
        return self.personnel + self.public

    @property
    def total(self) -> Cents:
        """Basic and project together."""
        return self.personnel + self.public + self.project


@dataclass(frozen=True, slots=True)
class Target:
    """A performance indicator: where it belongs, what it says, and how much."""

    level1: str
    level2: str
    level3: str
    description: str
    operator: str
    value: str
    unit: str
    basis: str
    is_cap: bool = False


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """A project with its money, in the order printed (`number` from 1)."""

    number: int
    name: str
    code: str
    item: str
    fund: str
    operating: bool
    objective: str
    amount: Cents
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Purchase:
    """A line of the procurement table: `catalogue` begins with A (goods), B (works) or C (services)."""

    project: str
    item: str
    catalogue: str
    unit: str
    quantity: int
    unit_price: Cents

    @property
    def amount(self) -> Cents:
        """Quantity times unit price."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Account:
    """A budget or a final account: one phase of a department-year.

    `economic` splits the basic expenditure of the general public budget; carry-over is by fund; `own_revenue` is by
    measure (revenue_undertaking, revenue_other ...).
    """

    fiscal_year: int
    final: bool
    lines: tuple[Line, ...]
    economic: dict[str, Cents]
    revenue: dict[str, Cents]
    own_revenue: dict[str, Cents]
    carry_in: dict[str, Cents]
    carry_out: dict[str, Cents]
    abroad: Cents
    purchase: Cents
    running: Cents
    reception: Cents
    agency: dict[str, Cents]
    projects: tuple[ProjectPlan, ...]
    purchases: tuple[Purchase, ...]
    small_firms: Cents
    micro_firms: Cents

    def lines_of(self, *funds: str) -> list[Line]:
        """The lines of these funds (all when none is named), one a code, in order of codes."""
        merged: dict[str, Line] = {}
        for line in self.lines:
            if not funds or line.fund in funds:
                have = merged.get(line.code)
                merged[line.code] = line if have is None else added(have, line)
        return [merged[code] for code in sorted(merged)]

    def spent(self, part: Nature, *funds: str) -> Cents:
        """Expenditure of the year by nature, of these funds or of all."""
        return sum(getattr(line, part) for line in self.lines if not funds or line.fund in funds)

    def received(self, *funds: str) -> Cents:
        """Revenue of the year from these funds, or from all."""
        return sum(amount for fund, amount in self.revenue.items() if not funds or fund in funds)

    def opening(self, *funds: str) -> Cents:
        """What was carried over into the year, of these funds or of all."""
        return sum(amount for fund, amount in self.carry_in.items() if not funds or fund in funds)

    def closing(self, *funds: str) -> Cents:
        """What is carried over into the next year, of these funds or of all."""
        return sum(amount for fund, amount in self.carry_out.items() if not funds or fund in funds)

    @property
    def vehicle(self) -> Cents:
        """Purchase and running of official vehicles."""
        return self.purchase + self.running

    @property
    def three_public(self) -> Cents:
        """Travel abroad, vehicles and reception."""
        return self.abroad + self.vehicle + self.reception

    @property
    def agency_operating(self) -> Cents:
        """Agency operating funds."""
        return sum(self.agency.values())

    def procured(self, *letters: str) -> Cents:
        """Procurement of the catalogue letters A, B, C; of all when none is named."""
        return sum(item.amount for item in self.purchases if not letters or item.catalogue[0] in letters)


def added(one: Line, other: Line) -> Line:
    """Two lines of one code as one, under the first one's fund."""
    return Line(
        one.code,
        one.fund,
        one.personnel + other.personnel,
        one.public + other.public,
        one.project + other.project,
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """Fixed assets at the end of a year; None where the body holds none of a class."""

    year: int
    buildings_area: int | None
    buildings: Cents | None
    offices_area: int | None
    offices: Cents | None
    vehicles: int
    vehicles_value: Cents
    equipment: int
    equipment_value: Cents
    other: int
    other_value: Cents

    @property
    def total(self) -> Cents:
        """All classes together."""
        return (self.buildings or 0) + self.vehicles_value + self.equipment_value + self.other_value


def plain_wan(amount: Cents) -> str:
    """Cents as 万元 with two decimals, rounded half up: "1407.36"."""
    hundredths = (abs(amount) + 5_000) // 10_000
    return f"{'-' if amount < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02d}"


def rounded_down(amount: float, grain: Cents) -> Cents:
    """`amount` cut to a whole multiple of `grain`."""
    return int(amount) // grain * grain
