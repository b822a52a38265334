"""What somebody holds, where and since when: given, ended, or taken away when it was a mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.people import Choice as OrganizationChoice
from villagedesk.records.people import MembershipCard, MembershipDraft
from villagedesk.records.turnover import Leaving, Left
from villagedesk.services import posts, turnover
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet, secondary
from villagedesk.ui.editors import Choice, DateLine, Line, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.people.turnover.handing import HAND_ON, HandLine
from villagedesk.ui.people.words import when
from villagedesk.ui.pick import Pick
from villagedesk.ui.scroll import bring_into_view

Today = Callable[[], date]


class MembershipsEditor(QWidget):
    """The positions of one person, and a form for one more or for one that is put right."""

    def __init__(
        self,
        bus: Bus,
        person_id: str,
        memberships: Sequence[MembershipCard],
        bodies: Sequence[OrganizationChoice],
        areas: Sequence[OrganizationChoice] = (),
    ) -> None:
        super().__init__()
        self._bus, self._person_id = bus, person_id
        self._changing = ""  # the id of the position that is in the form
        self._lines: dict[str, _Line] = {}
        self._shown: tuple[MembershipCard, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._left = HandLine()
        self._left.wanted.connect(lambda key: bus.goto.emit("people", HAND_ON + key))
        self._form = Form(membership_fields(bodies, areas, bus.today), MembershipDraft())
        self._drafting = Drafting(bus, "membership", self._form, self._form)
        self._form.setObjectName("newMembership")
        self._start = quiet(_("Add a position"), "add")
        self._start.setObjectName("addMembership")
        self._start.clicked.connect(self._open_new)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addLayout(self._column)
        outer.addWidget(self._left)
        outer.addWidget(self._form)
        outer.addLayout(self._buttons())
        self._close_form()
        self.show_memberships(memberships)

    def show_memberships(self, memberships: Sequence[MembershipCard]) -> None:
        """Show what is held now."""
        if tuple(memberships) == self._shown:
            return
        self._shown = tuple(memberships)
        for line in self._lines.values():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for membership in memberships:
            line = _Line(self._bus, membership)
            line.change.connect(partial(self._open_change, membership))
            line.remove.connect(partial(self._remove, membership.id))
            line.ended.connect(partial(self._ask_promises, membership.organization_id))
            self._lines[membership.id] = line
            self._column.addWidget(line)

    def _ask_promises(self, body_id: str) -> None:
        """Say what stays open with somebody whose place has ended."""
        person_id, today = self._person_id, self._bus.today()

        def show(told: Leaving) -> None:
            self._left.show_left(Left(person_id, told.name, len(told.promises)))
            self._left.start()

        self._bus.read(self, lambda session: turnover.leaving(session, person_id, today, body_id), show)

    def _put_away(self) -> None:
        self._form.reset(MembershipDraft())
        self._close_form()
        self._start.setFocus()

    def _give_up(self) -> None:
        self._drafting.give_up()
        self._put_away()

    def _refused(self, error: Refused) -> None:
        self._open_form()
        self._form.show_error(error.field or "organization_id", error.message)

    def _buttons(self) -> QHBoxLayout:
        self._ok, self._cancel = secondary(_("Add position")), quiet(_("Cancel"))
        self._ok.setObjectName("keepMembership")
        self._cancel.setObjectName("cancelMembership")
        self._ok.clicked.connect(self._keep)
        self._cancel.clicked.connect(self._give_up)
        row = QHBoxLayout()
        for button in (self._start, self._ok, self._cancel):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _open_new(self) -> None:
        self._changing = ""
        self._ok.setText(_("Add position"))
        self._form.reset(MembershipDraft())
        self._open_form()
        self._drafting.start(self._person_id)

    def _open_change(self, card: MembershipCard) -> None:
        self._changing = card.id
        self._ok.setText(_("Change position"))
        self._form.reset(
            MembershipDraft(
                card.organization_id,
                card.role,
                card.post,
                "",
                card.votes,
                card.start_on,
                card.end_on,
                card.member_class,
                card.end_reason,
            )
        )
        self._open_form()
        self._drafting.start(card.id)

    def _open_form(self) -> None:
        self._show_form(True)
        self._form.editor("organization_id").setFocus()
        bring_into_view(self)

    def _close_form(self) -> None:
        self._show_form(False)

    def _show_form(self, on: bool) -> None:
        for widget in (self._form, self._ok, self._cancel):
            widget.setVisible(on)
        self._start.setVisible(not on)

    def _keep(self) -> None:
        if self._form.show_problems():
            return
        typed, changing, person_id = self._form.value(), self._changing, self._person_id

        def job(work: Work) -> None:
            if changing:
                posts.edit_membership(work, changing, typed)
            else:
                posts.add_membership(work, person_id, typed)

        label = _("Change position") if changing else _("Add position")
        self._drafting.do(label, job, lambda _done: self._put_away(), self._refused)

    def _remove(self, membership_id: str) -> None:
        def remove(work: Work) -> None:
            posts.remove_membership(work, membership_id)

        self._bus.do(self, _("Remove position"), remove, say=_("Position removed"))


class _Line(QWidget):
    """One membership; "End it" opens a line for the last day."""

    change = Signal()
    remove = Signal()
    ended = Signal()

    def __init__(self, bus: Bus, membership: MembershipCard) -> None:
        super().__init__()
        self._bus, self._id = bus, membership.id
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(membership.words(), wrap=True))
        words.addWidget(soft(", ".join(filter(None, (membership.organization, when(membership))))))
        self._ask = quiet(_("End it"))
        self._ask.setObjectName("endMembership")
        self._ask.setAccessibleName(_("End {position}").format(position=membership.words()))
        if membership.end_on is not None:
            self._ask.hide()
        self._ask.clicked.connect(self._open)
        put_right = quiet(_("Change"))
        put_right.setObjectName("changeMembership")
        put_right.setAccessibleName(_("Change {position}").format(position=membership.words()))
        put_right.clicked.connect(self.change)
        away = icon_button("close", _("Remove {position}: it was a mistake").format(position=membership.words()))
        away.setObjectName("removeMembership")
        away.clicked.connect(self.remove)
        across = QHBoxLayout()
        across.addLayout(words, 1)
        across.addWidget(put_right, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self._make_last_day()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(across)
        column.addWidget(self._below)
        column.addWidget(self._typed.note)
        column.addWidget(self._error)

    def _make_last_day(self) -> None:
        self._day = DateLine(self._bus.today)
        self._day.box.setObjectName("lastDay")
        self._day.box.setAccessibleName(_("Last day"))
        self._day.set_value(self._bus.today())
        self._why = Line(_("Why, if you like"))
        self._why.box.setObjectName("whyEnded")
        self._why.box.setAccessibleName(_("Why it ended"))
        self._typed = TypedBox(self._day.line)
        self._typed.was_kept(self._day.line.text())
        self._drafting = Drafting(self._bus, "membership_end", self._typed, self._day)
        self._ok = secondary(_("End on this day"))
        self._ok.setObjectName("keepLastDay")
        self._ok.clicked.connect(self._keep)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        self._below = QWidget()
        row = QHBoxLayout(self._below)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._day, 1)
        row.addWidget(self._why, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._ok, 0, Qt.AlignmentFlag.AlignTop)
        self._below.hide()

    def _refused(self, error: Refused) -> None:
        self._error.setText(error.message)
        self._error.show()

    def _open(self) -> None:
        self._drafting.start(self._id)
        self._below.show()
        self._day.setFocus()
        self._day.line.selectAll()

    def _keep(self) -> None:
        day = self._day.value()
        if problem := self._day.problem() or ("" if day else _("Say which day was the last.")):
            self._refused(Refused(problem))
            return
        assert day  # else there was a problem
        key, on, why = self._id, day, self._why.value()
        self._drafting.do(
            _("End position"),
            lambda work: posts.end_membership(work, key, on, why),
            lambda _done: self.ended.emit(),
            self._refused,
            say=_("Position ended"),
        )


def membership_fields(
    bodies: Sequence[OrganizationChoice], areas: Sequence[OrganizationChoice], today: Today
) -> list[Field]:
    """The fields of a MembershipDraft that are typed when a position is added."""
    return [
        Field("organization_id", _("&Organisation"), partial(Pick, _("Type a part of its name"), bodies)),
        Field("role", _("&Role"), partial(Choice, list(posts.role_words().items())), half=True),
        Field("start_on", _("&From"), partial(DateLine, today), half=True),
        Field(
            "post", _("&Post"), partial(Line, _("Parks officer")), _("Stays when somebody else takes over"), half=True
        ),
        Field("area_id", _("&Ward"), partial(Pick, _("Type a part of its name"), areas), half=True),
        Field("member_class", _("&Class"), partial(Line, _("Full, associate")), half=True),
        Field("votes", _("Has a &vote there"), Tick, half=True),
        Field("end_on", _("&Until"), partial(DateLine, today), half=True),
        Field("end_reason", _("Wh&y it ended"), partial(Line, _("Moved away")), half=True),
    ]
