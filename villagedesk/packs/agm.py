"""The papers of an annual general meeting: the voting roll, the sign-in sheet and the nomination form."""

from __future__ import annotations

from villagedesk.core.dates import show_date, show_day
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import Blanks, Block, Cell, Column, Heading, Para, Row, RowGroup, Table, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.minutespaper import GeneralMeeting
from villagedesk.records.packs import Imprint

_SPARE = 12  # empty rows of a sign-in sheet, for whoever else comes


def roll_pdf(meeting: GeneralMeeting) -> bytes:
    """Who may vote, with a column to mark votes in."""
    return _printed(meeting, _("Voting roll"), roll(meeting))


def sign_in_pdf(meeting: GeneralMeeting) -> bytes:
    """A line to sign on for everybody who may vote, and empty ones."""
    return _printed(meeting, _("Sign-in sheet"), sign_in(meeting))


def nomination_pdf(meeting: GeneralMeeting) -> bytes:
    """A form on which somebody is nominated, seconded, and agrees."""
    return _printed(meeting, _("Nomination form"), nomination(meeting))


def roll(meeting: GeneralMeeting) -> list[Block]:
    """The voting roll, in blocks."""
    about = ngettext("{n} person may vote.", "{n} people may vote.", len(meeting.voters)).format(n=len(meeting.voters))
    made = _head(meeting, _("Voting roll"), about)
    if meeting.voters:
        columns = (
            Column(_("No."), 3), Column(_("Name")), Column(_("Position")), Column(_("Here"), 4), Column(_("Proxy"), 6),
        )  # fmt: skip
        rows = tuple(
            (_cell(str(number)), _cell(name), _cell(office), Cell(), Cell())
            for number, (name, office) in enumerate(meeting.voters, 1)
        )
        made.append(Table(columns, (RowGroup(rows),)))
    return made


def sign_in(meeting: GeneralMeeting) -> list[Block]:
    """The sign-in sheet, in blocks: those with a vote by name, then lines for others."""
    made = _head(meeting, _("Sign-in sheet"), _("Please sign beside your name, or add it below."))
    columns = (Column(_("Name")), Column(_("Signature")), Column(_("Time"), 5))
    room = (text("\u00a0"),)  # a second line: a hand needs more room than print
    rows: tuple[Row, ...] = tuple((Cell(text(name), second=room), Cell(), Cell()) for name, _o in meeting.voters)
    spare = tuple((Cell(text("\u00a0"), second=room), Cell(), Cell()) for _n in range(_SPARE))
    groups = [RowGroup(rows, _("With a vote"))] if rows else []
    made.append(Table(columns, (*groups, RowGroup(spare, _("Members, guests and visitors")))))
    return made


def nomination(meeting: GeneralMeeting) -> list[Block]:
    """The nomination form, in blocks."""
    by = ""
    if meeting.closes_on:
        by = _("Nominations close on {day}.").format(day=show_day(meeting.closes_on))
    made = _head(meeting, _("Nomination form"), by)
    if meeting.posts:
        made.append(Para(text(_("Posts to be filled: {posts}.").format(posts=", ".join(meeting.posts)))))
    signature, day = _("Signature"), _("Date")
    made += [
        Blanks((_("Name of the person nominated"), _("For the post of"))),
        Blanks((_("Proposed by"), signature, day)),
        Blanks((_("Seconded by"), signature, day)),
        Blanks((_("Signature of the person nominated"), day), text(_("I agree to stand, and to serve if elected."))),
    ]
    if meeting.reach:
        back = _("Please return this form to {group}: {reach}").format(
            group=meeting.group, reach=", ".join(meeting.reach)
        )
        made.append(Para(text(back, "soft")))
    if meeting.legal_line:
        made.append(Para(text(meeting.legal_line, "small")))
    return made


def _head(meeting: GeneralMeeting, title: str, about: str) -> list[Block]:
    where = ", ".join(filter(None, (meeting.when, meeting.place)))
    made: list[Block] = [
        Heading(1, title, "paper"),
        Para(text(f"{meeting.group}. {meeting.title}", "strong")),
        Para(text(where)),
    ]
    return [*made, Para(text(about))] if about else made


def _printed(meeting: GeneralMeeting, title: str, blocks: list[Block]) -> bytes:
    day = show_date(meeting.on_date)
    imprint = Imprint(
        title=f"{title}, {meeting.title}, {day}",
        group=meeting.group,
        as_at=meeting.as_at,
        foot=f"{meeting.group}, {title[:1].lower()}{title[1:]}",
        foot_end=f", {day}",
        language=meeting.language,
    )
    return print_blocks(blocks, imprint)


def _cell(words: str) -> Cell:
    return Cell(text(words))
