"""What every command does first and last: the clock, opening a file, a free place to write, one line to say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from villagedesk.core.clock import Clock, clock_from_environment
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services import desk as desks
from villagedesk.services.desk import Desk, Keyring


def clock() -> Clock:
    """The clock; VILLAGEDESK_TODAY fixes it."""
    try:
        return clock_from_environment()
    except ValueError as error:
        raise Refused(_("VILLAGEDESK_TODAY is not a date: write it as 2026-11-21.")) from error


def day_of(typed: str) -> date:
    """A date as YYYY-MM-DD. Refused for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Refused(_("{date} is not a date: write it as 2026-11-21.").format(date=typed)) from error


def code() -> str | None:
    """The recovery code that the environment holds, if any."""
    return os.environ.get("VILLAGEDESK_RECOVERY_CODE") or None


@contextmanager
def writing(file: Path) -> Iterator[Desk]:
    """The group's file, opened to be changed. Unavailable when it can only be read."""
    desk = desks.open_desk(file, Keyring(), clock(), code())
    try:
        if desk.read_only:
            raise Unavailable(
                _("{name} can only be read here.").format(name=file.name),
                _("Nothing was changed. Copy it to a folder that you may write to."),
            )
        yield desk
    finally:
        desk.close()


@contextmanager
def reading(file: Path) -> Iterator[Desk]:
    """The group's file, opened to be read."""
    desk = desks.open_to_read(file, Keyring(), clock(), code())
    try:
        yield desk
    finally:
        desk.close()


def check_free(path: Path, replace: bool) -> None:
    """Unavailable when a file is there and may not be overwritten."""
    if path.exists() and not replace:
        raise Unavailable(
            _("{path} is there already.").format(path=path), _("Nothing was changed. Say --replace to overwrite it.")
        )


def say(line: str) -> None:
    """Print one line of the answer."""
    print(line, file=sys.stdout)  # noqa: T201 - the answer of a command
