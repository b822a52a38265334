"""What the group is in law: the duties that are offered, and some of its deadlines, follow from it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from functools import partial
from typing import Any

from villagedesk.core.dates import month_names
from villagedesk.core.duties import Register
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.group import LegalDraft
from villagedesk.services import group
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import soft


class LegalCard(Card):
    """Nation, legal form, register, number and year end."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("What you are in law"))
        self._bus, self._was_shown = bus, False
        self._form = Form(_fields(), LegalDraft())
        self._form.left.connect(self._keep)
        self._keeper = Keeper(bus, "legal", self._form)
        duties = secondary(_("See what it asks of you"))
        duties.setObjectName("seeDuties")
        duties.clicked.connect(lambda: bus.goto.emit("actions", "duties"))
        self.add(soft(_("Dates that the law sets for groups like yours are offered under Actions, Duties.")))
        self.add(self._form)
        self.body.addLayout(button_row(duties))
        self.read()

    def read(self) -> None:
        """Read it again."""
        self._bus.read(self, group.legal, self._show)

    def _show(self, draft: LegalDraft) -> None:
        for name, known in (("legal_form", _forms()), ("year_end", _year_ends())):
            editor = self._form.editor(name)
            assert isinstance(editor, Choice)
            value = getattr(draft, name)
            words = value if isinstance(value, str) else _day_said(*value)
            editor.set_options(known if value in dict(known) else [*known, (value, words)])
        self._form.set_value(draft)
        if not self._was_shown:
            self._was_shown = True
            self._keeper.start("legal")

    def _keep(self, field: str) -> None:
        def edit(work: Work, changes: dict[str, Any]) -> None:
            group.edit_legal(work, replace(group.legal(work.session), **changes))

        def refused(error: Refused) -> None:
            self._form.show_error(error.field or field, error.message)

        self._keeper.send(_("Edit what the group is in law"), edit, refused)


def _fields() -> list[Field]:
    nations = [
        ("", _("Not said")), ("England", _("England")), ("Wales", _("Wales")), ("Scotland", _("Scotland")),
        ("Northern Ireland", _("Northern Ireland")),
    ]  # fmt: skip
    return [
        Field("nation", _("Nat&ion"), partial(Choice, nations), half=True),
        Field("year_end", _("Your &year ends on"), partial(Choice, _year_ends()), half=True),
        Field("legal_form", _("Legal &form"), partial(Choice, _forms())),
        Field("regulator", _("Re&gister of charities"), partial(Choice, _registers())),
        Field("registered_number", _("Your n&umber there"), Line),
    ]


def _registers() -> list[tuple[str, str]]:
    return [
        (Register.NONE.value, _("On none")),
        (Register.CCEW.value, _("Charity Commission for England and Wales")),
        (Register.OSCR.value, _("Scottish Charity Regulator (OSCR)")),
        (Register.CCNI.value, _("Charity Commission for Northern Ireland")),
    ]


def _forms() -> list[tuple[str, str]]:
    return [
        ("", _("Not said")),
        ("Unincorporated association", _("Unincorporated association")),
        ("Trust", _("Trust")),
        ("CIO", _("Charitable incorporated organisation (CIO)")),
        ("SCIO", _("Scottish charitable incorporated organisation (SCIO)")),
        ("Company limited by guarantee", _("Company limited by guarantee")),
        ("CIC", _("Community interest company (CIC)")),
        ("Community benefit society", _("Community benefit society")),
    ]


def _year_ends() -> list[tuple[tuple[int, int], str]]:
    """The last days of the months, and that of the tax year."""
    days = sorted(
        [*((monthrange(2025, month)[1], month) for month in range(1, 13)), (5, 4)], key=lambda each: each[::-1]
    )
    return [(day, _day_said(*day)) for day in days]


def _day_said(day: int, month: int) -> str:
    return f"{day} {month_names()[month - 1]}"
