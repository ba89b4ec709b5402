"""Guards of the house: the four generic names are ours, nothing shadows the standard library, the lock is clean."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ["schemas", "warehouse", "pipelines", "assets"]


@pytest.mark.parametrize("name", PACKAGES)
def test_top_level_name_resolves_into_the_repository(name: str) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin == str(ROOT / name / "__init__.py")


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_ships_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, ["mingzhang"])) == {"mingzhang"}


def modules_shadowing_the_standard_library(root: Path) -> list[Path]:
    return [
        path
        for name in PACKAGES
        for path in sorted((root / name).rglob("*.py"))
        if path.stem in sys.stdlib_module_names and path.stem != "__init__"
    ]


def folders_without_init(root: Path) -> list[Path]:
    folders = {path.parent for name in PACKAGES for path in (root / name).rglob("*.py")}
    return sorted(folder for folder in folders if not (folder / "__init__.py").exists())


def test_no_module_shadows_the_standard_library() -> None:
    assert modules_shadowing_the_standard_library(ROOT) == []


def test_every_folder_with_code_is_a_package() -> None:
    assert folders_without_init(ROOT) == []


def test_the_guards_can_fail(tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "html.py").touch()
    assert modules_shadowing_the_standard_library(tmp_path) == [tmp_path / "schemas" / "html.py"]
    assert folders_without_init(tmp_path) == [tmp_path / "schemas"]


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert not re.search(r"://|^(-i|-f|--(extra-)?index-url|--find-links)", lock, re.MULTILINE)


def test_a_planted_import_breaks_the_contracts(tmp_path: Path) -> None:
    """The import contracts hold on the code as it is (`make check`) and fail on a schema that imports the warehouse."""
    for name in PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    for step in ("read", "locate", "extract", "account", "derive", "normalise", "validate"):
        (tmp_path / "pipelines" / step).mkdir()
        (tmp_path / "pipelines" / step / "__init__.py").touch()
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())

    def lint() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as run; run()"]
        environment = {"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    clean = lint()
    assert clean.returncode == 0, clean.stdout + clean.stderr
    (tmp_path / "schemas" / "planted.py").write_text("import warehouse\n", encoding="utf-8")
    (tmp_path / "pipelines" / "read" / "planted.py").write_text("import socket\n", encoding="utf-8")
    planted = lint()
    assert planted.returncode == 1
    assert "2 broken" in planted.stdout
