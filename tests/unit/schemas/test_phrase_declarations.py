"""The phrases are loaded strictly: what cannot be right is refused, and every code they name exists."""

from __future__ import annotations

import pytest

from schemas.codes import FUNDS, PHASES, measures, revenue_by_fund, sections
from schemas.phrase_declarations import (
    PhraseError,
    class_names,
    expand,
    plain,
    read_sections,
    read_subjects,
    read_wording,
    section_phrases,
    subjects,
    wording,
)


def test_notation_gives_every_spelling() -> None:
    assert list(expand("{甲|乙}[丙|丁]费")) == ["甲丙费", "甲丁费", "甲费", "乙丙费", "乙丁费", "乙费"]
    assert list(expand("“三公”经费（境）")) == ["三公经费(境)"]


@pytest.mark.parametrize("notation", ["{甲", "甲]", "{甲[乙]}", "[甲]", "甲|乙"])
def test_wrong_notation_is_refused(notation: str) -> None:
    with pytest.raises(PhraseError):
        list(expand(notation))


@pytest.mark.parametrize(
    "entry",
    [
        {"words": ["甲"], "measure": "no_such_measure"},
        {"words": ["甲"], "measure": "meeting", "colour": "red"},
        {"words": ["甲"]},
        {"words": "甲", "measure": "meeting"},
        {"words": ["甲"], "measure": "meeting", "section": "no_such_section"},
        {"words": ["甲"], "counts": {"个": "no_such_measure"}},
        {"words": ["甲", "甲"], "measure": "meeting", "under": "no_such_measure"},
    ],
)
def test_wrong_subjects_are_refused(entry: dict[str, object]) -> None:
    with pytest.raises(PhraseError):
        read_subjects({"subjects": [entry]})


def test_one_word_stands_under_one_subject() -> None:
    with pytest.raises(PhraseError, match="also stands"):
        read_subjects({"subjects": [{"words": ["甲"], "measure": "meeting"}, {"words": ["甲"], "measure": "training"}]})


def test_wrong_wording_is_refused() -> None:
    rest = {"before_base": [], "narrowed_by": [], "needs_base": [], "fillers": []}
    with pytest.raises(PhraseError, match="unknown"):
        read_wording({"funds": {"pocket_money": ["甲"]}, "phases": {}, **rest})
    with pytest.raises(PhraseError, match="both"):
        read_wording({"funds": {"fiscal": ["甲"]}, "phases": {}, "increase": ["甲"], **rest})
    with pytest.raises(PhraseError, match="unknown keys"):
        read_wording({"funds": {}, "phases": {}, "sideways": ["甲"], **rest})


@pytest.mark.parametrize(
    "entry", [{"section": "nowhere", "titles": ["甲"]}, {"section": "debt", "titles": ["甲"], "fund": "pocket_money"}]
)
def test_wrong_sections_are_refused(entry: dict[str, object]) -> None:
    rest = {"table_endings": [], "unnumbered_endings": [], "contents_titles": []}
    with pytest.raises(PhraseError):
        read_sections({"sections": [entry], **rest})


def test_the_declarations_load_and_name_known_codes() -> None:
    assert len(subjects()) > 50
    assert {kind for kind, _ in wording().words.values()} >= {"fund", "phase", "increase", "unchanged", "among"}
    assert {code for kind, code in wording().words.values() if kind == "fund"} <= set(FUNDS)
    assert {code for kind, code in wording().words.values() if kind == "phase"} <= set(PHASES)
    assert {titles.section for titles in section_phrases().sections} == set(sections())
    assert set(class_names().values()) == {"function", "economic"}
    assert revenue_by_fund()["fiscal"] == "revenue_fiscal_appropriation"


def test_every_measure_that_prose_states_has_words() -> None:
    said = {measure for subject in subjects() for measure in subject.measures}
    said |= {measure for subject in subjects() for measure in (subject.counts or {}).values() if measure is not None}
    said |= set(revenue_by_fund().values())
    # One project's amount is told in its own narrative; equipment is told by its threshold, which no word can hold.
    told_otherwise = {"project_amount", "equipment_count", "fixed_assets_equipment"}
    of_tables = {
        "revenue_general_public_funding",
        "revenue_nontax",
        "revenue_education_fees",
        "revenue_carryover_basic",
        "revenue_carryover_project",
        "expenditure_carryforward_basic",
        "expenditure_carryforward_project",
        "revenue_for_basic",
        "revenue_for_project",
        "expenditure_from_carryover",
        "three_public_and_meetings",
        "revenue_special_account_other",
        "revenue_account_balance",
        "expenditure_account_balance",
        "listed_special_funds",
    }
    assert set(measures()) - said - of_tables == told_otherwise


def test_words_are_plain() -> None:
    words = {word for subject in subjects() for word in subject.words} | set(wording().words)
    assert all(word == plain(word) for word in words)
