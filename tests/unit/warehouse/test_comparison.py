"""The comparison tables: one row a body and year, peers of one kind, and what happens when one cannot be built."""

from __future__ import annotations

import re

import pytest

from warehouse import comparison
from warehouse.check import run_checks


@pytest.fixture
def add_body(ledger):
    def add(name, total, basic=None, year=2031, kind="petition", division="120101", scope="department", fund="all"):
        row = {"department_id": f"department of {name}", "division_code": division, "name": name, "kind": kind}
        if ledger.con.execute("select 1 from core.department where name = ?", [name]).fetchone() is None:
            ledger.insert("core.department", row)
        columns = {"department_id": row["department_id"], "division_code": division, "scope": scope}
        budget = ledger.disclosure(f"{name} {year} {scope}", fiscal_year=year, **columns)
        place = {"document_id": budget.document_id}
        ledger.insert("core.document", place | {"file_name": f"{name}.pdf"})
        ledger.insert("core.disclosure_document", place | {"disclosure_id": budget.disclosure_id})
        if total is not None:
            budget.fact("expenditure_total", total, row_no=4, fund=fund)
        if basic is not None:
            budget.fact("expenditure_basic", basic, row_no=4, fund=fund)
        return budget

    return add


def one(ledger, columns, table="compare.department_year", where="true"):
    (row,) = ledger.con.execute(f"select {columns} from {table} where {where}").fetchall()
    return row


def test_amounts_carry_their_fund_and_the_widest_fund_is_taken(ledger, add_body) -> None:
    budget = add_body("甲局", "100.00", "25.00")
    budget.fact("expenditure_total", "80.00", row_no=4, fund="general_public", table_no=2)
    budget.fact("three_public_total", "8.00", row_no=4, fund="general_public", table_no=3, form="three_public")
    assert comparison.build(ledger.con) == {}
    columns = "expenditure_total_yuan, expenditure_total_fund, general_public_expenditure_yuan, three_public_total_fund"
    assert one(ledger, columns) == (1000000, "all", 800000, "general_public")
    # Three-public funds are of the general public budget: their share is of that, not of all funds.
    assert one(ledger, "basic_share, three_public_share") == (0.25, 0.1)


def test_a_derived_amount_stands_only_where_none_is_stated_and_is_named(ledger, add_body) -> None:
    budget = add_body("甲局", None)
    add_body("乙局", "90.00")
    budget.fact("expenditure_total", "100.00", origin="derived", row_no=None)
    budget.fact("three_public_total", "8.00", origin="derived", row_no=None, confidence=0.9)
    budget.fact("expenditure_total", "80.00", row_no=4, fund="general_public")
    assert comparison.build(ledger.con) == {}
    columns = "expenditure_total_yuan, expenditure_total_fund, three_public_total_yuan, derived_measures"
    found = one(ledger, columns, where="department_name = '甲局'")
    assert found == (800000, "general_public", 80000, ["three_public_total"])
    where = "measure = 'three_public_total'"
    assert one(ledger, "origin, confidence, places", "compare.body_figure", where) == ("derived", 0.9, 0)
    peers = ledger.con.execute("select department_name, fund from compare.peers order by all").fetchall()
    assert peers == [("乙局", "all"), ("甲局", "general_public")]


def test_figures_of_units_classes_projects_and_other_years_stay_out(ledger, add_body) -> None:
    budget = add_body("甲局", None)
    for columns in (
        {"institution_no": 1},
        {"function_code": "201"},
        {"project_no": 1},
        {"fiscal_year": 2030},
        {"phase": "estimated_outturn"},
        {"qualifier": "excluding_carryover"},
    ):
        budget.fact("expenditure_total", "9.00", row_no=5, **columns)
    comparison.build(ledger.con)
    assert one(ledger, "expenditure_total_yuan, disclosure_id, file_name") == (None, budget.disclosure_id, "甲局.pdf")


def test_change_against_the_previous_disclosure_and_as_stated(ledger, add_body) -> None:
    add_body("甲局", "80.00", year=2030)
    later = add_body("甲局", "100.00", year=2031)
    later.text({"expenditure_total": "19.00"}, value_kind="change", compared_with="previous_budget")
    comparison.build(ledger.con)
    columns = "previous_expenditure_total_yuan, expenditure_total_change_yuan, expenditure_total_stated_change_yuan"
    assert one(ledger, columns, where="fiscal_year = 2031") == (800000, 200000, 190000)
    assert one(ledger, columns, where="fiscal_year = 2030") == (None, None, None)


def test_findings_are_counted_by_verdict(ledger, add_body) -> None:
    add_body("甲局", "100.00").text(
        {"expenditure_basic": "12.00", "expenditure_personnel": "10.00", "expenditure_public": "3.00"}
    )
    run_checks(ledger.con)
    comparison.build(ledger.con)
    assert one(ledger, "findings_failed, errors_failed, findings_exact") == (1, 1, 0)


def test_peers_are_of_one_kind_level_scope_and_fund(ledger, add_body) -> None:
    for number, total in enumerate(["10.00", "20.00", "30.00", "40.00", "500.00"]):
        add_body(f"甲局{number}", total, division=f"12010{number + 1}")
    add_body("市局", "9000.00", division="120000")
    add_body("乙局", "1.00", kind="audit")
    add_body("甲局9", "7.00", division="120108", fund="general_public")
    comparison.build(ledger.con)
    columns = "n_peers, rank, percentile, median_yuan, q1_yuan, q3_yuan, round(robust_z, 1)"
    largest = one(ledger, columns, "compare.peers", "department_name = '甲局4'")
    assert largest == (5, 1, 1.0, 300000, 200000, 400000, round(0.6745 * 4700000 / 100000, 1))
    assert one(ledger, "n_peers, percentile, robust_z", "compare.peers", "department_name = '市局'") == (1, None, None)


def test_no_robust_z_below_five_peers_or_where_they_do_not_differ(ledger, add_body) -> None:
    for number in range(5):
        add_body(f"甲局{number}", "10.00", division=f"12010{number + 1}")
    for number in range(4):
        add_body(f"乙局{number}", f"{number}.00", kind="audit", division=f"12010{number + 1}")
    comparison.build(ledger.con)
    assert ledger.con.execute("select count(robust_z) from compare.peers").fetchone() == (0,)


def test_every_table_and_column_has_a_comment_in_both_languages(ledger) -> None:
    comparison.build(ledger.con)
    commented = ledger.con.execute(
        """select table_name, '', comment from duckdb_tables() where schema_name = 'compare'
           union all select table_name, column_name, comment from duckdb_columns() where schema_name = 'compare'"""
    ).fetchall()
    assert {name for name, _, _ in commented} == {
        name for name in comparison.comparison_scripts() if not name.startswith("_")
    }
    lacking = [
        (table, column)
        for table, column, comment in commented
        if not re.fullmatch(r".*[\u4e00-\u9fff].* \| [^\u4e00-\u9fff]+", comment or "")
    ]
    assert lacking == []


def test_a_table_that_cannot_be_built_leaves_the_one_before(ledger, add_body) -> None:
    add_body("甲局", "100.00")
    assert comparison.build(ledger.con) == {}
    add_body("乙局", "100.00")
    scripts = comparison.comparison_scripts() | {
        "department_year": "create or replace table compare.department_year as select 1 / 'x'"
    }
    failed = comparison.build(ledger.con, scripts)
    assert list(failed) == ["department_year"]
    assert ledger.con.execute("select count(*) from compare.department_year").fetchone() == (1,)
    assert ledger.con.execute("select count(*) from compare.peers").fetchone() == (2,)


def test_compare_kind_lists_the_largest_first_with_its_rank(ledger, add_body) -> None:
    add_body("甲局", "10.00", division="120101")
    add_body("乙局", "20.00", division="120102")
    add_body("丙局", "5.00", division="120102", scope="unit")
    add_body("丁局", "90.00", division="120102", year=2030)
    comparison.build(ledger.con)
    frame = comparison.compare_kind(ledger.con, "petition", 2031)
    assert frame["department_name"].to_list() == ["乙局", "甲局", "丙局"]
    assert frame["rank"].to_list() == [1, 2, 1]
    assert comparison.compare_kind(ledger.con, "petition", 2031, scope="unit").height == 1
    assert comparison.compare_kind(ledger.con, "audit", 2031).is_empty()


def test_the_county_table_leaves_units_out(ledger, add_body) -> None:
    add_body("甲局", "10.00")
    add_body("乙局", "20.00", kind="audit")
    add_body("丙所", "5.00", scope="unit")
    comparison.build(ledger.con)
    (row,) = comparison.county_table(ledger.con).rows(named=True)
    assert (row["departments"], row["kinds"], row["expenditure_total_yuan"]) == (2, 2, 300000)


def test_a_county_that_the_list_lacks_bears_its_registry_name(ledger, add_body) -> None:
    add_body("甲局", "100.00", division="990101")
    ledger.con.execute(
        """insert into core.capture (capture_id, document_id, county, retrieved_at)
           select 'capture', repeat('a', 64), '990101_新溪县', timestamp '2026-01-02'"""
    )
    comparison.build(ledger.con)
    found = ledger.con.execute("select division_name, division_level from compare.department_year").fetchall()
    assert found == [("新溪县", "county")]
