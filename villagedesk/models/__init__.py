"""SQLAlchemy models, one file per aggregate; importing this package knows every table."""

from villagedesk.models.actions import Action, DueDate, ProgressNote, StateChange
from villagedesk.models.base import Audienced, Base, Binned
from villagedesk.models.change import Change, ChangeRow, Draft
from villagedesk.models.documents import Content, Document, Paper
from villagedesk.models.group import AudienceName, Group, KeyHolder
from villagedesk.models.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MinuteBlock,
    Minutes,
    Series,
)
from villagedesk.models.people import (
    Area,
    ContactDetail,
    Identifier,
    Membership,
    Note,
    Organization,
    OtherName,
    Person,
    Post,
    Succession,
)

__all__ = [
    "Action",
    "AgendaItem",
    "Area",
    "Attendance",
    "AudienceName",
    "Audienced",
    "Base",
    "Binned",
    "Change",
    "ChangeRow",
    "ContactDetail",
    "Content",
    "Decision",
    "Declaration",
    "Document",
    "Draft",
    "DueDate",
    "Group",
    "Identifier",
    "KeyHolder",
    "Meeting",
    "Membership",
    "MinuteBlock",
    "Minutes",
    "Note",
    "Organization",
    "OtherName",
    "Paper",
    "Person",
    "Post",
    "ProgressNote",
    "Series",
    "StateChange",
    "Succession",
]
