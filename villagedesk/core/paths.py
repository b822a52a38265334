"""Where the program's own files are, and where it may keep what belongs to this computer."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a bundled file or folder, in an installed package or in a checkout."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name


def data_dir() -> Path:
    """Backups and logs of this computer. `VILLAGEDESK_HOME` moves it (and the settings) elsewhere."""
    home = os.environ.get("VILLAGEDESK_HOME")
    return Path(home) / "data" if home else platformdirs.user_data_path("villagedesk", appauthor=False)


def config_dir() -> Path:
    """Settings of this computer."""
    home = os.environ.get("VILLAGEDESK_HOME")
    return Path(home) / "config" if home else platformdirs.user_config_path("villagedesk", appauthor=False)


def documents_dir() -> Path:
    """Where a person expects files of their own; their home where there is no such folder."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()
