"""The money that a performance sheet prints: of the year and of the whole term, by fund, planned and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.extract.records.project_amounts import amount_in_yuan, number_and_unit, quote_of
from pipelines.extract.tables.head_words import Row, listed_meaning, one_line
from pipelines.normalise.amounts import cell_state
from schemas.codes import FUNDS
from schemas.documents import Cell, Table
from schemas.facts import Figure, Identity, Place, Project
from schemas.issues import Issue

_TOTALS = frozenset({"amount", "whole_period", "carryover"})
_LABELS = frozenset({*_TOTALS, "other", *FUNDS})
_PHASES = frozenset({"budget", "adjusted_budget", "final"})
_QUALIFIERS = {"whole_period": "whole_period", "carryover": "from_carryover"}
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
# What a label or a head of a total says where it is the year's own, not that of a project's whole term.
THE_YEARS_OWN = re.compile(r"(?<!跨)年度|当年|本年|全年")


class SheetAmount(NamedTuple):
    """One number of money, or of how much of it was spent, with its label's and its head's meaning.

    `group` tells one total and its parts from another total's; it is `sure` where only one of them can be the year's.
    """

    label: str
    head: str | None
    whole_period: bool
    stated: str
    unit: str
    words: str
    place: Place
    group: int = 0
    sure: bool = True


class SheetAmounts:
    """Rows of one sheet's money in reading order; remembers the heads above and which labels stand below others."""

    def __init__(self) -> None:
        self._heads: dict[int, str] = {}
        self._totals: dict[int, tuple[int, bool]] = {}
        self._groups = 0
        self._row: tuple[int, int] | None = None

    def read(self, table: Table, row: Row, index: int, unit: str | None) -> Iterator[SheetAmount]:
        """The numbers of a row that a label names: all that stand under heads of phases, else the first after it."""
        self._take_heads(row, index)
        label: str | None = None
        words = ""
        total = (0, False)
        seen: Cell | None = None
        for cell in row:
            if cell is None or cell is seen:
                continue
            seen = cell
            text = one_line(cell.text)
            words_here, said = text, ""
            meaning = listed_meaning("performance", "labels", text)
            if meaning is None:
                words_here, _, said = text.partition("：" if "：" in text else ":")
                meaning = listed_meaning("performance", "labels", words_here) if said.strip() else None
            if meaning is not None:
                label, words = (meaning, words_here) if meaning in _LABELS else (None, "")
                total = self._total_of(meaning, cell, table)
                text = said.strip()
            if label is None or not text or cell.row_no != index + 1:
                continue
            head = self._heads.get(cell.column_no)
            if cell_state(text) is None and number_and_unit(text, None)[1] is None and not text.endswith("%"):
                label = None
                continue
            amount = _amount(label, head, total, text, unit, words, table, cell)
            if amount is not None:
                yield amount
            label = label if self._heads else None

    def _total_of(self, meaning: str, cell: Cell, table: Table) -> tuple[int, bool]:
        """The group of the total that a label is or stands below, and whether that one is of the whole term."""
        if meaning in ("amount", "whole_period"):
            if self._row != (table.table_no, cell.row_no):
                self._row, self._totals = (table.table_no, cell.row_no), {}
            self._groups += 1
            self._totals[cell.column_no] = (self._groups, meaning == "whole_period")
        left = [column for column in self._totals if column <= cell.column_no]
        return self._totals[max(left)] if left else (0, False)

    def _take_heads(self, row: Row, index: int) -> None:
        own = [cell for cell in row if cell is not None and cell.row_no == index + 1]
        heads = {cell.column_no: listed_meaning("performance", "money_heads", cell.text) for cell in own}
        found = {column: meaning for column, meaning in heads.items() if meaning is not None}
        if len(found) >= 2:
            self._heads = found


def _amount(
    label: str,
    head: str | None,
    total: tuple[int, bool],
    text: str,
    unit: str | None,
    words: str,
    table: Table,
    cell: Cell,
) -> SheetAmount | None:
    place = Place(page=cell.page or table.page, table_no=table.table_no, row_no=cell.row_no, column_no=cell.column_no)
    stated, scale = (text.rstrip("%"), "%") if head == "rate" else number_and_unit(text, unit)
    if scale is None or head == "skipped" or cell_state(stated) not in ("reported", "zero"):
        return None
    return SheetAmount(label, head, total[1], stated, scale, words, place, total[0])


def settle_periods(amounts: Sequence[SheetAmount], fiscal_year: int | None) -> list[SheetAmount]:
    """The amounts with those of another year left out, and of several totals the one that says 年度 as the year's.

    The others are then of the whole term (项目总额 beside 年度资金总额); where none or several say so, none is sure.
    """
    totals = {
        amount.group: amount
        for amount in amounts
        if amount.label == "amount" and amount.head is None and not amount.whole_period
    }
    foreign = {group for group, total in totals.items() if _names_another_year(total.words, fiscal_year)}
    years_own = [
        group
        for group, total in totals.items()
        if group not in foreign and (THE_YEARS_OWN.search(total.words) or _YEAR.search(total.words))
    ]
    left = {group: total for group, total in totals.items() if group not in foreign}
    kept = [amount for amount in amounts if amount.group not in foreign]
    if len(left) < 2:
        return kept
    values = {amount_in_yuan(total.stated, total.unit) for total in left.values()}
    rows = {(total.place.table_no, total.place.row_no) for total in left.values()}
    if len(values) == 1 and (len(rows) > 1 or len(years_own) != 1):
        # The same said again, below or on the next page.
        return kept
    if len(years_own) != 1:
        return [amount._replace(sure=amount.group not in left) for amount in kept]
    terms = left.keys() - set(years_own)
    return [
        amount._replace(whole_period=True, label="whole_period" if amount.label == "amount" else amount.label)
        if amount.group in terms
        else amount
        for amount in kept
    ]


def take_the_years(project: Project, amounts: Sequence[SheetAmount]) -> list[Issue]:
    """Give a project the year's total, else the whole term's, and its parts by fund from below that total alone."""
    totals = [amount for amount in amounts if amount.label in ("amount", "whole_period") and amount.head is None]
    if not totals:
        return []
    chosen = next((total for total in totals if not total.whole_period), totals[0])
    project.fund_amounts_yuan = {}
    project.amount_yuan = amount_in_yuan(chosen.stated, chosen.unit) if chosen.sure else None
    project.amount_origin = "table" if chosen.sure else None
    if not chosen.sure:
        detail = f"{project.name[:20]}: {chosen.words[:20]} {chosen.stated[:20]} {chosen.unit}"
        at = chosen.place
        return [Issue("project_amount_is_not_understood", detail, at.page, at.table_no, at.row_no, at.column_no)]
    project.quote = quote_of(project.name, chosen.stated)
    for amount in amounts:
        value = amount_in_yuan(amount.stated, amount.unit) if amount.group == chosen.group else None
        if amount.label in FUNDS and amount.head is None and value is not None:
            project.fund_amounts_yuan.setdefault(amount.label, value)
    return []


def _names_another_year(words: str, fiscal_year: int | None) -> bool:
    years = _YEAR.findall(words)
    return bool(years) and str(fiscal_year) not in years


def figures_of_sheet(amounts: Sequence[SheetAmount], identity: Identity, name: str) -> Iterator[Figure]:
    """A project's amounts as figures; a final account's that no head tells planned or spent are none."""
    if identity.fiscal_year is None:
        return
    is_final = identity.report_type == "final_accounts"
    for amount in amounts:
        if amount.head is None and is_final:
            continue
        is_rate = amount.head == "rate"
        yield Figure(
            measure="project_amount",
            fund="unit_funds" if amount.label == "other" else "all" if amount.label in _TOTALS else amount.label,
            phase=amount.head if amount.head in _PHASES else "final" if is_final else "budget",
            fiscal_year=identity.fiscal_year,
            stated=amount.stated,
            stated_unit=amount.unit,
            place=amount.place,
            quote=quote_of(name, f"{amount.words} {amount.stated}".strip()),
            origin="table",
            value_kind="completion_percent" if is_rate else "level",
            compared_with="current_adjusted_budget" if is_rate else None,
            qualifier=_QUALIFIERS["whole_period"] if amount.whole_period else _QUALIFIERS.get(amount.label),
            row_role="leaf" if amount.label in ("amount", "whole_period") else "of_which",
            reading="sure" if amount.sure else "unsure",
            form="project_self_evaluation" if amount.head is not None else "project_performance",
        )
