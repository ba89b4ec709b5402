"""The procurement table: its items as records, its totals by kind (goods, works, services) as figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pipelines.extract.records.project_amounts import amount_in_yuan, money_unit, quote_of
from pipelines.extract.records.record_rows import RecordHeads, RecordRow, find_record_heads, record_rows
from pipelines.extract.units.body_units import WHOLE_BODY, BodyUnits
from pipelines.extract.units.institutions import find_units
from pipelines.extract.units.unit_mentions import unit_code
from pipelines.locate.body_name import looks_like_body
from pipelines.locate.headers import has_numbers
from pipelines.normalise.amounts import cell_state, parse_number, squeeze
from schemas.codes import FUNDS
from schemas.documents import Document
from schemas.facts import Figure, Identity, ProcurementItem, RowRole, State
from schemas.issues import Issue
from schemas.located import LocatedForm
from schemas.record_heads import record_words, word_pattern

_STAND_INS = {"item": ("bought",), "project": ("bought",)}
# Columns that hold a part of the total: a kind, or what is kept for small and medium enterprises.
_PARTS = ("goods", "works", "services", "sme")
# Names of funds that say nothing of whether an amount is planned or spent.
_FUND_NAMES = re.compile(r"(?:一般公共|政府性基金|基金|国有资本经营)预算")
_LETTER = re.compile(r"^(?:[ABC][-—、.]?|[一二三四五六七八九十\d]+[、.])|[ABC]$")
_LEVEL = re.compile(r"本级|机关|汇总|全额|差额")
_COUNTED = re.compile(r"(?P<number>[\d.,]+)(?P<unit>[^\d.,]{0,6})")
_CODE = re.compile(r"^(?P<code>[ABC]\d{2,12})[-—_]?(?P<name>.*)$")


def extract_procurement(
    document: Document, forms: Sequence[LocatedForm], identity: Identity, units: BodyUnits | None = None
) -> tuple[list[ProcurementItem], list[Figure], list[Issue]]:
    """Items in reading order, the figures of the first total and of each kind's row, and amounts not understood."""
    items: list[ProcurementItem] = []
    figures: list[Figure] = []
    issues: list[Issue] = []
    heads: RecordHeads | None = None
    reading: _Reading | None = None
    units = units or find_units(document, forms, identity)
    for form in forms:
        if form.form != "procurement":
            continue
        spent = word_pattern("procurement", "spent") if identity.report_type == "final_accounts" else None
        found = find_record_heads(form.table.grid(), "procurement", frozenset({"amount"}), _STAND_INS, spent)
        if found is not None:
            heads = _with_plan(found, form) if spent is not None else found
        elif heads is not None:
            heads = RecordHeads(heads.columns, form.header_rows)
        if heads is None:
            if has_numbers(form.table):
                issues.append(Issue("cell_is_not_understood", form.title[:40], form.table.page, form.table.table_no))
        else:
            before, reading = reading, _Reading(form, heads, identity, units, items, figures, issues)
            if found is None and before is not None:
                reading.project, reading.kind, reading.institution = before.project, before.kind, before.institution
            reading.read()
    return items, figures, issues


def _with_plan(heads: RecordHeads, form: LocatedForm) -> RecordHeads:
    """The heads with the column `planned` where one of the budget stands beside that of what was spent."""
    planned = word_pattern("procurement", "planned")
    other = find_record_heads(form.table.grid(), "procurement", frozenset({"amount"}), _STAND_INS, planned)
    if other is None or other.columns["amount"] == heads.columns["amount"]:
        return heads
    return RecordHeads(heads.columns | {"planned": other.columns["amount"]}, heads.body)


class _Reading:
    """One table being read; appends to the lists it is given."""

    def __init__(
        self,
        form: LocatedForm,
        heads: RecordHeads,
        identity: Identity,
        units: BodyUnits,
        items: list[ProcurementItem],
        figures: list[Figure],
        issues: list[Issue],
    ) -> None:
        self.form, self.heads, self.identity, self.units = form, heads, identity, units
        self.items, self.figures, self.issues = items, figures, issues
        self.unit = form.unit or self._unit_in_heads()
        self.project: str | None = None
        self.kind: str | None = None
        self.institution: int | None = None

    def _unit_in_heads(self) -> str | None:
        cells = (cell.text for cell in self.form.table.cells if cell.row_no <= self.heads.body)
        return next((unit for text in cells if (unit := money_unit(text)) is not None), None)

    def read(self) -> None:
        for row in record_rows(self.form.table, self.heads):
            measure = self._measure(row)
            if measure is not None:
                self.kind = measure if measure != "procurement_total" else None
                self._figure(row, measure)
            elif not self._is_subtotal(row):
                self._item(row)
            else:
                self._unit_total(row)

    def _measure(self, row: RecordRow) -> str | None:
        """The measure of a row of totals: a cell that is 合计, or the name of a kind with nothing else beside it."""
        words = [squeeze(cell.text) for cell in row.own() if cell.text.strip() and parse_number(cell.text) is None]
        for word in words:
            plain = _LETTER.sub("", _LETTER.sub("", word)) or word
            if _total().match(plain):
                return "procurement_total"
            others = [other for other in words if other != word and not _LETTER.fullmatch(other)]
            for measure, pattern in _kinds().items():
                if pattern.match(plain) and not others:
                    return measure
        return None

    def _figure(self, row: RecordRow, measure: str) -> None:
        if any(figure.measure == measure and figure.institution_no is None for figure in self.figures):
            return
        text = row.text("amount")
        state = cell_state(text)
        place = row.place("amount")
        if state is None or (self.unit is None and state == "reported"):
            self.issues.append(
                Issue("cell_is_not_understood", text[:40], place.page, place.table_no, place.row_no, place.column_no)
            )
            return
        if state == "blank" or self.identity.fiscal_year is None:
            return
        self.figures.append(self._stated(row, measure, "all", "amount", state))
        state = cell_state(row.text("planned"))
        if state in ("reported", "zero") and self._is_planned("planned"):
            self.figures.append(self._stated(row, measure, "all", "planned", state))
        for fund in FUNDS:
            state = cell_state(row.text(fund))
            if state in ("reported", "zero"):
                self.figures.append(self._stated(row, measure, fund, fund, state))
        for meaning in _PARTS if measure == "procurement_total" else ():
            state = cell_state(row.text(meaning))
            if state in ("reported", "zero"):
                self.figures.append(self._stated(row, f"procurement_{meaning}", "all", meaning, state))

    def _unit_total(self, row: RecordRow) -> None:
        """A row that heads a unit's lines and says what it buys; a name that is no known unit's heads nobody's."""
        names = [squeeze(cell.text) for cell in row.own() if cell.text.strip() and parse_number(cell.text) is None]
        number = self.units.find(names[0], unit_code(row.text("unit_code"))) if len(names) == 1 else None
        if number is None:
            self.institution = None if any(_is_unit(name) for name in names) else self.institution
            return
        self.institution = number or None
        if number == WHOLE_BODY or self.identity.fiscal_year is None or self.unit is None:
            return
        for meaning in ("amount", *FUNDS):
            state = cell_state(row.text(meaning))
            if state in ("reported", "zero"):
                fund = "all" if meaning == "amount" else meaning
                figure = self._stated(row, self.kind or "procurement_total", fund, meaning, state)
                figure.institution_no, figure.row_role = number, "parent"
                figure.function_code = self._class_code(row)
                self.figures.append(figure)

    def _class_code(self, row: RecordRow) -> str | None:
        """The item of expenditure that the row's columns 类, 款, 项 give together."""
        code = "".join(squeeze(row.text(part)) for part in ("class_part", "group_part", "item_part"))
        return code if re.fullmatch(r"2\d{6}", code) else None

    def _unit_of_item(self, row: RecordRow) -> int | None:
        """The unit that a line names itself, else the one whose heading it stands under; None for the body."""
        name, code = row.text("institution"), unit_code(row.text("unit_code"))
        if name or code:
            return self.units.find(name, code) or None
        return self.institution

    def _stated(self, row: RecordRow, measure: str, fund: str, meaning: str, state: State) -> Figure:
        roles: dict[str, RowRole] = {"procurement_total": "total", "procurement_sme": "of_which"}
        return Figure(
            measure=measure,
            fund=fund,
            phase="budget" if self.identity.report_type == "budget" or self._is_planned(meaning) else "final",
            fiscal_year=self.identity.fiscal_year or 0,
            stated=row.text(meaning),
            stated_unit=self.unit,
            place=row.place(meaning),
            quote=row.quote(meaning),
            origin="table",
            state=state,
            row_role=roles.get(measure, "parent"),
            form=self.form.form,
        )

    def _is_planned(self, meaning: str) -> bool:
        """Whether the heads of a column call its amounts the budget, and nowhere spent."""
        column = self.heads.columns[meaning] + 1
        heads = "".join(
            squeeze(cell.text)
            for cell in self.form.table.cells
            if cell.row_no <= self.heads.body and cell.column_no <= column < cell.column_no + cell.column_span
        )
        return "预算" in _FUND_NAMES.sub("", heads) and word_pattern("procurement", "spent").search(heads) is None

    def _is_subtotal(self, row: RecordRow) -> bool:
        """A row that sums up a unit or a project: it names neither an item nor a catalogue entry."""
        names = [squeeze(cell.text) for cell in row.own() if cell.text.strip() and parse_number(cell.text) is None]
        item, project = row.text("item"), row.text("project")
        if "item" in self.heads.columns and not item and not row.text("catalogue_code"):
            cell = row.cell("project")
            if project and cell is not None and cell.row_no == row.index + 1:
                self.project = project if not _is_unit(project) else None
            return True
        return not names or all(_is_unit(name) for name in names)

    def _item(self, row: RecordRow) -> None:
        amount = self._yuan(row, "amount")
        funds = {fund: value for fund in FUNDS if (value := self._yuan(row, fund)) is not None}
        (quantity, unit), price = self._counted(row), self._yuan(row, "unit_price")
        if amount is None and not funds and (quantity is None or price is None):
            return
        item, code = row.text("item") or None, row.text("catalogue_code") or None
        found = _CODE.match(squeeze(item)) if item and code is None else None
        if found is not None:
            item, code = found["name"] or item, found["code"]
        columns = self.heads.columns
        project = row.text("project") if columns.get("project") != columns.get("item") else ""
        if project:
            self.project = project
        if not (item or code or self.project):
            # Nothing says what is bought: a row of sums.
            return
        self.items.append(
            ProcurementItem(
                project=self.project,
                item=item,
                institution_no=self._unit_of_item(row),
                catalogue_code=code,
                unit=row.text("unit") or unit,
                quantity=quantity,
                unit_price_yuan=price,
                amount_yuan=amount if amount is not None or not funds else sum(funds.values(), Decimal(0)),
                amount_origin="table" if amount is not None or not funds else "derived",
                fund_amounts_yuan=funds,
                place=row.place("amount"),
                quote=quote_of(item or self.project or code or "", row.text("amount")),
            )
        )

    def _counted(self, row: RecordRow) -> tuple[Decimal | None, str | None]:
        """How many a line buys, and the unit where it stands in the same cell: 12, 3台."""
        text = row.text("quantity")
        found = _COUNTED.fullmatch(squeeze(text))
        number = parse_number(found["number"]) if found is not None else None
        if number is None:
            if cell_state(text) is None:
                self._not_understood(row, "quantity", text)
            return None, None
        assert found is not None
        return number.value, found["unit"] or None

    def _not_understood(self, row: RecordRow, meaning: str, text: str) -> None:
        place = row.place(meaning)
        self.issues.append(
            Issue("cell_is_not_understood", text[:40], place.page, place.table_no, place.row_no, place.column_no)
        )

    def _yuan(self, row: RecordRow, meaning: str) -> Decimal | None:
        text = row.text(meaning)
        state = cell_state(text)
        if state in ("blank", "not_applicable", "nil_statement"):
            return None
        found = amount_in_yuan(text, self.unit)
        if found is None:
            self._not_understood(row, meaning, text)
        return found


def _is_unit(name: str) -> bool:
    plain = squeeze(name)
    return looks_like_body(plain) or _LEVEL.search(plain) is not None


@cache
def _total() -> re.Pattern[str]:
    return re.compile(record_words("procurement")["total"])


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {measure: re.compile(pattern) for measure, pattern in record_words("procurement")["kinds"].items()}
