"""What the steps of approving minutes are called, and what their strips ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MinutesState
from villagedesk.records.approval import ApprovalCard, CommentCard, MeetingChoice, ReaderCard, VersionCard
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.rows import Act

WHOLE = ""
ALL_RIGHT, STRIKE = "all_right", "strike"  # what can be noted of a reader


@dataclass(frozen=True, slots=True)
class SendingOut:
    """To whom a draft goes, a line each, and by when comments are wanted."""

    readers: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A comment as it is typed in: by whom, on which part (the key of a block or item), and what."""

    name: str = ""
    part: str = WHOLE
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a comment is answered, and what the minutes say there from then on."""

    words: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Approving:
    """At which meeting minutes are put or approved, and the corrections, a line each."""

    at_id: str | None = None
    corrections: str = ""


@dataclass(frozen=True, slots=True)
class Planning:
    """When the next meeting is."""

    on_date: date | None = None


@dataclass(frozen=True, slots=True)
class Correcting:
    """Why there is to be a new version."""

    reason: str = ""


def steps(approval: ApprovalCard) -> list[tuple[str, Tone]]:
    """The four steps as badges: those that were gone through or passed over, the one it is at, those ahead."""
    order = [MinutesState.DRAFT, MinutesState.COMMENT, MinutesState.PUT, MinutesState.APPROVED]
    words = [_("Draft"), _("Out for comment"), _("Put to a meeting"), _("Approved")]
    at = order.index(approval.latest.state) if approval.latest.state in order else 0
    was_done = (True, bool(approval.readers or approval.comments_by), approval.put_to is not None, True)
    made: list[tuple[str, Tone]] = []
    for number, word in enumerate(words):
        if number < at and not was_done[number]:
            made.append((_("{step}: passed over").format(step=word), "neutral"))
        elif number < at or approval.latest.is_approved:
            made.append((word, "kept"))
        else:
            made.append((word, "soon" if number == at else ""))
    return made


def stands(approval: ApprovalCard) -> str:
    """How far the minutes have come, in a sentence or two."""
    latest = approval.latest
    if latest.is_approved:
        return approved_words(latest)
    if latest.state is MinutesState.PUT and approval.put_to:
        said = _("Put to {meeting}.").format(meeting=named(approval.put_to))
    elif latest.state is MinutesState.COMMENT and approval.comments_by:
        said = _("Comments are wanted by {date}.").format(date=show_date(approval.comments_by))
    elif not approval.is_finished:
        said = _("These minutes are still being taken.")
    else:
        said = _("A draft: nobody has been asked to check it yet.")
    if approval.unanswered:
        words = ngettext(
            "{n} comment waits to be taken or left.", "{n} comments wait to be taken or left.", approval.unanswered
        )
        said += " " + words.format(n=approval.unanswered)
    if approval.owed:
        words = ngettext(
            "{n} comment is taken and not in the minutes yet.",
            "{n} comments are taken and not in the minutes yet.", approval.owed,
        )  # fmt: skip
        said += " " + words.format(n=approval.owed)
    return said


def approved_words(version: VersionCard) -> str:
    """When and where it was approved, and how."""
    if version.approved_on is None:
        return _("Approved.")
    told = {"date": show_date(version.approved_on), "meeting": version.approved_at.title if version.approved_at else ""}
    count = len(version.corrections)
    if count:
        words = ngettext(
            "Approved on {date} with {n} correction ({meeting}).",
            "Approved on {date} with {n} corrections ({meeting}).", count,
        )  # fmt: skip
        return words.format(n=count, **told)
    if not told["meeting"]:
        return _("Approved on {date}.").format(**told)
    return _("Approved on {date} as presented ({meeting}).").format(**told)


def seal_badge(version: VersionCard) -> tuple[str, Tone] | None:
    """Whether the seal holds; None for a draft."""
    if not version.is_approved:
        return _("Draft"), "soon"
    if version.holds is None:
        return _("Approved, not sealed"), "neutral"
    return (_("Sealed"), "kept") if version.holds else (_("Not as it was sealed"), "late")


def reader_badge(reader: ReaderCard, by: date | None, today: date) -> tuple[str, Tone]:
    """Whether somebody has answered."""
    if reader.answered_on:
        return _("Answered"), "kept"
    return (_("Late"), "late") if by and by < today else (_("Asked"), "soon")


def reader_acts(reader: ReaderCard) -> tuple[Act, ...]:
    """What can be noted of somebody whom the draft went to."""
    right = Act(ALL_RIGHT, _("They have nothing to say"), "check", Qt.Key.Key_Plus)
    strike = Act(STRIKE, _("It did not go to them"), "close", Qt.Key.Key_X)
    return (strike,) if reader.answered_on else (right, strike)


def comment_badge(comment: CommentCard) -> tuple[str, Tone]:
    """Whether a comment was taken or left."""
    if comment.taken is None:
        return _("Waits"), "soon"
    if comment.is_owed:
        return _("Taken: now change the minutes"), "soon"
    return (_("Taken"), "kept") if comment.taken else (_("Not taken"), "neutral")


def named(meeting: MeetingChoice) -> str:
    """ "Committee meeting, 5 March 2026"."""
    return f"{meeting.title}, {show_date(meeting.on_date)}"


def sending_fields(today: Callable[[], date], *, is_proposed: bool) -> list[Field]:
    """Whom to send to, by when."""
    hint = _("One line each: somebody in People, or a name and an e-mail address")
    if is_proposed:
        hint = _("Who was there, and who read the last minutes. One line each: take out or add whom you like")
    return [
        Field("readers", _("&To whom"), partial(Text, _("Jane Smith"), 3), hint),
        Field("by", _("&Comments by"), partial(DateLine, today), half=True),
    ]


def saying_fields(approval: ApprovalCard) -> list[Field]:
    """Who says what, about which part."""
    parts = [(WHOLE, _("The minutes as a whole"))]
    parts += [(part.block_id or part.item_id or WHOLE, part.words) for part in approval.parts]
    return [
        Field("name", _("&Who says so"), partial(Line, _("Jane Smith"))),
        Field("part", _("About which &part"), partial(Choice, parts)),
        Field("text", _("What they &say"), partial(Text, lines=2)),
    ]


def meeting_field(meetings: Sequence[MeetingChoice], words: str) -> Field:
    """A later meeting to choose, those of the same series or kind first."""
    choices: list[tuple[str | None, str]] = [(meeting.id, named(meeting)) for meeting in meetings]
    if any(meeting.is_next for meeting in meetings):
        return Field("at_id", words, partial(Choice, choices))
    hint = _("No later meeting of this series or kind yet: plan the next one first, or choose another")
    return Field("at_id", words, partial(Choice, [(None, _("Choose a meeting")), *choices]), hint)


def first_choice(meetings: Sequence[MeetingChoice]) -> str | None:
    """The meeting to propose: the first of the same series or kind, never one of another."""
    return next((meeting.id for meeting in meetings if meeting.is_next), None)
