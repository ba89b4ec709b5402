"""Targets of performance indicators in every spelling, and that no number is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.records.targets import operator_of, parse_target


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥95%", ">=", "95", "%"),
        ("≧95％", ">=", "95", "%"),
        ("不低于 90 %", ">=", "90", "%"),
        ("不少于20场次", ">=", "20", "场次"),
        ("95%以上", ">=", "95", "%"),
        ("达到95%以上", ">=", "95", "%"),
        ("≤0.15万元", "<=", "0.15", "万元"),
        ("≦60", "<=", "60", None),
        ("不超过10万元", "<=", "10", "万元"),
        ("小于等于3天", "<=", "3", "天"),
        ("3次以内", "<=", "3", "次"),
        ("控制在5%以内", "<=", "5", "%"),
        ("＝100%", "=", "100", "%"),
        ("1年", "=", "1", "年"),
        ("24小时/日", "=", "24", "小时/日"),
        ("≥1,200亿元", ">=", "1200", "亿元"),
        ("≥100万平方米", ">=", "100", "万平方米"),
        ("≥1场（次）", ">=", "1", "场(次)"),
        ("5个工作日", "=", "5", "个工作日"),
        ("＜3起", "<", "3", "起"),
        ("大于5", ">", "5", None),
        ("98%≥", ">=", "98", "%"),
        ("不少于（≥）12次", ">=", "12", "次"),
        ("平≤20.5方米", "<=", "20.5", "平方米"),
        ("增长≥5%", ">=", "5", "%"),
        ("30余场", ">", "30", "场"),
        ("0", "=", "0", None),
    ],
)
def test_operator_number_and_unit_in_one_cell(text: str, operator: str, value: str, unit: str | None) -> None:
    target = parse_target(text)
    assert (target.operator, target.value, target.unit) == (operator, Decimal(value), unit)


@pytest.mark.parametrize("text", ["长期", "优", "2031年12月底前", "12月底前", "逐步提升", "零", "≥1/2", "优良率95%"])
def test_words_and_dates_are_qualitative_and_kept(text: str) -> None:
    assert parse_target(text) == ("qualitative", None, None, text)


@pytest.mark.parametrize("text", ["5%-8%", "5-8%", "10至12次", "≥5%且≤10%"])
def test_a_range_has_no_single_value(text: str) -> None:
    target = parse_target(text)
    assert (target.operator, target.value, target.stated) == ("between", None, text)


def test_several_targets_in_one_cell_are_kept_whole() -> None:
    assert parse_target("≥20人；≤3次") == (None, None, None, "≥20人；≤3次")


def test_three_columns_are_joined_in_the_order_of_reading() -> None:
    assert parse_target("95", "≥", "%") == (">=", Decimal(95), "%", "≥95%")
    assert parse_target("40", "＝", "天（人次）") == ("=", Decimal(40), "天（人次）", "=40天（人次）")
    assert parse_target("优", "定性", "") == ("qualitative", None, None, "优")


def test_a_cut_number_is_joined_over_its_line_end() -> None:
    assert parse_target("≤20.26平\n方米").unit == "平方米"


@pytest.mark.parametrize("text", ["20\n30", "100 90", "25%\n35%"])
def test_two_numbers_of_a_cell_are_no_target(text: str) -> None:
    assert parse_target(text)[:3] == (None, None, None)
    assert (parse_target(text).stated or "").split() == text.split()


@pytest.mark.parametrize(("text", "value"), [("10\n0%", 100), ("1 200", 1200), ("≥2\n件", 2), ("15\n00", 1500)])
def test_a_number_that_a_line_end_tore_is_one(text: str, value: int) -> None:
    assert parse_target(text).value == value


def test_a_blank_target_says_nothing() -> None:
    assert parse_target("") == (None, None, None, None)


@pytest.mark.parametrize(("text", "operator"), [("≥", ">="), ("定性", "qualitative"), ("正向指标", None), ("个", None)])
def test_operators_in_a_column_of_their_own(text: str, operator: str | None) -> None:
    assert operator_of(text) == operator


@pytest.mark.parametrize("text", ["2031.06", "2031.6前", "2031.12.31", "2031-06-30", "2031年6月"])
def test_a_date_is_no_number(text: str) -> None:
    assert parse_target(text).value is None


@pytest.mark.parametrize(("text", "unit"), [("≤2000.00元", None), ("2031.06万元", None), ("2031.06", "万元")])
def test_an_amount_that_looks_like_a_month_is_an_amount(text: str, unit: str | None) -> None:
    assert parse_target(text, None, unit).value is not None


_SYMBOL = {">=": "≥", "<=": "≤", "=": "=", ">": "＞", "<": "＜"}


@given(
    st.sampled_from(sorted(_SYMBOL)),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["%", "万元", "件", "平方米", "人次", "小时/日", "个工作日"]),
)
def test_what_is_printed_is_read_back(operator: str, value: Decimal, unit: str) -> None:
    in_one = parse_target(f"{_SYMBOL[operator]}{value}{unit}")
    in_three = parse_target(str(value), _SYMBOL[operator], unit)
    assert (in_one.operator, in_one.value, in_one.unit) == (operator, value, unit)
    assert in_one[:3] == in_three[:3]


@given(st.text(max_size=40), st.text(max_size=6), st.text(max_size=6))
def test_no_text_breaks_it_and_no_digit_is_invented(text: str, operator: str, unit: str) -> None:
    target = parse_target(text, operator, unit)
    if target.value is not None:
        assert any(character.isdigit() or character.isnumeric() for character in text)
