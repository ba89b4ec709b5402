"""The whole `mingzhang load` under faults: bad files, kills, two at once, full disks; what was published stays."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.specimens.writing import Plan, write_specimens
from schemas.issues import issue_kinds
from warehouse import store
from warehouse.publish import TableState, table_states

MEGABYTE = 1 << 20
LOAD = [sys.executable, "-m", "pipelines.cli", "--lang", "en", "load"]


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "MINGZHANG_DATA": str(data)}


def load(data: Path, *paths: Path, options: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    command = [*LOAD, *map(str, paths), *options]
    return subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)


def published(data: Path) -> dict[str, TableState]:
    """The state of every table of the published file, each read in full."""
    with store.open_published(data / "mingzhang.duckdb") as con:
        return table_states(con, "mingzhang")


def rows(data: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with store.open_published(data / "mingzhang.duckdb") as con:
        return con.execute(query, list(values)).fetchall()


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders, `old` and `new`, of invented disclosures: one county in text, one county as PDF, Word and text."""
    folder = tmp_path_factory.mktemp("inbox")
    few = {"counties": 1, "departments": 1, "years": (2025,)}
    for name, plan in {
        "old": Plan(seed=5, report_types=("budget",), formats=("txt",), **few),  # type: ignore[arg-type]
        "new": Plan(seed=6, formats=("pdf", "docx"), **few),  # type: ignore[arg-type]
    }.items():
        assert list(write_specimens(folder / "written" / name, plan))
        shutil.copytree(folder / "written" / name / "documents", folder / name)
    return folder


@pytest.fixture(scope="module")
def old(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the old files are loaded."""
    data = tmp_path_factory.mktemp("old")
    done = load(data, inbox / "old")
    assert done.returncode == 0, done.stdout + done.stderr
    return data


@pytest.fixture(scope="module")
def both(inbox: Path, old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the old files and then the new ones are loaded, undisturbed."""
    data = tmp_path_factory.mktemp("both") / "data"
    shutil.copytree(old, data)
    done = load(data, inbox / "new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert published(data) != published(old)
    return data


@pytest.fixture
def data(old: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own, with the old files loaded."""
    folder = tmp_path / "data"
    shutil.copytree(old, folder)
    return folder


BAD_FILES = {
    "empty.pdf": "file_is_empty",
    "picture.docx": "format_is_not_read_yet",
    "200 megabytes.pdf": "file_is_too_large",
    "bomb.docx": "archive_limit_exceeded",
    "noise.txt": "format_is_unknown",
    "page.pdf": "not_a_disclosure",
    "cut short.pdf": "file_is_damaged",
}


def write_bad_files(folder: Path, whole_pdf: Path) -> None:
    folder.mkdir()
    (folder / "empty.pdf").touch()
    (folder / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50))
    with (folder / "200 megabytes.pdf").open("wb") as huge:
        huge.write(b"%PDF-1.7\n")
        huge.truncate(200 * MEGABYTE)
    with zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"<w:document>" + bytes(32 * MEGABYTE))
    (folder / "noise.txt").write_bytes(random.Random(1).randbytes(100_000))
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body><p>404</p></body></html>", encoding="utf-8")
    body = whole_pdf.read_bytes()
    (folder / "cut short.pdf").write_bytes(body[: len(body) // 2])


MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
unit = 1 if sys.platform == "darwin" else 1024
print(f"PEAK {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit}")
sys.exit(done.returncode)
"""


def test_bad_files_become_issues_and_harm_no_other(inbox: Path, both: Path, tmp_path: Path) -> None:
    whole_pdf = next(inbox.glob("written/**/*.pdf"), None)
    assert whole_pdf is not None
    bad = tmp_path / "bad"
    write_bad_files(bad, whole_pdf)
    data = tmp_path / "data"
    command = [sys.executable, "-c", MEASURED, *LOAD, str(bad), str(inbox / "old"), str(inbox / "new")]
    done = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    # The largest of the process and its workers.
    assert int(done.stdout.rsplit("PEAK ", 1)[1]) < 500 * MEGABYTE
    told = rows(
        data,
        """select file_name, issue, message_zh, message_en from core.document join quality.issue using (document_id)
           where read_status in ('unreadable', 'not_a_disclosure')""",
    )
    assert {name: issue for name, issue, _, _ in told} == BAD_FILES
    for _, issue, zh, en in told:
        assert zh.startswith(issue_kinds()[issue].message_zh.partition("（")[0])
        assert en.startswith(issue_kinds()[issue].message_en.partition(" (")[0])
        assert "{" not in zh + en
    good = "select * from core.fact order by all"
    assert rows(data, good) == rows(both, good)


def _shards(data: Path, step: str) -> int:
    return sum(1 for _ in (data / step).glob("*/[!.]*"))


def _stages(data: Path) -> dict[str, Callable[[], bool]]:
    """What can be seen of a load from outside, in the order in which it happens."""
    documents, facts = _shards(data, "documents"), _shards(data, "facts")
    return {
        "starting": lambda: True,
        "reading": lambda: _shards(data, "documents") > documents,
        "extracting": lambda: _shards(data, "facts") > facts,
        "loading": (data / "work.duckdb.wal").exists,
        "checking": lambda: not (data / "work.settled").exists(),
        "publishing": lambda: any(data.glob(".mingzhang.duckdb.*.part")),
    }


def test_kills_at_every_stage_leave_the_old_or_the_new_and_a_rerun_completes(
    inbox: Path, old: Path, both: Path, data: Path
) -> None:
    allowed = [published(old), published(both)]
    draw = random.Random(7)
    for stage, reached in _stages(data).items():
        child = subprocess.Popen(
            [*LOAD, str(inbox / "new")],
            env=environment(data),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not reached():
            assert child.poll() is None, f"the load ended and was not seen {stage}"
            time.sleep(0.002)
        time.sleep(draw.uniform(0, 0.3 if stage == "starting" else 0.03))
        os.killpg(child.pid, signal.SIGKILL)  # the workers with it
        child.wait(10)
        assert published(data) in allowed
    done = load(data, inbox / "new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert published(data) == published(both)


def test_two_loads_at_once_end_whole(inbox: Path, both: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    children = [
        subprocess.Popen([*LOAD, str(inbox / name)], env=environment(data), stderr=subprocess.PIPE, text=True)
        for name in ("old", "new")
    ]
    for child in children:
        _, told = child.communicate(timeout=120)
        assert child.returncode in (0, 1)
        assert child.returncode == 0 or "Another process is writing this warehouse" in told
    assert 0 in [child.returncode for child in children]
    done = load(data, inbox / "old", inbox / "new")
    assert done.returncode == 0, done.stdout + done.stderr
    for table in ("core.fact", "core.disclosure", "core.department", "quality.finding"):
        assert published(data)[table] == published(both)[table]


def test_a_busy_warehouse_is_told_and_left_alone(inbox: Path, old: Path, data: Path) -> None:
    with store.open_work(data / "work.duckdb"):
        done = load(data, inbox / "new")
    assert done.returncode == 1
    assert "Another process is writing this warehouse" in done.stderr
    assert "Traceback" not in done.stderr
    assert published(data) == published(old)


def _shorter_files(bytes_: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on files stands in for a full disk on Linux")
@pytest.mark.parametrize("kilobytes", [2, 200, 9_000], ids=["shards", "log", "copy"])
def test_a_full_disk_is_told_and_a_later_load_completes(
    inbox: Path, old: Path, both: Path, data: Path, kilobytes: int
) -> None:
    child = subprocess.run(
        [*LOAD, str(inbox / "new")],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: _shorter_files(kilobytes * 1024),
    )
    assert child.returncode == 1, child.stdout + child.stderr
    assert "check disk space and permissions; what was published is unharmed" in child.stderr
    assert "Traceback" not in child.stderr
    assert published(data) == published(old)
    if kilobytes == 200:  # one is enough of the three: a torn log is the hardest to go on from
        done = load(data, inbox / "new")
        assert done.returncode == 0, done.stdout + done.stderr
        assert published(data) == published(both)


KILLED_BY_ONE_FILE = """
import os, signal, sys
from pipelines import ingest
read = ingest.read_document

def die_of_one_file(body, name):
    if b"KILL THE READER" in body:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(body, name)

ingest.read_document = die_of_one_file

if __name__ == "__main__":
    from pipelines.cli import main
    main()
"""


def test_a_file_that_kills_its_process_becomes_an_issue(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "killer.txt").write_text("KILL THE READER", encoding="utf-8")
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"第{number}份文件", encoding="utf-8")
    script = tmp_path / "load.py"
    script.write_text(KILLED_BY_ONE_FILE, encoding="utf-8")
    data = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, str(script), "--lang", "en", "load", str(folder)],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert rows(
        data,
        """select file_name, issue, message_en from core.document join quality.issue using (document_id)
           where read_status = 'unreadable'""",
    ) == [
        (
            "killer.txt",
            "file_is_damaged",
            "The file is damaged or cut short (the process reading it died): fetch it again.",
        )
    ]
    assert rows(data, "select count(*) from core.document") == [(3,)]


def test_a_damaged_working_database_is_told_and_rebuilt_from_what_was_published(
    inbox: Path, both: Path, data: Path
) -> None:
    (data / "work.duckdb").write_text("not a database", encoding="utf-8")
    done = load(data, inbox / "new")
    assert done.returncode == 1
    assert "move it away and load again" in done.stderr
    (data / "work.duckdb").unlink()
    done = load(data, inbox / "new")
    assert done.returncode == 0, done.stdout + done.stderr
    assert published(data) == published(both)
