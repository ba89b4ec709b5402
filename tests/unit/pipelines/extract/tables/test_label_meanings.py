"""Labels of rows and columns as provinces write them, listed in `labels_of_forms.csv` with what they mean."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.extract.tables.column_meanings import phase_named
from pipelines.extract.tables.label_meanings import label_meaning
from schemas.form_declarations import Side
from schemas.phrase_declarations import wording

with (Path(__file__).parent / "labels_of_forms.csv").open(encoding="utf-8") as lines:
    LABELS = [(row["side"], row["label"], row["measure"] or None) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("side", "label", "measure"), LABELS)
def test_every_listed_label_means_what_the_list_says(side: Side, label: str, measure: str | None) -> None:
    assert label_meaning(label, side).measure == measure


@pytest.mark.parametrize("mark", ["{}", "一、{}", "（二）{}", "其中：{}", " 1、{} ", "{}（万元）"])
def test_ordinals_marks_and_units_change_nothing(mark: str) -> None:
    for side, label, measure in LABELS:
        assert label_meaning(mark.format(label), side).measure == measure


def test_a_percentage_of_a_whole_is_a_share_and_of_a_budget_a_completion() -> None:
    assert label_meaning("占比（%）", "expenditure").times[0] == "change_percent"
    assert "share_percent" in label_meaning("占比（%）", "expenditure").times
    assert "completion_percent" in label_meaning("决算数占年初预算的%", "expenditure").times


def test_tables_and_prose_take_one_word_for_one_phase() -> None:
    """`forms/labels.yml` and `phrases/wording.yml` both say which phase a word names; they must not differ."""
    phases = {word: code for word, (kind, code) in wording().words.items() if kind == "phase"}
    in_tables = {word: phase_named(label_meaning(word, "expenditure").times) for word in phases}
    assert phases
    assert in_tables == phases
