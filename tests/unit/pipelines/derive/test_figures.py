"""What arithmetic may give and what it may not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.derive.figures import derived_figures
from pipelines.derive.sides import names_both_sides
from pipelines.normalise.fact_rows import NameKeys, derivation_rows, fact_rows
from schemas.codes import measures
from schemas.facts import Figure, Place

NAMES = NameKeys({}, {})


def figure(measure: str, stated: str, **columns: Any) -> Figure:
    given_place = columns.pop("place", None)
    where = {"page": 1, "table_no": 1, "row_no": 4, "column_no": 2} | columns.pop("at", {})
    return Figure(
        **{
            "measure": measure,
            "fund": measures()[measure].own_fund or "all",
            "phase": "budget",
            "fiscal_year": 2031,
            "stated": stated,
            "stated_unit": "万元",
            "place": given_place or Place(**where),
            "quote": f"{measures()[measure].zh}{stated}万元",
            "origin": "table",
            "form": "three_public",
        }
        | columns
    )


def in_text(measure: str, stated: str, start: int = 0, **columns: Any) -> Figure:
    place = Place(page=2, char_start=start, char_end=start + len(stated))
    return figure(measure, stated, place=place, origin="text", form=None, section="three_public", **columns)


def derived(*stated: Figure, report_type: str = "budget") -> dict[str, Decimal | None]:
    rows, issues = fact_rows(derived_figures(stated, report_type, 2031), "key", "key", "d" * 64, NAMES)
    assert issues == []
    return {row[6]: row[19] for row in rows}


VEHICLES = (figure("three_public_vehicle", "12.50"), figure("three_public_vehicle_running", "2.50"))


def test_a_missing_part_is_the_total_less_the_other_parts() -> None:
    (found,) = derived_figures(VEHICLES, "budget", 2031)
    assert (found.measure, found.stated, found.stated_unit) == ("three_public_vehicle_purchase", "10", "万元")
    assert found.origin == "derived"
    assert found.half_width == Decimal(100)  # 50 yuan of each input
    assert found.quote == "公务用车购置及运行维护费12.50-公务用车运行维护费2.50=10万元"
    assert (found.place.page, found.place.table_no, found.place.row_no) == (1, 1, None)


def test_its_inputs_recompute_it() -> None:
    figures = [*VEHICLES, *derived_figures(VEHICLES, "budget", 2031)]
    rows, _ = fact_rows(figures, "key", "key", "d" * 64, NAMES)
    amounts = {row[0]: row[19] for row in rows}
    links = derivation_rows(figures, rows, "d" * 64)
    assert {link[0] for link in links} == {rows[-1][0]}
    assert sum(amounts[source] * sign for *_, source, sign in links) == amounts[rows[-1][0]]


def test_a_missing_total_is_the_sum_of_its_parts_where_all_are_printed() -> None:
    parts = [
        figure("three_public_abroad", "0.00"),
        figure("three_public_vehicle", "3.00"),
        figure("three_public_reception", "1.20"),
    ]
    assert derived(*parts) == {"three_public_total": Decimal("42000.00")}
    assert derived(*parts[1:]) == {}


def test_each_fund_finds_the_total_of_all() -> None:
    funds = [
        figure("revenue_general_public_budget", "80.00", at={"row_no": 3}),
        figure("revenue_government_fund", "15.00", at={"row_no": 4}),
        figure("revenue_state_capital", "0.00", at={"row_no": 5}),
    ]
    (found,) = derived_figures(funds, "budget", 2031)
    assert (found.measure, found.fund, found.stated) == ("revenue_fiscal_appropriation", "fiscal", "95")


def test_what_is_left_over_of_optional_parts_is_derived_only_where_all_others_are_printed() -> None:
    printed = [figure("expenditure_total", "90.00"), figure("expenditure_basic", "60.00")]
    assert derived(*printed) == {}, "reserves, business and other expenditure may make up the rest"


@pytest.mark.parametrize(
    "reason",
    [
        "nothing is left over",
        "a part exceeds the total",
        "the rest is within rounding",
        "an input is unsure",
        "an input is told twice with different amounts",
        "the part is printed blank elsewhere",
        "they stand in different tables",
        "they are of different years",
        "they are of different funds",
        "the part is stated",
        "the part is stated from a price on",
    ],
)
def test_no_figure_is_derived_where(reason: str) -> None:
    total, part = VEHICLES
    elsewhere = {"table_no": 7, "row_no": 9}
    cases: dict[str, tuple[Figure, ...]] = {
        "nothing is left over": (total, figure("three_public_vehicle_running", "12.50")),
        "a part exceeds the total": (total, figure("three_public_vehicle_running", "13.50")),
        "the rest is within rounding": (total, figure("three_public_vehicle_running", "12.49")),
        "an input is unsure": (total, figure("three_public_vehicle_running", "2.50", reading="unsure")),
        "an input is told twice with different amounts": (
            total,
            part,
            figure("three_public_vehicle_running", "2.70", at=elsewhere),
        ),
        "the part is printed blank elsewhere": (
            total,
            part,
            figure("three_public_vehicle_purchase", "", state="blank", at=elsewhere),
        ),
        "they stand in different tables": (total, figure("three_public_vehicle_running", "2.50", at=elsewhere)),
        "they are of different years": (total, figure("three_public_vehicle_running", "2.50", fiscal_year=2030)),
        "they are of different funds": (total, figure("three_public_vehicle_running", "2.50", fund="fiscal")),
        "the part is stated": (total, part, in_text("three_public_vehicle_purchase", "10.00")),
        "the part is stated from a price on": (
            total,
            part,
            figure("three_public_vehicle_purchase", "9.00", qualifier="at_least_200000_yuan"),
        ),
    }
    assert derived(*cases[reason]) == {}


def test_figures_of_units_projects_and_codes_are_no_inputs() -> None:
    for narrowed in ({"institution_no": 1}, {"project_no": 2}, {"function_code": "201"}, {"qualifier": "held"}):
        assert derived(*(figure(known.measure, known.stated, **narrowed) for known in VEHICLES)) == {}


def test_two_ways_that_disagree_give_nothing() -> None:
    below = [figure("three_public_vehicle_purchase", "5.00"), figure("three_public_vehicle_running", "2.00")]
    beside = [
        figure("three_public_total", "10.00"),
        figure("three_public_abroad", "0.00"),
        figure("three_public_reception", "1.00"),
    ]
    assert "three_public_vehicle" not in derived(*below, *beside)
    beside[0] = figure("three_public_total", "8.00")
    assert derived(*below, *beside)["three_public_vehicle"] == Decimal(70_000)


def test_prose_far_apart_is_not_added_up() -> None:
    assert derived(in_text("three_public_vehicle", "12.50"), in_text("three_public_vehicle_running", "2.50", 40))
    assert derived(in_text("three_public_vehicle", "12.50"), in_text("three_public_vehicle_running", "2.50", 900)) == {}


@pytest.mark.parametrize(
    ("quote", "both"),
    [
        ("收支总预算88.00万元", True),
        ("收入、支出总计88.00万元", True),
        ("收入支出决算总计88.00万元", True),
        ("收入总计和支出总计88.00万元", True),
        ("支出总计88.00万元", False),
        ("收支结余88.00万元", False),
        ("收支总预算增加88.00万元", False),
    ],
)
def test_a_label_may_name_both_sides(quote: str, both: bool) -> None:
    assert names_both_sides(quote, "88.00") is both


def test_the_other_side_of_a_total_of_both() -> None:
    told = in_text("expenditure_grand_total", "88.00", quote="收支总预算88.00万元")
    assert derived(told) == {"revenue_grand_total": Decimal(880_000)}
    assert derived(told, in_text("revenue_grand_total", "88.00")) == {}


def test_a_change_between_two_columns_of_one_row() -> None:
    this, last = VEHICLES[0], figure("three_public_vehicle", "9.00", fiscal_year=2030, at={"column_no": 3})
    (found,) = derived_figures([this, last], "budget", 2031)
    assert (found.value_kind, found.compared_with, found.fiscal_year) == ("change", "previous_budget", 2031)
    assert (found.stated, found.half_width) == ("3.5", Decimal(100))
    printed = figure("three_public_vehicle", "3.50", value_kind="change", compared_with="previous_budget")
    assert derived(this, last, printed) == {}
    nothing = [figure("three_public_abroad", "0.00", fiscal_year=year) for year in (2031, 2030)]
    assert derived(*nothing) == {}


@given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), st.integers(0, 2))
def test_any_part_taken_out_is_given_back(cents: list[int], hidden: int) -> None:
    names = ("three_public_abroad", "three_public_vehicle", "three_public_reception")
    amounts = [Decimal(amount) / 100 for amount in cents]
    stated = [figure("three_public_total", f"{sum(amounts):.2f}", stated_unit="元")]
    stated += [figure(name, f"{amount:.2f}", stated_unit="元") for name, amount in zip(names, amounts, strict=True)]
    del stated[hidden + 1]
    found = derived(*stated)
    # Three roundings of half a cent: one cent may be nothing.
    expected = {} if cents[hidden] <= 1 else {names[hidden]: amounts[hidden]}
    assert found == expected


@pytest.mark.parametrize(("carried_on", "given"), [("50.00", True), ("60.00", False)])
def test_sources_and_uses_that_do_not_balance_are_both_not_derived(carried_on: str, given: bool) -> None:
    told = (
        ("revenue_total", "1000.00"),
        ("revenue_nonfiscal_surplus_used", "0.00"),
        ("revenue_carryover", "50.00"),
        ("expenditure_total", "1000.00"),
        ("expenditure_surplus_distribution", "0.00"),
        ("expenditure_carryforward", carried_on),
    )
    stated = [in_text(measure, amount, 20 * number, phase="final") for number, (measure, amount) in enumerate(told)]
    found = {row.measure for row in derived_figures(stated, "final_accounts", 2031)}
    assert ({"revenue_grand_total", "expenditure_grand_total"} <= found) is given
    assert given or not found
