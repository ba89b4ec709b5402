"""What is read from small specimens of every layout and format is what was reviewed: tests/golden, line by line.

A change of the reader that changes them is made visible by
`pytest --regenerate-golden tests/integration/test_golden.py` and reviewed in the difference of the files.
"""

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.specimens.dossier import ReportType
from pipelines.specimens.golden import GOLDEN_FAMILIES, golden_text, told
from pipelines.specimens.writing import REPORT_TYPES
from schemas.facts import Extraction, Figure, Place

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
CASES = [(family, report_type) for family in GOLDEN_FAMILIES for report_type in REPORT_TYPES]
LARGEST = 1_000_000
SHOWN = 40


def path_of(family: str, report_type: ReportType) -> Path:
    return GOLDEN / f"{family}_{report_type}.txt"


def differences(kept: str, read: str) -> list[str]:
    """The lines that differ, without context."""
    compared = difflib.unified_diff(kept.splitlines(), read.splitlines(), "kept", "read", lineterm="", n=0)
    return [line for line in compared if not line.startswith("@@")]


@pytest.mark.parametrize(("family", "report_type"), CASES)
def test_what_is_read_is_what_was_reviewed(
    family: str, report_type: ReportType, request: pytest.FixtureRequest
) -> None:
    path = path_of(family, report_type)
    read = golden_text(family, report_type)
    if request.config.getoption("--regenerate-golden"):
        path.write_text(read, encoding="utf-8")
    assert path.exists(), "no golden file yet: pytest --regenerate-golden tests/integration/test_golden.py"
    found = differences(path.read_text(encoding="utf-8"), read)
    more = f"\n... {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    assert not found, "\n".join(["reading has changed; review and regenerate:", *found[:SHOWN]]) + more


def test_golden_files_are_those_of_the_layouts_and_small() -> None:
    kept = sorted(GOLDEN.glob("*"))
    assert kept == sorted(path_of(*case) for case in CASES)
    assert sum(path.stat().st_size for path in kept) < LARGEST


def test_a_changed_golden_file_is_noticed() -> None:
    kept = path_of(*CASES[0]).read_text(encoding="utf-8")
    lines = kept.splitlines(keepends=True)
    figure = next(number for number, line in enumerate(lines) if " 3 figure " in line and "0.00" not in line)
    changed = [*lines[:figure], lines[figure].replace("= ", "= 9", 1), *lines[figure + 1 :]]
    assert len(differences("".join(changed), kept)) == 4
    assert differences("".join(lines[:figure] + lines[figure + 1 :]), kept)
    assert differences(kept, kept) == []


def test_formats_that_read_otherwise_are_named() -> None:
    def reading(*stated: str) -> Extraction:
        figures = [
            Figure(
                measure="expenditure_total", fund="all", phase="budget", fiscal_year=2031, stated=each,
                stated_unit="万元", place=Place(), quote="", origin="table", form="expenditure",
            )
            for each in stated
        ]  # fmt: skip
        return Extraction(figures=figures)

    lines = told({"pdf": reading("1.00", "2.00"), "txt": reading("1.00", "3.00", "3.00")}).splitlines()
    assert [line.split(" ", 1)[0] for line in lines if " 3 figure " in line] == ["*", "pdf", "txt"]
    assert lines[-1].endswith("= 3.00 万元 (x2)")


def test_regenerating_is_refused_where_ci_is_set() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--regenerate-golden",
        "--collect-only",
        "tests/integration/test_golden.py",
    ]
    refused = subprocess.run(command, cwd=ROOT, env={**os.environ, "CI": "1"}, capture_output=True, text=True)
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refused where CI is set" in refused.stderr


def test_no_command_of_the_project_regenerates() -> None:
    for name in ("Makefile", ".ci/run", "pyproject.toml"):
        assert "regenerate-golden" not in (ROOT / name).read_text(encoding="utf-8")
