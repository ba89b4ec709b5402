"""Finding files: sorted, hidden ones left out, the same bytes once, hints that keep the folders' names."""

import os
from pathlib import Path

import pytest

from pipelines.sources import Refused, Source, batches, find_sources


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
