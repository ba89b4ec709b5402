"""One disclosure in several files: narrative, tables and targets find each other, whatever their names and order."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.explain import explain
from pipelines.run import Run
from warehouse import store

COUNTY = "990101_yunxi"
SECTIONS = (
    "<p>一、主要职责</p><p>负责养护水库。</p><p>二、收支情况说明</p>"
    "<p>2031年收入预算100.00万元，支出预算100.00万元。</p><p>三、名词解释</p><p>无。</p>"
)
TOTALS = (
    "<p>部门收支总表</p><p>{label}单位：万元</p><table><tr><td>收入项目</td><td>预算数</td><td>支出项目</td><td>预算数</td></tr>"
    "<tr><td>一、一般公共预算拨款收入</td><td>100.00</td><td>一、农林水支出</td><td>100.00</td></tr>"
    "<tr><td>收入总计</td><td>100.00</td><td>支出总计</td><td>100.00</td></tr></table>"
)
FILES = {
    f"{COUNTY}/云溪县水利局2031年部门预算说明.html": f"<h1>云溪县水利局2031年部门预算情况说明</h1>{SECTIONS}",
    f"{COUNTY}/附件2：报表.html": "<p>2031年部门预算公开表</p>" + TOTALS.format(label="部门：云溪县水利局　　"),
    f"{COUNTY}/云溪县水利局（本级）.html": f"<h1>云溪县水利局（本级）2031年单位预算</h1>{SECTIONS}"
    + TOTALS.format(label=""),
    f"{COUNTY}/说明.html": f"<h1>2031年部门预算说明</h1><p>云溪县林业局</p>{SECTIONS}",
    f"{COUNTY}/云溪县林业局2031年部门预算/表.html": TOTALS.format(label=""),
    f"{COUNTY}/通知.html": "<h1>云溪县财政局关于做好2031年部门预算公开工作的通知</h1><p>各单位：以万元为单位公开。</p>",
}
LINKED = {
    ("云溪县水利局", "department"): ["narrative", "tables"],
    ("云溪县水利局", "unit"): ["whole"],
    ("云溪县林业局", "department"): ["narrative", "tables"],
}
Loaded = tuple[dict[tuple[str, str], list[str]], list[tuple[str, ...]], list[tuple[str, ...]]]


def load(folder: Path, *arrivals: list[str]) -> Loaded:
    """The disclosures with their parts, their ids, and the files set aside; loaded again after each arrival."""
    inbox = folder / "inbox"
    warehouse = folder / "data" / "mingzhang.duckdb"
    for names in arrivals:
        for name in names:
            path = inbox / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<html><body>{FILES[name]}</body></html>", encoding="utf-8")
        run = Run(folder / "data", warehouse)
        run.find([inbox])
        for _ in run.make_shards("serial", None):
            pass
        with run.hold():
            run.load()
            run.check()
            run.compare()
            run.publish()
    with store.open_published(warehouse) as con:
        parts = con.execute(
            "select name, scope, list(part order by part) "
            "from core.disclosure join core.department using (department_id) "
            "join core.disclosure_document using (disclosure_id) group by all"
        ).fetchall()
        ids = con.execute("select disclosure_id, printed_name from core.disclosure order by all").fetchall()
        aside = con.execute("select file_name from core.document where read_status = 'not_a_disclosure'").fetchall()
    return {(name, scope): found for name, scope, found in parts}, ids, aside


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return load(tmp_path_factory.mktemp("at_once"), list(FILES))


def test_companions_are_one_disclosure_and_a_unit_is_another(loaded: Loaded) -> None:
    assert loaded[0] == LINKED


def test_what_is_no_disclosure_is_set_aside(loaded: Loaded) -> None:
    assert loaded[2] == [("通知.html",)]


def test_neither_order_nor_a_second_load_matters(loaded: Loaded, tmp_path: Path) -> None:
    backwards = list(reversed(FILES))
    assert load(tmp_path, backwards[:3], backwards[3:], []) == loaded


def test_explain_tells_what_decided(tmp_path: Path) -> None:
    load(tmp_path, list(FILES))
    with store.open_published(tmp_path / "data" / "mingzhang.duckdb") as con:
        rows = con.execute("select disclosure_id from core.disclosure order by all").fetchall()
        found = [explanation for (wanted,) in rows for explanation in explain(con, wanted, tmp_path / "data")]
    assert len(found) == sum(map(len, LINKED.values()))
    told = {"printed_name", "fiscal_year", "report_type", "scope"}
    for explanation in found:
        assert told <= {reason.partition(":")[0] for reason in explanation.row["reasons"]}
