"""What of a record, and of all that is inside it, an audience may see: the one walk that redacts every export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.promises import Kept
from villagedesk.models import (
    Action,
    AgendaItem,
    Area,
    Attendance,
    Candidate,
    ContactDetail,
    Deal,
    Decision,
    Declaration,
    Document,
    Election,
    Evidence,
    Goal,
    GroupPaper,
    Interaction,
    Meeting,
    Organization,
    Person,
    Post,
    Question,
    Response,
    Series,
)
from villagedesk.records.actions import ActionCard, ActionRow, DueStep, HandoverStep, StateStep
from villagedesk.records.assets import AssetCard
from villagedesk.records.consent import RequestCard
from villagedesk.records.constitution import Rules
from villagedesk.records.deals import DealCard, DealRow, SignatoryRow
from villagedesk.records.duties import DutyRow
from villagedesk.records.evidence import EvidenceCard, EvidenceRow, SurveyAnswerRow, SurveyQuestionRow
from villagedesk.records.goals import GoalCard, GoalRow, MeasureRow, ServesRow, SharerRow
from villagedesk.records.group import GroupCard
from villagedesk.records.grouppapers import GroupPaperCard, GroupPaperRow, VersionRow
from villagedesk.records.interactions import AttachmentRow, InteractionRow, ParticipantRow
from villagedesk.records.meetings import (
    AttendanceCard,
    Block,
    CandidateRow,
    DecisionRow,
    DeclarationRow,
    ElectionRow,
    ItemCard,
    LinkCard,
    MeetingCard,
    MinutesPage,
)
from villagedesk.records.people import (
    Choice,
    ContactCard,
    Follows,
    InterestCard,
    MembershipCard,
    NoteCard,
    OrganizationCard,
    PersonCard,
    PostCard,
)
from villagedesk.records.promises import CommentRow, PromiseRow
from villagedesk.records.questions import QuestionRow
from villagedesk.records.responses import ResponseRow
from villagedesk.services import consent, versions
from villagedesk.services.redact import Sight, View

_TABLES: dict[type, str] = {
    GroupCard: "community_group", PersonCard: "person", OrganizationCard: "organization", ContactCard: "contact_detail",
    InterestCard: "interest", NoteCard: "note",
    MembershipCard: "membership", PostCard: "post", Choice: "organization", MeetingCard: "meeting",
    ItemCard: "agenda_item", LinkCard: "item_link", AttendanceCard: "attendance", DeclarationRow: "declaration",
    DecisionRow: "decision", ElectionRow: "election", CandidateRow: "candidate",
    MinutesPage: "minutes", Block: "minute_block", ActionRow: "action", ActionCard: "action", DueStep: "due_date",
    StateStep: "state_change", AssetCard: "asset", QuestionRow: "question", ResponseRow: "response",
    HandoverStep: "handover", Follows: "succession",
    InteractionRow: "interaction", ParticipantRow: "participant", AttachmentRow: "document",
    RequestCard: "subject_request", Rules: "constitution",
    GoalCard: "goal", GoalRow: "goal", MeasureRow: "measure", SharerRow: "person", ServesRow: "goal_link",
    EvidenceCard: "evidence", EvidenceRow: "evidence", SurveyQuestionRow: "survey_question",
    SurveyAnswerRow: "survey_answer", DutyRow: "duty", GroupPaperCard: "group_paper", GroupPaperRow: "group_paper",
    VersionRow: "paper_version",
    DealCard: "deal", DealRow: "deal", SignatoryRow: "signatory", CommentRow: "comment_request", PromiseRow: "action",
}  # fmt: skip
_COLUMN = {
    "organization_kind": "kind", "meeting_kind": "kind", "question_kind": "kind", "response_kind": "kind",
    "interaction_kind": "kind", "minutes_state": "status", "law_due_on": "asked_on", "settled_on": "answered_on",
    "about": "detail", "given_number": "number", "corrected": "text", "latest": "baseline", "latest_on": "baseline_on",
    "paper_kind": "kind", "every": "rule", "next_on": "first_on",
    "standing": "status", "counts_on": "due_on", "renegotiated": "due_on", "released_on": "done_on",
}  # fmt: skip
_PLAIN = frozenset((
    "id", "kind", "audience", "binned", "number", "starts", "times_moved", "carried", "audience_names", "serves",
    "questions",
))  # fmt: skip
_INSIDE = frozenset(("other_names", "tags", "key_holders", "papers", "detail", "more", "due", "do_not_contact"))
"""Fields gathered from other records that nothing beside them tells apart: for the committee only."""
_NAMED_BY = {
    "person": ("person_id",), "owner": ("owner_id", "organization_id"), "presenter": ("presenter_id",),
    "organization": ("organization_id",), "parent": ("parent_id",), "met_with": ("with_id",),
    "action": ("action_id",), "question": ("question_id",), "response": ("response_id",),
    "due_meeting": ("due_meeting_id",), "meeting": ("meeting_id",), "source": ("meeting_id",),
    "item": ("item_id",), "post": ("post_id",),
    "series": ("series_id",), "body_name": ("organization_id",), "decision": ("decision_id",),
    "thing": ("of_id",), "stands": ("of_id",), "evidence": ("evidence_id",), "document": ("document_id",),
    "maker": ("owner_id", "organization_id"), "body": ("body_id", "organization_id"), "deal": ("deal_id",),
    "proposer": ("proposer_id",), "seconder": ("seconder_id",),
}  # fmt: skip
"""A field that holds the name of another record, and the fields beside it, one of which holds that record's key."""
_STAYS = frozenset(("body_name",))
"""Names that a record keeps when what they name is gone: they are its own then."""
_NAMES = frozenset(("area", "party", "organization", "holders", "from_name", "to_name", "others", "shared_with"))
"""Fields that hold names of other records with no key beside them."""
_PARTS = (Choice, PostCard, ItemCard, DeclarationRow, PersonCard)
"""Parts that have no audience of their own, or hang on something that has: shown when their key may be named."""
_HANGS_ON: dict[type, tuple[str, ...]] = {
    ParticipantRow: ("person_id", "organization_id"), AttachmentRow: ("document_id",),
    MembershipCard: ("person_id", "organization_id", "post_id"), AttendanceCard: ("person_id",),
    AssetCard: ("person_id", "organization_id"),
    DecisionRow: ("item_id",), DeclarationRow: ("item_id",), ElectionRow: ("item_id",), CandidateRow: ("person_id",),
    Block: ("item_id", "record_id"),
    Follows: ("organization_id",), SharerRow: ("person_id", "organization_id"), ServesRow: ("of_id",),
    SignatoryRow: ("person_id",), CommentRow: ("organization_id",),
}  # fmt: skip
"""The records without which a record is not shown either, where it has them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be named to the reader: the keys of records, and the names of people, bodies and areas."""

    keys: frozenset[str | None]
    names: frozenset[str]
    usable: frozenset[str]
    """The ways to reach somebody that may be used, by key."""


def known_to(session: Session, view: View) -> Seen:
    """What the records of the whole file may name to a reader."""
    models: Iterable[Any] = (
        Person, Organization, Post, Series, Meeting, Decision, Action, Interaction, Question, Response, Document,
        Evidence, Goal, Deal, GroupPaper,
    )  # fmt: skip
    keys: set[str | None] = {
        key for model in models for key in session.scalars(select(model.id).where(*Sight(view).of_records(model)))
    }
    items = session.execute(select(AgendaItem.id, AgendaItem.audience, AgendaItem.meeting_id)).all()
    keys |= {key for key, audience, meeting_id in items if meeting_id in keys and view.sees(audience)}
    came = session.execute(select(Attendance.id, Attendance.person_id)).all()
    stood = select(Declaration.id, Declaration.person_id, Declaration.audience).where(versions.stands(Declaration))
    declared = session.execute(stood).all()
    entered = [*came, *((key, person_id) for key, person_id, audience in declared if view.sees(audience))]
    keys |= {key for key, person_id in entered if person_id is None or person_id in keys}
    keys |= _elections(session, view, keys)
    named: Iterable[Any] = (Person, Organization, Area)
    names = {
        name for model in named for name in session.scalars(select(model.name).where(*Sight(view).of_records(model)))
    }
    usable = session.scalars(select(ContactDetail.id).where(consent.may_be_used()))
    return Seen(frozenset(keys), frozenset(names), frozenset(usable))


def _elections(session: Session, view: View, keys: set[str | None]) -> set[str]:
    """The elections of which the reader may know, and everybody who stood in them."""
    stood = session.execute(select(Candidate.election_id, Candidate.person_id)).all()
    hidden = {key for key, person_id in stood if person_id is not None and person_id not in keys}
    held = session.execute(select(Election.id, Election.audience)).all()
    return {key for key, audience in held if key not in hidden and view.sees(audience)}


def redacted(record: Any, view: View, seen: Seen) -> Any:
    """The record as the reader may see it, and all that is inside it; None when it may not."""
    if not view.sees(getattr(record, "audience", None)) or (isinstance(record, _PARTS) and record.id not in seen.keys):
        return None
    if isinstance(record, ContactCard) and record.id not in seen.usable and not view.sees(Audience.COMMITTEE):
        return None
    for name in _HANGS_ON.get(type(record), ()):
        if (key := getattr(record, name)) is not None and key not in seen.keys:
            return None
    table = _TABLES[type(record)]
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    shown = {name: _value(name, value, table, given, view, seen) for name, value in given.items()}
    if any(shown[name] is None for name, value in given.items() if _is_record(value)):
        return None  # minutes of a meeting that may not be known
    made = replace(record, **shown)
    return made.recounted() if isinstance(made, DealCard) else made


def _is_record(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _value(name: str, value: Any, table: str, given: dict[str, Any], view: View, seen: Seen) -> Any:
    if isinstance(value, Kept):
        return value  # counted again from what may be seen
    if _is_record(value):
        return redacted(value, view, seen)
    if isinstance(value, tuple) and value and _is_record(value[0]):
        return tuple(shown for part in value if (shown := redacted(part, view, seen)) is not None)
    if name in _PLAIN:
        return value
    if name in _INSIDE:
        return value if view.sees(Audience.COMMITTEE) else _blank(value)
    if name.endswith("_id"):
        return value if value in seen.keys else _blank(value)
    beside = [given[key] for key in _NAMED_BY.get(name, ()) if key in given]
    if beside and not (name in _STAYS and beside == [None]):
        key = next((key for key in beside if key is not None), None)
        return value if key in seen.keys else _blank(value)
    if name in _NAMES:
        return _named(value, seen)
    return value if view.sees_field(table, _COLUMN.get(name, name)) else _blank(value)


def _named(value: Any, seen: Seen) -> Any:
    if isinstance(value, tuple):
        return tuple(name for name in value if name in seen.names)
    return value if value in seen.names else ""


def _blank(value: Any) -> Any:
    """Nothing, of the same sort."""
    return type(value)() if isinstance(value, str | tuple | dict) and type(value) in (str, tuple, dict) else None
