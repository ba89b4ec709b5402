"""Whatever a table holds, reading it ends in figures and issues, never in an exception."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.tables.figures import figures_from_forms
from pipelines.locate.forms import locate_forms
from schemas.documents import Block, Cell, Document, Paragraph, Table
from schemas.facts import Identity

_WORDS = """
收入 支出 项目 预算数 决算数 合计 总计 类 款 项 栏次 1 2 科目编码 科目名称 基本支出 项目支出 单位名称 单位编码
上年结转 其中： 小计 213 21303 2130314 03 301 一、本年收入 二、上年结转 （一）一般公共预算拨款 农林水支出
工资福利支出 12.50 0.00 — 无 -3 12.5% 2030年 增减% 公务接待费 因公出国（境）费 会议费 政府性基金预算支出表
单位：万元 人员经费合计 结转下年
"""
_TITLE_WORDS = """
收支总表 收入总表 支出总表 财政拨款收支总表 一般公共预算支出表 一般公共预算基本支出表 “三公”经费支出表
政府性基金收支表 项目支出表 机关运行经费支出表 部门整体支出绩效目标表 附件
"""
_RUN_TOGETHER = "注：本表为空表。\n收支总表\n部门：望川县水务局\n单位：元"


_TEXTS = st.one_of(st.sampled_from(["", _RUN_TOGETHER, *re.findall(r"\S+", _WORDS)]), st.text(max_size=6))
_TITLES = st.sampled_from(["", *re.findall(r"\S+", _TITLE_WORDS)])


@st.composite
def tables(draw: st.DrawFn, table_no: int) -> Table:
    """A table of random texts in which some cells span, also over the edge."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    cells = []
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if draw(st.integers(0, 7)):
                down, across = draw(st.integers(1, 2)), draw(st.integers(1, 2))
                cells.append(Cell(row, column, down, across, draw(_TEXTS), 1))
    return Table(table_no, rows, columns, tuple(cells), 1)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["budget", "final_accounts"]))
def test_reading_never_raises(data: st.DataObject, report_type: str) -> None:
    blocks: list[Block] = []
    start = 0
    for table_no in range(1, data.draw(st.integers(1, 3)) + 1):
        for text in (data.draw(_TITLES), data.draw(st.sampled_from(["单位：万元", ""]))):
            if text:
                blocks.append(Paragraph(text, start, ((0, 1),)))
                start += len(text) + 1
        blocks.append(data.draw(tables(table_no)))
    document = Document("0" * 64, "text/plain", "", 0, 1, "drawn", "1", "read", tuple(blocks))
    identity = Identity(fiscal_year=2031, report_type=report_type)  # type: ignore[arg-type]
    forms, unknown = locate_forms(document, identity)
    figures, issues = figures_from_forms(document, forms, identity)
    assert all(len(figure.quote) <= 60 for figure in figures)
    assert all(figure.place.page is not None for figure in figures)
    assert all(issue.issue for issue in [*unknown, *issues])
