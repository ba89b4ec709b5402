"""Dates are taken where a document prints them, and only dates that can belong to its year."""

from __future__ import annotations

import datetime

import pytest

from pipelines.locate.printed_dates import printed_dates

_DAY = datetime.date(2031, 2, 20)


@pytest.mark.parametrize("line", ["发布时间:2031-02-20", "公开时间:2031年2月20日", "来源:云溪县发布日期:2031/2/20"])
def test_a_label_gives_the_day_of_publication(line: str) -> None:
    assert printed_dates([line], 2031, "budget").published_on == _DAY


@pytest.mark.parametrize(
    "line",
    [
        "批复时间:2031年2月20日",
        "根据县财政局2031年2月20日《关于批复2031年部门预算的通知》,现公开如下",
        "2031年2月20日,云溪县财政局批复我局2031年部门预算",
    ],
)
def test_the_day_of_the_reply(line: str) -> None:
    found = printed_dates([line], 2031, "budget")
    assert (found.replied_on, found.approved_on) == (_DAY, None)
    assert [field for field, _ in found.reasons] == ["replied_on"]


@pytest.mark.parametrize(
    "line",
    [
        "2031年2月20日云溪县第十届人民代表大会第二次会议批准了2031年预算。",
        "县十届人大二次会议于2031年2月20日审议通过2031年预算草案。",
    ],
)
def test_the_day_of_approval(line: str) -> None:
    assert printed_dates([line], 2031, "budget").approved_on == _DAY


@pytest.mark.parametrize(
    "line",
    [
        "2031年2月20日县委编办批复成立水文站。",
        "批复时间:2025年2月20日",
        "发布时间:2031-02-31",
        "公开时间为批复后20日内",
        "2031年2月20日召开人大会议。",
    ],
)
def test_no_day_is_guessed(line: str) -> None:
    found = printed_dates([line], 2031, "budget")
    assert (found.published_on, found.replied_on, found.approved_on, found.reasons) == (None, None, None, ())


def test_a_final_account_is_replied_to_in_the_next_year() -> None:
    assert printed_dates(["批复日期:2031-02-20"], 2030, "final_accounts").replied_on == _DAY
