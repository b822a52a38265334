"""Evidence and the answers of surveys, as lists, cards, forms and exports see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.audience import Audience
from villagedesk.records.interactions import AttachmentRow
from villagedesk.records.people import Choice


class EvidenceFilter(StrEnum):
    """Which evidence a list shows."""

    ALL = "all"
    SURVEYS = "surveys"
    THIN = "thin"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of the list of evidence; `questions` is how many questions of a survey it has."""

    id: str
    kind: str
    claim: str
    figure: str
    method: str
    asked: int | None
    answered: int | None
    from_on: date | None
    to_on: date | None
    gathered_by: str
    person_id: str | None
    person: str
    organization_id: str | None
    organization: str
    missed: str
    caution: str
    source: str
    questions: int
    audience: Audience
    binned: bool = False


@dataclass(frozen=True, slots=True)
class SurveyAnswerRow:
    """How many chose an answer."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SurveyQuestionRow:
    """A question of a survey with its answers, in order; see models/evidence."""

    id: str
    text: str
    answered: int
    many: bool
    answers: tuple[SurveyAnswerRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """Evidence whole: its survey, the source documents, the goals it serves."""

    row: EvidenceRow
    survey: tuple[SurveyQuestionRow, ...]
    attachments: tuple[AttachmentRow, ...]
    goals: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What is typed about evidence."""

    claim: str = ""
    figure: str = ""
    method: str = ""
    asked: float | None = None
    answered: float | None = None
    from_on: date | None = None
    to_on: date | None = None
    gathered_by: str = ""
    person_id: str | None = None
    organization_id: str | None = None
    missed: str = ""
    caution: str = ""
    source: str = ""
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """A column of a table of answers: what was asked, how many answered, how many chose what, the most chosen first.

    `fits` when it has few different answers, so that it reads as a question with choices and not as words or names.
    """

    text: str
    answered: int
    many: bool
    counts: tuple[tuple[str, int], ...]
    fits: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """A table of answers as it was read; `people` is how many rows have any."""

    name: str
    people: int
    columns: tuple[SurveyColumn, ...]
