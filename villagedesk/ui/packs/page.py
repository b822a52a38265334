"""The place of packs: choose, look at the real pages, save."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services import packs
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.packs.building import Built, build
from villagedesk.ui.packs.choosing import Choosing, Offered, offered
from villagedesk.ui.packs.facts import Facts
from villagedesk.ui.packs.viewing import Viewing
from villagedesk.ui.page import Page
from villagedesk.ui.saving import save_as
from villagedesk.ui.theme import current
from villagedesk.ui.working import Working

_REST = 350  # milliseconds after the last change before the pack is built again
_ROOM = 940  # pixels at 100%: less than that, and the facts stand below the choices
_NARROW = 600  # less than that, and everything stands below each other


class PacksPage(Page):
    """The pack is built again, in a task, whenever what it is made from has changed."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("Packs"), scrolls=True)
        self._bus = bus
        self._built: Built | None = None
        self._was_asked = False
        self._choosing, self._facts, self._viewing = Choosing(), Facts(), Viewing(bus)
        self._working = Working(bus.tasks, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._build)
        self._save = primary(_("Save as PDF..."), "export")
        self._save.setObjectName("savePack")
        self._again = secondary(_("Build it again"))
        self._again.setObjectName("buildAgain")
        self._lay_out()
        self._connect()

    def shown(self, row_id: str | None) -> None:
        if row_id or not self._was_asked:
            self._was_asked = True
            self._offer(row_id)

    def refresh(self, changed: Changed) -> None:
        if changed.touches("meeting", "audience_name", "community_group"):
            self._offer(self.meeting_id(), keep_audience=True)
        elif changed.keys:
            self._soon()

    def meeting_id(self) -> str | None:
        choices = self._choosing.choices()
        return choices.meeting_id if choices else None

    def closing(self) -> None:
        self._timer.stop()
        self._working.cancel()
        self._viewing.pages.pictures.let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._timer.isActive():
            self._build()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # what the page is made of

    def _lay_out(self) -> None:
        self.set_main_button(self._save)
        self._save.setEnabled(False)
        self._again.hide()
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side.setSpacing(16)
        self._side.addWidget(self._choosing, 3)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addLayout(self._side)
        self._row.addWidget(self._viewing, 1)
        self._row.addWidget(self._facts)
        self.add_to_head(self._again)
        self.body.addWidget(self._working)
        self.body.addLayout(self._row, 1)

    def _connect(self) -> None:
        self._choosing.changed.connect(self._soon)
        self._choosing.met.connect(self._offer)
        self._facts.jumped.connect(self._viewing.pages.go)
        self._save.clicked.connect(self._ask_where)
        self._again.clicked.connect(self._build)
        self.answers("find", self._viewing.finder.start)
        self.commands.add(
            Command("save_pack", _("Sa&ve the pack as PDF..."), "export", "Ctrl+S", "group", _("write file")),
            scope=self,
        )
        self.commands.connect("save_pack", self._ask_where)
        self.commands.enable("save_pack", False)
        self.start_at(self._choosing)

    def _fit(self) -> None:
        """Three columns, or two with the facts below the choices, or one."""
        theme, width = current(), self.width()
        roomy, narrow = width >= theme.px(_ROOM), width < theme.px(_NARROW)
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        (self._side if not roomy else self._row).addWidget(self._facts, 0 if roomy else 4)
        for card, side in ((self._choosing, theme.px(282)), (self._facts, theme.px(244) if roomy else theme.px(282))):
            card.setMinimumWidth(0 if narrow else side)
            card.setMaximumWidth(16777215 if narrow else side)
        self._choosing.setMinimumHeight(0 if roomy else theme.px(380))  # else the page scrolls, not every card
        self._facts.setMinimumHeight(0 if roomy else theme.px(240))
        self._viewing.setMinimumHeight(480 if narrow else 0)

    # choosing and building

    def _offer(self, meeting_id: str | None, keep_audience: bool = False) -> None:
        today, choices = self._bus.today(), self._choosing.choices()
        audience = choices.audience if choices and keep_audience else None

        def show(found: Offered) -> None:
            self._choosing.show_offered(found, audience)
            if found.meetings:
                self._build()
            else:
                self._forget(_("A pack is for a meeting. Plan one, and its pack can be looked at here."))

        self._bus.read(self, lambda session: offered(session, meeting_id, today), show)

    def _soon(self) -> None:
        """Something was chosen or changed: what is seen is old, and is built anew once that has settled."""
        if self._built:
            self._viewing.mark_stale(_("Out of date"))
        self._may_save(False)
        self._timer.start()

    def _build(self) -> None:
        self._timer.stop()
        self._again.hide()
        choices = self._choosing.choices()
        if choices is None:
            self._working.cancel()
            self._forget(_("Tick at least one section."))
            return
        self._may_save(False)
        if self._built:
            self._viewing.mark_stale(_("Being built"))
        else:
            self._viewing.show_words(_("Building the pack."))
        desk = self._bus.desk
        self._working.run(
            _("Building the pack"), lambda report: build(desk, choices, report), self._show, self._refused
        )

    def _show(self, built: Built) -> None:
        self._built = built
        self._viewing.show_built(built)
        self._facts.show_built(built)
        self._may_save(True)

    def _refused(self, error: Refused | Unavailable) -> None:
        remedy = error.remedy if isinstance(error, Unavailable) else ""
        self._forget(f"{error.message} {remedy}".strip())

    def _forget(self, words: str) -> None:
        self._built = None
        self._viewing.show_words(words)
        self._facts.clear()
        self._may_save(False)

    def _may_save(self, can: bool) -> None:
        self._save.setEnabled(can)
        self.commands.enable("save_pack", can)

    # saving

    def _ask_where(self) -> None:
        if (built := self._built) is None:
            return
        name = packs.file_name(built.gathered.content)
        save_as(self, self._bus, _("Save the pack"), name, lambda: built.data)
