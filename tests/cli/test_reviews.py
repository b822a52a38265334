"""A review round without the window: out as files, replies in."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, refused
from tests.replying import fill_in_pdf
from villagedesk.core.audience import Audience
from villagedesk.core.clock import FixedClock
from villagedesk.models import Group
from villagedesk.records.actions import ActionDraft
from villagedesk.services import actions, reviewpaper
from villagedesk.services.desk import Keyring, Work, open_desk

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


def test_with_two_bodies_it_is_said_for_whom_and_what_is_left_out(run: Run, group: Path) -> None:
    def fill(work: Work) -> None:
        work.session.query(Group).one().two_bodies = True
        actions.add(work, ActionDraft("Mend the gate"))

    desk = open_desk(group, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
    desk.do("Fill", fill).result(30)
    desk.close()
    refused(run("review", "export", group, "--to", "r.pdf", "--new"), "1 open action is not for this audience.")
    ran = run("review", "export", group, "--to", "r.pdf", "--new", "--title", "Ours", "--audience", "committee")
    assert (ran.returncode, ran.stdout) == (0, "Ours: 1 action. Wrote r.pdf.\n"), ran.stderr
    desk = open_desk(group, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
    desk.do("Add", lambda work: actions.add(work, ActionDraft("Plant", audience=Audience.PUBLIC))).result(30)
    desk.close()
    ran = run("review", "export", group, "--to", "t.pdf", "--new", "--title", "Theirs")
    assert ran.stdout == "Theirs: 1 action. Wrote t.pdf.\n1 open action is not for this audience.\n"
