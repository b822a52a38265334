"""Evidence: what the group can show, and how it came to know it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Evidence(Binned, Audienced, Base):
    """A claim, its figure, and how it was gathered; the source document is an attachment.

    `asked` is how many were asked, `answered` how many of them answered, `missed` who was not heard.
    """

    __tablename__ = "evidence"

    id: Mapped[Key]
    claim: Mapped[str]
    figure: Mapped[str] = mapped_column(default="")
    method: Mapped[str] = mapped_column(default="")
    asked: Mapped[int | None]
    answered: Mapped[int | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    gathered_by: Mapped[str] = mapped_column(default="")
    person_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    missed: Mapped[str] = mapped_column(default="")
    caution: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class SurveyQuestion(Base):
    """A question of a survey, in order; `answered` is how many gave it any answer.

    With `many` somebody could choose several answers, so that the counts add up to more than `answered`.
    """

    __tablename__ = "survey_question"

    id: Mapped[Key]
    evidence_id: Mapped[str] = refers("evidence", child=True)
    position: Mapped[int]
    text: Mapped[str]
    answered: Mapped[int]
    many: Mapped[bool] = mapped_column(default=False)


class SurveyAnswer(Base):
    """How many chose an answer."""

    __tablename__ = "survey_answer"

    id: Mapped[Key]
    question_id: Mapped[str] = refers("survey_question", child=True)
    position: Mapped[int]
    label: Mapped[str]
    count: Mapped[int]
