"""What belongs to this computer and not to the group: one TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import tomli_w

from villagedesk.core import paths
from villagedesk.store import files

RECENT = 6


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What this computer knows of one group file: the id of its copy here, and who uses it (a person's id)."""

    copy: str
    me: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Look and habits. `text_size` is in per cent; `scheme` is "system", "light", "dark" or "contrast"."""

    text_size: int = 100
    scheme: str = "system"
    geometry: str = ""
    recent: tuple[str, ...] = ()
    files: dict[str, FileSettings] = field(default_factory=dict)

    def with_file(self, salt: bytes, known: FileSettings) -> Settings:
        return replace(self, files={**self.files, salt.hex(): known})

    def with_recent(self, path: Path) -> Settings:
        here = str(path.resolve())
        return replace(self, recent=(here, *(other for other in self.recent if other != here))[:RECENT])


def settings_file() -> Path:
    """Where the settings are kept."""
    return paths.config_dir() / "settings.toml"


def load() -> Settings:
    """The settings of this computer; what cannot be read is as it was at first."""
    try:
        kept = tomllib.loads(settings_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    known: dict[str, Any] = {
        name: kept[name]
        for name, kind in (("text_size", int), ("scheme", str), ("geometry", str))
        if isinstance(kept.get(name), kind)
    }
    recent, group_files = kept.get("recent"), kept.get("files")
    return Settings(
        **known,
        recent=tuple(path for path in recent if isinstance(path, str)) if isinstance(recent, list) else (),
        files={
            salt: FileSettings(str(entry.get("copy", "")), str(entry.get("me", "")))
            for salt, entry in (group_files.items() if isinstance(group_files, dict) else ())
            if isinstance(entry, dict)
        },
    )


def save(settings: Settings) -> None:
    """Keep the settings. Unavailable when the folder cannot be written to."""
    target = settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.cannot_write(target, error) from error
    content = asdict(settings) | {"recent": list(settings.recent)}
    files.write(target, tomli_w.dumps(content).encode())
