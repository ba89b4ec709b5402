"""Whose disclosure a document is: the document's own words before the file's name, with invented bodies."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from pipelines.locate.body_name import strip_to_body
from pipelines.locate.identity import identify

_TABLE = ["项目 | 预算数", "一、财政拨款收入 | 10.00", "本年收入合计 | 10.00"]
_PROSE = "2031年收入预算10.00万元，支出预算10.00万元。"
_FOLDER = "990101_yunxi/"


def _identity(document: Any, path: str = f"{_FOLDER}a.pdf") -> Any:
    return identify(document, path)[0]


def _issues(document: Any, path: str = f"{_FOLDER}a.pdf") -> list[str]:
    return [issue.issue for issue in identify(document, path)[1]]


@pytest.mark.parametrize(
    ("cover", "name", "year", "report_type", "scope"),
    [
        (["云溪县水利局2031年部门预算公开"], "云溪县水利局", 2031, "budget", "department"),
        (["2031年度", "云溪县水利局", "部门预算"], "云溪县水利局", 2031, "budget", "department"),
        (
            ["云溪县自然资源和", "规划局", "2030年度部门决算"],
            "云溪县自然资源和规划局",
            2030,
            "final_accounts",
            "department",
        ),
        (
            ["2031年度云溪县水利局部门预算公开云溪县水利局2031年度部门预算公开"],
            "云溪县水利局",
            2031,
            "budget",
            "department",
        ),
        (["云溪县2031年县级单位预算", "预算单位：云溪县水文站"], "云溪县水文站", 2031, "budget", "unit"),
        (["云溪县2031年县级部门预算", "预算主管部门：云溪县水利局"], "云溪县水利局", 2031, "budget", "department"),
        (["云溪县水利局（本级）2031年度预算"], "云溪县水利局", 2031, "budget", "unit"),
        (["云溪县水利局（汇总）2031年部门综合预算公开说明"], "云溪县水利局", 2031, "budget", "department"),
        (["中共云溪县委宣传部", "2031年部门预算情况说明"], "中共云溪县委宣传部", 2031, "budget", "department"),
        (["2031年云溪县部门预算公开（云溪县水利局）"], "云溪县水利局", 2031, "budget", "department"),
        (["301-云溪县水利局-2031年部门（单位）预算"], "云溪县水利局", 2031, "budget", "department"),
        (["云溪县水利局关于2031年部门预算公开的说明"], "云溪县水利局", 2031, "budget", "department"),
        (["2030年度", "部门决算", "云溪县水利局", "2031年9月"], "云溪县水利局", 2030, "final_accounts", "department"),
        (["云溪县水利局机关2031年预算公开"], "云溪县水利局", 2031, "budget", "unit"),
        (["云溪县水利局2030年度部门预算执行情况及2031年部门预算"], "云溪县水利局", 2031, "budget", "department"),
        (["2031年云溪县白石镇人民政府部门预算公开"], "云溪县白石镇人民政府", 2031, "budget", "department"),
        (["云溪县水利局2O31年部门预算"], "云溪县水利局", 2031, "budget", "department"),
        (["附件2", "2031年度", "云溪县水利局部门预算"], "云溪县水利局", 2031, "budget", "department"),
        (["部门预算", "2031", "云溪县水利局"], "云溪县水利局", 2031, "budget", "department"),
        (["云溪县2031年县级部门预算公开", "（云溪县水利局）"], "云溪县水利局", 2031, "budget", "department"),
        (["云溪县人民政府门户网站 2031年度云溪县水利局部门预算"], "云溪县水利局", 2031, "budget", "department"),
        (["【部门预算】云溪县水利局2031年预算公开"], "云溪县水利局", 2031, "budget", "department"),
        (
            ["2031年度云溪县", "中国共产党云溪县委员会宣传部部门预算"],
            "中国共产党云溪县委员会宣传部",
            2031,
            "budget",
            "department",
        ),
        (
            ["2031年部门收支总表", "单位名称：[102001]云溪县水利局 单位：万元"],
            "云溪县水利局",
            2031,
            "budget",
            "department",
        ),
        (["云溪县财政预算评审中心2031年单位预算"], "云溪县财政预算评审中心", 2031, "budget", "unit"),
        (["云溪县水利局2031年项目支出绩效目标表"], "云溪县水利局", 2031, "budget", "department"),
        (["云溪县水文站2031年预算公开"], "云溪县水文站", 2031, "budget", "unit"),
        (["关于云溪县水利局二〇三一年部门预算的说明"], "云溪县水利局", 2031, "budget", "department"),
    ],
)
def test_the_cover_says_it_all(
    document_of: Any, cover: list[str], name: str, year: int, report_type: str, scope: str
) -> None:
    found = _identity(document_of(*cover, "目录", "一、部门职责", _PROSE, _TABLE))
    assert (found.printed_name, found.fiscal_year, found.report_type, found.scope) == (name, year, report_type, scope)
    assert found.division_code == "990101"
    assert {field for field, _ in found.reasons} >= {"printed_name", "fiscal_year", "report_type", "scope"}


def test_the_document_is_believed_before_the_files_name(document_of: Any) -> None:
    document = document_of("云溪县水利局2030年度部门决算", _PROSE, _TABLE)
    path = f"{_FOLDER}教育局_云溪县教育局2031年单位预算.pdf"
    found = _identity(document, path)
    assert (found.printed_name, found.fiscal_year, found.report_type, found.scope) == (
        "云溪县水利局",
        2030,
        "final_accounts",
        "department",
    )
    assert "path_names_another_year" in _issues(document, path)


def test_a_file_of_two_reports_is_read_as_neither(document_of: Any) -> None:
    document = document_of("云溪县水利局2030年度部门决算和2031年部门预算公开", _PROSE, _TABLE)
    found = _identity(document)
    assert (found.printed_name, found.fiscal_year, found.report_type) == ("云溪县水利局", None, None)
    assert "file_holds_two_reports" in _issues(document)
    same_year = document_of("云溪县水利局2031年部门预算及2031年“三公”经费预算公开", _PROSE, _TABLE)
    assert _identity(same_year).fiscal_year == 2031


def test_labels_above_tables_speak_where_there_is_no_cover(document_of: Any) -> None:
    found = _identity(document_of("收支总表", "部门：云溪县水利局单位：万元", "2031年预算", _TABLE))
    assert (found.printed_name, found.fiscal_year) == ("云溪县水利局", 2031)


def test_companion_files_get_one_name(document_of: Any) -> None:
    narrative = _identity(document_of("云溪县水利局（部门）2031年部门预算情况说明", _PROSE))
    tables = _identity(
        document_of(_TABLE, "部门名称：云溪县水利局　　单位：万元", _TABLE),
        f"{_FOLDER}云溪县水利局2031年部门预算报表.pdf",
    )
    for field in ("printed_name", "division_code", "fiscal_year", "report_type", "scope"):
        assert getattr(narrative, field) == getattr(tables, field)


def test_folders_speak_where_file_and_text_are_silent(document_of: Any) -> None:
    path = "990101_yunxi/2030年度部门决算/云溪县水利局/附件2.xls"
    found = _identity(document_of(["项目 | 决算数", "一、收入 | 10.00", "二、支出 | 10.00", "三、结余 | 0.00"]), path)
    assert (found.printed_name, found.fiscal_year, found.report_type) == ("云溪县水利局", 2030, "final_accounts")


def test_a_bare_years_folder_is_not_a_final_accounts_year(document_of: Any) -> None:
    # A final account of 2030 is published in 2031.
    document = document_of("云溪县水利局部门决算", ["项目 | 决算数", "收入 | 10.00"], "单位：万元")
    assert _identity(document, "990101_yunxi/2031/a.xls").fiscal_year is None


def test_a_scan_is_told_by_its_path(document_of: Any) -> None:
    found = _identity(document_of(), f"{_FOLDER}附件2：云溪县水利局2031年单位预算.pdf")
    assert (found.printed_name, found.fiscal_year, found.report_type, found.scope) == (
        "云溪县水利局",
        2031,
        "budget",
        "unit",
    )


def test_a_year_of_two_digits_in_the_path(document_of: Any) -> None:
    found = _identity(document_of(), f"{_FOLDER}云溪县水利局31年预算.pdf")
    assert (found.printed_name, found.fiscal_year) == ("云溪县水利局", 2031)


def test_a_web_pages_navigation_is_no_title(document_of: Any) -> None:
    found = _identity(
        document_of(
            "首页|返回",
            "当前位置：首页>政务公开>预决算",
            "云溪县水利局2031年部门预算公开",
            "发布日期：2031-02-03",
            _PROSE,
        )
    )
    assert (found.title, found.published_on) == ("云溪县水利局2031年部门预算公开", datetime.date(2031, 2, 3))


def test_a_listing_is_not_a_disclosure(document_of: Any) -> None:
    listing = document_of("部门预决算", "云溪县水利局2031年部门预算", "云溪县教育局2031年部门预算", "下一页")
    found, issues = identify(listing, "")
    assert (found.printed_name, found.fiscal_year, found.report_type, found.scope) == (None, None, None, None)
    assert [issue.issue for issue in issues] == ["not_a_disclosure"]


def test_what_is_not_found_is_an_issue_each(document_of: Any) -> None:
    issues = _issues(document_of("收支说明", "收入预算10.00万元，支出预算10.00万元。"), "")
    assert "body_is_not_found" in issues
    assert "fiscal_year_is_not_found" in issues
    assert "division_is_not_found" in issues


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("附件1：云溪县水利局2031年度部门预算情况说明", "云溪县水利局"),
        ("1．中共云溪县委宣传部", "中共云溪县委宣传部"),
        ("第二部分云溪县水利局2031年度部门决算表", "云溪县水利局"),
        ("301001-云溪县水利局机关", "云溪县水利局"),
        ("云溪县妇女联合会", "云溪县妇女联合会"),
        ("收支总体情况表", None),
        ("本部门", None),
        ("2031年部门预算", None),
        ("财政拨款支出", None),
        ("云溪县卫生健康委员会所属云溪县妇幼保健院2031年单位预算公开", "云溪县妇幼保健院"),
        ("云溪县卫生健康委员会及所属单位2031年部门预算", "云溪县卫生健康委员会"),
    ],
)
def test_a_body_in_a_line(text: str, body: str | None) -> None:
    assert strip_to_body(text) == body
