"""The data dictionary in docs/ says what the declarations say."""

from pathlib import Path

import pytest

from schemas import dictionary
from schemas.all_tables import all_tables
from schemas.dictionary import Language

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("language", dictionary.PAGES)
def test_the_pages_are_up_to_date(language: Language) -> None:
    stored = (DOCS / dictionary.PAGES[language]).read_text(encoding="utf-8")
    assert stored == dictionary.page(language), "run: python -m schemas.dictionary docs"


def test_every_table_has_its_place() -> None:
    text = dictionary.page("en")
    assert all(f"\n## `{name}`\n" in text for name in [*all_tables(), "core.figure"])
