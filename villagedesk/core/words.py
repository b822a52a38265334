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
    PUBLISHED = "published"  # by the body whose meeting it was


class BlockKind(StrEnum):
    """What a block of minutes is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ACTION = "action"
    COMMITMENT = "commitment"  # an action that the other side promised
    DECISION = "decision"
    ELECTION = "election"
    QUESTION = "question"
    DECLARATION = "declaration"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    QUORUM = "quorum"  # lost, and what was done about it
    APPROVAL = "approval"  # of earlier minutes


class NamedAs(StrEnum):
    """What somebody is whom a block of minutes names."""

    OWNER = "owner"
    PROPOSER = "proposer"
    SECONDER = "seconder"


class Outcome(StrEnum):
    """What became of a motion."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """How a motion was decided."""

    AGREED = "agreed"  # without a count
    UNOPPOSED = "unopposed"  # nobody against
    VOTE = "vote"
    BALLOT = "ballot"
    WRITTEN = "written"  # between meetings


class Involvement(StrEnum):
    """At what stage residents were involved in what an item is about."""

    BEFORE = "before"  # options were drawn up
    CHOOSING = "choosing"  # between options
    AFTER = "after"  # told what was decided


class QuorumKind(StrEnum):
    """How a constitution says how many must be there."""

    NONE = "none"
    NUMBER = "number"
    FRACTION = "fraction"
    GREATER = "greater"  # of the number and the fraction


class DayCount(StrEnum):
    """How a constitution counts the days of a notice."""

    CLEAR = "clear"  # without the day it is received and the day of the meeting
    CALENDAR = "calendar"
    WORKING = "working"


class Delivery(StrEnum):
    """How a notice goes out."""

    EMAIL = "email"
    POST = "post"
    HAND = "hand"


class Majority(StrEnum):
    """How large a majority must be: more than a half, or at least a fraction."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"


class MajorityOf(StrEnum):
    """What a majority is a majority of."""

    CAST = "cast"
    PRESENT = "present"
    MEMBERS = "members"


class Written(StrEnum):
    """Whether a decision between meetings stands."""

    NO = "no"
    BINDS = "binds"
    RATIFIED = "ratified"  # at the next meeting


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


class InteractionKind(StrEnum):
    """How the group and somebody were in touch."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    MESSAGE = "message"
    VISIT = "visit"
    CHANCE = "chance"


class Direction(StrEnum):
    """Who began: they wrote to us, we wrote to them, or both spoke."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Part(StrEnum):
    """What part somebody had in an entry of the log."""

    PRESENT = "present"
    FROM = "from"
    TO = "to"
    CC = "cc"


class TouchUnit(StrEnum):
    """What a keep-in-touch rhythm counts in."""

    WEEKS = "weeks"
    MONTHS = "months"


class QuestionKind(StrEnum):
    """Under which rules a question was asked."""

    ORDINARY = "ordinary"
    FOI = "foi"
    COMPLAINT = "complaint"


class ResponseKind(StrEnum):
    """What the group responds to, or puts to a body."""

    CONSULTATION = "consultation"
    PLANNING = "planning"
    LICENSING = "licensing"
    PUBLIC_QUESTION = "public_question"
    PETITION = "petition"
    DEPUTATION = "deputation"


class AssetKind(StrEnum):
    """What sort of thing somebody offers."""

    SKILL = "skill"
    SPACE = "space"
    EQUIPMENT = "equipment"
    LANGUAGE = "language"
    KNOWLEDGE = "knowledge"


class LawfulBasis(StrEnum):
    """Why personal data may be held (UK GDPR, article 6(1))."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTERESTS = "legitimate_interests"


class RequestKind(StrEnum):
    """What somebody asks under data protection law (UK GDPR, articles 15 to 17 and 21)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    OBJECTION = "objection"


class Retained(StrEnum):
    """The sorts of people that a retention rule is about."""

    MEMBERS = "members"
    OFFICERS = "officers"
    COUNCILLORS = "councillors"
    CONTACTS = "contacts"


class ReplyWay(StrEnum):
    """How a reply came: in a file, or in words that were typed in for somebody."""

    PDF = "pdf"
    HTML = "html"
    EMAIL = "email"
    PHONE = "phone"
    PAPER = "paper"
    MEETING = "meeting"


class ProposalState(StrEnum):
    """What became of a proposed change."""

    WAITING = "waiting"
    TAKEN = "taken"
    LEFT = "left"


class GroupPaperKind(StrEnum):
    """What sort of paper of the group's own it is."""

    CONSTITUTION = "constitution"
    POLICY = "policy"
    INSURANCE = "insurance"
    BANK = "bank"
    LEASE = "lease"
    OTHER = "other"
