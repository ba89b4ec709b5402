"""Where a run finds its input and keeps its state; the only settings the assets take."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from pipelines.run import data_folder, default_warehouse


def inbox_folder() -> Path:
    """The folder with one sub-folder a county, named `<6-digit code>_<name>`: `MINGZHANG_INBOX` or `<data>/inbox`."""
    return Path(os.environ.get("MINGZHANG_INBOX") or data_folder() / "inbox").absolute()


def county_keys(inbox: Path) -> list[str]:
    """The counties of the inbox: its sub-folders, at any depth, whose name starts with a six-digit code."""
    folders = (path for path in inbox.glob("**/*") if path.is_dir())
    return sorted({path.name for path in folders if path.name[:6].isdigit() and path.name[6:7] == "_"})


class Workspace(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The inbox and the data folder of a deployment."""

    inbox: str = ""
    data: str = ""

    @property
    def inbox_path(self) -> Path:
        """The inbox of this deployment."""
        return Path(self.inbox) if self.inbox else inbox_folder()

    @property
    def data_path(self) -> Path:
        """The data folder of this deployment."""
        return Path(self.data) if self.data else data_folder()

    @property
    def warehouse(self) -> Path:
        """The published warehouse of this deployment."""
        return default_warehouse(self.data_path)
