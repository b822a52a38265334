"""What the kinds of records and their fields are called, and how one record is told in a few words."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.models import Base
from villagedesk.services.traces import row

_PARENTS = {
    "attendance": ("meeting_id", "meeting"), "attended": ("minutes_id", "minutes"),
    "minuted_name": ("minutes_id", "minutes"),
    "declaration": ("meeting_id", "meeting"),
    "agenda_item": ("meeting_id", "meeting"), "minutes": ("meeting_id", "meeting"),
    "minute_block": ("minutes_id", "minutes"), "candidate": ("election_id", "election"),
    "election_end": ("election_id", "election"),
    "progress_note": ("action_id", "action"), "participant": ("interaction_id", "interaction"),
    "paper": ("item_id", "agenda_item"), "removal": ("minutes_id", "minutes"),
}  # fmt: skip
_DATES = ("on_date", "asked_on", "decided_on", "raised_on", "held_on", "given_on", "received_on", "set_on", "start_on")
_NAMES = ("number", "title", "subject", "name", "label", "text")


def table_words() -> dict[str, str]:
    """What the records of each table are called, several of them."""
    return {
        "action": _("Actions"), "agenda_item": _("Agenda items"), "area": _("Areas"),
        "asset": _("What they offer"), "attachment": _("Attachments"), "attendance": _("Meetings attended"),
        "attended": _("Meetings attended, as minutes said before"),
        "minuted_name": _("Names in approved minutes"),
        "audience_name": _("Names of audiences"), "candidate": _("Candidates"), "change": _("Changes they made"),
        "change_row": _("Earlier versions"),
        "column_mapping": _("Import settings"), "community_group": _("The group's particulars"),
        "consent": _("Consents"), "contact_detail": _("Ways to reach them"), "content": _("Documents"),
        "comment_request": _("Sent for comment"), "deal": _("Deals"), "remark": _("Said of a promise"),
        "signatory": _("Signatures of deals"),
        "decision": _("Decisions"), "declaration": _("Interests declared at meetings"),
        "distinct_pair": _("Not a duplicate"), "document": _("Documents"), "draft": _("Typed and not kept"),
        "due_date": _("Dates that were set"), "election": _("Elections"),
        "election_end": _("Positions that an election ended"), "erasure": _("Erasures"),
        "handover": _("Hand-overs"), "identifier": _("Outside numbers"), "interaction": _("Calls, letters and e-mails"),
        "interest": _("Register of interests"), "key_holder": _("Keepers of the recovery code"),
        "meeting": _("Meetings"), "membership": _("Positions and memberships"), "minute_block": _("Minutes"),
        "minutes": _("Minutes"), "note": _("Notes"), "organization": _("Organisations"), "other_name": _("Other names"),
        "paper": _("Papers of meetings"), "participant": _("Part taken in calls, letters and e-mails"),
        "person": _("The person"), "post": _("Posts"), "progress_note": _("Progress notes"),
        "question": _("Questions asked"), "removal": _("Names taken out of minutes"),
        "response": _("Responses"), "retention_review": _("Kept for longer"), "retention_rule": _("Retention rules"),
        "rhythm": _("Keeping in touch"), "saved_filter": _("Saved filters"), "series": _("Series of meetings"),
        "state_change": _("States that were set"), "subject_request": _("Data protection requests"),
        "succession": _("Successors"), "tag": _("Tags"), "tagging": _("Tags"),
    }  # fmt: skip


def table_title(table: str) -> str:
    """What the records of a table are called; its own name made readable where it has no words yet."""
    return table_words().get(table) or table.replace("_", " ").capitalize()


def place_of(session: Session, table: str, values: dict[str, Any]) -> str:
    """In a few words which record a row is: "Minutes, Council liaison, 12 March 2026"."""
    about = told(session, table, values)
    return ", ".join(filter(None, (table_title(table), about)))


def told(session: Session, table: str, values: dict[str, Any], depth: int = 0) -> str:
    """A row in a few words: its own name or number and date, or those of what it belongs to."""
    parent = _PARENTS.get(table)
    if table == "agenda_item" and depth:
        parent = None
    if parent and depth < 3 and (above := row(session, parent[1], values.get(parent[0]))):
        return told(session, parent[1], above, depth + 1)
    name = next((shorten(str(values[key]), 60) for key in _NAMES if values.get(key)), "")
    day = next((values[key] for key in _DATES if values.get(key)), None)
    return ", ".join(filter(None, (name, show_date(day) if day else "")))


def parent_of(session: Session, table: str, values: dict[str, Any]) -> str:
    """What a row belongs to, in a few words; "" where it stands alone."""
    parent = _PARENTS.get(table)
    above = row(session, parent[1], values.get(parent[0])) if parent else None
    return told(session, parent[1], above) if parent and above else ""


def field_label(table: str, column: str) -> str:
    """What a field is called: "Given on" for `given_on`; a reference without its "id"."""
    words = {
        "name_cy": _("Welsh name"), "sha256": _("Fingerprint"), "text": _("Text"), "value": _("Value"),
        "access_needs": _("Access needs"), "summary": _("About"), "audience": _("Who may see it"),
        "is_promise": _("A promise"), "votes": _("Votes"), "on_behalf_of_id": _("Party"),
        "binned_at": _("In the bin since"), "restricted_at": _("Restricted since"),
        "organization_id": _("Organisation"),
    }  # fmt: skip
    if column in words and column in Base.metadata.tables[table].c:
        return words[column]
    return column.removesuffix("_id").replace("_", " ").capitalize()
