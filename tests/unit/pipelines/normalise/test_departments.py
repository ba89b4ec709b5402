"""Kinds of departments by name, and the name a key is made of."""

from __future__ import annotations

import pytest

from pipelines.normalise.departments import clean_body_name, department_kind
from schemas.reference import department_kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云溪县信访局", "petition"),
        ("云溪县信访办公室", "petition"),
        ("云溪县信访事务中心", "petition"),
        ("云溪县卫生健康委员会", "health"),
        ("云溪县自然资源和规划局", "natural_resources"),
        ("云溪县规划和自然资源局", "natural_resources"),
        ("中共云溪县委办公室", "party_office"),
        ("中共云溪县委员会办公室", "party_office"),
        ("中共云溪县委机构编制委员会办公室", "establishment"),
        ("中共云溪县纪律检查委员会", "discipline_supervision"),
        ("中国人民政治协商会议云溪县委员会办公室", "cppcc"),
        ("政协云溪县委员会办公室", "cppcc"),
        ("云溪县人大常委会办公室", "peoples_congress"),
        ("共青团云溪县委员会", "youth_league"),
        ("云溪县人民政府办公室", "government_office"),
        ("云溪县白石镇人民政府", "township"),
        ("云溪县白石镇", "township"),
        ("云溪县人大常委会", "peoples_congress"),
        ("云溪县城南工业园管委会", "zone_committee"),
        ("云溪县城东街道办事处", "subdistrict"),
        ("云溪市公安局城东分局", "public_security"),
        ("云溪县财政局（本级）", "finance"),
        ("云溪县财政局机关", "finance"),
    ],
)
def test_a_department_is_told_by_its_name(name: str, kind: str) -> None:
    assert department_kind(name)[0] == kind


@pytest.mark.parametrize(
    "name",
    [
        "云溪县公安局交通警察大队",
        "云溪县城东街道社区卫生服务中心",
        "云溪县教育局第一幼儿园",
        "云溪县奖券发行中心",
        "云溪县水库管理所",
        "",
    ],
)
def test_units_below_a_department_and_unknown_names_have_no_kind(name: str) -> None:
    assert department_kind(name) == (None, ())


def test_a_joined_bureau_has_further_kinds() -> None:
    assert department_kind("云溪县民政和退役军人事务局") == ("civil_affairs", ("veterans",))


def test_every_kind_tells_its_own_canonical_name() -> None:
    for kind in department_kinds().values():
        name = kind.zh.split(" / ")[0]
        if len(name) > 2:
            assert department_kind(f"云溪县{name}")[0] == kind.code, kind


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("云溪县信访局（本级）", "云溪县信访局"),
        ("云溪县信访局(汇总)", "云溪县信访局"),
        (" 云溪县 信访局机关", "云溪县信访局"),
        ("920云溪县白石镇财政所", "云溪县白石镇财政所"),
        ("301001-云溪县信访局", "云溪县信访局"),
        ("中共云溪县委宣传部", "云溪县委宣传部"),
        ("云溪县残疾人联合会（含康复中心）", "云溪县残疾人联合会(含康复中心)"),
    ],
)
def test_a_key_is_made_of_the_clean_name(printed: str, clean: str) -> None:
    assert clean_body_name(printed) == clean
    assert clean_body_name(clean) == clean
