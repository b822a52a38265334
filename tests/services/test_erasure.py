"""Erasing somebody: what is shown first, what is done, and that nothing is left."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import CODE, TODAY, MemoryKeyring
from tests.services import secrets
from tests.services.filling import Filling
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    ActionStatus,
    ContactKind,
    InteractionKind,
    MeetingStatus,
    MinutesState,
    Role,
)
from villagedesk.models import (
    Action,
    Attachment,
    Attendance,
    ChangeRow,
    ContactDetail,
    Document,
    Draft,
    Erasure,
    Group,
    Identifier,
    Interaction,
    Meeting,
    Membership,
    MinuteBlock,
    Minutes,
    Note,
    OtherName,
    Participant,
    Person,
    Removal,
    SavedFilter,
)
from villagedesk.records.consent import Choice, ErasurePlan, ErasurePreview, Fate
from villagedesk.records.people import PeopleQuery
from villagedesk.services import (
    backups,
    documents,
    drafts,
    erasure,
    filters,
    forgetting,
    merging,
    posts,
    seals,
    search,
    traces,
)
from villagedesk.services.desk import Desk, Keyring, Work, open_desk

NAME, STREET, EMAIL, PHONE = "Jo Smith", "12 Mill Lane", "jo.smith@post.example", "07700 900123"


class Village:
    """A desk at which Jo Smith is in everything."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.keys: dict[str, str] = {}
        desk.do("Fill", self._fill).result(30)

    def add(self, work: Work, model: Any, **values: Any) -> str:
        row = model(id=work.new_id(), **values)
        work.session.add(row)
        work.session.flush()
        return str(row.id)

    def _fill(self, work: Work) -> None:
        add = lambda model, **values: self.add(work, model, **values)  # noqa: E731
        jo = add(Person, name=NAME, sort_name="smith jo", summary="Keeps bees")
        ann = add(Person, name="Ann Bell", sort_name="bell ann")
        own = posts.own_body(work.session)
        add(ContactDetail, person_id=jo, kind=ContactKind.EMAIL, value=EMAIL)
        add(ContactDetail, person_id=jo, kind=ContactKind.MOBILE, value=PHONE)
        add(ContactDetail, person_id=jo, kind=ContactKind.ADDRESS, value=f"{STREET}\nBrynafon")
        add(Note, person_id=jo, on_date=TODAY, text="Likes tea")
        add(Note, person_id=ann, on_date=TODAY, text="Lives next to Jo Smith. Has a van.")
        member = add(Membership, person_id=jo, organization_id=own, role=Role.COMMITTEE, votes=True)
        alone = add(Interaction, kind=InteractionKind.CALL, on_date=TODAY, text="She was angry about the hall")
        add(Participant, interaction_id=alone, person_id=jo, name=NAME)
        shared = add(Interaction, kind=InteractionKind.EMAIL, on_date=TODAY, text=f"Ms Smith ({EMAIL}) asked Ann.")
        for who, name in ((jo, NAME), (ann, "Ann Bell")):
            add(Participant, interaction_id=shared, person_id=who, name=name)
        meeting = add(Meeting, title="Committee", on_date=TODAY - timedelta(30), status=MeetingStatus.HELD)
        minutes = add(Minutes, meeting_id=meeting, state=MinutesState.APPROVED)
        add(Attendance, meeting_id=meeting, person_id=jo, name=NAME, votes=True)
        block = add(
            MinuteBlock, minutes_id=minutes, position=1, text=f"{NAME} of {STREET} rang 07700900123. The rest agreed."
        )
        action = add(
            Action, text="Thank Jo Smith for the bees", owner_id=ann, raised_on=TODAY, status=ActionStatus.OPEN
        )
        document = documents.add(work, "letter.txt", f"Dear {NAME},\n{STREET}".encode())
        add(Attachment, document_id=document, action_id=action)
        self.keys = {
            "jo": jo, "ann": ann, "block": block, "minutes": minutes, "action": action, "document": document,
            "alone": alone, "shared": shared, "member": member, "meeting": meeting,
        }  # fmt: skip

    def preview(self) -> ErasurePreview:
        return self.desk.read_long(lambda session: erasure.preview(session, self.keys["jo"], TODAY))

    def plan(self, **choices: Choice) -> ErasurePlan:
        """Everything replaced or deleted, but for the choices given by table."""
        shown = self.preview()
        chosen = {
            row.id: choices.get(row.table, Choice(Fate.DELETE if row.is_document else Fate.REPLACE))
            for row in shown.mentions
        }
        return ErasurePlan(choices=chosen, documents=shown.documents)


@pytest.fixture
def village(desk: Desk) -> Village:
    return Village(desk)


def texts(desk: Desk, column: Any) -> list[Any]:
    return list(desk.read(lambda session: session.scalars(select(column)).all()))


def test_the_preview_shows_each_mention_with_its_sentence_and_a_proposal(village: Village) -> None:
    shown = village.preview()
    by_table = {row.table: row for row in shown.mentions}
    assert by_table["minute_block"].fate is Fate.REPLACE
    assert by_table["minute_block"].snippet == f"{NAME} of {STREET} rang 07700900123."
    spans = [by_table["minute_block"].snippet[a:b] for a, b in by_table["minute_block"].spans]
    assert spans == [NAME, STREET, "07700900123"]
    assert by_table["attendance"].fate is Fate.KEEP
    assert "committee" in by_table["attendance"].reason
    assert by_table["content"].fate is Fate.DELETE
    assert by_table["note"].snippet == "Lives next to Jo Smith."
    assert "Action" in by_table["action"].where
    assert not shown.stays
    assert any("Calls, letters and e-mails (1)" in line for line in shown.goes)


def test_after_an_erasure_neither_name_nor_address_is_left_anywhere(village: Village) -> None:
    desk = village.desk
    desk.note(
        lambda work: drafts.keep(work, "note", village.keys["ann"], {"t": ""}, {"t": "Siân and Jo Smith"})
    ).result(30)
    desk.do(
        "Edit", lambda work: setattr(work.session.get(Person, village.keys["jo"]), "summary", "At 12 Mill Lane")
    ).result(30)
    forgetting.erase(desk, village.keys["jo"], village.plan())
    raw = secrets.raw_pages(desk.path, CODE)
    assert secrets.holds(raw, "Ann Bell")
    for words in (NAME, "Smith", STREET, EMAIL, "900123", "900 123", "Keeps bees", "Likes tea", "She was angry"):
        assert not secrets.holds(raw, words), words
        assert not any(secrets.holds(data, words) for data in secrets.contents(desk.path, CODE)), words
    assert desk.read(lambda session: search.find(session, "smith")) == []
    assert texts(desk, Draft.id) == []


def test_the_rest_stays_as_it_was(village: Village) -> None:
    forgetting.erase(village.desk, village.keys["jo"], village.plan())
    read = village.desk.read
    block = read(lambda session: session.get(MinuteBlock, village.keys["block"])).text
    assert block == "A resident of [removed] rang [removed]. The rest agreed."
    assert set(texts(village.desk, Note.text)) == {"Lives next to a resident. Has a van."}
    assert texts(village.desk, Interaction.text) == ["A resident ([removed]) asked Ann."]
    assert sorted(texts(village.desk, Participant.name)) == ["A resident", "Ann Bell"]
    assert read(lambda session: session.get(Action, village.keys["action"])).text == "Thank a resident for the bees"
    assert read(lambda session: session.get(Document, village.keys["document"])) is None
    village.desk.check()


def test_what_is_kept_is_kept_with_its_reason_alone(village: Village) -> None:
    outcome = forgetting.erase(
        village.desk, village.keys["jo"], village.plan(attendance=Choice(Fate.KEEP, "Jo Smith was there"))
    )
    assert texts(village.desk, Attendance.name) == [NAME]
    assert len(outcome.done.kept) == 1
    kept = texts(village.desk, Erasure.kept)[0]
    assert "A resident was there" in kept
    assert NAME not in kept


def test_a_reason_is_needed_to_keep(village: Village) -> None:
    with pytest.raises(Refused, match="why"):
        forgetting.erase(village.desk, village.keys["jo"], village.plan(note=Choice(Fate.KEEP)))
    assert village.desk.read(lambda session: session.get(Person, village.keys["jo"])) is not None


def test_a_deleted_mention_takes_its_sentence_along(village: Village) -> None:
    forgetting.erase(village.desk, village.keys["jo"], village.plan(minute_block=Choice(Fate.DELETE)))
    assert village.desk.read(lambda s: s.get(MinuteBlock, village.keys["block"])).text == "The rest agreed."


def test_nothing_before_an_erasure_can_be_undone(village: Village) -> None:
    desk = village.desk
    numbers: list[int] = []
    desk.listen(lambda changed: numbers.append(changed.number))
    desk.do("Other", lambda work: village.add(work, Person, name="Al", sort_name="al")).result(30)
    forgetting.erase(desk, village.keys["jo"], village.plan())
    for number in numbers:
        with pytest.raises(Refused):
            desk.undo(number).result(30)
    desk.do("After", lambda work: village.add(work, Person, name="Bo", sort_name="bo")).result(30)
    assert desk.undo(numbers[-1]).result(30).kind is ChangeKind.UNDO


def test_the_trail_keeps_who_and_when_and_no_values(village: Village) -> None:
    forgetting.erase(village.desk, village.keys["jo"], village.plan())
    rows = village.desk.read(lambda session: session.scalars(select(ChangeRow)).all())
    assert all(village.keys["jo"] not in (row.before or "") + (row.after or "") for row in rows)
    assert any(row.table == "person" and row.key == village.keys["jo"] for row in rows)


def test_sealed_minutes_hold_a_placeholder_and_say_so(village: Village) -> None:
    def seal(work: Work) -> str:
        minutes = work.session.get_one(Minutes, village.keys["minutes"])
        minutes.sha256 = seals.digest(work.session, minutes.id)
        return minutes.sha256

    before = village.desk.do("Seal", seal).result(30)
    forgetting.erase(village.desk, village.keys["jo"], village.plan())
    minutes = village.desk.read(lambda session: session.get(Minutes, village.keys["minutes"]))
    removals = village.desk.read(lambda session: session.scalars(select(Removal)).all())
    block = village.desk.read(lambda session: session.get(MinuteBlock, village.keys["block"]))
    assert block.text.startswith("[name removed on 21 November 2026] of")
    assert {removal.before for removal in removals} == {before}
    assert {removal.after for removal in removals} == {minutes.sha256}
    assert {removal.block_id for removal in removals} == {None, village.keys["block"]}
    assert village.desk.read(lambda session: seals.holds(session, session.get_one(Minutes, minutes.id)))


def test_a_registered_group_keeps_the_register_and_nothing_else(village: Village) -> None:
    desk = village.desk
    desk.do("Form", lambda work: setattr(work.session.scalars(select(Group)).one(), "legal_form", "CIO")).result(30)
    shown = village.preview()
    assert "2012" in shown.stays[0].why
    outcome = forgetting.erase(desk, village.keys["jo"], village.plan())
    assert outcome.done.is_restricted
    person = desk.read(lambda session: session.get(Person, village.keys["jo"]))
    assert (person.name, person.summary, person.restricted_at is not None) == (NAME, "", True)
    assert texts(desk, Membership.id) == [village.keys["member"]]
    assert texts(desk, ContactDetail.id) == []
    raw = secrets.raw_pages(desk.path, CODE)
    assert not any(secrets.holds(raw, words) for words in (STREET, EMAIL, "900123", "bees."))
    with pytest.raises(Refused, match="already"):
        village.preview()


@pytest.mark.parametrize(
    ("form", "law"),
    [
        ("Limited by guarantee", "Companies Act"),
        ("Private Ltd", "Companies Act"),
        ("charitable incorporated organization", "2012"),
        ("Scottish charitable incorporated organisation", "2011"),
    ],
)
def test_an_entry_in_a_statutory_register_stays_however_the_form_is_written(
    village: Village, form: str, law: str
) -> None:
    desk = village.desk
    desk.do("Form", lambda work: setattr(work.session.scalars(select(Group)).one(), "legal_form", form)).result(30)
    assert law in village.preview().stays[0].why
    forgetting.erase(desk, village.keys["jo"], village.plan())
    assert texts(desk, Membership.id) == [village.keys["member"]]


def test_where_the_register_is_kept_nothing_else_refers_to_them(village: Village) -> None:
    desk = village.desk
    desk.do("Form", lambda work: setattr(work.session.scalars(select(Group)).one(), "legal_form", "CIO")).result(30)

    def refer(work: Work) -> None:
        filling = Filling(work)
        for reference in traces.references():
            if not reference.is_child:
                filling.row(reference.table, **{reference.column: village.keys["jo"]})

    desk.do("Refer", refer).result(30)
    forgetting.erase(desk, village.keys["jo"], village.plan())
    left = desk.read(lambda session: traces.linked(session, village.keys["jo"]))
    assert left == {("membership", village.keys["member"]): ("person_id",)}
    assert desk.read(lambda session: search.find(session, "Jo Smith")) == []
    desk.do("Tag", lambda work: village.add(work, OtherName, person_id=village.keys["jo"], name="Josie")).result(30)
    assert desk.read(lambda session: search.find(session, "Josie")) == []


def test_whoever_sits_here_is_not_erased(village: Village) -> None:
    village.desk.sit(village.keys["jo"])
    with pytest.raises(Refused, match="you"):
        forgetting.erase(village.desk, village.keys["jo"], village.plan())


def test_documents_added_meanwhile_stop_the_erasure(village: Village) -> None:
    plan = village.plan()
    village.desk.do("Add", lambda work: documents.add(work, "new.txt", b"Jo Smith")).result(30)
    with pytest.raises(Refused, match="once more"):
        forgetting.erase(village.desk, village.keys["jo"], plan)


def test_a_document_without_a_choice_gets_what_was_proposed(village: Village) -> None:
    other = village.desk.do("Add", lambda work: documents.add(work, "other.txt", b"About the hall")).result(30)
    forgetting.erase(village.desk, village.keys["jo"], ErasurePlan(documents=village.preview().documents))
    assert texts(village.desk, Document.id) == [other]


def test_a_saved_filter_is_written_anew_or_goes_as_a_whole(village: Village) -> None:
    desk, jo = village.desk, village.keys["jo"]

    def fill(work: Work) -> None:
        work.session.get_one(Person, jo).name = "Siân Jones"
        for words in ("Siân Jones", "Ann"):
            filters.save(work, words[:3], PeopleQuery(words=words))
        village.add(work, SavedFilter, place="people", name="old", query='{"words": "Si\\u00e2n Jones \\"bees\\""}')

    desk.do("Fill", fill).result(30)
    copy = desk.back_up(desk.path.parent / "copy")
    plan = replace(village.plan(), words='"the" resident')
    forgetting.erase(desk, jo, plan)
    assert [card.query.words for card in desk.read(filters.listed)] == [
        '"the" resident', '"the" resident "bees"', "Ann",
    ]  # fmt: skip
    assert not secrets.holds(secrets.raw_pages(desk.path, CODE), "00e2n")
    other = open_desk(copy.path, Keyring(MemoryKeyring()), desk.clock, CODE)
    try:
        shown = other.read_long(lambda session: erasure.preview(session, jo, TODAY))
        cut = {row.id: Choice(Fate.DELETE) for row in shown.mentions}
        forgetting.erase(other, jo, ErasurePlan(cut, documents=shown.documents))
        assert [card.query.words for card in other.read(filters.listed)] == ["Ann"]
    finally:
        other.close()


def test_identifiers_go_with_their_rows_and_are_never_rewritten(village: Village) -> None:
    desk, keys = village.desk, village.keys

    def fill(work: Work) -> None:
        for kind, row_id, value in (
            ("interaction", keys["alone"], "1.home@pc"), ("document", keys["document"], "2.home@pc"),
            ("interaction", keys["shared"], "3.jo.smith@post.example"), ("interaction", keys["shared"], "4.home@pc"),
        ):  # fmt: skip
            village.add(work, Identifier, scheme="message-id", value=value, kind=kind, row_id=row_id)

    desk.do("Fill", fill).result(30)
    forgetting.erase(desk, keys["jo"], village.plan())
    assert texts(desk, Identifier.value) == ["4.home@pc"]


def test_a_namesake_is_left_alone(village: Village) -> None:
    desk = village.desk
    other = desk.do("Add", lambda work: village.add(work, Person, name=NAME, sort_name="smith jo")).result(30)
    shown = village.preview()
    assert shown.namesake
    assert {row.table: row.fate for row in shown.mentions}["note"] is Fate.KEEP
    forgetting.erase(desk, village.keys["jo"], ErasurePlan(documents=shown.documents))
    assert desk.read(lambda session: session.get(Person, other)).name == NAME


def test_an_older_backup_that_is_restored_erases_again(
    village: Village, keyring: Keyring, tmp_path: Path, home: Path
) -> None:
    desk = village.desk
    old = desk.back_up(tmp_path / "old")
    outcome = forgetting.erase(
        desk, village.keys["jo"], village.plan(attendance=Choice(Fate.KEEP, "In approved minutes"))
    )
    assert outcome.older == ()
    desk.close()
    backups.restore(old.path, desk.path, keyring, desk.clock, CODE, replace=True)
    restored = open_desk(desk.path, keyring, desk.clock)
    try:
        assert restored.read(lambda session: session.get(Person, village.keys["jo"])) is None
        assert texts(restored, Attendance.name) == [NAME]
        assert texts(restored, Erasure.person_id) == [village.keys["jo"]]
    finally:
        restored.close()
    raw = secrets.raw_pages(desk.path, CODE)
    assert not secrets.holds(raw, STREET)
    beside = tmp_path / "elsewhere.vdesk"
    backups.restore(old.path, beside, keyring, desk.clock, CODE)
    assert not secrets.holds(secrets.raw_pages(beside, CODE), STREET)


def test_the_end_says_which_backups_still_hold_them(village: Village) -> None:
    village.desk.back_up()
    outcome = forgetting.erase(village.desk, village.keys["jo"], village.plan())
    assert len(outcome.older) == 1
    listed = next(iter((village.desk.backup_folder()).glob("erased.txt")))
    assert listed.read_text().split() == [village.keys["jo"]]


def test_whoever_was_merged_into_them_is_remembered_too(village: Village) -> None:
    desk, jo = village.desk, village.keys["jo"]
    other = desk.do("Add", lambda work: village.add(work, Person, name="Joanna Smith", sort_name="smith joanna"))
    desk.do("Merge", lambda work: merging.merge(work, "person", jo, other.result(30), ())).result(30)
    forgetting.erase(desk, jo, village.plan())
    assert set((desk.backup_folder() / "erased.txt").read_text().split()) == {jo, other.result(30)}


def test_mentions_inside_documents_of_every_kind_are_found(village: Village) -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "A letter to Jo Smith")
    canvas.save()
    mail = b"From: jo.smith@post.example\r\nSubject: Hello\r\n\r\nHi"

    def add(work: Work) -> set[str]:
        return {documents.add(work, "a.pdf", out.getvalue()), documents.add(work, "b.eml", mail)}

    added = village.desk.do("Add", add).result(30)
    found = {row.row_id for row in village.preview().mentions if row.is_document}
    assert added <= found


def test_a_change_after_an_erasure_is_noted_as_ever(village: Village) -> None:
    forgetting.erase(village.desk, village.keys["jo"], village.plan())
    village.desk.do("Edit", lambda work: setattr(work.session.get(Person, village.keys["ann"]), "summary", "x")).result(
        30
    )
    row = village.desk.read(lambda s: s.scalars(select(ChangeRow).order_by(ChangeRow.id.desc())).first())
    assert row.fields == "summary"
