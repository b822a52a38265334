"""What a register and the story of a topic tell each audience: nothing that it may not know, on no page."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
import python_calamine
from sqlalchemy import update

from tests.conftest import TODAY
from tests.services.minuted_years import Years, fill
from tests.unit.packs.test_minutes import by_pdfium, by_pypdf
from villagedesk.core.audience import Audience, may_see
from villagedesk.core.errors import Refused
from villagedesk.core.words import BlockKind, MeetingStatus
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Declaration,
    Election,
    Group,
    Meeting,
    MinuteBlock,
    Minutes,
    Person,
    Question,
    Series,
)
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.services import meetings, registersheets, topics
from villagedesk.services.desk import Desk, Work

#: For each audience, what it is the first not to be told: from the widest to the narrowest.
SECRETS = {
    Audience.PUBLIC: (),
    Audience.COUNCIL: ("zebracouncil", "Zara Council"),
    Audience.MEMBERS: ("zebramembers", "Zara Members"),
    Audience.TRUSTEES: ("zebratrustees", "Zara Trustees"),
    Audience.COMMITTEE: ("zebracommittee", "Zara Committee", "zebracancelled", "zebrareason", "Zara Erased"),
}


@pytest.fixture
def years(do: Any) -> Years:
    years: Years = do(fill)
    do(lambda work: _widen(work, years))
    return years


def _widen(work: Work, years: Years) -> None:
    """All is public but, for each audience, an item, a decision, an election, a person, a meeting, an action."""
    for model in (Meeting, AgendaItem, Decision, Declaration, Action, Question, Person, Series):
        for row in work.session.query(model):
            row.audience = Audience.PUBLIC
    for mark in (Audience.COUNCIL, Audience.MEMBERS, Audience.TRUSTEES, Audience.COMMITTEE):
        _secret(work, years, mark, f"zebra{mark.value}", f"Zara {mark.value.capitalize()}")
    off = work.session.get_one(Meeting, years.keys["off"])
    off.cancelled_by, off.cancel_reason = "zebracancelled", "zebrareason"
    erased = Person(
        id=work.new_id(), name="Zara Erased", sort_name="", audience=Audience.PUBLIC, restricted_at=work.now
    )
    work.session.add(erased)
    work.session.flush()
    enter(work, years.keys["m4"], erased.id, "Zara Erased")


def enter(work: Work, meeting_id: str, person_id: str, name: str) -> None:
    """Somebody who was there and declared an interest in no item."""
    who = {"meeting_id": meeting_id, "person_id": person_id, "name": name}
    work.session.add(Attendance(id=work.new_id(), **who))
    interest = {"interest": "a house on the crossing", "audience": Audience.PUBLIC}
    work.session.add(Declaration(id=work.new_id(), **who, **interest))


def _secret(work: Work, years: Years, mark: Audience, word: str, name: str) -> None:
    def add(model: Any, **values: Any) -> str:
        row = model(id=work.new_id(), **values)
        work.session.add(row)
        work.session.flush()
        return str(row.id)

    m4, day = years.keys["m4"], work.session.get_one(Meeting, years.keys["m4"]).on_date
    who = add(Person, name=name, sort_name=name, audience=mark)
    item = add(AgendaItem, meeting_id=m4, position=9, title=f"{word} item", audience=mark)
    enter(work, m4, who, name)
    said = {"meeting_id": m4, "audience": Audience.PUBLIC}
    add(Decision, item_id=item, number="1", decided_on=day, text=f"{word} crossing under it", **said)
    add(Decision, number="2", decided_on=day, text="A crossing moved", proposer_id=who, seconder_id=who, **said)
    add(Decision, number="3", decided_on=day, text=f"{word} crossing", **(said | {"audience": mark}))
    minuted = years.keys["m4 minutes"]
    _declare(work, minuted, (item, mark), years.keys["m4 item"], f"{word} interest in the item it stands in")
    _declare(work, minuted, (years.keys["m4 item"], mark), item, f"{word} interest in another item")
    add(MinuteBlock, minutes_id=minuted, item_id=item, position=1, text=f"{word} crossing under it")
    add(
        MinuteBlock,
        minutes_id=minuted,
        item_id=years.keys["m4 item"],
        position=8,
        text=f"{word}, crossing",
        audience=mark,
    )
    add(Action, item_id=item, number="4", raised_on=day, text=f"{word} crossing, to do", **said)
    add(Action, number="5", raised_on=day, text="Walk the crossing", owner_id=who, **said)
    held = add(Election, label=f"Crossing warden {mark.value}", held_on=day, **said)
    add(Candidate, election_id=held, person_id=who, name=name, elected=True)
    add(Candidate, election_id=held, name="A neighbour", proposer_id=who, seconder_id=who)
    hidden = add(Election, label=f"{word} crossing officer", held_on=day, **(said | {"audience": mark}))
    add(Candidate, election_id=hidden, name="A neighbour", elected=True)
    apart = add(
        Meeting, title=f"{word} meeting", on_date=day, status=MeetingStatus.HELD, audience=mark,
        series_id=add(Series, name=f"{word} series", audience=mark),
    )  # fmt: skip
    enter(work, apart, who, name)
    add(Decision, number="6", decided_on=day, text="A crossing elsewhere", meeting_id=apart, audience=Audience.PUBLIC)
    add(MinuteBlock, minutes_id=add(Minutes, meeting_id=apart), position=1, text=f"{word} crossing apart")


def _declare(work: Work, minutes_id: str, stands: tuple[str, Audience], about: str, interest: str) -> None:
    """An interest in an item, minuted in an item, marked for the narrower of them."""
    item_id, mark = stands
    meeting_id = work.session.get_one(Minutes, minutes_id).meeting_id
    key = work.new_id()
    said = {"name": "A neighbour", "interest": interest, "audience": mark}
    work.session.add(Declaration(id=key, meeting_id=meeting_id, item_id=about, **said))
    work.session.flush()
    kind = BlockKind.DECLARATION
    work.session.add(
        MinuteBlock(id=work.new_id(), minutes_id=minutes_id, item_id=item_id, position=3, kind=kind, declaration_id=key)
    )


def hidden_from(audience: Audience, *, two_bodies: bool = False) -> tuple[list[str], list[str]]:
    """What it may not be told, and what it is told."""
    told = [word for mark in Audience if may_see(audience, mark, two_bodies=two_bodies) for word in SECRETS[mark]]
    return [word for words in SECRETS.values() for word in words if word not in told], told


def workbook(data: bytes) -> str:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return str(book.get_sheet_by_name(book.sheet_names[0]).to_python()) + str(data)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("kind", list(MeetingRegister))
def test_a_register_tells_nobody_more_than_they_may_know(
    years: Years, desk: Desk, kind: MeetingRegister, audience: Audience
) -> None:
    query = RegisterQuery(kind, audience=audience)
    sheet = desk.read(lambda session: registersheets.sheet(session, query, TODAY))
    pdf = registersheets.pdf(sheet)
    for whole in (str(sheet), " ".join(by_pypdf(pdf)), " ".join(by_pdfium(pdf)), workbook(registersheets.xlsx(sheet))):
        flat = " ".join(whole.split())
        assert f"For: {sheet.for_whom}" in flat or whole.startswith("RegisterSheet")
        assert not [word for word in hidden_from(audience)[0] if word in flat]
    everything = desk.read(lambda session: registersheets.sheet(session, replace(query, audience=None), TODAY))
    assert sheet.left_out == len(everything.rows) - len(sheet.rows)
    if audience in (Audience.COMMITTEE, Audience.TRUSTEES):
        assert sheet.left_out == 0


@pytest.mark.parametrize("audience", list(Audience))
def test_what_it_may_know_it_is_told(years: Years, desk: Desk, audience: Audience) -> None:
    def sheets(session: Any) -> str:
        return " ".join(
            str(registersheets.sheet(session, RegisterQuery(kind, audience=audience), TODAY))
            for kind in MeetingRegister
        )

    whole = desk.read(sheets)
    assert not [word for word in hidden_from(audience)[1] if word not in whole and word != "Zara Erased"]


@pytest.mark.parametrize("audience", list(Audience))
def test_the_story_tells_nobody_more_than_they_may_know(years: Years, desk: Desk, audience: Audience) -> None:
    story = desk.read(lambda session: topics.story(session, "crossing", TODAY, audience))
    pdf = topics.pdf(story)
    hidden, told = hidden_from(audience)
    for whole in (str(story), " ".join(by_pypdf(pdf)), " ".join(by_pdfium(pdf))):
        assert not [word for word in hidden if word in whole]
        assert not [word for word in told if word.startswith("zebraco") and word not in whole]
    assert "Walk the crossing" in str(story)
    assert f"For: {story.for_whom}" in " ".join(" ".join(by_pypdf(pdf)).split())
    assert ("Draft minutes" in str(story)) is (audience not in (Audience.COMMITTEE, Audience.TRUSTEES))
    whole = desk.read(lambda session: topics.story(session, "crossing", TODAY))
    assert story.left_out == whole.total - story.total
    assert (story.left_out == 0) is (audience in (Audience.COMMITTEE, Audience.TRUSTEES))


@pytest.mark.parametrize("audience", [Audience.COMMITTEE, Audience.TRUSTEES, Audience.MEMBERS])
def test_of_two_bodies_neither_is_told_what_is_for_the_other(
    years: Years, desk: Desk, do: Any, audience: Audience
) -> None:
    do(lambda work: work.session.execute(update(Group).values(two_bodies=True)))
    hidden, told = hidden_from(audience, two_bodies=True)

    def read(session: Any) -> str:
        queries = [RegisterQuery(kind, audience=audience) for kind in MeetingRegister]
        sheets = [str(registersheets.sheet(session, query, TODAY)) for query in queries]
        return " ".join((*sheets, str(topics.story(session, "crossing", TODAY, audience))))

    whole = desk.read(read)
    assert not [word for word in hidden if word in whole]
    assert not [word for word in told if word not in whole]


def test_a_filter_is_no_way_round(years: Years, desk: Desk) -> None:
    def refused(**chosen: str) -> str:
        query = RegisterQuery(MeetingRegister.DECISIONS, audience=Audience.PUBLIC, **chosen)
        with pytest.raises(Refused) as why:
            desk.read(lambda session: registersheets.sheet(session, query, TODAY))
        return why.value.message

    person, series = desk.read(
        lambda session: (
            session.query(Person.id).filter_by(name="Zara Members").scalar(),
            session.query(Series.id).filter_by(name="zebramembers series").scalar(),
        )
    )
    assert refused(person_id=person) == "Zara Members is not for this audience: take that filter off."
    assert "is not for this audience" in refused(series_id=series)


def test_a_meeting_taken_away_is_named_to_the_committee_alone(years: Years, desk: Desk, do: Any) -> None:
    do(lambda work: meetings.bin_meeting(work, years.keys["m2"]))
    for audience, words in ((Audience.COMMITTEE, "Committee meeting (in the bin)"), (Audience.PUBLIC, "")):
        query = RegisterQuery(MeetingRegister.DECISIONS, words="ask", audience=audience)
        (row,) = desk.read(lambda session, query=query: registersheets.sheet(session, query, TODAY)).rows
        assert row[5] == words
