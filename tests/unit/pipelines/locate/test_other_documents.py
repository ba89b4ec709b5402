"""Files that are no disclosure are set aside; a disclosure never is. Bodies and figures are invented."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.locate.identity import identify

_FULL = [
    "第一部分 部门概况",
    "一、主要职责",
    "基本支出10.00万元，其中人员经费8.00万元，公用经费2.00万元。",
    "“三公”经费预算1.00万元，机关运行经费2.00万元。",
]
_TABLE = ["项目 | 2031年预算数", "财政拨款 | 10.00"]


def _set_aside(document: Any, path: str = "") -> bool:
    return [issue.issue for issue in identify(document, path)[1]] == ["not_a_disclosure"]


@pytest.mark.parametrize(
    "parts",
    [
        ["云溪县2031年部门整体支出绩效评价报告", *_FULL],
        ["云溪县2031年政府预算公开", "三公经费、人员经费、基本支出合计10.00万元"],
        ["关于云溪县2030年预算执行情况和2031年预算草案的报告", "全县一般公共预算收入10亿元"],
        [["收入项目 | 2031年预算数", "增值税 | 10.00", "契税 | 3.00", "印花税 | 2.00"], "单位：万元"],
        ["云溪县财政局关于做好2031年部门预算公开工作的通知", "各单位：公开的金额以万元为单位。"],
        ["云溪县水利局水库除险项目招标公告", "项目预算120.00万元"],
        ["云溪县水利局2031年公开招聘公告", "经费列入预算，每人100元"],
        ["云溪县召开2031年部门预算编制工作会议", "会议要求压减支出100万元"],
        ["一图读懂云溪县2031年预算", "支出10亿元"],
        ["云溪县人民政府2030年政府工作报告", "一般公共预算收入10亿元"],
        ["通知公告", "云溪县关于停车收费的公告", "收费5元，纳入预算管理"],
        ["部门预算公开", ["序号 | 标题 | 日期", "1 | 云溪县水利局 | 2031-02-01", "2 | 云溪县教育局 | 2031-02-01"]],
    ],
)
def test_what_is_no_disclosure_is_set_aside(document_of: Any, parts: list[Any]) -> None:
    assert _set_aside(document_of(*parts))


@pytest.mark.parametrize(
    "parts",
    [
        ["云溪县水利局2031年部门预算公开", *_FULL],
        ["云溪县财政局2031年财政预算公开", "一、机构设置", "本单位收入预算10.00万元"],
        ["云溪县财政预算评审中心2031年单位预算", "收入预算10.00万元"],
        ["云溪县政策调研室2031年部门预算公开表", _TABLE],
        ["云溪县水利局2031年“三公”经费预算公开", "“三公”经费预算1.00万元"],
        ["云溪县水利局2031年项目支出绩效目标表", ["项目名称 | 防汛", "年度金额 | 12.00"]],
        ["2031年部门预算公开表", "部门名称：云溪县水利局", _TABLE],
        ["关于云溪县水利局2031年部门预算的通知", *_FULL],
        ["政府性基金预算支出表", "部门：云溪县水利局　单位：万元", "本表无数据"],
        ["云溪县司法局关于公开2030年部门决算的报告", "2030年收入决算10.00万元"],
        ["收支说明", "收入预算10.00万元，支出预算10.00万元。"],
    ],
)
def test_a_disclosure_is_never_set_aside(document_of: Any, parts: list[Any]) -> None:
    assert not _set_aside(document_of(*parts))


def test_a_bare_listing_says_what_was_missing(document_of: Any) -> None:
    _, issues = identify(document_of("部门预决算", "云溪县水利局2031年部门预算", "下一页"), "")
    assert issues[0].detail.startswith("没有预决算的金额")
