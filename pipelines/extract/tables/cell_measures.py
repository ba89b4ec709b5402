"""Measure and fund of one cell, from what its row, its column and its form say."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.extract.tables.column_meanings import ColumnMeaning
from pipelines.extract.tables.row_keys import RowKey
from pipelines.extract.tables.sheets import Sheet
from pipelines.extract.tables.table_totals import (
    EXPENDITURE_TOTALS,
    REVENUE_TOTALS,
    form_fund,
    form_total,
    settled_total,
)
from pipelines.extract.tables.three_public import item_of_cell
from schemas.codes import measures, revenue_by_fund
from schemas.form_declarations import Side

_TOTALS = REVENUE_TOTALS + EXPENDITURE_TOTALS
# What a column of one fund says of such a row is that fund's revenue.
_OF_ALL_FUNDS = ("revenue_total", "revenue_fiscal_appropriation")
_UNITS_OWN_SOURCES = (
    "revenue_undertaking",
    "revenue_business",
    "revenue_superior_subsidy",
    "revenue_subordinate_remittance",
    "revenue_other",
)
_FISCAL_FUNDS = ("general_public", "government_fund", "state_capital")
_CARRY = ("revenue_carryover", "expenditure_carryforward")


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What surrounds a row: the carry-over section it stands in, the basic or project line above it, and so on.

    `printed` holds the measures that the whole table prints; `alone` marks a row without a subject: the only one with
    numbers, or one of several times. `subtotal` marks a 小计 above a total, `listed` a block whose rows are measures.
    """

    section: str | None
    context: str | None
    printed: frozenset[str]
    alone: bool
    subtotal: bool
    listed: bool


def measure_of_cell(
    sheet: Sheet, side: Side, key: RowKey, column: ColumnMeaning, setting: RowSetting
) -> tuple[str, str] | None:
    """Measure and fund, or None when row and column together are not understood."""
    if not column.known:
        return None
    of_form = form_fund(sheet.declaration, sheet.title)
    # 财政拨款 holds the funds that its columns part it into; in a table of one fund it is that fund.
    fund = column.fund if column.fund is not None and key.fund in (None, "fiscal") else key.fund
    if fund == "fiscal" and of_form in _FISCAL_FUNDS:
        fund = of_form
    if side == "three_public":
        item = item_of_cell(key, column, setting.alone)
        return (item, fund or of_form) if item is not None else None
    measure = _measure(sheet, side, key, column, setting)
    if measure is None:
        return None
    if measure in _CARRY:
        return measure, fund or of_form
    measure = _settled(sheet, measure, setting)
    if side == "revenue" and measure in _OF_ALL_FUNDS and column.fund is not None:
        measure = revenue_by_fund().get(column.fund, measure)
    if key.project is not None and measure in ("expenditure_total", "expenditure_project"):
        measure = "project_amount"
    if fund == "unit_funds" and measure in _UNITS_OWN_SOURCES:
        # 其他收入 below 单位资金 is what it is in tables without such a head.
        fund = None
    known = measures().get(measure)
    if known is not None and known.unit_kind == "count":
        return measure, "all"
    return measure, (known.own_fund if known else None) or fund or of_form


def _measure(sheet: Sheet, side: Side, key: RowKey, column: ColumnMeaning, setting: RowSetting) -> str | None:
    declaration = sheet.declaration
    if setting.section is not None and key.fund not in (None, "fiscal") and not key.subject:
        return setting.section
    if key.total and column.measure is None and declaration.total_row is not None:
        return declaration.total_row
    if key.measure is not None and not key.subject:
        if column.measure in (None, key.measure) or (column.measure == "revenue_total" and key.measure not in _TOTALS):
            return key.measure
        if column.measure == "revenue_carryover" and key.fund is not None:
            return column.measure
        # Across a total, the column says which part of the total the cell is.
        return column.measure if key.measure in _TOTALS else None
    if key.subject and not key.codes and not key.unit and (side == "revenue" or setting.context) and setting.listed:
        # Among rows that are measures, a label that is none is a part of the line above or nothing that we know.
        return setting.context
    if key.subject or key.unit or key.total or setting.alone:
        if column.measure is not None:
            return column.measure
        if setting.context is not None and sheet.side == "both" and "economic" in key.codes:
            return setting.context
        if side == "revenue" and sheet.side == "both":
            return "revenue_total" if setting.subtotal else "revenue_sum"
        # Only a total of everything may hold what is carried forward; a subject's own total is its expenditure.
        subject = key.subject or column.subject is not None
        beside = set() if (subject and side == "expenditure") or sheet.side == "both" else set(setting.printed)
        return form_total(declaration, sheet.title, beside)
    if key.fund is not None:
        return column.measure or (form_total(declaration, sheet.title, set()) if side == "expenditure" else None)
    return None


def _settled(sheet: Sheet, measure: str, setting: RowSetting) -> str:
    declaration = sheet.declaration
    printed = set(setting.printed)
    if sheet.side == "expenditure" and measure in ("expenditure_sum", "expenditure_grand_total"):
        return form_total(declaration, sheet.title, printed)
    if sheet.side == "both" and declaration.side == "expenditure" and measure in ("revenue_total", "revenue_sum"):
        return declaration.revenue_total
    return settled_total(measure, declaration, printed)
