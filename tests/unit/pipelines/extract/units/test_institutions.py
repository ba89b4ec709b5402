"""Units of a reporting body, from tables and from prose, with invented names."""

from __future__ import annotations

from typing import Any

from pipelines.extract.units.institutions import find_units
from schemas.facts import Identity, Institution
from schemas.located import LocatedForm


def _read(document: Any) -> list[Institution]:
    forms = [LocatedForm("institutions", table, "部门机构设置情况", None, 1) for table in document.tables]
    return find_units(document, forms, Identity()).listed()


def test_the_table_of_units(document_of: Any) -> None:
    found = _read(
        document_of(
            [
                "单位名称 | 单位性质 | 单位规格 | 经费保障形式",
                " |  |  | ",
                "云溪县水利局 | 行政 | 正科级 | 财政拨款",
                "云溪县水文站 | 事业 | 股级 | 财政补助",
            ]
        )
    )
    assert [(unit.institution_no, unit.name, unit.nature, unit.rank, unit.funding) for unit in found] == [
        (1, "云溪县水利局", "行政", "正科级", "财政拨款"),
        (2, "云溪县水文站", "事业", "股级", "财政补助"),
    ]


def test_a_nature_in_brackets_behind_the_name(document_of: Any) -> None:
    found = _read(document_of(["序号 | 单位名称 | 备注", "1 | 云溪县防汛中心（下属事业单位） | "]))
    assert found[0].nature == "事业单位"


def test_a_sentence_that_lists_units(document_of: Any) -> None:
    document = document_of(
        "部门概况",
        "从预算单位构成看，纳入本部门2031年部门汇总预算编制范围的预算单位共计3家，具体包括：云溪县水利局（本级），"
        "云溪县水文站、云溪县水库管理所（含东山、西山水库）。另有他项。",
    )
    found = _read(document)
    assert [unit.name for unit in found] == ["云溪县水利局(本级)", "云溪县水文站", "云溪县水库管理所(含东山、西山水库)"]
    assert [unit.institution_no for unit in found] == [1, 2, 3]


def test_numbered_lines_below_a_sentence(document_of: Any) -> None:
    found = _read(
        document_of(
            "纳入本部门2031年部门决算编制范围的单位包括：",
            "1.云溪县水利局本级",
            "2.云溪县水文站；",
            "第二部分 2031年度部门决算表",
            "3.云溪县别的局",
        )
    )
    assert [unit.name for unit in found] == ["云溪县水利局本级", "云溪县水文站"]


def test_no_units_where_a_sentence_says_there_are_none(document_of: Any) -> None:
    assert _read(document_of("纳入本部门预算编制范围的单位情况：本部门无下属单位。")) == []


def test_counts_of_units_before_a_numbered_list(document_of: Any) -> None:
    found = _read(
        document_of(
            "云溪县水利局包括机关本部以及下属预算单位，其中：行政单位1个，事业单位1个，具体包括：",
            "1.云溪县水利局本部，设6个内设机构。",
            "2.云溪县水文站",
        )
    )
    assert [unit.name for unit in found] == ["云溪县水利局本部", "云溪县水文站"]


def test_two_units_joined_by_a_word(document_of: Any) -> None:
    found = _read(document_of("从预算单位构成看，本部门预算包括云溪县水利局本级以及云溪县水文站。"))
    assert [unit.name for unit in found] == ["云溪县水利局本级", "云溪县水文站"]


def test_what_stands_around_a_listed_name_is_no_part_of_it(document_of: Any) -> None:
    found = _read(document_of("从预算单位构成看，本部门预算包括：局属云溪县水文站预算、云溪县水库管理所单位预算。"))
    assert [unit.name for unit in found] == ["云溪县水文站", "云溪县水库管理所"]


def test_numbers_in_a_column_of_names_are_no_units(document_of: Any) -> None:
    assert _read(document_of(["序号 | 单位名称 | 单位性质", "1 | 3,000.00 | 行政", "2 | —— | 行政"])) == []
