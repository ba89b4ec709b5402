"""Titles of tables, with invented names."""

from __future__ import annotations

import pytest

from pipelines.locate.titles import form_of_title, looks_like_title, loose_title_above, title_above, title_part


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        (["第二部分 预算表", "2031年部门收支预算总表", "编制部门：望川县水务局 单位：元"], "2031年部门收支预算总表"),
        (["公开05表", "一般公共预算支出表", "部门：望川县水务局单位：万元"], "一般公共预算支出表"),
        (["注：本表反映支出情况。支出决算表", "单位：万元"], "支出决算表"),
        (["一般公共预算支出明细表（按支出功能分类科", "目-不含上年结转）", "单位：元"], None),
        (["“三公”经费、会议费、培训费支出预算", "表", "部门：望川县水务局"], None),
        (["财政拨款支出预算表部门：望川县水务局单位：万元"], "财政拨款支出预算表"),
    ],
)
def test_the_title_stands_above_the_table(paragraphs: list[str], title: str | None) -> None:
    found = title_above(paragraphs)
    assert found is not None, "also a title that a line break cut"
    if title is not None:
        assert found == title
    form = form_of_title(found)
    assert form is not None


def test_prose_that_mentions_a_form_is_no_title() -> None:
    prose = "本部门一般公共预算支出120.50万元，比上年增加3.20万元，主要是防汛支出增加。"
    assert title_above([prose]) is None
    assert loose_title_above([prose]) is None


def test_a_heading_without_the_word_table_is_a_loose_title() -> None:
    assert loose_title_above(["部门预算绩效目标", "单位：万元"]) == "部门预算绩效目标"


@pytest.mark.parametrize("text", ["收入预算表（按单位）", "预算02表收入总表", "支出总表（按功能分类科目）"])
def test_endings_of_titles(text: str) -> None:
    assert looks_like_title(title_part(text))


@pytest.mark.parametrize("text", ["注：本表为空表", "以上情况详见附件", ""])
def test_no_endings_of_titles(text: str) -> None:
    assert not looks_like_title(title_part(text))


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("2031年部门（单位）收支总体情况表", "revenue_and_expenditure"),
        ("一般公共预算财政拨款收入支出决算表", "general_public_expenditure"),
        ("财政拨款收入支出预算总表", "fiscal_appropriation"),
        ("政府性基金预算财政拨款收入支出决算表", "government_fund_expenditure"),
        ("一般公共预算支出明细表（按经济分类科目-不含上年结转）", "general_public_expenditure"),
        ("财政拨款上年结转资金支出表", "carryover_expenditure"),
        ("财政拨款安排的行政经费及“三公”经费预算表", "three_public"),
        ("政府采购（资产配置、购买服务）预算表", "procurement"),
        ("防汛物资项目绩效目标表", "project_performance"),
        ("公共财政预算基本支出表", "general_public_basic_expenditure"),
    ],
)
def test_titles_by_their_pieces(title: str, form: str) -> None:
    found = form_of_title(title)
    assert found is not None
    assert found.form == form
