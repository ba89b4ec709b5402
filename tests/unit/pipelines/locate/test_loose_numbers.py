"""Rows of numbers outside tables are told; prose and contents lists are not."""

from __future__ import annotations

import pytest

from pipelines.locate.loose_numbers import loose_numbers
from schemas.documents import Document, Paragraph


def document(texts: list[str]) -> Document:
    blocks, start = [], 0
    for text in texts:
        blocks.append(Paragraph(text, start, ((0, 3),)))
        start += len(text) + 1
    return Document("0" * 64, "application/pdf", "a.pdf", 1, 3, "pdf", "1", "read", tuple(blocks))


@pytest.mark.parametrize(
    ("texts", "details"),
    [
        (["205 教育支出 12.30", "20508 进修 12.30", "208 社会保障 5.00 5.00"], ["205教育支出12.30"]),
        (["205", "甲类支出", "1,407.36", "300.00", "206", "乙类支出", "7.00", "8.00"], ["1,407.36"]),
        (["本年支出12.30万元，增加5.00万元。", "其中：基本支出1.00万元，项目支出2.00万元。"], []),
        (["第一部分 概况 1", "第二部分 说明 3", "第三部分 表 12", "第四部分 名词 30"], []),
        (["1.2026年收支总表", "2.2026年收入总表", "3.2026年支出总表", "4.2026年采购表"], []),
        (["金额 12.30"], []),
    ],
)
def test_loose_numbers(texts: list[str], details: list[str]) -> None:
    found = loose_numbers(document(texts))
    assert [(issue.detail, issue.page) for issue in found] == [(detail, 3) for detail in details]
