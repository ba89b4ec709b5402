"""The code lists of places and kinds of departments hold together."""

from __future__ import annotations

from schemas.reference import department_kinds, divisions, divisions_by_name


def test_codes_say_what_lies_above() -> None:
    for division in divisions().values():
        if division.level == "province":
            assert division.code.endswith("0000")
        elif division.level == "prefecture":
            assert division.code.endswith("00")
            assert division.parent_code == f"{division.code[:2]}0000"
        else:
            assert division.parent_code in (f"{division.code[:4]}00", f"{division.code[:2]}0000")


def test_every_division_is_found_by_its_name() -> None:
    for division in divisions().values():
        assert division in divisions_by_name()[division.name]


def test_kinds_are_named_in_both_languages_and_no_name_tells_two() -> None:
    names = [name for kind in department_kinds().values() for name in kind.names]
    assert len(names) == len(set(names))
    for kind in department_kinds().values():
        assert kind.zh
        assert kind.en.isascii()
        assert kind.code == kind.code.lower()
