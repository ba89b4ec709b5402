"""Changes against the year before: derived only where no column of changes says what is compared; all is invented."""

from __future__ import annotations

from typing import Any

from pipelines.derive.figures import derived_figures
from schemas.facts import Figure, Place


def level(stated: str, year: int, **others: Any) -> Figure:
    fields: dict[str, Any] = {
        "measure": "expenditure_basic",
        "fund": "all",
        "phase": "budget",
        "stated_unit": "万元",
        "place": Place(1, 1, 2, year),
        "quote": f"基本支出 {stated}",
        "origin": "table",
    }
    return Figure(stated=stated, fiscal_year=year, **(fields | others))


def changes(figures: list[Figure], fiscal_year: int = 2031) -> list[tuple[int, str | None, str]]:
    return [
        (found.fiscal_year, found.compared_with, found.stated)
        for found in derived_figures(figures, "budget", fiscal_year)
        if found.value_kind == "change"
    ]


def test_two_levels_in_one_row_give_the_documents_year_its_change() -> None:
    assert changes([level("110.00", 2031), level("90.00", 2030)]) == [(2031, "previous_budget", "20")]


def test_a_plan_of_the_year_after_is_no_change() -> None:
    """A column of the next year's plan says nothing of a change that anybody reports."""
    assert changes([level("110.00", 2031), level("150.00", 2032)]) == []
    assert changes([level("110.00", 2031), level("90.00", 2030)], 2030) == []


def test_no_change_where_one_against_another_base_is_stated() -> None:
    """A change of the row that is stated against the outturn says that last year's column is no budget."""
    stated = level("20.00", 2031, value_kind="change", compared_with="previous_estimated_outturn")
    assert changes([level("110.00", 2031), level("90.00", 2030), stated]) == []


def test_no_change_from_a_level_in_doubt() -> None:
    assert changes([level("110.00", 2031), level("90.00", 2030, reading="unsure")]) == []
