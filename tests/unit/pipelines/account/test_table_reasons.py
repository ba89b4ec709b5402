"""Row and column tell what a whole number is; a number in a column of amounts is never explained away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.account.printed_numbers import CellNumber, shape_of_cell
from pipelines.account.table_reasons import TableReasons
from schemas.documents import Cell, Table
from schemas.located import LocatedForm


def reason(rows: list[tuple[str, ...]], row_no: int, column_no: int, header_rows: int | None = 1) -> str | None:
    """The reason of one cell; `header_rows` None is a table that is no known form."""
    cells = tuple(
        Cell(row, column, 1, 1, text) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)
    )
    table = Table(1, len(rows), len(rows[0]), cells)
    forms = []
    if header_rows is not None:
        form = LocatedForm("expenditure", table, "支出总表", "万元", header_rows)
        forms = [(form, form)]
    cell = next(cell for cell in cells if (cell.row_no, cell.column_no) == (row_no, column_no))
    return TableReasons(table, forms).reason(CellNumber(1, cell, *shape_of_cell(cell.text)))


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("科目编码", "2210203", "classification_code"),
        ("经济科目", "30201", "classification_code"),
        ("款", "05", "classification_code"),
        ("单位代码", "909001", "body_or_project_code"),
        ("项目编号", "90900131", "body_or_project_code"),
        ("序号", "12", "line_number"),
        ("行次", "7", "line_number"),
        # What looks the same elsewhere is an amount.
        ("预算数", "2210203", None),
        ("金额", "302", None),
        ("支出功能分类金额", "302", None),
        ("数量", "12", None),
        ("科目编码", "302.00", None),
        ("序号", "12345", None),
        ("款", "2050", None),
        ("", "302", None),
    ],
)
def test_the_head_of_the_column_tells(head: str, text: str, expected: str | None) -> None:
    assert reason([(head, "名称"), (text, "路灯费")], 2, 1) == expected
    assert reason([(head, "名称"), (text, "路灯费")], 2, 1, header_rows=None) == expected


def test_a_row_that_numbers_the_columns_is_told_by_its_label_or_by_its_turn() -> None:
    heads = ("名称", "基本支出", "项目支出")
    assert reason([heads, ("栏次", "1", "3")], 2, 3) == "column_numbering"
    assert reason([heads, ("**", "1", "2")], 2, 2) == "column_numbering"
    assert reason([heads, ("1", "2", "3")], 2, 2) == "column_numbering"
    assert reason([heads, ("", "3", "8")], 2, 2) is None, "two small amounts"
    assert reason([heads, ("", "", "8")], 2, 3) is None
    assert reason([heads, ("路灯费", "1", "2")], 2, 2) is None


def test_a_code_stands_right_of_the_cell_that_asks_for_it() -> None:
    assert reason([("单位编码", "909"), ("项目金额", "909")], 1, 2, None) == "body_or_project_code"
    assert reason([("单位编码", "909"), ("项目金额", "909")], 2, 2, None) is None


def test_a_year_heads_a_column_and_is_an_amount_below() -> None:
    rows = [("名称", "2031"), ("路灯费", "2031")]
    assert (reason(rows, 1, 2), reason(rows, 2, 2)) == ("year_or_date", None)


def test_words_are_explained_only_where_every_number_in_them_is() -> None:
    assert reason([("名称",), ("1、路灯费",)], 2, 1) == "ordinal"
    assert reason([("名称",), ("1、路灯费3万元",)], 2, 1) is None
    assert reason([("名称",), ("2210203-购房补贴",)], 2, 1) == "classification_code"


@given(
    st.sampled_from(["预算数", "决算数", "合计", "基本支出", "金额", "一般公共预算财政拨款", "数量"]),
    st.from_regex(r"\A[1-9]\d{0,9}(\.\d\d?)?\Z"),
)
def test_no_amount_under_a_head_of_amounts_is_ever_ignored(head: str, text: str) -> None:
    rows = [("科目编码", "科目名称", head), ("221", "路灯费", text)]
    assert reason(rows, 2, 3) is None
    assert reason(rows, 2, 3, header_rows=None) is None
