"""A line of the sample says what a fact or record means, whom it belongs to, and its figure as printed."""

import csv
import io
from typing import Any

import pytest

from pipelines.sample_command import write_sample
from warehouse.sample import Sampled

NOTHING = dict.fromkeys(("measure", "said", "stated", "stated_unit", "value", "as_of", "institution", "project"))


def line(**row: Any) -> dict[str, str]:
    out = io.StringIO()
    write_sample([Sampled("project", 9, {**NOTHING, **row})], out, "en")
    (found,) = csv.DictReader(io.StringIO(out.getvalue()))
    return found


def test_a_record_is_shown_with_the_unit_and_the_project_it_belongs_to() -> None:
    shown = line(said="路灯数 / >=", institution="路灯管理所", project="路灯改造")
    assert shown["meaning"] == "路灯数 / >= · 路灯管理所 · 路灯改造"


@pytest.mark.parametrize(
    ("stated", "unit", "shown"),
    [("3.50", "万元", "3.50万元"), ("与上年持平", "万元", "与上年持平"), ("3", None, "3"), (None, None, "")],
)
def test_a_unit_follows_digits_and_never_words(stated: str | None, unit: str | None, shown: str) -> None:
    assert line(said="路灯", stated=stated, stated_unit=unit)["stated"] == shown
