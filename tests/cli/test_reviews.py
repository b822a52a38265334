"""A review round without the window: out as files, replies in."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, refused
from tests.replying import fill_in_pdf
from villagedesk.core.clock import FixedClock
from villagedesk.records.actions import ActionDraft
from villagedesk.services import actions, reviewpaper
from villagedesk.services.desk import Keyring, open_desk

from ..conftest import CODE, TODAY, MemoryKeyring


def first_item(group: Path) -> str:
    desk = open_desk(group, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
    key = desk.read(lambda s: s.query(reviewpaper.ReviewItem.id).first()[0])
    desk.close()
    return str(key)


def test_a_round_goes_out_and_a_reply_comes_in(run: Run, group: Path, tmp_path: Path) -> None:
    desk = open_desk(group, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
    desk.do("Add", lambda work: actions.add(work, ActionDraft("Mend the gate"))).result(30)
    desk.close()
    refused(run("review", "export", group, "--to", "r.pdf"), "There is no review yet: say --new to begin one.")

    ran = run("review", "export", group, "--to", "r.pdf", "--new", "--title", "November", "--reply-by", "2026-12-05")
    assert (ran.returncode, ran.stdout) == (0, "November: 1 action. Wrote r.pdf.\n"), ran.stderr
    assert run("review", "export", group, "--to", "r.html").returncode == 0
    assert run("review", "export", group, "--to", "p.pdf", "--format", "paper").returncode == 0
    refused(run("review", "export", group, "--to", "r.eml"), "Nobody with an e-mail address")
    refused(run("review", "export", group, "--to", "r.pdf"), "r.pdf is there already")

    data = (tmp_path / "r.pdf").read_bytes()
    (tmp_path / "back.pdf").write_bytes(fill_in_pdf(data, {f"{first_item(group)}:status": "Done"}))
    refused(run("review", "import", group, "back.pdf"), "Who is this reply from?")
    ran = run("review", "import", group, "back.pdf", "--from", "Ann Bell", "--on", "2026-11-20", "--json")
    assert json.loads(ran.stdout) == {
        "review": "November", "from": "Ann Bell", "said_on": "2026-11-20", "seen": 0, "proposed": 1,
        "note": "Ann Bell is not among those who were asked.",
    }  # fmt: skip
    refused(run("review", "import", group, "back.pdf", "--from", "Ann Bell"), "This reply is here already")
    refused(run("review", "import", group, "r.html"), "This is the form, not the reply")
    refused(run("review", "import", group, "p.pdf"), "printed or scanned")
