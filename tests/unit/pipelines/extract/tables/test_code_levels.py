"""Codes from their last two digits: sums, order, names and indentation tell the level, or nothing does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.extract.tables.code_levels import TailRow, codes_of_run


def _rows(*printed: tuple[str, str, str], indents: tuple[int, ...] = ()) -> list[TailRow]:
    return [
        TailRow((1, place), tail, indents[place] if indents else 0, name, (Decimal(amount),))
        for place, (tail, name, amount) in enumerate(printed)
    ]


def _codes(above: str, total: str, rows: list[TailRow]) -> list[str | None]:
    return list(codes_of_run(above, (Decimal(total),), rows).values())


def test_sums_tell_where_the_second_group_begins() -> None:
    rows = _rows(("03", "甲", "30"), ("01", "乙", "10"), ("02", "丙", "20"), ("05", "丁", "7"), ("06", "戊", "7"))

    assert _codes("219", "37", rows) == ["21903", "2190301", "2190302", "21905", "2190506"]


def test_without_sums_indentation_tells() -> None:
    rows = _rows(("03", "甲", "1"), ("04", "乙", "2"), ("05", "丙", "4"), ("06", "丁", "8"), indents=(1, 2, 1, 2))

    assert _codes("219", "99", rows) == ["21903", "2190304", "21905", "2190506"]


def test_without_sums_the_national_names_tell() -> None:
    rows = _rows(("01", "教育管理事务", "1"), ("03", "机关服务", "2"), ("02", "普通教育", "3"), ("03", "初中教育", "4"))

    assert _codes("205", "99", rows) == ["20501", "2050103", "20502", "2050203"]


def test_what_nothing_decides_has_no_code() -> None:
    rows = _rows(("03", "甲", "1"), ("04", "乙", "2"), ("05", "丙", "4"))

    assert _codes("219", "99", rows) == ["21903", None, None]


def test_names_that_contradict_the_order_leave_no_code() -> None:
    rows = _rows(("02", "普通教育", "5"), ("01", "教育管理事务", "5"))

    assert _codes("205", "10", rows) == [None, None]


@pytest.mark.parametrize(("above", "code"), [("302", "30202"), ("50201", "5020102"), ("20802", "2080202")])
def test_below_an_economic_class_or_a_group_all_rows_are_of_one_level(above: str, code: str) -> None:
    rows = _rows(("01", "甲", "1"), ("02", "乙", "2"), ("07", "丙", "4"))

    assert _codes(above, "7", rows)[1] == code


def test_groups_that_are_all_zero_have_no_code_where_two_readings_stay() -> None:
    rows = _rows(("01", "甲", "0"), ("02", "乙", "0"), ("03", "丙", "0"), ("04", "丁", "0"))

    assert _codes("219", "0", rows)[2] is None


def test_a_name_that_many_groups_have_tells_its_level_only() -> None:
    rows = _rows(("77", "甲", "1"), ("78", "一般行政管理事务", "2"), ("79", "行政运行", "4"))

    assert _codes("219", "99", rows) == ["21977", "2197778", "2197779"]
