"""What has been typed and not yet kept: offered back after a crash, gone once it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from villagedesk.models import Draft
from villagedesk.store.writer import Work

Values = dict[str, Any]
NEW = "new"  # the row of what is typed about something that is not there yet


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was typed into `form` for `row`, and the values that the form had been loaded with."""

    form: str
    row: str
    loaded: Values
    value: Values
    at: datetime


def keep(work: Work, form: str, row: str, loaded: Values, value: Values) -> None:
    """Keep what is typed, in place of what was kept for the same form and row."""
    drop(work, form, row)
    before, typed = (json.dumps(values, ensure_ascii=False) for values in (loaded, value))
    work.session.add(Draft(id=work.new_id(), form=form, row=row, loaded=before, value=typed, at=work.now))


def drop(work: Work, form: str, row: str) -> None:
    """Forget what was typed: it has been kept for good, or given up."""
    work.session.execute(delete(Draft).where(Draft.form == form, Draft.row == row))


def listed(session: Session) -> list[KeptDraft]:
    """All that was typed and not kept, the latest first."""
    found = session.scalars(select(Draft).order_by(Draft.at.desc()))
    return [KeptDraft(row.form, row.row, json.loads(row.loaded), json.loads(row.value), row.at) for row in found]


def get(session: Session, form: str, row: str) -> KeptDraft | None:
    """What was typed into this form for this row, if it was not kept."""
    return next((draft for draft in listed(session) if (draft.form, draft.row) == (form, row)), None)
