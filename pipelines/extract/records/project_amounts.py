"""What a project costs: the amount its sheet states, else its cost cap, else unit cost times quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.normalise.amounts import (
    YUAN_PER_UNIT,
    holds_two_numbers,
    join_number,
    parse_number,
    squeeze,
    to_yuan,
)
from schemas.facts import QUOTE_LENGTH, Indicator, Project
from schemas.record_heads import word_pattern

_UNIT = re.compile(r"(?:单位[:：]?|[(（])\s*((?:亿|百万|万|千)?元)\s*[)）]?")


def money_unit(text: str) -> str | None:
    """The money unit a label or a line above a table names: 资金总额（万元）, 金额单位：元."""
    found = _UNIT.search(squeeze(text))
    return found[1] if found else None


def number_and_unit(text: str, unit: str | None) -> tuple[str, str | None]:
    """The number a cell prints and its money unit: its own (50万元) before `unit`."""
    if holds_two_numbers(text):
        return join_number(text), unit
    plain = squeeze(text)
    own = next((name for name in sorted(YUAN_PER_UNIT, key=len, reverse=True) if plain.endswith(name)), None)
    return (plain[: -len(own)], own) if own else (plain, unit)


def amount_in_yuan(text: str, unit: str | None) -> Decimal | None:
    """A cell's amount in yuan; None where its unit is not known or it is no number."""
    stated, scale = number_and_unit(text, unit)
    number = parse_number(stated)
    return to_yuan(number.value, scale) if number is not None and scale is not None else None


def quote_of(name: str, stated: str) -> str:
    """A project's name and what is printed of it, to find it by; a long name is cut at its end, never the number."""
    stated = stated[-(QUOTE_LENGTH - 1) :]
    return f"{name[: QUOTE_LENGTH - 1 - len(stated)]} {stated}".strip()


def complete_amount(project: Project, indicators: Sequence[Indicator]) -> None:
    """Give a project without a stated amount its cost cap, or its unit cost times quantity, if one is sure."""
    if project.amount_yuan is not None:
        return
    costs = [
        indicator
        for indicator in indicators
        if "成本" in (indicator.level2 or indicator.level1 or "")
        and indicator.target_unit in YUAN_PER_UNIT
        and indicator.target_value is not None
        and indicator.operator in ("<=", "=", "<")
    ]
    if not costs:
        return
    whole = [cost for cost in costs if not _is_unit_cost(cost)]
    named = [cost for cost in whole if word_pattern("performance", "whole_cost").search(_words(cost))]
    chosen = named[0] if len(named) == 1 else (whole[0] if len(whole) == 1 else None)
    if chosen is not None and chosen.target_value is not None and chosen.target_unit is not None:
        project.amount_yuan = to_yuan(chosen.target_value, chosen.target_unit)
        project.amount_origin = "table"
        return
    if len(costs) == 1 and _is_unit_cost(costs[0]):
        _derive(project, costs[0], indicators)


def _derive(project: Project, cost: Indicator, indicators: Sequence[Indicator]) -> None:
    """Unit cost times the one quantity that is counted in the unit the cost is named by (平均单盏 x 400盏)."""
    quantities = [
        indicator
        for indicator in indicators
        if "数量" in (indicator.level2 or "")
        and indicator.target_value is not None
        and indicator.target_unit
        and re.search(rf"[单每]{re.escape(indicator.target_unit)}", f"{cost.level3}{cost.target_unit}")
    ]
    if len(quantities) != 1 or cost.target_value is None or cost.target_unit is None:
        return
    quantity = quantities[0]
    assert quantity.target_value is not None
    project.amount_yuan = to_yuan(cost.target_value, cost.target_unit) * quantity.target_value
    project.amount_origin = "derived"
    project.quote = quote_of(project.name, f"{cost.target_stated} x {quantity.target_stated}")


def _is_unit_cost(indicator: Indicator) -> bool:
    return word_pattern("performance", "unit_cost").search(indicator.level3 or "") is not None


def _words(indicator: Indicator) -> str:
    return f"{indicator.level3 or ''}{indicator.description or ''}"
