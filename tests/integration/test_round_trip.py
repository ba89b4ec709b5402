"""Any account, printed in any layout and format, is read back: no figure wrong, none missing but those declared here.

Hypothesis draws the accounts, so a failure shrinks to the fewest classes and projects and the smallest amounts that
still show it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipelines import route
from pipelines.normalise.frames import to_frames
from pipelines.read.document import read_document
from pipelines.specimens.accounts import WAN, Account, Cents
from pipelines.specimens.bodies import Body, body
from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier, ReportType
from pipelines.specimens.families import COMPOSERS, WITHHELD, compose
from pipelines.specimens.kinds import kinds
from pipelines.specimens.matching import match
from pipelines.specimens.model import account_of
from pipelines.specimens.truth import known_of, truth_line
from pipelines.specimens.writers import WRITERS
from schemas.facts import Figure

FAMILIES = tuple(family for family in COMPOSERS if family not in WITHHELD)
YEAR = 2025
# What a layout prints and the reader does not take yet: words of a miss, by family and format ("" is every format).
_EMPTY_PROJECTS = "budget 2025 level projects 0.00"
DECLARED: dict[tuple[str, str], tuple[str, ...]] = {
    # Amounts so alike that no sum tells the level of a code's last part; two years side by side in a text export;
    # totals that take in meetings; 团组一个、累计两人次.
    ("southern", ""): ("missing table", "wrong table project_amount", "overseas_groups", "overseas_persons"),
    # A project's name and its department's in one line; totals that take in meetings.
    ("highland", ""): ("project_amount", "three_public_and_meetings"),
    # Two spanning groups of a text export whose few amounts fit under either: known to be read wrong.
    ("southern", "txt"): ("wrong table three_public",),
    # A text export loses the span of 合计; where no project is listed no sum tells under which fund its zeros stand.
    **{(family, "txt"): (_EMPTY_PROJECTS,) for family in ("riverine", "western", "stacked")},
}
LARGEST_PERCENT = 1000  # a change or completion beyond it is taken for a misprint
SHRINK_SECONDS = 10.0
MOST_RECEPTION = 50 * WAN
ECONOMIC = ("30102", "30107", "30108", "30113", "30201", "30215", "30217", "30231", "30299", "30302", "30305", "31002")
EXAMPLES = 12


class DrawnDossier(Dossier):
    """A dossier whose accounts are drawn: this year's budget and final account, and last year's."""

    def __init__(self, of: Body, report_type: ReportType, accounts: dict[str, Account]) -> None:
        super().__init__(of, YEAR, report_type)
        self.__dict__.update(accounts)

    def __repr__(self) -> str:
        told = "; ".join(
            f"{name}: basic {account.economic}, projects { {p.name: p.amount for p in account.projects} }"
            for name, account in self.__dict__.items()
            if isinstance(account, Account)
        )
        return f"{self.body.printed_name} ({self.body.scope}) {self.report_type}: {told}"


def amounts(at_least: Cents = 0) -> st.SearchStrategy[Cents]:
    """Cents up to a thousand million, whole 万元 among them."""
    return st.one_of(st.integers(at_least, 10**11), st.integers(1, 10**4).map(lambda wan: wan * 10**6))


@st.composite
def accounts(draw: st.DrawFn, of: Body, year: int, final: bool) -> Account:
    """A coherent account: what is drawn are its leaves."""
    economic = {"30101": draw(amounts(WAN)), "30201": draw(amounts(WAN))}
    economic |= draw(st.dictionaries(st.sampled_from(ECONOMIC), amounts(), max_size=5))
    economic["30217"] = min(economic.get("30217", 0), MOST_RECEPTION)
    patterns = {pattern.name: pattern for pattern in (*of.kind.projects, *of.kind.fund_projects)}
    names = draw(st.lists(st.sampled_from(sorted(patterns)), unique=True, max_size=3))
    pieces = [(patterns[name], draw(amounts(WAN))) for name in names]
    carried = {"general_public": draw(amounts())} if draw(st.booleans()) else {}
    left = {"general_public": draw(amounts())} if final and draw(st.booleans()) else {}
    abroad = draw(st.sampled_from([0, 0, 1_230_000]))
    return account_of(of, year, final, economic, pieces, carried, left, abroad, 0, of.draws(year, final))


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A body of any county's style, with accounts."""
    of = body(3, draw(st.integers(0, 15)), draw(st.integers(0, len(kinds()) - 1)))
    report_type: ReportType = draw(st.sampled_from(["budget", "final_accounts"]))
    drawn = {"budget": draw(accounts(of, YEAR, False))}
    if report_type == "budget":
        drawn["budget_before"] = draw(accounts(of, YEAR - 1, False))
    else:
        drawn["final"] = draw(accounts(of, YEAR, True))
        drawn["final_before"] = draw(accounts(of, YEAR - 1, True))
    return DrawnDossier(of, report_type, drawn)


def misses(disclosure: Disclosure, extension: str) -> list[str]:
    """Figures that are missing and facts that are wrong after the file was written and read."""
    content = WRITERS[extension](disclosure)
    path = f"{disclosure.province}/{disclosure.division_code}_{disclosure.county}/specimen.{extension}"
    document = read_document(content, path)
    facts = to_frames([(document, route.extract(document, path), path)], extractor_version="1")["core.fact"].to_dicts()
    known = known_of(truth_line(disclosure, document.document_id, path, None))
    for fact in facts:
        fact["value"] = fact["quantity"] if fact["amount_yuan"] is None else fact["amount_yuan"]
    matched, judged = match(known, [fact for fact in facts if fact["value"] is not None])
    told = [f"missing {_told(each.figure, 'place')}" for each in matched if not each.found and _is_likely(each.figure)]
    told += [f"wrong {_told(fact, 'form', 'quote')}" for fact, _, right in judged if not right]
    declared = (*DECLARED.get((disclosure.family, ""), ()), *DECLARED.get((disclosure.family, extension), ()))
    return [miss for miss in told if not any(words in miss for words in declared)]


def _is_likely(figure: dict[str, Any]) -> bool:
    return figure["stated_unit"] != "%" or abs(Decimal(figure["value"])) <= LARGEST_PERCENT


def _told(row: dict[str, Any], *more: str) -> str:
    names = ("origin", "measure", "fund", "phase", "fiscal_year", "value_kind", "function_code", "economic_code")
    return " ".join(str(row[name]) for name in (*names, *more, "stated") if row.get(name) is not None)


class BoundedShrinking:
    """Lets a failure shrink for some seconds; after that only failures already seen still fail."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.first: float | None = None
        self.seen: dict[str, list[str]] = {}

    def misses(self, family: str, dossier: Dossier, extension: str) -> list[str]:
        """The misses of this disclosure, or none where the time to shrink is over."""
        name = f"{dossier!r} {extension}"
        if self.first is not None and time.monotonic() - self.first > self.seconds:
            return self.seen.get(name, [])
        found = misses(compose(family, dossier), extension)
        if found:
            self.first = self.first or time.monotonic()
            self.seen[name] = found
        return found


def check(family: str, examples: int, seconds: float = SHRINK_SECONDS) -> None:
    """Every drawn account of a layout is read back; a failure shrinks for some seconds."""
    bounded = BoundedShrinking(seconds)

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize="MINGZHANG_EXPLORE" not in os.environ,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink), report_multiple_bugs=False,
    )  # fmt: skip
    @given(dossier=dossiers(), extension=st.sampled_from(sorted(WRITERS)))
    def read_back(dossier: Dossier, extension: str) -> None:
        found = bounded.misses(family, dossier, extension)
        if found:  # told in lines: comparing long lists takes pytest longer than reading
            raise AssertionError("\n".join([f"{len(found)} in {family} {extension}:", *found[:20]]))

    read_back()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_printed_figure_is_read_back(family: str) -> None:
    check(family, EXAMPLES)


Spoil = Callable[[list[Figure]], list[Figure]]


def _last_dropped(figures: list[Figure]) -> list[Figure]:
    return figures[:-1]


def _basic_taken_for_project(figures: list[Figure]) -> list[Figure]:
    return [
        replace(each, measure="expenditure_project") if _is_row(each, "expenditure_basic") else each for each in figures
    ]


def _parent_code_taken(figures: list[Figure]) -> list[Figure]:
    return [
        replace(each, function_code=each.function_code[:5])
        if each.function_code and len(each.function_code) == 7
        else each
        for each in figures
    ]


def _first_digit_lost(figures: list[Figure]) -> list[Figure]:
    return [replace(each, stated=each.stated[1:]) if len(each.stated) > 4 else each for each in figures]


def _taken_for_ten_thousands(figures: list[Figure]) -> list[Figure]:
    return [replace(each, stated_unit="元") if each.stated_unit == "万元" else each for each in figures]


def _is_row(figure: Figure, measure: str) -> bool:
    return figure.measure == measure and figure.function_code is not None


@pytest.mark.parametrize(
    "spoil", [_last_dropped, _basic_taken_for_project, _parent_code_taken, _first_digit_lost, _taken_for_ten_thousands]
)
def test_a_reader_that_errs_is_caught(spoil: Spoil, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil_reader(spoil, monkeypatch)
    with pytest.raises(AssertionError, match=r"missing|wrong"):
        check("northern", EXAMPLES, seconds=0)


def test_a_failure_shrinks_to_an_account_of_few_amounts(monkeypatch: pytest.MonkeyPatch) -> None:
    spoil_reader(_last_dropped, monkeypatch)
    with pytest.raises(AssertionError) as caught:
        check("eastern", 5, seconds=4)
    told = "".join(getattr(caught.value, "__notes__", []))
    assert "projects {}" in told
    assert told.count("'30") <= 8, told


def spoil_reader(spoil: Spoil, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the reader of tables err."""
    right: Callable[..., tuple[list[Figure], list[Any]]] = vars(route)["figures_from_forms"]

    def wrong(*given: Any) -> tuple[list[Figure], list[Any]]:
        figures, issues = right(*given)
        return spoil(figures), issues

    monkeypatch.setattr(route, "figures_from_forms", wrong)
