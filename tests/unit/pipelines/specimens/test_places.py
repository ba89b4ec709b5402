"""Invented counties cannot be taken for real ones and do not collide."""

import re

import pytest

from pipelines.specimens.places import COUNTIES_PER_PROVINCE, PROVINCES, county


def test_codes_are_outside_the_national_standard_and_unique() -> None:
    places = [county(1, number) for number in range(0, COUNTIES_PER_PROVINCE * PROVINCES, 7)]
    assert all(re.fullmatch(r"99\d{4}", place.code) for place in places)
    assert len({place.code for place in places}) == len(places)


def test_names_do_not_repeat_within_a_province() -> None:
    names = [county(5, number).name for number in range(COUNTIES_PER_PROVINCE)]
    assert len(set(names)) == len(names)
    assert all(name[-1] in "县区市" for name in names)


def test_provinces_have_names_of_their_own() -> None:
    assert len({county(1, number * COUNTIES_PER_PROVINCE).province for number in range(PROVINCES)}) == PROVINCES


def test_more_counties_than_can_be_invented_are_refused() -> None:
    with pytest.raises(ValueError, match="only 5940 counties"):
        county(1, COUNTIES_PER_PROVINCE * PROVINCES)
