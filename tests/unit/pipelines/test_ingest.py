"""Batches to shards: each file once, nothing twice, files that go or change while they are read are named."""

import os
from pathlib import Path

import polars as pl
import pytest

from pipelines import ingest, route
from pipelines.ingest import Layout, known_sources, make_shards, read_shards
from pipelines.read.document import read_document, storable
from pipelines.sources import Source, find_sources
from schemas.documents import Cell, Document, Paragraph, Table
from schemas.facts import Extraction


def sources_of(folder: Path) -> list[Source]:
    return [found for found in find_sources([folder]) if isinstance(found, Source)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "990101_county"
    inbox.mkdir()
    for number in range(3):
        (inbox / f"{number}.txt").write_text(f"第{number}份文件", encoding="utf-8")
    return inbox


def test_what_is_known_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    first = list(make_shards(sources_of(folder), layout, "serial"))
    assert sum(batch.documents for batch in first) == sum(batch.read for batch in first) == 3
    assert len(known_sources(layout)) == 3
    assert list(make_shards(sources_of(folder), layout, "serial")) == []


def test_a_batch_counts_its_numbers_and_how_they_ended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "某县路灯所2031年部门预算\n支出预算12.50万元，其中杂项经费约3万元。\n"
    (folder / "0.txt").write_text(text, encoding="utf-8")
    done = list(make_shards(sources_of(folder), Layout(tmp_path / "data"), "serial"))
    assert sorted((batch.numbers, batch.accounted) for batch in done) == [(1, 1), (1, 1), (3, 3)]
    assert sorted(batch.unread for batch in done) == [0, 1, 1], "what is no disclosure is unread as a whole"

    def nothing(document: Document, forms: object, extraction: Extraction) -> None:
        extraction.account = []

    monkeypatch.setattr(route, "close_account", nothing)
    lost = list(make_shards(sources_of(folder), Layout(tmp_path / "other"), "serial"))
    assert sorted((batch.numbers, batch.accounted) for batch in lost) == [(1, 1), (1, 1), (3, 0)]


def test_other_extracting_code_reads_nothing_again(folder: Path, tmp_path: Path) -> None:
    list(make_shards(sources_of(folder), Layout(tmp_path / "data"), "serial"))
    other = Layout(tmp_path / "data", extracting="other")
    again = list(make_shards(sources_of(folder), other, "serial"))
    assert (sum(batch.documents for batch in again), sum(batch.read for batch in again)) == (3, 0)


def test_reading_first_is_taken_up_by_extracting(folder: Path, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    assert sum(batch.read for batch in read_shards(sources_of(folder), layout, "serial")) == 3
    assert sum(batch.read for batch in make_shards(sources_of(folder), layout, "serial")) == 0
    assert len(known_sources(layout)) == 3


def test_files_that_went_or_changed_meanwhile_are_named_and_the_rest_is_done(folder: Path, tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    sources = sources_of(folder)
    (folder / "0.txt").unlink()
    (folder / "1.txt").write_text("being written", encoding="utf-8")
    done = list(make_shards(sources, layout, "serial"))
    refused = {Path(file.path).name: file.reason for batch in done for file in batch.refused}
    assert refused == {"0.txt": os.strerror(2), "1.txt": "it was being written"}
    assert [hint for _, hint in known_sources(layout)] == ["990101_county/2.txt"]


def test_a_file_above_the_limit_is_not_taken_into_memory(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(101 * 1024 * 1024)
    sources = [source for source in sources_of(folder) if source.hint.endswith("huge.pdf")]
    monkeypatch.setattr(ingest, "read_document", None)  # calling it would raise
    layout = Layout(tmp_path / "data")
    assert [batch.issues for batch in make_shards(sources, layout, "serial")] == [1]
    assert not list(layout.archive.rglob("*"))


def test_half_of_a_surrogate_pair_and_null_characters_reach_the_shards(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(body: bytes, name: str) -> Document:
        found = read_document(body, name)
        table = Table(1, 1, 1, (Cell(1, 1, 1, 1, "2\ud800\0"),))
        return storable(
            Document(
                found.document_id,
                "text/plain",
                name,
                len(body),
                None,
                "test",
                "0",
                "read",
                (Paragraph("支出\udfff\0", 0), table),
            )
        )

    monkeypatch.setattr(ingest, "read_document", read)
    layout = Layout(tmp_path / "data")
    list(make_shards(sources_of(folder), layout, "serial"))
    texts = pl.read_parquet(f"{layout.documents}/*/blocks.parquet")["text"].drop_nulls().unique().sort().to_list()
    assert texts == ["2\ufffd\0", "支出\ufffd\0"]


def test_text_without_such_halves_is_handed_on_untouched() -> None:
    document = read_document("支出 208.50 万元 😀".encode(), "a.txt")
    assert storable(document) is document
