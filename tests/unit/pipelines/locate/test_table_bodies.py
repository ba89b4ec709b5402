"""Bodies named beside tables; every name is invented."""

from __future__ import annotations

import pytest

from pipelines.locate.table_bodies import body_beside_table, body_of_title, is_same_body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("单位名称：云溪县苗圃中心            单位：万元", "云溪县苗圃中心"),
        ("编制部门：云溪县水务局 2031年", "云溪县水务局"),
        ("主管部门：云溪县水务局", None),
        ("金额单位：万元", None),
    ],
)
def test_labelled_lines(line: str, body: str | None) -> None:
    assert body_beside_table([line]) == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("云溪县水利站2031年单位预算", "云溪县水利站"),
        ("云溪县水利站2031年度决算公开说明", "云溪县水利站"),
        ("云溪县水利站2031年预算比上年增加3万元", None),
        ("2031年部门预算", None),
    ],
)
def test_titles(line: str, body: str | None) -> None:
    assert body_of_title(line) == body


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("云溪县水务局", "水务局", True),
        ("云溪县人大办公室", "云溪县人大常委会办公室", True),
        ("云溪县水务局", "云溪县水利站", False),
        ("云溪县水务局", "云溪县水务局城南分局", False),
        ("云溪县水务局", "云溪县水务局水利站", False),
    ],
)
def test_names_of_one_body(name: str, other: str, same: bool) -> None:
    assert is_same_body(name, other) is same
    assert is_same_body(other, name) is same
