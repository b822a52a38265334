"""Opening a group in a thread, from the start of the program and from the welcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from villagedesk.core.clock import Clock
from villagedesk.core.progress import Report
from villagedesk.services import founding
from villagedesk.services.desk import Desk, Keyring, open_desk


def opening(
    path: Path, keyring: Keyring, clock: Clock, code: str | None = None
) -> Callable[[Report], tuple[Desk, str]]:
    """A job for a thread: the open group, and the recovery code of a first run that was broken off ("" for none).

    Raises as `open_desk` does; when nobody waits any more the group is closed again.
    """

    def job(report: Report) -> tuple[Desk, str]:
        desk = open_desk(path, keyring, clock, code)
        try:
            report(1, 1)
            unfinished = "" if desk.read_only else desk.read(founding.unfinished)
            report(1, 1)
            return desk, unfinished
        except BaseException:
            desk.close()
            raise

    return job
