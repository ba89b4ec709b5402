"""What a class of evidence is worth follows from how many of its figures proved right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.specimens.calibrate import (
    UNSUPPORTED,
    Counts,
    Tally,
    Weighed,
    bucket,
    calibrated,
    left_out,
    lower_bound,
    table,
    worth,
)
from warehouse.confidence.fill import UNJUDGED
from warehouse.confidence.reasons import AGAINST


@given(st.integers(1, 10_000), st.integers(0, 100))
def test_the_bound_lies_below_the_share_and_rises_with_numbers(judged: int, percent: int) -> None:
    wrong = judged * percent / 100
    bound = lower_bound(judged, wrong)
    assert 0 <= bound <= 1 - wrong / judged + 1e-12
    assert lower_bound(2 * judged, 2 * wrong) >= bound - 1e-12


def test_many_right_ones_are_needed_for_99_percent() -> None:
    assert lower_bound(260, 0) < 0.99 < lower_bound(280, 0)
    assert lower_bound(0, 0) == 0


def test_specimens_alone_prove_little() -> None:
    made_up = {"table_row/closes": Tally(100_000, 0)}
    assert worth("table_row/closes", {}, made_up) == 0.95
    assert worth("table_row/closes", {"table_row/closes": Tally(30, 0)}, made_up) < 0.99
    assert worth("table_row/closes", {"table_row/closes": Tally(200, 0)}, made_up) > 0.99


def test_what_nothing_bears_out_stays_below_99_percent() -> None:
    assert worth("text_change/alone", {"text_change/alone": Tally(9000, 0)}, {}) == UNSUPPORTED


def test_a_class_in_which_specimens_go_wrong_stays_below_99_percent() -> None:
    real = {"table_row/closes": Tally(9000, 0)}
    assert worth("table_row/closes", real, {"table_row/closes": Tally(10_000, 11)}) == UNSUPPORTED
    assert worth("table_row/closes", real, {"table_row/closes": Tally(10_000, 9)}) > 0.99


def test_one_wrong_real_figure_outweighs_specimens() -> None:
    made_up = {"text_level/alone": Tally(100_000, 0)}
    assert worth("text_level/alone", {"text_level/alone": Tally(100, 3)}, made_up) < 0.96


def test_more_support_is_worth_no_less_unless_figures_were_wrong() -> None:
    real = {"table_row/adds_up": Tally(2000, 0), "table_row/adds_up_and_said_elsewhere": Tally(4, 0)}
    assert worth("table_row/adds_up_and_said_elsewhere", real, {}) == worth("table_row/adds_up", real, {})
    real["table_row/adds_up_and_said_elsewhere"] = Tally(4, 2)
    assert worth("table_row/adds_up_and_said_elsewhere", real, {}) < 0.6


@pytest.mark.parametrize("doubt", AGAINST)
def test_a_doubt_is_never_worth_more_than_what_nobody_judged(doubt: str) -> None:
    assert worth(f"table_row/{doubt}", {f"table_row/{doubt}": Tally(9000, 0)}, {}) <= UNJUDGED


def test_each_document_is_held_against_the_others() -> None:
    counts = Counts()
    real = [Weighed("sound", "table_row/closes", True)] * 400 + [Weighed("misread", "table_row/closes", False)] * 40
    for one in real:
        counts.real[one.evidence].add(one.right)
    found = left_out(real, counts)
    assert (found[0.99].judged, found[0.99].wrong) == (40, 40), "the others promised too much"
    assert (found[0.0].judged, found[0.0].wrong) == (400, 0)


def test_the_table_counts_every_fact_once() -> None:
    counts = Counts()
    counts.facts.update({"table_row/closes": 7, "count/alone": 3})
    counts.real["table_row/closes"] = Tally(300, 0)
    (_, first, *rest) = table(counts, {line.evidence: line.confidence for line in calibrated(counts)}, {}).splitlines()
    assert first.split() == [">=0.99", "7", "70.0%", "300", "0", "0", "0", "0", "0"]
    assert sum(int(line.split()[1]) for line in rest) == 3
    assert bucket(0.0) == 0.0
