"""Performance tables of several layouts, with invented projects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines.extract.records.performance import extract_performance
from schemas.facts import Identity, Indicator, Project
from schemas.located import LocatedForm

_BUDGET = Identity(fiscal_year=2031, report_type="budget")


def _read(document: Any) -> tuple[list[Project], list[Indicator], list[str]]:
    projects, indicators, issues = extract_performance(document, [], _BUDGET)
    return projects, indicators, [issue.issue for issue in issues]


def _short(indicator: Indicator) -> tuple[int | None, str | None, str | None, Decimal | None, str | None]:
    return (
        indicator.project_no,
        indicator.level3,
        indicator.operator,
        indicator.target_value,
        indicator.target_unit,
    )


def test_a_sheet_under_a_heading_that_names_the_project(document_of: Any) -> None:
    projects, indicators, issues = _read(
        document_of(
            "1.河道清淤经费绩效目标表",
            [
                "绩效目标 | 清除淤泥，保障行洪。 | < | < | < | <",
                "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据",
                "产出指标 | 数量 | 清淤长度 | 清淤河道的长度 | ≥12公里 | 历史数据",
                " |  | 清淤河道数 | 清淤河道的条数 | 3条 | 工作方案",
                " | 成本 | 项目预算控制数 | 小于等于预算数 | ≤36.5万元 | 历史数据",
                "效果指标 | 社会效益 | 排涝能力 | 排涝能力的提高 | 明显提高 | 工作总结",
            ],
            "2.河道清淤经费绩效目标表",
            [
                "绩效目标 | 清除淤泥。 | < | < | < | <",
                "一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据",
                "产出指标 | 数量 | 清淤长度 | 清淤河道的长度 | ≥2公里 | 历史数据",
            ],
        )
    )
    assert [(project.project_no, project.name) for project in projects] == [(1, "河道清淤经费"), (2, "河道清淤经费")]
    assert projects[0].objective == "清除淤泥，保障行洪。"
    assert (projects[0].amount_yuan, projects[0].amount_origin) == (Decimal(365_000), "table")
    assert [_short(row) for row in indicators] == [
        (1, "清淤长度", ">=", Decimal(12), "公里"),
        (1, "清淤河道数", "=", Decimal(3), "条"),
        (1, "项目预算控制数", "<=", Decimal("36.5"), "万元"),
        (1, "排涝能力", "qualitative", None, None),
        (2, "清淤长度", ">=", Decimal(2), "公里"),
    ]
    assert (indicators[1].level1, indicators[1].level2) == ("产出指标", "数量")
    assert indicators[0].basis == "历史数据"
    assert issues == []


def test_unit_cost_times_quantity_is_a_derived_amount(document_of: Any) -> None:
    projects, _, _ = _read(
        document_of(
            "路灯检修费绩效目标表",
            [
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 检修路灯数量 | ≥400盏",
                "产出指标 | 成本指标 | 平均单盏检修支出 | ≤0.02万元",
            ],
        )
    )
    assert (projects[0].amount_yuan, projects[0].amount_origin) == (Decimal(80_000), "derived")


def test_a_cost_cap_never_replaces_an_amount_that_is_stated(document_of: Any) -> None:
    projects, _, _ = _read(
        document_of(
            [
                "项目名称 | < | 桥梁加固 | < | <",
                "资金金额（万元） | < | 年度资金总额： | 90.00 | <",
                "^ | < | 其中：财政拨款 | 60.00 | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值权重（90分）",
                "成本指标 | 经济成本指标 | 总成本 | ≤95万元 | 10",
            ],
        )
    )
    assert projects[0].name == "桥梁加固"
    assert (projects[0].amount_yuan, projects[0].fund_amounts_yuan) == (Decimal(900_000), {"fiscal": Decimal(600_000)})


def test_label_cells_side_titles_and_several_sheets_in_one_table(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            [
                "校车维护项目绩效目标表 | < | < | < | <",
                "项目名称 | 校车维护 | < | < | <",
                "主管部门 | 云溪县教育局 | < | 实施单位 | 云溪县教育局",
                "专项资金情况（万元） | 资金总额 | < | 25.89 | <",
                "年度目标 | 保障校车安全。 | < | < | <",
                "绩效目标指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
                "^ | 产出指标 | 数量指标 | 维护校车\\n数量 | ≥15辆",
                "#2",
                " |  | 质量指标 | 车况合格率 | =100%",
                "^ | 满意度指标 | 服务对象满意\\n度指标 | 家长满意度 | ≥90%",
                "备注 |  | < | < | <",
                "操场改造项目绩效目标表 | < | < | < | <",
                "项目名称 | 操场改造 | < | < | <",
                "专项资金情况（万元） | 资金总额 | < | 1.50 | <",
                "绩效目标指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
                "^ | 产出指标 | 数量指标 | 改造操场数量 | =1个",
            ],
        )
    )
    assert [(p.name, p.amount_yuan) for p in projects] == [
        ("校车维护", Decimal("258900.00")),
        ("操场改造", Decimal("15000.00")),
    ]
    assert [(row.project_no, row.level3, row.place.page) for row in indicators] == [
        (1, "维护校车数量", 1),
        (1, "车况合格率", 2),
        (1, "家长满意度", 2),
        (2, "改造操场数量", 2),
    ]
    assert indicators[1].level1 == "产出指标"


def test_operator_after_the_unit_and_placeholder_rows(document_of: Any) -> None:
    _, indicators, _ = _read(
        document_of(
            "2031年项目支出绩效目标表",
            "部门名称：云溪县林业局单位：万元",
            [
                "单位编码 | 单位（项目）名称 | 资金总额 | 绩效目标 | 绩效指标 | < | < | < | < | < | <",
                "^ | ^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 指标值类型 | 备注",
                "合计 |  | 50.00 |  |  |  |  |  |  |  | ",
                "301001 | 云溪县林业局 | 50.00 |  |  |  |  |  |  |  | ",
                "301001 | 护林员补助 | 35.00 | 发放补助 | 成本指标 | 经济成本指标 | 总成本 | 35 | 万元 | ≤ | 20",
                "^ | ^ | ^ | ^ | ^ | 社会成本指标 | 无 | 无 |  | 定性 | ",
                "^ | ^ | ^ | ^ | 产出指标 | 时效指标 | 补助发放及时性 | 按时 |  | 定性 | 5",
                "^ | ^ | ^ | ^ | 效益指标 | 经济效益指标 | 不直接产生经济效益 | 无 | 无 | 定性 | ",
                "^ | 苗木采购 | 15.00 | 购买苗木 | 产出指标 | 数量指标 | 苗木数量 | 900 | 株 | ≥ | 10",
            ],
        )
    )
    assert [_short(row) for row in indicators] == [
        (1, "总成本", "<=", Decimal(35), "万元"),
        (1, "补助发放及时性", "qualitative", None, None),
        (2, "苗木数量", ">=", Decimal(900), "株"),
    ]
    assert [row.weight for row in indicators] == [Decimal(20), Decimal(5), Decimal(10)]


def test_projects_cut_by_a_page_end_are_one_project(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            "项目支出绩效目标表",
            "金额单位：万元",
            [
                "项目名称 | 项目总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 本年指标值 | 度量单位",
                "99010131T000000\\n001-水质监测购置类 | 29.3 | 购买设备 | 产出指标 | 数量指标 | 设备数 | ≥ | 4 | 台",
                "#2",
                "项目 |  | 和试剂。 | 产出指标 | 质量指标 | 验收合格率 | ＝ | 100 | %",
                "99010131T000000002-水源巡查 | 8 | 巡查水源 | 产出指标 | 数量指标 | 巡查次数 | ≥ | 50 | 次",
            ],
        )
    )
    assert [(p.code, p.name, p.amount_yuan) for p in projects] == [
        ("99010131T000000001", "水质监测购置类项目", Decimal(293_000)),
        ("99010131T000000002", "水源巡查", Decimal(80_000)),
    ]
    assert projects[0].objective == "购买设备和试剂。"
    assert [row.project_no for row in indicators] == [1, 1, 2]


def test_a_name_cut_by_a_page_end_is_joined(document_of: Any) -> None:
    _, indicators, _ = _read(
        document_of(
            "绿化养护绩效目标表",
            [
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 养护绿地 | ≥30亩",
                "#2",
                " |  | （含公园）面积 | ",
                "产出指标 | 质量指标 | 成活率 | ≥98%",
            ],
        )
    )
    assert [row.level3 for row in indicators] == ["养护绿地（含公园）面积", "成活率"]


def test_continued_tables_without_heads_and_without_their_first_columns(document_of: Any) -> None:
    _, indicators, _ = _read(
        document_of(
            [
                "项目名称 | 防汛物资 | < | < | <",
                "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值",
                "^ | 产出指标 | 数量指标 | 储备沙袋 | ≥800个",
            ],
            ["质量指标 | 物资完好率 | ≥99%", "时效指标 | 储备完成时间 | ≤6月"],
            ["效益指标 | 社会效益指标 | 受益人口 | ≥3万人", "满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90%"],
        )
    )
    assert [(row.level2, row.level3, row.target_stated) for row in indicators] == [
        ("数量指标", "储备沙袋", "≥800个"),
        ("质量指标", "物资完好率", "≥99%"),
        ("时效指标", "储备完成时间", "≤6月"),
        ("社会效益指标", "受益人口", "≥3万人"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
    ]
    assert {row.project_no for row in indicators} == {1}


def test_the_whole_department_has_no_project(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            "部门整体支出绩效目标表",
            "（2031年度）",
            [
                "部门（单位）名称 | 云溪县水利局 | < | <",
                "活动 | 绩效指标 | 指标性质 | 指标值",
                "水库管理 | 产出指标质量指标水库巡查完成率 | ＝ | 100",
                "水库管理 | 效益指标社会效益指标下游安全 | 定性 | 优",
            ],
        )
    )
    assert projects == []
    assert [(row.project_no, row.level1, row.level2, row.level3) for row in indicators] == [
        (None, "产出指标", "质量指标", "水库巡查完成率"),
        (None, "效益指标", "社会效益指标", "下游安全"),
    ]


def test_the_word_whole_in_an_objective_does_not_make_a_department(document_of: Any) -> None:
    projects, _, _ = _read(
        document_of(
            [
                "项目名称 | 档案数字化 | < | <",
                "年度目标 | 完成档案扫描，推动整体绩效提升，并整体并入新系统，方便群众查档。 | < | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 扫描档案 | ≥9000卷",
            ],
        )
    )
    assert [project.name for project in projects] == ["档案数字化"]


def test_self_evaluation_keeps_what_was_reached(document_of: Any) -> None:
    _, indicators, _ = _read(
        document_of(
            "项目支出绩效自评表",
            [
                "项目名称 | 桥面养护 | < | < | < | < | <",
                "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
                "^ | 产出指标 | 数量指标 | 养护桥梁 | ≥6座 | 7座 | 20 | 19.5",
                "总分 | < | < | < | < | < | 100 | 98",
            ],
        )
    )
    assert len(indicators) == 1
    row = indicators[0]
    assert (row.target_value, row.actual_value, row.weight, row.score) == (
        Decimal(6),
        "7座",
        Decimal(20),
        Decimal("19.5"),
    )


def test_an_empty_template_gives_nothing(document_of: Any) -> None:
    projects, indicators, issues = _read(
        document_of(
            "专项资金总体绩效目标表",
            [
                "项目名称 | < |  | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 |  | ",
                "^ | 质量指标 |  | ",
            ],
        )
    )
    assert (projects, indicators, issues) == ([], [], [])


def test_an_amount_without_a_unit_is_an_issue_and_no_guess(document_of: Any) -> None:
    projects, _, issues = _read(
        document_of(
            [
                "项目名称 | 农机补贴 | < | <",
                "资金总额 | 250.00 | < | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值",
                "产出指标 | 数量指标 | 补贴农机 | ≥60台",
            ],
        )
    )
    assert projects[0].amount_yuan is None
    assert issues == ["project_amount_is_not_understood"]


def test_other_tables_are_left_alone(document_of: Any) -> None:
    assert _read(
        document_of(
            "部门收支总表",
            "单位：万元",
            ["项目 | 预算数 | 项目 | 预算数", "一、财政拨款 | 10.00 | 一、教育支出 | 10.00"],
        )
    ) == ([], [], [])


_ROWS = ["一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 完成数量 | ≥3个"]


def test_a_line_above_the_table_names_the_project(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            "项目支出绩效目标表",
            "项目名称：渠道衬砌  单位：元",
            _ROWS,
            "项目支出绩效目标表",
            "项目名称：水质监测  单位：元",
            _ROWS,
        )
    )
    assert [project.name for project in projects] == ["渠道衬砌", "水质监测"]
    assert [row.project_no for row in indicators] == [1, 2]


def test_the_other_titles_tell_whether_project_is_part_of_a_name(document_of: Any) -> None:
    alone, _, _ = _read(document_of("渠道衬砌项目绩效目标表", _ROWS))
    assert [project.name for project in alone] == ["渠道衬砌"]
    both, _, _ = _read(document_of("渠道衬砌项目绩效目标表", _ROWS, "水质监测经费绩效目标表", _ROWS))
    assert [project.name for project in both] == ["渠道衬砌项目", "水质监测经费"]
    spent, _, _ = _read(document_of("渠道衬砌项目支出绩效目标表", _ROWS, "自有资金支出绩效目标表", _ROWS))
    assert [project.name for project in spent] == ["渠道衬砌", "自有资金支出"]


def test_levels_on_rows_of_their_own_and_names_of_units_and_projects_in_one_column(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            "项目支出绩效目标表（本级下达）",
            [
                "单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标"
                " | 指标性质 | 指标值 | 度量单位 | 指标属性 | 指标内容",
                "云溪县林业局 |  |  |  |  |  |  |  |  | ",
                "造林补助 | 完成造林。 | 产出指标 |  |  |  |  |  |  | ",
                " |  |  | 数量指标 |  |  |  |  |  | ",
                " |  |  |  | 造林面积 | >= | 5000 | 亩 | 定量指标 | 当年造林面积",
                " |  |  |  | 补助户数 | = | 300 | 户 | 定量指标 | 补助的户数",
                "护林巡查 | 完成巡查。 | 产出指标 | 质量指标 | 巡查到位率 | >= | 95 | % | 定量指标 | 巡查次数占比",
            ],
        )
    )
    assert [(project.name, project.objective) for project in projects] == [
        ("造林补助", "完成造林。"),
        ("护林巡查", "完成巡查。"),
    ]
    assert [_short(row) for row in indicators] == [
        (1, "造林面积", ">=", Decimal(5000), "亩"),
        (1, "补助户数", "=", Decimal(300), "户"),
        (2, "巡查到位率", ">=", Decimal(95), "%"),
    ]
    assert [(row.level1, row.level2, row.description) for row in indicators][:2] == [
        ("产出指标", "数量指标", "当年造林面积"),
        ("产出指标", "数量指标", "补助的户数"),
    ]


def test_two_blocks_side_by_side_are_read_for_the_year(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            "项目支出绩效目标申报表",
            "（2031年度）",
            [
                "项目名称 | < | 泵站改造 | < | < | < | <",
                "项目资金（万元） | < | 中期资金总额 | 30.00 | 年度资金总额 | 12.00 | <",
                "^ | < | 其中：财政拨款 | 30.00 | 其中：财政拨款 | 12.00 | <",
                "总体目标 | 中期目标（2031年—2033年） | < | < | 年度目标 | < | <",
                "^ | 三年改造泵站。 | < | < | 今年改造泵站。 | < | <",
                "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值",
                "^ | 产出指标 | 数量指标 | 三年改造泵站 | ≥9座 | 改造泵站 | ≥3座",
                "^ | ^ | 质量指标 |  |  | 验收合格率 | 100%",
            ],
        )
    )
    project = projects[0]
    assert (project.name, project.amount_yuan, project.objective) == ("泵站改造", Decimal(120_000), "今年改造泵站。")
    assert project.fund_amounts_yuan == {"fiscal": Decimal(120_000)}
    assert [(row.level2, row.level3, row.target_stated) for row in indicators] == [
        ("数量指标", "改造泵站", "≥3座"),
        ("质量指标", "验收合格率", "100%"),
    ]


def test_a_self_evaluation_in_the_national_layout(document_of: Any) -> None:
    projects, indicators, issues = _read(
        document_of(
            "项目支出绩效自评表",
            "（2030年度）",
            [
                "项目名称 | < | 水闸维修 | < | < | < | < | <",
                "主管部门 | < | 云溪县水利局 | < | 实施单位 | < | 云溪县水库管理所 | <",
                "项目资金（万元） | < | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 得分",
                "^ | < | 年度资金总额 | 20.00 | 20.00 | 19.60 | 10 | 9.8",
                "年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <",
                "^ | 维修水闸4座。 | < | < | 已维修。 | < | < | <",
                "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
                "^ | 产出指标 | 数量指标 | 维修水闸 | ≥4座 | 4座 | 30 | 30",
                "^ | ^ | 时效指标 | 完成时间 | 12月底前 | 11月 | 20 | 20",
                "总分 | < | < | < | < | < | 100 | 99.8",
            ],
        )
    )
    assert [(p.name, p.amount_yuan, p.objective) for p in projects] == [("水闸维修", Decimal(200_000), "维修水闸4座。")]
    assert [(row.level3, row.target_stated, row.actual_value, row.score) for row in indicators] == [
        ("维修水闸", "≥4座", "4座", Decimal(30)),
        ("完成时间", "12月底前", "11月", Decimal(20)),
    ]
    assert issues == []


def test_titles_and_labels_with_their_values_inside_the_table(document_of: Any) -> None:
    sheet = [
        "项目支出绩效目标表 | < | < | <",
        "项目名称：{name}单位：元 | < | < | <",
        "资金总额：{amount}万元 | < | 其他资金： | 0.00",
        *_ROWS,
    ]
    projects, indicators, _ = _read(
        document_of(
            [row.format(name="渠道衬砌", amount="13.5") for row in sheet],
            [row.format(name="水质监测", amount="8") for row in sheet],
        )
    )
    assert [(project.name, project.amount_yuan) for project in projects] == [
        ("渠道衬砌", Decimal(135_000)),
        ("水质监测", Decimal(80_000)),
    ]
    assert [row.project_no for row in indicators] == [1, 2]


def test_weights_scores_and_amounts_by_fund_that_are_no_numbers_are_issues(document_of: Any) -> None:
    projects, indicators, issues = _read(
        document_of(
            [
                "项目名称 | 河道清淤 | < | < | <",
                "资金总额（万元） | 50 | < | < | <",
                "其中：财政拨款 | 4O.5 | < | < | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值",
                "产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 10分",
                "产出指标 | 质量指标 | 合格率 | ≥98% | 1O",
                "产出指标 | 时效指标 | 按期完成 | ≥95% | 据实",
            ]
        )
    )
    assert [row.weight for row in indicators] == [Decimal(10), None, None]
    assert (projects[0].amount_yuan, projects[0].fund_amounts_yuan) == (Decimal(500_000), {})
    assert sorted(issues) == ["cell_is_not_understood", "project_amount_is_not_understood"]


def test_the_target_of_the_whole_year_and_the_code_beside_the_name(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            [
                "项目名称 | 灌溉设施维护 | < | 项目编码 | 330100310000001234567 | <",
                "项目资金（万元） | 资金总额 | 150.00 | 其中：财政资金 | 120.00 | <",
                "一级指标 | 二级指标 | 三级指标 | 半年（程）目标值 | 全年（程）目标值 | 备注",
                "产出指标 | 数量指标 | 维护泵站数 | ≥10座 | ≥25座 | ",
            ]
        )
    )
    assert [(p.name, p.code, p.amount_yuan) for p in projects] == [
        ("灌溉设施维护", "330100310000001234567", Decimal(1_500_000))
    ]
    assert [_short(row) for row in indicators] == [(1, "维护泵站数", ">=", Decimal(25), "座")]


def test_numbered_columns_totals_and_heads_of_another_table_are_no_indicators(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            [
                "项目名称 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值",
                "1 | 2 | 3 | 4 | 5 | 6 | 7",
                "防汛值守 | 安全度汛 | 产出指标 | 数量指标 | 值守天数 | 153天 | 90",
                "总分 | < | < | < | < | < | 100",
                "序号 | 项目名称 | 项目类别 | 金额 | 备注 |  | ",
                "1 | 巡堤 | 常年 | 3.00 |  |  | ",
            ]
        )
    )
    assert [project.name for project in projects] == ["防汛值守"]
    assert [_short(row) for row in indicators] == [(1, "值守天数", "=", Decimal(153), "天")]


def test_heads_of_amounts_are_no_amount(document_of: Any) -> None:
    projects, _, issues = _read(
        document_of(
            [
                "项目名称 | 水库加固 | < | < | <",
                "项目金额 | 年初预算数 | 全年预算数 | 分值 | 得分",
                "年度资金总额 | 50万元 | 48万元 | 10 | 9",
                "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值",
                "产出指标 | 数量指标 | 加固水库 | 2座 | 2座",
            ]
        )
    )
    assert [(p.name, p.amount_yuan) for p in projects] == [("水库加固", Decimal(500_000))]
    assert issues == []


def test_blank_project_cells_below_spanning_heads_go_on_with_the_project(document_of: Any) -> None:
    projects, indicators, _ = _read(
        document_of(
            [
                "项目名称 | 预算数 | 绩效指标 | < | < | 绩效指标值 | < | <",
                "^ | ^ | 一级指标 | 二级指标 | 三级指标 | 运算符号 | 指标值 | 度量单位",
                "渔政执法 | 12万元 | 产出指标 | 数量指标 | 执法次数 | ≥ | 36 | 次",
                " |  |  | 质量指标 | 办结率 | ＝ | 100 | %",
                "增殖放流 | 8万元 | 产出指标 | 数量指标 | 放流数量 | ≥ | 20 | 万尾",
            ]
        )
    )
    assert [(p.name, p.amount_yuan) for p in projects] == [
        ("渔政执法", Decimal(120_000)),
        ("增殖放流", Decimal(80_000)),
    ]
    assert [_short(row) for row in indicators] == [
        (1, "执法次数", ">=", Decimal(36), "次"),
        (1, "办结率", "=", Decimal(100), "%"),
        (2, "放流数量", ">=", Decimal(20), "万尾"),
    ]


def test_a_column_of_remarks_holds_weights_only_where_it_prints_points(document_of: Any) -> None:
    _, indicators, issues = _read(
        document_of(
            [
                "项目名称 | 防汛值守 | < | < | <",
                "一级指标 | 二级指标 | 三级指标 | 指标值 | 备注",
                "产出指标 | 数量指标 | 值守天数 | 153天 | 20",
                " |  | 演练次数 | 2次 | 3年一次",
                " |  | 预案份数 | 5份 | 2030",
            ]
        )
    )
    assert [row.weight for row in indicators] == [Decimal(20), None, None]
    assert issues == []


def test_a_sheet_names_the_unit_that_carries_its_project_out(document_of: Any) -> None:
    document = document_of(
        ["序号 | 单位名称", "1 | 云溪县水利局（本级）", "2 | 云溪县水文站"],
        "项目支出绩效目标表",
        [
            "项目名称 | 水质化验 | 主管部门 | 云溪县水利局",
            "实施单位 | 418002-云溪县水文站 | 资金总额 | 5.00",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 化验次数 | ≥12次",
        ],
        "项目支出绩效目标表",
        [
            "项目名称 | 河道巡查 | 实施单位 | 云溪县渔政站",
            "一级指标 | 二级指标 | 三级指标 | 指标值",
            "产出指标 | 数量指标 | 巡查次数 | ≥24次",
        ],
    )
    forms = [LocatedForm("institutions", document.tables[0], "单位构成", None, 1)]
    projects, indicators, _ = extract_performance(document, forms, _BUDGET)
    assert [(project.name, project.institution_no) for project in projects] == [("水质化验", 2), ("河道巡查", None)]
    assert [indicator.level3 for indicator in indicators] == ["化验次数", "巡查次数"]
