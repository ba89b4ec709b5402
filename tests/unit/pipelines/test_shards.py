"""Shards give back exactly what was read, and appear whole or not at all."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import shards
from pipelines.shards import document_frames, read_shard_documents, write_shard
from schemas.documents import Box, Cell, Document, Paragraph, Table
from schemas.issues import Issue

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
pages = st.none() | st.integers(1, 9)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    boxes = st.none() | st.builds(Box, *[st.floats(0, 600)] * 4)
    cells = tuple(
        Cell(row, column, 1, 1, draw(texts), draw(pages), draw(boxes))
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    )
    return Table(draw(st.integers(1, 5)), rows, columns, cells, draw(pages))


paragraphs = st.builds(
    Paragraph,
    texts,
    st.integers(0, 99),
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=2).map(tuple),
    st.none() | st.integers(1, 5),
)


@st.composite
def documents(draw: st.DrawFn, document_id: str) -> Document:
    return Document(
        document_id,
        "application/pdf",
        draw(texts),
        draw(st.integers(0, 10**9)),
        draw(pages),
        "pdf",
        "1",
        draw(st.sampled_from(["read", "partly_read", "unreadable"])),
        tuple(draw(st.lists(paragraphs | tables(), max_size=4))),
        tuple(draw(st.lists(st.builds(Issue, st.just("file_is_damaged"), texts, pages), max_size=2))),
    )


@given(first=documents("a" * 64), second=documents("b" * 64))
def test_documents_come_back_equal(tmp_path_factory: pytest.TempPathFactory, first: Document, second: Document) -> None:
    folder = tmp_path_factory.mktemp("shard") / "batch"
    write_shard(folder, document_frames([first, second]))
    assert read_shard_documents(folder) == {first.document_id: first, second.document_id: second}
    assert read_shard_documents(folder, ["b" * 64]) == {second.document_id: second}


def test_a_shard_that_could_not_be_finished_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shards.os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        write_shard(tmp_path / "batch", {"rows": pl.DataFrame({"a": [1]})})
    assert list(tmp_path.iterdir()) == []


def test_an_existing_shard_is_left_as_it_is(tmp_path: Path) -> None:
    write_shard(tmp_path / "batch", {"rows": pl.DataFrame({"a": [1]})})
    write_shard(tmp_path / "batch", {"rows": pl.DataFrame({"a": [2]})})
    assert pl.read_parquet(tmp_path / "batch" / "rows.parquet")["a"].to_list() == [1]
