"""Writing is a function of seed and number alone, streams, and lays files out as the loader expects."""

import gc
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from pipelines.specimens.content import Disclosure
from pipelines.specimens.families import APART, COMPOSERS, WITHHELD
from pipelines.specimens.faults import FAULTS
from pipelines.specimens.truth import read_truth
from pipelines.specimens.writing import DEMO_COUNTIES, Plan, demo_plan, disclosure, render, write_specimens

SMALL = Plan(seed=4, counties=2, departments=2, years=(2023, 2024))


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert len(list(write_specimens(tmp_path / name, SMALL))) == SMALL.size
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    other = Plan(seed=5, counties=2, departments=2, years=(2023, 2024))
    assert render(other, 0).content != render(SMALL, 0).content


def test_counties_can_be_written_apart(tmp_path: Path) -> None:
    list(write_specimens(tmp_path / "whole", SMALL))
    for county in (1, 0):
        part = range(county * SMALL.per_county, (county + 1) * SMALL.per_county)
        list(write_specimens(tmp_path / "parts", SMALL, part))
    assert digests(tmp_path / "whole") == digests(tmp_path / "parts")


def test_files_lie_in_folders_that_begin_with_the_division_code(tmp_path: Path) -> None:
    specimens = list(write_specimens(tmp_path, SMALL))
    for specimen, known in zip(specimens, read_truth(tmp_path), strict=True):
        path = tmp_path / "documents" / specimen.path
        assert hashlib.sha256(path.read_bytes()).hexdigest() == specimen.document_id == known["document_id"]
        assert path.parent.name == f"{known['division_code']}_{known['county']}"
        assert known["path"] == specimen.path
        assert len(known["figures"]) > 100


def test_any_number_of_documents_can_be_asked_for(tmp_path: Path) -> None:
    plan = Plan(seed=1, documents=7, departments=1, years=(2024,), formats=("txt",))
    assert len(list(write_specimens(tmp_path, plan))) == 7
    million = Plan(seed=1, documents=1_000_000)
    assert render(million, 999_999).specimen.path.endswith((".pdf", ".docx", ".html", ".htm", ".txt"))


def test_nothing_is_kept_from_one_document_to_the_next(tmp_path: Path) -> None:
    written = write_specimens(tmp_path, Plan(seed=1, documents=20, formats=("txt",)))
    for _ in range(10):
        next(written)
    gc.collect()
    assert sum(isinstance(thing, Disclosure) for thing in gc.get_objects()) == 0
    written.close()
    assert len(list(read_truth(tmp_path))) == 10


def test_as_many_documents_carry_a_fault_as_asked() -> None:
    for faults in (0, 1, 5, 16):
        plan = Plan(seed=4, counties=2, departments=2, years=(2023, 2024), faults=faults)
        assert sum(plan.is_faulty(index) for index in range(plan.size)) == faults
        assert sum(disclosure(plan, index)[1] is not None for index in range(plan.size)) == faults


def test_each_kind_of_fault_is_planted_where_there_is_room() -> None:
    plan = Plan(seed=4, counties=14, departments=4, years=(2024,), families=("northern",), faults=len(FAULTS))
    planted = Counter(
        told["fault"] for index in range(plan.size) if plan.is_faulty(index) and (told := disclosure(plan, index)[1])
    )
    assert sum(planted.values()) == len(FAULTS)
    assert len(planted) >= len(FAULTS) - 1


def test_impossible_plans_are_refused() -> None:
    with pytest.raises(ValueError, match="departments"):
        Plan(departments=17)
    with pytest.raises(ValueError, match="counties"):
        Plan(documents=2_000_000)


def test_offices_differ_in_how_they_print_tables() -> None:
    plan = Plan(seed=1, counties=30, departments=1, years=(2024,), report_types=("budget",))
    sheets = [disclosure(plan, index)[0].sheets[0] for index in range(plan.size)]
    assert {sheet.inside for sheet in sheets} == {sheet.repeats_head for sheet in sheets} == {True, False}


def test_every_fourth_county_is_apart() -> None:
    plan = demo_plan()
    families = Counter(plan.family(number) for number in range(DEMO_COUNTIES))
    assert sum(families[family] for family in APART) == DEMO_COUNTIES // 4
    assert all(families[family] for family in APART if family not in WITHHELD)
    assert set(families) == set(COMPOSERS) - set(WITHHELD)
    assert Plan(families=APART).family(0) in APART
    assert not set(APART) & {Plan(families=("northern", "eastern")).family(number) for number in range(8)}


def test_the_demonstration_is_of_the_promised_size() -> None:
    plan = demo_plan()
    assert 200 <= plan.size <= 400
    assert plan.size == DEMO_COUNTIES * 8 * 2 * 2


def test_names_of_people_and_telephones_do_not_occur() -> None:
    text = render(Plan(seed=2, documents=3, formats=("txt",)), 1).content.decode()
    assert "电话" not in text
    assert "联系人" not in text


def test_faults_go_into_known_layouts_where_there_are_any() -> None:
    plan = demo_plan()
    faulty = [index for index in range(plan.size) if plan.is_faulty(index)]
    assert len(faulty) >= plan.faults // 2
    assert not any(plan.is_apart(index) for index in faulty)
    alone = Plan(families=APART, counties=1, faults=2)
    assert sum(alone.is_faulty(index) for index in range(alone.size)) == 2
