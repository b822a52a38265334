"""Adding a person or an organisation: a short form in the detail pane, kept in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.records.people import Choice as OrganizationChoice
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import people, posts
from villagedesk.services.desk import Work
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet
from villagedesk.ui.editors import Choice, Line, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading
from villagedesk.ui.pick import Pick

_OURS = (
    Role.MEMBER,
    Role.CHAIR,
    Role.SECRETARY,
    Role.TREASURER,
    Role.TRUSTEE,
    Role.COMMITTEE,
)  # unless a body is named


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is typed to add somebody; everything but the name may wait."""

    name: str = ""
    organization_id: str = ""
    role: Role | None = None
    post: str = ""
    votes: bool = False
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NewOrganization:
    """What is typed to add an organisation."""

    name: str = ""
    kind: OrganizationKind = OrganizationKind.PARTNER
    parent_id: str | None = None
    email: str = ""
    phone: str = ""


class Adding(QWidget):
    """`added` carries the new key; `given_up` when it is to go away."""

    added = Signal(str)
    given_up = Signal()

    def __init__(self, bus: Bus, name: str, title: str, form: Form[Any], add: Callable[[Work, Any], str]) -> None:
        """`name` is what its drafts are kept under."""
        super().__init__()
        self._title, self._form, self._add = title, form, add
        self._drafting = Drafting(bus, name, form, form)
        form.setObjectName("adding")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(16)
        column.addWidget(heading(title))
        column.addWidget(form)
        keep, cancel = primary(title), quiet(_("Cancel"))
        keep.setObjectName("keepNew")
        cancel.setObjectName("cancelNew")
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self._give_up)
        column.addLayout(button_row(keep, cancel))
        column.addStretch(1)

    def start(self) -> None:
        """The name is typed first; what was typed and left comes back."""
        self._drafting.start(NEW)
        self._form.editor("name").setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self._form.show_problems():
            return
        typed, add = self._form.value(), self._add
        self._drafting.do(self._title, lambda work: add(work, typed), self.added.emit, self._refused)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.given_up.emit()

    def _refused(self, error: Refused) -> None:
        self._form.show_error(error.field or "email", error.message)


def new_person(bus: Bus, bodies: Sequence[OrganizationChoice], own: str | None) -> Adding:
    """The form that adds somebody; `own` is the body that we are."""
    # none is chosen at first: to be our member by oversight would put somebody in the register
    roles = [(None, _("Not said")), *posts.role_words().items()]
    fields = [
        Field("name", _("&Name"), partial(Line, _("Cllr Grace Adeyemi MBE"))),
        Field("organization_id", _("&Organisation"), partial(Pick, _("Type a part of its name"), bodies)),
        Field("role", _("&Role"), partial(Choice, roles), half=True),
        Field("post", _("&Post"), partial(Line, _("Parks officer")), half=True),
        Field("votes", _("Has a &vote in our group"), Tick),
        Field("email", _("&E-mail"), half=True),
        Field("phone", _("&Telephone"), half=True),
    ]
    form = Form(fields, NewPerson())

    def only_with_us() -> None:
        is_ours = bool(own) and _body(form.value(), own) == own
        form.editor("votes").setEnabled(is_ours)
        if not is_ours:
            form.editor("votes").set_value(False)

    form.edited.connect(only_with_us)
    only_with_us()
    return Adding(bus, "new_person", _("Add person"), form, _add_person)


def new_organization(bus: Bus, bodies: Sequence[OrganizationChoice], kind: OrganizationKind) -> Adding:
    """The form that adds an organisation, of this kind unless somebody says otherwise."""
    kinds = [(kind, words) for kind, words in people.kind_words().items() if kind is not OrganizationKind.PARTY]
    fields = [
        Field("name", _("&Name")),
        Field("kind", _("&Kind"), partial(Choice, kinds), half=True),
        Field("parent_id", _("&Part of"), partial(Pick, _("Type a part of its name"), bodies), half=True),
        Field("email", _("&E-mail"), half=True),
        Field("phone", _("&Telephone"), half=True),
    ]
    form = Form(fields, NewOrganization(kind=kind))
    return Adding(bus, "new_organization", _("Add organisation"), form, _add_organization)


def _add_person(work: Work, typed: NewPerson) -> str:
    key = people.add_person(work, PersonDraft(typed.name))
    people.set_contacts(work, "person", key, _contacts(typed))
    body = _body(typed, posts.own_body(work.session))
    if body or typed.role:
        held = MembershipDraft(body or "", typed.role or Role.MEMBER, typed.post, votes=typed.votes)
        posts.add_membership(work, key, held)
    elif typed.post:
        raise Refused(_("Choose the organisation that has this post."), "organization_id")
    return key


def _body(typed: NewPerson, own: str | None) -> str | None:
    """Which body somebody new belongs to: the one that is named, or ours for what one is to a group."""
    return typed.organization_id or (own if typed.role in _OURS else None)


def _add_organization(work: Work, typed: NewOrganization) -> str:
    key = people.add_organization(work, OrganizationDraft(typed.name, kind=typed.kind, parent_id=typed.parent_id))
    people.set_contacts(work, "organization", key, _contacts(typed))
    return key


def _contacts(typed: NewPerson | NewOrganization) -> list[ContactDraft]:
    return [ContactDraft(ContactKind.EMAIL, typed.email), ContactDraft(ContactKind.PHONE, typed.phone)]
