"""The closed sets of words that rows are written in (Popolo's where it has one)."""

from __future__ import annotations

from enum import StrEnum


class OrganizationKind(StrEnum):
    """What sort of body an organisation is."""

    COUNCIL = "council"
    DEPARTMENT = "department"
    GROUP = "group"
    PARTNER = "partner"
    FUNDER = "funder"
    PARTY = "party"
    COMPANY = "company"
    OTHER = "other"


class Role(StrEnum):
    """What somebody is to a body, for filters; the words that were used stand beside it."""

    COUNCILLOR = "councillor"
    PORTFOLIO = "portfolio"
    OFFICER = "officer"
    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    TRUSTEE = "trustee"
    COMMITTEE = "committee"
    MEMBER = "member"
    GRANT_OFFICER = "grant_officer"
    OTHER = "other"


class ContactKind(StrEnum):
    """How somebody is reached."""

    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    ADDRESS = "address"
    WEB = "web"
    SOCIAL = "social"


class MeetingKind(StrEnum):
    """What sort of meeting it is; rules of the constitution hang on it."""

    COMMITTEE = "committee"
    LIAISON = "liaison"
    GENERAL = "general"
    AGM = "agm"
    TRUSTEES = "trustees"
    PUBLIC = "public"
    OTHER = "other"


class MeetingStatus(StrEnum):
    """Whether the meeting took place."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What an agenda item is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"


class Presence(StrEnum):
    """How somebody was at a meeting. Only `present` counts towards a quorum."""

    PRESENT = "present"
    IN_ATTENDANCE = "in_attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class MinutesState(StrEnum):
    """How far minutes have come."""

    DRAFT = "draft"
    COMMENT = "comment"
    PUT = "put"
    APPROVED = "approved"


class BlockKind(StrEnum):
    """What a block of minutes is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ACTION = "action"
    DECISION = "decision"
    DECLARATION = "declaration"


class Outcome(StrEnum):
    """What became of a motion."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """Whose an action is: the group's, the council's, or both together."""

    OURS = "ours"
    THEIRS = "theirs"
    JOINT = "joint"


class ActionStatus(StrEnum):
    """How far an action has come. Red, amber and green come from this and the dates, never typed."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


class Priority(StrEnum):
    """How soon an action wants attention."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"
