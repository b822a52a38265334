"""Broken and hostile files: each is read as far as it goes or refused in a plain sentence, and never worse."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from villagedesk.core.errors import Refused
from villagedesk.exchange import formats, popolo_out, sheets_out, vcard_out
from villagedesk.exchange.columns import people
from villagedesk.records.imports import Contact, MembershipEntry, OrganizationEntry, PeopleList, PersonEntry, Table

CONTENT = PeopleList(
    people=(
        PersonEntry(
            1, "p1", "Siân Ŵyn", title="Cllr", summary="One;\ntwo, three", tags=("a", "b"),
            contacts=(Contact("phone", "+44 20 7946 0001", "work"), Contact("address", "1 Elm Row\nBR1 2AB", "home")),
        ),
    ),
    organizations=(OrganizationEntry(1, "o1", "Brynafon Council"),),
    memberships=(MembershipEntry(1, "m1", "p1", "o1", label="Chair"),),
)  # fmt: skip
OLD_CARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=B4yn;Si=C3=A2n\r\nNOTE;"
    b"ENCODING=QUOTED-PRINTABLE:a=\r\nb\r\nPHOTO;BASE64:\r\n iVBORw0KGgo=\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nEND:VCARD\r\nEND:VCARD\r\n"
)
GOOD = {
    "vcard 4.0": vcard_out.write(CONTENT), "vcard 3.0": vcard_out.write(CONTENT, "3.0"), "vcard 2.1": OLD_CARD,
    "csv": sheets_out.as_csv(CONTENT), "popolo": popolo_out.write(CONTENT), "xlsx": sheets_out.as_xlsx(CONTENT),
    "table": b"Name,Organisation,Role,Email,Phone,Joined,Votes,Ward,Party\nJo,Elm Park,Chair,jo@x.org,1,1/2/2020,yes,A,Lab\n",
    "google": b"First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nJo,B,Elm Park,* Work,a@x.org ::: b@x.org\n",
    "outlook": b"First Name,Last Name,Company,Business Phone,E-mail Address\nJo,B,Elm Park,020 7946 0001,a@x.org\n",
    "opencouncil": b"Council,Ward Name,Councillor Name,Next Election\nBrynafon,Ashgrove,Jo,2027-05-06\n",
}  # fmt: skip
PIECES = st.sampled_from(
    [b"", b"\0", b"\xff", b'"', b"'", b"=", b"\\", b";", b",", b":", b"\r", b"\n", b"\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"[", b"{",
     b"END:VCARD", b"BEGIN:VCARD\n", b"N:", b"FN;X=\"", b"ENCODING=QUOTED-PRINTABLE", b"\xed\xa0\x80", b"9" * 50, b"=3D=", b"\\ud800"]
)  # fmt: skip


@st.composite
def damaged(draw: Any) -> bytes:
    """A good file in which bytes are changed, cut out, doubled, or cut off."""
    data = draw(st.sampled_from(sorted(GOOD.values())))
    for _n in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 12)))
        data = data[:at] + draw(PIECES) + data[to:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


def texts(found: Any) -> Iterator[str]:
    """Every text in a record."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for one in found:
            yield from texts(one)
    elif is_dataclass(found):
        for one in fields(found):
            yield from texts(getattr(found, one.name))


def survives(data: bytes) -> None:
    try:
        _name, found = formats.parse(data)
        taken = people(found, found.guess, "The group") if isinstance(found, Table) else found
    except Refused as no:
        no.message.encode()
        return
    for text in texts(taken):
        text.encode()
        assert "\0" not in text
    assert pickle.loads(pickle.dumps(found)) == found


@given(damaged())
@example(b'[{"name": "\\ud800 Jo", "contact_details": [{"type": [], "value": {}}], "memberships": {}}]')
@example(b"BEGIN:VCARD\nFN;CHARSET=hex:41\nEND:VCARD")
@example(b"BEGIN:VCARD\nFN;CHARSET=idna:.\nADR:;;a\nTEL;PREF=\xc2\xb2:1\nEND:VCARD")
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    survives(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    survives(data)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\nN:" + b"a" * 300_000 + b"\\\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Jo\nNOTE:" + b"\\" * 300_001 + b"\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Jo\nTEL" + b";A=" * 100_000 + b":1\nEND:VCARD",
        b'BEGIN:VCARD\nFN:Jo\nTEL;A="' + b'","' * 100_000 + b":1\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Jo\nEMAIL:" + b"<" * 300_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Jo\nTEL:" + b"1" * 300_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\nFN:Jo\n" + b"ORG:a\n" * 5_000 + b"END:VCARD",
        b"BEGIN:VCARD\n" * 30_000,
        b"Name,E-mail\n" + b"Jo," + b"a@" * 100_000 + b"\n",
        b"Name,Phone\n" + b'"Jo,' * 100_000,
        b"Name,Phone\n" + b"Mr " * 100_000 + b",1\n",
        b"Name,Joined\nJo," + b"1" * 300_000 + b"\n",
        b"'" * 300_000 + b",Name\n",
        b" " * 300_000 + b",Name\n",
    ],
)  # fmt: skip
def test_nothing_takes_long(data: bytes) -> None:
    survives(data)
