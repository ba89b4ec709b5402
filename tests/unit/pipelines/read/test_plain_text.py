"""Plain text: paragraphs a line, and the ways in which tables are written as text."""

import pytest

from pipelines.read.plain_text import read_plain_text
from schemas.documents import Document


def read(text: str) -> Document:
    return read_plain_text(text.encode(), "x.txt")


def prose(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]


def grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[place.text if place else "?" for place in line] for line in document.tables[number].grid()]


def rows(*lines: str) -> str:
    """Rows as extractors write them: a cell a line after a tab, a blank line after each row."""
    return "".join("".join(f"\t{cell}\n" for cell in line.split("|")) + "\n" for line in lines)


def test_paragraphs_and_headings() -> None:
    document = read("\ufeff第一部分 概况\r\n\r\n  一、职责\r\n主要职责是记账。\r\n")
    assert [(p.text, p.heading_level) for p in document.paragraphs] == [
        ("第一部分 概况", 1),
        ("一、职责", 2),
        ("主要职责是记账。", None),
    ]


def test_a_cell_a_line_with_settings_above_the_head_and_lines_in_cells() -> None:
    document = read(
        "五、采购情况\n"
        + rows("编制单位：某局|单位：万元", "品目|数量|金额\n合计", "椅子|4|1.20", "合计||")
        + "\n\n六、其他"
    )
    assert prose(document) == ["五、采购情况", "六、其他"]
    assert grid(document) == [
        ["编制单位：某局", "单位：万元", "单位：万元"],
        ["品目", "数量", "金额\n合计"],
        ["椅子", "4", "1.20"],
        ["合计", "", ""],
    ]


def test_a_head_of_two_rows_with_fewer_cells_above() -> None:
    document = read(rows("来源|物品|金额", "项目|资金||合计|拨款|其他", "甲|1|乙|2|3|4"))
    assert grid(document)[:2] == [
        ["来源", "来源", "物品", "金额", "金额", "金额"],
        ["项目", "资金", "物品", "合计", "拨款", "其他"],
    ]


def test_a_head_of_two_rows_of_equal_length() -> None:
    document = read(rows("指标|目标值||依据", "|符号|数值|", "数量|≥|5|计划"))
    assert grid(document)[:2] == [["指标", "目标值", "目标值", "依据"], ["指标", "符号", "数值", "依据"]]


def test_two_spanning_heads_side_by_side_repeat_their_labels() -> None:
    document = read(rows("收入|支出", "项目|金额|项目|金额", "甲|1|乙|2"))
    assert grid(document)[0] == ["收入", "收入", "支出", "支出"]


def test_blanks_below_data_are_no_spans() -> None:
    document = read(rows("一级|二级|值", "产出|数量|1", "|质量|2", "||3"))
    assert grid(document)[2:] == [["", "质量", "2"], ["", "", "3"]]


def test_a_head_of_three_rows() -> None:
    document = read(
        rows(
            "支出表",
            "科目|合计|基本支出|项目支出",
            "||小计|人员经费|",
            "|||工资|津贴|",
            "甲|9|6|2|3|3",
            "合计|9|6|2|3|3",
        )
    )
    assert grid(document)[:4] == [
        ["支出表"] * 6,
        ["科目", "合计", "基本支出", "基本支出", "基本支出", "项目支出"],
        ["科目", "合计", "小计", "人员经费", "人员经费", "项目支出"],
        ["科目", "合计", "小计", "工资", "津贴", "项目支出"],
    ]
    assert {(c.text, c.row_span, c.column_span) for c in document.tables[0].cells if c.row_no == 2} == {
        ("科目", 3, 1),
        ("合计", 3, 1),
        ("基本支出", 1, 3),
        ("项目支出", 3, 1),
    }


def test_a_short_row_of_a_table_with_all_its_blanks_holds_a_cell_that_spans() -> None:
    document = read(rows("编码|名称|合计|本年", "201|甲|3.5|1", "20101|乙|2|", "合计|5.5|1", "备注"))
    assert grid(document)[3:] == [["合计", "合计", "5.5", "1"], ["备注", "", "", ""]]


def test_short_rows_are_filled_up_where_their_numbers_fit() -> None:
    document = read("一级\t二级\t符号\t目标\t依据\n产出\t数量\t≥\t5\t计划\n质量\t≥\t90\t计划\n效果\t社会\t≥\t7\n")
    assert grid(document)[2:] == [
        ["", "质量", "≥", "90", "计划"],
        ["效果", "社会", "≥", "7", ""],
    ]


@pytest.mark.parametrize("tear", ["\n\t", "\n"])
def test_a_row_torn_by_a_blank_paragraph_is_joined(tear: str) -> None:
    text = rows("一级|二级|三级|描述|值", "产出|数量|甲|乙|1", "|时效|丙|丁|2", "|质量|戊|己|3")
    torn = text.replace("\t时效\n\t丙", f"\t时效\n{tear}丙")
    assert grid(read(torn)) == grid(read(text))
    assert prose(read(torn)) == []


def test_long_codes_are_no_amounts_when_a_short_row_is_filled_up() -> None:
    code = "99010325347921701227"
    document = read(rows("名称|编码|类别|合计|拨款|其他", f"甲|{code}|特定|3|3|", f"乙|{code}|特定|4|4|", "合计|7|7|0"))
    assert grid(document)[3] == ["合计", "合计", "合计", "7", "7", "0"]


@pytest.mark.parametrize(
    "below",
    [
        ["注：本表为空表。", "支出预算表", "公开02表"],
        ["支出预算表", "公开02表", "单位：万元"],
        ["二、其他情况"],
        ["备注：没有数据"],
    ],
)
def test_lines_below_a_short_last_row_are_prose(below: list[str]) -> None:
    table = rows("科目|合计|基本支出|项目支出", "甲|1|1|0", "合计||")
    document = read(f"收入预算表\n{table}" + "\n".join(below) + "\n\n" + table)
    assert prose(document) == ["收入预算表", *below]
    assert [table.row_count for table in document.tables] == [3, 3]


def test_the_next_title_right_below_the_last_cell_is_prose() -> None:
    table = rows("科目|合计", "甲|1").rstrip("\n")
    document = read(f"收入预算表\n{table}\n支出预算表\n公开02表\n\n{table}\n")
    assert prose(document) == ["收入预算表", "支出预算表", "公开02表"]
    assert [table.row_count for table in document.tables] == [2, 2]


def test_a_short_last_row_that_runs_into_the_next_heading() -> None:
    document = read(rows("品目|数量|金额").rstrip("\n") + "\n\n\t合  计\n 六、资产情况\n本单位有资产。\n")
    assert grid(document) == [["品目", "数量", "金额"], ["合  计", "", ""]]
    assert [(p.text, p.heading_level) for p in document.paragraphs] == [("六、资产情况", 2), ("本单位有资产。", None)]


def test_numbered_lines_inside_a_cell_stay_in_it() -> None:
    document = read(rows("目标|1.按时完成\n2.保证质量", "指标|值", "数量|5"))
    assert grid(document)[0] == ["目标", "1.按时完成\n2.保证质量"]


def test_a_title_right_above_a_table_is_prose() -> None:
    document = read("机构设置情况\n" + rows("名称|性质", "某中心|事业"))
    assert prose(document) == ["机构设置情况"]
    assert grid(document) == [["名称", "性质"], ["某中心", "事业"]]


def test_prose_indented_by_tabs_is_no_table() -> None:
    sentence = "本单位按照规定编制年度预算并向社会公开有关情况，接受监督，所列金额均以万元为单位，数据来源于预算系统。"
    document = read(f"\t{sentence}\n\t{sentence}\n\n\t{sentence}\n")
    assert prose(document) == [sentence] * 3
    assert document.tables == ()


def test_lines_of_cells_separated_by_tabs() -> None:
    document = read("收支总表\n单位：万元\n项目\t本年\t上年\n收入\t12.5\t\n支出\t\t11\n完")
    assert prose(document) == ["收支总表", "单位：万元", "完"]
    assert grid(document) == [["项目", "本年", "上年"], ["收入", "12.5", ""], ["支出", "", "11"]]


def test_a_contents_list_is_no_table() -> None:
    document = read("目录\n一、概况\t1\n二、收支情况\t3\n三、名词解释\t12\n")
    assert document.tables == ()
    assert prose(document)[1] == "一、概况\t1"


@pytest.mark.parametrize(
    "drawn",
    [
        "| 项目 | 金额 |\n|------|------|\n| 收入 | 12.5 |\n| 支出 | 11 |",
        "+----+----+\n|项目|金额|\n+----+----+\n|收入|12.5|\n+----+----+\n|支出|11|\n+----+----+",
        "┌────┬────┐\n│项目│金额│\n├────┼────┤\n│收入│12.5│\n├────┼────┤\n│支出│11  │\n└────┴────┘",
        "┌────┬────┐\n│项  │金额│\n│目  │    │\n├────┼────┤\n│收入│12.5│\n├────┼────┤\n│支出│11  │\n└────┴────┘",
    ],
)
def test_tables_drawn_with_bars(drawn: str) -> None:
    document = read(f"表一\n{drawn}\n完")
    assert prose(document) == ["表一", "完"]
    assert [[cell.replace("\n", "") for cell in row] for row in grid(document)] == [
        ["项目", "金额"],
        ["收入", "12.5"],
        ["支出", "11"],
    ]


def test_field_codes_and_bookmarks_are_taken_out_and_named() -> None:
    document = read(
        r"[bookmark: _Toc1]一、概况{ TC 一、别的部门 \f C \l 1 }" + "\n{ TC 一、别的部门 \\f C \\l 1 }\n正文"
    )
    assert prose(document) == ["一、概况", "正文"]
    assert [issue.issue for issue in document.issues] == ["template_residue"]
    assert "别的部门" in document.issues[0].detail


@pytest.mark.parametrize(
    "line",
    [
        'HYPERLINK \\l "_Toc4713" 一、概况\tPAGEREF _Toc4713 \\h 3',
        "\x13 TOC \\o \x14一、概况\t\x13 PAGEREF _Toc4713 \\h \x143\x15\x15",
        'TOC \\o "1-3" \\h \\z \\u 一、概况\t3',
        "[bookmark: _GoBack]一、概况\t{ PAGEREF _Toc4713 \\h }3",
    ],
)
def test_instructions_of_fields_leave_what_they_show(line: str) -> None:
    assert [text.replace("\t", "").replace(" ", "") for text in prose(read(line))] == ["一、概况3"]


def test_lost_characters_are_an_issue() -> None:
    body = "本单位部门预算收入和支出".encode() * 20
    document = read_plain_text(body[:30] + b"\xff" + body[30:], "x.txt")
    assert [issue.issue for issue in document.issues] == ["text_has_lost_characters"]
