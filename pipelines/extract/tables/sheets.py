"""Sheets: a located form with its continued parts as one run of rows, its columns by role, its blocks side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

from pipelines.extract.tables.label_meanings import clean_label, is_total_label, label_meaning
from pipelines.locate.headers import Row, column_paths, is_numbering, own_cells, preamble_rows, row_key
from pipelines.locate.titles import title_key
from pipelines.normalise.amounts import DASHES, NIL_WORDS, parse_number
from pipelines.normalise.labels import plain
from schemas.class_names import codes_by_name
from schemas.documents import Cell
from schemas.form_declarations import FormDeclaration, Side, declaration_of, labels
from schemas.located import LocatedForm

Role = Literal["code", "class_part", "group_part", "item_part", "name", "unit_code", "unit_name", "amount", "skipped"]
KEY_ROLES = ("code", "class_part", "group_part", "item_part", "name", "unit_code", "unit_name")


_number = lru_cache(maxsize=65536)(parse_number)
# Functional codes begin with 2, departments' economic ones with 3, the government's with 5.
_SIDE = re.compile(r"^(?:收\s*入|支\s*出)")
_CODE = re.compile(r"\[?[235]\d{2}(?:\d{2}){0,2}\]?")
# 213.03 alone may as well be an amount.
_PARTED_CODE = re.compile(r"[235]\d{2}(?:\.\d{2}){2}|[235]\d{2}(?:[\-—]\d{2}){1,2}")
_FILLING = re.compile(r"(?:00)+$")
_NAME_AND_CODE = re.compile(r"([^\d\[(]+)[\[(]([235]\d{2}(?:\d{2}){0,2})[\])]")
_CODE_AND_NAME = re.compile(r"\[?([235]\d{2}(?:\d{2}){0,2})\]?[-—_.:、\s]*(\D.*)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One body row: the cells in its columns, and where it stands.

    Text exports lose how far 合计 was joined over the key columns: from column `moved_from` on such a row's cells
    belong `moved` columns further right (left when negative).
    """

    table_no: int
    row_no: int
    page: int | None
    cells: tuple[Cell | None, ...]
    moved_from: int = 0
    moved: int = 0

    def own(self, column: int) -> Cell | None:
        """The cell that begins at this row and belongs to `column` (0-based), or None."""
        if self.moved:
            if self.moved_from <= column < self.moved_from + self.moved:
                return None
            column -= self.moved if column >= self.moved_from else 0
        cell = self.cells[column] if column < len(self.cells) else None
        return cell if cell is not None and cell.row_no == self.row_no and cell.column_no == column + 1 else None

    def key(self, column: int) -> Cell | None:
        """The cell over `column` when it is a key column, also one that spans from above or from the left."""
        if self.moved > 0 and column >= self.moved_from:
            return None
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns (0-based) that belong together: key columns and the amounts they speak for."""

    keys: tuple[int, ...]
    amounts: tuple[int, ...]


@dataclass(slots=True)
class Sheet:
    """A form as one run of rows; `paths` are each column's heads from the widest to the leaf.

    `subject` is the economic class that the title confines the whole table to (公用经费（商品和服务支出）), else None;
    `body` another body than the document's, where a line above says that the table is that one's.
    """

    declaration: FormDeclaration
    title: str
    unit: str | None
    note: str | None
    page: int | None
    table_no: int
    paths: tuple[tuple[str, ...], ...]
    rows: list[SheetRow] = field(default_factory=list)
    subject: str | None = None
    body: str | None = None
    roles: tuple[Role, ...] = ()
    blocks: tuple[Block, ...] = ()
    side: Side = "expenditure"


def split_code(text: str) -> tuple[str | None, str]:
    """The classification code at the beginning of a cell and the rest of it: "2010301-行政运行", "[201]…", "201.03"."""
    key = plain(text)
    if _PARTED_CODE.fullmatch(key):
        key = re.sub(r"\D", "", key)
    if _CODE.fullmatch(key):
        return _unfilled(key.strip("[]")), ""
    behind = _NAME_AND_CODE.fullmatch(key)
    if behind:
        return _unfilled(behind.group(2)), behind.group(1)
    found = _CODE_AND_NAME.fullmatch(key) if _number(key) is None else None
    return (_unfilled(found.group(1)), found.group(2)) if found else (None, key)


def _unfilled(code: str) -> str:
    """A class or group without the zeros that fill its code up to an item's (2130300 is 21303)."""
    return _FILLING.sub("", code)


@cache
def _classes() -> tuple[tuple[str, str], ...]:
    """Names and codes of the economic classes that some provinces give a form each."""
    return tuple((name, code) for name, code in codes_by_name("economic").items() if code in ("301", "302", "303"))


def build_sheets(forms: Iterable[LocatedForm]) -> list[Sheet]:
    """The forms that carry figures as sheets, continued parts joined to the part before them."""
    sheets: list[Sheet] = []
    heads: list[set[tuple[str, ...]]] = []
    last_table = 0
    for form in forms:
        declaration = declaration_of(form.form)
        if declaration.side is None:
            continue
        grid = form.table.grid()
        first = min((cell.row_no for cell in form.table.cells), default=1) - 1
        head = preamble_rows(grid, first, len(grid)) if form.header_rows > first else first
        head = min(head, form.header_rows)
        paths = column_paths(grid, head, form.header_rows, form.table.column_count)
        joined = bool(sheets) and _goes_on(sheets[-1], form, declaration, paths, first, last_table)
        if not joined:
            sheets.append(
                Sheet(declaration, form.title, form.unit, form.note, form.table.page, form.table.table_no, paths)
            )
            sheets[-1].body = form.body
            heads.append({row_key(grid[row]) for row in range(head, form.header_rows)})
        else:
            sheets[-1].note = sheets[-1].note or form.note
        last_table = form.table.table_no
        sheets[-1].rows.extend(_body(form, grid, heads[-1]))
    for sheet in sheets:
        if sheet.declaration.side == "expenditure":
            sheet.subject = next((code for name, code in _classes() if name in sheet.title), None)
        sheet.roles = _roles(sheet)
        sheet.blocks = _blocks(sheet.roles)
        if len(sheet.blocks) == 1:
            headed = tuple(column for column in sheet.blocks[0].amounts if sheet.paths[column])
            sheet.rows = [_moved(row, sheet.blocks[0], headed) for row in sheet.rows]
    return sheets


def _moved(row: SheetRow, block: Block, headed: tuple[int, ...]) -> SheetRow:
    """A total row whose numbers stand beside their columns: begin in the key columns, or follow a label too wide."""
    label = row.own(0)
    if block.keys[:1] != (0,) or label is None or not is_total_label(label.text):
        return row
    numbers = [column for column in range(1, len(row.cells)) if _prints_number(row.own(column))]
    first_amount = block.amounts[0]
    if not numbers or numbers[0] == first_amount:
        return row
    if numbers[0] < first_amount and numbers[-1] + first_amount - numbers[0] < len(row.cells):
        return replace(row, moved_from=numbers[0], moved=first_amount - numbers[0])
    if label.column_span > first_amount and len(numbers) == len(headed) and numbers[-1] not in headed:
        return replace(row, moved_from=first_amount, moved=first_amount - numbers[0])
    return row


def _prints_number(cell: Cell | None) -> bool:
    return cell is not None and _number(plain(cell.text)) is not None


def _goes_on(
    sheet: Sheet,
    form: LocatedForm,
    declaration: FormDeclaration,
    paths: tuple[tuple[str, ...], ...],
    first: int,
    last_table: int,
) -> bool:
    if sheet.declaration.form != declaration.form or form.table.table_no - last_table > 1:
        return False
    if form.header_rows <= first:
        return True
    return title_key(form.title) == title_key(sheet.title) and paths == sheet.paths and form.body in (None, sheet.body)


def _body(form: LocatedForm, grid: Sequence[Row], heads: set[tuple[str, ...]]) -> list[SheetRow]:
    found = []
    for index in range(form.header_rows, len(grid)):
        own = own_cells(grid[index], index + 1)
        if not any(cell.text.strip() for cell in own):
            continue
        if row_key(grid[index]) in heads or is_numbering([plain(cell.text) for cell in own]):
            continue
        page = next((cell.page for cell in own if cell.page is not None), form.table.page)
        found.append(SheetRow(form.table.table_no, index + 1, page, tuple(grid[index])))
    return found


def _roles(sheet: Sheet) -> tuple[Role, ...]:
    found: list[Role] = []
    for column, path in enumerate(sheet.paths):
        numbers = codes = texts = 0
        for row in sheet.rows:
            cell = row.own(column)
            text = plain(cell.text) if cell is not None else ""
            if not text or set(text) <= DASHES or text in NIL_WORDS:
                continue
            if _CODE.fullmatch(text):
                codes += 1
            elif _number(text.rstrip("%")) is not None:
                numbers += 1
            else:
                texts += 1
        role = _role(path, numbers, codes, texts, "amount" in found)
        # 收入事项 | 金额 | 支出事项 | 金额: what names the rows of a second side is no remark on the first.
        names_a_side = role == "skipped" and texts > 0 and path and _SIDE.search(path[-1]) is not None
        found.append("name" if names_a_side else role)
    return tuple(found)


def _role(path: tuple[str, ...], numbers: int, codes: int, texts: int, after_amounts: bool) -> Role:
    words = labels().roles
    leaf = path[-1] if path else ""
    named = words.meaning(clean_label(leaf)) if leaf else None
    if named in ("line_no", "note"):
        return "skipped"
    if named in ("unit_code", "unit_name") and not any("科目" in label for label in path):
        return named  # type: ignore[return-value]
    if named in ("class_part", "group_part", "item_part"):
        return named  # type: ignore[return-value]
    if named == "code":
        return "code" if any(word in "".join(path) for word in ("科目", "分类", "功能", "经济")) else "skipped"
    if named == "year" or (named == "name" and (texts + codes) >= numbers):
        return "name"
    if numbers or (path and not texts and (not codes or _speaks_of_amounts(path))):
        return "amount" if numbers + codes >= texts else "name"
    if codes and codes >= texts:
        # A whole number may look like a code: right of amounts it is one of them.
        return "amount" if path and after_amounts else "code"
    if texts:
        return "skipped" if after_amounts and path else "name"
    return "amount" if path else "skipped"


def _speaks_of_amounts(path: tuple[str, ...]) -> bool:
    sides: tuple[Side, ...] = ("expenditure", "revenue", "three_public")
    return any(label_meaning(path[-1], side).known for side in sides)


def _blocks(roles: Sequence[Role]) -> tuple[Block, ...]:
    found: list[Block] = []
    keys: list[int] = []
    amounts: list[int] = []
    for column, role in enumerate(roles):
        if role in KEY_ROLES:
            if amounts:
                found.append(Block(tuple(keys), tuple(amounts)))
                keys, amounts = [], []
            keys.append(column)
        elif role == "amount":
            amounts.append(column)
    if amounts:
        found.append(Block(tuple(keys), tuple(amounts)))
    return tuple(found)
