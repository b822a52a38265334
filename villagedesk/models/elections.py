"""Elections in meetings: who stood, who was elected, and what that opened, closed and made."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Election(Binned, Audienced, Base):
    """A post was filled by election in a meeting: how many seats, and how ("unopposed", a show of hands, a ballot).

    `voters` is how many could vote then; `made_post` when the post was not known before it.
    """

    __tablename__ = "election"

    id: Mapped[Key]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")
    post_id: Mapped[str | None] = refers("post")
    label: Mapped[str]
    seats: Mapped[int] = mapped_column(default=1)
    held_on: Mapped[date]
    how: Mapped[str] = mapped_column(default="")
    voters: Mapped[int | None]
    made_post: Mapped[bool] = mapped_column(default=False)


class Candidate(Base):
    """Somebody who stood in an election, under the name as minuted; `votes` is None where nobody counted.

    `membership_id` is what they hold the post by, which it opened where `made_membership`; `made_person` when there was
    no card of them before it.
    """

    __tablename__ = "candidate"

    id: Mapped[Key]
    election_id: Mapped[str] = refers("election", child=True)
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    proposer_id: Mapped[str | None] = refers("person")
    seconder_id: Mapped[str | None] = refers("person")
    votes: Mapped[int | None]
    elected: Mapped[bool] = mapped_column(default=False)
    membership_id: Mapped[str | None] = refers("membership")
    made_person: Mapped[bool] = mapped_column(default=False)
    made_membership: Mapped[bool] = mapped_column(default=False)


class ElectionEnd(Base):
    """A membership that an election closed, with the end that it had before."""

    __tablename__ = "election_end"

    id: Mapped[Key]
    election_id: Mapped[str] = refers("election", child=True)
    membership_id: Mapped[str] = refers("membership", child=True)
    end_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
