"""Data protection in the example group: consents, requests, and how long people are kept."""

from __future__ import annotations

from datetime import date, timedelta

from villagedesk.core.dates import clamped
from villagedesk.core.words import RequestKind, Retained
from villagedesk.models import Consent, RetentionReview, RetentionRule, SubjectRequest
from villagedesk.services import requests
from villagedesk.services.sample.cast import Cast, Somebody
from villagedesk.services.sample.sheet import Sheet
from villagedesk.services.sample.words import Table, cells


def write(sheet: Sheet, cast: Cast, text: Table, today: date, nation: str, *, is_first: bool) -> None:
    """What the people of a neighbourhood agreed to; the group's rules and requests with the first."""
    for line in text["consents"]:
        _consent(sheet, cast.people, line, today)
    if not is_first:
        return
    for line in text["basis"]:
        who, note = cells(line, 2)
        cast.people[who].row["basis_note"] = note
    for what, rule in text["rules"].items():
        sheet.add(RetentionRule, what=Retained(what), months=rule["months"], reason=rule["why"])
    for line in text["requests"]:
        _request(sheet, cast.people, line, today, nation)
    for line in text["kept"]:
        who, days, why = cells(line, 3)
        on = _ago(today, days)
        until = clamped(on.year + 1, on.month, on.day)
        sheet.add(RetentionReview, person_id=cast.people[who].id, reviewed_on=on, keep_until=until, reason=why)


def _consent(sheet: Sheet, people: dict[str, Somebody], line: str, today: date) -> None:
    who, purpose, given, how, withdrawn, how_withdrawn = cells(line, 6)
    sheet.add(
        Consent, person_id=people[who].id, purpose=purpose, given_on=_ago(today, given), given_how=how,
        withdrawn_on=_ago(today, withdrawn) if withdrawn else None, withdrawn_how=how_withdrawn,
    )  # fmt: skip


def _request(sheet: Sheet, people: dict[str, Somebody], line: str, today: date, nation: str) -> None:
    who, kind, received, note, answered = cells(line, 5)
    on = _ago(today, received)
    sheet.add(
        SubjectRequest, person_id=people[who].id, name=people[who].name, kind=RequestKind(kind), received_on=on,
        due_on=requests.due_on(on, nation), answered_on=_ago(today, answered) if answered else None, note=note,
    )  # fmt: skip


def _ago(today: date, days: str) -> date:
    return today - timedelta(days=int(days))
