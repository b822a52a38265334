"""What can be done with a review round: sending it out, taking replies in, deciding on them, closing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from villagedesk.core import paths
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.records.forms import Answers
from villagedesk.records.reviews import ReplyDraft, ReviewCard, ReviewPaper
from villagedesk.services import reviewpaper, reviewreplies, reviews
from villagedesk.services.desk import Work
from villagedesk.ui.actions.reviews.detail import SEND, STEPS, ReviewDetail
from villagedesk.ui.actions.reviews.fields import reply_fields, round_fields
from villagedesk.ui.asking import Asking, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import DateLine, Line
from villagedesk.ui.form import Field
from villagedesk.ui.saving import save_as
from villagedesk.ui.view import View


@dataclass(frozen=True, slots=True)
class _Whose:
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Meant:
    due_on: date | None = None


def review_commands() -> tuple[Command, ...]:
    """What can be done with a round."""
    return (
        Command("review_new", _("&New review"), "add", "", "edit", _("trustees round begin")),
        Command("review_import", _("Take in a &reply..."), "import", "", "edit", _("trustee pdf file"), apart=True),
        Command("review_type", _("&Type in a reply..."), "edit", "", "edit", _("e-mail telephone paper")),
        Command("review_edit", _("C&hange who is asked..."), "people", "", "edit", _("reviewers date title")),
        Command("review_close", _("&Close the review"), "check", "", "edit", _("finish end")),
        Command("review_reopen", _("Open the review &again"), "undo", "", "edit", _("reopen")),
        Command("review_pdf", _("Save the &PDF form..."), "document", "", "edit", _("acroform fill in"), apart=True),
        Command("review_html", _("Save the &web page..."), "export", "", "edit", _("html browser form")),
        Command("review_mail", _("Save the &e-mail to send..."), "mail", "", "edit", _("eml")),
        Command("review_paper", _("Save for pap&er..."), "document", "", "edit", _("print tick boxes")),
        Command("review_sent", _("Note that it &went out"), "check", "", "edit", _("sent posted handed out")),
    )


class Doing(QObject):
    """Does what the commands say with the round that the detail shows."""

    def __init__(
        self, owner: View, bus: Bus, commands: Commands, detail: ReviewDetail, show: Callable[[], None]
    ) -> None:
        """`show` brings the detail into sight, where there is room for one of list and detail."""
        super().__init__(owner)
        self._show = show
        self._owner, self._bus, self._commands, self._detail = owner, bus, commands, detail
        for name, slot in (
            ("review_import", self._choose), ("review_type", self._type), ("review_edit", self._edit),
            ("review_close", lambda: self._do(_("Close the review"), reviews.close, _("Review closed"))),
            ("review_reopen", lambda: self._do(_("Open the review again"), reviews.reopen, _("Review open again"))),
            ("review_pdf", lambda: self._save("pdf", reviewpaper.pdf)),
            ("review_html", lambda: self._save("html", reviewpaper.html)),
            ("review_paper", lambda: self._save("pdf", lambda paper: reviewpaper.pdf(paper, on_paper=True))),
            ("review_mail", self._save_mail),
            ("review_sent", lambda: self._do(_("Note a review as sent"), reviews.note_sent, _("Noted as sent out"))),
        ):  # fmt: skip
            commands.connect(name, slot)
        detail.proposals.taking.connect(self._take)
        detail.proposals.dating.connect(self._date)
        detail.proposals.leaving.connect(self._leave)
        detail.drops.connect(self._drop)
        self.follow()

    def follow(self) -> None:
        """Enable what can be done now."""
        record = self._detail.record if not self._detail.isHidden() else None
        is_open = record is not None and record.row.closed_on is None
        can = dict.fromkeys((*STEPS, *SEND), record is not None)
        can["review_sent"] = record is not None and record.row.is_to_be_sent
        can |= {"review_close": is_open, "review_reopen": record is not None and not is_open}
        for name, on in can.items():
            self._commands.enable(name, on)
        self._detail.buttons["review_close"].setVisible(can["review_close"])
        self._detail.buttons["review_reopen"].setVisible(can["review_reopen"])

    def take_in(self, path: Path) -> None:
        """Read a reply and take it in; what it is not is said beside the round."""
        self._bus.run(self._owner, lambda report: reviewreplies.read(path, report), self._receive, self._no_reply)

    def _key(self) -> str:
        return self._detail.record.row.id if self._detail.record else ""

    def _do(self, label: str, job: Callable[[Work, str], Any], say: str) -> None:
        if key := self._key():
            self._bus.do(self._owner, label, lambda work: job(work, key), say=say)

    def _take(self, proposal_id: str) -> None:
        self._bus.do(
            self._owner, _("Take a proposal"), lambda work: reviewreplies.take(work, proposal_id),
            refused=self._no_reply, say=_("Taken into the log"),
        )  # fmt: skip

    def _date(self, proposal_id: str) -> None:
        """Ask for the day that is meant where none that can be read was written."""
        field = Field("due_on", _("New &date"), partial(DateLine, self._bus.today))
        step = Step("date_proposal", proposal_id, _("Take a proposal"), _("Taken into the log"))

        def take(work: Work, key: str, meant: _Meant) -> None:
            if meant.due_on is None:
                raise Refused(_("Which day is meant?"), "due_on")
            reviewreplies.take(work, key, meant.due_on)

        self._ask(Asking(_("Type the date that is meant"), _("Take it"), [field], _Meant()), step, take)

    def _leave(self, proposal_id: str) -> None:
        self._bus.do(
            self._owner, _("Leave a proposal"), lambda work: reviewreplies.leave(work, proposal_id),
            refused=self._no_reply, say=_("Left: the log stays as it is"),
        )  # fmt: skip

    def _drop(self, reply_id: str) -> None:
        self._bus.do(
            self._owner, _("Take a reply out"), lambda work: reviewreplies.drop(work, reply_id),
            refused=self._no_reply, say=_("Reply taken out"),
        )  # fmt: skip

    def _choose(self) -> None:
        dialog = QFileDialog(self._owner.window(), _("Take in a reply"), str(paths.documents_dir()))
        dialog.setObjectName("replyDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Replies (*.pdf *.json)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.take_in(Path(path)))
        dialog.open()

    def _receive(self, answers: Answers, name: str = "") -> None:
        def refused(error: Refused) -> None:
            if error.field == "name":
                self._ask_name(answers)
            else:
                self._no_reply(error)

        self._bus.do(
            self._owner, _("Take in a reply"), lambda work: reviewreplies.receive(work, answers, name),
            lambda key: self._taken_in(answers.form_id, key), refused, say=_("Reply taken in"),
        )  # fmt: skip

    def _taken_in(self, review_id: str, reply_id: str) -> None:
        """Show the round, and say at once what is odd about the reply."""
        self._owner.look_for(review_id)

        def tell(found: ReviewCard | None) -> None:
            note = next((one.note for one in found.replies if one.id == reply_id), "") if found else ""
            if note:
                self._bus.said.emit(_("Reply taken in. Look at this: {note}").format(note=note), None)

        self._bus.read(self._owner, lambda session: reviews.found(session, review_id), tell)

    def _ask_name(self, answers: Answers) -> None:
        strip = Asking(_("Who is this reply from?"), _("Take it in"), [Field("name", _("&Name"), Line)], _Whose())

        def answered(whose: _Whose) -> None:
            if whose.name.strip():
                self._detail.asking.put_away()
                self._receive(answers, whose.name)

        strip.answered.connect(answered)
        self._show()
        self._detail.asking.put(strip)

    def _no_reply(self, error: Refused | Unavailable) -> None:
        self._bus.said.emit(error.message if isinstance(error, Refused) else error.sentence(), None)

    def _type(self) -> None:
        self._ask(
            Asking(
                _("A reply in words"),
                _("Keep it"),
                reply_fields(self._bus.today),
                ReplyDraft(said_on=self._bus.today()),
            ),
            Step("type_reply", self._key(), _("Type in a reply"), _("Reply kept")),
            reviewreplies.type_in,
        )

    def _edit(self) -> None:
        if self._detail.record:
            draft = reviews.draft_of(self._detail.record)
            self._ask(
                Asking(_("This review"), _("Keep it"), round_fields(self._bus.today), draft),
                Step("edit_review", self._key(), _("Change a review"), _("Review changed")),
                reviews.edit,
            )

    def _ask(self, strip: Asking, step: Step, job: Callable[[Work, str, Any], Any]) -> None:
        self._show()
        self._detail.asking.ask(strip, step, lambda draft: lambda work: job(work, step.key, draft))

    def _save(self, suffix: str, make: Callable[[ReviewPaper], bytes]) -> None:
        key, owner, bus = self._key(), self._owner, self._bus

        def offer(paper: ReviewPaper) -> None:
            name = reviewpaper.file_name(paper, suffix)
            save_as(owner, bus, _("Save the review"), name, lambda: make(paper), self._goes_out())

        bus.read(owner, lambda session: reviewpaper.paper(session, key), offer)

    def _save_mail(self) -> None:
        if self._detail.record is None:
            return
        key, desk = self._key(), self._bus.desk
        name = f"{self._detail.record.row.title}.eml"

        def make() -> bytes:
            return reviewpaper.eml(desk.read(lambda session: reviewpaper.mail(session, key)))

        save_as(self._owner, self._bus, _("Save the e-mail, then open it to send it"), name, make, self._goes_out())

    def _goes_out(self) -> Callable[[bytes], None] | None:
        """What is saved is taken to be sent; None when that is known already."""
        record = self._detail.record
        if record is None or not record.row.is_to_be_sent:
            return None
        key = record.row.id

        def saved(_data: bytes) -> None:
            self._bus.do(
                self._owner, _("Note a review as sent"), lambda work: reviews.note_sent(work, key),
                say=_("Saved. The review is noted as sent out today."),
            )  # fmt: skip

        return saved
