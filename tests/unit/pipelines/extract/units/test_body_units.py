"""The registry of units, as tables of several layouts name invented ones, with codes and without."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.records.performance import extract_performance
from pipelines.extract.tables.figures import figures_from_forms
from pipelines.extract.units.body_units import WHOLE_BODY, BodyUnits
from pipelines.extract.units.institutions import find_units
from pipelines.extract.units.unit_mentions import UnitMention, unit_key
from pipelines.locate.forms import locate_forms
from schemas.documents import Document
from schemas.facts import Identity

_IDENTITY = Identity(fiscal_year=2031, report_type="budget")

_DOCUMENT = """
部门预算单位构成

序号|单位名称
1|望川县水务局（本级）
2|望川县河道管护站

部门收入总表

单位：万元

单位编码|单位名称|合计
合计|<|30
301002|望川县河道管护站|10
301003|望川县防汛物资库|20

部门支出总表

单位：万元

科目编码|单位名称（科目）|合计
|合计|30
|望川县水文中心|10
2130301|行政运行|10
|望川县防汛物资库|20
2130314|防汛|20
"""


def test_units_are_numbered_in_reading_order_and_subjects_are_none(drawn: Any) -> None:
    document = drawn(_DOCUMENT)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY).listed()
    assert {unit.name: unit.institution_no for unit in units} == {
        "望川县水务局（本级）": 1,
        "望川县河道管护站": 2,
        "望川县防汛物资库": 3,
        "望川县水文中心": 4,
    }


def test_every_number_that_a_figure_carries_is_listed(drawn: Any) -> None:
    document = drawn(_DOCUMENT)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY)
    figures, _ = figures_from_forms(document, forms, _IDENTITY, units)
    used = {figure.institution_no for figure in figures} - {None}
    assert used == {2, 3, 4}
    assert used <= {unit.institution_no for unit in units.listed()}


def test_a_key_has_no_code_and_no_spaces() -> None:
    assert unit_key("301002 望川县 河道管护站") == unit_key("望川县河道管护站")


_UNITS_IN_PROSE_AND_TABLE = """
纳入部门预算编制范围的二级预算单位包括：望川县河道管护站、望川县水文中心。

部门支出总表

单位：万元

所属单位名称|合计|基本支出|项目支出
合计|60|40|20
望川县防汛物资库|10|8|2
望川县水文中心|50|32|18
"""


def test_units_that_only_rows_name_take_no_number_of_a_unit_in_prose(drawn: Any) -> None:
    document = drawn(_UNITS_IN_PROSE_AND_TABLE)
    forms, _ = locate_forms(document, _IDENTITY)
    units = find_units(document, forms, _IDENTITY)
    figures, _ = figures_from_forms(document, forms, _IDENTITY, units)
    names = {unit.institution_no: unit.name for unit in units.listed()}
    said = {(names[figure.institution_no], figure.stated) for figure in figures if figure.institution_no is not None}
    assert {("望川县防汛物资库", "10"), ("望川县水文中心", "50")} <= said
    assert len(set(names.values())) == len(names) == 3


def _institutions(document: Document) -> tuple[list[tuple[str | None, str]], dict[tuple[int | None, str], int | None]]:
    """The listed units as (code, name), and the institution of each total of a table's rows by table and amount."""
    forms, _ = locate_forms(document, _BODY)
    units = find_units(document, forms, _BODY)
    figures, issues = figures_from_forms(document, forms, _BODY, units)
    assert issues == []
    totals = ("revenue_total", "expenditure_total", "expenditure_project", "three_public_total")
    found = {
        (figure.place.table_no, figure.stated): figure.institution_no
        for figure in figures
        if figure.measure in totals and figure.fund in ("all", "general_public")
    }
    return [(unit.code, unit.name) for unit in units.listed()], found


_BODY = Identity(printed_name="望川县水务局", fiscal_year=2031, report_type="budget")

_REVENUE_BY_CODES = """
部门收入总表

单位：万元

单位编码|单位名称|合计|一般公共预算
|合计|30.00|30.00
418|望川县水务局|30.00|30.00
418001|望川县水务局|21.00|21.00
418002|望川县河道灌溉管护站|9.00|9.00
"""


def test_a_code_that_all_others_go_on_with_is_the_bodys_own(drawn: Any) -> None:
    units, found = _institutions(drawn(_REVENUE_BY_CODES))
    assert units == [("418001", "望川县水务局"), ("418002", "望川县河道灌溉管护站")]
    assert found == {(1, "30.00"): None, (1, "21.00"): 1, (1, "9.00"): 2}


def test_the_only_unit_of_the_bodys_name_is_not_the_body(drawn: Any) -> None:
    document = drawn("""
部门收入总表

单位：万元

部门代码|部门名称|合计|一般公共预算
合计|<|30.00|30.00
024|望川县水务局|30.00|30.00
024001|望川县水务局|30.00|30.00
""")
    forms, _ = locate_forms(document, _BODY)
    figures, _ = figures_from_forms(document, forms, _BODY)
    assert [
        (figure.place.row_no, figure.institution_no) for figure in figures if figure.measure == "revenue_total"
    ] == [
        (2, None),
        (3, None),
        (4, 1),
    ]


def test_names_cut_by_their_cells_are_known_by_code_or_beginning(drawn: Any) -> None:
    units, found = _institutions(
        drawn(
            _REVENUE_BY_CODES
            + """
一般公共预算“三公”经费支出表

单位：万元

单位编码|单位名称|合计|公务接待费|公务用车购置及运行费
|合计|3.00|1.00|2.00
418|望川县水|3.00|1.00|2.00
418001|望川县|2.50|0.50|2.00
|望川县河道灌|0.50|0.50|
"""
        )
    )
    assert units == [("418001", "望川县水务局"), ("418002", "望川县河道灌溉管护站")]
    assert {key: number for key, number in found.items() if key[0] == 2} == {
        (2, "3.00"): None,
        (2, "2.50"): 1,
        (2, "0.50"): 2,
    }


def test_beside_its_own_office_the_plain_name_is_the_whole_body(drawn: Any) -> None:
    units, found = _institutions(
        drawn("""
部门预算单位构成

序号|单位名称
1|望川县水务局（本级）
2|望川县河道管护站

部门收入总表

单位：万元

单位名称|合计|一般公共预算
合计|30.00|30.00
望川县水务局|21.00|21.00
望川县河道管护站|9.00|9.00

一般公共预算“三公”经费支出表

单位：万元

单位名称|合计|公务接待费|公务用车购置及运行费
望川县水务局|3.00|1.00|2.00
望川县水务局本级|2.50|0.50|2.00
望川县河道管护站|0.50|0.50|
""")
    )
    assert [name for _, name in units] == ["望川县水务局（本级）", "望川县河道管护站"]
    assert found == {
        (2, "30.00"): None,
        (2, "21.00"): 1,
        (2, "9.00"): 2,
        (3, "3.00"): None,
        (3, "2.50"): 1,
        (3, "0.50"): 2,
    }


def test_a_row_in_the_bodys_name_that_repeats_the_total_above_units_is_the_body(drawn: Any) -> None:
    _, found = _institutions(
        drawn("""
部门收入总表

单位：万元

单位名称|合计|一般公共预算
合计|30.00|30.00
望川县水务局|30.00|30.00
望川县河道管护站|19.00|19.00
望川县水文中心|11.00|11.00
""")
    )
    assert found[1, "30.00"] is None
    assert found[1, "19.00"] != found[1, "11.00"]


def test_of_several_units_one_that_repeats_the_total_alone_is_the_body(drawn: Any) -> None:
    document = drawn("""
部门收入总表

单位：万元

单位名称|合计|一般公共预算
合计|30.00|30.00
望川县水务局|21.00|21.00
望川县河道管护站|9.00|9.00

部门支出总表

单位：万元

科目编码|单位名称（科目名称）|合计|基本支出|项目支出
|合计|30.00|20.00|10.00
|望川县水务局|30.00|20.00|10.00
213|农林水支出|30.00|20.00|10.00
""")
    figures, _ = figures_from_forms(document, locate_forms(document, _BODY)[0], _BODY)
    assert {figure.institution_no for figure in figures if figure.place.table_no == 2} == {None}
    assert {figure.institution_no for figure in figures if figure.place.table_no == 1} == {None, 1, 2}


def test_kinds_of_units_and_remarks_are_no_units(drawn: Any) -> None:
    document = drawn("""
部门收入总表

单位：万元

单位编码|单位名称|合计|一般公共预算
|合计|30.00|30.00
418|望川县水务局|30.00|30.00
|行政单位|21.00|21.00
418-001|望川县水务局（本级）|21.00|21.00
|事业单位（公益一类）|9.00|9.00
418-002|望川县河道管护站|9.00|9.00
|注：本表含上年结转||
""")
    forms, _ = locate_forms(document, _BODY)
    units = find_units(document, forms, _BODY)
    figures, issues = figures_from_forms(document, forms, _BODY, units)
    assert [unit.code for unit in units.listed()] == ["418001", "418002"]
    assert [(figure.stated, figure.institution_no) for figure in figures if figure.measure == "revenue_total"] == [
        ("30.00", None),
        ("30.00", None),
        ("21.00", 1),
        ("9.00", 2),
    ]
    assert {issue.issue for issue in issues} == {"cell_is_not_understood"}


def test_among_projects_a_name_needs_a_code_where_units_print_codes(drawn: Any) -> None:
    document = drawn(
        _REVENUE_BY_CODES
        + """
部门预算项目支出表

单位：万元

单位编码|单位（项目）名称|项目金额|项目简介
|合计|12.00|
418|望川县水务局|12.00|
418001|望川县水务局|10.00|
|望川县智慧水务平台|4.00|建平台
|望川县防汛演练中心|6.00|建场地
418002|望川县河道灌溉管护站|2.00|
|灌溉渠道养护|2.00|养渠
"""
    )
    units, found = _institutions(document)
    assert len(units) == 2
    assert (found[2, "12.00"], found[2, "10.00"], found[2, "2.00"]) == (None, 1, 2)
    forms, _ = locate_forms(document, _BODY)
    projects, _, _ = extract_performance(document, forms, _BODY)
    assert [(project.name, project.institution_no) for project in projects] == [
        ("望川县智慧水务平台", 1),
        ("望川县防汛演练中心", 1),
        ("灌溉渠道养护", 2),
    ]


def test_a_units_rows_go_on_and_begin_on_the_next_page(drawn: Any) -> None:
    document = drawn("""
部门收入总表

单位：万元

单位名称|合计|一般公共预算
合计|30.00|30.00
望川县水务局|21.00|21.00
望川县水文监测中心（望川县水质中心）|9.00|9.00

部门预算项目支出及其他支出预算表

单位：万元

支出项目类别（资金使用单位）|总计|财政拨款|<|绩效目标
^|^|合计|一般公共预算|^
合计|17.00|17.00|17.00|
望川县水务局|14.00|14.00|14.00|
望川县河湖信息平台|9.00|9.00|9.00|建平台

防汛物资|5.00|5.00|5.00|买物资
望川县水文监测中心\x0b（望川县水质中心）|3.00|3.00|3.00|
水质化验|3.00|3.00|3.00|化验
""")
    forms, _ = locate_forms(document, _BODY)
    projects, _, _ = extract_performance(document, forms, _BODY)
    assert [(project.name, project.institution_no) for project in projects] == [
        ("望川县河湖信息平台", 1),
        ("防汛物资", 1),
        ("水质化验", 2),
    ]


def test_what_heads_other_rows_and_may_be_a_unit_gives_them_none(drawn: Any) -> None:
    document = drawn("""
部门预算项目支出表

单位：万元

单位（项目）名称|合计
合计|18.00
望川县河道管理站|13.00
渠道养护|13.00
望川县群众文化活动中心|5.00
大厅改造|3.00
场地维护|2.00
""")
    forms, _ = locate_forms(document, _BODY)
    projects, _, issues = extract_performance(document, forms, _BODY)
    assert [(project.name, project.institution_no) for project in projects] == [
        ("渠道养护", 1),
        ("大厅改造", None),
        ("场地维护", None),
    ]
    assert [issue.issue for issue in issues] == ["row_may_be_a_unit"]


def test_codes_before_names_between_subjects(drawn: Any) -> None:
    units, found = _institutions(
        drawn("""
部门支出总表

单位：万元

单位名称（科目）|合计|基本支出|项目支出
合计|30.00|20.00|10.00
418-望川县水务局|30.00|20.00|10.00
418001-望川县水务局（本级）|21.00|15.00|6.00
2130301-行政运行|21.00|15.00|6.00
418002-望川县河道管护站|9.00|5.00|4.00
2130306-水利工程运行与维护|9.00|5.00|4.00
""")
    )
    assert [code for code, _ in units] == ["418001", "418002"]
    assert (found[1, "30.00"], found[1, "21.00"], found[1, "9.00"]) == (None, 1, 2)


def test_a_year_before_a_projects_name_is_no_code() -> None:
    assert unit_key("2031年抗旱经费") == "2031年抗旱经费"


@given(
    st.permutations(
        [("418", "望川县水务局"), ("418001", "望川县水务局"), ("418002", "望川县河道管护站"), (None, "望川县河道管")]
    )
)
def test_the_order_of_mentions_does_not_matter(mentions: list[tuple[str | None, str]]) -> None:
    units = BodyUnits("望川县水务局", [UnitMention(name, code) for code, name in mentions])
    assert sorted((unit.code, unit.name) for unit in units.listed()) == [
        ("418001", "望川县水务局"),
        ("418002", "望川县河道管护站"),
    ]
    assert units.find("望川县水务局", "418") == WHOLE_BODY
    assert units.find("望川县河道管") == units.find(None, "418002")
    assert units.find("望川县渔政站") is None


def test_one_code_before_two_names_ties_nothing() -> None:
    units = BodyUnits(None, [UnitMention("望川县渔政站", "418003"), UnitMention("望川县水文中心", "418003")])
    assert [(unit.code, unit.name) for unit in units.listed()] == [(None, "望川县渔政站"), (None, "望川县水文中心")]
    assert units.find("望川县水文中心", "418003") == 2
