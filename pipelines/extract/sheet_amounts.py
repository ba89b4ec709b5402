"""The money that a performance sheet prints: of the year and of the whole term, by fund, planned and spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.extract.head_words import Row, listed_meaning, one_line
from pipelines.extract.project_amounts import number_and_unit
from pipelines.normalise.amounts import cell_state
from schemas.codes import FUNDS
from schemas.documents import Cell, Table
from schemas.facts import Figure, Identity, Place

_TOTALS = frozenset({"amount", "whole_period", "carryover"})
_LABELS = frozenset({*_TOTALS, "other", *FUNDS})
_PHASES = frozenset({"budget", "adjusted_budget", "final"})
_QUALIFIERS = {"whole_period": "whole_period", "carryover": "from_carryover"}


class SheetAmount(NamedTuple):
    """One number of money, or of how much of it was spent, with its label's and its head's meaning."""

    label: str
    head: str | None
    whole_period: bool
    stated: str
    unit: str
    words: str
    place: Place


class SheetAmounts:
    """Rows of one sheet's money in reading order; remembers the heads above and which labels stand below others."""

    def __init__(self) -> None:
        self._heads: dict[int, str] = {}
        self._period_columns: set[int] = set()

    def read(self, table: Table, row: Row, index: int, unit: str | None) -> Iterator[SheetAmount]:
        """The numbers of a row that a label names: all that stand under heads of phases, else the first after it."""
        self._take_heads(row, index)
        label: str | None = None
        words = ""
        in_period = False
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
                in_period = self._is_of_period(meaning, cell.column_no)
                text = said.strip()
            if label is None or not text or cell.row_no != index + 1:
                continue
            head = self._heads.get(cell.column_no)
            if cell_state(text) is None and number_and_unit(text, None)[1] is None and not text.endswith("%"):
                label = None
                continue
            amount = _amount(label, head, in_period, text, unit, words, table, cell)
            if amount is not None:
                yield amount
            label = label if self._heads else None

    def _is_of_period(self, meaning: str, column: int) -> bool:
        """其中：财政拨款 speaks of the whole term where it stands below 实施期资金总额."""
        if meaning == "whole_period":
            self._period_columns.add(column)
        elif meaning == "amount":
            self._period_columns.discard(column)
        return column in self._period_columns

    def _take_heads(self, row: Row, index: int) -> None:
        own = [cell for cell in row if cell is not None and cell.row_no == index + 1]
        heads = {cell.column_no: listed_meaning("performance", "money_heads", cell.text) for cell in own}
        found = {column: meaning for column, meaning in heads.items() if meaning is not None}
        if len(found) >= 2:
            self._heads = found


def _amount(
    label: str,
    head: str | None,
    in_period: bool,
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
    return SheetAmount(label, head, in_period, stated, scale, words, place)


def figures_of_sheet(amounts: Sequence[SheetAmount], identity: Identity) -> Iterator[Figure]:
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
            quote=f"{amount.words} {amount.stated}".strip()[-60:],
            origin="table",
            value_kind="completion_percent" if is_rate else "level",
            compared_with="current_adjusted_budget" if is_rate else None,
            qualifier=_QUALIFIERS["whole_period"] if amount.whole_period else _QUALIFIERS.get(amount.label),
            row_role="leaf" if amount.label in ("amount", "whole_period") else "of_which",
            form="project_self_evaluation" if amount.head is not None else "project_performance",
        )
