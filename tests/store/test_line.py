"""What the writer's connection survives, so that nobody waits for it and nothing is lost after it."""

import threading
from typing import Any

import pytest

from villagedesk.core.errors import Unavailable
from villagedesk.records.people import PersonDraft
from villagedesk.services import people
from villagedesk.services.desk import Desk
from villagedesk.store import engine


def test_a_commit_that_fails_is_undone_and_the_next_change_works(
    desk: Desk, do: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.2)
    do(lambda work: people.add_person(work, PersonDraft(name="Ann")))
    reading, go_on = threading.Event(), threading.Event()

    def job(session: Any) -> None:
        people.choices(session)
        reading.set()
        assert go_on.wait(20)

    reader = threading.Thread(target=lambda: desk.read(job))
    reader.start()
    assert reading.wait(10)
    lost = desk.do("Add person", lambda work: people.add_person(work, PersonDraft(name="Ben")))
    with pytest.raises(Unavailable, match="busy"):
        lost.result(30)
    assert [choice.name for choice in desk.read(people.choices)] == ["Ann"], "readers are not locked out"
    go_on.set()
    reader.join()
    do(lambda work: people.add_person(work, PersonDraft(name="Cai")))
    assert [choice.name for choice in desk.read(people.choices)] == ["Ann", "Cai"]
