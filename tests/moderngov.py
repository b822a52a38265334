"""An invented council's list of councillors in the shape of ModernGov's answer: four wards, seven councillors."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Seat:
    """One councillor of the list."""

    number: int
    name: str
    ward: str
    party: str = "Independent"
    posts: str = ""
    email: str = ""
    home: str = ""
    start: str = "04/05/2023"
    end: str = "unspecified"


SEATS = (
    Seat(101, "Councillor Rhian Pryce-Jones", "Ashgrove", "Welsh Labour", "Cabinet Member for Communities",
         home="12 Mill Lane"),
    Seat(102, "Councillor T. W. O'Hara MBE", "Ashgrove", "LABOUR"),
    Seat(103, "Cllr. Dr Grace Adeyemi", "Canol y Dŵr", "Plaid Cymru", "Leader; Chair of Cabinet"),
    Seat(104, "Councillor Jo Müller <jo>", "Canol y Dŵr", ""),
    Seat(105, "Y Cynghorydd Siân Llwyd", "Mill & Meadow", "Plaid Cymru"),
    Seat(106, "Councillor Anil d'Souza", "Mill & Meadow", end="08/05/2027"),
    Seat(107, "Councillor Pat Orr", "St Brannoc's", "Green", email="pat.orr@brynafon.example"),
)  # fmt: skip
NAMES = (
    "Rhian Pryce-Jones",
    "T. W. O'Hara",
    "Grace Adeyemi",
    "Jo Müller <jo>",
    "Siân Llwyd",
    "Anil d'Souza",
    "Pat Orr",
)
WARDS = ("Ashgrove", "Canol y Dŵr", "Mill & Meadow", "St Brannoc's")


def council_list(*seats: Seat, domain: str = "brynafon.example") -> bytes:
    """The XML of these seats, in the order of their wards."""
    wards = ""
    for ward in dict.fromkeys(seat.ward for seat in seats):
        there = [_councillor(seat, domain) for seat in seats if seat.ward == ward]
        wards += (
            f"<ward><wardtitle>{escape(ward)}</wardtitle><councillors><councillorcount> {len(there)}</councillorcount>"
            f"{''.join(there)}</councillors></ward>"
        )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><councillorsbyward><wards>{wards}</wards></councillorsbyward>'.encode()
    )


def _councillor(seat: Seat, domain: str) -> str:
    email = seat.email or f"member{seat.number}@{domain}"
    home = f"<homeaddress><line1>{seat.home}</line1></homeaddress>" if seat.home else ""
    vacant = seat.name == "Vacant"
    work = "" if vacant else f"<workaddress><phone>01632 960{seat.number}</phone><email>{email}</email></workaddress>"
    return (
        f"<councillor><councillorid>{seat.number}</councillorid><fullusername>{escape(seat.name)}</fullusername>"
        f"<politicalpartytitle>{escape(seat.party)}</politicalpartytitle><representing>{escape(seat.ward)}</representing>"
        f"<keyposts>{escape(seat.posts)}</keyposts>{work}{home}<termsofoffice><termofoffice><startdate>{seat.start}"
        f"</startdate><enddate>{seat.end}</enddate></termofoffice></termsofoffice></councillor>"
    )


LIST = council_list(*SEATS)
