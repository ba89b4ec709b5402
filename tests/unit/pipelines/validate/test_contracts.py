"""Rows are split by their contract, never dropped; a frame of another shape is our own bug."""

import json
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.validate.contracts import BrokenContractError, validate
from schemas.tables_core import FACT
from schemas.tables_quality import QUARANTINE

GOOD: dict[str, Any] = dict.fromkeys(FACT.column_names) | {
    "fact_id": "a" * 20,
    "figure_id": "b" * 20,
    "occurrence": 1,
    "disclosure_id": "c" * 20,
    "document_id": "d" * 64,
    "fiscal_year": 2031,
    "measure": "expenditure_total",
    "fund": "all",
    "phase": "budget",
    "value_kind": "level",
    "amount_yuan": Decimal("125000.00"),
    "state": "reported",
    "stated": "12.50",
    "stated_unit": "万元",
    "half_width": Decimal(50),
    "row_role": "total",
    "origin": "table",
    "form": "expenditure",
    "page": 1,
    "quote": "合计 12.50",
    "reading": "sure",
}
# A change that breaks the contract, and the check that must say so.
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"measure": "no such measure"}, "measure: one_of"),
    ({"disclosure_id": None}, "disclosure_id: not_nullable"),
    ({"document_id": "d" * 63}, "document_id: matches"),
    ({"fiscal_year": 1889}, "fiscal_year: between"),
    ({"page": 0}, "page: at_least"),
    ({"function_code": "2010"}, "function_code: matches"),
    ({"quantity": Decimal(1)}, "not_both_money_and_quantity"),
    ({"amount_yuan": None}, "a_value_where_one_is_reported"),
    ({"state": "blank"}, "no_value_where_none_is_reported"),
    ({"quote": "长" * 61}, "quote_is_short"),
]


def facts(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=FACT.polars_schema(), orient="row")


def test_good_rows_pass_untouched() -> None:
    frame = facts([GOOD | {"fact_id": f"{at:020x}"} for at in range(5)])
    checked = validate({FACT.name: frame})
    assert checked.accepted[FACT.name].equals(frame)
    assert checked.quarantine.is_empty()
    assert checked.quarantine.schema == QUARANTINE.polars_schema()


@pytest.mark.parametrize(("fault", "check"), FAULTS)
def test_a_bad_row_says_why_and_where(fault: dict[str, Any], check: str) -> None:
    frame = facts([GOOD, GOOD | {"fact_id": "e" * 20, "page": 4} | fault])
    checked = validate({FACT.name: frame})
    assert checked.accepted[FACT.name].get_column("fact_id").to_list() == ["a" * 20]
    (row,) = checked.quarantine.iter_rows(named=True)
    assert row["refused_by"].startswith(check)
    assert row["page"] == fault.get("page", 4)
    kept = json.loads(row["row_json"])
    assert kept.keys() == set(FACT.column_names)
    assert kept["stated"] == "12.50"


def test_rows_with_one_key_are_all_set_aside() -> None:
    checked = validate({FACT.name: facts([GOOD, GOOD, GOOD | {"fact_id": "e" * 20}])})
    assert checked.accepted[FACT.name].height == 1
    assert checked.quarantine.get_column("refused_by").to_list() == ["key is not unique: document_id, fact_id"] * 2
    assert checked.quarantine.get_column("quarantine_id").n_unique() == 2


@pytest.mark.parametrize(
    "broken",
    [
        facts([GOOD]).drop("quote"),
        facts([GOOD]).with_columns(extra=1),
        facts([GOOD]).with_columns(pl.col("page").cast(pl.Int64)),
        facts([GOOD]).select(reversed(FACT.column_names)),
    ],
    ids=["missing", "extra", "retyped", "reordered"],
)
def test_a_frame_of_another_shape_is_our_own_bug(broken: pl.DataFrame) -> None:
    with pytest.raises(BrokenContractError, match=r"core\.fact"):
        validate({FACT.name: broken})


rows = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([{}, *(fault for fault, _ in FAULTS)])).map(
        lambda drawn: GOOD | {"fact_id": f"{drawn[0]:020x}"} | drawn[1]
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(rows)
def test_accepted_and_quarantined_are_what_was_extracted(drawn: list[dict[str, Any]]) -> None:
    frame = facts(drawn)
    checked = validate({FACT.name: frame})
    kept = checked.accepted[FACT.name]
    assert kept.height + checked.quarantine.height == frame.height
    assert not kept.select(pl.struct(FACT.primary_key).is_duplicated().any()).item()
    assert checked.quarantine.get_column("quarantine_id").is_unique().all()
    # What was accepted is accepted again; what was refused comes back value by value.
    assert validate({FACT.name: kept}).quarantine.is_empty()
    refused = sorted(json.loads(text)["stated"] for text in checked.quarantine.get_column("row_json"))
    assert sorted(kept.get_column("stated").to_list() + refused) == sorted(frame.get_column("stated").to_list())
