"""Names and details found in free text."""

import pytest

from villagedesk.core.mentions import Sort, Sought, only_sentences, replaced, without_sentences


@pytest.fixture
def jo() -> Sought:
    sought = Sought()
    sought.add_name("jo", "Jo Anne Smith")
    sought.add_detail("jo", "jo.smith@post.example")
    sought.add_number("jo", "+44 (0)7700 900123")
    sought.add_address("jo", "12 Mill Lane\nBrynafon\nBF1 2AB")
    return sought


def found(sought: Sought, text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in sought.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Jo Anne Smith came.", ["Jo Anne Smith"]),
        ("JO SMITH came.", ["JO SMITH"]),
        ("Cllr. Jo Smith's dog", ["Cllr. Jo Smith"]),
        ("Smith, Jo Anne", ["Smith, Jo Anne"]),
        ("ask Mrs Smith", ["Mrs Smith"]),
        ("ask J. Smith", ["J. Smith"]),
        ("from jo-smith-letter.pdf", ["jo-smith"]),
        ("from Jo_Smith.pdf", ["Jo_Smith"]),
        ("write to JO.SMITH@post.example today", ["JO.SMITH@post.example"]),
        ("ring 07700 900 123 or 07700900124", ["07700 900 123"]),
        ("ring +447700900123.", ["+447700900123"]),
        ("ring 00 44 7700 900123", ["00 44 7700 900123"]),
        ("at 12, Mill Lane", ["12, Mill Lane"]),
        ("the smith of the village", []),
        ("Tom went with Alan Smith", []),
        ("Mill Lane is closed", []),
        ("Smithson spoke", []),
    ],
)
def test_mentions_are_found_however_they_are_written(jo: Sought, text: str, mentions: list[str]) -> None:
    assert found(jo, text) == mentions
    assert jo.may_be_in(text) or not mentions


def test_accents_and_case_do_not_hide_a_name() -> None:
    sought = Sought()
    sought.add_name("s", "Siân O’Brien")
    assert found(sought, "SIAN O'BRIEN and Sia\u0302n O’Brien") == ["SIAN O'BRIEN", "Sia\u0302n O’Brien"]
    assert sought.may_be_in("sia\u0302n o’brien")


def test_the_longer_of_two_mentions_counts(jo: Sought) -> None:
    mentions = jo.find("Jo Anne Smith spoke.")
    assert [(mention.sort, mention.who) for mention in mentions] == [(Sort.NAME, "jo")]


def test_words_take_the_place_of_a_name(jo: Sought) -> None:
    text = "Jo Smith spoke. Then Jo Smith (jo.smith@post.example) left."
    assert replaced(text, jo.find(text), "a resident", "[removed]") == (
        "A resident spoke. Then a resident ([removed]) left."
    )


def test_sentences_are_taken_out_or_kept_alone(jo: Sought) -> None:
    text = "The hall is cold. Jo Smith has a heater. It was lent before."
    assert without_sentences(text, jo.find(text)) == "The hall is cold. It was lent before."
    assert only_sentences(text, jo.find(text)) == "... Jo Smith has a heater. ..."
