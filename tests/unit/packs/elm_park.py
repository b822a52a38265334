"""A pack as a group might have it: nine items, minutes of three pages, three bodies with four wards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, ContactKind, ItemKind, MinutesState, Outcome, Presence, Side
from villagedesk.records.packs import (
    MinuteAction,
    MinuteBlock,
    MinuteBullet,
    MinuteDecision,
    MinuteDeclaration,
    MinutePara,
    MinuteQuestion,
    PackAction,
    PackAgendaItem,
    PackAttendance,
    PackContact,
    PackContent,
    PackDecision,
    PackMinutes,
    PackMinutesItem,
    PackPaper,
    PackPerson,
)

_ITEMS = (
    ("Welcome, apologies and declarations of interest", ItemKind.INFORMATION, "Rhian Powell, chair", 5, ()),
    ("Minutes of 2 October 2026", ItemKind.DECISION, "Secretary", 5, ()),
    ("Matters arising", ItemKind.DISCUSSION, "", 10, ()),
    ("Bins by the bridge and the new collection days", ItemKind.DISCUSSION, "Waste services", 15, ()),
    (
        "Speeding on Mill Lane: the traffic count and what can be done before the school term",
        ItemKind.DECISION,
        "Highways",
        25,
        (("5a", "Traffic count, Mill Lane, September 2026"), ("5b", "Letter from Elm Park Primary School")),
    ),
    ("Play corner: drawings and who looks after it", ItemKind.DECISION, "Siân Llŷr Ŵyn", 20, (("6a", "Drawings"),)),
    ("Community centre roof", ItemKind.INFORMATION, "Treasurer", 10, ()),
    ("Questions from residents", ItemKind.DISCUSSION, "", 15, ()),
    ("Dates of the next meetings", ItemKind.INFORMATION, "", 5, ()),
)  # fmt: skip

_SAID = (
    "Highways reported that the count ran for two weeks from 7 September. The average speed was 27 mph, and one car in "
    "nine went faster than 35 mph, most of them between 7:30am and 9am. Residents said that the crossing by the school "
    "gate is where they feel it most. The officer explained that a zebra crossing needs a survey of its own, for which "
    "there is money in this financial year if it is asked for before Christmas.",
    "Members thanked the crews for coming on the Saturday after the bank holiday. Two streets had been missed.",
)


def _agenda() -> tuple[PackAgendaItem, ...]:
    clock, items = timedelta(hours=18, minutes=30), []
    for n, (title, kind, who, minutes, papers) in enumerate(_ITEMS, 1):
        starts = time(clock.seconds // 3600, clock.seconds // 60 % 60)
        items.append(
            PackAgendaItem(
                number=str(n), title=title, kind=kind, presenter=who, minutes=minutes, starts=starts,
                papers=tuple(PackPaper(number=number, title=name) for number, name in papers),
            )
        )  # fmt: skip
        clock += timedelta(minutes=minutes)
    return tuple(items)


def _blocks(n: int) -> tuple[MinuteBlock, ...]:
    made: list[MinuteBlock] = [MinutePara(_SAID[n % 2])]
    if n == 1:
        made.append(MinuteDeclaration(name="Jo Müller <jo>", interest="Owns a house on Mill Lane.", stays=True))
    if n % 3 == 1:
        made += [MinuteBullet("Chapel Street, both sides"), MinuteBullet("The lane behind the Co-op & the chemist's")]
    if n % 2:
        made.append(
            MinuteDecision(
                number=f"2026/10/{n}",
                text="To ask for a survey of the crossing before Christmas.",
                how="Agreed, nobody against",
            )
        )
    if n % 3 == 2:
        made.append(
            MinuteAction(
                number=f"26/{30 + n}",
                text="Ask Highways for the survey date.",
                owner="Treasurer",
                due=date(2026, 11, 12),
            )
        )
    if n == 8:
        made.append(MinuteQuestion(text="When will the lamps on the towpath be mended?", asked_of="Brynafon Council"))
    return tuple(made)


def _minutes() -> PackMinutes:
    there = [
        ("Rhian Powell", "Chair", Presence.PRESENT),
        ("Siân Llŷr Ŵyn", "Secretary", Presence.PRESENT),
        ("Dafydd Ap Gwilym", "Treasurer", Presence.PRESENT),
        ("Jo Müller <jo>", "Councillor, Canol y Dŵr", Presence.IN_ATTENDANCE),
        ("Aled O'Brien", "Highways, Brynafon Council", Presence.IN_ATTENDANCE),
        ("Priya Nair", "", Presence.APOLOGIES),
    ]
    attendance = tuple(PackAttendance(name=name, role=role, presence=presence) for name, role, presence in there)
    late = replace(attendance[2], arrived=time(18, 50), left=time(20))
    items = tuple(
        PackMinutesItem(number=str(n), title=title, blocks=_blocks(n)) for n, (title, *_rest) in enumerate(_ITEMS, 1)
    )
    return PackMinutes(
        title="Council liaison meeting", on_date=date(2026, 10, 2), starts=time(18, 30), ends=time(20, 15),
        place="Community centre, small hall", state=MinutesState.DRAFT,
        attendance=(*attendance[:2], late, *attendance[3:]), items=items,
    )  # fmt: skip


_TODO = (
    ("Ask Highways for the survey date", "Treasurer", Side.OURS),
    ("Walkabout at the school gate with the officer, the head and two parents", "Parks officer", Side.THEIRS),
    ("Ask Scrutiny to look at play areas", "Siân Llŷr Ŵyn", Side.OURS),
    ("Empty the bins by the bridge twice a week until Easter", "Waste services", Side.THEIRS),
    ("Put the play survey on the website and the notice board", "Secretary", Side.JOINT),
)


def actions(count: int) -> tuple[PackAction, ...]:
    """That many actions, in every state."""
    made = []
    for n in range(count):
        words, owner, side = _TODO[n % len(_TODO)]
        status = (ActionStatus.OPEN, ActionStatus.OPEN, ActionStatus.WAITING, ActionStatus.DONE, ActionStatus.OPEN)[
            n * 3 % 5
        ]
        due = date(2026, 11, 5) + timedelta(days=n * 7 % 60) if n % 11 else None
        made.append(
            PackAction(
                number=f"26/{n + 1}", text=words, side=side, owner=owner, due=due, status=status,
                done_on=date(2026, 10, 29) if status is ActionStatus.DONE else None,
                raised_on=date(2026, 10, 2), item=f"Item {n % 9 + 1}", moved=(0, 0, 2, 0, 1)[n % 5],
                moved_reason="officer away" if n % 5 == 4 else "", is_new=n % 7 == 0, is_changed=n % 7 == 3,
            )
        )  # fmt: skip
    return tuple(made)


def _people() -> tuple[PackPerson, ...]:
    wards = ("Canol y Dŵr", "Elm Park", "Pen-y-bryn", "St Michael's & Quay")
    council, group = "Brynafon Council", "Elm Park Neighbourhood Group"
    names = (
        "Jo Müller <jo>",
        "Grace Adeyemi",
        "Tomos Hughes",
        "Margaret Whittington-Smythe",
        "Aneurin Bevan-Jones",
        "Li Na",
        "",
    )
    made = [
        PackPerson(
            organization=council, name=name, title="Cllr" if name else "", posts=("Councillor",), ward=wards[n % 4],
            party=("Welsh Labour", "Plaid Cymru", "", "Independent")[n % 4] if name else "",
            contacts=(
                PackContact(kind=ContactKind.EMAIL, value=f"{name.split()[0].lower()}.councillor@brynafon.example"),
                PackContact(kind=ContactKind.PHONE, value=f"01632 960{n:03}"),
            ) if name else (),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip
    for n in range(12):
        contact = PackContact(kind=ContactKind.PHONE, value=f"029 2018 0{n:03}", label="office")
        made.append(
            PackPerson(
                organization=council, name=f"Aled O'Brien {n}", posts=("Officer, Highways",), contacts=(contact,)
            )
        )
    made += [PackPerson(organization=group, name=f"Rhian Powell {n}", posts=("Trustee",)) for n in range(8)]
    made += [
        PackPerson(organization="Canal Trust", name=f"Sam Okafor {n}", posts=("Ranger", "Volunteer lead"))
        for n in range(4)
    ]
    return tuple(made)


def elm_park(count: int = 14) -> PackContent:
    """The council's pack with that many actions."""
    decisions = tuple(
        PackDecision(
            number=f"2026/10/{n}", text="To ask for a survey of the crossing.", on_date=date(2026, 10, 2),
            outcome=outcome, how="7 for, 2 against" if n == 2 else "", meeting="Council liaison meeting", item=str(n),
        )
        for n, outcome in enumerate((Outcome.AGREED, Outcome.AGREED, Outcome.DEFERRED, Outcome.NOT_AGREED), 1)
    )  # fmt: skip
    return PackContent(
        group="Elm Park Neighbourhood Group", title="Council liaison meeting", short_title="council liaison",
        on_date=date(2026, 11, 26), as_at=date(2026, 11, 21), since=date(2026, 10, 2), audience=Audience.COUNCIL,
        for_whom="Brynafon Council", legal_line="Registered charity 1234567",
        met_with="Brynafon Council: Highways, Parks, Communities",
        starts=time(18, 30), ends=time(20, 20), place="Town Hall, room 2",
        notes=("For large print or another format, ask the secretary. Paper 8a will follow as a supplement.",),
        agenda=_agenda(), minutes=_minutes(), decisions=decisions, actions=actions(count), people=_people(),
    )  # fmt: skip
