"""The figures of a department for a year, before anything is written: coherent to the cent.

Money is a whole number of cents (`Cents`). Draws depend on the seed and the names of what is drawn alone, so any
department-year can be computed without its neighbours, and a year's opening carry-over is the closing one of the year
before.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from pipelines.specimens.kinds import Kind, ProjectPattern, kinds
from pipelines.specimens.places import County, county

Cents = int
Scope = Literal["department", "unit"]
FISCAL_FUNDS = ("general_public", "government_fund", "state_capital")
WAN = 1_000_000  # cents in 万元

# Cents a person and year, by economic class: what a basic budget is made of.
_PERSONNEL = {
    "30101": 38_000_00,
    "30102": 27_000_00,
    "30103": 21_000_00,
    "30107": 0,
    "30112": 900_00,
    "30199": 2_600_00,
}
_OFFICE = {
    "30201": 2_600_00, "30202": 420_00, "30205": 160_00, "30206": 680_00, "30207": 540_00, "30208": 730_00,
    "30209": 860_00, "30211": 1_150_00, "30213": 640_00, "30215": 210_00, "30216": 330_00, "30226": 950_00,
    "30227": 480_00, "30228": 1_240_00, "30229": 1_010_00, "30239": 3_300_00, "30299": 1_450_00, "31002": 900_00,
}  # fmt: skip
_SHARES = {"30108": 0.16, "30109": 0.08, "30110": 0.075, "30111": 0.025, "30113": 0.12}
_OWN_ITEMS = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30113": "2210201"}


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
                merged[line.code] = line if have is None else _added(have, line)
        return [merged[code] for code in sorted(merged)]

    def spent(self, part: Literal["total", "basic", "personnel", "public", "project"], *funds: str) -> Cents:
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


def _added(one: Line, other: Line) -> Line:
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


def budget(of: Body, year: int) -> Account:
    """The budget of `year`."""
    draw = of.draws(year, "budget")
    size = of.staff * 1.025 ** (year - 2020)
    economic = _economic(of, draw, size)
    pieces = [
        (pattern, _rounded(pattern.weight * WAN * of.staff**0.6 * of.draws("scale", pattern.name).uniform(0.4, 2.2)
                           * draw.uniform(0.8, 1.25), 10_000))
        for pattern in _patterns(of, year)
    ]  # fmt: skip
    abroad = _rounded(draw.uniform(1, 6) * WAN, 10_000) if "abroad" in of.has else 0
    purchase = _rounded(draw.uniform(9, 24) * WAN, 10_000) if "purchase" in of.has and year % 3 == 0 else 0
    carry_in = _carry(of, year)
    return _account(of, year, False, economic, pieces, carry_in, {}, abroad, purchase, draw)


def final_account(of: Body, year: int) -> Account:
    """The final account of `year`, which executes its budget and opens next year's carry-over."""
    draw = of.draws(year, "final")
    plan = budget(of, year)
    economic = {
        code: int(amount * (draw.uniform(0.45, 0.99) if code in ("30217", "30231") else draw.uniform(0.93, 1.12)))
        for code, amount in plan.economic.items()
    }
    patterns = {pattern.name: pattern for pattern in _patterns(of, year)}
    pieces = [(patterns[project.name], int(project.amount * draw.uniform(0.7, 1.15))) for project in plan.projects]
    abroad, purchase = int(plan.abroad * draw.uniform(0.3, 1)), int(plan.purchase * draw.uniform(0.85, 1))
    carry_out = _carry(of, year + 1)
    return _account(of, year, True, economic, pieces, plan.carry_in, carry_out, abroad, purchase, draw)


def _patterns(of: Body, year: int) -> list[ProjectPattern]:
    draw = of.draws("projects")
    own = list(of.kind.projects)
    draw.shuffle(own)
    chosen = own[: draw.randint(min(2, len(own)), len(own))]
    if "funds" in of.has:
        chosen += of.kind.fund_projects
    if "own" in of.has:
        run = _run_item(of, year)
        chosen.append(
            ProjectPattern(
                "单位自有资金业务支出", run, 2, "保障业务正常开展", ("服务对象人次", "人次", 50, 4000), "unit_funds"
            )
        )
    return chosen


def _run_item(of: Body, year: int) -> str:
    return of.kind.run if year >= 2024 else of.kind.run_until_2023


def _carry(of: Body, year: int) -> dict[str, Cents]:
    """What the body carries over from the year before `year` into it, by fund."""
    if "carry" not in of.has:
        return {}
    draw = of.draws(year, "carry")
    carried = {"general_public": _rounded(of.staff**0.5 * draw.uniform(0.2, 3) * WAN, of.grain)}
    if "own" in of.has:
        carried["unit_funds"] = _rounded(draw.uniform(0.05, 0.6) * WAN, of.grain)
    if "funds" in of.has and any(pattern.fund == "government_fund" for pattern in of.kind.fund_projects):
        carried["government_fund"] = _rounded(draw.uniform(0.1, 4) * WAN, of.grain)
    return carried


def _economic(of: Body, draw: random.Random, size: float) -> dict[str, Cents]:
    """Basic expenditure by economic class; every amount a multiple of the body's grain."""
    grain = of.grain
    money = {code: _rounded(rate * size * draw.uniform(0.85, 1.15), grain) for code, rate in _PERSONNEL.items()}
    if len(of.units) > 1:
        money["30107"] = _rounded(24_000_00 * size * draw.uniform(0.3, 0.7), grain)
    wages = money["30101"] + money["30102"] + money["30107"]
    money |= {code: _rounded(wages * share * draw.uniform(0.9, 1.1), grain) for code, share in _SHARES.items()}
    if of.retired:
        money["30302"] = _rounded(of.retired * 6_400_00 * draw.uniform(0.7, 1.3), grain)
    for code, rate in (("30304", 380_00), ("30305", 520_00), ("30309", 60_00)):
        if draw.random() < 0.6:
            money[code] = _rounded(rate * size * draw.uniform(0.4, 1.8), grain)
    absent = of.draws("absent")
    for code, rate in _OFFICE.items():
        if code in ("30201", "30228", "30299") or absent.random() < 0.8:
            money[code] = _rounded(rate * size**0.9 * draw.uniform(0.7, 1.3), grain)
    money["30231"] = _rounded(of.vehicles * draw.uniform(1.4, 3.4) * WAN, grain)
    if draw.random() < 0.7:
        money["30217"] = _rounded(of.staff**0.5 * draw.uniform(0.05, 0.5) * WAN, grain)
    return {code: money[code] for code in sorted(money) if money[code]}


def _account(
    of: Body,
    year: int,
    final: bool,
    economic: dict[str, Cents],
    pieces: list[tuple[ProjectPattern, Cents]],
    carry_in: dict[str, Cents],
    carry_out: dict[str, Cents],
    abroad: Cents,
    purchase: Cents,
    draw: random.Random,
) -> Account:
    projects = _projects(of, year, pieces)
    lines = _basic_lines(of, year, economic)
    for project in projects:
        lines.append(Line(project.item, project.fund, 0, 0, project.amount))
    spent: dict[str, Cents] = {}
    for line in lines:
        spent[line.fund] = spent.get(line.fund, 0) + line.total
    opening = {fund: min(amount, spent.get(fund, 0) // 2) for fund, amount in carry_in.items() if spent.get(fund)}
    closing = {fund: amount for fund, amount in carry_out.items() if spent.get(fund)} if final else {}
    revenue = {fund: spent[fund] - opening.get(fund, 0) + closing.get(fund, 0) for fund in sorted(spent)}
    own = revenue.get("unit_funds", 0)
    other = own * 3 // 10 if "other" in of.has else 0
    purchases = _purchases(of, draw, purchase)
    procured = sum(item.amount for item in purchases)
    only_organ = all(unit.nature != "事业" for unit in of.units)
    agency = {
        code: amount if only_organ else _rounded(amount * 0.7, of.grain)
        for code, amount in economic.items()
        if code[:3] in ("302", "310")
    }
    small = _rounded(procured * draw.uniform(0.3, 0.9), 10_000)
    return Account(
        fiscal_year=year,
        final=final,
        lines=tuple(_merged(lines)),
        economic=economic,
        revenue=revenue,
        own_revenue={"revenue_undertaking": own - other, "revenue_other": other},
        carry_in=opening,
        carry_out=closing,
        abroad=abroad,
        purchase=purchase,
        running=economic.get("30231", 0),
        reception=economic.get("30217", 0),
        agency=agency,
        projects=projects,
        purchases=purchases,
        small_firms=small,
        micro_firms=_rounded(small * draw.uniform(0.3, 0.8), 10_000),
    )


def _merged(lines: Iterable[Line]) -> list[Line]:
    by_place: dict[tuple[str, str], Line] = {}
    for line in lines:
        place = (line.code, line.fund)
        by_place[place] = _added(by_place[place], line) if place in by_place else line
    return [by_place[place] for place in sorted(by_place) if by_place[place].total]


def _basic_lines(of: Body, year: int, economic: dict[str, Cents]) -> list[Line]:
    """The functional side of the basic expenditure: pensions, medical care and housing have items of their own."""
    run, serve, fund = _run_item(of, year), of.kind.serve, "general_public"
    lines = []
    personnel = public = 0
    for code, amount in economic.items():
        if code in _OWN_ITEMS:
            lines.append(Line(_OWN_ITEMS[code], fund, amount, 0, 0))
        elif code == "30110":
            units = amount * 2 // 5 if len(of.units) > 1 else 0
            lines.append(Line("2101101", fund, amount - units, 0, 0))
            lines.append(Line("2101102", fund, units, 0, 0))
        elif code == "30302":
            lines.append(Line("2080501", fund, amount, 0, 0))
        elif code[:3] in ("301", "303"):
            personnel += amount
        else:
            public += amount
    if serve and len(of.units) > 1:
        served = (personnel * 9 // 20, public * 2 // 5)
        lines.append(Line(serve, fund, *served, 0))
        personnel, public = personnel - served[0], public - served[1]
    lines.append(Line(run, fund, personnel, public, 0))
    return lines


def _projects(of: Body, year: int, pieces: list[tuple[ProjectPattern, Cents]]) -> tuple[ProjectPlan, ...]:
    return tuple(
        ProjectPlan(
            number=number,
            name=pattern.name,
            code=f"{of.county.code}{year % 100:02d}{of.draws('code', pattern.name).randrange(10**12):012d}",
            item=pattern.until_2023 if pattern.until_2023 and year < 2024 else pattern.item,
            fund=pattern.fund,
            operating=of.draws("category", pattern.name).random() < 0.3,
            objective=pattern.objective,
            amount=amount,
            targets=_targets(of, year, pattern, amount),
        )
        for number, (pattern, amount) in enumerate(pieces, 1)
    )


def _targets(of: Body, year: int, pattern: ProjectPattern, amount: Cents) -> tuple[Target, ...]:
    draw = of.draws(year, "targets", pattern.name)
    what, unit, low, high = pattern.output
    basis = draw.choice(["历史数据", "工作方案", "计划标准", "合同约定"])
    month = draw.choice(["10", "11", "12"])
    targets = [
        Target("产出指标", "数量指标", what, f"全年{what}", "≥", str(draw.randint(low, high)), unit, basis),
        Target("产出指标", "质量指标", f"{pattern.name}验收合格率", "验收合格数量占总数的比率", "≥", str(draw.randint(90, 100)), "%", basis),
        Target("产出指标", "时效指标", "工作完成时间", "任务按期完成", "≤", month, "月", "工作计划"),
        Target("产出指标", "成本指标", "项目预算控制数", "不超过预算安排数", "≤", plain_wan(amount), "万元", "预算批复", True),
        Target("效益指标", "社会效益指标", "政策知晓率", f"{pattern.objective}的社会影响", "≥", str(draw.randint(80, 98)), "%", "问卷调查"),
        Target("效益指标", "可持续影响指标", "长效机制健全程度", "制度建立并持续运行", "=", "1", "年", "工作总结"),
        Target("满意度指标", "服务对象满意度指标", "服务对象满意度", "抽样调查中表示满意的比率", "≥", str(draw.randint(85, 99)), "%", "满意度调查"),
    ]  # fmt: skip
    if draw.random() < 0.4:
        targets.insert(
            3, Target("产出指标", "时效指标", "资金拨付及时率", "及时拨付资金占总额的比率", "=", "100", "%", "拨付凭证")
        )
    return tuple(targets)


_GOODS = (
    ("台式计算机", "A02010105", "台", 5_200_00),
    ("多功能一体机", "A02020400", "台", 2_800_00),
    ("办公桌椅", "A05010000", "套", 1_450_00),
)
_WORKS = (("办公用房修缮", "B07010000", "项", 180_000_00), ("附属设施改造", "B02990000", "项", 96_000_00))
_SERVICES = (("物业管理服务", "C21040000", "项", 126_000_00), ("信息系统运维服务", "C16070000", "项", 84_000_00), ("印刷服务", "C23090100", "批", 12_000_00))  # fmt: skip


def _purchases(of: Body, draw: random.Random, vehicle: Cents) -> tuple[Purchase, ...]:
    if of.draws("procures").random() < 0.2 and not vehicle:
        return ()
    found = []
    for group, chance in ((_GOODS, 0.7), (_WORKS, 0.25), (_SERVICES, 0.6)):
        for item, catalogue, unit, price in group:
            if draw.random() < chance:
                quantity = draw.randint(1, 12) if unit in ("台", "套") else 1
                price = _rounded(price * draw.uniform(0.6, 1.6), 10_000)
                found.append(Purchase("日常公用经费", item, catalogue, unit, quantity, price))
    if vehicle:
        found.append(Purchase("公务用车更新", "轿车", "A02030501", "辆", 1, vehicle))
    return tuple(found)


def holding(of: Body, year: int) -> Holding:
    """Fixed assets at the end of `year`."""
    fixed, draw = of.draws("assets"), of.draws("assets", year)
    has_buildings = "buildings" in of.has
    area = fixed.randint(400, 900 + of.staff * 30)
    price = fixed.randint(900_00, 2_600_00)
    offices = int(area * fixed.uniform(0.4, 1))
    vehicles, machines = of.vehicles, fixed.randint(0, 3 + of.staff // 60)
    others = int(of.staff * fixed.uniform(2, 7)) + year - 2015
    return Holding(
        year=year,
        buildings_area=area if has_buildings else None,
        buildings=area * price if has_buildings else None,
        offices_area=offices if has_buildings else None,
        offices=offices * price if has_buildings else None,
        vehicles=vehicles,
        vehicles_value=vehicles * 146_300_00,
        equipment=machines,
        equipment_value=sum(fixed.randint(200_000_00, 900_000_00) for _ in range(machines)),
        other=others,
        other_value=int(others * draw.uniform(900_00, 2_900_00)),
    )


def plain_wan(amount: Cents) -> str:
    """Cents as 万元 with two decimals, rounded half up: "1310.22"."""
    hundredths = (abs(amount) + 5_000) // 10_000
    return f"{'-' if amount < 0 and hundredths else ''}{hundredths // 100}.{hundredths % 100:02d}"


def _rounded(amount: float, grain: Cents) -> Cents:
    return int(amount) // grain * grain
