"""Why a cell's number is no figure, told by the row and the column in which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.account.printed_numbers import CellNumber, numbers_in
from pipelines.account.reasons import Explained
from pipelines.locate.headers import CODE_PARTS, is_numbering
from pipelines.normalise.labels import plain
from schemas.documents import Cell, Table
from schemas.located import LocatedForm

_WHOLE_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERS_ROWS = re.compile(r"序号|行次|栏次|顺序号?|序|行号")
# What a column of codes is headed, and what its head never says.
_CODES = re.compile(r"编码|代码|编号|代号|科目|目录|品目|分类")
_AMOUNTS = re.compile(r"金额|合计|小计|支出|收入|经费|预算|决算|资金|拨款|数量|单价|面积|年$|数$|元")
_OF_CLASSES = re.compile(r"科目|功能|经济|分类|目录|品目")
_CLASS_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}|\d{2}")
_SHORTEST_BODY_CODE = 3
_LONGEST_ROW_NUMBER = 4
_COLUMN_LABEL = re.compile(r"栏次|行次|[甲乙丙丁戊]|\*+")
# What stands in the row that numbers the columns heads none of them.
_NO_HEAD = re.compile(r"栏次|[甲乙丙丁戊]|\*+|\d{1,2}(?:[=＝].*)?")


class TableReasons:
    """One table: the heads over its columns and which of its rows only number the columns.

    `forms` are the forms in it, each with the one whose heads it has: a continued part has those of the part before.
    The heads of a table that is no known form are its first row, where that has words only.
    """

    def __init__(self, table: Table, forms: Sequence[tuple[LocatedForm, LocatedForm]]) -> None:
        self._rows: dict[int, list[tuple[int, str]]] = {}
        for cell in table.cells:
            self._rows.setdefault(cell.row_no, []).append((cell.column_no, plain(cell.text)))
        self._numbering: dict[int, bool] = {}
        self._heads = [
            (form.table.row_count, form.header_rows, column_heads(headed.table.cells, headed.header_rows))
            for form, headed in forms
        ]
        if not forms and not any(text.isdecimal() for _, text in self._rows.get(1, ())):
            self._heads = [(table.row_count, 1, column_heads(table.cells, 1))]

    def reason(self, number: CellNumber) -> str | None:
        """Why the cell's number is no figure; None where no rule says so."""
        cell = number.cell
        if number.shape == "words":
            return _of_words(number.plain)
        if not _WHOLE_NUMBER.fullmatch(number.plain):
            return None
        if self._only_numbers_columns(cell.row_no):
            return "column_numbering"
        header_rows, heads = self._over(cell)
        if cell.row_no <= header_rows and _YEAR.fullmatch(number.plain):
            return "year_or_date"
        return _of_head(number.plain, heads) or self._of_label(number)

    def _over(self, cell: Cell) -> tuple[int, list[str]]:
        for last, header_rows, heads in self._heads:
            if cell.row_no <= last:
                return header_rows, heads.get(cell.column_no, [])
        return 0, []

    def _of_label(self, number: CellNumber) -> str | None:
        """A number right of a cell that asks for a code (单位编码 | 909001) is one."""
        beside = [text for column_no, text in self._rows[number.cell.row_no] if column_no < number.cell.column_no]
        label = beside[-1] if beside else ""
        asked = (
            _CODES.search(label) is not None and _AMOUNTS.search(label) is None and _OF_CLASSES.search(label) is None
        )
        return "body_or_project_code" if asked and len(number.plain) >= _SHORTEST_BODY_CODE else None

    def _only_numbers_columns(self, row_no: int) -> bool:
        """Whether a row only numbers the columns: it says so (栏次), or its numbers follow each other."""
        known = self._numbering.get(row_no)
        if known is None:
            texts = [text for _, text in self._rows.get(row_no, ())]
            numbers = [int(text) for text in texts if text.isdecimal()]
            said = any(_COLUMN_LABEL.fullmatch(text) for text in texts)
            in_turn = len(numbers) > 1 and all(right - left == 1 for left, right in pairwise(numbers))
            known = self._numbering[row_no] = (said or in_turn) and is_numbering(texts)
        return known


def _of_head(text: str, heads: Sequence[str]) -> str | None:
    """What the heads over a column say of a whole number in it."""
    leaf = heads[-1] if heads else ""
    if _NUMBERS_ROWS.fullmatch(leaf):
        return "line_number" if len(text) <= _LONGEST_ROW_NUMBER else None
    if leaf in CODE_PARTS:
        return "classification_code" if len(text) <= _SHORTEST_BODY_CODE else None
    if not _CODES.search(leaf) or _AMOUNTS.search(leaf):
        return None
    if _CLASS_CODE.fullmatch(text) and _OF_CLASSES.search("".join(heads)):
        return "classification_code"
    return "body_or_project_code" if len(text) >= _SHORTEST_BODY_CODE else None


def _of_words(text: str) -> str | None:
    """The reason of the first number of a cell of words, where every number in it has one."""
    explained = Explained(text)
    reasons = [explained.reason(start, end, shape) for start, end, _, shape in numbers_in(text)]
    return reasons[0] if reasons and all(reasons) else None


def column_heads(cells: Sequence[Cell], header_rows: int) -> dict[int, list[str]]:
    """The labels over each column (from 1), from the top row to the leaf."""
    heads: dict[int, list[str]] = {}
    for cell in sorted(cells, key=_by_row):
        if cell.row_no > header_rows:
            break
        text = plain(cell.text)
        if text and not _NO_HEAD.fullmatch(text):
            for column in range(cell.column_no, cell.column_no + cell.column_span):
                heads.setdefault(column, []).append(text)
    return heads


def _by_row(cell: Cell) -> int:
    return cell.row_no
