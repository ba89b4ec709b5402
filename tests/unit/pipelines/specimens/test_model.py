"""The figures behind specimens are coherent: every identity of the field holds to the cent, across years too."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.specimens.accounts import FISCAL_FUNDS, Account
from pipelines.specimens.bodies import Body, body
from pipelines.specimens.kinds import kinds
from pipelines.specimens.layouts import is_personnel
from pipelines.specimens.model import budget, final_account, holding
from schemas.codes import measures

bodies = st.builds(body, st.integers(0, 50), st.integers(0, 300), st.integers(0, len(kinds()) - 1))
years = st.integers(2019, 2027)


def accounts(of: Body, year: int) -> list[Account]:
    return [budget(of, year), final_account(of, year)]


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_sources_equal_uses_for_every_fund(of: Body, year: int) -> None:
    for account in accounts(of, year):
        for fund in {line.fund for line in account.lines}:
            sources = account.received(fund) + account.opening(fund)
            assert sources == account.spent("total", fund) + account.closing(fund)
            assert account.received(fund) >= 0


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_economic_classes_are_the_basic_expenditure(of: Body, year: int) -> None:
    for account in accounts(of, year):
        people = sum(amount for code, amount in account.economic.items() if is_personnel(code))
        assert people == account.spent("personnel", "general_public")
        assert sum(account.economic.values()) - people == account.spent("public", "general_public")
        assert all(amount > 0 for amount in account.economic.values())


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_projects_are_the_project_expenditure_of_their_items(of: Body, year: int) -> None:
    for account in accounts(of, year):
        assert sum(project.amount for project in account.projects) == account.spent("project")
        for line in account.lines:
            amounts = [p.amount for p in account.projects if (p.item, p.fund) == (line.code, line.fund)]
            assert sum(amounts) == line.project


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_caps_of_a_budget_are_exact_in_wan(of: Body, year: int) -> None:
    for project in budget(of, year).projects:
        (cap,) = [target for target in project.targets if target.is_cap]
        assert round(float(cap.value) * 1_000_000) == project.amount


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_three_public_funds_stay_within_their_budget(of: Body, year: int) -> None:
    plan, done = budget(of, year), final_account(of, year)
    for account in (plan, done):
        assert account.three_public == account.abroad + account.purchase + account.running + account.reception
        assert account.running == account.economic.get("30231", 0)
    assert done.three_public <= plan.three_public


@settings(max_examples=30, deadline=None)
@given(bodies, years)
def test_a_year_opens_with_what_the_year_before_left(of: Body, year: int) -> None:
    closed = {fund: amount for fund, amount in final_account(of, year - 1).carry_out.items() if amount}
    assert {fund: amount for fund, amount in budget(of, year).carry_in.items() if amount} == closed
    assert final_account(of, year).carry_in == budget(of, year).carry_in


@settings(max_examples=40, deadline=None)
@given(bodies, years)
def test_assets_and_own_revenue_add_up(of: Body, year: int) -> None:
    held, account = holding(of, year), budget(of, year)
    parts = (held.buildings or 0) + held.vehicles_value + held.equipment_value + held.other_value
    assert held.total == parts
    assert (held.offices or 0) <= (held.buildings or 0)
    assert sum(account.own_revenue.values()) == account.received("unit_funds")
    assert account.procured() == account.procured("A") + account.procured("B") + account.procured("C")
    assert account.micro_firms <= account.small_firms <= account.procured()


def test_a_body_is_the_same_whoever_asks_first() -> None:
    assert final_account(body(3, 5, 2), 2024) == final_account(body(3, 5, 2), 2024)
    assert final_account(body(3, 5, 2), 2024) != final_account(body(4, 5, 2), 2024)


def test_funds_of_the_fisc_are_those_with_a_revenue_measure() -> None:
    own = {measure.own_fund for measure in measures().values()}
    assert set(FISCAL_FUNDS) <= own
