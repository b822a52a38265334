"""The example group's questions to its council, and its responses to notices."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.words import QuestionKind, ResponseKind
from villagedesk.models import Question, Response
from villagedesk.services.sample.sheet import Sheet

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood

_SETTLED = "Answered at the next meeting."


def ask(here: Neighbourhood) -> None:
    """All that was asked of the council; where all is past, everything was answered."""
    for table in here.text.questions["question"]:
        asked_on = _day(here, -table["asked"])
        body = here.cast.bodies[table["of"]]
        row = here.sheet.add(
            Question, kind=QuestionKind(table.get("kind", "ordinary")), text=_told(here, table["text"]),
            would_answer=_told(here, table.get("would", "")), asked_on=asked_on, organization_id=body["id"],
            body_name=body["name"], reference=table.get("ref", ""), answer=_told(here, table.get("answer", "")),
            person_id=here.cast.find(table["who"], asked_on).id if "who" in table else None,
            audience=Audience(table.get("audience", "council")),
        )  # fmt: skip
        for field, key in (
            ("answered_on", "answered"), ("withdrawn_on", "withdrawn"), ("review_asked_on", "review"),
            ("review_answered_on", "reviewed"),
        ):  # fmt: skip
            row[field] = _day(here, -table[key]) if key in table else None
        row["promised_by"] = _day(here, table["promised"]) if "promised" in table else None
        if "review_answer" in table:
            row["answer"] += f"\n\nAfter the review: {table['review_answer']}"
        if here.is_past and not row["answered_on"] and not row["withdrawn_on"]:
            row |= {"answered_on": asked_on + timedelta(days=19), "answer": _SETTLED}


def respond(here: Neighbourhood) -> None:
    """What was and is to be said to notices; where all is past, what was not sent was left."""
    for table in here.text.questions["response"]:
        body = here.cast.bodies[table["of"]]
        row = here.sheet.add(
            Response, kind=ResponseKind(table["kind"]), title=_told(here, table["title"]), organization_id=body["id"],
            body_name=body["name"], reference=table.get("ref", ""), notice_says=table.get("notice", ""),
            stance=_told(here, table.get("stance", "")), sent_text=_told(here, table.get("text", "")),
            outcome=table.get("outcome", ""), audience=Audience.COUNCIL,
        )  # fmt: skip
        row["closes_on"] = _day(here, table["closes"]) if "closes" in table else None
        row["closes_at"] = time.fromisoformat(table["at"]) if "at" in table else None
        for field, key in (("sent_on", "sent"), ("not_responding_on", "left"), ("outcome_on", "outcome_ago")):
            row[field] = _day(here, -table[key]) if key in table else None
        if "owner" in table:
            row["owner_id"] = here.cast.find(table["owner"], here.calendar.today).id
        if here.is_past and not row["sent_on"] and not row["not_responding_on"]:
            row["not_responding_on"] = here.calendar.today


def number(sheet: Sheet) -> None:
    """Give questions their year's numbers in the order in which they were asked."""
    last: Counter[int] = Counter()
    for row in sorted(sheet.of(Question), key=lambda row: (row["asked_on"], row["id"])):
        year = row["asked_on"].year % 100
        last[year] += 1
        row["number"] = f"{year:02}/Q{last[year]}"


def _day(here: Neighbourhood, days: int) -> date:
    return here.calendar.today + timedelta(days=days)


def _told(here: Neighbourhood, words: str) -> str:
    return words.format_map(here.cast.places)
