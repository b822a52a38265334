"""The subject access bundle: every row that names somebody, and nobody else's details."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import TODAY
from tests.services.filling import Filling
from villagedesk.core.words import ContactKind
from villagedesk.models import ContactDetail, Note, Person
from villagedesk.packs.preview import Preview
from villagedesk.records.people import ContactDraft, NoteDraft, PersonDraft
from villagedesk.services import bundle, documents, drafts, merging, notes, people, traces
from villagedesk.services.desk import Desk, Work

JO, ANN = "Jo Smith", "Ann Bell"


@pytest.fixture
def two(do: Any) -> tuple[str, str]:
    def job(work: Work) -> tuple[str, str]:
        return people.add_person(work, PersonDraft(JO)), people.add_person(work, PersonDraft(ANN))

    return tuple(do(job))  # type: ignore[return-value]


def gathered(desk: Desk, key: str) -> dict[str, Any]:
    return dict(json.loads(bundle.as_json(desk.read(lambda session: bundle.gather(session, key, TODAY)))))


def row_ids(told: dict[str, Any]) -> set[str]:
    return {row["id"] for part in told["parts"] for row in part["rows"]}


def test_every_row_that_refers_to_somebody_is_in_their_bundle_and_nobody_elses(
    desk: Desk, do: Any, two: tuple[str, str]
) -> None:
    def fill(work: Work) -> dict[str, set[str]]:
        filling = Filling(work)
        made: dict[str, set[str]] = {key: set() for key in two}
        for key in two:
            for ref in traces.references():
                made[key].add(filling.row(ref.table, **{ref.column: key}))
            for table, column, kind in traces.SOFT:
                made[key].add(filling.row(table, **{column: key}, **({kind: "person"} if kind else {})))
        return made

    made = do(fill)
    for key, other in (two, two[::-1]):
        ids = row_ids(gathered(desk, key))
        assert made[key] <= ids
        assert not made[other] & ids


def test_no_other_persons_details_are_in_it(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    jo, ann = two

    def fill(work: Work) -> None:
        filling = Filling(work)
        for kind, value in (
            (ContactKind.EMAIL, "ann@post.example"), (ContactKind.MOBILE, "07700 900456"),
            (ContactKind.ADDRESS, "7 High Street\nBrynafon"),
        ):  # fmt: skip
            work.session.add(ContactDetail(id=work.new_id(), person_id=ann, kind=kind, value=value))
        text = "Jo Smith met Ann Bell (ann@post.example, 07700900456). Cllr Bell has been ill. Mrs Bell left."
        filling.row("minute_block", text=text)
        filling.row("note", person_id=jo, text="Fell out with Ann Bell of 7 High Street")
        filling.row("handover", from_person_id=jo, from_name=JO, to_person_id=ann, to_name=ANN)
        filling.row("attendance", name="Zoe Quill")
        filling.row("attended", name="Kit Marlow")
        filling.row("minutes_reader", name="Wyn Parry")
        filling.row("note", person_id=jo, on_date=TODAY, text="Sat beside Zoe Quill, Kit Marlow and Wyn Parry")
        documents.add(work, "a.txt", b"Dear Jo Smith, ask Ann Bell. Ann Bell is ill.")

    do(fill)
    said = json.dumps(gathered(desk, jo), ensure_ascii=False)
    assert "another person" in said
    assert "Fell out with another person of [withheld]" in said
    for secret in ("Ann", "Bell", "900456", "High Street", "Zoe", "Kit", "Wyn", "has been ill"):
        assert secret not in said, secret


def test_every_address_and_number_that_is_not_their_own_is_withheld(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    jo, ann = two

    def fill(work: Work) -> None:
        office = ContactDraft(ContactKind.PHONE, "01632 960500")
        people.set_contacts(work, "person", jo, [ContactDraft(ContactKind.EMAIL, "jo@post.example"), office])
        people.set_contacts(work, "person", ann, [office])
        filling = Filling(work)
        talk = filling.row(
            "interaction", subject="", text="I am jo@post.example, on 01632960500 since 2026-01-02. Charity 1234567. "
            "My neighbour is stranger@private.example, 07700 900999 or +353 1 234 5678.",
        )  # fmt: skip
        filling.row("participant", interaction_id=talk, person_id=jo, name=JO, address="jo@work.example")
        filling.row("minute_block", text="Jo Smith (jo@work.example) knows kim@private.example (07700-900-998).")

    do(fill)
    said = json.dumps(gathered(desk, jo), ensure_ascii=False)
    for own in ("I am jo@post.example, on 01632960500 since 2026-01-02. Charity 1234567.", "(jo@work.example)"):
        assert own in said
    for secret in ("stranger@", "900999", "234 5678", "kim@", "900-998"):
        assert secret not in said, secret


def test_a_namesakes_row_comes_in_only_by_key(desk: Desk, do: Any) -> None:
    def job(work: Work) -> tuple[str, str]:
        one, other = (people.add_person(work, PersonDraft("Sam Same")) for _again in range(2))
        notes.add_note(work, "person", one, NoteDraft("Sam Same has a ladder."))
        notes.add_note(work, "person", other, NoteDraft("Sam Same has been ill."))
        drafts.keep(work, "note", "new", {}, {"text": "Sam Same has been away."})
        documents.add(work, "a.txt", b"Sam Same has been sued.")
        return one, other

    said = json.dumps(gathered(desk, do(job)[0]))
    assert "Sam Same has a ladder" in said
    for secret in ("ill", "away", "sued"):
        assert f"been {secret}" not in said


def test_earlier_versions_of_whom_was_merged_into_them_are_told(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    jo, ann = two
    key = do(lambda work: notes.add_note(work, "person", ann, NoteDraft("Was rude in 2024.")))
    do(lambda work: notes.remove_note(work, key))
    do(lambda work: people.edit_person(work, ann, PersonDraft(ANN, summary="A baker, once")))
    do(lambda work: people.edit_person(work, ann, PersonDraft(ANN)))
    do(lambda work: merging.merge(work, "person", jo, ann))
    said = json.dumps(gathered(desk, jo))
    assert "A baker, once" in said
    assert "Was rude in 2024." in said


def test_earlier_text_that_named_them_is_told(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    jo, ann = two
    key = do(lambda work: notes.add_note(work, "person", ann, NoteDraft("The hall is cold. Jo Smith was rude to Ann.")))
    do(lambda work: notes.edit_note(work, key, NoteDraft("All is well")))
    said = json.dumps(gathered(desk, jo))
    assert "Jo Smith was rude" in said
    assert "The hall is cold" not in said


def test_what_was_typed_into_a_list_is_told(desk: Desk, two: tuple[str, str]) -> None:
    typed = {"contacts": [{"kind": "email", "value": "jo@new.example"}]}
    desk.note(lambda work: drafts.keep(work, "contacts", two[0], {}, typed)).result(30)
    assert "jo@new.example" in json.dumps(gathered(desk, two[0]))


def test_of_minutes_only_the_sentences_that_name_them(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    text = "The roof leaks. Jo Smith has a ladder. The rent was paid."
    key = do(lambda work: Filling(work).row("minute_block", text=text))
    told = gathered(desk, two[0])
    block = next(row for part in told["parts"] if part["table"] == "minute_block" for row in part["rows"])
    assert block["id"] == key
    assert [field["value"] for field in block["fields"] if field["label"] == "Text"] == [
        "... Jo Smith has a ladder. ..."
    ]


def test_what_was_typed_and_what_it_was_before_is_told(desk: Desk, do: Any, two: tuple[str, str]) -> None:
    jo = two[0]
    desk.note(lambda work: drafts.keep(work, "person", jo, {}, {"summary": "Half a thought"})).result(30)
    do(lambda work: setattr(work.session.get(Person, jo), "summary", "Once a baker"))
    do(lambda work: setattr(work.session.get(Person, jo), "summary", "A builder"))
    said = json.dumps(gathered(desk, jo))
    for words in ("Half a thought", "Once a baker", "A builder"):
        assert words in said


def test_it_can_be_read_as_a_pdf(sample_desk: Desk) -> None:
    def busiest(session: Any) -> str:
        return str(session.scalars(select(Note.person_id).where(Note.person_id.is_not(None)).limit(1)).one())

    key = sample_desk.read(busiest)
    told = sample_desk.read(lambda session: bundle.gather(session, key, TODAY))
    with Preview(bundle.as_pdf(told)) as pdf:
        words = "".join(pdf.text(page) for page in range(pdf.page_count))
    assert told.name in " ".join(words.split())
    assert "Why we hold it" in words
    assert "Read it through before you send it" in " ".join(words.split())
