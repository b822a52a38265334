"""A group in which every value says who may know it: "surname council" is for the council and whoever knows more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    ContactKind,
    InteractionKind,
    MeetingKind,
    MeetingStatus,
    OrganizationKind,
    Presence,
    Role,
    Side,
)
from villagedesk.models import (
    Action,
    AgendaItem,
    Area,
    Attachment,
    Attendance,
    ContactDetail,
    Decision,
    Declaration,
    Document,
    DueDate,
    Interaction,
    Meeting,
    Membership,
    MinuteBlock,
    Minutes,
    Organization,
    Paper,
    Participant,
    Person,
    Post,
    Question,
    Response,
    StateChange,
)
from villagedesk.services.desk import Work


@dataclass
class World:
    """The words that were written for each audience, and the keys of what a test needs."""

    secrets: dict[Audience, list[str]] = field(default_factory=lambda: {mark: [] for mark in Audience})
    keys: dict[str, str] = field(default_factory=dict)
    not_exported: tuple[str, ...] = ("why", "party", "area", "title")

    def say(self, what: str, mark: Audience) -> str:
        """A value that only readers who know `mark` may find."""
        self.secrets[mark].append(f"{what} {mark.value}")
        return f"{what} {mark.value}"


def make_world(work: Work) -> World:
    """One of everything for each audience, in a meeting held and a meeting to come that the public may know of."""
    world = World()
    add = _Adding(work)
    council = add(
        Organization, name="Brynafon Council", sort_name="brynafon council", kind=OrganizationKind.COUNCIL,
        audience=Audience.PUBLIC,
    )  # fmt: skip
    held, coming = (
        add(
            Meeting, title=title, kind=MeetingKind.LIAISON, on_date=work.today + timedelta(days), status=status,
            start_at=time(19), with_id=council, audience=Audience.PUBLIC,
        )
        for title, days, status in (("Held", -30, MeetingStatus.HELD), ("Coming", 5, MeetingStatus.PLANNED))
    )  # fmt: skip
    world.keys |= {"council": council, "held": held, "coming": coming}
    minutes = add(Minutes, meeting_id=held)
    for place, mark in enumerate(Audience, 1):
        _fill(work, world, add, mark, place, minutes)
    work.session.flush()
    return world


class _Adding:
    """Adds a row and gives its key."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __call__(self, model: Any, **values: Any) -> str:
        row = model(id=self._work.new_id(), **values)
        self._work.session.add(row)
        self._work.session.flush()
        return str(row.id)


def _fill(work: Work, world: World, add: _Adding, mark: Audience, place: int, minutes: str) -> None:
    def say(what: str) -> str:
        return world.say(what, mark)

    council, held, coming = (world.keys[name] for name in ("council", "held", "coming"))
    public = {"audience": Audience.PUBLIC}
    known = add(
        Person,
        name=f"Known {place}",
        sort_name=f"known {place}",
        summary=world.say(f"summary{place}", Audience.COMMITTEE),
        **public,
    )
    hidden = add(Person, name=say("surname"), sort_name="x", title=say("title"), audience=mark)
    body = add(
        Organization,
        name=say("body"),
        sort_name="body",
        parent_id=council,
        kind=OrganizationKind.DEPARTMENT,
        audience=mark,
    )
    party = add(Organization, name=say("party"), sort_name="party", kind=OrganizationKind.PARTY, audience=mark)
    area = add(Area, name=say("area"), audience=mark)
    post = add(Post, organization_id=council, label=say("post"), role=Role.OFFICER, audience=mark)
    seat = add(Post, organization_id=council, label=f"Seat {place}", role=Role.COUNCILLOR, area_id=area, **public)
    add(Post, organization_id=council, label=say("vacancy"), role=Role.OFFICER, audience=mark)
    add(Membership, person_id=known, organization_id=council, post_id=post, role=Role.OFFICER)
    add(Membership, person_id=known, organization_id=council, post_id=seat, role=Role.COUNCILLOR, on_behalf_of_id=party)
    add(Membership, person_id=hidden, organization_id=council, role=Role.OFFICER, label=say("label"))
    add(Membership, person_id=known, organization_id=body, role=Role.OFFICER)
    add(
        ContactDetail,
        person_id=known,
        kind=ContactKind.EMAIL,
        value=say("mail"),
        label=say("mail label"),
        audience=mark,
    )
    for meeting in (held, coming):
        item = add(
            AgendaItem, meeting_id=meeting, position=place, title=say("item"), note=say("note"), presenter_id=hidden,
            audience=mark,
        )  # fmt: skip
        open_item = add(
            AgendaItem, meeting_id=meeting, position=10 + place, title=f"Open {place}", presenter_id=hidden, **public
        )
        document = add(Document, name=say("document"), size=1, sha256="0" * 64, added_at=work.now, audience=mark)
        add(Paper, item_id=open_item, document_id=document, position=1, **public)
        open_document = add(Document, name="open", size=1, sha256="0" * 64, added_at=work.now, **public)
        add(Paper, item_id=open_item, document_id=open_document, position=2, title=say("document paper"), audience=mark)
        if meeting == held:
            world.keys[f"item {mark}"], world.keys[f"open {mark}"] = item, open_item
    item, open_item = world.keys[f"item {mark}"], world.keys[f"open {mark}"]
    add(
        Attendance,
        meeting_id=held,
        person_id=hidden,
        name=say("attendee"),
        presence=Presence.PRESENT,
        organization_id=body,
    )
    declared = add(
        Declaration, meeting_id=held, item_id=item, name="Ann Bell", interest=say("declared interest"), audience=mark
    )
    hidden_one = add(
        Declaration,
        meeting_id=held,
        item_id=open_item,
        person_id=hidden,
        name=say("declarer"),
        interest="A shop",
        audience=Audience.PUBLIC,
    )
    decision = add(
        Decision, meeting_id=held, item_id=open_item, decided_on=work.today - timedelta(30), number=f"2026/10/{place}",
        text=say("decision"), how=say("how"), audience=mark,
    )  # fmt: skip
    action = add(
        Action, text=say("action"), number=f"26/{place}", raised_on=work.today - timedelta(30), meeting_id=held,
        item_id=item, owner_id=hidden, side=Side.OURS, audience=mark,
    )  # fmt: skip
    shared = add(
        Action, text=f"Shared {place}", number=f"26/{10 + place}", raised_on=work.today - timedelta(30),
        meeting_id=held, item_id=item, organization_id=body, side=Side.THEIRS, **public,
    )  # fmt: skip
    add(
        Question, number=f"26/Q{place}", text=say("question"), would_answer=say("wanted"), asked_on=work.today,
        organization_id=body, body_name=say("body asked"), person_id=hidden, reference=say("question reference"),
        answer=say("answer"), audience=mark,
    )  # fmt: skip
    add(
        Question, number=f"26/Q{10 + place}", text=f"Open {place}", asked_on=work.today, organization_id=body,
        body_name=say("asked openly"), person_id=hidden, meeting_id=held, **public,
    )  # fmt: skip
    add(
        Response, title=say("response"), organization_id=body, body_name=say("body answered"), stance=say("stance"),
        reference=say("response reference"), notice_says=say("notice"), sent_text=say("sent"), outcome=say("came of it"),
        audience=mark,
    )  # fmt: skip
    add(
        Response, title=f"Open {place}", organization_id=body, body_name=say("answered openly"), decision_id=decision,
        owner_id=hidden, **public,
    )  # fmt: skip
    for days, reason in ((-30, ""), (-3, world.say(f"why{place}", Audience.COUNCIL))):
        add(DueDate, of_kind="action", of_id=shared, due=work.today, set_on=work.today + timedelta(days), reason=reason)
    add(StateChange, of_kind="action", of_id=shared, state=ActionStatus.OPEN, set_on=work.today - timedelta(30))
    for number, block in enumerate((
        {"item_id": item, "text": say("paragraph")},
        {"item_id": open_item, "text": say("narrow paragraph"), "audience": mark},
        {"item_id": open_item, "kind": BlockKind.ACTION, "action_id": action},
        {"item_id": open_item, "kind": BlockKind.DECISION, "decision_id": decision},
        {"item_id": item, "kind": BlockKind.DECLARATION, "declaration_id": declared},
        {"item_id": open_item, "kind": BlockKind.DECLARATION, "declaration_id": hidden_one},
    )):  # fmt: skip
        add(MinuteBlock, minutes_id=minutes, position=number, **block)
    entry = add(
        Interaction, kind=InteractionKind.CALL, on_date=work.today, subject=say("call"), text=say("said"),
        action_id=action, audience=mark,
    )  # fmt: skip
    add(Participant, interaction_id=entry, person_id=known, name="Known")
    call = add(
        Interaction, kind=InteractionKind.CALL, on_date=work.today, subject=f"Open call {place}", answers_id=entry,
        action_id=action, follow_up=world.say(f"follow{place}", Audience.COMMITTEE), follow_up_on=work.today, **public,
    )  # fmt: skip
    add(Participant, interaction_id=call, person_id=hidden, name=say("caller"))
    address = world.say(f"address{place}", Audience.COMMITTEE)
    add(Participant, interaction_id=call, name="Stranger", address=address)
    kept = add(Document, name=say("enclosed"), size=1, sha256="0" * 64, added_at=work.now, audience=mark)
    add(Attachment, interaction_id=call, document_id=kept)
