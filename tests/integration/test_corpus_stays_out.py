"""Nothing of the real documents stands in the project: no body, no place, no figure, no sentence."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from pipelines.read.document import read_document

ROOT = Path(__file__).parents[2]
# Lists of the whole country's divisions name every city; the tables of classes print the state's own names.
WHOLE_COUNTRY = ("schemas/classifications/",)
SUFFIXES = {".py", ".yml", ".csv", ".sql", ".md", ".toml", ".txt", ".yaml"}
SENTENCE = 28  # Han characters in one run that two authors do not write alike; statutory titles are shorter
FIGURE = re.compile(r"(?<![\d.,])\d[\d,]*\.\d+(?![\d.,])")
SIGNIFICANT_DIGITS = 6  # invented figures of fewer digits can equal a printed one by chance


def project_files() -> dict[str, str]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return {
        name: (ROOT / name).read_text(encoding="utf-8")
        for name in names
        if Path(name).suffix in SUFFIXES and not name.startswith(WHOLE_COUNTRY) and (ROOT / name).is_file()
    }


def runs(text: str) -> set[str]:
    """Every stretch of `SENTENCE` Han characters, punctuation and blanks left out inside a line's sentence."""
    found = set()
    for sentence in re.split(r"[^\u4e00-\u9fff]+", text):
        found.update(sentence[at : at + SENTENCE] for at in range(len(sentence) - SENTENCE + 1))
    return found


def figures(text: str) -> set[str]:
    found = (number.replace(",", "") for number in FIGURE.findall(text))
    return {number for number in found if len(number.replace(".", "").strip("0")) >= SIGNIFICANT_DIGITS}


@pytest.fixture(scope="module")
def truths(corpus: Path) -> list[dict[str, object]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((corpus / "truth").glob("*.json"))]


@pytest.fixture(scope="module")
def printed(corpus: Path) -> str:
    files = sorted(path for path in (corpus / "documents").rglob("*") if path.is_file())
    documents = [read_document(path.read_bytes(), path.name) for path in files]
    cells = (cell.text for document in documents for table in document.tables for cell in table.cells)
    return "\n".join([*(document.text for document in documents), *cells])


def told(mark: set[str]) -> dict[str, set[str]]:
    return {name: found for name, text in project_files().items() if (found := {one for one in mark if one in text})}


@pytest.mark.corpus
def test_no_body_and_no_place_of_the_corpus_is_named(corpus: Path, truths: list[dict[str, object]]) -> None:
    bodies = {str(truth["entity"]) for truth in truths}
    places = {part for folder in (corpus / "documents").iterdir() for part in folder.name.split("_")}
    provinces = {"上海", "云南", "北京", "广东", "江苏", "河北", "湖南", "福建", "重庆", "陕西", "省本级"}
    assert told(bodies | (places - provinces)) == {}


@pytest.mark.corpus
def test_no_figure_of_the_corpus_stands_in_the_project(printed: str) -> None:
    known = figures(printed)
    assert len(known) > 500
    assert {name: same for name, text in project_files().items() if (same := known & figures(text))} == {}


@pytest.mark.corpus
def test_no_sentence_of_the_corpus_stands_in_the_project(printed: str) -> None:
    known = runs(printed)
    assert len(known) > 500
    assert {name: same for name, text in project_files().items() if (same := known & runs(text))} == {}


def test_the_guard_can_fail() -> None:
    copied = "本部门当年预算安排的一般公共服务支出主要用于保障机构正常运转"
    assert runs(copied) & runs(f"前言。{copied}，附注")
    assert figures("支出 1,234.567 万元") == {"1234.567"} == figures("1234.567")
    assert figures("第 1.5 节 12.30") == set()
