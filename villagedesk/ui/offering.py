"""What can be chosen in the forms of a face: bodies, people, decisions, deals, and the names of audiences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.records.people import Choice as Named
from villagedesk.services import deals, group, people, responses
from villagedesk.services.desk import Session
from villagedesk.ui import pick
from villagedesk.ui.editors import Choice
from villagedesk.ui.form import Form
from villagedesk.ui.pick import Pick


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen in the forms: bodies, people, decisions, deals, and what the group calls its audiences."""

    bodies: list[tuple[str, Named]]
    people: list[tuple[str, Named]]
    decisions: list[tuple[str, Named]]
    deals: list[tuple[str, Named]]
    audiences: list[tuple[Audience, str]]


def options(session: Session) -> Options:
    """Everything there is to choose from."""
    return Options(
        pick.options(people.organization_choices(session)),
        pick.options(people.choices(session)),
        pick.options(responses.decision_choices(session)),
        pick.options(deals.choices(session)),
        list(group.card(session).audience_names.items()),
    )


def offer(form: Form[Any], found: Options) -> None:
    """Let a form's fields choose from these."""
    draft = form.value()
    lists = {
        "organization_id": found.bodies,
        "person_id": found.people,
        "owner_id": found.people,
        "decision_id": found.decisions,
        "promised_to_id": found.bodies,
        "deal_id": found.deals,
    }
    for name, choices in lists.items():
        if hasattr(draft, name):
            editor = form.editor(name)
            assert isinstance(editor, Pick)
            editor.take(choices)
    audience = form.editor("audience")
    assert isinstance(audience, Choice)
    audience.set_options(found.audiences)
