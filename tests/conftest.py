"""What every test lives with: no network beyond this machine, and the real disclosures only where they lie."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise PermissionError(f"a test tried to reach {address}: tests never touch the network")
    _connect(self, address)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes golden files anew instead of comparing with them."""
    parser.addoption("--regenerate-golden", action="store_true", help="write tests/golden anew from what is read now")


def pytest_configure(config: pytest.Config) -> None:
    """Golden files are written where a person reviews them: never where CI runs."""
    if config.getoption("--regenerate-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--regenerate-golden is refused where CI is set: golden files are reviewed by people")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _connect_here_only)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real disclosures; tests that ask for it are skipped where it is absent."""
    folder = Path(os.environ.get("MINGZHANG_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (folder / "documents").is_dir():
        pytest.skip(f"no real disclosures at {folder}: set MINGZHANG_CORPUS to read them")
    return folder
