"""What is typed and not yet kept."""

from __future__ import annotations

from villagedesk.core.clock import FixedClock
from villagedesk.services import drafts
from villagedesk.services.desk import Desk, Keyring, open_desk


def test_a_draft_is_offered_again_until_it_is_kept(desk: Desk, keyring: Keyring, clock: FixedClock) -> None:
    desk.note(lambda work: drafts.keep(work, "person", "1", {"name": "A"}, {"name": "An"})).result()
    desk.note(lambda work: drafts.keep(work, "person", "1", {"name": "A"}, {"name": "Ann"})).result()
    desk.note(lambda work: drafts.keep(work, "person", "2", {}, {"name": "Cai"})).result()
    desk.close()
    again = open_desk(desk.path, keyring, clock)
    assert [(draft.row, draft.value) for draft in again.read(drafts.listed)] == [
        ("2", {"name": "Cai"}), ("1", {"name": "Ann"}),
    ]  # fmt: skip
    kept = again.read(lambda session: drafts.get(session, "person", "1"))
    assert kept is not None
    assert kept.loaded == {"name": "A"}
    again.do("Keep", lambda work: drafts.drop(work, "person", "1")).result()
    assert again.read(lambda session: drafts.get(session, "person", "1")) is None
    again.close()
