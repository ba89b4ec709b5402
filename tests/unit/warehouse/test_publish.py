"""The published file: complete, sorted, described, replaced at once."""

from pathlib import Path

import duckdb
import pytest

from schemas.tables_core import FACT
from warehouse import publish as publishing
from warehouse import store
from warehouse.publish import DamagedWarehouseError, is_published, publish, table_states


@pytest.fixture
def work(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    con = store.open_work(tmp_path / "work.duckdb")
    add_facts(con, 3)
    return con


def add_facts(con: duckdb.DuckDBPyConnection, count: int) -> None:
    con.execute(
        "INSERT INTO core.fact BY NAME SELECT md5(number::VARCHAR) AS fact_id, md5('f' || number) AS figure_id, "
        "1 AS occurrence, 'd' AS disclosure_id, 'x' AS document_id, 2040 - number AS fiscal_year, "
        "'expenditure_total' AS measure, 'all' AS fund, 'budget' AS phase, 'level' AS value_kind, 5 AS amount_yuan, "
        "'reported' AS state, '5' AS stated, 'leaf' AS row_role, 'table' AS origin, '合计 5' AS quote, "
        "'sure' AS reading FROM range(?) AS numbers(number)",
        [count],
    )


def test_the_published_file_holds_everything_and_says_what_it_means(
    work: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    work.execute('CREATE TABLE compare."per head" AS SELECT 1 AS amount, [1, 2] AS parts')
    work.execute("COMMENT ON TABLE compare.\"per head\" IS 'it''s per head'")
    target = tmp_path / "out" / "published.duckdb"
    states = publish(work, target)
    assert states["core.fact"].rows == 3
    assert states == table_states(work, "work")
    assert [path.name for path in target.parent.iterdir()] == ["published.duckdb"]
    with store.open_published(target) as con:
        assert con.execute("SELECT list(fiscal_year) FROM (SELECT fiscal_year FROM core.fact)").fetchone() == (
            [2038, 2039, 2040],
        )
        assert con.execute("SELECT count(*) FROM core.figure").fetchone() == (0,)
        assert con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'per head'").fetchone() == (
            "it's per head",
        )
        comments = con.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'fact' AND comment IS NOT NULL"
        ).fetchone()
        assert comments == (len(FACT.columns),)
        nullable = con.execute(
            "SELECT is_nullable FROM duckdb_columns() WHERE column_name = 'fact_id' AND table_name = 'fact'"
        )
        assert nullable.fetchone() == (False,)
    # The work file stays usable and current.
    assert work.execute("SELECT current_database(), count(*) FROM core.fact").fetchone() == ("work", 3)


def test_a_path_is_published_like_a_connection(work: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    work.close()
    assert publish(tmp_path / "work.duckdb", tmp_path / "published.duckdb")["core.fact"].rows == 3


@pytest.mark.parametrize("name", ["fact", "2031 年 published"])
def test_the_work_file_may_have_any_name(name: str, tmp_path: Path) -> None:
    with store.open_work(tmp_path / f"{name}.duckdb") as con:
        assert publish(con, tmp_path / "out.duckdb")["reference.migration"].rows == len(store.migrations())


def test_a_copy_that_fails_leaves_the_connection_and_the_folder_clean(
    work: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_comments", lambda *_: ["COMMENT ON TABLE no_such_table IS 'x'"])
    with pytest.raises(duckdb.CatalogException, match="no_such_table"):
        publish(work, tmp_path / "published.duckdb")
    assert not list(tmp_path.glob("*published*"))
    assert work.execute("SELECT current_database(), count(*) FROM core.fact").fetchone() == ("work", 3)


def test_readers_keep_their_snapshot(work: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    target = tmp_path / "published.duckdb"
    publish(work, target)
    with store.open_published(target) as reader:
        work.execute("DELETE FROM core.fact")
        publish(work, target)
        assert reader.execute("SELECT count(*) FROM core.fact").fetchone() == (3,)
    with store.open_published(target) as reader:
        assert reader.execute("SELECT count(*) FROM core.fact").fetchone() == (0,)


def test_publishing_the_same_content_again_gives_the_same_states(
    work: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first = publish(work, tmp_path / "published.duckdb")
    assert publish(work, tmp_path / "published.duckdb") == first


def test_a_repeated_key_stops_publication_and_the_old_file_stays(
    work: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    target = tmp_path / "published.duckdb"
    publish(work, target)
    old = target.read_bytes()
    add_facts(work, 1)
    with pytest.raises(DamagedWarehouseError, match=r"core\.fact"):
        publish(work, target)
    assert target.read_bytes() == old
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".wal") == [
        "published.duckdb",
        "work.duckdb",
    ]


def test_a_copy_that_lost_a_row_is_not_published(
    work: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = publishing._fill

    def lossy(con: duckdb.DuckDBPyConnection, name: str) -> None:
        fill(con, name)
        con.execute("DELETE FROM mingzhang_copy.core.fact WHERE fiscal_year = 2040")

    monkeypatch.setattr(publishing, "_fill", lossy)
    with pytest.raises(DamagedWarehouseError, match=r"differs from the work file in core\.fact$"):
        publish(work, tmp_path / "published.duckdb")
    assert not (tmp_path / "published.duckdb").exists()
    assert work.execute("SELECT current_database()").fetchone() == ("work",)


def test_what_killed_publications_left_is_cleared(work: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    left = [tmp_path / ".published.duckdb.123.part", tmp_path / ".published.duckdb.123.part.wal"]
    for path in left:
        path.write_bytes(b"half")
    publish(work, tmp_path / "published.duckdb")
    assert not any(path.exists() for path in left)


def test_what_is_published_already_is_known_as_such(work: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    target = tmp_path / "published.duckdb"
    assert not is_published(work, target)
    publish(work, target)
    assert is_published(work, target)
    add_facts(work, 1)
    assert not is_published(work, target)
    target.write_bytes(b"not a warehouse")
    assert not is_published(work, target)
