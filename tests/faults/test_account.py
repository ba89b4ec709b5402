"""Extractors that drop a number without a word: the account of the whole route says so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines import route
from pipelines.account.closing import LEFT_OVER
from pipelines.account.printed_numbers import count_numbers
from pipelines.read.document import read_document
from pipelines.specimens.writing import Plan, write_specimens
from schemas.documents import Document
from schemas.facts import AccountLine, Extraction, Figure


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """An invented body's budget and final account as text."""
    folder = tmp_path_factory.mktemp("specimens")
    assert list(write_specimens(folder, Plan(seed=5, counties=1, departments=1, years=(2025,), formats=("txt",))))
    return [read_document(path.read_bytes(), path.name) for path in sorted(folder.rglob("*.txt"))]


def accounts(documents: list[Document]) -> Iterator[tuple[Document, Extraction]]:
    for document in documents:
        found = route.extract(document, document.file_name)
        listed = sum(count_numbers(document).values())
        assert listed == sum(line.count for line in found.account) > 100
        yield document, found


def lost(extraction: Extraction) -> int:
    return sum(line.count for line in extraction.account if line.reason == LEFT_OVER)


def dropping(real: Callable[..., Any], drops: Callable[[Figure], bool]) -> Callable[..., Any]:
    def extractor(*arguments: Any) -> tuple[list[Figure], Any]:
        figures, issues = real(*arguments)
        return [figure for figure in figures if not drops(figure)], issues

    return extractor


@pytest.mark.parametrize(
    ("extractor", "drops"),
    [
        ("figures_from_forms", lambda figure: figure.form == "expenditure" and figure.state == "reported"),
        ("figures_from_prose", lambda figure: figure.value_kind == "level" and figure.value is None),
    ],
)
def test_what_an_extractor_drops_is_left_over(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch, extractor: str, drops: Callable[[Figure], bool]
) -> None:
    whole = [(lost(found), {id(figure) for figure in found.figures}) for _, found in accounts(documents)]
    monkeypatch.setattr(route, extractor, dropping(getattr(route, extractor), drops))
    for (_, found), (before, figures) in zip(accounts(documents), whole, strict=True):
        assert lost(found) > before
        assert len(found.figures) < len(figures)
        told = [issue for issue in found.issues if issue.issue == LEFT_OVER]
        assert sum(issue.count for issue in told) == lost(found)
        assert all(issue.table_no is not None or issue.char_start is not None for issue in told)


def test_figures_told_twice_count_once(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    def facts(extraction: Extraction) -> list[AccountLine]:
        return [line for line in extraction.account if line.outcome == "fact"]

    once = [facts(found) for _, found in accounts(documents)]
    real = route.figures_from_forms

    def doubled(*arguments: Any) -> tuple[list[Figure], Any]:
        figures, issues = real(*arguments)
        return figures * 2, issues

    monkeypatch.setattr(route, "figures_from_forms", doubled)
    assert [facts(found) for _, found in accounts(documents)] == once


def test_specimens_of_known_layouts_leave_little_over(tmp_path: Path) -> None:
    plan = Plan(seed=9, counties=2, departments=1, years=(2025,), formats=("txt", "html"))
    assert list(write_specimens(tmp_path, plan))
    paths = [path for path in sorted(tmp_path.rglob("*")) if path.suffix in (".txt", ".html")]
    left = total = 0
    for _, found in accounts([read_document(path.read_bytes(), path.name) for path in paths]):
        left += sum(line.count for line in found.account if line.outcome == "issue")
        total += sum(line.count for line in found.account)
    assert left / total < 0.05
