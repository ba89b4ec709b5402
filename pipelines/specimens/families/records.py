"""Rows of record tables: units, performance targets, purchases, assets; each also enters the disclosure's truth."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from pipelines.specimens.accounts import Account, Cents, Holding, ProjectPlan, Target
from pipelines.specimens.bodies import Unit
from pipelines.specimens.content import YUAN_CENTS, Block, Disclosure, Ink, KnownIndicator, KnownProject, Slot, count
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.layouts import Row


def disclosure_of(dossier: Dossier, family: str, title: str, blocks: list[Block]) -> Disclosure:
    """An empty disclosure with its identity."""
    body = dossier.body
    return Disclosure(
        title=title,
        printed_name=body.printed_name,
        division_code=body.county.code,
        county=body.county.name,
        province=body.county.province,
        kind=body.kind.code,
        fiscal_year=dossier.year,
        report_type=dossier.report_type,
        scope=body.scope,
        family=family,
        blocks=blocks,
    )


def institution_rows(disclosure: Disclosure, units: Sequence[Unit]) -> list[Row]:
    """One row a unit: name, nature, rank, funding."""
    rows = []
    for unit in units:
        disclosure.institutions.append(
            {"name": unit.name, "nature": unit.nature, "rank": unit.rank, "funding": unit.funding}
        )
        rows.append([Slot(text) for text in (unit.name, unit.nature, unit.rank, unit.funding)])
    return rows


def note_project(disclosure: Disclosure, project: ProjectPlan, printed: Cents | None) -> None:
    """Enter a project into the truth once; `printed` is its amount where the file prints one."""
    if all(known.project_no != project.number for known in disclosure.projects):
        amount = None if printed is None else Decimal(printed) / 100
        disclosure.projects.append(KnownProject(project_no=project.number, name=project.name, amount_yuan=amount))


Shape = Literal["joined", "split", "graded"]


def project_target_rows(
    disclosure: Disclosure, project: ProjectPlan, shape: Shape
) -> tuple[list[Row], list[KnownIndicator]]:
    """Rows of a project's targets; enters the project with its cost cap as its amount."""
    note_project(disclosure, project, _whole_hundredths(project.amount))
    return target_rows(project.targets, project.number, shape)


def target_rows(targets: Sequence[Target], number: int | None, shape: Shape) -> tuple[list[Row], list[KnownIndicator]]:
    """Rows of targets with merged levels.

    The value is one cell ("≥95%") when `joined`, else operator, value and unit in three; `graded` rows also say what
    earns which grade.
    """
    rows: list[Row] = []
    indicators = []
    for index, target in enumerate(targets):
        row: Row = []
        for level in ("level1", "level2"):
            label = getattr(target, level)
            starts = index == 0 or getattr(targets[index - 1], level) != label
            if starts:
                span = index
                while span < len(targets) and getattr(targets[span], level) == label:
                    span += 1
                row.append(Slot(label, None, span - index))
        row.append(Slot(target.level3))
        if shape == "graded":
            row += [Slot(_grades(target)), Slot(target.description)]
        if shape == "joined":
            slot = Slot(f"{'' if target.operator == '=' else target.operator}{target.value}{target.unit}")
            row += [Slot(target.description), slot, Slot(target.basis)]
        else:
            slot = Slot(target.value, align="center")
            row += [
                Slot(target.operator.replace("=", "＝"), align="center"),
                slot,
                Slot(target.unit),
                Slot(target.basis),
            ]
        rows.append(row)
        indicators.append(
            KnownIndicator(
                project_no=number,
                level1=target.level1,
                level2=target.level2,
                level3=target.level3,
                description=None if shape == "split" else target.description,
                operator=target.operator,
                target_value=target.value,
                target_unit=target.unit,
                is_cap=target.is_cap,
                slot=slot,
            )
        )
    return rows, indicators


def _grades(target: Target) -> str:
    best = int(target.value)
    steps = [best - best * cut // 10 for cut in (0, 1, 2)]
    names = zip(("优", "良", "中"), steps, strict=True)
    return " ".join(f"{name}：≥{step}{target.unit}" for name, step in names) + f" 差：＜{steps[-1]}{target.unit}"


def _whole_hundredths(cents: Cents) -> Cents:
    return (cents + 5_000) // 10_000 * 10_000


def purchase_rows(account: Account, ink: Ink, empty_funds: int) -> list[Row]:
    """Lines of the procurement table after a total row; the money is of the general public budget."""
    total = account.procured()
    meaning = {"measures": ("procurement_total",)}
    rows: list[Row] = [
        [
            Slot("合  计", align="center"),
            *(Slot("") for _ in range(6)),
            ink.cell("procurement_total", total) if total else Slot(""),
            ink.cell("procurement_total", total, fund="general_public", **meaning) if total else Slot(""),
            *(Slot("") for _ in range(empty_funds)),
        ]
    ]
    for item in account.purchases:
        amount = ink.money(item.amount)
        rows.append(
            [
                Slot(item.project),
                Slot(amount, align="right"),
                Slot(item.item),
                Slot(item.catalogue),
                Slot(item.unit, align="center"),
                Slot(str(item.quantity), align="right"),
                Slot(ink.money(item.unit_price), align="right"),
                Slot(amount, align="right"),
                Slot(amount, align="right"),
                *(Slot("") for _ in range(empty_funds)),
            ]
        )
    return rows


def asset_rows(disclosure: Disclosure, held: Holding, ink: Ink, threshold: int) -> list[Row]:
    """Rows of the asset table: what, count or area, value; equipment from `threshold` 万元 a piece."""
    as_of = datetime.date(held.year, 12, 31)
    common = {"value_kind": "stock", "as_of": as_of, "fund": "all"}
    rows: list[Row] = [
        [Slot("资产总额"), Slot("——", align="center"), ink.cell("fixed_assets", held.total, **common)],
    ]
    disclosure.assets.append(asset_entry("资产总额", as_of, None, None, ink, held.total))
    lines: list[tuple[str, str, int | None, Cents | None, str]] = [
        ("1、房屋（平方米）", "buildings", held.buildings_area, held.buildings, "平方米"),
        ("其中：办公用房（平方米）", "offices", held.offices_area, held.offices, "平方米"),
        ("2、车辆（台、辆）", "vehicles", held.vehicles, held.vehicles_value, "辆"),
        (f"3、单价在{threshold}万元以上的设备", "equipment", held.equipment, held.equipment_value, "台"),
        ("4、其他固定资产", "other", held.other, held.other_value, "件"),
    ]
    for label, what, number, value, counted_unit in lines:
        area = what in ("buildings", "offices")
        counted = f"{what}_area" if area else "other_assets_count" if what == "other" else f"{what}_count"
        kind = {"value_kind": "stock" if area else "count", "as_of": as_of, "fiscal_year": ink.fiscal_year}
        quantity = Slot("")
        if number is not None:
            quantity = Slot("", count(counted, number, counted_unit, phase=ink.phase, **kind), align="right")
        rows.append([Slot(label), quantity, ink.cell(f"fixed_assets_{what}", value, **common)])
        disclosure.assets.append(
            asset_entry(label, as_of, None if area else number, number if area else None, ink, value)
        )
    return rows


def asset_entry(
    label: str, as_of: datetime.date, number: int | None, area: int | None, ink: Ink, value: Cents | None
) -> dict[str, str | int | None]:
    """A line of the asset table as the truth lists it."""
    amount = None
    if value is not None:
        amount = str(Decimal(ink.money(value).replace(",", "")) * YUAN_CENTS[ink.unit] / 100)
    return {"class": label, "as_of": as_of.isoformat(), "count": number, "area_m2": area, "amount_yuan": amount}
