"""The form declarations: complete, strict, and able to tell every title of the contract."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.locate.titles import form_of_title
from schemas.codes import statutory_forms
from schemas.form_declarations import DeclarationError, form_declarations, labels, parse_declaration

_GOOD: dict[str, Any] = {
    "form": "expenditure",
    "rank": 1,
    "titles": [{"with": ["支出"]}],
    "side": "expenditure",
    "total": "expenditure_total",
}


def test_every_form_of_the_contract_is_declared_once() -> None:
    assert sorted(declaration.form for declaration in form_declarations()) == sorted(statutory_forms())


@pytest.mark.parametrize(
    ("form", "title"), [(form.code, title) for form in statutory_forms().values() for title in form.titles]
)
def test_every_title_of_the_contract_names_its_own_form(form: str, title: str) -> None:
    found = form_of_title(title)
    assert found is not None
    assert found.form == form


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"form": "menu"},
        {"rank": "first"},
        {"titles": []},
        {"titles": [{"without": ["收入"]}]},
        {"titles": [{"with": ["支出"], "maybe": ["表"]}]},
        {"side": "left"},
        {"total": "expenditure_lunch"},
        {"fund": "pocket_money"},
        {"funds": {"一般公共预算": "pocket_money"}},
        {"totals": {"基本支出": "expenditure_lunch"}},
        {"axis": "diagonal"},
    ],
)
def test_a_wrong_declaration_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DeclarationError):
        parse_declaration("expenditure.yml", {**_GOOD, **wrong})


def test_a_good_declaration_is_kept() -> None:
    declaration = parse_declaration("expenditure.yml", _GOOD)
    assert declaration.titles[0].fits("部门支出总表")
    assert not declaration.titles[0].fits("部门收入总表")


def test_the_shared_labels_hold_patterns_for_every_side() -> None:
    words = labels()
    assert words.revenue.meaning("一般公共预算拨款收入") is None, "funds are read apart from measures"
    assert words.expenditure.meaning("日常公用经费") == "expenditure_public"
    assert words.three_public.meaning("公务用车购置及运行维护费") == "three_public_vehicle"
    assert words.generic.fullmatch("预算数")
    assert not words.generic.fullmatch("基本支出")
