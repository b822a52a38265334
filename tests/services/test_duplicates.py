"""People and bodies that may be here twice are put forward for a reason, and never merged by themselves."""

from __future__ import annotations

from typing import Any

import pytest

from villagedesk.core.progress import Cancelled
from villagedesk.core.words import ContactKind
from villagedesk.models import Identifier, OtherName
from villagedesk.records.duplicates import Pair, Sign
from villagedesk.records.people import ContactDraft, OrganizationDraft, PersonDraft
from villagedesk.services import duplicates, people
from villagedesk.services.desk import Desk


def person(do: Any, name: str, *reached: str) -> str:
    drafts = [ContactDraft(ContactKind.EMAIL if "@" in value else ContactKind.PHONE, value) for value in reached]

    def add(work: Any) -> str:
        key = people.add_person(work, PersonDraft(name))
        people.set_contacts(work, "person", key, drafts)
        return key

    return do(add)


def found(desk: Desk) -> list[Pair]:
    return duplicates.find(desk.read(duplicates.gather))


def named(desk: Desk) -> set[tuple[str, str]]:
    return {(pair.one.name, pair.other.name) for pair in found(desk)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Bell", "ann  bell"), ("Siân Lloyd", "Sian Lloyd"), ("Cllr Ann Bell MBE", "Bell Ann"),
        ("Katherine Bell", "Katharine Bell"), ("A. Bell", "Ann Bell"), ("Ann Mary Bell", "Ann Bell"),
    ],
)  # fmt: skip
def test_names_that_are_alike(desk: Desk, do: Any, one: str, other: str) -> None:
    person(do, one)
    person(do, other)
    (pair,) = found(desk)
    assert pair.signs == (Sign.NAME,)
    assert duplicates.reasons(pair) == ("Same name" if pair.alike == 100 else f"Names alike {pair.alike}%")


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Bell", "Tom Bell"), ("Ann Bell", "Ann Dale"), ("Ann", "Ann Bell"), ("A Bell", "B Bell")]
)
def test_names_that_are_not(desk: Desk, do: Any, one: str, other: str) -> None:
    person(do, one)
    person(do, other)
    assert found(desk) == []


def test_an_address_or_a_number_however_it_is_written(desk: Desk, do: Any) -> None:
    person(do, "Ann Bell", "Ann@Post.example", "01632 960123")
    person(do, "Annie Dale", "ann@post.example")
    person(do, "Nancy Moss", "+44 1632 960123")
    assert {(p.one.name, p.other.name, duplicates.reasons(p)) for p in found(desk)} == {
        ("Ann Bell", "Annie Dale", "Same e-mail"),
        ("Ann Bell", "Nancy Moss", "Same telephone"),
    }


def test_an_office_that_many_share_is_no_reason(desk: Desk, do: Any) -> None:
    for name in ("Ann Bell", "Cai Dale", "Tom Moss", "Ann Bells"):
        person(do, name, "members@council.example")
    assert named(desk) == {("Ann Bell", "Ann Bells")}


def test_another_name_counts_and_the_surest_come_first(desk: Desk, do: Any) -> None:
    maiden = person(do, "Ann Bell")
    do(lambda work: work.session.add(OtherName(id=work.new_id(), person_id=maiden, name="Ann Dale")))
    person(do, "Ann Dale", "a@post.example")
    person(do, "Ann Dale", "a@post.example")
    assert [len(pair.signs) for pair in found(desk)] == [2, 1, 1]


def test_two_that_were_said_to_be_two_are_not_put_forward_again(desk: Desk, do: Any) -> None:
    one, other = person(do, "Ann Bell"), person(do, "Ann Bell")
    for _n in range(2):
        do(lambda work: duplicates.keep_apart(work, "person", other, one))
    assert found(desk) == []
    assert len(desk.read(duplicates.gather).distinct) == 1


def test_two_that_one_list_tells_apart_are_two(desk: Desk, do: Any) -> None:
    for number in ("11", "12"):
        key = person(do, "John Evans")
        row = {"scheme": "moderngov:x", "value": number, "kind": "person", "row_id": key}
        do(lambda work, row=row: work.session.add(Identifier(id=work.new_id(), **row)))
    assert found(desk) == []


def test_organisations_but_not_the_parts_of_two(desk: Desk, do: Any) -> None:
    def body(name: str, parent: str | None = None) -> str:
        return do(lambda work: people.add_organization(work, OrganizationDraft(name, parent_id=parent)))

    county, borough = body("Ashshire Council"), body("Brynafon Council")
    body("Highways", county)
    body("Highways", borough)
    body("The Elm Trust Ltd")
    body("Elm Trust")
    assert named(desk) == {("Elm Trust", "The Elm Trust Ltd")}


def test_it_tells_how_far_it_is_and_can_be_stopped(desk: Desk, do: Any) -> None:
    for name in ("Ann Bell", "Ann Bell"):
        person(do, name)
    told = []
    duplicates.find(desk.read(duplicates.gather), lambda done, total, _text="": told.append((done, total)))
    assert told == sorted(told)
    assert all(done <= total for done, total in told)

    def stop(_done: int, _total: int, _text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        duplicates.find(desk.read(duplicates.gather), stop)
