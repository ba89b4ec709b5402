"""Every kind of fault can be planted, changes what is printed, and breaks the relation whose rule must find it."""

import random
from decimal import Decimal
from typing import Any

import pytest

from pipelines.specimens.bodies import body
from pipelines.specimens.content import Disclosure, Prose
from pipelines.specimens.dossier import Dossier
from pipelines.specimens.families import COMPOSERS
from pipelines.specimens.faults import FAULTS, plant

NO_FIGURE_CHANGES = ("missing_table", "cap_off_by_a_digit", "unknown_amount_in_text", "unknown_row")


def composed(family: str, report_type: str, county: int = 1, kind: int = 6) -> Disclosure:
    return COMPOSERS[family](Dossier(body(2, county, kind), 2024, report_type))  # type: ignore[arg-type]


def planted(name: str) -> tuple[Disclosure, Disclosure, dict[str, Any]]:
    """The first disclosure that can carry the fault: as it was, with the fault, and what is told of it."""
    for family in COMPOSERS:
        for report_type in ("budget", "final_accounts"):
            for county in range(3):
                disclosure = composed(family, report_type, county)
                told = FAULTS[name](disclosure, random.Random(5))
                if told is not None:
                    return composed(family, report_type, county), disclosure, told
    raise AssertionError(f"no specimen can carry {name}")


def values(disclosure: Disclosure, form: str, measure: str) -> list[Decimal]:
    return [
        figure.value
        for figure, block in disclosure.printed()
        if figure.measure == measure and not isinstance(block, Prose) and block.form == form
        and not (figure.function_code or figure.economic_code)
    ]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in NO_FIGURE_CHANGES])
def test_a_fault_changes_figures_and_says_which(name: str) -> None:
    before, after, told = planted(name)
    changed = [
        (old, new)
        for (old, _), (new, _) in zip(before.printed(), after.printed(), strict=True)
        if (old.stated, old.stated_unit) != (new.stated, new.stated_unit)
    ]
    assert changed
    assert told["was"] != told["now"]
    if name != "wrong_unit":
        assert any((old.stated, new.stated) == (told["was"], told["now"]) for old, new in changed)
        assert len(changed) <= 2


def test_sources_no_longer_equal_uses() -> None:
    before, after, _ = planted("uses_off_by_a_digit")
    form = "revenue_and_expenditure"
    assert values(before, form, "revenue_grand_total") == values(before, form, "expenditure_grand_total")
    assert values(after, form, "revenue_grand_total") != values(after, form, "expenditure_grand_total")


def test_a_wrong_unit_moves_a_table_by_ten_thousand() -> None:
    before, after, told = planted("wrong_unit")
    old, new = (values(disclosure, "three_public", "three_public_total") for disclosure in (before, after))
    factor = Decimal(10_000) if told["now"] == "万元" else 1 / Decimal(10_000)
    assert new == [value * factor for value in old]
    (sheet,) = (sheet for sheet in after.sheets if sheet.form == "three_public")
    assert any(told["now"] in line for line in sheet.above)


def test_a_missing_table_is_gone() -> None:
    before, after, told = planted("missing_table")
    assert told["form"] in {sheet.form for sheet in before.sheets}
    assert told["form"] not in {sheet.form for sheet in after.sheets}


@pytest.mark.parametrize("name", ["unknown_amount_in_text", "unknown_row"])
def test_an_unknown_number_is_printed_once_and_is_no_known_figure(name: str) -> None:
    before, after, told = planted(name)
    shown = [slot.shown for sheet in after.sheets for row in sheet.rows for slot in row]
    text = "".join(block.text for block in after.blocks if isinstance(block, Prose))
    assert shown.count(told["unread"]) + text.count(told["unread"]) == 1
    assert [figure.stated for figure, _ in after.printed()] == [figure.stated for figure, _ in before.printed()]
    assert told["unread"] not in {figure.stated for figure, _ in after.printed()}


def test_a_changed_cap_is_printed_and_known() -> None:
    before, after, told = planted("cap_off_by_a_digit")
    caps = [
        [
            Decimal(indicator.target_value)
            for sheet in disclosure.sheets
            for indicator in sheet.indicators
            if indicator.is_cap
        ]
        for disclosure in (before, after)
    ]
    assert caps[0] != caps[1]
    shown = [indicator.slot.shown for sheet in after.sheets for indicator in sheet.indicators if indicator.is_cap]
    assert any(told["now"] in text for text in shown)
    assert sum(project.amount_yuan or 0 for project in after.projects) == sum(caps[1]) * 10_000


def test_a_disclosure_that_cannot_carry_a_fault_gets_the_next() -> None:
    disclosure = composed("eastern", "budget")
    number = list(FAULTS).index("asset_class_off_by_a_digit")
    told = plant(disclosure, number, random.Random(1))
    assert told is not None
    assert told["fault"] != "asset_class_off_by_a_digit"


def test_the_truth_of_assets_is_what_is_printed() -> None:
    before, after, told = planted("asset_class_off_by_a_digit")
    amounts = [[asset["amount_yuan"] for asset in disclosure.assets] for disclosure in (before, after)]
    changed = [(old, new) for old, new in zip(*amounts, strict=True) if old != new]
    assert len(changed) == 1
    assert Decimal(str(changed[0][1])) == values(after, "assets", "fixed_assets_other")[0]
    assert told["was"] != told["now"]
