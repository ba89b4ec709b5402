"""Finding files: sorted, hidden ones left out, the same bytes once, hints that keep the folders' names."""

import os
from pathlib import Path

import pytest

from pipelines.sources import Refused, Source, batches, find_sources, readable_name


def test_files_are_found_with_their_folders_as_hints(tmp_path: Path) -> None:
    county = tmp_path / "inbox" / "990101_county"
    county.mkdir(parents=True)
    (county / "b.txt").write_text("two", encoding="utf-8")
    (county / "a.txt").write_text("one", encoding="utf-8")
    (county / ".hidden").write_text("no", encoding="utf-8")
    (county / "copy of a.txt").write_text("one", encoding="utf-8")
    found = list(find_sources([tmp_path / "inbox"]))
    assert [f.hint for f in found if isinstance(f, Source)] == [
        "inbox/990101_county/a.txt",
        "inbox/990101_county/b.txt",
    ]


def test_a_single_file_keeps_its_folder_as_hint(tmp_path: Path) -> None:
    folder = tmp_path / "990101_county"
    folder.mkdir()
    (folder / "a.txt").write_text("one", encoding="utf-8")
    (only,) = find_sources([folder / "a.txt"])
    assert isinstance(only, Source)
    assert only.hint == "990101_county/a.txt"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("x", encoding="utf-8")
    locked.chmod(0)
    assert isinstance(next(find_sources([locked])), Refused)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (gone,) = find_sources([tmp_path / "gone.pdf"])
    assert isinstance(gone, Refused)
    assert gone.reason


@pytest.mark.parametrize(("count", "workers"), [(1, 2), (27, 2), (1_000, 4)])
def test_batches_keep_every_source_and_give_all_workers_some(count: int, workers: int) -> None:
    sources = [Source(f"/{n}", f"x/{n}", f"{n:064x}", 1_000, 0.0) for n in range(count)]
    cut = list(batches(sources, workers))
    assert [s for batch in cut for s in batch] == sources
    assert len(cut) >= min(count, workers)
    assert max(map(len, cut)) <= 50


def test_large_files_fill_a_batch_by_size() -> None:
    sources = [Source(f"/{n}", f"x/{n}", f"{n:064x}", 30_000_000, 0.0) for n in range(100)]
    assert all(len(batch) == 1 for batch in batches(sources, 1))


def test_links_are_followed_once_however_they_loop(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("one", encoding="utf-8")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "county").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(inbox)
    (inbox / "dangling.txt").symlink_to(tmp_path / "nothing")
    assert [found.hint for found in find_sources([inbox]) if isinstance(found, Source)] == ["inbox/county/a.txt"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = find_sources([tmp_path / "pipe"])
    assert found == Refused(str(tmp_path / "pipe"), "not a regular file")


def test_a_folder_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def closed(folder: str | Path) -> object:
        if str(folder).endswith("closed"):
            raise PermissionError(13, os.strerror(13), str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", closed)
    assert list(find_sources([tmp_path])) == [Refused(str(tmp_path / "closed"), os.strerror(13))]


def test_names_of_any_bytes_become_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "预算公开".encode("gb18030") + b".txt"
    with open(raw, "wb") as file:
        file.write(b"x")
    (found,) = find_sources([tmp_path])
    assert isinstance(found, Source)
    assert found.hint == f"{tmp_path.name}/预算公开.txt"
    assert readable_name("plain 名.txt") == "plain 名.txt"
    assert readable_name(os.fsdecode(b"\xff\xff.txt")) == "\ufffd\ufffd.txt"


def test_a_folder_by_two_dots_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "990101_county" / "files"
    inside.mkdir(parents=True)
    (inside / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(inside)
    for given, hint in ((Path(".."), "990101_county/files/a.txt"), (Path("."), "files/a.txt")):
        (found,) = find_sources([given])
        assert isinstance(found, Source)
        assert found.hint == hint
