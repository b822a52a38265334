"""Find in all minutes, and a topic's story over the years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import TODAY
from tests.services.minuted_years import Years, fill
from tests.services.test_voting import Room
from villagedesk.models import MinuteBlock, Minutes
from villagedesk.records.topics import FindQuery, MinuteHit, Piece, StoryKind
from villagedesk.services import meetings, minutes, topics
from villagedesk.services.desk import Desk


@pytest.fixture
def years(do: Any) -> Years:
    return do(fill)


def found(desk: Desk, query: FindQuery) -> list[MinuteHit]:
    keys = desk.read(lambda session: topics.ids(session, query))
    assert desk.read(lambda session: topics.count(session, query)) == len(keys)
    rows = {hit.id: hit for hit in desk.read(lambda session: topics.hits(session, query.words, keys))}
    return [rows[key] for key in keys]


def said(hit: MinuteHit) -> str:
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in hit.text)


def test_each_letter_finds_the_latest_first_with_the_words_marked(years: Years, desk: Desk) -> None:
    hits = [hit for hit in found(desk, FindQuery("child")) if hit.kind == "minute_block"]
    assert [said(hit) for hit in hits] == ["Two [children] were nearly hit at the crossing."]
    everywhere = found(desk, FindQuery("c"))
    assert [hit.on_date for hit in everywhere] == sorted((hit.on_date for hit in everywhere), reverse=True)
    assert {hit.kind for hit in everywhere} == {"minute_block", "decision", "action", "declaration", "agenda_item"}
    assert said(found(desk, FindQuery("dwr"))[0]).startswith("[Dŵr] Cymru")
    assert found(desk, FindQuery("  -- ")) == found(desk, FindQuery("zebra children")) == []


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("near hit", "Two children were [near]ly [hit] at the crossing."),
        ('"nearly hit"', "Two children were [nearly hit] at the crossing."),
        ('"hit nearly"', ""),
        ('"nearly h', "Two children were [nearly hit] at the crossing."),
        ("“nearly hit” at", "Two children were [nearly hit] [at] the crossing."),
        ("crossing -council -pavement -40 -shop -ask -paint -built -mill", ""),
        ("children -council", "Two [children] were nearly hit at the crossing."),
        ('children -"nearly hit"', ""),
        ("-children", ""),
        ("dŵr -children", "[Dŵr] Cymru dug up the pavement by the crossing."),
        ("DW\u0302R", "[Dŵr] Cymru dug up the pavement by the crossing."),
        ("dwr cym", "[Dŵr] [Cymru] dug up the pavement by the crossing."),
    ],
)
def test_words_quotes_and_minus(years: Years, desk: Desk, typed: str, marked: str) -> None:
    hits = [said(hit) for hit in found(desk, FindQuery(typed)) if hit.kind == "minute_block"]
    assert [hit.replace("[near]ly", "[nearly]") for hit in hits] == (
        [marked.replace("[near]ly", "[nearly]")] if marked else []
    )
    told = desk.read(lambda session: topics.story(session, typed, TODAY))
    assert bool(marked) is any(entry.kind is StoryKind.MINUTES for entry in told.entries)


@pytest.mark.parametrize(
    "typed",
    ['"', "a OR b", "body:", "NEAR(", "*", "'; --", "(", "[x]", "-", "a -", '"a" -"', "__", "NOT", '""', "-a b"],
)
def test_nothing_typed_breaks_it(years: Years, desk: Desk, typed: str) -> None:
    found(desk, FindQuery(typed))
    assert desk.read(lambda session: topics.story(session, typed, TODAY)).entries is not None


def test_found_by_series_date_and_who_was_there(years: Years, desk: Desk) -> None:
    crossing = FindQuery("crossing")

    def meetings_of(**narrower: Any) -> set[str]:
        hits = found(desk, replace(crossing, **narrower))
        return {name for name in ("m1", "m2", "m3", "m4") for hit in hits if hit.meeting_id == years.keys[name]}

    assert meetings_of() == meetings_of(series_id=years.keys["committee"]) == {"m1", "m2", "m3", "m4"}
    assert meetings_of(series_id=years.keys["liaison"]) == set()
    assert meetings_of(start=date(2025, 3, 4), end=date(2025, 9, 2)) == {"m2", "m3"}
    assert meetings_of(person_id=years.keys["Bryn Owen"]) == {"m1"}  # apologies are not being there


def test_what_is_in_the_bin_or_replaced_is_not_found(years: Years, desk: Desk, do: Any) -> None:
    do(lambda work: meetings.bin_meeting(work, years.keys["m1"]))
    assert found(desk, FindQuery("children")) == []

    def correct(work: Any) -> None:
        later = Minutes(id=work.new_id(), meeting_id=years.keys["m3"], version=2)
        work.session.add(later)
        work.session.flush()
        work.session.add(
            MinuteBlock(id=work.new_id(), minutes_id=later.id, position=1, text="A crossing costs £45,000.")
        )

    do(correct)
    assert [said(hit) for hit in found(desk, FindQuery("costs"))] == ["A crossing [costs] £45,000."]
    told = desk.read(lambda session: topics.story(session, "costs", TODAY))
    assert [entry.text for entry in told.entries] == ["A crossing costs £45,000."]


def test_pieces() -> None:
    assert topics.pieces("a \x02b\x03\nc\x02d\x03") == (Piece("a "), Piece("b", True), Piece(". c"), Piece("d", True))
    assert topics.pieces("") == ()


def test_the_whole_story(years: Years, desk: Desk) -> None:
    told = desk.read(lambda session: topics.story(session, "crossing", TODAY))
    assert [entry.on_date for entry in told.entries] == sorted(entry.on_date for entry in told.entries)
    assert told.total == len(told.entries)
    by_id = {entry.id: entry for entry in told.entries}
    became = {name: by_id[years.keys[name]].became for name in ("d1", "a1", "a2", "q1", "d2")}
    assert became == {
        "d1": "Agreed, 3 for, 1 against, 0 abstained",
        "a1": "Done 30 March 2025",
        "a2": "Late, was due 1 September 2026",
        "q1": "Answered 1 October 2025: In the spring",
        "d2": "Agreed, 3 for, 1 against, 0 abstained",  # on the item, though its words are others
    }
    assert by_id[years.keys["a2"]].is_open
    assert years.keys["twin"] not in by_id
    assert len([entry for entry in told.entries if entry.kind is StoryKind.MINUTES]) == 4


def test_a_decision_of_a_meeting_in_the_bin_stays_in_the_story(years: Years, desk: Desk, do: Any) -> None:
    do(lambda work: meetings.bin_meeting(work, years.keys["m2"]))
    told = desk.read(lambda session: topics.story(session, "crossing", TODAY))
    decision = next(entry for entry in told.entries if entry.id == years.keys["d1"])
    assert decision.is_gone
    assert topics.pdf(told).startswith(b"%PDF")


def test_the_story_on_paper(years: Years, desk: Desk) -> None:
    told = desk.read(lambda session: topics.story(session, "crossing", TODAY))
    data = topics.pdf(told)
    assert data == topics.pdf(told)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    for words in ("crossing: the whole story", "2024", "2026", "Action 26/9: Paint the crossing", "In the spring"):
        assert words in text
    assert topics.file_name(told) == "crossing, the whole story.pdf"
    nothing = desk.read(lambda session: topics.story(session, "no such thing", TODAY))
    assert (nothing.entries, topics.pdf(nothing)[:4]) == ((), b"%PDF")


def test_an_election_is_found_and_is_in_the_story(desk: Desk, do: Any, today: date) -> None:
    room = Room(desk, do, today)
    block = room.elect("Footpaths warden: Ann Cole 2 (Tom Ellis), Rhian Ŵyn 3")
    for typed in ("footpaths", "wyn rhian", "ŵyn 3", '"rhian ŵyn"'):
        (hit,) = found(desk, FindQuery(typed))
        assert (hit.kind, hit.meeting_id, "".join(p.text for p in hit.title)) == (
            "election", room.meeting, "Footpaths warden",
        )  # fmt: skip
    assert said(found(desk, FindQuery("wyn"))[0]) == "Ann Cole 2, Rhian [Ŵyn] 3, by a vote"
    (told,) = desk.read(lambda session: topics.story(session, "footpaths", TODAY)).entries
    assert (told.kind, told.text) == (StoryKind.ELECTION, "Footpaths warden: Rhian Ŵyn (3) was elected, by a vote")
    assert "Ann Cole: proposed by Tom Ellis" in told.who
    do(lambda work: minutes.edit_election(work, block, "Footpaths warden: Ann Cole"))
    assert found(desk, FindQuery("wyn")) == []
    do(lambda work: minutes.remove_block(work, block))
    assert found(desk, FindQuery("footpaths")) == []


def test_an_item_without_a_note_says_what_was_decided(years: Years, desk: Desk) -> None:
    items = [hit for hit in found(desk, FindQuery("crossing")) if hit.kind == "agenda_item"]
    assert items
    assert all(hit.text for hit in items)
