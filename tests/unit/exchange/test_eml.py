"""E-mail files: the common, the awkward and the broken; never a traceback."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.errors import Refused
from villagedesk.core.words import Part
from villagedesk.exchange import eml
from villagedesk.exchange.eml import parse
from villagedesk.exchange.plaintext import words_of

PLAIN = b"""\
Return-Path: <nia@brynafon.example>
From: Nia Bowen <nia@brynafon.example>
To: "Prys, Rhian" <rhian@post.example>, hello@elmpark.example
Cc: Rhian Prys <RHIAN@post.example>
Subject: Hall roof
Date: Sat, 03 Oct 2026 10:14:22 +0100
Message-ID: <abc123@brynafon.example>
Content-Type: text/plain; charset=utf-8

Dear Rhian,

The survey is booked.
"""


def mixed(*parts: bytes, head: bytes = b"") -> bytes:
    start = b"From: a@x.example\nSubject: S\nDate: Sat, 03 Oct 2026 23:30:00 +0000\nMIME-Version: 1.0\n" + head
    body = b"".join(b"--B\n" + part + b"\n" for part in parts)
    return start + b"Content-Type: multipart/mixed; boundary=B\n\n" + body + b"--B--\n"


TEXT = b"Content-Type: text/plain\n\nHello"


def attached(name: bytes, data: bytes = b"aGVsbG8=", kind: bytes = b"application/pdf") -> bytes:
    return (
        b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="
        + name + b"\n\n" + data
    )  # fmt: skip


def test_an_ordinary_email_is_read_whole():
    mail = parse(PLAIN)
    assert mail.message_id == "abc123@brynafon.example"
    assert [(one.name, one.address, one.part) for one in mail.people] == [
        ("Nia Bowen", "nia@brynafon.example", Part.FROM),
        ("Prys, Rhian", "rhian@post.example", Part.TO),
        ("", "hello@elmpark.example", Part.TO),
    ]
    assert (mail.subject, mail.on_date, mail.at_time) == ("Hall roof", date(2026, 10, 3), time(10, 14))
    assert mail.text == "Dear Rhian,\n\nThe survey is booked."
    assert (mail.files, mail.notes) == ((), ())


def test_the_day_is_that_of_the_group_where_the_zone_says_another():
    late = PLAIN.replace(b"Sat, 03 Oct 2026 10:14:22 +0100", b"Sat, 03 Oct 2026 19:30:00 -0500")
    assert (parse(late).on_date, parse(late).at_time) == (date(2026, 10, 4), time(1, 30))


def test_an_email_is_read_in_a_process_of_its_own(tmp_path: Path):
    file = tmp_path / "roof.eml"
    file.write_bytes(mixed(TEXT, attached(b"survey.pdf")))
    assert eml.read(file) == parse(file.read_bytes())


def test_plain_text_comes_before_the_web_page():
    alternative = (
        b"Content-Type: multipart/alternative; boundary=C\n\n--C\nContent-Type: text/plain\n\nIn words\n"
        b"--C\nContent-Type: text/html\n\n<p>In colours</p>\n--C--\n"
    )
    assert parse(mixed(alternative)).text == "In words"


def test_a_web_page_is_read_as_a_reader_would_and_nothing_is_fetched():
    page = (
        b"Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {}</style><title>No</title></head><body><p>Dear"
        b" Rhian,</p>\n<ul><li>one</li><li>two</li></ul><script>alert(1)</script>See <a href='https://x.example/a'>the"
        b" map</a><img src='https://spy.example/x.gif'><br>N&iacute;a</body></html>"
    )
    assert parse(mixed(page)).text == "Dear Rhian,\n\n- one\n\n- two\n\nSee the map (https://x.example/a)\nNía"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("a<br/>b<script>x</script >c", "a\nbc"),
        ("<style>x", ""),
        ("1 &lt; 2 &amp; 3 < 4", "1 < 2 & 3 < 4"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<object/>seen", "seen"),
        ("<a href='javascript:x()'>here</a>", "here"),
    ],
)
def test_words_of_a_page(page, words):
    assert words_of(page) == words


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        (b'"survey.pdf"', "survey.pdf"),
        (b'"../../etc/passwd"', "passwd"),
        (b'"C:\\\\Users\\\\x\\\\plan?.docx"', "plan.docx"),
        (b'"con.txt"', "_con.txt"),
        (b'"..."', "Attachment"),
        (b'"=?utf-8?q?D=C5=B5r.pdf?="', "Dŵr.pdf"),
        (b'"' + b"x" * 300 + b'.pdf"', "x" * 116 + ".pdf"),
    ],
)
def test_the_names_of_attachments_are_made_safe(written, safe):
    (file,) = parse(mixed(TEXT, attached(written))).files
    assert (file.name, file.data, file.media_type) == (safe, b"hello", "application/pdf")


def test_a_message_inside_is_kept_as_a_file():
    mail = parse(mixed(TEXT, b"Content-Type: message/rfc822\n\n" + PLAIN))
    (file,) = mail.files
    assert (file.name, mail.text) == ("Hall roof.eml", "Hello")
    assert parse(file.data).subject == "Hall roof"


def test_logos_of_a_web_page_are_left_out_and_empty_attachments_are_told():
    logo = b"Content-Type: image/png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\naGVsbG8="
    mail = parse(mixed(TEXT, logo, attached(b"empty.pdf", b"")))
    assert mail.files == ()
    assert mail.notes == ("The attachment empty.pdf is empty and was left out.",)


def test_attachments_over_fifty_megabytes_are_told_and_left_out(monkeypatch):
    monkeypatch.setattr(eml, "MOST_BYTES", 8)
    mail = parse(mixed(TEXT, attached(b"one.pdf"), attached(b"two.pdf")))
    assert [file.name for file in mail.files] == ["one.pdf"]
    assert mail.notes == ("The attachment two.pdf was left out: together they are over 50 MB.",)


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        (b"Subject: =?utf-8?b?WSBkxbVy?=", "Y dŵr"),
        (b"Subject: =?iso-8859-1?q?Si=E2n?= and =?nonsense?q?x?=", "Siân and x"),
        (b"Subject: Si\xe2n \x96 roof", "Siân – roof"),
        (b"Subject: Y d\xc5\xb5r", "Y dŵr"),
        (b"Subject: broken =?utf-8?b?!!!", "broken =?utf-8?b?!!!"),
        (b"Subject: two\n lines", "two lines"),
        (b"SUBJECT:", ""),
    ],
)
def test_subjects_however_they_are_written(head, subject):
    assert parse(b"From: a@x.example\n" + head + b"\n\nT").subject == subject


@pytest.mark.parametrize(
    ("charset", "said"),
    [(b"windows-1252", b"\x93Si\xe2n\x94 \x80 5"), (b"iso-8859-1", b"\x93Si\xe2n\x94 \x80 5"), (b"no-such", b"\x93Si\xe2n\x94 \x80 5"),
     (b"us-ascii", b"\x93Si\xe2n\x94 \x80 5"), (b"utf-8", "“Siân” € 5".encode())],
)  # fmt: skip
def test_the_text_in_whatever_it_is_written(charset, said):
    mail = parse(b"From: a@x.example\nSubject: S\nContent-Type: text/plain; charset=" + charset + b"\n\n" + said)
    assert mail.text == "“Siân” € 5"


@pytest.mark.parametrize(
    ("head", "day", "note"),
    [
        (b"Date: yesterday", None, "It has no date that can be read."),
        (b"X-Nothing: x", None, "It has no date that can be read."),
        (b"Date: Sat, 99 Foo 2026 77:14:22 +9999", None, "It has no date that can be read."),
        (b"Date: x\nReceived: from a by b; Sat, 3 Oct 2026 10:14:22 +0100", date(2026, 10, 3),
         "Its date cannot be read; the day is the one on which it arrived."),
        (b"Date: Sat, 3 Oct 2026 10:14:22 -0000 (GMT)", date(2026, 10, 3), None),
        (b"Date: 3 Oct 26 10:14", date(2026, 10, 3), None),
    ],
)  # fmt: skip
def test_dates_that_are_missing_or_broken(head, day, note):
    mail = parse(b"From: a@x.example\nSubject: S\n" + head + b"\n\nT")
    assert mail.on_date == day
    assert mail.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"From: =?utf-8?q?Llyw=2C_Si=C3=A2n?= <sian@x.example>", [("Llyw, Siân", "sian@x.example")]),
        (b'From: "sian@x.example" <sian@x.example>', [("", "sian@x.example")]),
        (b"From: sian at x", [("sian at x", "")]),
        (b"From: Si\xe2n <sian@x.example>", [("Siân", "sian@x.example")]),
        (b"From: <<sian@x.example>>", [("", "sian@x.example")]),
        (b"From: \nSender: Clerk <clerk@x.example>", [("Clerk", "clerk@x.example")]),
        (b"From: a@x.example\nTo: undisclosed-recipients:;", [("", "a@x.example")]),
        (b"From: a@x.example\nTo: Friends: b@x.example, c@x.example;", [("", "a@x.example"), ("", "b@x.example"), ("", "c@x.example")]),
    ],
)  # fmt: skip
def test_who_wrote_to_whom(line, found):
    mail = parse(line + b"\nSubject: S\nDate: Sat, 3 Oct 2026 10:14:22 +0100\n\nT")
    assert [(one.name, one.address) for one in mail.people] == found


def test_without_a_message_id_it_is_known_again_by_what_it_says():
    bare = PLAIN.replace(b"Message-ID: <abc123@brynafon.example>\n", b"")
    assert parse(bare).message_id == parse(bare.replace(b"\n", b"\r\n")).message_id
    assert parse(bare).message_id != parse(bare.replace(b"booked", b"done")).message_id


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"hello", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04xyz", b"<html>from here</html>"]
)
def test_what_is_no_email_is_refused(data):
    with pytest.raises(Refused, match="This is not an e-mail"):
        parse(data)


def test_the_separator_of_a_mailbox_file_is_passed_over():
    assert parse(b"From nia@x.example Sat Oct  3 10:14:22 2026\n" + PLAIN).subject == "Hall roof"


@given(st.binary(max_size=400), st.integers(0, len(PLAIN)))
def test_whatever_is_broken_in_it_never_ends_in_a_traceback(noise: bytes, at: int):
    for data in (
        PLAIN[:at] + noise + PLAIN[at:],
        mixed(noise, attached(b"x.pdf", noise), head=noise.replace(b"\0", b"") + b"\n"),
    ):
        try:
            mail = parse(data)
        except Refused:
            continue
        assert "\0" not in mail.text + mail.subject
        str(mail).encode("utf-8")
