"""Figures of whole invented tables in many layouts, told cell by cell in `layouts/*.txt`.

A case begins with `== name: defaults`; its table is drawn as in `conftest.py`. A line `@` says what the columns print,
` ## ` behind a row what the row adds (`;` parts the blocks that `1:`, `2:` mark in the columns), and `{}` behind a cell
what that cell is instead: a measure, then fund, phase, kind, year, codes. `key` columns hold no figures, `none` is a
number that must become no figure, `any` one that this test leaves open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.normalise.amounts import cell_state
from schemas.codes import FUNDS, PHASES, measures
from schemas.facts import Figure

_FOLDER = Path(__file__).parent / "layouts"
_KINDS = ("change", "change_percent", "share_percent", "completion_percent", "count")
_NAMED = ("function", "economic", "government", "qualifier", "against", "unit", "named", "nil")
_CELL = re.compile(r"(.*?)\{([^{}]*)\}\s*", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """What a cell must become; None leaves a part open, a tuple lists what counts as right."""

    measures: tuple[str, ...] = ()
    funds: tuple[str, ...] = ("all",)
    phase: str = "budget"
    year: int = 2031
    kind: str = "level"
    of_a_unit: bool | None = False  # None where the row of the body itself repeats the total
    skipped: str | None = None
    named: dict[str, str] = field(default_factory=dict)

    def with_words(self, words: str) -> Told:
        """The same with what `words` say in its place."""
        told = self
        for word in words.split():
            first = word.split("/")[0]
            if first in measures():
                told = replace(told, measures=tuple(word.split("/")), skipped=None)
            elif first in FUNDS:
                told = replace(told, funds=tuple(word.split("/")))
            elif word in ("none", "any", "key"):
                told = replace(told, skipped=word)
            elif word in PHASES:
                told = replace(told, phase=word)
            elif word in _KINDS:
                told = replace(told, kind=word)
            elif word in ("of_a_unit", "body_or_unit"):
                told = replace(told, of_a_unit=True if word == "of_a_unit" else None)
            elif word.isdigit():
                told = replace(told, year=int(word))
            else:
                name, _, value = word.partition("=")
                assert name in _NAMED, f"unknown word {word}"
                told = replace(told, named={**told.named, name: value})
        return told

    def misses(self, figure: Figure) -> list[str]:
        """What of the figure is not as told."""
        expected = {
            "phase": self.phase,
            "fiscal_year": self.year,
            "value_kind": self.kind,
            "function_code": self.named.get("function"),
            "economic_code": self.named.get("economic"),
            "government_economic_code": self.named.get("government"),
            "qualifier": self.named.get("qualifier"),
        }
        if "against" in self.named:
            expected["compared_with"] = self.named["against"]
        if "unit" in self.named:
            expected["stated_unit"] = self.named["unit"]
        if "named" in self.named:
            expected["subject_name"] = self.named["named"]
        missed = [
            f"{name} {getattr(figure, name)}" for name, value in expected.items() if getattr(figure, name) != value
        ]
        if figure.measure not in self.measures:
            missed.append(figure.measure)
        if figure.fund not in self.funds:
            missed.append(figure.fund)
        if self.of_a_unit is not None and (figure.institution_no is not None) != self.of_a_unit:
            missed.append(f"institution {figure.institution_no}")
        return missed


@dataclass
class Case:
    """One drawn table and what its cells must become, by row and column from 1."""

    drawn: str
    report_type: str
    nil: str | None
    told: dict[tuple[int, int], Told]


def _read_case(head: str, lines: list[str]) -> Case:
    final = "final_accounts" in head.split()
    default = Told(phase="final" if final else "budget")
    default = default.with_words(head.replace("final_accounts", ""))
    above: list[str] = []
    below: list[str] = []
    rows: list[str] = []
    told: dict[tuple[int, int], Told] = {}
    columns: list[tuple[int, str]] = []
    for line in lines:
        if "|" not in line:
            (below if rows else above).append(line)
        elif line.startswith("@"):
            columns = [_grouped(words) for words in line[1:].split("|")]
        else:
            drawn, _, words = line.partition("  ## ")
            cells = []
            for place, text in enumerate(drawn.split("|")):
                own = _CELL.fullmatch(text)
                cells.append(own[1] if own else text)
                group, of_column = columns[place] if place < len(columns) else (1, "key")
                if of_column == "key" or words == "heads" or text.strip() in ("<", "^"):
                    continue
                of_row = words.split(";")[group - 1] if group <= words.count(";") + 1 else ""
                cell = default.with_words(of_column).with_words(of_row).with_words(own[2] if own else "")
                if cell_state(cells[-1].rstrip("%")) in ("reported", "zero"):
                    told[len(rows) + 1, place + 1] = cell
            rows.append("|".join(cells))
    return Case(
        "\n\n".join("\n".join(part) for part in (above, rows, below)),
        "final_accounts" if final else "budget",
        default.named.get("nil"),
        told,
    )


def _grouped(words: str) -> tuple[int, str]:
    group, colon, rest = words.strip().partition(":")
    return (int(group), rest.strip()) if colon else (1, words.strip())


def _cases() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            title, *lines = [line for line in part.split("\n") if line]
            name, _, head = title.partition(":")
            assert name not in found, f"two cases are called {name}"
            found[name] = _read_case(head, lines)
    return found


CASES = _cases()


@pytest.mark.parametrize("name", CASES)
def test_every_number_becomes_what_its_table_says(read_drawn: Any, name: str) -> None:
    case = CASES[name]
    figures, _ = read_drawn(case.drawn, case.report_type)
    found: dict[tuple[int, int], Figure] = {}
    for figure in figures:
        if figure.state in ("reported", "zero"):
            spot = (figure.place.row_no or 0, figure.place.column_no or 0)
            assert spot not in found, f"{spot} is told twice"
            found[spot] = figure
    wrong = {
        spot: found[spot].quote if spot in found else "missing"
        for spot, told in case.told.items()
        if told.skipped is None and told.measures and (spot not in found or told.misses(found[spot]))
    }
    details = {spot: case.told[spot].misses(found[spot]) for spot in wrong if spot in found}
    assert not wrong, details
    assert not {spot for spot in found if spot not in case.told or case.told[spot].skipped == "none"}
    if case.nil is not None:
        assert [figure.measure for figure in figures if figure.state == "nil_statement"] == [case.nil]


@pytest.mark.parametrize("name", CASES)
def test_without_spans_a_number_may_be_missing_but_never_wrong(read_drawn: Any, name: str) -> None:
    """Text exports keep the cells and lose how far they were joined."""
    case = CASES[name]
    drawn = re.sub(r"(?<![^|\n])[<^](?![^|\n])", "", case.drawn)
    figures, _ = read_drawn(drawn, case.report_type)
    for figure in figures:
        spot = (figure.place.row_no or 0, figure.place.column_no or 0)
        if figure.state in ("reported", "zero") and spot in case.told and not case.told[spot].skipped:
            assert case.told[spot].misses(figure) == [], (spot, figure.quote)


def test_the_layouts_are_many_and_mean_something() -> None:
    assert len(CASES) >= 80
    assert sum(len(case.told) for case in CASES.values()) > 1400
    assert all(case.nil or case.told for case in CASES.values())
