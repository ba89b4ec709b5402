"""Sections of the narrative are found by their titles, never by their numbers, and never in the contents list."""

from __future__ import annotations

import pytest

from pipelines.locate.sections import locate_sections, section_titles
from schemas.documents import Block, Cell, Document, Paragraph, Table


def document(*items: str | None) -> Document:
    """Paragraphs of text; None stands for a table."""
    blocks: list[Block] = []
    start = 0
    for item in items:
        if item is None:
            blocks.append(Table(1, 1, 1, (Cell(1, 1, 1, 1, "x"),)))
        else:
            blocks.append(Paragraph(item, start))
            start += len(item) + 1
    return Document("0" * 64, "text/plain", "x", start, None, "test", "1", "read", tuple(blocks))


def found(*items: str | None) -> list[tuple[str, int, int]]:
    return [(s.section, s.first_block, s.last_block) for s in locate_sections(document(*items))]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、部门主要职能", "duties"),
        ("二、机构设置情况", "institutions"),
        ("三、部门收支总体情况", "budget_overview"),
        ("2026年单位预算编制说明", "budget_overview"),
        ("二、收入预算情况说明", "budget_overview"),
        ("四、财政拨款收入支出决算总体情况说明", "fiscal_appropriation"),
        ("五、一般公共预算财政拨款支出决算情况说明", "general_public_expenditure"),
        ("六、一般公共预算财政拨款基本支出决算情况说明", "basic_expenditure"),
        ("七、财政拨款“三公”经费支出决算情况说明", "three_public"),
        ("九、一般公共预算“三公”经费、会议费、培训费支出预算情况说明", "three_public"),
        ("（二）公务接待费", "three_public"),
        ("八、政府性基金预算支出情况", "government_fund"),
        ("九、国有资本经营预算拨款支出情况", "state_capital"),
        ("（一）机关运行经费支出情况", "agency_operating"),
        ("（二）政府采购情况", "procurement"),
        ("（三）国有资产占用使用情况", "assets"),
        ("四、绩效目标设置情况", "performance"),
        ("总体绩效目标", "performance_objectives"),
        ("第四部分  名词解释", "glossary"),
        ("四、人员情况说明", "staff"),
        ("五、省对下专项转移支付情况", "transfers"),
        ("九、其他需要说明的事项", "other_matters"),
        ("一、收支预算总表", None),
        ("八、一般公共预算支出表", None),
    ],
)
def test_titles_decide(heading: str, section: str | None) -> None:
    titles = section_titles(heading)
    assert (titles.section if titles is not None else None) == section


def test_numbers_that_jump_do_not_matter() -> None:
    assert found(
        "四、机关运行经费情况", "安排1万元。", "5、政府采购情况", "安排2万元。", "六、国有资产情况", "有3辆。"
    ) == [
        ("agency_operating", 0, 2),
        ("procurement", 2, 4),
        ("assets", 4, 6),
    ]


def test_contents_list_is_no_section() -> None:
    assert found(
        "目  录",
        "一、部门主要职能",
        "二、收支预算情况说明……3",
        "三、名词解释",
        "一、部门主要职能",
        "负责工作。",
        "二、收支预算情况说明",
        "收入预算1万元。",
        "三、名词解释",
        "基本支出是指运转。",
    ) == [("duties", 4, 6), ("budget_overview", 6, 8), ("glossary", 8, 10)]


def test_subheadings_of_the_same_section_stay_inside() -> None:
    assert found(
        "六、“三公”经费情况",
        "（一）因公出国（境）费",
        "0万元。",
        "（二）公务接待费",
        "1万元。",
        "七、政府采购情况",
        "2万元。",
    ) == [
        ("three_public", 0, 5),
        ("procurement", 5, 7),
    ]


def test_subheadings_of_another_section_open_it() -> None:
    assert found("五、其他重要事项", "（一）机关运行经费", "1万元。", "（二）政府采购情况", "2万元。") == [
        ("agency_operating", 1, 3),
        ("procurement", 3, 5),
    ]


def test_glossary_keeps_its_entries() -> None:
    assert found("第四部分 名词解释", "一、“三公”经费", "是指三项经费。", "二、机关运行经费", "是指运转的经费。") == [
        ("glossary", 0, 5)
    ]


def test_higher_heading_ends_a_section() -> None:
    assert found("（一）政府采购情况", "1万元。", "第三部分 附件", "附件如下。") == [("procurement", 0, 2)]


def test_sentences_and_captions_are_no_headings() -> None:
    assert found(
        "一、政府采购情况", "政府采购预算，按规定编制，安排1万元", "图1：基本支出情况", "2.本单位无政府采购，公开空表。"
    ) == [("procurement", 0, 4)]


def test_tables_belong_to_their_section() -> None:
    assert found("六、政府采购情况", "见下表。", None, "七、名词解释", "略。") == [
        ("procurement", 0, 3),
        ("glossary", 3, 5),
    ]


def test_no_headings_no_sections() -> None:
    assert found("收入预算9万元。") == []
    assert found() == []


def test_units_are_told_among_duties() -> None:
    assert found("一、部门主要职责", "（一）主要职能", "负责水务。", "（二）机构设置情况", "行政单位2个。") == [
        ("duties", 0, 3),
        ("institutions", 3, 5),
    ]
