"""Prose is cut into amounts, subjects, funds, years, dates and classified items."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.prose.classified_items import classification_of, classified_items
from pipelines.extract.prose.comparisons import Base, compared_with
from pipelines.extract.prose.passages import fold, passages
from pipelines.extract.prose.tokens import Date, tokenise
from pipelines.extract.prose.word_finder import longest_word_pattern
from schemas.documents import Block, Cell, Paragraph, Table


def kinds(text: str) -> list[tuple[str, str]]:
    plain, _ = fold(text)
    return [(token.kind, plain[token.start : token.end]) for token in tokenise(plain)]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,234.56万元", "1,234.56", "万元"),
        ("１２．５万元", "12.5", "万元"),
        ("12 .5 万 元", "12.5", "万元"),
        ("88万，", "88", "万元"),
        ("0.39万(含税)", "0.39", "万元"),
        ("5亿元", "5", "亿元"),
        ("12.5％", "12.5", "%"),
        ("3个百分点", "3", "个百分点"),
        ("26人次", "26", "人次"),
        ("2批次", "2", "批次"),
        ("4台（套）", "4", "台"),
        ("12.5㎡", "12.5", "㎡"),
        ("，20万元", "20", "万元"),
    ],
)
def test_amounts(text: str, number: str, unit: str) -> None:
    (amount,) = [token.amount for token in tokenise(fold(text)[0]) if token.amount is not None]
    assert (amount.number, amount.unit) == (number, unit)


@pytest.mark.parametrize("text", ["2026年", "2026年度", "20101", "第3章", "A12万", "1.2.3", "10万人"])
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert not [token for token in tokenise(fold(text)[0]) if token.amount is not None]


def test_years_dates_and_phases() -> None:
    assert kinds("比2025年年初预算数") == [("year", "2025年"), ("phase", "年初预算数")]
    assert kinds("较上年决算") == [("previous_year", "上年"), ("phase", "决算")]
    assert [token.date for token in tokenise("截至2025年8月31日,2025年底,2025年期末,上年末") if token.date] == [
        Date(2025, 8, 31),
        Date(2025),
        Date(2025),
        Date(-1),
    ]


def test_the_longest_subject_wins() -> None:
    assert kinds("公务用车购置及运行维护费")[0] == ("subject", "公务用车购置及运行维护费")
    assert kinds("政府采购货物")[0] == ("subject", "政府采购货物")
    assert kinds("一般公共预算财政拨款支出") == [("fund", "一般公共预算财政拨款"), ("subject", "支出")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）2010301-行政运行3417.25万元。", [("行政运行", "2010301")]),
        ("①造林专项支出（2139903）20000万元，较上年增加21000平方米。", [("造林专项支出", "2139903")]),
        ("1.行政运行（2013201）1,3万元", [("行政运行", "2013201")]),
        ("教育支出（类）普通教育（款）小学教育（项）", [("教育支出(类)普通教育(款)小学教育(项)", None)]),
        ("教育支出（205类）普通教育（02款）小学教育（02项）", [("教育支出(类)普通教育(款)小学教育(项)", "2050202")]),
        ("办公厅（室）及相关机构事务（款）行政运行（项）", [("办公厅(室)及相关机构事务(款)行政运行(项)", None)]),
        ("教育支出（205）普通教育（02）小学教育（02）：", [("小学教育", "2050202")]),
        ("用于：教育支出（类）5万元，农林水支出（类）6万元", [("教育支出(类)", None), ("农林水支出(类)", None)]),
        ("农林水支出-水利-行政运行7万元", [("农林水支出-水利-行政运行", None)]),
        ("工资福利支出（301）7万元", [("工资福利支出", "301")]),
        ("收入（一）预算", []),
        ("2025年12月31日5万元", []),
    ],
)
def test_classified_items(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(item.name, item.code) for item in classified_items(fold(text)[0])] == expected


def test_classifications_by_code() -> None:
    assert [classification_of(code) for code in ("2010301", "30101", "50101")] == [
        "function",
        "economic",
        "government_economic",
    ]


@pytest.mark.parametrize(
    ("base", "report_type", "code"),
    [
        (None, "budget", "previous_budget"),
        (None, "final_accounts", "previous_final"),
        (Base(0, previous=True), "final_accounts", "previous_final"),
        (Base(0, year=2023), "budget", "previous_budget"),
        (Base(0, year=2023, phase="estimated_outturn"), "budget", "previous_estimated_outturn"),
        (Base(0, previous=True, phase="final"), "budget", "previous_final"),
        (Base(0, phase="budget"), "final_accounts", "current_budget"),
        (Base(0, year=2024, phase="budget"), "final_accounts", "current_budget"),
        (Base(0, phase="adjusted_budget"), "final_accounts", "current_adjusted_budget"),
        (Base(0, plain_budget=True), "final_accounts", "current_budget"),
        (Base(0, year=2019), "budget", None),
    ],
)
def test_comparison_bases(base: Base | None, report_type: str, code: str | None) -> None:
    assert compared_with(base, 2024, report_type) == code  # type: ignore[arg-type]


def paragraphs(*texts: str) -> list[tuple[int, Block]]:
    made: list[tuple[int, Block]] = []
    start = 0
    for number, text in enumerate(texts):
        made.append((number, Paragraph(text, start, ((0, number + 1),))))
        start += len(text) + 1
    return made


def test_torn_paragraphs_are_joined_and_places_kept() -> None:
    (passage,) = passages(paragraphs("某单位二〇二六年度全年的收入预算总计为12", "3.5万元，比上年增加。"))
    at = passage.plain.index("3.5万元")
    assert "123.5万元" in passage.plain
    assert passage.page_at(at - 1) == 1
    assert passage.page_at(at) == 2
    assert passage.printed(at, at + 3) == "3.5"


@pytest.mark.parametrize(
    "following",
    ["（一）公务接待费", "二、支出预算情况说明", "1.办公费", "2010301-行政运行5万元", "①工资", "注：本表无数据"],
)
def test_new_items_are_not_joined(following: str) -> None:
    assert len(passages(paragraphs("某单位二〇二六年度全年的收入预算总计为九万元", following))) == 2


def test_finished_sentences_headings_and_tables_part_passages() -> None:
    assert len(passages(paragraphs("某单位二〇二六年度全年的收入预算总计为九万元。", "支出九万元。"))) == 2
    assert len(passages(paragraphs("收入预算", "九万元"))) == 2
    table = Table(1, 1, 1, (Cell(1, 1, 1, 1, "x"),))
    first, last = paragraphs("某单位二〇二六年度全年的收入预算总计为", "九万元。")
    assert len(passages([first, (5, table), last])) == 2


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=6), min_size=1, max_size=30),
    st.text(alphabet="abcd", max_size=12),
)
def test_word_pattern_finds_the_longest_word(words: list[str], text: str) -> None:
    found = re.match(longest_word_pattern(words), text)
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    assert (found[0] if found is not None else None) == longest


@given(st.text(max_size=60))
def test_folding_keeps_places(text: str) -> None:
    plain, offsets = fold(text, 7)
    assert len(plain) == len(offsets)
    assert all(7 <= offset < 7 + len(text) for offset in offsets)
    assert list(offsets) == sorted(offsets)
