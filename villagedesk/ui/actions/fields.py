"""The fields of an action as they are typed, and what the service keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import Priority, Side
from villagedesk.records.actions import ActionCard, ActionChoices, ActionDraft, Shared
from villagedesk.services import actionchoices, group
from villagedesk.services.desk import Session
from villagedesk.services.owners import Owner
from villagedesk.ui.actions.sharing import Sharers
from villagedesk.ui.actionwords import priority_words, side_words
from villagedesk.ui.chooser import Chooser, Named
from villagedesk.ui.editors import Choice, Text, Tick
from villagedesk.ui.form import Field, Form


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; the date is moved apart, because moving it asks why."""

    text: str = ""
    owner: Owner | None = None
    others: tuple[Shared, ...] = ()
    priority: Priority = Priority.NORMAL
    side: Side = Side.OURS
    is_promise: bool = False
    audience: Audience = Audience.COMMITTEE


def make_form() -> Form[Typed]:
    """The form of the detail."""
    return Form(
        [
            Field("text", _("&What is to be done"), partial(Text, lines=2)),
            Field("owner", _("W&ho"), partial(Chooser, _("A person or an organisation"))),
            Field("others", _("W&ith"), Sharers),
            Field("side", _("Who&se"), partial(Choice, tuple(side_words().items())), half=True),
            Field("priority", _("Pr&iority"), partial(Choice, tuple(priority_words().items())), half=True),
            Field("audience", _("Wh&o may see it"), partial(Choice, tuple(group.audience_words().items()))),
            Field("is_promise", _("A &promise between us and the council"), Tick),
        ],
        Typed(),
        halves_from=340,
    )


def typed(card: ActionCard) -> Typed:
    """An action as the form shows it."""
    row = card.row
    owner = Owner(row.owner, row.owner_id, row.organization_id) if row.owner_id or row.organization_id else None
    return Typed(row.text, owner, card.others, row.priority, row.side, row.is_promise, row.audience)


def draft(card: ActionCard, now: Typed) -> ActionDraft:
    """What to keep. Whose it is follows from a new owner, unless that was chosen too."""
    before = typed(card)
    follows = now.owner != before.owner and now.side == before.side
    return ActionDraft(
        text=now.text,
        owner_id=now.owner.person_id if now.owner else None,
        organization_id=now.owner.organization_id if now.owner else None,
        due_on=card.row.due_on,
        due_meeting_id=card.row.due_meeting_id,
        priority=now.priority,
        side=None if follows else now.side,
        is_promise=now.is_promise,
        audience=now.audience,
        others=now.others if (now.others, now.owner) != (before.others, before.owner) else None,
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: owners, each with the folded name, what the group calls its audiences, and for the list."""

    owners: list[tuple[str, Named]]
    audiences: list[tuple[Audience, str]]
    choices: ActionChoices


def options(session: Session, today: date) -> Options:
    """Everybody and every body; the group's own words; meetings and goals."""
    found = actionchoices.choices(session, today)
    persons = [Owner(one.name, person_id=one.id, about=one.about) for one in found.people]
    bodies = [Owner(one.name, organization_id=one.id) for one in found.bodies]
    owners: list[tuple[str, Named]] = [(fold(owner.name), owner) for owner in (*persons, *bodies)]
    return Options(owners, list(group.card(session).audience_names.items()), found)
