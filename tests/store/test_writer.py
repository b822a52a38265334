"""One job is one transaction and one change, in the order asked for, whatever goes wrong."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from tests.conftest import CODE
from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.models import Change, ChangeRow, Person
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import actions, drafts, meetings, people
from villagedesk.services import search as finding
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.services.people import PeopleQuery
from villagedesk.store import engine, keys
from villagedesk.store.engine import connect

HOT = bytes.fromhex("d9d505f920a163d7")  # how a journal begins that a reader has to play back


def _add(name: str) -> Any:
    return lambda work: people.add_person(work, PersonDraft(name=name))


def _names(desk: Desk) -> list[str]:
    return desk.read(lambda session: list(session.scalars(select(Person.name).order_by(Person.name))))


def _changes(desk: Desk) -> int:
    return len(desk.read(lambda session: session.scalars(select(Change.number)).all()))


def test_a_change_says_who_when_and_what(desk: Desk) -> None:
    me = desk.do("Add me", _add("Ann Bell")).result()
    desk.sit(me)
    heard: list[Changed] = []
    desk.listen(heard.append)
    other = desk.do("Add Cai", _add("Cai Dale")).result()
    kept = desk.read(lambda session: session.scalars(select(Change).order_by(Change.number.desc())).first())
    assert kept is not None
    assert (kept.label, kept.kind, kept.by, kept.undoes) == ("Add Cai", ChangeKind.DO, me, None)
    assert heard[-1].number == kept.number
    assert heard[-1].keys == {"person": frozenset({other})}
    assert heard[-1].touches("person", "meeting")
    assert not heard[-1].touches("meeting")


def test_a_job_that_fails_leaves_nothing_behind(desk: Desk) -> None:
    before = _changes(desk)

    def job(work: Work) -> None:
        people.add_person(work, PersonDraft(name="Half Done"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.do("Fail", job).result()
    heard: list[Changed] = []
    desk.listen(heard.append)
    kept = desk.do("Add", _add("Whole")).result()
    assert _names(desk) == ["Whole"]
    assert heard[0].keys == {"person": frozenset({kept})}, "what the failed job noted must not be told"
    assert _changes(desk) == before + 1


def test_a_refusal_comes_back_as_it_was_said(desk: Desk) -> None:
    with pytest.raises(Refused, match="A person needs a name") as refused:
        desk.do("Add", _add("  ")).result()
    assert refused.value.field == "name"


def test_a_choice_that_has_gone_meanwhile_is_a_plain_no(desk: Desk) -> None:
    before = _changes(desk)
    with pytest.raises(Refused, match="is no longer here"):
        desk.do("Add", lambda work: actions.add(work, ActionDraft("Do it", owner_id="somebody undone"))).result()
    assert _changes(desk) == before


def test_jobs_run_in_the_order_they_were_given(desk: Desk) -> None:
    asked = [desk.do("Add", _add(f"Person {n}")) for n in range(20)]
    keys_ = [future.result() for future in asked]
    assert keys_ == sorted(keys_)
    numbers = desk.read(lambda session: list(session.scalars(select(ChangeRow.key).order_by(ChangeRow.change))))
    assert [key for key in numbers if key in keys_] == keys_


def test_a_job_that_changes_nothing_is_no_change(desk: Desk) -> None:
    kept = desk.do("Add", _add("Ann Bell")).result()
    before = _changes(desk)
    desk.do("Nothing", lambda work: None).result()
    desk.do("The same name", lambda work: people.edit_person(work, kept, PersonDraft(name="Ann Bell"))).result()
    desk.do("Back and forth", lambda work: _add_and_delete(work)).result()
    assert _changes(desk) == before


def _add_and_delete(work: Work) -> None:
    work.session.delete(work.session.get_one(Person, people.add_person(work, PersonDraft(name="Gone"))))


def test_undo_and_redo(desk: Desk) -> None:
    heard: list[Changed] = []
    desk.listen(heard.append)
    desk.do("Add Ann", _add("Ann Bell")).result()
    undone = desk.undo(heard[-1].number).result()
    assert (_names(desk), undone.kind, undone.label) == ([], ChangeKind.UNDO, "Add Ann")
    redone = desk.redo(undone.number).result()
    assert (_names(desk), redone.kind) == (["Ann Bell"], ChangeKind.REDO)


def test_undo_is_refused_when_the_row_has_moved_on(desk: Desk) -> None:
    heard: list[Changed] = []
    desk.listen(heard.append)
    kept = desk.do("Add", _add("Ann Bell")).result()
    desk.do("Rename", lambda work: people.edit_person(work, kept, PersonDraft(name="Ann Cole"))).result()
    before = _changes(desk)
    with pytest.raises(Refused, match="changed again since"):
        desk.undo(heard[0].number).result()
    assert (_names(desk), _changes(desk)) == (["Ann Cole"], before)


def test_undo_is_refused_when_something_newer_hangs_on_the_row(desk: Desk) -> None:
    from villagedesk.records.people import ContactDraft

    heard: list[Changed] = []
    desk.listen(heard.append)
    kept = desk.do("Add", _add("Ann Bell")).result()
    contact = [ContactDraft(value="ann@example.org")]
    desk.do("Contact", lambda work: people.set_contacts(work, "person", kept, contact)).result()
    with pytest.raises(Refused, match="changed again since"):
        desk.undo(heard[0].number).result()
    assert desk.read(lambda session: people.person(session, kept, desk.clock.today())).contacts


def test_undo_never_crosses_a_schema_an_erasure_or_a_dropped_snapshot(desk: Desk) -> None:
    def number_of(kind: ChangeKind) -> int:
        heard: list[Changed] = []
        desk.listen(heard.append)
        desk.do("Add", _add("Ann Bell"), kind).result()
        return heard[0].number

    for kind in (ChangeKind.ERASE, ChangeKind.MIGRATE):
        with pytest.raises(Refused, match="can't be undone"):
            desk.undo(number_of(kind)).result()
    older = number_of(ChangeKind.DO)
    desk.note(lambda work: work.session.execute(update(Change).where(Change.number == older).values(schema=0))).result()
    with pytest.raises(Refused, match="can't be undone"):
        desk.undo(older).result()
    thinned = number_of(ChangeKind.DO)
    gone = update(ChangeRow).where(ChangeRow.change == thinned).values(before=None, after=None)
    desk.note(lambda work: work.session.execute(gone)).result()
    with pytest.raises(Refused, match="too long ago"):
        desk.undo(thinned).result()
    with pytest.raises(Refused, match="can't be undone"):
        desk.undo(10_000).result()


def test_a_draft_is_no_change(desk: Desk) -> None:
    before = _changes(desk)
    desk.note(lambda work: drafts.keep(work, "person", "1", {"name": "A"}, {"name": "An"})).result()
    assert _changes(desk) == before


def test_every_list_still_pages_during_a_long_uncommitted_import(desk: Desk) -> None:
    desk.do("Add", _add("Ann Bell")).result()
    on = MeetingDraft("Liaison", on_date=desk.clock.today())
    desk.do("Plan", lambda work: meetings.plan(work, on)).result()
    desk.do("Add", lambda work: actions.add(work, ActionDraft("Ask about the crossing"))).result()
    written, go_on = threading.Event(), threading.Event()

    def job(work: Work) -> None:
        rows = [
            {"id": work.new_id(), "name": f"Person {n}", "sort_name": f"{n}", "audience": Audience.COMMITTEE}
            for n in range(50_000)
        ]
        work.session.execute(insert(Person), rows)
        written.set()
        assert go_on.wait(60)

    done = desk.do("Import", job, ChangeKind.IMPORT)
    assert written.wait(60)
    try:
        today = desk.clock.today()
        found = desk.read(lambda session: people.ids(session, PeopleQuery(), today))
        assert [row.name for row in desk.read(lambda session: people.rows(session, found, today))] == [
            "Elm Park Neighbourhood Group", "Ann Bell",
        ][::-1]  # fmt: skip
        keys = desk.read(lambda session: meetings.ids(session, meetings.MeetingQuery(), today))
        assert [row.title for row in desk.read(lambda session: meetings.rows(session, keys))] == ["Liaison"]
        keys = desk.read(lambda session: actions.ids(session, actions.ActionQuery(), today))
        assert [row.text for row in desk.read(lambda session: actions.rows(session, keys))] == [
            "Ask about the crossing"
        ]
        assert len(desk.read(lambda session: finding.find(session, "ann"))) == 1
    finally:
        go_on.set()
    done.result()
    assert len(desk.read(lambda session: people.ids(session, PeopleQuery(), today))) == 50_002


def test_a_file_that_is_busy_is_said_and_the_next_job_works(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.2)
    other = _connection(desk.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="is busy in another program"):
        desk.do("Add", _add("Ann Bell")).result(30)
    with pytest.raises(Unavailable, match="is busy in another program"):
        desk.undo(1).result(30)
    other.execute("ROLLBACK")
    other.close()
    desk.do("Add", _add("Ann Bell")).result(30)
    assert _names(desk) == ["Ann Bell"]


def test_a_file_that_has_gone_is_said_and_nobody_waits_for_ever(desk: Desk) -> None:
    away = desk.path.with_name("away.vdesk")
    desk.path.rename(away)
    with pytest.raises(Unavailable, match="cannot be reached on the disk"):
        desk.do("Add", _add("Ann Bell")).result(30)
    away.rename(desk.path)
    desk.do("Add", _add("Ann Bell")).result(30)
    assert _names(desk) == ["Ann Bell"]


def test_what_was_asked_for_before_closing_is_done(desk: Desk, keyring: Keyring, clock: FixedClock) -> None:
    for n in range(10):
        desk.do("Add", _add(f"Person {n}"))
    desk.close()
    again = open_desk(desk.path, keyring, clock)
    assert len(_names(again)) == 10
    again.close()


CRASH = """
import sys
from datetime import date
from pathlib import Path
from villagedesk.core.clock import FixedClock
from villagedesk.records.people import PersonDraft
from villagedesk.services import people
from villagedesk.services.desk import Keyring, open_desk
from villagedesk.store import keys
from villagedesk.store.engine import connect

path, code, spilling = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "spilling"
desk = open_desk(path, Keyring(), FixedClock(date(2026, 11, 21)), code)
for n in range(3):
    desk.do("Add", lambda work: people.add_person(work, PersonDraft(name=f"Kept {n}", summary="x" * 5000))).result()

def half(work):
    for n in range(300):
        people.add_person(work, PersonDraft(name=f"Half {n}", summary="x" * 500))
    print("half", flush=True)
    sys.stdin.readline()

if spilling:
    db = connect(path, keys.make_key(code, keys.read_salt(path)), write=True)
    db.execute("PRAGMA cache_spill=ON")
    db.execute("PRAGMA cache_size=5")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE person SET name='Half', summary='' || summary || summary")
    db.execute("UPDATE searchable SET body='Half'")
    db.execute("DELETE FROM change_row")
    print("half", flush=True)
    sys.stdin.readline()
else:
    desk.do("Half", half).result()
"""


@pytest.mark.parametrize("how", ["spilling", "writing"])
def test_a_killed_program_loses_nothing_that_was_kept(
    desk: Desk, keyring: Keyring, clock: FixedClock, how: str
) -> None:
    """When its cache spills, half a transaction is in the file itself when the program is killed."""
    desk.close()
    with subprocess.Popen(
        [sys.executable, "-c", CRASH, desk.path, CODE, how], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"half\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    journal = desk.path.with_name("group.vdesk-journal").read_bytes()
    assert (journal[:8] == HOT) == (how == "spilling"), "a hot journal is what this is about"
    again = open_desk(desk.path, keyring, clock)
    assert _names(again) == ["Kept 0", "Kept 1", "Kept 2"]
    assert len(again.read(lambda session: finding.find(session, "kept"))) == 3
    again.check()
    again.close()


def test_the_file_and_its_journal_hold_no_readable_text(desk: Desk) -> None:
    secret = "Gwenllian Pryce-Hathersage"
    desk.do("Add", lambda work: people.add_person(work, PersonDraft(name=secret, summary=secret * 200))).result()
    everything = desk.path.read_bytes()
    db = _connection(desk.path)
    db.execute("PRAGMA cache_spill=ON")
    db.execute("PRAGMA cache_size=5")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE person SET summary=summary || summary")
    db.execute("DELETE FROM searchable")
    found = [path for path in desk.path.parent.iterdir() if path.name.startswith("group.vdesk")]
    assert len(found) == 3  # the file, its journal, its lock
    everything += b"".join(path.read_bytes() for path in found)
    db.execute("ROLLBACK")
    db.close()
    for words in (secret, "Pryce", "Elm Park", "SQLite format", "CREATE TABLE", "person"):
        assert words.encode() not in everything
        assert words.encode("utf-16-le") not in everything


def test_secure_pragmas_are_really_set(desk: Desk) -> None:
    def of(ask: Any, name: str) -> Any:
        return ask(text(f"PRAGMA {name}")).scalar()

    wanted = {"journal_mode": "delete", "synchronous": 3, "secure_delete": 1, "foreign_keys": 1, "cache_spill": 0,
              "recursive_triggers": 1, "temp_store": 2}  # fmt: skip
    assert desk.note(lambda work: {name: of(work.session.execute, name) for name in wanted}).result() == wanted
    reads = {"foreign_keys": 1, "temp_store": 2, "query_only": 1, "journal_mode": "delete"}
    assert desk.read(lambda session: {name: of(session.execute, name) for name in reads}) == reads
    assert desk.read(lambda session: of(session.execute, "cipher_version")).startswith("4.")


def test_a_reader_cannot_write(desk: Desk) -> None:
    with pytest.raises(Unavailable, match="can only be read here"):
        desk.read(lambda session: session.execute(text("DELETE FROM community_group")))


def _connection(path: Path) -> Any:
    return connect(path, keys.make_key(CODE, keys.read_salt(path)), write=True)


def test_every_page_is_sound(desk: Desk) -> None:
    desk.do("Add", _add("Ann Bell")).result()
    counts = desk.check()
    assert (counts["person"], counts["community_group"]) == (1, 1)
    db = _connection(desk.path)
    assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert db.execute("PRAGMA application_id").fetchone()[0] == engine.APPLICATION_ID
    db.close()
