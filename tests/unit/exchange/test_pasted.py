"""E-mails pasted as text, as web mail and mail programs show them."""

from __future__ import annotations

from datetime import date, time

import pytest

from villagedesk.core.words import Part
from villagedesk.exchange import pasted

TODAY = date(2026, 11, 21)

OUTLOOK = """\
From: Bowen, Nia <nia.bowen@brynafon.example>
Sent: 03 October 2026 10:14
To: Rhian Prys <rhian.prys@post.example>; Harold Finch (harold@post.example)
Cc: Highways <highways@brynafon.example>
Subject: RE: Hall roof

Dear Rhian,

The survey is booked: for 12 October.

Nia
"""


def people(mail, *parts: Part) -> list[tuple[str, str]]:
    return [(one.name, one.address) for one in mail.of(*(parts or tuple(Part)))]


def test_what_outlook_shows_is_read_whole():
    mail = pasted.parse(OUTLOOK, TODAY)
    assert people(mail, Part.FROM) == [("Nia Bowen", "nia.bowen@brynafon.example")]
    assert people(mail, Part.TO) == [("Rhian Prys", "rhian.prys@post.example"), ("Harold Finch", "harold@post.example")]
    assert people(mail, Part.CC) == [("Highways", "highways@brynafon.example")]
    assert (mail.on_date, mail.at_time, mail.subject) == (date(2026, 10, 3), time(10, 14), "RE: Hall roof")
    assert mail.text == "Dear Rhian,\n\nThe survey is booked: for 12 October.\n\nNia"


def test_welsh_heads_months_and_days_are_read():
    mail = pasted.parse(
        "Oddi wrth: Siân Llŷr <sian@brynafon.example>\nAnfonwyd: Dydd Mawrth, 4 Awst 2026 16:05\nAt: hello@elmpark.example\n"
        "Pwnc: Y llwybr\n\nAnnwyl bawb,\nDiolch.",
        TODAY,
    )
    assert people(mail) == [("Siân Llŷr", "sian@brynafon.example"), ("", "hello@elmpark.example")]
    assert (mail.on_date, mail.at_time) == (date(2026, 8, 4), time(16, 5))
    assert (mail.subject, mail.text) == ("Y llwybr", "Annwyl bawb,\nDiolch.")


def test_the_value_may_stand_on_the_next_line_and_in_bold():
    mail = pasted.parse(
        "*From:*\nNia Bowen <nia@x.example>\n**Date:** Tue, Sep 1, 2026 at 4:05 PM\nSubject:\nBins\n\nHello.", TODAY
    )
    assert people(mail) == [("Nia Bowen", "nia@x.example")]
    assert (mail.on_date, mail.at_time, mail.subject, mail.text) == (date(2026, 9, 1), time(16, 5), "Bins", "Hello.")


@pytest.mark.parametrize(
    ("said", "name", "address"),
    [
        ("On Sat, 3 Oct 2026 at 10:14, Nia Bowen <nia@x.example> wrote:", "Nia Bowen", "nia@x.example"),
        ("On 3 October 2026 at 10:14 nia@x.example wrote:", "", "nia@x.example"),
        ("Ar Sad, 3 Hyd 2026 am 10:14, ysgrifennodd Nia Bowen <nia@x.example>:", "Nia Bowen", "nia@x.example"),
        ("On 3/10/2026 10:14, Nia Bowen wrote:", "Nia Bowen", ""),
    ],
)
def test_on_such_a_day_somebody_wrote(said, name, address):
    mail = pasted.parse(f"{said}\n\n> Thank you.\n>\n> Nia", TODAY)
    assert people(mail) == [(name, address)]
    assert (mail.on_date, mail.at_time, mail.text) == (date(2026, 10, 3), time(10, 14), "Thank you.\n\nNia")


@pytest.mark.parametrize(
    ("written", "day", "at"),
    [
        ("03/10/2026 09:05", date(2026, 10, 3), time(9, 5)),
        ("2026-10-03 09:05:33", date(2026, 10, 3), time(9, 5)),
        ("Saturday, October 3, 2026 9:05 AM", date(2026, 10, 3), time(9, 5)),
        ("3 Oct", date(2026, 10, 3), None),
        ("30 Dec", date(2025, 12, 30), None),
        ("3.10.26, 21.05", date(2026, 10, 3), time(21, 5)),
        ("31 February 2026", None, None),
        ("some day", None, None),
        ("", None, None),
    ],
)
def test_dates_as_they_are_written(written, day, at):
    mail = pasted.parse(f"From: a@x.example\nDate: {written}\nSubject: S\n\nT", TODAY)
    assert (mail.on_date, mail.at_time) == (day, at)


@pytest.mark.parametrize(
    "text", ["", "Hello there", "Note: buy milk\nTo: the shop", "re: something", ":\n:\n:", "On on wrote:"]
)
def test_what_is_no_email_is_said_to_be_none(text):
    assert pasted.parse(text, TODAY) is None


def test_a_head_that_is_quoted_further_down_stays_in_the_text():
    mail = pasted.parse(f"{OUTLOOK}\n\nFrom: Rhian\nSubject: Hall roof\n\nWhen?", TODAY)
    assert mail.subject == "RE: Hall roof"
    assert mail.text.endswith("From: Rhian\nSubject: Hall roof\n\nWhen?")


def test_the_same_paste_is_known_again_however_its_lines_end():
    one, two = pasted.parse(OUTLOOK, TODAY), pasted.parse(OUTLOOK.replace("\n", "\r\n") + "\n\n", TODAY)
    assert one.message_id == two.message_id
    assert one.message_id.startswith("sha256:")


def test_the_lines_of_a_head_that_only_machines_read_are_passed_over():
    mail = pasted.parse(
        "Return-Path: <nia@x.example>\n"
        + "".join(f"Received: from mx{n}.example by in.example\n\tid {n}; Mon, 5 Oct 2026 08:00\n" for n in range(9))
        + "Message-ID: <1@x.example>\nDate: Sat, 3 Oct 2026 10:14:00 +0100\nMIME-Version: 1.0\n"
        "From: Nia Bowen <nia@x.example>\nTo: Rhian <rhian@post.example>,\n Jo <jo@post.example>\n"
        "Subject: Hall\n roof\nContent-Type: text/plain;\n\tcharset=utf-8\nX-Mailer: Post: 3\n\nDear all,\nNote: it leaks.",
        TODAY,
    )
    assert (mail.subject, mail.text) == ("Hall roof", "Dear all,\nNote: it leaks.")
    assert (mail.on_date, mail.at_time) == (date(2026, 10, 3), time(10, 14))
    assert people(mail) == [
        ("Nia Bowen", "nia@x.example"), ("Rhian", "rhian@post.example"), ("Jo", "jo@post.example"),
    ]  # fmt: skip


def test_a_word_and_a_colon_at_once_below_an_ordinary_head_is_text():
    assert pasted.parse("From: a@x.example\nSubject: S\nNote: it leaks.\n\nMore.", TODAY).text.startswith(
        "Note: it leaks."
    )
