"""What a pack holds once it has been redacted for its readers: plain values, nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, ContactKind, ItemKind, MinutesState, Outcome, Presence, Side
from villagedesk.records.charts import Over

#: The sections there are, in the order in which a pack has them unless it says otherwise.
SECTION_NAMES = ("agenda", "minutes", "decisions", "actions", "goals", "evidence", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPaper:
    """A paper that goes with an agenda item: "5a", "Traffic count, Mill Lane"."""

    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAgendaItem:
    """One item of the agenda. `starts` is the running clock, `minutes` how long it may take; None leaves them out.

    `arising` is what comes up under it from before.
    """

    number: str
    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    presenter: str = ""
    minutes: int | None = None
    starts: time | None = None
    note: str = ""
    papers: tuple[PackPaper, ...] = ()
    arising: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAttendance:
    """Somebody at the meeting, as minuted. `arrived` and `left` only where it was not the whole meeting."""

    name: str
    presence: Presence = Presence.PRESENT
    role: str = ""
    arrived: time | None = None
    left: time | None = None


@dataclass(frozen=True, slots=True)
class MinutePara:
    """A paragraph of minutes; `bold` are the parts that are, each from one character to another."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MinuteBullet:
    """One line of a list; those that follow each other make one, with dots or `numbered`."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteDecision:
    """A decision where it was taken. `how` is its votes, "7 for, 2 against", or the group's own words.

    `moved` is who proposed and seconded it, and why.
    """

    text: str
    number: str = ""
    outcome: Outcome = Outcome.AGREED
    how: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteAction:
    """An action where it was given out."""

    text: str
    number: str = ""
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteQuestion:
    """A question that was put; `asked_of` is a person or a body."""

    text: str
    asked_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteDeclaration:
    """An interest that somebody declared; `stays` is whether they stayed for the item."""

    name: str
    interest: str
    stays: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteElection:
    """Who was elected to a post; `more` is who else stood, and by whom each was put forward."""

    post: str
    text: str
    more: str = ""


MinuteBlock = (
    MinutePara | MinuteBullet | MinuteDecision | MinuteAction | MinuteQuestion | MinuteDeclaration | MinuteElection
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMinutesItem:
    """One item of the minutes, without blocks where nothing was minuted; without title what came before the first."""

    number: str = ""
    title: str = ""
    blocks: tuple[MinuteBlock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMinutes:
    """The minutes of the meeting before. `approved_on` counts only where `state` is approved.

    `reason` is why there is this `version`, where it corrects another; `corrections` are those it was approved with.
    """

    title: str
    on_date: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    state: MinutesState = MinutesState.DRAFT
    approved_on: date | None = None
    attendance: tuple[PackAttendance, ...] = ()
    items: tuple[PackMinutesItem, ...] = ()
    version: int = 1
    reason: str = ""
    corrections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDecision:
    """A decision since the last meeting. `meeting` is the meeting's title, `item` its item's number."""

    number: str
    text: str
    on_date: date
    outcome: Outcome = Outcome.AGREED
    how: str = ""
    meeting: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAction:
    """An action as it stood on the pack's `as_at` date; whether it is late follows from that date and `due`.

    `owner` is as it is to be printed (a name, a post or a body); `item`, a title, and `raised_on` say where it comes
    from; `state_reason` says why it was dropped or waits; `moved` counts how often its date was moved; `is_new` and
    `is_changed` compare with `PackContent.since`.
    """

    number: str
    text: str
    side: Side = Side.OURS
    owner: str = ""
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    done_on: date | None = None
    raised_on: date | None = None
    item: str = ""
    moved: int = 0
    moved_reason: str = ""
    state_reason: str = ""
    is_new: bool = False
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContact:
    """One way to reach somebody that this audience may see; `label` is such as "work"."""

    kind: ContactKind
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPerson:
    """One person in one organisation: who is in two appears twice.

    An empty `name` is a post that nobody holds. `ward` is the area the post is for; `party` is on whose behalf.
    Organisations come in the order of their first person, people in the order given, grouped by ward.
    """

    organization: str
    name: str = ""
    title: str = ""
    posts: tuple[str, ...] = ()
    ward: str = ""
    party: str = ""
    contacts: tuple[PackContact, ...] = ()

    @property
    def is_vacant(self) -> bool:
        """A post without a holder."""
        return not self.name.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackGoal:
    """A shared goal that the meeting serves: how far it is and is to be, and what its chart shows, in words."""

    title: str
    stands: str
    why: str = ""
    shared_with: tuple[str, ...] = ()
    chart: Over | None = None
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEvidence:
    """A claim, and what it stands on, each a label and its words: never one without the other."""

    claim: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """Everything in one pack, already redacted for `audience`.

    group, legal_line   the group's name, and its line such as "Registered charity 1234567"
    audience, for_whom  the level, and the group's own word for it on the cover ("the council")
    met_with            the body the meeting is held with, as it is to be printed; empty when there is none
    title, short_title  of the meeting, and in the foot of each page ("council liaison"; the title when empty)
    on_date, starts, ends, place, link   when and where the meeting is, local
    as_at               the one date that everything in the pack is true on; also the date inside the PDF
    since               the last meeting, or what "new", "changed" and "decisions since" look back to
    draft               the pack itself is not final: DRAFT on every page
    language            of its words, for screen readers ("en-GB", "cy")
    notes               lines under the contents: "Paper 8a will follow as a supplement."
    minutes             of the meeting before; None when there was none
    sections            which sections, in order, of SECTION_NAMES; the cover and the contents are always there
    """

    group: str
    title: str
    on_date: date
    as_at: date
    audience: Audience
    for_whom: str = ""
    legal_line: str = ""
    met_with: str = ""
    short_title: str = ""
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    link: str = ""
    since: date | None = None
    draft: bool = False
    language: str = "en-GB"
    notes: tuple[str, ...] = ()
    agenda: tuple[PackAgendaItem, ...] = ()
    minutes: PackMinutes | None = None
    decisions: tuple[PackDecision, ...] = ()
    actions: tuple[PackAction, ...] = ()
    goals: tuple[PackGoal, ...] = ()
    evidence: tuple[PackEvidence, ...] = ()
    people: tuple[PackPerson, ...] = ()
    sections: tuple[str, ...] = field(default=SECTION_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What stands on each page of a PDF and in its own data.

    `foot` is shortened to make room for `foot_end` and the page number; `as_at` is also the date inside the file; with
    `cover` the first page has a band and no running head.
    """

    title: str
    group: str
    as_at: date
    subject: str = ""
    foot: str = ""
    foot_end: str = ""
    language: str = "en-GB"
    draft: bool = False
    cover: bool = False
