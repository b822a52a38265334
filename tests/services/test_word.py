"""The agenda and the minutes as Word documents, opened by the office suite that most groups have."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.services.test_voting import Room
from villagedesk.core.audience import Audience
from villagedesk.core.words import Way
from villagedesk.services import minutes, word
from villagedesk.services.desk import Desk

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not OFFICE, reason="no LibreOffice here")
def test_the_agenda_and_the_minutes_open_in_libreoffice(desk: Desk, do: Any, today: date, tmp_path: Path) -> None:
    room = Room(desk, do, today)
    do(lambda work: minutes.add_block(work, room.minutes, room.items[0], "Lôn y Felin floods: “every winter”."))
    room.decide(way=Way.VOTE, votes_for=3, votes_against=2)
    room.elect("Chair: Ann Cole 2, Cai Rees 3")
    for name, make in (("agenda", word.agenda), ("minutes", word.minutes)):
        made = desk.read(lambda session, make=make: make(session, room.meeting, Audience.COMMITTEE, today))
        (tmp_path / f"{name}.docx").write_bytes(made.data)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [str(OFFICE), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path), str(tmp_path / "agenda.docx"), str(tmp_path / "minutes.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    agenda, taken = ((tmp_path / f"{name}.txt").read_text("utf-8-sig") for name in ("agenda", "minutes"))
    assert "One" in agenda
    for words in (
        "These minutes are a draft", "Lôn y Felin floods: “every winter”.", "To ask for a crossing", "Cai Rees (3) was elected", "Tom Ellis",
    ):  # fmt: skip
        assert words in taken
