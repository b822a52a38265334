"""The strips in which the list of people is narrowed, and its filters are kept, renamed and removed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from villagedesk.core.i18n import _
from villagedesk.records.people import Choice as Body
from villagedesk.records.people import FilterCard, PeopleQuery, TagCount
from villagedesk.services import filters
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.editors import Choice, DateLine
from villagedesk.ui.form import Field
from villagedesk.ui.pick import Pick

_PLACE = "people"  # what drafts are kept under that belong to nobody: Today does not lead back to them


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to narrow the list by."""

    saved: list[FilterCard] = field(default_factory=list)
    tags: list[TagCount] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Narrower:
    """What is typed to narrow the list: a tag, a body, a day."""

    tag: str = ""
    body_id: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a filter is called."""

    name: str = ""


class Narrowable(Protocol):
    """What the strips need of whoever asks for the list."""

    def query(self) -> PeopleQuery:
        """What is asked for now."""

    def ask(self, query: PeopleQuery) -> None:
        """Ask for something else."""

    def known(self) -> Known:
        """What there is to narrow it by."""

    def on(self) -> FilterCard | None:
        """The saved filter in use."""

    def start(self) -> None:
        """Go back to the line that filters."""


class Narrowing(QObject):
    """Asks in its `room`, one strip at a time."""

    def __init__(self, bus: Bus, asked: Narrowable) -> None:
        super().__init__(asked if isinstance(asked, QWidget) else None)
        self._bus, self._list = bus, asked
        self.room = AskingRoom(bus, asked.start)

    def narrow(self) -> None:
        """Ask by what to narrow the list."""
        offered = [("", _("Any"))] + [(tag.id, f"{tag.name} ({tag.count})") for tag in self._list.known().tags]
        fields = [
            Field("tag", _("&Tag"), partial(Choice, offered), half=True),
            Field(
                "body_id",
                _("&Organisation"),
                partial(Pick, _("Type a part of its name"), self._list.known().bodies),
                half=True,
            ),
            Field("on", _("As it was &on"), partial(DateLine, self._bus.today), half=True),
        ]
        asked = self._list.query()
        strip = Asking(_("Narrow the list"), _("Narrow"), fields, Narrower("", asked.body_id, asked.on))

        def answered(typed: Narrower) -> None:
            self.room.put_away()
            carried = tuple(dict.fromkeys((*asked.tags, typed.tag))) if typed.tag else asked.tags
            self._list.ask(replace(asked, tags=carried, body_id=typed.body_id, on=typed.on))

        strip.answered.connect(answered)
        self.room.put(strip)

    def keep(self) -> None:
        """Ask what the filter is to be called, and keep it."""
        asked = self._list.query()
        step = Step("filter", _PLACE, _("Keep filter"), "")
        strip = self._name_strip(_("Keep this filter"), _("Keep"), "")
        self.room.ask(strip, step, lambda typed: lambda work: filters.save(work, typed.name, asked))

    def rename(self) -> None:
        """Ask what the filter that is on is to be called instead."""
        saved = self._list.on()
        if saved is None:
            return
        key = saved.id
        step = Step("filter", key, _("Rename filter"), "")
        strip = self._name_strip(_("Rename this filter"), _("Rename"), saved.name)
        self.room.ask(strip, step, lambda typed: lambda work: filters.rename(work, key, typed.name))

    def drop(self) -> None:
        """Throw the filter that is on away; the list stays as it is."""
        if saved := self._list.on():
            key = saved.id
            self._bus.do(self, _("Remove filter"), lambda work: filters.remove(work, key), say=_("Filter removed"))

    def _name_strip(self, title: str, verb: str, name: str) -> Asking:
        return Asking(title, verb, [Field("name", _("&Name"), half=True)], Named(name))
