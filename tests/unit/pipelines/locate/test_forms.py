"""Which table is which form, with invented tables."""

from __future__ import annotations

from typing import Any

from pipelines.locate.forms import locate_forms
from schemas.facts import Identity

_IDENTITY = Identity(fiscal_year=2031, report_type="budget")
_HEADS = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"


def test_a_contents_list_of_titles_misleads_nobody(document_of: Any) -> None:
    forms, issues = locate_forms(
        document_of(
            "目录",
            "一、收支总表",
            "二、支出总表",
            ["报表 | 报表名称 | 是否空表", "表1 | 部门收支总表 | 否", "表2 | 部门支出总表 | 否"],
            "部门支出总表",
            "单位：万元",
            [_HEADS, "213 | 农林水支出 | 9 | 6 | 3"],
        ),
        _IDENTITY,
    )
    assert [(form.form, form.unit, form.header_rows) for form in forms] == [("expenditure", "万元", 1)]
    assert issues == []


def test_titles_inside_one_stitched_table_part_it(document_of: Any) -> None:
    forms, _ = locate_forms(
        document_of(
            [
                " |  |  |  | ",
                "预算07表 政府性基金预算支出表 | < | < | < | <",
                " |  |  |  | 金额单位：万元",
                _HEADS,
                "合计 |  |  |  | ",
                " |  |  |  | ",
                "预算08表 国有资本经营预算支出表 | < | < | < | <",
                " |  |  |  | 金额单位：元",
                _HEADS,
                "合计 |  | 5.00 |  | 5.00",
            ]
        ),
        _IDENTITY,
    )
    assert [(form.form, form.unit, form.header_rows) for form in forms] == [
        ("government_fund_expenditure", "万元", 4),
        ("state_capital_expenditure", "元", 9),
    ]
    assert min(cell.row_no for cell in forms[1].table.cells) == 6


def test_a_table_without_title_goes_on_with_the_one_before(document_of: Any) -> None:
    forms, issues = locate_forms(
        document_of(
            "部门支出总表",
            "单位：万元",
            [_HEADS, "213 | 农林水支出 | 9 | 6 | 3"],
            ["21303 | 水利 | 9 | 6 | 3", "合计 | < | 9 | 6 | 3"],
        ),
        _IDENTITY,
    )
    assert [(form.form, form.table.table_no, form.header_rows) for form in forms] == [
        ("expenditure", 1, 1),
        ("expenditure", 2, 0),
    ]
    assert issues == []


def test_heads_name_the_form_where_the_title_is_missing(document_of: Any) -> None:
    forms, _ = locate_forms(
        document_of(
            "部门：望川县水务局",
            ["单位名称 | 因公出国（境）费 | 公务用车费 | 公务接待费", "望川县水务局 | 0 | 3.2 | 1.5"],
        ),
        _IDENTITY,
    )
    assert [form.form for form in forms] == ["three_public"]


def test_an_unknown_table_with_numbers_is_an_issue(document_of: Any) -> None:
    forms, issues = locate_forms(document_of("附件", ["名称 | 票价", "游船 | 12.50"]), _IDENTITY)
    assert forms == []
    assert [(issue.issue, issue.table_no) for issue in issues] == [("table_is_unknown", 1)]


def test_the_note_below_an_empty_table(document_of: Any) -> None:
    forms, _ = locate_forms(
        document_of(
            "政府性基金预算支出表",
            "单位：万元",
            [_HEADS, " |  |  |  | "],
            "注：本部门2031年没有政府性基金预算安排的支出。",
            "国有资本经营预算支出表",
            [_HEADS, " |  |  |  | "],
            "无棣路水闸二期工程说明",
        ),
        _IDENTITY,
    )
    assert [form.note for form in forms] == ["注：本部门2031年没有政府性基金预算安排的支出。", None]
