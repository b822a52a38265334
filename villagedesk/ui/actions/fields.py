"""The fields of an action as they are typed, and what the service keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import Priority, Side
from villagedesk.records.actions import ActionCard, ActionDraft
from villagedesk.services import group, people
from villagedesk.services.desk import Session
from villagedesk.services.owners import Owner
from villagedesk.ui.actionwords import priority_words, side_words
from villagedesk.ui.chooser import Chooser, Named
from villagedesk.ui.editors import Choice, Text, Tick
from villagedesk.ui.form import Field, Form


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds; the date is moved apart, because moving it asks why."""

    text: str = ""
    owner: Owner | None = None
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
    return Typed(row.text, owner, row.priority, row.side, row.is_promise, row.audience)


def draft(card: ActionCard, now: Typed) -> ActionDraft:
    """What to keep. Whose it is follows from a new owner, unless that was chosen too."""
    before = typed(card)
    follows = now.owner != before.owner and now.side == before.side
    return ActionDraft(
        text=now.text,
        owner_id=now.owner.person_id if now.owner else None,
        organization_id=now.owner.organization_id if now.owner else None,
        due_on=card.row.due_on,
        priority=now.priority,
        side=None if follows else now.side,
        is_promise=now.is_promise,
        audience=now.audience,
    )


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen in the form: owners, each with the folded name, and what the group calls its audiences."""

    owners: list[tuple[str, Named]]
    audiences: list[tuple[Audience, str]]


def options(session: Session) -> Options:
    """Everybody and every body; the group's own words."""
    persons = [Owner(found.name, person_id=found.id) for found in people.choices(session)]
    bodies = [Owner(found.name, organization_id=found.id) for found in people.organization_choices(session)]
    owners: list[tuple[str, Named]] = [(fold(owner.name), owner) for owner in (*persons, *bodies)]
    return Options(owners, list(group.card(session).audience_names.items()))
