"""Why a cell's number is no figure, told by the row and the column in which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.account.printed_numbers import CellNumber, numbers_in
from pipelines.account.reasons import Explained
from pipelines.locate.headers import CODE_PARTS, is_numbering
from pipelines.locate.titles import plain
from schemas.documents import Cell, Table
from schemas.located import LocatedForm

_WHOLE_NUMBER = re.compile(r"\d+")
_NUMBERS_ROWS = re.compile(r"^(?:序号|行次|栏次|顺序号?|序|编号|行号)$")
_CODES_OF_CLASSES = re.compile(r"科目|功能分类|经济分类|采购目录|品目|目录|类款项|分类编码")
_CODES = re.compile(r"编码|代码|编号|代号")
_CLASS_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}|\d{2}")


class TableReasons:
    """One table: the heads over its columns and which of its rows only number the columns.

    `forms` are the forms in it, each with the one whose heads it has: a continued part has those of the part before.
    """

    def __init__(self, table: Table, forms: Sequence[tuple[LocatedForm, LocatedForm]]) -> None:
        self._rows: dict[int, list[str]] = {}
        for cell in table.cells:
            self._rows.setdefault(cell.row_no, []).append(plain(cell.text))
        self._numbering: dict[int, bool] = {}
        self._heads = [(form.table.row_count, column_heads(headed)) for form, headed in forms]

    def reason(self, number: CellNumber) -> str | None:
        """Why the cell's number is no figure; None where no rule says so."""
        cell = number.cell
        if number.shape == "words":
            return _of_words(number.plain)
        if not _WHOLE_NUMBER.fullmatch(number.plain):
            return None
        if self._only_numbers_columns(cell.row_no):
            return "column_numbering"
        heads = next((heads for last, heads in self._heads if cell.row_no <= last), {}).get(cell.column_no, [])
        leaf = heads[-1] if heads else ""
        if _NUMBERS_ROWS.match(leaf) and len(number.plain) <= 4:
            return "line_number"
        path = "".join(heads)
        if leaf in CODE_PARTS and len(number.plain) <= 3:
            return "classification_code"
        if _CLASS_CODE.fullmatch(number.plain) and (_CODES_OF_CLASSES.search(path)):
            return "classification_code"
        if _CODES.search(path) and len(number.plain) >= 3:
            return "body_or_project_code"
        return None

    def _only_numbers_columns(self, row_no: int) -> bool:
        known = self._numbering.get(row_no)
        if known is None:
            known = self._numbering[row_no] = is_numbering(self._rows.get(row_no, []))
        return known


def _of_words(text: str) -> str | None:
    """The reason of the first number of a cell of words, where every number in it has one."""
    explained = Explained(text)
    reasons = [explained.reason(start, end, shape) for start, end, _, shape in numbers_in(text)]
    return reasons[0] if all(reasons) else None


def column_heads(form: LocatedForm) -> dict[int, list[str]]:
    """The labels over each column (from 1) of a form, from the top row to the leaf."""
    heads: dict[int, list[str]] = {}
    for cell in sorted(form.table.cells, key=_by_row):
        if cell.row_no > form.header_rows:
            break
        text = plain(cell.text)
        if text:
            for column in range(cell.column_no, cell.column_no + cell.column_span):
                heads.setdefault(column, []).append(text)
    return heads


def _by_row(cell: Cell) -> int:
    return cell.row_no
