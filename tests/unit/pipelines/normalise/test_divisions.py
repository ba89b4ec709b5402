"""Names of places to codes: homonyms need a word that names what lies above them."""

from __future__ import annotations

import pytest

from pipelines.normalise.divisions import code_in_path, leading_divisions, resolve_division, short_name
from schemas.reference import Division, divisions, divisions_by_name


def _codes(name: str) -> list[str]:
    return [division.code for division in divisions_by_name()[name]]


def _homonym() -> tuple[str, list[Division]]:
    """A county's name that two prefectures of two provinces share, and its two divisions."""
    for name, found in sorted(divisions_by_name().items()):
        pair = [d for d in found if d.level == "county" and divisions()[d.parent_code or ""].level == "prefecture"]
        if len(found) == 2 and len(pair) == 2 and pair[0].code[:2] != pair[1].code[:2]:
            return name, pair
    raise AssertionError("the list has no homonyms")


def test_every_division_but_a_province_lies_in_one_that_is_listed() -> None:
    for division in divisions().values():
        assert (division.parent_code in divisions()) == (division.level != "province"), division
        assert len(division.code) == 6
    assert len(divisions()) > 3000


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("990101_yunxi/shuiliju.pdf", "990101"),
        ("990000/990102 baishi/2031/a.pdf", "990102"),
        ("yunxi/202601_budget/a.pdf", None),
        ("yunxi/990101.pdf", None),
        ("20310101/a.pdf", None),
        ("", None),
    ],
)
def test_a_folder_that_begins_with_six_digits_is_a_code(path: str, code: str | None) -> None:
    assert code_in_path(path) == code


def test_a_code_in_the_path_decides_at_once() -> None:
    name, _ = _homonym()
    assert resolve_division(f"{name}水利局", "990101_yunxi/a.pdf", "", "").code == "990101"


def test_a_homonym_is_never_resolved_silently() -> None:
    name, pair = _homonym()
    answer = resolve_division(f"{name}水利局", "", "", "")
    assert answer.code is None
    assert list(answer.candidates) == sorted(division.code for division in pair)


def test_a_homonym_is_resolved_by_what_lies_above_it() -> None:
    name, pair = _homonym()
    for division in pair:
        above = divisions()[division.parent_code or ""]
        province = divisions()[above.parent_code or ""]
        for body, path, title, text in (
            (f"{above.name}{name}水利局", "", "", ""),
            (f"{name}水利局", f"{short_name(province)}_{name}/a.pdf", "", ""),
            (f"{name}水利局", "", f"{above.name}{name}水利局2031年部门预算", ""),
            (f"{name}水利局", "", "", f"按照{province.name}有关规定，现将预算公开。"),
        ):
            assert resolve_division(body, path, title, text).code == division.code, (body, path, title, text)


def test_both_provinces_named_leave_it_open() -> None:
    name, pair = _homonym()
    text = "、".join(divisions()[divisions()[d.parent_code or ""].parent_code or ""].name for d in pair)
    assert resolve_division(f"{name}水利局", "", "", text).code is None


def test_a_name_in_the_path_speaks_for_a_body_without_a_place() -> None:
    prefecture = next(d for d in divisions().values() if d.level == "prefecture" and len(_codes(d.name)) == 1)
    province = divisions()[prefecture.parent_code or ""]
    path = f"{short_name(province)}_{short_name(prefecture)}/水利局_2031年部门预算.pdf"
    assert resolve_division("水利局", path, "", "").code == prefecture.code
    assert resolve_division("水利厅", f"{short_name(province)}_省本级/a.pdf", "", "").code == province.code


def test_a_short_form_is_no_prefix_of_a_longer_name() -> None:
    for county in divisions().values():
        stem = county.name[:-1]
        if county.level == "county" and county.name.endswith("县") and f"{stem}市" in divisions_by_name():
            answer = resolve_division(f"{county.name}水利局", "", "", "")
            assert answer.code == county.code or county.code in answer.candidates


def test_a_bureau_of_a_prefecture_that_serves_a_county() -> None:
    county = next(
        d
        for d in divisions().values()
        if d.level == "county" and len(_codes(d.name)) == 1 and divisions()[d.parent_code or ""].level == "prefecture"
    )
    above = divisions()[county.parent_code or ""]
    assert resolve_division(f"{above.name}生态环境局{county.name}分局", "", "", "").code == county.code


def test_nothing_named_is_nothing_found() -> None:
    assert resolve_division("水利局", "", "", "").code is None
    assert leading_divisions("水利局") == ((), 0)


def test_a_name_of_before_gives_the_code_of_today() -> None:
    former = [(name, found[0]) for name, found in divisions_by_name().items() if found[0].name != name]
    assert former
    assert all(division.code in divisions() for _, division in former)
    name, division = next(pair for pair in former if len(divisions_by_name()[pair[0]]) == 1)
    assert resolve_division(f"{name}水利局", "", "", "").code == division.code


def test_a_county_that_is_not_listed_is_not_its_prefecture() -> None:
    prefecture = next(d for d in divisions().values() if d.level == "prefecture" and len(_codes(d.name)) == 1)
    path = f"{short_name(divisions()[prefecture.parent_code or ''])}_{short_name(prefecture)}/a.pdf"
    assert resolve_division("云溪县水利局", path, "", "").code is None
    assert resolve_division("城市管理局", path, "", "").code == prefecture.code
