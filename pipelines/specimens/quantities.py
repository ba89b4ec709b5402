"""What sentences may state about an account, by a short name: the measure, the fund, and how much it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.specimens.accounts import FISCAL_FUNDS, Account, Cents, Nature
from pipelines.specimens.bodies import Body


@dataclass(frozen=True, slots=True)
class Quantity:
    """A sum of money that a sentence can state; `funds` and `measures` are further readings its wording allows."""

    measure: str
    amount: Callable[[Account], Cents]
    fund: str = "all"
    funds: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


_GENERAL, _FISCAL = "general_public", "fiscal"
_OPEN = ("general_public", "all")  # three-public funds and agency operating funds are said of either
_SUMS = ("revenue_grand_total", "expenditure_grand_total", "revenue_total", "expenditure_total")


def _spent(part: Nature, *funds: str) -> Callable[[Account], Cents]:
    return lambda account: account.spent(part, *funds)


def _own(measure: str) -> Callable[[Account], Cents]:
    return lambda account: account.own_revenue[measure]


def _sources(account: Account) -> Cents:
    return account.received() + account.opening()


def _uses(account: Account) -> Cents:
    return account.spent("total") + account.closing()


def _received(*funds: str) -> Callable[[Account], Cents]:
    return lambda account: account.received(*funds)


QUANTITIES: dict[str, Quantity] = {
    "sources": Quantity("revenue_grand_total", _sources, measures=("revenue_total",)),
    "uses": Quantity("expenditure_grand_total", _uses, measures=("expenditure_total",)),
    # One number told of both sides at once: 收支总计, 收支安排.
    "both": Quantity("revenue_grand_total", _sources, measures=_SUMS),
    "revenue": Quantity("revenue_total", _received()),
    # 收入预算 alone leaves open whether carry-over is in it.
    "revenue_planned": Quantity("revenue_total", _received(), measures=("revenue_grand_total",)),
    "carryover": Quantity("revenue_carryover", lambda a: a.opening()),
    "carryforward": Quantity("expenditure_carryforward", lambda a: a.closing()),
    "fiscal_revenue": Quantity("revenue_fiscal_appropriation", _received(*FISCAL_FUNDS), _FISCAL, ("all",)),
    # 财政拨款本年收入: the year's revenue of the fiscal funds.
    "fiscal_year_revenue": Quantity(
        "revenue_fiscal_appropriation", _received(*FISCAL_FUNDS), _FISCAL, measures=("revenue_total",)
    ),
    "general_revenue": Quantity("revenue_general_public_budget", _received(_GENERAL), _GENERAL),
    "fund_revenue": Quantity("revenue_government_fund", _received("government_fund"), "government_fund"),
    "capital_revenue": Quantity("revenue_state_capital", _received("state_capital"), "state_capital"),
    "special_revenue": Quantity("revenue_special_account", lambda _: 0, "special_account"),
    "unit_revenue": Quantity(
        "revenue_unit_funds", _received("unit_funds"), "unit_funds", ("all",), ("revenue_other",)
    ),
    "undertaking": Quantity("revenue_undertaking", _own("revenue_undertaking"), "all", ("unit_funds",)),
    "other_revenue": Quantity("revenue_other", _own("revenue_other"), "all", ("unit_funds",)),
    "business": Quantity("revenue_business", lambda _: 0, "all", ("unit_funds",)),
    "expenditure": Quantity("expenditure_total", _spent("total"), measures=("expenditure_grand_total",)),
    "basic": Quantity("expenditure_basic", _spent("basic")),
    "personnel": Quantity("expenditure_personnel", _spent("personnel")),
    "public": Quantity("expenditure_public", _spent("public")),
    "project": Quantity("expenditure_project", _spent("project")),
    "fiscal_both": Quantity(
        "revenue_grand_total", lambda a: a.received(*FISCAL_FUNDS) + a.opening(*FISCAL_FUNDS), _FISCAL,
        measures=(*_SUMS, "revenue_fiscal_appropriation"),
    ),
    "fiscal_expenditure": Quantity("expenditure_total", _spent("total", *FISCAL_FUNDS), _FISCAL),
    "fiscal_basic": Quantity("expenditure_basic", _spent("basic", *FISCAL_FUNDS), _FISCAL),
    "fiscal_project": Quantity("expenditure_project", _spent("project", *FISCAL_FUNDS), _FISCAL),
    "general_expenditure": Quantity("expenditure_total", _spent("total", _GENERAL), _GENERAL),
    "general_basic": Quantity("expenditure_basic", _spent("basic", _GENERAL), _GENERAL),
    "general_personnel": Quantity("expenditure_personnel", _spent("personnel", _GENERAL), _GENERAL),
    "general_public": Quantity("expenditure_public", _spent("public", _GENERAL), _GENERAL),
    "general_project": Quantity("expenditure_project", _spent("project", _GENERAL), _GENERAL),
    "fund_expenditure": Quantity("expenditure_total", _spent("total", "government_fund"), "government_fund"),
    "capital_expenditure": Quantity("expenditure_total", _spent("total", "state_capital"), "state_capital"),
    "three_public": Quantity("three_public_total", lambda a: a.three_public, _FISCAL, _OPEN),
    "abroad": Quantity("three_public_abroad", lambda a: a.abroad, _FISCAL, _OPEN),
    "vehicle": Quantity("three_public_vehicle", lambda a: a.vehicle, _FISCAL, _OPEN),
    "purchase": Quantity("three_public_vehicle_purchase", lambda a: a.purchase, _FISCAL, _OPEN),
    "running": Quantity("three_public_vehicle_running", lambda a: a.running, _FISCAL, _OPEN),
    "reception": Quantity("three_public_reception", lambda a: a.reception, _FISCAL, _OPEN),
    "agency": Quantity("agency_operating", lambda a: a.agency_operating, "all", ("general_public", _FISCAL)),
    "procurement": Quantity("procurement_total", lambda a: a.procured()),
    "goods": Quantity("procurement_goods", lambda a: a.procured("A")),
    "works": Quantity("procurement_works", lambda a: a.procured("B")),
    "services": Quantity("procurement_services", lambda a: a.procured("C")),
    "small_firms": Quantity("procurement_sme", lambda a: a.small_firms),
    "micro_firms": Quantity("procurement_micro", lambda a: a.micro_firms),
    "planned_assets": Quantity("fixed_assets_planned", lambda a: a.procured("A")),
    "target_money": Quantity(
        "performance_amount", lambda a: sum(project.amount for project in a.projects), "all", (_FISCAL,)
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things that a sentence can state, with the unit it is counted in."""

    measure: str
    unit: str
    number: Callable[[Account, Body], int]
    is_stock: bool = False

    @property
    def funds(self) -> tuple[str, ...]:
        """Further funds that count as right: counts of the three public items are told beside 财政拨款."""
        staffing = self.measure.startswith(("staff_", "units_", "performance_"))
        return () if staffing else ("fiscal", "general_public")


COUNTS: dict[str, Count] = {
    "target_projects": Count("performance_projects", "个", lambda a, _: len(a.projects)),
    "groups": Count("overseas_groups", "个", lambda a, _: 1 if a.abroad else 0),
    "travellers": Count("overseas_persons", "人次", lambda a, _: 2 + a.abroad // 4_000_000 if a.abroad else 0),
    "bought": Count("vehicles_bought", "辆", lambda a, _: 1 if a.purchase else 0),
    "kept": Count("three_public_vehicles_kept", "辆", lambda _, b: b.vehicles, True),
    "batches": Count("reception_batches", "批次", lambda a, _: -(-a.reception // 140_000)),
    "guests": Count("reception_persons", "人次", lambda a, _: -(-a.reception // 140_000) * 7),
    "posts": Count("staff_established", "人", lambda _, b: b.staff + 3, True),
    "staff": Count("staff_actual", "人", lambda _, b: b.staff, True),
    "retired": Count("staff_retired", "人", lambda _, b: b.retired, True),
    "organs": Count("units_administrative", "个", lambda _, b: sum(unit.nature != "事业" for unit in b.units)),
    "institutions": Count("units_institution", "个", lambda _, b: sum(unit.nature == "事业" for unit in b.units)),
}
