"""The code lists in the warehouse."""

import duckdb
import pytest

from warehouse import reference, store
from warehouse.reference import CODE_LISTS, code_list, load_reference


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_list_holds_its_contract(name: str) -> None:
    frame = code_list(name)
    assert frame.height > 0
    CODE_LISTS[name].contract().validate(frame, lazy=True)


def test_lists_are_loaded_once_and_again_only_when_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    con = duckdb.connect()
    store.migrate(con)
    assert load_reference(con) == [table.name for table in CODE_LISTS.values()]
    assert load_reference(con) == []
    monkeypatch.setattr(
        reference, "code_list", lambda name: code_list(name).head(3) if name == "forms.csv" else code_list(name)
    )
    assert load_reference(con) == ["reference.form"]
    assert con.execute("SELECT count(*) FROM reference.form").fetchone() == (3,)
