"""Personal data is masked in text, and figures, codes and public numbers are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.personal_data import mask_personal_data

MASKED = [
    ("联系人：张三 联系电话：010-66778899", "联系人：** 联系电话：***-********"),
    ("联系人：欧阳明德，电话：13800138000", "联系人：****，电话：***********"),
    ("经办人:李四联系方式:023—66778899", "经办人:**联系方式:***—********"),
    ("咨询电话：66778899、66778898", "咨询电话：********、********"),
    ("电话（0571）66778899转801", "电话（****）********转801"),
    ("手机 138 0013 8000", "手机 *** **** ****"),
    ("身份证号为110101199003078515。", "身份证号为******************。"),
    ("身份证号11010119900307851X", "身份证号******************"),
    ("收款账号：6222 0212 3456 7890 123", "收款账号：**** **** **** **** ***"),
    ("填报人：王小五  日期：2025年1月", "填报人：***  日期：2025年1月"),
    ("联系人：赵女士（办公室）", "联系人：***（办公室）"),
]

KEPT = [
    "本年收入合计13,800,138,000.00元",
    "2025年预算13800138000元，比上年增加1.5%",
    "项目代码：530100210000000012345",
    "2080505机关事业单位基本养老保险缴费支出1138.25万元",
    "监督电话：12345",
    "京ICP备第05000000号",
    "截至2025年12月31日，共有车辆12辆",
    "负责人：已审签",
    "填报人：  联系电话：",
    "用款单位联系基层群众，人员经费增加",
    "（2024）2号文件，第13页至第25页",
    "",
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_masks_numbers_and_names(text: str, expected: str) -> None:
    assert mask_personal_data(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_keeps_figures_codes_and_public_numbers(text: str) -> None:
    assert mask_personal_data(text) == text


@given(st.text(alphabet="联系人电话：:，。 0123456789-—（）()万元张王李号码账户转xX", max_size=80))
def test_keeps_length_and_is_stable(text: str) -> None:
    masked = mask_personal_data(text)
    assert len(masked) == len(text)
    assert mask_personal_data(masked) == masked


@given(st.integers(0, 10**12), st.sampled_from(["元", "万元", "亿元"]))
def test_money_is_never_masked(number: int, unit: str) -> None:
    text = f"安排{number}{unit}，占比{number}.00{unit}"
    assert mask_personal_data(text) == text


@pytest.mark.parametrize("piece", ["0", "电话1 ", "联系人：", "账号1", "(0"])
def test_long_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    mask_personal_data(text)
    assert time.perf_counter() - began < 3
