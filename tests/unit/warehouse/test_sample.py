"""The sample is seeded, stratified over kinds and documents, and leaves out what truth files judge."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.sample import draw, prepare, shares
from warehouse.sample_truth import leave_out_what_truth_covers


@pytest.fixture
def held(ledger: Any) -> Any:
    """Two documents: many coded cells in one, few in the other, and figures of prose, a blank and a derived one."""
    for name, rows in (("one", 40), ("two", 3)):
        disclosed = ledger.disclosure(name)
        ledger.insert("core.document", {"document_id": disclosed.document_id, "file_name": f"{name}.pdf"})
        for row in range(rows):
            disclosed.fact("expenditure_total", f"{row + 1}", function_code="213", row_no=row + 2, column_no=3)
        disclosed.text({"expenditure_total": "9.00", "expenditure_basic": "8.00"})
        disclosed.fact(
            "expenditure_total", "5", value_kind="change_percent", origin="text", amount_yuan=None, quantity=5
        )
        disclosed.fact("expenditure_basic", None)
        disclosed.fact("expenditure_project", "1.00", origin="derived")
    return ledger


def drawn(ledger: Any, count: int, seed: int = 7) -> list[tuple[str, str, str]]:
    prepare(ledger.con)
    return [(one.stratum, one.row["file_name"], one.row["id"]) for one in draw(ledger.con, count, seed)]


def test_the_same_seed_draws_the_same_and_another_seed_others(held: Any) -> None:
    assert drawn(held, 9) == drawn(held, 9)
    assert drawn(held, 9) != drawn(held, 9, seed=8)
    assert len(set(drawn(held, 9))) == 9


def test_every_kind_and_every_document_has_its_turn(held: Any) -> None:
    found = drawn(held, 12)
    assert Counter(stratum for stratum, _, _ in found) == {"table_coded": 6, "text": 4, "percentage": 2}
    assert Counter(file for stratum, file, _ in found if stratum == "table_coded") == {"one.pdf": 3, "two.pdf": 3}


def test_what_prints_no_value_is_never_drawn_and_all_else_once(held: Any) -> None:
    found = drawn(held, 1000)
    assert len(found) == len(set(found)) == 43 + 4 + 2


def test_records_are_drawn_with_what_they_say(held: Any) -> None:
    place = {"document_id": "document of one", "disclosure_id": "one", "page": 1, "table_no": 2, "row_no": 3}
    held.insert("core.institution", {**place, "institution_no": 4, "name": "路灯管理所"})
    held.insert("core.project", {**place, "project_no": 1, "name": "路灯改造", "amount_yuan": 5, "institution_no": 4})
    held.insert(
        "core.project", {**place, "project_no": 2, "name": "路灯拆除", "amount_yuan": 5, "amount_origin": "derived"}
    )
    lamps = {"project_no": 1, "level3": "路灯数", "operator": ">=", "target_stated": "≥9盏"}
    held.insert("core.indicator", {**place, "indicator_id": "a", **lamps})
    prepare(held.con)
    found = {one.stratum: one.row for one in draw(held.con, 1000, 1)}
    assert (found["project"]["said"], found["project"]["value"]) == ("路灯改造", 5)
    assert found["indicator"]["said"] == "路灯数 / >="
    assert found["project"]["institution"] == "路灯管理所", "whose project it is can be checked too"
    assert found["indicator"]["project"] == "路灯改造"
    assert sum(one.stratum == "project" for one in draw(held.con, 1000, 1)) == 1


def test_what_truth_files_judge_is_left_out(held: Any, tmp_path: Path) -> None:
    headline = {"measure": ["expenditure_total"], "value_kind": ["level", "stock"], "origin": "text"}
    tables = [{"kind": "expenditure_by_function"}, {"kind": "three_public"}]
    truth = {"sha256": "document of two", "headline": [headline], "tables": tables, "projects": [{}]}
    (tmp_path / "two.json").write_text(json.dumps(truth), encoding="utf-8")
    prepare(held.con)
    assert leave_out_what_truth_covers(held.con, tmp_path) == 1
    found = Counter((one.row["file_name"], one.stratum) for one in draw(held.con, 1000, 7))
    assert found == {
        ("one.pdf", "table_coded"): 40,
        ("one.pdf", "text"): 2,
        ("one.pdf", "percentage"): 1,
        ("two.pdf", "text"): 1,
        ("two.pdf", "percentage"): 1,
    }


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 50), max_size=6), st.integers(0, 200))
def test_shares_fill_the_sample_and_never_exceed_a_stratum(sizes: dict[str, int], count: int) -> None:
    given_out = shares(sizes, count)
    assert sum(given_out.values()) == min(count, sum(sizes.values()))
    assert all(given_out[stratum] <= size for stratum, size in sizes.items())
    full = [given_out[stratum] for stratum, size in sizes.items() if given_out[stratum] < size]
    assert not full or max(full) - min(full) <= max(len(sizes), 1)
