"""The archive keeps bytes once under their digest, writes them whole, and notices damage."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.archive import objects
from pipelines.archive.objects import Archive, DamagedObjectError, digest


@given(st.binary(max_size=100))
def test_bytes_come_back_equal_and_lie_there_once(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    assert archive.put(body) == archive.put(body) == digest(body)
    assert archive.get(digest(body)) == body
    assert [path for path in archive.root.rglob("*") if path.is_file()] == [archive.path(digest(body))]


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"208.50")
    archive.path(sha256).write_bytes(b"208.51")
    with pytest.raises(DamagedObjectError, match="second copy"):
        archive.get(sha256)


@pytest.mark.parametrize("name", ["", "abc", "../" * 21 + "a", "A" * 64, "0" * 63 + "/"])
def test_only_a_digest_makes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a sha256"):
        Archive(tmp_path).path(name)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(objects.os, "replace", no_space)
    with pytest.raises(OSError, match="No space"):
        Archive(tmp_path).put(b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
