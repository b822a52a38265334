"""The first run: a group is founded, its founder entered, and its recovery code kept safe before work begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.clock import Clock
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import Role
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import drafts, group, people, posts
from villagedesk.services.desk import Desk, Keyring, create
from villagedesk.store import files, keys
from villagedesk.store.writer import Work

_FORM = "first_run"
FOUNDERS = (Role.SECRETARY, Role.CHAIR, Role.TREASURER, Role.TRUSTEE, Role.COMMITTEE, Role.MEMBER)
"""What somebody who founds a group may be in it."""


@dataclass(frozen=True, slots=True)
class FoundingDraft:
    """What is typed at the first run: the group, who founds it, and the folder that its file goes into."""

    name: str = ""
    person: str = ""
    role: Role = Role.SECRETARY
    folder: str = ""


def file_for(draft: FoundingDraft) -> Path:
    """Where the group's file goes; a name that no file system takes is made into one. Refused without a name."""
    name = group.checked_name(draft.name)
    stem = "".join(" " if c in '<>:"/\\|?*' or not c.isprintable() else c for c in name)
    return Path(draft.folder) / f"{one_line(stem)[:80].strip(' .') or 'group'}.vdesk"


def begin(draft: FoundingDraft, keyring: Keyring, clock: Clock) -> tuple[Desk, str]:
    """Make the group's file with its founder in it; also its recovery code, to be kept before `finish`.

    Until then the file itself keeps the code, so that a first run that is broken off can be taken up again.
    Refused without a name of the group or its founder; Unavailable as `create`.
    """
    path = file_for(draft)
    if not one_line(draft.person):
        raise Refused(_("Say who you are: your name stands beside what you change."), "person")
    desk, code = create(path, draft.name, keyring, clock)
    try:
        me = desk.do(_("Say who you are"), lambda work: _enter_founder(work, draft)).result()
        desk.note(lambda work: drafts.keep(work, _FORM, "", {}, {"code": code})).result()
        desk.sit(me)
    except BaseException:
        desk.close()
        raise
    return desk, code


def unfinished(session: Session) -> str:
    """The recovery code of a group whose first run was broken off; "" when it was finished."""
    kept = drafts.get(session, _FORM, "")
    return str(kept.value.get("code", "")) if kept else ""


def is_group(typed: str, group: str) -> bool:
    """Whether what was typed is this group of four of the code; read as the code itself is (O is 0, I and L are 1)."""
    return keys.plain_letters(typed) == group


def write_sheet(path: Path, desk: Desk, code: str) -> None:
    """Write the code on a sheet to be printed or put on a memory stick. Refused beside the group's own file."""
    if path.parent.resolve() == desk.path.parent.resolve():
        raise Refused(
            _("Not in the group's own folder: whoever had that folder would have both. Choose another place.")
        )
    name = desk.read(group.card).name
    lines = (
        _("Recovery code of {name}").format(name=name),
        show_date(desk.clock.today()),
        "",
        code,
        "",
        _("With this code and the file {file} everything in the group can be read.").format(file=desk.path.name),
        _("Keep it on paper, in a safe place, and never beside the file. VillageDesk does not know it."),
    )
    files.write(path, ("\n".join(lines) + "\n").encode())


def finish(work: Work) -> None:
    """The code is on paper: the file forgets it."""
    drafts.drop(work, _FORM, "")


def _enter_founder(work: Work, draft: FoundingDraft) -> str:
    person = people.add_person(work, PersonDraft(name=draft.person, audience=Audience.COUNCIL))
    body = posts.own_body(work.session) or ""
    posts.add_membership(work, person, MembershipDraft(body, draft.role, votes=True, start_on=work.today))
    return person
