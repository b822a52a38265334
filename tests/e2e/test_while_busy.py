"""Typing is kept while something large is going on."""

import threading
from datetime import date

from villagedesk.core.audience import Audience
from villagedesk.models import Draft
from villagedesk.services import drafts, meetings, packs
from villagedesk.services.desk import Desk


def test_every_autosave_commits_while_a_pack_is_built(sample_desk: Desk, today: date) -> None:
    desk = sample_desk
    kept: list[int] = []

    def autosave(done: int, total: int, text: str = "") -> None:
        number = len(kept)
        desk.note(lambda work: drafts.keep(work, "minutes", str(number), {}, {"text": "typed"})).result(10)
        kept.append(number)

    def gathered() -> packs.Gathered:
        meeting = desk.read(lambda session: meetings.next_id(session, today))
        assert meeting is not None
        return desk.read(lambda session: packs.gather(session, meeting, Audience.COMMITTEE, today))

    autosave(0, 0)
    packs.build(gathered().content, autosave)
    assert len(kept) > 10
    assert desk.read(lambda session: session.query(Draft).count()) == len(kept)


def test_an_autosave_waits_for_a_long_read_and_then_commits(sample_desk: Desk) -> None:
    desk = sample_desk
    reading, go_on = threading.Event(), threading.Event()

    def long_read() -> None:
        def job(session: object) -> None:
            meetings.next_id(session, date(2026, 11, 21))  # type: ignore[arg-type]
            reading.set()
            assert go_on.wait(10)

        desk.read(job)

    thread = threading.Thread(target=long_read)
    thread.start()
    assert reading.wait(10)
    waiting = desk.note(lambda work: drafts.keep(work, "minutes", "1", {}, {"text": "typed"}))
    go_on.set()
    waiting.result(10)
    thread.join()
    assert desk.read(drafts.listed)[0].value == {"text": "typed"}
