"""The command line as a stranger meets it: wrong arguments, odd names, second loads, languages, pipes."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.specimens.writing import Plan, write_specimens
from warehouse import store

CLI = [sys.executable, "-m", "pipelines.cli"]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def mingzhang(
    *arguments: str | Path, data: Path, lang: str | None = "en", **variables: str
) -> "subprocess.CompletedProcess[str]":
    options = [] if lang is None else ["--lang", lang]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment |= {"MINGZHANG_DATA": str(data), "PYTHONIOENCODING": "utf-8", **variables}
    command = [*CLI, *options, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")


def wrong(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """The command ended as wrong usage with a clear line and no traceback."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counties' budgets as text in a folder whose name has a space, quotes and a character beyond the plane."""
    folder = tmp_path_factory.mktemp("inbox")
    plan = Plan(seed=5, counties=2, departments=1, years=(2025,), report_types=("budget",), formats=("txt",), faults=1)
    assert list(write_specimens(folder, plan))
    odd = folder / 'it\'s a "county" 😀'
    shutil.copytree(folder / "documents", odd)
    return odd


@pytest.fixture(scope="module")
def data(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both counties loaded."""
    folder = tmp_path_factory.mktemp("data's")
    done = mingzhang("load", inbox, data=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Found 2 files, 2 of them to deal with." in done.stdout
    assert CONTROL.search(done.stdout) is None
    return folder


def published(data: Path) -> duckdb.DuckDBPyConnection:
    return store.open_published(data / "mingzhang.duckdb")


def test_wrong_arguments(tmp_path: Path, inbox: Path) -> None:
    wrong(mingzhang("load", tmp_path / "nowhere", data=tmp_path), "There is no", "check the path")
    wrong(mingzhang("load", "x" * 300, data=tmp_path), "check the path")
    wrong(mingzhang("load", inbox, "--workers", "0", data=tmp_path), "--workers")
    wrong(mingzhang("compare", "petition", "1", data=tmp_path), "year")
    wrong(mingzhang("compare", "nothing", "2025", data=tmp_path), "nothing", "petition")
    wrong(mingzhang("rules", data=tmp_path, lang="fr"), "--lang")
    wrong(mingzhang("rules", data=tmp_path), "mingzhang load")
    wrong(mingzhang("frobnicate", data=tmp_path), "frobnicate")


def test_a_file_that_is_no_warehouse_is_never_replaced(tmp_path: Path, inbox: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("precious", encoding="utf-8")
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as con:
        con.execute("create table mine (x integer)")
    before = other.read_bytes()
    for target in (text, other, tmp_path):
        wrong(mingzhang("load", inbox, "-w", target, data=tmp_path / "data"), str(target), "left as it is")
        wrong(mingzhang("rules", "-w", target, data=tmp_path / "data"), "not a warehouse of Mingzhang")
    assert text.read_text(encoding="utf-8") == "precious"
    assert other.read_bytes() == before


def test_a_folder_without_files(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = mingzhang("load", tmp_path / "empty", data=tmp_path / "data")
    assert done.returncode == 1
    assert "There are no files" in done.stderr


def test_what_is_no_file_is_told_and_the_rest_is_loaded(inbox: Path, data: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = mingzhang("load", tmp_path / "pipe", inbox, data=data)
    assert done.returncode == 1
    assert f"Could not deal with {tmp_path / 'pipe'}: not a regular file" in done.stdout
    assert "Published" in done.stdout


def test_a_second_load_reads_nothing_and_changes_nothing(inbox: Path, data: Path) -> None:
    before = (data / "mingzhang.duckdb").stat()
    spent = os.times()
    done = mingzhang("load", inbox, data=data)
    now = os.times()
    seconds = now.children_user + now.children_system - spent.children_user - spent.children_system
    assert done.returncode == 0
    assert "Nothing changed: 0 documents read, 0 rows changed" in done.stdout
    assert (data / "mingzhang.duckdb").stat().st_mtime_ns == before.st_mtime_ns
    assert seconds < 3, "CPU seconds of a load that has nothing to do"


def test_a_part_of_the_files_into_another_warehouse(inbox: Path, data: Path, tmp_path: Path) -> None:
    county = sorted(path for path in inbox.glob("*/*"))[0]
    target = tmp_path / "a 'quoted' folder" / "part.duckdb"
    done = mingzhang("load", county, "--warehouse", target, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    with store.open_published(target) as part, published(data) as whole:
        query = "select distinct document_id, fact_id from core.fact order by all"
        rows = part.execute(query).fetchall()
        assert rows
        assert set(rows) < set(whole.execute(query).fetchall())
    # Loading the other county keeps the first, in another data folder too: what was published is where work goes on.
    other = sorted(path for path in inbox.glob("*/*"))[1]
    done = mingzhang("load", other, "--warehouse", target, data=tmp_path / "other data")
    assert done.returncode == 0, done.stdout + done.stderr
    with store.open_published(target) as part, published(data) as whole:
        assert part.execute(query).fetchall() == whole.execute(query).fetchall()


def test_a_file_put_into_its_countys_folder_gets_its_county(tmp_path: Path) -> None:
    target, mine = tmp_path / "w.duckdb", tmp_path / "data"
    text = "水务局2031年部门预算公开\n\n2031年收入预算120.50万元，支出预算120.50万元。\n"
    places = []
    for folder in ("unsorted", "990107_照水县", "unsorted"):
        path = tmp_path / "inbox" / folder / "预算公开.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        done = mingzhang("load", tmp_path / "inbox" / folder, "--warehouse", target, data=mine)
        assert done.returncode == 0, done.stdout + done.stderr
        with store.open_published(target) as con:
            places.append(con.execute("select division_code from core.disclosure").fetchall())
    # The third time both places are known already: nothing changes any more.
    assert places == [[(None,)], [("990107",)], [("990107",)]]


def test_other_code_extracts_again_without_reading_again(inbox: Path, data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "data"
    shutil.copytree(data, mine)
    script = "from pipelines import ingest, route; route.extracting_version = lambda: 'other'; import dataclasses\n"
    script += "from pathlib import Path; from pipelines.run import Run; import sys\n"
    script += "if __name__ == '__main__':\n"
    script += "    run = Run(Path(sys.argv[1]), Path(sys.argv[1]) / 'mingzhang.duckdb')\n"
    script += "    run.layout = dataclasses.replace(run.layout, extracting='other')\n"
    script += "    run.find([Path(sys.argv[2])]); list(run.make_shards('serial'))\n"
    script += "    with run.hold(): run.load(); run.publish()\n"
    script += "    print(run.report.new, run.report.read, run.report.facts > 0)\n"
    done = subprocess.run(
        [sys.executable, "-c", script, str(mine), str(inbox)], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["2", "0", "True"], done.stderr
    with published(mine) as new, published(data) as before:
        query = "select * exclude (confidence) from core.fact order by all"  # the rules were not tried anew
        assert new.execute(query).fetchall() == before.execute(query).fetchall()
        assert new.execute("select distinct extractor_version from core.document").fetchall()[0][0].endswith("-other")


def test_explain_shows_every_kind_of_id(data: Path) -> None:
    with published(data) as con:
        wanted = {
            table: con.execute(f"select {column} from {table} where {where} limit 1").fetchone()
            for table, column, where in (
                ("core.fact", "fact_id", "origin = 'table' and column_no is not null"),
                ("core.figure", "figure_id", "origin = 'text'"),
                ("core.indicator", "indicator_id", "true"),
                ("core.asset", "asset_id", "true"),
                ("core.project", "disclosure_id || '/project/' || project_no", "true"),
                ("core.institution", "disclosure_id || '/institution/' || institution_no", "true"),
                ("core.section", "disclosure_id || '/section/' || ordinal", "true"),
                ("quality.issue", "issue_id", "true"),
            )
        }
        (name,) = con.execute("select file_name from core.document order by all").fetchall()[0]
    for row in wanted.values():
        if row is None:
            continue
        done = mingzhang("explain", row[0], data=data)
        assert done.returncode == 0, done.stderr
        assert name.partition("_")[0] in done.stdout
        assert "Place" in done.stdout
    assert wanted["core.fact"] is not None
    assert wanted["core.figure"] is not None
    assert wanted["core.section"] is not None
    wrong(mingzhang("explain", "0" * 20, data=data), "0" * 20)


def test_explain_without_shards_shows_the_quotation(data: Path, tmp_path: Path) -> None:
    with published(data) as con:
        fact_id, quote, stated = con.execute(
            "select fact_id, quote, stated from core.fact where origin = 'table' limit 1"
        ).fetchall()[0]
    with_words = mingzhang("explain", fact_id, "-w", data / "mingzhang.duckdb", data=data)
    done = mingzhang("explain", fact_id, "-w", data / "mingzhang.duckdb", data=tmp_path / "nothing here")
    assert done.returncode == 0, done.stderr
    assert stated in done.stdout
    assert quote.split()[0] in done.stdout
    assert len(done.stdout) < len(with_words.stdout)


def test_every_command_speaks_both_languages(data: Path) -> None:
    for command, zh, en in (
        (("rules", "--failed"), "规则", "Rule"),
        (("compare", "petition", "2025"), "支出合计", "Expenditure"),
        (("explain", "none"), "没有编号", "No table"),
    ):
        for lang, said, unsaid in (("zh", zh, en), ("en", en, zh)):
            done = mingzhang(*command, data=data, lang=lang)
            told = done.stdout + done.stderr
            assert said in told
            assert unsaid not in told
            assert CONTROL.search(told) is None


def test_the_language_is_the_locales(data: Path) -> None:
    for variables, said in (
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "规则"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "Rule"),
    ):
        done = mingzhang("rules", data=data, lang=None, **variables)
        assert done.returncode == 0, done.stderr
        assert said in done.stdout


def test_a_plain_c_locale_prints_what_it_can(data: Path) -> None:
    done = mingzhang("rules", data=data, lang="zh", LC_ALL="C", PYTHONIOENCODING="", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


def test_a_narrow_window_keeps_its_width(data: Path) -> None:
    for command in (("rules",), ("compare", "petition", "2025")):
        done = mingzhang(*command, data=data, COLUMNS="80")
        assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_paths_are_never_bent_in_a_pipe(inbox: Path, tmp_path: Path) -> None:
    target = tmp_path / ("long " * 30) / "x.duckdb"
    done = mingzhang("load", inbox, "-w", target, data=tmp_path / "data", COLUMNS="40")
    assert f"Published: {target}" in done.stdout


def test_help_and_wrong_arguments_answer_at_once(tmp_path: Path) -> None:
    for arguments in (["--help"], ["frobnicate"], ["load", str(tmp_path / "nowhere")]):
        spent = os.times()
        mingzhang(*arguments, data=tmp_path)
        now = os.times()
        assert now.children_user - spent.children_user < 1.0, arguments


def test_neither_dagster_nor_heavy_packages_are_imported_early() -> None:
    check = "import sys, pipelines.cli; print(sorted({'dagster', 'polars', 'duckdb', 'pandera'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    deep = (
        "import sys, pipelines.cli, pipelines.load_command, pipelines.demo, pipelines.explain, pipelines.terminal;"
        "print('dagster' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", deep], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_many_small_files_are_dealt_with(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"第{number}份", encoding="utf-8")
    done = mingzhang("load", folder, data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    with published(tmp_path / "data") as con:
        assert con.execute("select count(distinct document_id) from quality.issue").fetchall() == [(300,)]


def test_audit_accounts_for_every_number_and_leaves_nothing_behind(inbox: Path, data: Path) -> None:
    before = sorted(path for path in data.rglob("*") if path.is_file())
    done = mingzhang("audit", inbox, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    closing = re.search(
        r"All ([\d,]+) numbers = ([\d,]+) facts \+ ([\d,]+) in .* \+ ([\d,]+) ig.* \+ ([\d,]+) in", done.stdout
    )
    assert closing is not None
    total, *ended = (int(number.replace(",", "")) for number in closing.groups())
    assert total == sum(ended) > 100
    assert "100% are accounted for." in done.stdout
    assert "have every applicable rule exact or within rounding" in done.stdout
    assert "Found" not in done.stderr, "what was read for the load is not read again"
    assert max(map(len, done.stdout.splitlines())) <= 600
    assert sorted(path for path in data.rglob("*") if path.is_file()) == before
    assert "去向齐全 100%。" in mingzhang("audit", inbox, data=data, lang="zh").stdout


def test_audit_of_what_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    wrong(mingzhang("audit", tmp_path / "nothing", data=tmp_path), "There is no")


def test_a_sample_is_drawn_filled_in_and_tallied(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    done = mingzhang("sample", "--facts", "40", "--out", path, data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 40
    assert {row["printed_value"] + row["verdict"] + row["remark"] for row in rows} == {""}
    assert all(row["quote"] and row["file_name"] and row["meaning"] for row in rows)
    printed = mingzhang("sample", "--facts", "40", data=data).stdout
    assert printed == path.read_text(encoding="utf-8-sig"), "the same seed draws the same"
    for number, row in enumerate(rows):
        row["verdict"] = "wrong" if number == 0 else "right"
    with path.open("w", encoding="utf-8", newline="") as lines:
        filled = csv.DictWriter(lines, list(rows[0]))
        filled.writeheader()
        filled.writerows(rows)
    told = mingzhang("sample", "--tally", path, data=data).stdout
    assert "2.50%" in told
    assert f"1 · {rows[0]['stratum']}" in told
    rows[0]["verdict"] = "perhaps"
    path.write_text("stratum,verdict\ntext,perhaps\n", encoding="utf-8")
    wrong(mingzhang("sample", "--tally", path, data=data), "line 2: perhaps")
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    wrong(mingzhang("sample", "--tally", path, data=data), "no file that mingzhang sample made")
