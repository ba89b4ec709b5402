"""Identifiers follow the meaning and nothing else."""

import dataclasses
import string
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.fact_rows import NameKeys, fact_rows
from pipelines.normalise.identifiers import (
    body_key,
    department_id,
    digest,
    disclosure_key,
    figure_id,
    name_keys,
    occurrences,
)
from schemas.facts import Figure, Identity, Place
from schemas.reference import body_aliases, divisions
from schemas.tables_core import FACT

COUNTY = next(code for code, division in divisions().items() if division.level == "county" and len(division.name) == 3)
NAMES = NameKeys({1: "甲站#1", 2: "乙站#1"}, {1: "甲项目#1", 2: "乙项目#1"})
FIGURE = Figure(
    measure="expenditure_total",
    fund="all",
    phase="budget",
    fiscal_year=2031,
    stated="12.50",
    stated_unit="万元",
    place=Place(1, 2, 3, 4),
    quote="合计 12.50",
    origin="table",
    form="expenditure",
)
OTHER_MEANINGS: list[dict[str, Any]] = [
    {"measure": "expenditure_basic"},
    {"fund": "fiscal"},
    {"phase": "final"},
    {"fiscal_year": 2030},
    {"value_kind": "change"},
    {"compared_with": "previous_budget"},
    {"function_code": "201"},
    {"economic_code": "301"},
    {"government_economic_code": "501"},
    {"subject_name": "某科目"},
    {"institution_no": 1},
    {"institution_no": 2},
    {"project_no": 1},
    {"project_no": 2},
    {"qualifier": "held"},
]


def _ids(
    figures: list[Figure], key: str = "k", document_id: str = "d", names: NameKeys = NAMES
) -> list[tuple[str, str]]:
    rows, _ = fact_rows(figures, key, key, document_id, names)
    at = FACT.column_names.index
    return [(row[at("fact_id")], row[at("figure_id")]) for row in rows]


def test_every_part_of_the_meaning_is_in_the_figure_id() -> None:
    variants = [FIGURE, *(dataclasses.replace(FIGURE, **change) for change in OTHER_MEANINGS)]
    assert len({figure for _, figure in _ids(variants)}) == len(variants)
    assert _ids([FIGURE], key="other")[0][1] != _ids([FIGURE])[0][1]


places = st.builds(
    Place,
    page=st.none() | st.integers(1, 99),
    table_no=st.none() | st.integers(1, 99),
    row_no=st.none() | st.integers(1, 99),
    column_no=st.none() | st.integers(1, 99),
    char_start=st.none() | st.integers(0, 999),
)


@given(
    place=places,
    document_id=st.text(string.hexdigits, min_size=64, max_size=64),
    stated=st.sampled_from(["12.50", "12.5", "99"]),
    quote=st.text(max_size=80),
)
def test_place_file_value_and_words_are_not_in_the_ids(place: Place, document_id: str, stated: str, quote: str) -> None:
    moved = dataclasses.replace(FIGURE, place=place, stated=stated, quote=quote)
    assert _ids([moved], document_id=document_id) == _ids([FIGURE])


def test_equal_facts_of_a_document_are_numbered_in_reading_order() -> None:
    text = dataclasses.replace(FIGURE, origin="text", form=None)
    rows, _ = fact_rows([FIGURE, text, FIGURE], "k", "k", "d", NAMES)
    at = FACT.column_names.index
    assert [row[at("occurrence")] for row in rows] == [1, 1, 2]
    assert len({row[at("fact_id")] for row in rows}) == 3
    assert len({row[at("figure_id")] for row in rows}) == 1


def test_a_project_is_its_name_not_its_number() -> None:
    first = dataclasses.replace(FIGURE, project_no=1)
    second = dataclasses.replace(FIGURE, project_no=2)
    turned = NameKeys({}, {2: "甲项目#1", 1: "乙项目#1"})
    assert _ids([first]) == _ids([second], names=turned)
    assert name_keys([(1, "修 路"), (2, "修路"), (3, "架桥")]) == {1: "修路#1", 2: "修路#2", 3: "架桥#1"}


def test_one_body_under_the_names_it_prints() -> None:
    county = divisions()[COUNTY].name
    above = divisions()[divisions()[COUNTY].parent_code or ""].name
    spellings = [
        "水利局",
        f"{county}水利局",
        f"{above}{county}水利局",
        f"{county}水利局（本级）",
        f"{county} 水利局机关",
    ]
    assert {body_key(COUNTY, name) for name in spellings} == {"水利局"}
    party = ["宣传部", f"中共{county}委宣传部", f"中国共产党{county}委员会宣传部", "县委宣传部"]
    assert {body_key(COUNTY, name) for name in party} == {"宣传部"}
    assert body_key(COUNTY, "委员会办公室") == "委办公室"
    assert body_key(None, f"{county}水利局") == f"{county}水利局"
    assert body_key(COUNTY, "市场监督管理局") == "市场监督管理局"
    assert body_key(COUNTY, county) == county


def test_scope_and_year_make_a_disclosure_and_not_a_department() -> None:
    base = Identity(
        printed_name="水利局", division_code=COUNTY, fiscal_year=2031, report_type="budget", scope="department"
    )
    others = [
        dataclasses.replace(base, fiscal_year=2030),
        dataclasses.replace(base, report_type="final_accounts"),
        dataclasses.replace(base, scope="unit"),
    ]
    assert len({disclosure_key(identity, "d") for identity in [base, *others]}) == 4
    assert len({department_id(identity, "d") for identity in [base, *others]}) == 1
    assert disclosure_key(base, "d") == disclosure_key(dataclasses.replace(base, title="t"), "another file")


@pytest.mark.parametrize(("name", "shared"), [("丁丁县水利局", True), ("水利局", False), (None, False)])
def test_bodies_of_unknown_places_are_one_only_when_the_name_holds_a_place(name: str | None, shared: bool) -> None:
    identity = Identity(printed_name=name, fiscal_year=2031, report_type="budget", scope="department")
    assert (disclosure_key(identity, "one") == disclosure_key(identity, "two")) is shared


def test_null_and_empty_and_the_borders_of_parts_differ() -> None:
    assert len({digest("a", None), digest("a", ""), digest("a"), digest("", "a")}) == 4
    assert digest("ab", "c") != digest("a", "bc")
    assert figure_id("k", FIGURE, None, None) == figure_id(
        "k", dataclasses.replace(FIGURE, value=Decimal(1)), None, None
    )


@given(st.lists(st.integers(0, 3)))
def test_occurrences_count_each_key_from_one(keys: list[int]) -> None:
    pairs = list(zip(keys, occurrences(keys), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert all(number == keys[:at].count(key) + 1 for at, (key, number) in enumerate(pairs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("妇联", "妇女联合会"),
        ("人民代表大会常务委员会办公室", "人大办"),
        ("卫健局", "卫生健康局"),
        ("中心小学", "中心小学"),
    ],
)
def test_spellings_of_one_body_are_one_body_in_a_known_place(one: str, other: str) -> None:
    county = divisions()[COUNTY]
    assert body_key(COUNTY, county.name + one) == body_key(COUNTY, county.name + other)
    assert body_key(None, one) == one


def test_a_province_without_its_level_is_cut_before_a_place_below_it() -> None:
    code = next(
        code
        for code, division in divisions().items()
        if division.level == "county"
        and division.parent_code
        and divisions()[division.parent_code].level == "prefecture"
    )
    county = divisions()[code]
    city = divisions()[county.parent_code or ""]
    province = divisions()[city.parent_code or ""]
    short = province.name.removesuffix("省")
    assert (
        body_key(code, f"{short}{county.name}信访局") == body_key(code, f"{city.name}{county.name}信访局") == "信访局"
    )


def test_aliases_lead_to_names_that_are_none() -> None:
    assert not set(body_aliases().values()) & set(body_aliases())
