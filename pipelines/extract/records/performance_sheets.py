"""Performance sheets in reading order: whose indicators a table's rows are, and what its labels say of the project."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extract.records.performance_heads import Heads, align, find_heads
from pipelines.extract.records.performance_rows import IndicatorRows
from pipelines.extract.records.project_amounts import amount_in_yuan, money_unit, quote_of
from pipelines.extract.records.sheet_amounts import SheetAmount, SheetAmounts
from pipelines.extract.records.sheet_labels import read_label_row
from pipelines.extract.tables.head_words import Row, listed_meaning, one_line, own_cells
from pipelines.locate.headers import is_numbering
from pipelines.normalise.amounts import cell_state, parse_number, squeeze
from pipelines.normalise.labels import display_label
from schemas.documents import Cell, Table
from schemas.facts import Indicator, Place, Project
from schemas.issues import Issue
from schemas.record_heads import word_pattern

_HEADING_NAME = re.compile(
    r"^(?:附?表?[\d.]+[.、:]|[(（]?[一二三四五六七八九十\d]+[)）、.])?(?P<name>.+?)(?P<kind>项目(?:支出)?)?绩效"
    r"(?:目标|自评|评价|指标)*(?:申报|情况|公开|批复)?表(?:[(（].*[)）]|[\d.…·\s—-]*)$"
)
# What a title may have taken from a name; after 项目支出 nothing is open.
_SUFFIXES = {None: "", "项目": "项目"}
_LABELLED_NAME = re.compile(r"^项目名称[:：](?P<name>.{2,60}?)(?:\s*(?:金额)?单位[:：].*|[(（].{0,3}元[)）])?$")
_PROJECT_CODE = re.compile(r"^(?P<code>\d{6,8}[A-Z0-9]{6,15}|\d{12,24})[-—_]?(?P<name>.+)$")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{2,39}")
_WORDS = ("指标", "指\n标", "目标", "目\n标", "项目名称")
_NO_AMOUNTS = ("blank", "not_applicable", "nil_statement")
_FUND_LABELS = {"fiscal": "fiscal", "general_public": "general_public", "government_fund": "government_fund"}
_MONEY_LABELS = frozenset({"amount", "whole_period", "other", *_FUND_LABELS})


@dataclass(slots=True)
class _Sheet:
    """The project, or the whole department, whose rows are being read."""

    whole: bool = False
    name: str | None = None
    project: Project | None = None
    code: str | None = None
    unit_name: str | None = None
    objective: str | None = None
    amount_text: tuple[str, str | None] | None = None
    period_text: tuple[str, str | None] | None = None
    money: SheetAmounts = field(default_factory=SheetAmounts)
    printed: list[SheetAmount] = field(default_factory=list)
    fund_texts: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    titled: bool = False
    suffix: str | None = None


class SheetWalk:
    """One pass over a document's blocks in reading order; collects projects, indicators and issues.

    `without_amount` holds the numbers of projects whose sheet has no place for an amount; `suffixes` what stood
    between a name and 绩效目标表 in its title; `printed` the money that each project's sheet prints; `unit_names`
    which unit it says carries the project out.
    """

    def __init__(self) -> None:
        self.projects: list[Project] = []
        self.indicators: list[Indicator] = []
        self.issues: list[Issue] = []
        self.sheet = _Sheet()
        self.heads: Heads | None = None
        self.printed_heads: Heads | None = None
        self.rows = IndicatorRows()
        self.unit: str | None = None
        self.project_cell: Cell | None = None
        self.amount_cell: Cell | None = None
        self.without_amount: set[int] = set()
        self.suffixes: dict[int, str] = {}
        self.printed: dict[int, list[SheetAmount]] = {}
        self.unit_names: dict[int, str] = {}
        self.page: int | None = None
        self.annual: tuple[tuple[int, int], int] | None = None
        self._merged: dict[tuple[int, int], bool] = {}

    def paragraph(self, text: str) -> None:
        """Take a line of prose: a title, a money unit, or a labelled project name for the tables below."""
        plain = squeeze(text)
        if len(plain) > 80:
            return
        self.unit = money_unit(plain) or (None if "绩效" in plain and "表" in plain else self.unit)
        if not self._labelled_name(text):
            self._title(text)

    def _labelled_name(self, text: str) -> bool:
        """Take a line 项目名称：…; True if it is one."""
        named = _LABELLED_NAME.match(display_label(text))
        if named is None:
            return False
        self._label("project_name", named["name"], self.unit, Place())
        return True

    def _title(self, text: str) -> bool:
        """Open a new sheet where a line or a title row names one; True if it did."""
        plain = squeeze(text)
        if "绩效" not in plain or "。" in plain or len(plain) > 80:
            return False
        if word_pattern("performance", "whole_titles").search(plain):
            if not (self.sheet.whole and self.sheet.project is None):
                self._open(_Sheet(whole=True, titled=True))
            return True
        found = _HEADING_NAME.search(display_label(text))
        if found is None:
            return False
        name = found["name"].strip()
        if word_pattern("performance", "generic_names").match(name.replace("项目", "").replace("支出", "")):
            if self.sheet.whole:
                self._open(_Sheet())
            return True
        self._open(_Sheet(name=name, titled=True, suffix=_SUFFIXES.get(found["kind"])))
        return True

    def _open(self, sheet: _Sheet) -> _Sheet:
        self.sheet = sheet
        self.heads = self.printed_heads = None
        self.project_cell = None
        self.rows.start_block()
        return sheet

    def table(self, table: Table) -> None:
        """Read one table, whatever it is; most tables of a disclosure hold no word of performance."""
        if not any(word in cell.text for cell in table.cells for word in _WORDS):
            self.heads = None
            return
        grid = table.grid()
        index = 0
        previous = self.printed_heads
        self.heads = None
        if not any(find_heads(grid, row) for row in range(min(len(grid), 40))):
            self.heads = align(previous, grid) if previous is not None else None
            if self.heads is None:
                self._labels_only(table, grid)
                return
        while index < len(grid):
            heads = find_heads(grid, index)
            if heads is not None:
                # The same head printed again on the next page goes on with what stands above it.
                if previous is None or previous.columns != heads.columns or "project" not in heads.columns:
                    self.rows.start_block()
                if heads.whole and not self.sheet.whole:
                    self._open(_Sheet(whole=True, titled=True))
                self.heads = self.printed_heads = previous = heads
                index = heads.last_row + 1
                continue
            self._row(table, grid, index)
            index += 1

    def _labels_only(self, table: Table, grid: list[Row]) -> None:
        if not any(
            listed_meaning("performance", "labels", cell.text) in ("project_name", "objective")
            for row in grid[:3]
            for cell in row[:1]
            if cell is not None
        ):
            return
        for index in range(len(grid)):
            self._labels(table, grid[index], index)

    def _row(self, table: Table, grid: list[Row], index: int) -> None:
        row = grid[index]
        filled = [cell for _, cell in own_cells(row, index) if cell.text.strip()]
        if len(filled) == 1 and (self._title(filled[0].text) or self._labelled_name(filled[0].text)):
            return
        if self.heads is None or not self._in_rows(row, index):
            self._labels(table, row, index)
            return
        if not self._project_column(table, row, index):
            return
        indicator = self.rows.read(row, self.heads, table.table_no, index + 1, self._number())
        if indicator is not None:
            if not self.sheet.whole:
                self._project(table)
            self.indicators.append(indicator)

    def _in_rows(self, row: Row, index: int) -> bool:
        """Whether a row below the heads is still one of theirs: no label row, no closing line."""
        cells = own_cells(row, index)
        texts = [squeeze(cell.text) for _, cell in cells]
        if not any(texts) or is_numbering(texts):
            return False
        if _heads_another_table(texts):
            self.heads = None
            return False
        first = next(((column, cell) for column, cell in cells if cell.text.strip()), None)
        if first is None:
            return False
        column, cell = first
        assert self.heads is not None
        meaning = listed_meaning("performance", "labels", cell.text)
        if meaning == "skipped" and cell.column_span > 1:
            # 总分 over the columns of levels and names.
            return False
        level_columns = {self.heads.columns.get(name) for name in ("level1", "level2", "level3")}
        if meaning is not None and column not in level_columns and "project" not in self.heads.columns:
            self.heads = None
            return False
        return True

    def _labels(self, table: Table, row: Row, index: int) -> None:
        """Read a row of labels and values: project name, amounts, objective."""
        unit = next((found for cell in row if cell is not None and (found := money_unit(cell.text))), None) or self.unit
        told = self.annual[1] if self.annual is not None and self.annual[0] == (table.table_no, index) else None
        labels = read_label_row(table, row, index, told)
        for value in labels.values:
            self._label(value.meaning, value.text, unit, value.place)
        self.sheet.printed += self.sheet.money.read(table, row, index, unit)
        self.annual = ((table.table_no, index + 1), labels.annual_column) if labels.annual_column is not None else None

    def _label(self, label: str, text: str, unit: str | None, place: Place) -> None:
        sheet = self.sheet
        if label in _MONEY_LABELS and cell_state(text) is None and not any(mark.isdecimal() for mark in text):
            # 项目资金 | 年初预算数: the heads of amounts that stand below.
            return
        if label == "project_name":
            if sheet.project is not None or sheet.whole or not sheet.titled:
                sheet = self._open(_Sheet())
            sheet.name, sheet.place, sheet.titled, sheet.suffix = text, place, False, None
        elif label == "amount" and sheet.amount_text is None:
            sheet.amount_text = (text, unit)
        elif label == "whole_period":
            sheet.period_text = (text, unit)
        elif label in _FUND_LABELS:
            # The last of several in a row is the year's own.
            sheet.fund_texts[_FUND_LABELS[label]] = (text, unit)
        elif label == "objective" and sheet.objective is None:
            sheet.objective = text
        elif label == "project_code" and _CODE.fullmatch(squeeze(text)):
            sheet.code = squeeze(text)
        elif label == "project_unit":
            sheet.unit_name = text
        if sheet.project is not None:
            self._fill(sheet.project)

    def _project_column(self, table: Table, row: Row, index: int) -> bool:
        """Follow the column that names projects; False for a row that sums up and holds no indicator."""
        assert self.heads is not None
        columns = self.heads.columns
        if "project" not in columns or columns["project"] >= len(row):
            self._row_values(row)
            return True
        cell = row[columns["project"]]
        if cell is None or cell is self.project_cell:
            return True
        page = cell.page if cell.page is not None else table.page
        turned = page != self.page
        self.page = page
        name = one_line(cell.text)
        amount = self._text(row, "amount")
        column = columns.get("amount", len(row))
        amount_cell = row[column] if column < len(row) else None
        if amount_cell is not None and amount_cell is self.amount_cell:
            # The amount's cell goes on over the page's end, so the project does too.
            amount = ""
        self.amount_cell = amount_cell
        if not any(self._text(row, meaning) for meaning in ("level1", "level2", "level3", "value")):
            return False
        self.project_cell = cell
        current = self.sheet
        if not name and not amount:
            # A cell of its own without words: the name stands where the cell goes on, on the next page.
            if not turned and self._is_merged(table, columns["project"]):
                self._open_column(_Sheet(objective=self._text(row, "objective") or None), cell)
            return True
        if turned and name and not amount and current.name and not current.whole:
            current.name += name
            current.objective = f"{current.objective or ''}{self._text(row, 'objective')}" or None
            if current.project is not None:
                current.project.objective = current.objective
                self._fill(current.project)
            return True
        if turned and (current.name == name or current.name is None) and not current.whole:
            current.name = name
        else:
            self._open_column(_Sheet(name=name), cell)
        self.sheet.place = Place(page, table.table_no, cell.row_no, cell.column_no)
        self._row_values(row)
        if self.sheet.project is not None:
            self._fill(self.sheet.project)
        return True

    def _is_merged(self, table: Table, column: int) -> bool:
        """Whether a column merges cells over rows, so that a blank cell of its own is not one to carry down into."""
        known = self._merged.get((table.table_no, column))
        if known is None:
            body = self.heads.last_row + 1 if self.heads is not None else 0
            cells = (cell for cell in table.cells if cell.column_no == column + 1 and cell.row_no > body)
            known = any(cell.row_span > 1 and cell.text.strip() for cell in cells)
            self._merged[table.table_no, column] = known
        return known

    def _open_column(self, sheet: _Sheet, cell: Cell) -> None:
        heads, printed = self.heads, self.printed_heads
        self._open(sheet)
        self.heads, self.printed_heads, self.project_cell = heads, printed, cell

    def _row_values(self, row: Row) -> None:
        amount = self._text(row, "amount")
        if amount and self.sheet.amount_text is None:
            self.sheet.amount_text = (amount, self.unit)
        for meaning, fund in _FUND_LABELS.items():
            text = self._text(row, meaning)
            if text:
                self.sheet.fund_texts.setdefault(fund, (text, self.unit))
        code = squeeze(self._text(row, "project_code"))
        if self.sheet.code is None and _CODE.fullmatch(code):
            self.sheet.code = code
        objective = self._text(row, "objective")
        if objective and self.sheet.objective is None:
            self.sheet.objective = objective

    def _text(self, row: Row, meaning: str) -> str:
        assert self.heads is not None
        column = self.heads.columns.get(meaning)
        cell = row[column] if column is not None and column < len(row) else None
        # A name cut by a page end may span the columns beside it: it is no amount.
        named = self.heads.columns.get("project")
        if cell is None or (named is not None and named < len(row) and cell is row[named]):
            return ""
        return one_line(cell.text)

    def _number(self) -> int | None:
        """The number of the sheet's project, whether it is made yet or not; None for the whole department."""
        if self.sheet.whole:
            return None
        return self.sheet.project.project_no if self.sheet.project is not None else len(self.projects) + 1

    def _project(self, table: Table) -> None:
        """Make the sheet's project at its first indicator."""
        sheet = self.sheet
        if sheet.project is None:
            project = Project(project_no=len(self.projects) + 1, name=sheet.name or "", place=sheet.place)
            if sheet.place.table_no is None:
                project.place = Place(page=table.page, table_no=table.table_no)
            sheet.project = project
            self.projects.append(project)
            self.printed[project.project_no] = sheet.printed
            if sheet.suffix is not None:
                self.suffixes[project.project_no] = sheet.suffix
            if not (sheet.amount_text or sheet.period_text) and (
                self.heads is None or "amount" not in self.heads.columns
            ):
                self.without_amount.add(project.project_no)
            self._fill(project)

    def _fill(self, project: Project) -> None:
        sheet = self.sheet
        found = _PROJECT_CODE.match(sheet.name or "")
        project.name = found["name"] if found else (sheet.name or "")
        project.code = (found["code"] if found else None) or sheet.code or project.code
        project.objective = project.objective or sheet.objective
        if sheet.unit_name is not None:
            self.unit_names[project.project_no] = sheet.unit_name
        printed = sheet.amount_text or sheet.period_text
        if project.amount_yuan is None and printed is not None:
            project.amount_yuan = amount_in_yuan(*printed)
            project.amount_origin = "table" if project.amount_yuan is not None else None
            if project.amount_yuan is None and cell_state(printed[0]) not in _NO_AMOUNTS:
                self._not_understood(project, *printed)
        for fund, text in sheet.fund_texts.items():
            amount = amount_in_yuan(*text)
            if amount is not None:
                project.fund_amounts_yuan.setdefault(fund, amount)
            elif any(character.isdigit() for character in text[0]):
                self._not_understood(project, *text)
        project.quote = project.quote or quote_of(project.name, printed[0] if printed else "")

    def _not_understood(self, project: Project, text: str, unit: str | None) -> None:
        detail = f"{project.name[:20]}: {text[:20]} {unit or ''}".strip()
        issue = Issue("project_amount_is_not_understood", detail, project.place.page, project.place.table_no)
        if issue not in self.issues:
            self.issues.append(issue)


def _heads_another_table(texts: list[str]) -> bool:
    """Whether a row below indicators only names columns, those of a project and of money among them."""
    filled = [text for text in texts if text]
    meanings = {listed_meaning("projects", "heads", text) for text in filled}
    return len(filled) >= 2 and {"name", "amount"} <= meanings and all(parse_number(text) is None for text in filled)
