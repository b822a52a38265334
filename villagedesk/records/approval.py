"""Minutes on their way to being approved: who was asked, what they said, the versions there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.audience import Audience
from villagedesk.core.words import BlockKind, MinutesState


@dataclass(frozen=True, slots=True)
class ReaderDraft:
    """Somebody who is asked to read a draft: a person of ours, or a name and an e-mail address."""

    person_id: str | None = None
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """Somebody whom the draft went to; `answered_on` is when they first said something, or that all is right."""

    id: str
    person_id: str | None
    name: str
    email: str
    sent_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class CommentDraft:
    """What is typed of a comment: by a reader or somebody else (`name`), on a block, an item, or the whole."""

    name: str = ""
    text: str = ""
    block_id: str | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class CommentCard:
    """A comment beside what the minutes say there. `about` is the item's heading.

    `said` is "" where it is about the whole, or about a part that is there no more; `place` is the key of the block, or
    else the item, that it is about; `can_amend` when the words it is about can be put right as it is taken,
    `is_put_right` once the minutes were changed as it asks.
    """

    id: str
    name: str
    text: str
    said_on: date
    about: str
    said: str
    place: str
    can_amend: bool
    taken: bool | None
    answer: str
    is_put_right: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether it is taken and the minutes do not say so yet."""
        return self.taken is True and not self.is_put_right


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A later meeting that minutes can be put to or were approved at; `is_next` when of the same series or kind."""

    id: str
    title: str
    on_date: date
    is_next: bool = True


@dataclass(frozen=True, slots=True)
class PutMinutes:
    """Minutes that wait to be approved at a meeting, or to be put to it: of the meeting `title` on `on_date`."""

    minutes_id: str
    meeting_id: str
    on_date: date
    title: str
    is_put: bool = True


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A part of the minutes that a comment can be about."""

    block_id: str | None
    item_id: str | None
    words: str
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of the minutes. `holds` is whether its seal does, None where it bears none.

    `narrower` are the audiences that a part of it is kept for.
    """

    id: str
    version: int
    state: MinutesState
    reason: str
    approved_on: date | None
    approved_at: MeetingChoice | None
    sha256: str
    holds: bool | None
    corrections: tuple[str, ...]
    removed: tuple[date, ...] = ()
    narrower: tuple[Audience, ...] = ()

    @property
    def is_approved(self) -> bool:
        """Whether a meeting has approved it."""
        return self.state is MinutesState.APPROVED


@dataclass(frozen=True, slots=True)
class ApprovalCard:
    """How far the minutes of a meeting have come: the version in hand, its readers and comments, and those before.

    `later` are the meetings they may be put to; `parts` what a comment can be about; `series_id` is the meeting's.
    `proposed` are lines for those whom a draft may well be sent to.
    """

    meeting_id: str
    title: str
    on_date: date
    latest: VersionCard
    earlier: tuple[VersionCard, ...]
    is_finished: bool
    comments_by: date | None
    put_to: MeetingChoice | None
    readers: tuple[ReaderCard, ...]
    comments: tuple[CommentCard, ...]
    later: tuple[MeetingChoice, ...]
    parts: tuple[PartChoice, ...]
    series_id: str | None
    proposed: tuple[str, ...]

    @property
    def stands(self) -> VersionCard | None:
        """The approved version that stands while a correction of it is a draft; None without one."""
        if self.latest.is_approved:
            return None
        return next((version for version in self.earlier if version.is_approved), None)

    @property
    def unanswered(self) -> int:
        """How many comments are neither taken nor left."""
        return sum(comment.taken is None for comment in self.comments)

    @property
    def owed(self) -> int:
        """How many comments are taken and not in the minutes yet."""
        return sum(comment.is_owed for comment in self.comments)
