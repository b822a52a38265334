"""Kills the program while minutes are typed into it: how much text each kill costs. `kills.py [TIMES [SEED]]`."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from random import Random

_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.ui.meetings.killing import kill_often  # noqa: E402
from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.words import MeetingKind  # noqa: E402
from villagedesk.records.meetings import ItemDraft, MeetingDraft  # noqa: E402
from villagedesk.services import meetings  # noqa: E402
from villagedesk.services.desk import Keyring, create  # noqa: E402

TODAY = date(2026, 11, 26)
MOST_LOST = 5.0  # seconds


def main(times: int, seed: int) -> int:
    path = Path(_HOME.name) / "group.vdesk"
    desk, code = create(path, "Elm Park", Keyring(), FixedClock(TODAY))
    draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, TODAY)
    desk.do("Plan", lambda work: meetings.plan(work, draft, [ItemDraft("Any other business")])).result()
    desk.close()
    killed = kill_often(path, code, times, TODAY.isoformat(), Random(seed))
    lost = sorted(one.seconds for one in killed)
    print(
        f"{len(killed)} kills, {sum(one.typed for one in killed)} words typed, {sum(one.lost for one in killed)} lost"
    )
    print(f"seconds of text lost: median {statistics.median(lost):.1f}, the most {lost[-1]:.1f}")
    print(f"kills that lost nothing: {sum(not one.lost for one in killed)}")
    return int(lost[-1] > MOST_LOST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
