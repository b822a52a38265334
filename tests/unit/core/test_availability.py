"""A plain question says when: on which days, in which part of the day; the rest is what is looked for."""

from __future__ import annotations

import pytest

from villagedesk.core import availability


@pytest.mark.parametrize(
    ("text", "words", "days", "parts"),
    [
        ("who has a van and is free on Saturdays", "van", "sat", ""),
        ("Van, weekends", "van", "sat sun", ""),
        ("who speaks Welsh?", "welsh", "", ""),
        ("a room on Tuesday mornings", "room", "tue", "morning"),
        ("mon to thu evenings: projector", "projector", "mon tue wed thu", "evening"),
        ("Fri-Sun gazebo", "gazebo", "fri sat sun", ""),
        ("ladder weekdays", "ladder", "mon tue wed thu fri", ""),
        ("sunflowers and money", "sunflowers money", "", ""),
        ("O'Brien's van", "o'brien's van", "", ""),
        ("", "", "", ""),
    ],
)
def test_what_is_understood(text: str, words: str, days: str, parts: str) -> None:
    asked = availability.read(text)
    assert " ".join(asked.words) == words
    assert availability.as_days(asked.days) == days
    assert " ".join(sorted(asked.parts)) == parts


def test_what_is_taken_back_is_looked_for() -> None:
    asked = availability.read("sat nav")
    assert asked.days == {"sat"}
    assert asked.without(["sat"]).words == ("sat", "nav")
    assert not asked.without(["sat"]).days


@pytest.mark.parametrize(
    ("days", "times", "question", "fit"),
    [
        ("sat sun", "", "saturdays", True),
        ("mon", "", "weekends", False),
        ("", "", "saturdays", None),
        ("sat", "mornings", "saturday mornings", True),
        ("sat", "evenings", "saturday mornings", False),
        ("sat", "after 6pm", "saturday mornings", None),
        ("", "evenings", "van", True),
    ],
)
def test_whether_an_offer_fits(days: str, times: str, question: str, fit: bool | None) -> None:
    assert availability.fits(days, times, availability.read(question)) is fit


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("mon tue wed thu fri", "Weekdays"), ("sat sun", "Weekends"), ("mon tue wed thu fri sat sun", "Any day"),
        ("tue wed thu", "Tuesday to Thursday"), ("sat tue", "Tuesday, Saturday"), ("", ""),
    ],
)  # fmt: skip
def test_days_as_one_phrase(days: str, shown: str) -> None:
    assert availability.show_days(days) == shown
