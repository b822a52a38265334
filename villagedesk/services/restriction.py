"""The one guard before every write about a person: nothing is added to whom an erasure left only what must stay."""

from __future__ import annotations

from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Person


def open_person(session: Session, person_id: str, field: str = "") -> Person:
    """The person, to write about them. Refused at `field` when they are gone, or restricted since an erasure."""
    found = session.get(Person, person_id)
    if found is None:
        raise Refused(_("That person is no longer here."), field)
    if found.restricted_at is not None:
        raise Refused(
            _("{name} is restricted since {date}, when they were erased: nothing is added about them.").format(
                name=found.name, date=show_date(found.restricted_at.date())
            ),
            field,
        )
    return found


def check(session: Session, person_id: str | None, before: str | None = None, field: str = "") -> None:
    """Refused when a record that referred to `before` would refer to somebody restricted; what is so already stays."""
    if person_id and person_id != before and session.get(Person, person_id) is not None:
        open_person(session, person_id, field)
