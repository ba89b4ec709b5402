"""Of which phase and year an amount in prose is."""

from __future__ import annotations

import pytest

from pipelines.extract.prose.clauses import Clause, Depth
from pipelines.extract.prose.stated_times import is_too_early, note_time, time_of_level
from pipelines.extract.prose.statements import Kind, Setting

BUDGET = Setting(2026, "budget")
FINAL = Setting(2024, "final_accounts")


def test_a_sentence_goes_on_in_the_year_with_which_it_begins() -> None:
    depth = Depth()
    note_time(("final", 2025), Clause(0, phase="final", year=2025), depth, BUDGET)
    assert time_of_level("支出8万元", Clause(0), depth, BUDGET) == ("final", 2025)
    assert time_of_level("今年支出8万元", Clause(0), depth, BUDGET) == ("budget", 2026)


def test_a_year_beside_the_disclosures_own_holds_for_its_clause() -> None:
    depth = Depth()
    note_time(("budget", 2026), Clause(0), depth, BUDGET)
    note_time(("budget", 2025), Clause(0, year=2025), depth, BUDGET)
    assert time_of_level("支出8万元", Clause(0), depth, BUDGET) == ("budget", 2026)


@pytest.mark.parametrize(
    ("kind", "time", "setting", "expected"),
    [
        ("level", ("final", 2026), BUDGET, True),
        ("level", ("final", 2025), BUDGET, False),
        ("level", ("budget", 2026), BUDGET, False),
        ("change", ("final", 2026), BUDGET, False),
        ("level", ("final", 2024), FINAL, False),
        ("level", ("final", 2025), FINAL, True),
    ],
)
def test_an_outturn_is_of_a_year_that_is_over(
    kind: Kind, time: tuple[str, int], setting: Setting, expected: bool
) -> None:
    assert is_too_early(kind, time, setting) is expected
