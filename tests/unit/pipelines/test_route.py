"""What the route makes of what the extractors of records found; the document is invented."""

from __future__ import annotations

import pytest

from pipelines import route
from pipelines.read.document import read_document
from schemas.facts import Figure, Place

DISCLOSURE = """<html><body><p>云溪县水务局2031年部门预算</p><p>部门支出总表</p><p>单位：万元</p>
<table><tr><td>支出项目</td><td>预算数</td></tr><tr><td>基本支出</td><td>70.00</td></tr></table></body></html>"""


def purchase(stated: str, row_no: int) -> Figure:
    return Figure(
        measure="procurement_total",
        fund="all",
        phase="budget",
        fiscal_year=2031,
        stated=stated,
        stated_unit="万元",
        place=Place(None, 1, row_no, 2),
        quote=f"合计 {stated}",
        origin="table",
        form="procurement",
    )


@pytest.mark.parametrize(("second", "reading"), [("30.00", "sure"), ("50.00", "unsure")])
def test_figures_of_records_that_contradict_each_other_are_in_doubt(
    monkeypatch: pytest.MonkeyPatch, second: str, reading: str
) -> None:
    figures = [purchase("30.00", 2), purchase(second, 5)]
    monkeypatch.setattr(route, "extract_procurement", lambda *_: ([], figures, []))
    found = route.extract(read_document(DISCLOSURE.encode(), "invented.html"), "invented.html")
    assert {figure.reading for figure in found.figures if figure.form == "procurement"} == {reading}
    told = [issue.issue for issue in found.issues].count("table_contradicts_itself")
    assert told == (1 if reading == "unsure" else 0)
