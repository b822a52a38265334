"""The program is killed while minutes are typed into it: at most five seconds of text are lost, the rest is shown again."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from tests.conftest import CODE
from tests.ui.meetings.conftest import TODAY
from tests.ui.meetings.killing import kill_often

MOST_LOST = 5.0  # seconds


def test_a_kill_costs_at_most_five_seconds_of_typing(filled: tuple[Path, str], tmp_path: Path) -> None:
    path = shutil.copyfile(filled[0], tmp_path / "group.vdesk")
    killed = kill_often(path, CODE, 3, TODAY.isoformat(), Random(4))
    assert all(one.typed > 0 for one in killed)
    assert max(one.seconds for one in killed) <= MOST_LOST
