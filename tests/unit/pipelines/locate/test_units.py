"""Money units about a table."""

from __future__ import annotations

import pytest

from pipelines.locate.units import unit_beside_title, unit_in_head


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["单位名称：望川县水务局单位：万元"], "万元"),
        (["金额单位：元"], "元"),
        (["编制单位：望川县水务局", "（单位：千元）"], "千元"),
        (["单位：人民币万元"], "万元"),
        (["部门：望川县水务局"], None),
        (["比上年增加12万元"], None),
        (["（万元）", "单位：元"], "万元"),
        (["元", "部门：望川县水务局单位：万"], "万元"),
        (["元", "部门：望川县水务局"], "元"),
    ],
)
def test_unit_beside_title(texts: list[str], unit: str | None) -> None:
    assert unit_beside_title(texts) == unit


@pytest.mark.parametrize(
    ("head", "unit"),
    [("金额（万元）", "万元"), ("预算数(单位：元)", "元"), ("单位：万元", "万元"), ("金额", None), ("公用经费", None)],
)
def test_unit_in_head(head: str, unit: str | None) -> None:
    assert unit_in_head(head) == unit
