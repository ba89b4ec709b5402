"""Figures from prose, sentence by sentence: every feature of the grammar in invented words and amounts."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.prose.figures import figures_from_prose
from pipelines.locate.sections import locate_sections
from schemas.documents import Document, Paragraph
from schemas.facts import Figure, Identity
from schemas.issues import Issue, issue_kinds

BUDGET = Identity(fiscal_year=2026, report_type="budget")
FINAL = Identity(fiscal_year=2024, report_type="final_accounts")


def document(*lines: str) -> Document:
    """A document without pages whose paragraphs are `lines`."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Paragraph(line, start))
        start += len(line) + 1
    return Document("0" * 64, "text/plain", "x.txt", start, None, "test", "1", "read", tuple(blocks))


def read(*lines: str, identity: Identity = BUDGET) -> tuple[list[Figure], list[Issue]]:
    made = document(*lines)
    return figures_from_prose(made, locate_sections(made), identity)


def told(figure: Figure) -> str:
    """A figure in short: measure/fund kind value unit, then what is not usual about it."""
    number = str(figure.value) if figure.value is not None else figure.stated.replace(",", "")
    words = [f"{figure.measure}/{figure.fund}", figure.value_kind, ("-" if figure.sign < 0 else "") + number]
    words += [figure.stated_unit or ""]
    if figure.compared_with:
        words.append(f"~{figure.compared_with}")
    if figure.phase != "budget":
        words.append(figure.phase)
    if figure.fiscal_year not in (2024, 2026):
        words.append(str(figure.fiscal_year))
    words += [f"[{part}]" for part in (figure.function_code, figure.subject_name, figure.qualifier) if part]
    return " ".join(words)


OVERVIEW = "一、收支预算总体情况说明"
FISCAL = "二、财政拨款收支预算情况说明"
PUBLIC = "三、一般公共预算支出情况说明"
THREE = "四、“三公”经费预算情况说明"
AGENCY = "五、机关运行经费情况说明"
BUYING = "六、政府采购情况说明"
ASSETS = "七、国有资产占有使用情况说明"
GOALS = "八、预算绩效目标情况说明"
STAFF = "九、人员情况说明"

BUDGET_CASES: list[tuple[str, list[str], list[str]]] = [
    # ---- levels and lists
    (
        "a list after 其中",
        [OVERVIEW, "2026年收入预算900万元，其中：财政拨款收入880万元；事业收入0万元；其他收入20万元。"],
        [
            "revenue_grand_total/all level 900 万元",
            "revenue_fiscal_appropriation/fiscal level 880 万元",
            "revenue_undertaking/all level 0 万元",
            "revenue_other/all level 20 万元",
        ],
    ),
    (
        "a list with 包括 and 和",
        [OVERVIEW, "基本支出312.5万元，包括人员经费280万元和公用经费32.5万元；项目支出100万元。"],
        [
            "expenditure_basic/all level 312.5 万元",
            "expenditure_personnel/all level 280 万元",
            "expenditure_public/all level 32.5 万元",
            "expenditure_project/all level 100 万元",
        ],
    ),
    (
        "enumeration commas part a list",
        [
            BUYING,
            "政府采购预算总额60万元，其中：政府采购货物预算10万元、政府采购工程预算20万元、政府采购服务预算30万元。",
        ],
        [
            "procurement_total/all level 60 万元",
            "procurement_goods/all level 10 万元",
            "procurement_works/all level 20 万元",
            "procurement_services/all level 30 万元",
        ],
    ),
    (
        "bare names under procurement",
        [BUYING, "安排政府采购预算6万元，其中货物1万元，工程2万元，服务3万元。"],
        [
            "procurement_total/all level 6 万元",
            "procurement_goods/all level 1 万元",
            "procurement_works/all level 2 万元",
            "procurement_services/all level 3 万元",
        ],
    ),
    (
        "a colon without 其中",
        [OVERVIEW, "（一）收入预算：2026年年初预算数77万元。"],
        ["revenue_grand_total/all level 77 万元"],
    ),
    (
        "nested lists in brackets",
        [
            THREE,
            "公务用车购置及运行维护费8万元（其中：公务用车购置费0万元，公务用车运行维护费8万元），比上年减少1万元。",
        ],
        [
            "three_public_vehicle/all level 8 万元",
            "three_public_vehicle_purchase/all level 0 万元",
            "three_public_vehicle_running/all level 8 万元",
            "three_public_vehicle/all change -1 万元 ~previous_budget",
        ],
    ),
    (
        "a list in the next paragraphs",
        [
            FISCAL,
            "财政拨款基本支出预算90万元，其中：",
            "（一）人员经费80万元。主要包括：基本工资。",
            "（二）公用经费10万元。",
        ],
        [
            "expenditure_basic/fiscal level 90 万元",
            "expenditure_personnel/fiscal level 80 万元",
            "expenditure_public/fiscal level 10 万元",
        ],
    ),
    # ---- amounts
    ("a thousands comma", [OVERVIEW, "收入预算1,234,567.89元。"], ["revenue_grand_total/all level 1234567.89 元"]),
    ("full-width digits", [OVERVIEW, "收入预算１２３．５万元。"], ["revenue_grand_total/all level １２３．５ 万元"]),
    ("digits torn by spaces", [OVERVIEW, "收入预算 1 23.5 万 元。"], ["revenue_grand_total/all level 123.5 万元"]),
    (
        "a line end within a sentence",
        [OVERVIEW, "某单位2026年度全年收入预算总计为", "88万元。"],
        ["revenue_grand_total/all level 88 万元"],
    ),
    (
        "万 without 元",
        [OVERVIEW, "收入预算88.00万，支出预算88.00万。"],
        ["revenue_grand_total/all level 88.00 万元", "expenditure_grand_total/all level 88.00 万元"],
    ),
    ("亿元", [OVERVIEW, "支出预算1.2亿元。"], ["expenditure_grand_total/all level 1.2 亿元"]),
    (
        "zero without a unit",
        [FISCAL, "政府性基金拨款支出预算为0。"],
        ["expenditure_total/government_fund level 0 万元"],
    ),
    (
        "a template's leftover",
        [OVERVIEW, "收入预算9万元，其中：上年结转0万元（有则写，无则填0万元）。"],
        ["revenue_grand_total/all level 9 万元", "revenue_carryover/all level 0 万元"],
    ),
    (
        "amounts in order behind 分别为",
        [BUYING, "政府采购货物、工程、服务预算分别为1万元、2万元和3万元。"],
        [
            "procurement_goods/all level 1 万元",
            "procurement_works/all level 2 万元",
            "procurement_services/all level 3 万元",
        ],
    ),
    (
        "numbers that share a unit",
        [BUYING, "政府采购货物、政府采购服务预算分别为20、100万元。"],
        ["procurement_goods/all level 20 万元", "procurement_services/all level 100 万元"],
    ),
    (
        "one amount for all",
        [THREE, "因公出国（境）费、公务接待费、公务用车购置费均为0万元。"],
        [
            "three_public_abroad/all level 0 万元",
            "three_public_reception/all level 0 万元",
            "three_public_vehicle_purchase/all level 0 万元",
        ],
    ),
    # ---- both sides
    (
        "收支 speaks of both sides and is told once",
        [OVERVIEW, "2026年收、支总预算70万元。"],
        ["expenditure_grand_total/all level 70 万元"],
    ),
    (
        "收支 where the document states its uses by themselves",
        [OVERVIEW, "2026年收、支总预算70万元。", "2026年支出预算70万元。"],
        ["revenue_grand_total/all level 70 万元", "expenditure_grand_total/all level 70 万元"],
    ),
    (
        "a side stated by itself is not told twice",
        [OVERVIEW, "2026年收支总预算70万元。", "2026年收入预算70万元。"],
        ["expenditure_grand_total/all level 70 万元", "revenue_grand_total/all level 70 万元"],
    ),
    (
        "各 changes both",
        [OVERVIEW, "收入总计70万元，支出总计70万元，与上年相比，各增加5万元。"],
        [
            "revenue_grand_total/all level 70 万元",
            "expenditure_grand_total/all level 70 万元",
            "revenue_grand_total/all change 5 万元 ~previous_budget",
            "expenditure_grand_total/all change 5 万元 ~previous_budget",
        ],
    ),
    # ---- funds
    (
        "funds in front of 收入 and 支出",
        [FISCAL, "一般公共预算拨款收入5万元，政府性基金预算拨款收入6万元，一般公共预算拨款支出5万元。"],
        [
            "revenue_general_public_budget/general_public level 5 万元",
            "revenue_government_fund/government_fund level 6 万元",
            "expenditure_total/general_public level 5 万元",
        ],
    ),
    (
        "a fund alone is part of its whole",
        [FISCAL, "本部门当年财政拨款支出9万元，其中：一般公共预算拨款8万元、国有资本经营预算拨款1万元。"],
        [
            "expenditure_total/fiscal level 9 万元",
            "expenditure_total/general_public level 8 万元",
            "expenditure_total/state_capital level 1 万元",
        ],
    ),
    (
        "a fund alone in its section",
        [PUBLIC, "2026年一般公共预算当年拨款40万元。"],
        ["expenditure_total/general_public level 40 万元"],
    ),
    (
        "parts take the whole's fund",
        [OVERVIEW, "财政拨款安排支出12万元，其中：基本支出10万元；项目支出2万元。"],
        [
            "expenditure_total/fiscal level 12 万元",
            "expenditure_basic/fiscal level 10 万元",
            "expenditure_project/fiscal level 2 万元",
        ],
    ),
    ("the heading's fund", [PUBLIC, "基本支出30万元。"], ["expenditure_basic/general_public level 30 万元"]),
    (
        "a fund behind the subject",
        [AGENCY, "机关运行经费财政拨款预算30万元。"],
        ["agency_operating/fiscal level 30 万元"],
    ),
    (
        "carry-over of a fund",
        [OVERVIEW, "上年结转结余的一般公共预算收入3万元。"],
        ["revenue_carryover/general_public level 3 万元"],
    ),
    (
        "the year's revenue apart from carry-over",
        [OVERVIEW, "本年收入合计60万元，上年结转结余4万元。"],
        ["revenue_total/all level 60 万元", "revenue_carryover/all level 4 万元"],
    ),
    # ---- changes
    (
        "比上年增加",
        [OVERVIEW, "收入预算9万元，比上年增加2万元，增长28.57%。"],
        [
            "revenue_grand_total/all level 9 万元",
            "revenue_grand_total/all change 2 万元 ~previous_budget",
            "revenue_grand_total/all change_percent 28.57 % ~previous_budget",
        ],
    ),
    (
        "the base first",
        [OVERVIEW, "与2025年预算相比，支出预算减少3万元。"],
        ["expenditure_grand_total/all change -3 万元 ~previous_budget"],
    ),
    (
        "the base with its own amount",
        [OVERVIEW, "2026年收入预算96万元，比2025年年初预算数98万元减少2万元，下降2.04%。"],
        [
            "revenue_grand_total/all level 96 万元",
            "revenue_grand_total/all level 98 万元 2025",
            "revenue_grand_total/all change -2 万元 ~previous_budget",
            "revenue_grand_total/all change_percent -2.04 % ~previous_budget",
        ],
    ),
    (
        "against the year's outturn",
        [OVERVIEW, "支出预算9万元，比2025年预算执行数增加1万元。"],
        [
            "expenditure_grand_total/all level 9 万元",
            "expenditure_grand_total/all change 1 万元 ~previous_estimated_outturn",
        ],
    ),
    (
        "a change alone in a sentence",
        [AGENCY, "机关运行经费预算9万元。与上年相比减少1万元。"],
        ["agency_operating/all level 9 万元", "agency_operating/all change -1 万元 ~previous_budget"],
    ),
    (
        "同比",
        [OVERVIEW, "支出总预算9万元，同比增加1万元。"],
        ["expenditure_grand_total/all level 9 万元", "expenditure_grand_total/all change 1 万元 ~previous_budget"],
    ),
    (
        "小于上年预算数",
        [THREE, "会议费预算支出8万元，本年数小于上年预算数2万元。"],
        ["meeting/all level 8 万元", "meeting/all change -2 万元 ~previous_budget"],
    ),
    (
        "持平",
        [THREE, "公务接待费5万元，与2025年预算持平。"],
        ["three_public_reception/all level 5 万元", "three_public_reception/all change 0 万元 ~previous_budget"],
    ),
    (
        "持平 in the next sentence",
        [THREE, "公务接待费5万元。与2025年预算持平。"],
        ["three_public_reception/all level 5 万元", "three_public_reception/all change 0 万元 ~previous_budget"],
    ),
    (
        "无变化",
        [OVERVIEW, "政府性基金收入预算0万元，与上年相比无变化。"],
        [
            "revenue_government_fund/government_fund level 0 万元",
            "revenue_government_fund/government_fund change 0 万元 ~previous_budget",
        ],
    ),
    (
        "与上年预算数相同",
        [OVERVIEW, "其他收入0万元，与上年预算数相同。"],
        ["revenue_other/all level 0 万元", "revenue_other/all change 0 万元 ~previous_budget"],
    ),
    (
        "均 speaks of every item",
        [THREE, "因公出国（境）费1万元，公务接待费2万元，均与上年持平。"],
        [
            "three_public_abroad/all level 1 万元",
            "three_public_reception/all level 2 万元",
            "three_public_abroad/all change 0 万元 ~previous_budget",
            "three_public_reception/all change 0 万元 ~previous_budget",
        ],
    ),
    (
        "a change told twice is one",
        [THREE, "公务接待费2万元，比上年增加0.00万元，增长0.00%，与上年持平。"],
        [
            "three_public_reception/all level 2 万元",
            "three_public_reception/all change 0.00 万元 ~previous_budget",
            "three_public_reception/all change_percent 0.00 % ~previous_budget",
        ],
    ),
    (
        "a template's choice in brackets",
        [THREE, "公务接待费2万元，比上年增加（减少）1万元。"],
        ["three_public_reception/all level 2 万元", "three_public_reception/all change 1 万元 ~previous_budget"],
    ),
    (
        "a percentage in brackets",
        [THREE, "公务接待费2万元，较上年减少1万元（33.33%）。"],
        [
            "three_public_reception/all level 2 万元",
            "three_public_reception/all change -1 万元 ~previous_budget",
            "three_public_reception/all change_percent -33.33 % ~previous_budget",
        ],
    ),
    (
        "增 and 减 alone",
        [THREE, "公务接待费1万元，比上年减0.2万元。"],
        ["three_public_reception/all level 1 万元", "three_public_reception/all change -0.2 万元 ~previous_budget"],
    ),
    (
        "减少到 says what is left",
        [THREE, "公务接待费由上年的3万元减少到2万元。"],
        ["three_public_reception/all level 3 万元 2025", "three_public_reception/all level 2 万元"],
    ),
    (
        "a negative amount",
        [THREE, "公务接待费比上年增加-2万元。"],
        ["three_public_reception/all change -2 万元 ~previous_budget"],
    ),
    (
        "bare 收入 means the total before",
        [OVERVIEW, "2026年收入预算9万元，其中，一般公共预算拨款9万元。收入较去年增加1万元。"],
        [
            "revenue_grand_total/all level 9 万元",
            "revenue_general_public_budget/general_public level 9 万元",
            "revenue_grand_total/all change 1 万元 ~previous_budget",
        ],
    ),
    (
        "after a list the sentence speaks of its head again",
        [THREE, "“三公”经费预算6万元。其中，公务接待费6万元。与2025年相比减少2万元。"],
        [
            "three_public_total/all level 6 万元",
            "three_public_reception/all level 6 万元",
            "three_public_total/all change -2 万元 ~previous_budget",
        ],
    ),
    # ---- reasons and purposes
    (
        "an amount in a reason is no figure",
        [OVERVIEW, "收入预算9万元，主要原因是新增奖励资金5万元。"],
        ["revenue_grand_total/all level 9 万元"],
    ),
    (
        "a part's change in a reason is one",
        [OVERVIEW, "支出预算比2025年增加9万元，主要是基本支出增加4万元，项目支出增加5万元。"],
        [
            "expenditure_grand_total/all change 9 万元 ~previous_budget",
            "expenditure_basic/all change 4 万元 ~previous_budget",
            "expenditure_project/all change 5 万元 ~previous_budget",
        ],
    ),
    (
        "a comparison behind a purpose",
        [FISCAL, "基本支出9万元，主要用于保障运转，比2025年增加1万元。"],
        ["expenditure_basic/fiscal level 9 万元", "expenditure_basic/fiscal change 1 万元 ~previous_budget"],
    ),
    (
        "a purpose's amounts are no figures",
        [THREE, "公务接待费3万元，主要用于接待费用2万元。"],
        ["three_public_reception/all level 3 万元"],
    ),
    # ---- shares
    (
        "占",
        [OVERVIEW, "基本支出80万元，占本年支出合计的80%。"],
        ["expenditure_basic/all level 80 万元", "expenditure_basic/all share_percent 80 %"],
    ),
    # ---- headings and labels carry the subject
    (
        "below a heading",
        [THREE, "（二）公务接待费", "2026年预算安排8万元，比上年增加1万元。"],
        ["three_public_reception/all level 8 万元", "three_public_reception/all change 1 万元 ~previous_budget"],
    ),
    (
        "behind a label sentence",
        [THREE, "（二）公务接待费。2026年预算数8万元。"],
        ["three_public_reception/all level 8 万元"],
    ),
    (
        "a second level without a subject is not guessed",
        [THREE, "公务接待费8万元。", "2026年预算安排9万元。"],
        ["three_public_reception/all level 8 万元"],
    ),
    # ---- classified items
    (
        "a code in front",
        [PUBLIC, "（一）2010301-行政运行34.5万元。主要用于人员工资。"],
        ["expenditure_total/general_public level 34.5 万元 [2010301] [行政运行]"],
    ),
    (
        "a code behind",
        [PUBLIC, "1.行政运行（2013201）34.5万元，较上年减少1万元。"],
        [
            "expenditure_total/general_public level 34.5 万元 [2013201] [行政运行]",
            "expenditure_total/general_public change -1 万元 ~previous_budget [2013201] [行政运行]",
        ],
    ),
    (
        "ranks",
        [PUBLIC, "1.“教育支出（类）普通教育（款）小学教育（项）”7万元，主要用于教学。"],
        ["expenditure_total/general_public level 7 万元 [教育支出(类)普通教育(款)小学教育(项)]"],
    ),
    (
        "codes and ranks",
        [PUBLIC, "公共安全支出（204类）司法（06款）行政运行（01项）7万元。"],
        ["expenditure_total/general_public level 7 万元 [2040601] [公共安全支出(类)司法(款)行政运行(项)]"],
    ),
    (
        "a class by its name",
        [PUBLIC, "“农林水支出”科目7万元，主要用于水利。"],
        ["expenditure_total/general_public level 7 万元 [农林水支出]"],
    ),
    (
        "a chain of names",
        [PUBLIC, "农林水支出-水利-行政运行7万元。"],
        ["expenditure_total/general_public level 7 万元 [农林水支出-水利-行政运行]"],
    ),
    (
        "items below a label",
        [PUBLIC, "（1）人员经费：①行政运行（2013201）6万元；②事业运行（2013250）5万元。"],
        [
            "expenditure_personnel/general_public level 6 万元 [2013201] [行政运行]",
            "expenditure_personnel/general_public level 5 万元 [2013250] [事业运行]",
        ],
    ),
    # ---- counts
    (
        "vehicles and their kinds",
        [ASSETS, "截至2025年8月31日，共有车辆3辆，其中：机要通信用车1辆、其他用车2辆。"],
        [
            "vehicles_count/all count 3 辆",
            "vehicles_count/all count 1 辆 [机要通信用车]",
            "vehicles_count/all count 2 辆 [其他用车]",
        ],
    ),
    (
        "equipment by its threshold",
        [ASSETS, "单价100万元（含）以上设备（不含车辆）2台（套）。"],
        ["equipment_count/all count 2 台 [at_least_1000000_yuan]"],
    ),
    (
        "two kinds of equipment",
        [ASSETS, "单价50万元以上通用设备1台（套），单价100万元以上专用设备0台（套）。"],
        [
            "equipment_count/all count 1 台 [at_least_500000_yuan_general]",
            "equipment_count/all count 0 台 [at_least_1000000_yuan_special]",
        ],
    ),
    (
        "planned purchases",
        [ASSETS, "2026年预算安排购置车辆1辆；安排购置单价20万元以上的设备2台（套）。"],
        ["vehicles_bought/all count 1 辆 [planned]", "equipment_count/all count 2 台 [planned_at_least_200000_yuan]"],
    ),
    (
        "assets with areas and amounts",
        [ASSETS, "固定资产金额95.5万元，其中：房屋1,200平方米，价值60万元；其他固定资产5万元。"],
        [
            "fixed_assets/all stock 95.5 万元",
            "buildings_area/all count 1200 平方米",
            "fixed_assets_buildings/all stock 60 万元",
            "fixed_assets_other/all stock 5 万元",
        ],
    ),
    (
        "projects with targets",
        [GOALS, "编报绩效目标的项目共9个，涉及项目预算资金18.5万元。"],
        ["performance_projects/all count 9 个", "performance_amount/all level 18.5 万元"],
    ),
    (
        "the number before what it counts",
        [GOALS, "本部门共7个项目纳入绩效目标管理，涉及财政性资金合计33万元。"],
        ["performance_projects/all count 7 个", "performance_amount/fiscal level 33 万元"],
    ),
    (
        "a list by kind of project",
        [GOALS, "实行绩效目标管理的项目3个，涉及资金9万元。其中：运转类项目2个，涉及资金5万元。"],
        [
            "performance_projects/all count 3 个",
            "performance_amount/all level 9 万元",
            "performance_projects/all count 2 个 [运转类项目]",
            "performance_amount/all level 5 万元 [运转类项目]",
        ],
    ),
    (
        "kinds of posts and people are no totals",
        [STAFF, "核定行政编制20名，事业编制12名，在职在编实有行政人员19人，事业人员11人。"],
        [
            "staff_established/all count 20 名 [行政编制]",
            "staff_established/all count 12 名 [事业编制]",
            "staff_actual/all count 19 人 [在职在编实有行政人员]",
            "staff_actual/all count 11 人 [事业人员]",
        ],
    ),
    (
        "posts and people",
        [STAFF, "人员编制52人，其中行政编制44人，事业编制8人；实有人员50人，其中行政43人。离退休人员20人。"],
        [
            "staff_established/all count 52 人",
            "staff_established/all count 44 人 [行政编制]",
            "staff_established/all count 8 人 [事业编制]",
            "staff_actual/all count 50 人",
            "staff_actual/all count 43 人 [行政]",
            "staff_retired/all count 20 人",
        ],
    ),
    (
        "people at a meeting are no staff",
        [OVERVIEW, "会议费预算5万元，人数约400人；培训费预算6万元。"],
        ["meeting/all level 5 万元", "training/all level 6 万元"],
    ),
    # ---- nothing
    (
        "nothing of a fund",
        ["八、政府性基金预算支出情况说明", "本部门没有使用政府性基金预算拨款安排的支出。"],
        ["expenditure_total/government_fund level 没有使用政府性基金预算拨款安排的支出 "],
    ),
    ("nothing of a measure", [AGENCY, "本单位无机关运行经费。"], ["agency_operating/all level 无机关运行经费 "]),
    # ---- what is no figure of the whole body
    (
        "parts of an agency's own spending",
        [AGENCY, "机关运行经费预算20万元，其中：会议费2万元。"],
        ["agency_operating/all level 20 万元", "agency_operating/all level 2 万元 [会议费]"],
    ),
    ("an average", [THREE, "公务接待费8万元，人均公务接待费0.1万元。"], ["three_public_reception/all level 8 万元"]),
    (
        "a part that no subject names is told by its own words",
        [OVERVIEW, "人员经费9万元，其中：基本工资5万元、奖金4万元。"],
        [
            "expenditure_personnel/all level 9 万元",
            "expenditure_personnel/all level 5 万元 [基本工资]",
            "expenditure_personnel/all level 4 万元 [奖金]",
        ],
    ),
    (
        "bare 支出 at the end of another name",
        [OVERVIEW, "支出预算9万元，其中：康复支出5万元。"],
        ["expenditure_grand_total/all level 9 万元", "expenditure_total/all level 5 万元 [康复支出]"],
    ),
    (
        "items joined before 持平",
        [THREE, "公务用车购置费和因公出国（境）费与上年持平。"],
        [
            "three_public_vehicle_purchase/all change 0 万元 ~previous_budget",
            "three_public_abroad/all change 0 万元 ~previous_budget",
        ],
    ),
    (
        "支出中 opens a list",
        [THREE, "一般公共预算拨款安排的“三公”经费预算支出中，公务接待费支出5万元，占“三公”经费的100%。"],
        [
            "three_public_reception/general_public level 5 万元",
            "three_public_reception/general_public share_percent 100 %",
        ],
    ),
    (
        "what there is and what is planned",
        [
            ASSETS,
            "截至2025年底，共有公务用车1辆；单位价值50万元以上设备1台。2026年拟新增配备单位价值50万元以上设备2台。",
        ],
        [
            "vehicles_count/all count 1 辆",
            "equipment_count/all count 1 台 [at_least_500000_yuan]",
            "equipment_count/all count 2 台 [planned_at_least_500000_yuan]",
        ],
    ),
    (
        "other things that are counted are left out",
        ["二、机构设置情况", "下设4个直属事业单位。32个内设机构，包括接待来访处等10个处室，纳入编制范围的单位2个。"],
        [],
    ),
    (
        "table notes tell nothing of their own",
        [
            "八、政府性基金预算支出情况说明",
            "注：本表如无数字则表示无政府性基金支出。",
            "无政府性基金收入支出的，仍保留表格。",
        ],
        [],
    ),
    (
        "a unit's part is not the body's",
        [OVERVIEW, "收入预算9万元，其中：甲中心收入预算5万元，乙中心收入预算4万元。"],
        [
            "revenue_grand_total/all level 9 万元",
            "revenue_grand_total/all level 5 万元 [甲中心]",
            "revenue_grand_total/all level 4 万元 [乙中心]",
        ],
    ),
    (
        "a label, a colon and an amount",
        [
            THREE,
            "1.公务接待费：5万元，比上年减少1万元；",
            "2.公务用车购置及运行维护费：6万元，其中：购置费0万元，运行维护费6万元。",
        ],
        [
            "three_public_reception/all level 5 万元",
            "three_public_reception/all change -1 万元 ~previous_budget",
            "three_public_vehicle/all level 6 万元",
            "three_public_vehicle_purchase/all level 0 万元",
            "three_public_vehicle_running/all level 6 万元",
        ],
    ),
    (
        "no change in brackets",
        [THREE, "公务接待费3万元（与上年持平）。"],
        ["three_public_reception/all level 3 万元", "three_public_reception/all change 0 万元 ~previous_budget"],
    ),
    ("a glossary gives none", ["十、名词解释", "1.基本支出：指保障运转的支出，如10万元。"], []),
    ("duties give none", ["一、主要职能", "管理专项资金20万元的项目支出。"], []),
    (
        "funds named first, amounts told in order",
        [
            OVERVIEW,
            "收入预算9.5万元，其中，一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款分别为9.5、0、0万元。",
        ],
        [
            "revenue_grand_total/all level 9.5 万元",
            "revenue_general_public_budget/general_public level 9.5 万元",
            "revenue_government_fund/government_fund level 0 万元",
            "revenue_state_capital/state_capital level 0 万元",
        ],
    ),
    (
        "依次为 tells amounts in order, after a heading that runs in",
        ["十、其他重要事项", "2.政府采购。支出总额6万元，货物、工程、服务支出依次为1、2、3万元。"],
        [
            "procurement_total/all level 6 万元",
            "procurement_goods/all level 1 万元",
            "procurement_works/all level 2 万元",
            "procurement_services/all level 3 万元",
        ],
    ),
    (
        "a total that follows a figure is not of that",
        [THREE, "公务接待费2万元。支出总额90万元。"],
        ["three_public_reception/all level 2 万元", "expenditure_grand_total/all level 90 万元"],
    ),
    (
        "the base first: last year's level",
        [OVERVIEW, "收入预算9.5万元，比2025年预算数9万元增加0.5万元，增幅5.56%。"],
        [
            "revenue_grand_total/all level 9.5 万元",
            "revenue_grand_total/all level 9 万元 2025",
            "revenue_grand_total/all change 0.5 万元 ~previous_budget",
            "revenue_grand_total/all change_percent 5.56 % ~previous_budget",
        ],
    ),
    (
        "多 and 少 compare",
        [THREE, "“三公”经费预算5万元，比上年多1万元。公务接待费2万元，比上年少0.5万元。"],
        [
            "three_public_total/all level 5 万元",
            "three_public_total/all change 1 万元 ~previous_budget",
            "three_public_reception/all level 2 万元",
            "three_public_reception/all change -0.5 万元 ~previous_budget",
        ],
    ),
    # ---- numbered headings that run into the text
    (
        "money for special business beside that for staff and offices is spent on projects",
        [
            PUBLIC,
            "（1）人员经费：行政运行（2010301）300万元；（2）公用经费：行政运行（2010301）50万元；（3）专项业务经费：一般行政管理事务（2010302）30000万元。",
        ],
        [
            "expenditure_personnel/general_public level 300 万元 [2010301] [行政运行]",
            "expenditure_public/general_public level 50 万元 [2010301] [行政运行]",
            "expenditure_project/general_public level 30000 万元 [2010302] [一般行政管理事务]",
        ],
    ),
    (
        "a heading that is not known ends what its sibling gave",
        [
            PUBLIC,
            "①人员经费：工资福利支出（301）300万元。②灾备物款：商品和服务支出（302）40万元，较上年增加4万元；培训费3万元。③公用经费：商品和服务支出（302）50万元。",
        ],
        [
            "expenditure_personnel/general_public level 300 万元 [工资福利支出]",
            "expenditure_public/general_public level 50 万元 [商品和服务支出]",
        ],
    ),
    (
        "so it does where it stands in a paragraph of its own",
        [
            PUBLIC,
            "（1）人员经费：",
            "工资福利支出（301）300万元。",
            "（2）灾备物款：",
            "商品和服务支出（302）40万元。",
            "（3）公用经费：",
            "商品和服务支出（302）50万元。",
        ],
        [
            "expenditure_personnel/general_public level 300 万元 [工资福利支出]",
            "expenditure_public/general_public level 50 万元 [商品和服务支出]",
        ],
    ),
    (
        "the parts of an amount that is not understood are not understood",
        [
            OVERVIEW,
            "2026年收入预算900万元。全县造林投资30,000万元，比上年增加20万元，其中县里补助800万元，财政拨款100万元，培训费3万元。",
        ],
        ["revenue_grand_total/all level 900 万元"],
    ),
    (
        "special funds with other words before them, or of projects, are not all projects",
        [OVERVIEW, "项目支出900万元，其中：专项经费700万元；造林专项经费200万元。"],
        [
            "expenditure_project/all level 900 万元",
            "expenditure_project/all level 700 万元 [专项经费]",
            "expenditure_project/all level 200 万元 [造林专项经费]",
        ],
    ),
    (
        "a heading is not a part of the last of the things that are named above it",
        [
            PUBLIC,
            "从人员经费、公用经费、专项业务经费来看，其中：",
            "（1）人员经费：行政运行（2010301）300万元。",
            "（2）专项业务经费：一般行政管理事务（2010302）30000万元。",
        ],
        [
            "expenditure_personnel/general_public level 300 万元 [2010301] [行政运行]",
            "expenditure_project/general_public level 30000 万元 [2010302] [一般行政管理事务]",
        ],
    ),
]
FINAL_CASES: list[tuple[str, list[str], list[str]]] = [
    (
        "shares told in order",
        [OVERVIEW, "支出合计10万元。基本支出和项目支出占支出合计的比重分别为60%和40%。"],
        [
            "expenditure_total/all level 10 万元 final",
            "expenditure_basic/all share_percent 60 % final",
            "expenditure_project/all share_percent 40 % final",
        ],
    ),
    (
        "分别占",
        [OVERVIEW, "基本支出、项目支出分别占60%、40%。"],
        ["expenditure_basic/all share_percent 60 % final", "expenditure_project/all share_percent 40 % final"],
    ),
    (
        "parts belong to the year's own amount, not to last year's told beside it",
        [
            OVERVIEW,
            "本年支出9万元，上年为8万元，较上年同口径增加1万元。其中，基本支出6万元，含人员经费5万元；项目支出3万元。",
        ],
        [
            "expenditure_total/all level 9 万元 final",
            "expenditure_total/all level 8 万元 final 2023",
            "expenditure_total/all change 1 万元 ~previous_final final",
            "expenditure_basic/all level 6 万元 final",
            "expenditure_personnel/all level 5 万元 final",
            "expenditure_project/all level 3 万元 final",
        ],
    ),
    (
        "parts belong to what was spent, not to the plan told beside it",
        [THREE, "“三公”经费支出5万元，年初预算6万元。其中：公务接待费2万元；公务用车运行维护费3万元。"],
        [
            "three_public_total/all level 5 万元 final",
            "three_public_total/all level 6 万元",
            "three_public_reception/all level 2 万元 final",
            "three_public_vehicle_running/all level 3 万元 final",
        ],
    ),
    (
        "counts spelled out",
        [THREE, "购置公务用车一辆，公务用车保有量十二辆。国内公务接待两批次、七人次。"],
        [
            "vehicles_bought/all count 1 辆 final",
            "three_public_vehicles_kept/all count 12 辆 final",
            "reception_batches/all count 2 批次 final",
            "reception_persons/all count 7 人次 final",
        ],
    ),
    (
        "budget and final side by side",
        [PUBLIC, "一般公共预算财政拨款支出年初预算为10万元，支出决算为9万元，完成年初预算的90%。"],
        [
            "expenditure_total/general_public level 10 万元",
            "expenditure_total/general_public level 9 万元 final",
            "expenditure_total/general_public completion_percent 90 % ~current_budget final",
        ],
    ),
    (
        "an adjusted budget",
        [PUBLIC, "一般公共预算财政拨款支出全年预算为10万元，支出决算为9万元，完成全年预算数的90%。"],
        [
            "expenditure_total/general_public level 10 万元 adjusted_budget",
            "expenditure_total/general_public level 9 万元 final",
            "expenditure_total/general_public completion_percent 90 % ~current_adjusted_budget final",
        ],
    ),
    (
        "支出预算 and 支出决算 of one subject",
        [THREE, "公务接待费支出预算为4万元，支出决算为2万元，完成预算的50%，与上年相比增加1万元。"],
        [
            "three_public_reception/all level 4 万元",
            "three_public_reception/all level 2 万元 final",
            "three_public_reception/all completion_percent 50 % ~current_budget final",
            "three_public_reception/all change 1 万元 ~previous_final final",
        ],
    ),
    (
        "an item and its sentences",
        [PUBLIC, "1、教育支出（类）普通教育（款）小学教育（项）。主要用于：教学。年初预算为5万元，支出决算为6万元。"],
        [
            "expenditure_total/general_public level 5 万元 [教育支出(类)普通教育(款)小学教育(项)]",
            "expenditure_total/general_public level 6 万元 final [教育支出(类)普通教育(款)小学教育(项)]",
        ],
    ),
    (
        "against two bases",
        [AGENCY, "机关运行经费支出90万元，比年初预算数增加5万元；比2023年度减少3万元。"],
        [
            "agency_operating/all level 90 万元 final",
            "agency_operating/all change 5 万元 ~current_budget final",
            "agency_operating/all change -3 万元 ~previous_final final",
        ],
    ),
    (
        "the base with its own amount",
        [THREE, "“三公”经费决算数17万元，比2024年“三公”经费年初预算24万元减少7万元。"],
        [
            "three_public_total/all level 17 万元 final",
            "three_public_total/all level 24 万元",
            "three_public_total/all change -7 万元 ~current_budget final",
        ],
    ),
    (
        "收入合计 is the year's revenue",
        [OVERVIEW, "2024年度收入合计12万元，支出合计11万元。"],
        ["revenue_total/all level 12 万元 final", "expenditure_total/all level 11 万元 final"],
    ),
    (
        "a reception's batches and people",
        [
            THREE,
            "国内公务接待支出2.3万元，主要用于接待来访，累计21批次，188人次。其中：外事接待支出0万元，接待0批次，0人次；接待外宾0批次、0人次。",
        ],
        [
            "three_public_reception_domestic/all level 2.3 万元 final",
            "reception_batches/all count 21 批次 final",
            "reception_persons/all count 188 人次 final",
            "three_public_reception_foreign/all level 0 万元 final",
        ],
    ),
    (
        "groups abroad",
        [THREE, "全年安排因公出国（境）团组2个、累计7人次。"],
        ["overseas_groups/all count 2 个 final", "overseas_persons/all count 7 人次 final"],
    ),
    (
        "cars kept",
        [THREE, "购置公务用车1辆，年末公务用车保有量为5辆。"],
        ["vehicles_bought/all count 1 辆 final", "three_public_vehicles_kept/all count 5 辆 final"],
    ),
    (
        "projects tracked and evaluated",
        [GOALS, "绩效跟踪评价的2024年度项目3个，涉及预算金额9万元；绩效自评的2024年度项目4个。"],
        [
            "performance_projects/all count 3 个 final [tracked]",
            "performance_amount/all level 9 万元 final [tracked]",
            "performance_projects/all count 4 个 final [self_evaluated]",
        ],
    ),
    (
        "small firms",
        [BUYING, "授予中小企业合同金额15万元，占政府采购支出总额的75%。"],
        ["procurement_sme/all level 15 万元 final", "procurement_sme/all share_percent 75 % final"],
    ),
    ("what was won is not what was reserved", [BUYING, "由中小企业供应商中标或成交的，采购金额15万元。"], []),
    (
        "a fund's part of a whole is not the fund's expenditure",
        [
            THREE,
            "公务接待费支出决算9万元（其中：一般公共预算支出9万元；政府性基金预算支出0万元）。与上年相比，减少1万元。",
        ],
        [
            "three_public_reception/all level 9 万元 final",
            "three_public_reception/general_public level 9 万元 final",
            "three_public_reception/government_fund level 0 万元 final",
            "three_public_reception/all change -1 万元 ~previous_final final",
        ],
    ),
    (
        "本年收入 in a fund's section is that fund's revenue",
        ["七、政府性基金预算收支决算情况说明", "年初结转和结余1万元，本年收入9万元，本年支出10万元。"],
        [
            "revenue_carryover/government_fund level 1 万元 final",
            "revenue_government_fund/government_fund level 9 万元 final",
            "expenditure_total/government_fund level 10 万元 final",
        ],
    ),
    (
        "counts with 个批次, kinds of vehicles without 其中",
        [ASSETS, "共有车辆4台，机要通信用车1台、应急保障用车3台。", THREE, "国内公务接待35个批次、280人次。"],
        [
            "vehicles_count/all count 4 台 final",
            "vehicles_count/all count 1 台 final [机要通信用车]",
            "vehicles_count/all count 3 台 final [应急保障用车]",
            "reception_batches/all count 35 批次 final",
            "reception_persons/all count 280 人次 final",
        ],
    ),
    (
        "completion of an amount named as the base",
        [FISCAL, "财政拨款支出决算51万元。与2024年度财政拨款支出年初预算50万元相比，完成年初预算的102%。"],
        [
            "expenditure_total/fiscal level 51 万元 final",
            "expenditure_total/fiscal level 50 万元",
            "expenditure_total/fiscal completion_percent 102 % ~current_budget final",
        ],
    ),
    (
        "费用支出 means what was spoken of",
        [THREE, "公务接待费6万元，主要用于接待。费用支出较年初预算数减少1万元。"],
        [
            "three_public_reception/all level 6 万元 final",
            "three_public_reception/all change -1 万元 ~current_budget final",
        ],
    ),
    (
        "收支 means both sides spoken of",
        [OVERVIEW, "2024年度收入总计9万元，支出总计9万元。收支较上年决算数增加1万元。"],
        [
            "revenue_grand_total/all level 9 万元 final",
            "expenditure_grand_total/all level 9 万元 final",
            "expenditure_grand_total/all change 1 万元 ~previous_final final",
        ],
    ),
    (
        "a percentage as 占年初预算",
        [AGENCY, "机关运行经费支出9万元，占年初预算的90%。"],
        [
            "agency_operating/all level 9 万元 final",
            "agency_operating/all completion_percent 90 % ~current_budget final",
        ],
    ),
]


@pytest.mark.parametrize(
    ("lines", "expected"), [case[1:] for case in BUDGET_CASES], ids=[case[0] for case in BUDGET_CASES]
)
def test_budget_sentences(lines: list[str], expected: list[str]) -> None:
    figures, _ = read(*lines)
    assert [told(figure) for figure in figures] == expected


@pytest.mark.parametrize(
    ("lines", "expected"), [case[1:] for case in FINAL_CASES], ids=[case[0] for case in FINAL_CASES]
)
def test_final_account_sentences(lines: list[str], expected: list[str]) -> None:
    figures, _ = read(*lines, identity=FINAL)
    assert [told(figure) for figure in figures] == expected


def test_place_and_quote_are_exact() -> None:
    made = document(OVERVIEW, "2026年，某单位收入 预算\u30001，234.5万元。")
    (figure,), _ = figures_from_prose(made, locate_sections(made), BUDGET)
    assert made.text[figure.place.char_start : figure.place.char_end] == figure.stated == "1，234.5"
    assert figure.quote == "收入预算1，234.5万元"
    assert figure.section == "budget_overview"
    assert figure.origin == "text"


def test_pages_are_those_of_the_number() -> None:
    paragraph = Paragraph("收入预算12万元，支出预算34万元。", 0, ((0, 4), (10, 5)))
    made = Document("0" * 64, "x", "x", 1, 5, "test", "1", "read", (paragraph,))
    figures, _ = figures_from_prose(made, [], BUDGET)
    assert [figure.place.page for figure in figures] == [4, 5]


def test_long_quotes_keep_label_and_figure() -> None:
    remark = "（含所属各级单位按规定保留的全部公务用车和租用的车辆的费用及其他有关的费用）"
    (figure,), _ = read(THREE, f"公务用车购置及运行维护费支出{remark}为12.5万元。")
    assert len(figure.quote) <= 60
    assert figure.quote.startswith("公务用车购置及运行维护费")
    assert figure.quote.endswith("12.5万元")


def test_quotes_name_a_label_that_stands_above() -> None:
    figures, _ = read(THREE, "（二）公务接待费", "2026年预算安排8万元。")
    assert [figure.quote for figure in figures] == ["公务接待费…2026年预算安排8万元"]


def test_words_shared_by_items_are_placed_from_each_label_on() -> None:
    figures, _ = read(THREE, "因公出国（境）费1万元，公务接待费2万元，均与上年持平。")
    places = [(figure.place.char_start, figure.place.char_end) for figure in figures if figure.value is not None]
    assert len(places) == len(set(places)) == 2
    assert {figure.stated for figure in figures if figure.value is not None} == {"与上年持平"}


def test_the_whole_department_is_told_apart() -> None:
    figures, _ = read(
        GOALS, "本部门整体支出纳入绩效目标管理，涉及资金9万元；本部门共7个项目纳入绩效目标管理，涉及资金3万元。"
    )
    amounts = [figure for figure in figures if figure.measure == "performance_amount"]
    assert [figure.qualifier for figure in amounts] == ["whole_department", None]


def test_dates_of_counts() -> None:
    for words, day in (
        ("截至2025年8月31日", (2025, 8, 31)),
        ("截至2025年12月底", (2025, 12, 31)),
        ("截至2025年底", (2025, 12, 31)),
        ("截至上年末", (2025, 12, 31)),
        ("截至2025年2月", (2025, 2, 28)),
    ):
        (figure,), _ = read(ASSETS, f"{words}，共有车辆2辆。")
        assert figure.as_of == datetime.date(*day), words


def test_amounts_that_are_not_understood_are_issues() -> None:
    figures, issues = read(OVERVIEW, "奖励资金20万元，另有补贴30万元。")
    assert figures == []
    assert [issue.issue for issue in issues] == ["amount_in_prose_is_not_understood"]
    assert issues[0].detail.startswith("2;")
    assert issues[0].issue in issue_kinds()


def test_an_unmade_choice_is_doubtful() -> None:
    figures, _ = read(THREE, "公务接待费5万元，比上年增加/减少1万元。")
    assert [figure.reading for figure in figures] == ["sure", "unsure"]


def test_a_numbered_list_ends_with_its_numbers() -> None:
    figures, _ = read(
        OVERVIEW,
        "财政拨款支出预算9万元。包括：",
        "1.基本支出5万元。",
        "2.项目支出4万元。",
        "此外，基本支出预算数为6万元。",
    )
    assert [(figure.measure, figure.fund) for figure in figures] == [
        ("expenditure_total", "fiscal"),
        ("expenditure_basic", "fiscal"),
        ("expenditure_project", "fiscal"),
        ("expenditure_basic", "all"),
    ]


def test_a_label_in_a_paragraph_opens_its_section() -> None:
    (figure,), _ = read(
        "六、其他重要事项", "（三）绩效目标设置情况。2026年项目均实行目标管理，涉及一般公共预算拨款9万元。"
    )
    assert (figure.measure, figure.fund, figure.section) == ("performance_amount", "general_public", "performance")


def test_another_year_is_not_the_disclosures() -> None:
    figures, _ = read(THREE, "2025年“三公”经费预算数为25万元，其中：公务接待费11万元。")
    assert {figure.fiscal_year for figure in figures} == {2025}


def test_nothing_is_read_without_a_year_or_type() -> None:
    assert read(OVERVIEW, "收入预算9万元。", identity=Identity(fiscal_year=2026)) == ([], [])
    assert read(OVERVIEW, "收入预算9万元。", identity=Identity(report_type="budget")) == ([], [])


LABELS = {
    "财政拨款收入": "revenue_fiscal_appropriation",
    "事业收入": "revenue_undertaking",
    "上级补助收入": "revenue_superior_subsidy",
    "附属单位上缴收入": "revenue_subordinate_remittance",
    "事业单位经营收入": "revenue_business",
    "其他收入": "revenue_other",
    "上年结转": "revenue_carryover",
}
AMOUNTS = st.decimals(0, 99_999_999, places=2).map(lambda value: f"{value:,}")


@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(
        st.tuples(st.sampled_from(sorted(LABELS)), AMOUNTS), min_size=1, max_size=7, unique_by=lambda item: item[0]
    ),
    whole=AMOUNTS,
    opening=st.sampled_from(["，其中：", "。其中：", "，包括", "（其中：", "，其中，"]),
    between=st.sampled_from(["，", "；", "、"]),
    link=st.sampled_from(["", "为", "预算", "预算安排"]),
    unit=st.sampled_from(["万元", "元"]),
    spaced=st.booleans(),
)
def test_any_list_is_read_back(
    items: list[tuple[str, str]], whole: str, opening: str, between: str, link: str, unit: str, spaced: bool
) -> None:
    parts = between.join(f"{label}{link}{number}{unit}" for label, number in items)
    sentence = f"2026年收入预算{whole}{unit}{opening}{parts}{'）' if '（' in opening else ''}。"
    if spaced:
        sentence = " ".join(sentence)
    figures, issues = read(OVERVIEW, sentence)
    assert issues == []
    expected = [("revenue_grand_total", whole), *((LABELS[label], number) for label, number in items)]
    assert [(figure.measure, figure.stated) for figure in figures] == expected
    assert {figure.stated_unit for figure in figures} == {unit}


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(["因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行维护费"]),
            AMOUNTS,
            st.sampled_from([("增加", 1), ("减少", -1), ("下降", -1), ("增长", 1)]),
            AMOUNTS,
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda item: item[0],
    ),
    base=st.sampled_from(["比上年", "较上年预算", "与2025年相比", "比2025年预算", "较去年"]),
)
def test_any_changes_are_read_back(changes: list[tuple[str, str, tuple[str, int], str]], base: str) -> None:
    sentence = "；".join(f"{label}{level}万元，{base}{word}{change}万元" for label, level, (word, _), change in changes)
    figures, issues = read(THREE, f"“三公”经费情况如下：{sentence}。")
    assert issues == []
    assert [(figure.value_kind, figure.stated, figure.sign) for figure in figures] == [
        triple for _, level, (_, sign), change in changes for triple in (("level", level, 1), ("change", change, sign))
    ]
    assert {figure.compared_with for figure in figures if figure.value_kind == "change"} == {"previous_budget"}


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        alphabet="收入支出预算决算其中分别为均持平比上年增减少占完成的无财政拨款万元%012.,，。；：、（）年类项辆",
        max_size=120,
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    made = document(THREE, text)
    for identity in (BUDGET, FINAL):
        figures, _ = figures_from_prose(made, locate_sections(made), identity)
        for figure in figures:
            assert figure.place.char_start is not None
            assert figure.place.char_end is not None
            assert figure.place.char_start < figure.place.char_end <= len(made.text)
            assert len(figure.quote) <= 60


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,",
        "(",
        "(1万元",
        "收入预算",
        "支出",
        "无",
        "持平",
        "其中",
        "、1",
        "比上年",
        "名(类)",
        "行政运行(2010301)",
        "收入预算9万元，比上年增加1万元；",
    ],
)
def test_endless_paragraphs_take_linear_time(piece: str) -> None:
    read(OVERVIEW, "收入预算9万元。")

    def seconds(length: int) -> float:
        made = document(OVERVIEW, piece * (length // len(piece)))
        began = time.perf_counter()
        figures_from_prose(made, [], BUDGET)
        return time.perf_counter() - began

    # A quadratic reader needs sixteen times as long for four times the text; the rest is a busy machine's.
    assert seconds(40_000) < max(10 * seconds(10_000), 1.0)


def test_a_date_that_introduces_lines_dates_them() -> None:
    lines = ("截至2025年12月，人员情况如下：", "在职人员编制9人。", "在职实有8人。", AGENCY, "机关运行经费3万元。")
    figures, _ = read(STAFF, *lines)
    assert [figure.as_of for figure in figures] == [datetime.date(2025, 12, 31), datetime.date(2025, 12, 31), None]


def test_a_stock_changes_from_what_was_held_a_year_before() -> None:
    figures, _ = read(ASSETS, "截至2025年12月31日，资产总额9万元。与上年相比，资产总额减少1万元。")
    (held, changed) = figures
    assert (held.value_kind, held.as_of) == ("stock", datetime.date(2025, 12, 31))
    assert (changed.value_kind, changed.as_of) == ("change", datetime.date(2025, 12, 31))
    assert (changed.compared_with, changed.sign) == ("previous_final", -1)
