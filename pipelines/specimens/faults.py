"""Faults planted into a disclosure, each with the rule that must find it or the number that must be told unread.

What the file prints is changed, and with it the truth, which keeps what is printed; the account behind it stays right.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from pipelines.specimens.content import YUAN_CENTS, Disclosure, Known, KnownIndicator, Prose, Sheet, Slot
from pipelines.specimens.families import APART

Planted = dict[str, Any] | None


def plant(disclosure: Disclosure, number: int, draw: random.Random) -> Planted:
    """Plant fault `number` (of an endless turn through the kinds), or the next that this disclosure can carry."""
    names = list(FAULTS)
    for turn in range(len(names)):
        name = names[(number + turn) % len(names)]
        done = FAULTS[name](disclosure, draw)
        if done is not None:
            return {"fault": name, **done}
    return None


def may_carry(number: int, family: str, report_type: str) -> bool:
    """Whether disclosures of a family and type print what fault `number` changes, in a layout that is known.

    In a layout scored apart a rule may miss a fault because a total was not understood, which is told elsewhere.
    """
    if family in APART:
        return False
    only = _CARRIERS.get(list(FAULTS)[number % len(FAULTS)])
    return only is None or (family, report_type) in only


def _figures(disclosure: Disclosure, form: str) -> Iterator[Known]:
    for sheet in disclosure.sheets:
        if sheet.form == form:
            for row in sheet.rows:
                yield from (slot.figure for slot in row if slot.figure is not None)


def _is_plain(figure: Known) -> bool:
    return (
        figure.function_code is None
        and figure.economic_code is None
        and figure.project_no is None
        and figure.value_kind in ("level", "stock")
        and figure.value != 0
    )


def _plain(disclosure: Disclosure, form: str, measure: str) -> Known | None:
    """The last plain figure of a measure in a form: in three-public tables of final accounts, the final one."""
    found = [figure for figure in _figures(disclosure, form) if figure.measure == measure and _is_plain(figure)]
    return found[-1] if found else None


def _with_digits(stated: str, value: Decimal) -> str:
    """`value` printed as `stated` is: with its decimals and with or without commas."""
    decimals = len(stated.partition(".")[2])
    return f"{value:,.{decimals}f}" if "," in stated else f"{value:.{decimals}f}"


def _shifted(figure: Known, draw: random.Random) -> Decimal:
    """How much the printed number moves when one of its digits before the point is mistyped; never below zero."""
    whole = str(int(Decimal(figure.stated.replace(",", ""))))
    place = draw.randrange(len(whole))
    old = int(whole[place])
    new = draw.choice([digit for digit in range(1 if place == 0 and len(whole) > 1 else 0, 10) if digit != old])
    return Decimal(new - old).scaleb(len(whole) - 1 - place)


def _move(figure: Known, by: Decimal) -> None:
    figure.stated = _with_digits(figure.stated, Decimal(figure.stated.replace(",", "")) + by)


def _change(figure: Known | None, rule: str, draw: random.Random) -> Planted:
    if figure is None:
        return None
    was = figure.stated
    _move(figure, _shifted(figure, draw))
    return _told(rule, figure, was)


def _told(rule: str | None, figure: Known, was: str) -> dict[str, Any]:
    return {
        "rule": rule,
        "measure": figure.measure,
        "fund": figure.fund,
        "code": figure.function_code or figure.economic_code,
        "was": was,
        "now": figure.stated,
        "unit": figure.stated_unit,
    }


def _total(form: str, measure: str, rule: str) -> Callable[[Disclosure, random.Random], Planted]:
    return lambda disclosure, draw: _change(_plain(disclosure, form, measure), rule, draw)


def _asset_class(disclosure: Disclosure, draw: random.Random) -> Planted:
    figure = _plain(disclosure, "assets", "fixed_assets_other")
    told = _change(figure, "asset_classes_sum", draw)
    if told is not None and figure is not None:
        # The truth lists the asset too, with what the file prints.
        for asset in disclosure.assets:
            if "其他固定资产" in str(asset["class"]):
                asset["amount_yuan"] = str(figure.value)
    return told


def _basic_split(disclosure: Disclosure, draw: random.Random) -> Planted:
    form = "general_public_basic_expenditure"
    if _plain(disclosure, form, "expenditure_basic") is None:
        return None
    return _change(_plain(disclosure, form, "expenditure_personnel"), "basic_splits_into_personnel_and_public", draw)


def _vehicle(disclosure: Disclosure, draw: random.Random) -> Planted:
    if _plain(disclosure, "three_public", "three_public_vehicle") is None:
        return None
    return _change(_plain(disclosure, "three_public", "three_public_vehicle_running"), "vehicle_parts_sum", draw)


def _leaf(
    disclosure: Disclosure, form: str, key: str, length: int, parts: tuple[str, str], rule: str, draw: random.Random
) -> Planted:
    """Move a leaf's total and one of its parts alike: the row still adds up, the class above does not."""
    for sheet in disclosure.sheets:
        if sheet.form != form:
            continue
        rows = [[slot.figure for slot in row if slot.figure is not None] for row in sheet.rows]
        leaves = []
        for row in rows:
            by_measure = {figure.measure: figure for figure in row if len(getattr(figure, key) or "") == length}
            total, part = (by_measure.get(measure) for measure in parts)
            if total is not None and total.value > 100 and (part is None or part.value == total.value):
                leaves.append((total, part))
        if leaves:
            total, part = draw.choice(leaves)
            was, by = total.stated, _shifted(total, draw)
            for figure in (total, part):
                if figure is not None:
                    _move(figure, by)
            return _told(rule, total, was)
    return None


def _function_leaf(disclosure: Disclosure, draw: random.Random) -> Planted:
    parts = ("expenditure_total", "expenditure_project")
    return _leaf(disclosure, "expenditure", "function_code", 7, parts, "function_codes_sum_to_parents", draw)


def _economic_leaf(disclosure: Disclosure, draw: random.Random) -> Planted:
    parts = ("expenditure_basic", "expenditure_public")
    form = "general_public_basic_expenditure"
    return _leaf(disclosure, form, "economic_code", 5, parts, "economic_codes_sum_to_parents", draw)


def _text_total(disclosure: Disclosure, draw: random.Random) -> Planted:
    in_tables = {(figure.measure, figure.fund) for figure, block in disclosure.printed() if isinstance(block, Sheet)}
    for figure, block in disclosure.printed():
        fits = isinstance(block, Prose) and _is_plain(figure) and figure.value_kind == "level"
        if (
            fits
            and figure.measure in ("expenditure_total", "revenue_total")
            and (figure.measure, figure.fund) in in_tables
        ):
            return _change(figure, "text_total_equals_table_total", draw)
    return None


def _change_of_parts(disclosure: Disclosure, draw: random.Random) -> Planted:
    for block in disclosure.blocks:
        if not isinstance(block, Prose):
            continue
        moved = [part for part in block.parts if isinstance(part, Known) and part.value_kind == "change"]
        measures = {figure.measure for figure in moved}
        sums = {"expenditure_total", "expenditure_grand_total", "revenue_grand_total"} & measures
        for figure in moved:
            if (
                sums
                and "expenditure_basic" in measures
                and figure.measure == "expenditure_project"
                and figure.value != 0
            ):
                return _change(figure, "change_equals_sum_of_changes", draw)
    return None


def _caps(disclosure: Disclosure, draw: random.Random) -> Planted:
    caps = [indicator for sheet in disclosure.sheets for indicator in sheet.indicators if indicator.is_cap]
    if (
        not caps
        or len(caps) != len(disclosure.projects)
        or any(sheet.form == "projects" for sheet in disclosure.sheets)
    ):
        return None
    cap: KnownIndicator = draw.choice(caps)
    figure = Known(
        measure="project_amount", stated=cap.target_value, stated_unit=cap.target_unit, project_no=cap.project_no
    )
    if figure.value == 0:
        return None
    told = _change(figure, "project_caps_match_project_expenditure", draw)
    cap.slot.text = cap.slot.text.replace(cap.target_value, figure.stated)
    cap.target_value = figure.stated
    for project in disclosure.projects:
        if project.project_no == cap.project_no:
            project.amount_yuan = figure.value
    return told


def _unit_label(disclosure: Disclosure, draw: random.Random) -> Planted:
    """A table says 元 for 万元 or the other way round; the text beside it says the same amounts rightly."""
    told_in_text = {
        (figure.measure, figure.fund)
        for figure, block in disclosure.printed()
        if isinstance(block, Prose) and _is_plain(figure)
    }
    for sheet in disclosure.sheets:
        figures = list(_figures(disclosure, "three_public")) if sheet.form == "three_public" else []
        comparable = told_in_text & {(figure.measure, figure.fund) for figure in figures if _is_plain(figure)}
        if all(measure != "three_public_total" for measure, _ in comparable):
            continue
        old = sheet.unit or ""
        new = "元" if old == "万元" else "万元"
        if old not in YUAN_CENTS or not any(old in line for line in sheet.above):
            continue
        sheet.above = [line.replace(f"单位：{old}", f"单位：{new}") for line in sheet.above]
        sheet.unit = new
        for figure in figures:
            figure.stated_unit = new
        return {"rule": "text_total_equals_table_total", "form": sheet.form, "was": old, "now": new}
    return None


def _missing_table(disclosure: Disclosure, draw: random.Random) -> Planted:
    """A table that must be there is not. No sum can show it: it is missing from the scorecard's tables."""
    forms = [sheet.form for sheet in disclosure.sheets]
    required = [
        form for form in ("general_public_basic_expenditure", "three_public", "fiscal_appropriation") if form in forms
    ]
    if not required:
        return None
    form = draw.choice(required)
    disclosure.blocks[:] = [
        block for block in disclosure.blocks if not (isinstance(block, Sheet) and block.form == form)
    ]
    return {"rule": None, "form": form}


def _unknown_sentence(disclosure: Disclosure, draw: random.Random) -> Planted:
    """Prose states an amount of something that nobody knows: it must be told, never taken for another figure."""
    spoken = [block for block in disclosure.blocks if isinstance(block, Prose) and block.parts]
    if not spoken:
        return None
    amount = f"{draw.randint(11, 9899)}.{draw.randint(11, 99)}"
    draw.choice(spoken).parts.append(f"另有云桥置换周转{amount}万元。")
    return {"rule": None, "unread": amount}


def _unknown_row(disclosure: Disclosure, draw: random.Random) -> Planted:
    """A table has a row that nobody knows: its number must be told, never taken for that of another row."""
    for sheet in disclosure.sheets:
        if sheet.form == "revenue_and_expenditure":
            places = [index for index, row in enumerate(sheet.rows) if len(row) == len(sheet.widths)]
            model = sheet.rows[places[0]]
            column = next((index for index, slot in enumerate(model) if slot.figure is not None), None)
            if column is None:
                continue
            amount = f"{draw.randint(11, 9899)}.{draw.randint(11, 99)}"
            row = [Slot("") for _ in model]
            row[0], row[column] = Slot("云桥置换周转"), Slot(amount, align="right")
            sheet.rows.insert(places[0] + 1, row)
            return {"rule": None, "unread": amount}
    return None


FAULTS: dict[str, Callable[[Disclosure, random.Random], Planted]] = {
    "uses_off_by_a_digit": _total("revenue_and_expenditure", "expenditure_grand_total", "sources_equal_uses"),
    "source_off_by_a_digit": _total("revenue_and_expenditure", "revenue_general_public_budget", "revenue_parts_sum"),
    "project_total_off_by_a_digit": _total("expenditure", "expenditure_project", "expenditure_nature_sums"),
    "personnel_off_by_a_digit": _basic_split,
    "function_leaf_off_by_a_digit": _function_leaf,
    "economic_leaf_off_by_a_digit": _economic_leaf,
    "three_public_off_by_a_digit": _total("three_public", "three_public_total", "three_public_parts_sum"),
    "vehicle_running_off_by_a_digit": _vehicle,
    "text_differs_from_table": _text_total,
    "change_is_not_the_difference": _change_of_parts,
    "asset_class_off_by_a_digit": _asset_class,
    "cap_off_by_a_digit": _caps,
    "wrong_unit": _unit_label,
    "missing_table": _missing_table,
    "unknown_amount_in_text": _unknown_sentence,
    "unknown_row": _unknown_row,
}

# Faults that only some templates can carry; the others fit nearly every disclosure.
_CARRIERS: dict[str, set[tuple[str, str]]] = {
    "personnel_off_by_a_digit": {(family, "budget") for family in ("northern", "eastern", "riverine", "western")},
    "change_is_not_the_difference": {("northern", "budget"), ("western", "budget")},
    "asset_class_off_by_a_digit": {
        ("northern", "budget"),
        ("northern", "final_accounts"),
        ("western", "final_accounts"),
    },
    "cap_off_by_a_digit": {("northern", "budget")},
    "wrong_unit": {(family, "final_accounts") for family in ("northern", "eastern", "riverine", "western")},
}
