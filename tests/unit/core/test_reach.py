"""Telephone numbers and e-mail addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core import reach
from villagedesk.core.words import ContactKind


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("020 7946 0000", "+442079460000"),
        ("+44 20 7946 0000", "+442079460000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("00 44 20 7946 0000", "+442079460000"),
        ("(029) 2018 0123", "+442920180123"),
        ("020 7946 0000 ext. 12", "+442079460000"),
        ("020 7946 0000 extension 12", "+442079460000"),
        ("tel:+44-20-7946-0000", "+442079460000"),
        ("tel:+1-418-656-9254;ext=102", "+14186569254"),
        ("07700 900123", "+447700900123"),
        ("101", ""),
        ("ring Jo", ""),
        ("Mob 07700 900456 (eves)", ""),
        ("01632 960123 / 07700 900123", ""),
        ("", ""),
        ("9" * 400, ""),
    ],
)
def test_a_number_is_compared_in_one_form(written: str, e164: str) -> None:
    assert reach.as_e164(written) == e164


def test_numbers_are_the_same_however_they_are_written() -> None:
    assert reach.same_number("+44 20 7946 0000", "(020) 7946-0000")
    assert reach.same_number("020 7946 0000 x12", "+442079460000 ext 12")
    assert not reach.same_number("020 7946 0000 x12", "020 7946 0000 x13")
    assert not reach.same_number("020 7946 0000", "020 7946 0001")
    assert reach.same_number("101", "1 0 1")
    assert not reach.same_number("", "")
    assert not reach.same_number("ask at the desk", "ask at the door")


def test_mobiles_are_told_from_landlines() -> None:
    assert reach.is_mobile("07700 900123") and reach.is_mobile("+44 7700 900123")
    assert not reach.is_mobile("020 7946 0000")
    assert not reach.is_mobile("076 1234 5678")
    assert not reach.is_mobile("soon")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Jo@Example.ORG", "Jo@example.org"),
        (" mailto:jo@example.org ", "jo@example.org"),
        ("Jo Bloggs <jo@example.org>", "jo@example.org"),
        ("o'hara@brynafon.gov.uk", "o'hara@brynafon.gov.uk"),
        ("siân@dŵr.example", "siân@dŵr.example"),
        ("jo@localhost", ""),
        ("jo@@example.org", ""),
        ("jo at example.org", ""),
        ("jo@example.org, al@example.org", ""),
        ("", ""),
    ],
)
def test_an_address_is_found_in_what_is_written(written: str, address: str) -> None:
    assert reach.as_email(written) == address


def test_addresses_are_compared_without_case() -> None:
    assert reach.email_key("Jo@Example.org") == reach.email_key("jo@example.ORG")


@given(st.text())
def test_anything_may_be_written(text: str) -> None:
    reach.number_key(text), reach.is_mobile(text), reach.email_key(text)


@pytest.mark.parametrize(
    ("kind", "value", "is_doubted"),
    [
        (ContactKind.PHONE, "banana", True),
        (ContactKind.PHONE, "01632 960123 ext 4", False),
        (ContactKind.MOBILE, "07700 900123", False),
        (ContactKind.PHONE, "101", False),
        (ContactKind.PHONE, "", False),
        (ContactKind.EMAIL, "jo@localhost", True),
        (ContactKind.EMAIL, "jo@example.org", False),
        (ContactKind.ADDRESS, "banana", False),
    ],
)
def test_what_looks_wrong_is_said(kind: ContactKind, value: str, is_doubted: bool) -> None:
    assert bool(reach.doubt(kind, value)) is is_doubted
