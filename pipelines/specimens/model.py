"""Draws the figures of a department-year: coherent to the cent, and each computed without its neighbours.

Draws depend on the seed and the names of what is drawn alone, so a year's opening carry-over is the closing one of the
year before, and a final account executes the budget that another document discloses.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

from pipelines.specimens.accounts import WAN, Account, Cents, Holding, Line, ProjectPlan, added, rounded_down
from pipelines.specimens.bodies import Body
from pipelines.specimens.kinds import ProjectPattern
from pipelines.specimens.plans import purchases, targets

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


def budget(of: Body, year: int) -> Account:
    """The budget of `year`."""
    draw = of.draws(year, "budget")
    size = of.staff * 1.025 ** (year - 2020)
    economic = _economic(of, draw, size)
    pieces = [
        (pattern, rounded_down(pattern.weight * WAN * of.staff**0.6 * of.draws("scale", pattern.name).uniform(0.4, 2.2)
                           * draw.uniform(0.8, 1.25), 10_000))
        for pattern in _patterns(of, year)
    ]  # fmt: skip
    abroad = rounded_down(draw.uniform(1, 6) * WAN, 10_000) if "abroad" in of.has else 0
    purchase = rounded_down(draw.uniform(9, 24) * WAN, 10_000) if "purchase" in of.has and year % 3 == 0 else 0
    carry_in = _carry(of, year)
    return account_of(of, year, False, economic, pieces, carry_in, {}, abroad, purchase, draw)


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
    return account_of(of, year, True, economic, pieces, plan.carry_in, carry_out, abroad, purchase, draw)


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
    carried = {"general_public": rounded_down(of.staff**0.5 * draw.uniform(0.2, 3) * WAN, of.grain)}
    if "own" in of.has:
        carried["unit_funds"] = rounded_down(draw.uniform(0.05, 0.6) * WAN, of.grain)
    if "funds" in of.has and any(pattern.fund == "government_fund" for pattern in of.kind.fund_projects):
        carried["government_fund"] = rounded_down(draw.uniform(0.1, 4) * WAN, of.grain)
    return carried


def _economic(of: Body, draw: random.Random, size: float) -> dict[str, Cents]:
    """Basic expenditure by economic class; every amount a multiple of the body's grain."""
    grain = of.grain
    money = {code: rounded_down(rate * size * draw.uniform(0.85, 1.15), grain) for code, rate in _PERSONNEL.items()}
    if len(of.units) > 1:
        money["30107"] = rounded_down(24_000_00 * size * draw.uniform(0.3, 0.7), grain)
    wages = money["30101"] + money["30102"] + money["30107"]
    money |= {code: rounded_down(wages * share * draw.uniform(0.9, 1.1), grain) for code, share in _SHARES.items()}
    if of.retired:
        money["30302"] = rounded_down(of.retired * 6_400_00 * draw.uniform(0.7, 1.3), grain)
    for code, rate in (("30304", 380_00), ("30305", 520_00), ("30309", 60_00)):
        if draw.random() < 0.6:
            money[code] = rounded_down(rate * size * draw.uniform(0.4, 1.8), grain)
    absent = of.draws("absent")
    for code, rate in _OFFICE.items():
        if code in ("30201", "30228", "30299") or absent.random() < 0.8:
            money[code] = rounded_down(rate * size**0.9 * draw.uniform(0.7, 1.3), grain)
    money["30231"] = rounded_down(of.vehicles * draw.uniform(1.4, 3.4) * WAN, grain)
    if draw.random() < 0.7:
        money["30217"] = rounded_down(of.staff**0.5 * draw.uniform(0.05, 0.5) * WAN, grain)
    return {code: money[code] for code in sorted(money) if money[code]}


def account_of(
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
    """The account that these amounts make: basic expenditure by economic class, projects, what is carried over."""
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
    bought = purchases(of, draw, purchase)
    procured = sum(item.amount for item in bought)
    only_organ = all(unit.nature != "事业" for unit in of.units)
    agency = {
        code: amount if only_organ else rounded_down(amount * 0.7, of.grain)
        for code, amount in economic.items()
        if code[:3] in ("302", "310")
    }
    small = rounded_down(procured * draw.uniform(0.3, 0.9), 10_000)
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
        purchases=bought,
        small_firms=small,
        micro_firms=rounded_down(small * draw.uniform(0.3, 0.8), 10_000),
    )


def _merged(lines: Iterable[Line]) -> list[Line]:
    by_place: dict[tuple[str, str], Line] = {}
    for line in lines:
        place = (line.code, line.fund)
        by_place[place] = added(by_place[place], line) if place in by_place else line
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
            targets=targets(of, year, pattern, amount),
        )
        for number, (pattern, amount) in enumerate(pieces, 1)
    )


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
