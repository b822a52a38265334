"""Which item of an agenda a line names."""

import pytest

from villagedesk.core.itemwords import Named, by_number, by_title

ITEMS = [
    (1, "Welcome"),
    (2, "Mill Lane crossing"),
    (3, "Mill Lane flooding"),
    (4, "Hall bookings"),
    (5, "Tŷ Gwyn roof"),
]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("about Hall bookings, her brother hires the room", 4, "her brother hires the room"),
        ("about the hall: her brother hires it", 4, "her brother hires it"),
        ("her brother hires the room, hall bookings", 4, "her brother hires the room"),
        ("her brother pays for hall bookings", 4, "her brother pays for hall bookings"),
        ("lives by the Mill Lane crossing", 2, "lives by the Mill Lane crossing"),
        ("lives in Mill Lane", None, "lives in Mill Lane"),
        ("owns a share of ty gwyn", 5, "owns a share of ty gwyn"),
        ("about Hall bookings", 4, "about Hall bookings"),
        ("her brother hires the hall", None, "her brother hires the hall"),
    ],
)
def test_a_title_or_its_first_words_name_an_item(text: str, number: int | None, rest: str) -> None:
    assert by_title(text, ITEMS) == Named(number, rest)


def test_a_number_names_it_anywhere() -> None:
    assert by_number("Ann, item 4: hires it") == Named(4, "Ann: hires it")
    assert by_number("about item 12, hires it") == Named(12, ", hires it")
    assert by_number("hires it") == Named(None, "hires it")
