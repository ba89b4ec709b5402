"""The tally of a checked sample and its exact interval."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.sample_tally import Tally, UnknownVerdictError, clopper_pearson, tally, tally_rows, together

# Known values of the exact interval (Clopper and Pearson 1934; rule of three for none of n).
KNOWN = (
    (0, 10, 0.0, 0.3085),
    (1, 10, 0.0025, 0.4450),
    (5, 10, 0.1871, 0.8129),
    (10, 10, 0.6915, 1.0),
    (3, 300, 0.0021, 0.0289),
)


@pytest.mark.parametrize(("wrong", "judged", "low", "high"), KNOWN)
def test_known_intervals(wrong: int, judged: int, low: float, high: float) -> None:
    assert clopper_pearson(wrong, judged) == pytest.approx((low, high), abs=5e-5)


@settings(deadline=None)  # sums of many binomials: slow on a busy machine
@given(st.integers(1, 400).flatmap(lambda judged: st.tuples(st.integers(0, judged), st.just(judged))))
def test_the_interval_holds_the_share_seen(seen: tuple[int, int]) -> None:
    low, high = clopper_pearson(*seen)
    assert 0 <= low <= seen[0] / seen[1] <= high <= 1


def test_verdicts_in_both_languages_are_counted_by_kind() -> None:
    verdicts = (("text", "对"), ("text", " Wrong "), ("text", ""), ("table", "ok"), ("table", "?"), ("table", "错"))
    tallies, wrong = tally_rows({"stratum": stratum, "verdict": verdict} for stratum, verdict in verdicts)
    assert tallies == {"text": Tally(1, 1, 0, 1), "table": Tally(1, 1, 1, 0)}
    assert [row["stratum"] for row in wrong] == ["text", "table"]
    assert together(tallies.values()) == Tally(2, 2, 1, 1)


def test_a_verdict_that_is_none_is_named_with_its_line() -> None:
    with pytest.raises(UnknownVerdictError, match="3: maybe"):
        tally_rows([{"stratum": "text", "verdict": "ok"}, {"stratum": "text", "verdict": "maybe"}])


def test_a_file_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    path.write_bytes("\ufeffno,stratum,verdict\r\n1,text,对\r\n".encode())
    assert tally(path)[0] == {"text": Tally(right=1)}
