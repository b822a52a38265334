"""The steps of approving minutes: what each asks, and the change it makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import one_line
from villagedesk.records.approval import ApprovalCard, CommentCard, CommentDraft
from villagedesk.services import approval as approvals
from villagedesk.services import approvalcard, corrections, readers
from villagedesk.services.desk import Work
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.dialogs import confirm
from villagedesk.ui.editors import DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.meetings.approve import words
from villagedesk.ui.meetings.approve.words import Answering, Approving, Correcting, Planning, Saying, SendingOut

if TYPE_CHECKING:
    from villagedesk.ui.meetings.approve.face import ApproveFace


class Steps(QObject):
    """Asks in the room of the face, about the minutes that it shows."""

    def __init__(self, bus: Bus, room: AskingRoom, face: ApproveFace) -> None:
        super().__init__(face)
        self._bus, self._room, self._face = bus, room, face

    def _ask(
        self, strip: Asking, name: str, key: str, label: str, say: str, job: Callable[[Any], Callable[[Work], Any]],
        then: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._room.ask(strip, Step(name, key, label, say), job, then)

    def _approval(self) -> ApprovalCard | None:
        return self._face.approval

    def ask_send(self) -> None:
        """Who is to check the draft, and by when?"""
        if (found := self._approval()) is None:
            return
        key, today = found.latest.id, self._bus.today()
        by = found.comments_by if found.comments_by and found.comments_by >= today else None
        draft = SendingOut("\n".join(found.proposed), by or readers.usual_day(today))
        fields = words.sending_fields(self._bus.today, is_proposed=bool(found.proposed))
        strip = Asking(_("Send out for comment"), _("Note whom to ask, and save the e-mail"), fields, draft)

        def job(typed: SendingOut) -> Callable[[Work], Any]:
            return lambda work: approvals.send_out(work, key, readers.read(work.session, typed.readers), typed.by)

        self._ask(strip, "minutes_send", key, _("Send minutes out for comment"), "", job, self._face.save_mail)

    def note_reader(self, reader_id: str, act: str) -> None:
        """Note that a reader has nothing to say, or that it did not go to them."""
        if act == words.ALL_RIGHT:
            self._bus.do(
                self, _("Note that a reader has nothing to say"),
                lambda work: approvals.nothing_to_say(work, reader_id), say=_("Noted: nothing to say"),
            )  # fmt: skip
        else:
            self._bus.do(
                self, _("Strike off a reader of minutes"), lambda work: approvals.remove_reader(work, reader_id),
                say=_("Reader struck off"),
            )  # fmt: skip

    def ask_comment(self) -> None:
        """Who says what?"""
        if (found := self._approval()) is None:
            return
        key, blocks = found.latest.id, {part.block_id for part in found.parts if part.block_id}
        strip = Asking(_("A comment"), _("Note it"), words.saying_fields(found), Saying())

        def job(typed: Saying) -> Callable[[Work], Any]:
            is_block = typed.part in blocks
            draft = CommentDraft(
                typed.name, typed.text, typed.part if is_block else None,
                None if is_block else typed.part or None,
            )  # fmt: skip
            return lambda work: approvals.comment(work, key, draft)

        self._ask(strip, "minutes_comment", key, _("Note a comment on minutes"), _("Comment noted"), job)

    def ask_take(self, comment_id: str) -> None:
        """What do the minutes say from now on?"""
        if (comment := self._comment(comment_id)) is None:
            return
        fields = [Field("answer", _("&Answer, if any"), Line)]
        if comment.can_amend:
            fields.insert(0, Field("words", _("The minutes will &say"), partial(Text, lines=2)))
        title = _("Take what {name} says").format(name=comment.name)
        strip = Asking(title, _("Take it"), fields, Answering(comment.said, comment.answer))

        def job(typed: Answering) -> Callable[[Work], None]:
            said = typed.words if comment.can_amend else None
            return lambda work: approvals.take(work, comment_id, typed.answer, said, comment.said)

        then = None if comment.can_amend or not comment.place else partial(self._face.open_minutes, comment.place)
        self._ask(strip, "minutes_take", comment_id, _("Take a comment"), _("Comment taken"), job, then)

    def ask_leave(self, comment_id: str) -> None:
        """Why is it left?"""
        if (comment := self._comment(comment_id)) is None:
            return
        title = _("Leave what {name} says").format(name=comment.name)
        strip = Asking(title, _("Leave it"), [Field("answer", _("&Why"), Line)], Answering("", comment.answer))

        def job(typed: Answering) -> Callable[[Work], None]:
            return lambda work: approvals.leave(work, comment_id, typed.answer)

        self._ask(strip, "minutes_leave", comment_id, _("Leave a comment as it is"), _("Minutes left as they are"), job)

    def put_right(self, comment_id: str) -> None:
        """The minutes say by now what a comment asks for."""
        self._bus.do(
            self, _("Tick a comment off"), lambda work: approvals.put_right(work, comment_id), say=_("Ticked off")
        )  # fmt: skip

    def _comment(self, comment_id: str) -> CommentCard | None:
        found = self._approval()
        return next((row for row in found.comments if row.id == comment_id), None) if found else None

    def ask_put(self, why: str = "") -> None:
        """To which meeting?"""
        if (found := self._approval()) is None:
            return
        key, today = found.latest.id, self._bus.today()
        ahead = [meeting for meeting in found.later if meeting.on_date >= today] or list(found.later)
        if not ahead:
            self.ask_plan(_("There is no later meeting to put them to yet"))
            return
        fields = [words.meeting_field(ahead, _("&Which meeting"))]
        title, verb = why or _("Put the minutes to a meeting"), _("Put them to this meeting")
        strip = Asking(title, verb, fields, Approving(words.first_choice(ahead)))

        def job(typed: Approving) -> Callable[[Work], None]:
            return lambda work: approvals.put(work, key, typed.at_id)

        self._ask(strip, "minutes_put", key, _("Put minutes to a meeting"), _("Put to the meeting"), job)

    def take_back(self) -> None:
        """Work on the draft again."""
        if found := self._approval():
            key = found.latest.id
            self._bus.do(
                self, _("Work on minutes again"), lambda work: approvals.take_back(work, key),
                say=_("Back to the draft"),
            )  # fmt: skip

    def ask_approve(self) -> None:
        """At which meeting, and with which corrections? It cannot be undone, so it is confirmed."""
        if (found := self._approval()) is None:
            return
        today = self._bus.today()
        held = [meeting for meeting in found.later if meeting.on_date <= today]
        if not held and words.first_choice(found.later):
            self.ask_put(_("Minutes are approved at a later meeting: put them to the next one"))
            return
        if not held:
            self.ask_plan(_("Minutes are approved at a later meeting, and none has been held yet"))
            return
        at = found.put_to.id if found.put_to and found.put_to.on_date <= today else words.first_choice(held)
        hint = _("One on each line, with the number of its item: “3: seven, not eight”. None: approved as presented")
        fields = [
            words.meeting_field(held, _("&At which meeting")),
            Field("corrections", _("&With these corrections"), partial(Text, lines=2), hint),
        ]
        strip = Asking(_("Record as approved"), _("Record as approved"), fields, Approving(at))
        strip.answered.connect(lambda typed: self._check(found.latest.id, typed, strip))
        self._room.put(strip)

    def _check(self, key: str, typed: Approving, strip: Asking) -> None:
        """What stands in the way is said before anybody is asked to be sure."""
        today = self._bus.today()

        def told(error: Refused | None) -> None:
            if error:
                strip.refuse(error)
            else:
                self._confirm(key, typed, strip)

        self._bus.read(strip, lambda session: approvals.why_not(session, key, typed.at_id, today), told)

    def _confirm(self, key: str, typed: Approving, strip: Asking) -> None:
        lines = [line for line in map(one_line, typed.corrections.splitlines()) if line]
        question = _("Record these minutes as approved as presented?")
        if lines:
            question = ngettext(
                "Record these minutes as approved with {n} correction?",
                "Record these minutes as approved with {n} corrections?", len(lines),
            ).format(n=len(lines))  # fmt: skip
        detail = _("They are sealed: nothing in them is changed after this. A later correction is a new version.")
        confirm(self._face, question, _("Record as approved"), partial(self._approve, key, typed, lines, strip), detail)

    def _approve(self, key: str, typed: Approving, lines: list[str], strip: Asking) -> None:
        def done(_seal: str) -> None:
            self._room.put_away()
            self._bus.said.emit(_("Recorded as approved, and sealed"), None)

        def refused(error: Refused) -> None:
            strip.refuse(error)

        self._bus.do(
            self, _("Record minutes as approved"), lambda work: approvals.approve(work, key, typed.at_id, lines), done,
            refused, kind=ChangeKind.APPROVE,
        )  # fmt: skip

    def ask_plan(self, why: str = "") -> None:
        """When is the next meeting, which the minutes are put to?"""
        if found := self._approval():
            of, today = found.meeting_id, self._bus.today()
            self._bus.read(
                self, lambda session: approvalcard.next_day(session, of, today), partial(self._plan, found, why)
            )

    def _plan(self, found: ApprovalCard, why: str, day: date | None) -> None:
        verb = _("Plan the next meeting of this series") if found.series_id else _("Plan the next meeting")
        field = Field(
            "on_date", _("&When"), partial(DateLine, self._bus.today),
            _("It is planned like this meeting, and the minutes are put to it"), half=True,
        )  # fmt: skip
        strip = Asking(why or verb, verb, [field], Planning(day))

        def job(typed: Planning) -> Callable[[Work], str]:
            return lambda work: approvals.plan_next(work, found.latest.id, typed.on_date)

        self._ask(
            strip, "minutes_next", found.latest.id, _("Plan the next meeting"), _("Planned, and put to that meeting"),
            job,
        )  # fmt: skip

    def ask_correct(self) -> None:
        """What is wrong with approved minutes?"""
        if (found := self._approval()) is None:
            return
        key = found.latest.id
        fields = [Field("reason", _("What is &wrong"), Line, _("It stands in the new version; the old one stays"))]
        strip = Asking(_("Correct approved minutes"), _("Begin a new version"), fields, Correcting())

        def job(typed: Correcting) -> Callable[[Work], str]:
            return lambda work: corrections.begin(work, key, typed.reason)

        self._ask(strip, "minutes_correct", key, _("Begin a new version of minutes"), _("New version begun"), job)

    def drop_version(self) -> None:
        """Give up a version that was begun."""
        if found := self._approval():
            key = found.latest.id
            self._bus.do(
                self, _("Give up a version of minutes"), lambda work: corrections.give_up(work, key),
                say=_("Version given up"),
            )  # fmt: skip
