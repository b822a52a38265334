"""What the group says to notices and puts to meetings, as lists, cards, forms and exports see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.core.words import ResponseKind


class ResponseFilter(StrEnum):
    """Which responses a list shows."""

    TO_SEND = "to_send"
    SENT = "sent"
    DECIDED = "decided"
    LEFT = "left"
    ALL = "all"


class ResponseState(StrEnum):
    """How far a response has come; it follows from the dates, and is never typed."""

    TO_SEND = "to_send"
    MISSED = "missed"
    SENT = "sent"
    DECIDED = "decided"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One line of the list of responses."""

    id: str
    kind: str
    response_kind: ResponseKind
    title: str
    organization_id: str | None
    body_name: str
    reference: str
    closes_on: date | None
    closes_at: time | None
    notice_says: str
    stance: str
    decision_id: str | None
    decision: str
    owner_id: str | None
    owner: str
    sent_on: date | None
    sent_text: str
    not_responding_on: date | None
    outcome: str
    outcome_on: date | None
    audience: Audience
    binned: bool = False

    def state(self, today: date) -> ResponseState:
        """How far it has come; missed when it closed and nothing was sent."""
        if self.outcome_on or self.outcome:
            return ResponseState.DECIDED
        if self.not_responding_on:
            return ResponseState.LEFT
        if self.sent_on:
            return ResponseState.SENT
        return ResponseState.MISSED if self.closes_on and self.closes_on < today else ResponseState.TO_SEND


@dataclass(frozen=True, slots=True)
class ResponseDraft:
    """What is typed about a response. What was sent, and what came of it, have steps of their own."""

    title: str = ""
    kind: ResponseKind = ResponseKind.CONSULTATION
    organization_id: str | None = None
    reference: str = ""
    closes_on: date | None = None
    closes_at: time | None = None
    notice_says: str = ""
    stance: str = ""
    decision_id: str | None = None
    owner_id: str | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class StepDraft:
    """What was sent, or what came of it, and when."""

    text: str = ""
    on: date | None = None
