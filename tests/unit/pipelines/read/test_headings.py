"""Heading levels by numbering."""

import pytest

from pipelines.read.headings import heading_level


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一部分 概况", 1),
        ("  第三部分部门预算表", 1),
        ("一、主要职责", 2),
        ("十二、名词解释", 2),
        ("（一）收入情况", 3),
        ("(二) 支出情况", 3),
        ("1.基本支出", 4),
        ("3、项目支出", 4),
        ("(2)公用经费", 5),
        ("（10）其他", 5),
        ("12.5万元", None),
        ("一般公共预算", None),
        ("一、本单位共有在职人员二十名，其中行政编制十名。", None),
        ("第一部分" + "很长" * 40, None),
        ("", None),
        ("2026年预算", None),
    ],
)
def test_level_by_numbering(line: str, level: int | None) -> None:
    assert heading_level(line) == level
