"""Each reason for ignoring a number takes what it is for, and leaves the amount that looks like it."""

import csv
import time
from importlib.resources import files

import pytest
import yaml

from pipelines.account.printed_numbers import numbers_in
from pipelines.account.reasons import Explained, ignored_numbers

# ⟦…⟧ marks the number asked for.
TAKEN = {
    "year_or_date": (
        "⟦2031⟧年支出预算",
        "2031-⟦2033⟧年规划",
        "于2031年⟦12⟧月9日",
        "⟦2031.1.1⟧-2031.12.31",
        "发布日期：2031-⟦03⟧-02 17:26",
        "2031-03-02 17:⟦26⟧",
        "截至⟦9⟧月底",
        "⟦31⟧年度部门预算",
        "预算年度：⟦2031⟧",
        "⟦2031⟧全年度",
        "1.⟦2031⟧年支出表",
    ),
    "classification_code": (
        "住房维修（⟦2219901⟧）4.5万元",
        "（三）⟦2219901⟧-住房维修4.5万元",
        "⟦221⟧住房保障支出",
        "A⟦02010104⟧台式计算机",
        "⟦0201⟧-法律服务",
    ),
    "document_number": (
        "（财预〔⟦2031⟧〕7号）",
        "（财预〔2031〕⟦7⟧号）",
        "预算法第⟦32⟧条",
        "南门路⟦12⟧号，",
    ),
    "ordinal": (
        "⟦12⟧、住房保障支出",
        "⟦1⟧.2031年支出表",
        "（⟦3⟧）维修费",
        "如下：⟦2⟧．维修费",
        "见表⟦3⟧",
        "公开⟦03⟧表",
        "⟦12⟧项目支出绩效目标表",
        "目标⟦1⟧：维修路灯",
    ),
    "page_number": ("支出表............⟦13⟧", "- ⟦3⟧ -", "第⟦3⟧页"),
    "phone_or_site": ("联系方式：0999—⟦63000000⟧", "⟦0999⟧-63000000", "⟦12345⟧市民热线", "某ICP备31000000号-⟦1⟧"),
    "threshold": ("单价⟦70⟧万元（含）以上设备", "单位价值在⟦70⟧万元以上的设备", "⟦70⟧万元以上的项目"),
    "body_or_project_code": ("⟦909001⟧-路灯所本级", "99000031Y⟦000909⟧-路灯改造", "项目代码：⟦909001⟧"),
    "full_mark": ("执行率分值（⟦10⟧分）",),
    "number_in_name": ("《⟦12⟧米路灯规范》", "“⟦15⟧分钟照明圈”", "实行1+⟦4⟧+N机制", "⟦5⟧G路灯"),
    "duration": ("提前⟦3⟧个月完成", "⟦24⟧小时值守"),
    "office_count": ("设⟦12⟧个内设机构", "内设⟦9⟧个处室"),
    "work_count": ("举办培训班⟦3⟧期", "受理来信⟦1,200⟧件"),
}
LEFT = (
    "支出⟦2031⟧万元",
    "支出⟦2031.12⟧万元",
    "增加⟦2031.5⟧。",
    "增加⟦2031⟧",
    "资金⟦12345⟧。",
    "⟦123456⟧人次接受服务",
    "增长⟦13.95⟧。",
    "比上年增加⟦5⟧%",
    "支出⟦20500⟧元",
    "⟦221⟧万元",
    "（增加⟦3⟧万元）",
    "接待费（⟦12⟧）万元",
    "接待费（⟦12⟧）元",
    "其中⟦12⟧、13万元",
    "为⟦1.5⟧万元",
    "附表⟦3⟧张",
    "预算⟦3⟧万元",
    "⟦3⟧万元",
    "话费⟦12345⟧元",
    "单价⟦70⟧万元的设备",
    "超过⟦70⟧万元，以上各项",
    "共有车辆⟦3⟧辆",
    "实有人员⟦12⟧人",
    "行政单位⟦2⟧个",
    "国内公务接待⟦4⟧批次",
    "纳入绩效管理的项目⟦6⟧个",
    "得分⟦98⟧分",
    "“⟦15⟧万元以内”",
    "《⟦15⟧万元》",
)


def asked(marked: str) -> str | None:
    start = marked.index("⟦")
    text = marked.replace("⟦", "").replace("⟧", "")
    found = [(first, end, shape) for first, end, _, shape in numbers_in(text) if first <= start < end]
    assert found, marked
    return Explained(text).reason(*found[0])


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in TAKEN.items() for text in texts])
def test_a_reason_takes_what_it_is_for(reason: str, text: str) -> None:
    assert asked(text) == reason


@pytest.mark.parametrize("text", LEFT)
def test_an_amount_is_left(text: str) -> None:
    assert asked(text) is None


def test_every_reason_has_words_and_every_pattern_a_reason() -> None:
    told = yaml.safe_load(files("schemas").joinpath("ignored_numbers.yml").read_text(encoding="utf-8"))
    rules = told["reasons"]
    by_place = {"column_numbering", "line_number"}
    assert set(rules) | by_place == set(ignored_numbers())
    assert set(rules) == set(TAKEN)
    for reason in ignored_numbers().values():
        assert reason.zh
        assert reason.en


def test_no_two_reasons_share_a_code() -> None:
    with files("schemas").joinpath("ignored_numbers.csv").open(encoding="utf-8") as lines:
        codes = [row["reason"] for row in csv.DictReader(lines)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("mark", ["1", "a", " ", ".", "-", "1 ", "a1", "“", "（1", "1,", "2031年 ", "表", "_"])
def test_no_text_takes_long_to_explain(mark: str) -> None:
    text = mark * 20_000
    started = time.process_time()
    explained = Explained(text)
    for first, end, _, shape in numbers_in(text + "1"):
        explained.reason(first, end, shape)
    assert time.process_time() - started < 5
