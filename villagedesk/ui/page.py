"""What a place of the window is: a title, the way to anything, a main button, and its content."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.ui.buttons import CommandButton, icon_button, shortcut_of
from villagedesk.ui.commands import Commands
from villagedesk.ui.labels import key_hint, soft, title
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.theme import current

_ROOM_FOR_FINDER = 820  # pixels at 100%: a narrower page shows an icon instead


class Page(QWidget):
    """Put content into `body`. Subclasses override `shown` and `refresh`."""

    def __init__(self, commands: Commands, name: str, *, scrolls: bool = False) -> None:
        """`name` is the title. With `scrolls` the content is as high as it likes."""
        super().__init__()
        self.commands = commands
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside a field leaves it, which saves it
        self._answers: dict[str, Callable[[], object]] = {}
        self._title, self._aside = title(), soft(wrap=False)
        self._title.setObjectName("pageTitle")
        self._head = QHBoxLayout()
        self._head.setSpacing(14)
        self._head.addWidget(self._title)
        self._head.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addStretch(1)
        self._finder, self._finder_icon = _Finder(commands), icon_button("search", _("Find or do anything"))
        self._finder_icon.setObjectName("finderIcon")
        self._finder_icon.clicked.connect(commands.action("palette").trigger)
        self._head.addWidget(self._finder)
        self._head.addWidget(self._finder_icon)
        self._main: QPushButton | None = None
        self._start: QWidget = self
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 20, 0, 0)
        outer.setSpacing(0)
        self._head.setContentsMargins(28, 0, 28, 0)
        outer.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        around = QMargins(28, 16, 28, 22)
        if scrolls:
            outer.addWidget(Scroller(self.body, around), 1)
        else:
            self.body.setContentsMargins(around)
            outer.addLayout(self.body, 1)
        self.set_title(name)

    def set_title(self, text: str, aside: str = "") -> None:
        """The large words at the top, and soft ones after them."""
        self._title.setText(text)
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self.setAccessibleName(text)

    def set_main(self, action: str, words: str = "") -> None:
        """The page's main button: an action of the table, in fewer words where the page says the rest."""
        self.set_main_button(CommandButton(self.commands.action(action), words=words))

    def set_main_button(self, button: QPushButton) -> None:
        """The page's main button, where it is more than an action of the table."""
        if self._main:
            self._main.deleteLater()
        self._main = button
        self._head.addWidget(button)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something between the title and the finder."""
        self._head.insertWidget(self._head.indexOf(self._finder), widget)

    def answers(self, name: str, slot: Callable[[], object]) -> None:
        """What a standard action ("new", "find", "bin") does while this page is shown."""
        self._answers[name] = slot

    def answer_to(self, name: str) -> Callable[[], object] | None:
        """What this page does for a standard action, if anything."""
        return self._answers.get(name)

    def start_at(self, widget: QWidget) -> None:
        """What has the focus when the page is gone to: its list, as a rule."""
        self._start = widget

    def take_focus(self) -> None:
        """The page was gone to by somebody who goes on with the keyboard."""
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def meeting_id(self) -> str | None:
        """The meeting that this page is showing, for a pack of it."""
        return None

    def shown(self, row_id: str | None) -> None:
        """The page was gone to; with an id, to show that one thing."""

    def closing(self) -> None:
        """The window closes for good: let go of what is held open."""

    def build_more(self) -> bool:
        """Take one step towards what is built only when it is wanted; False when all of it is there."""
        return False

    def refresh(self, changed: Changed) -> None:
        """Something was changed: read again what `changed.touches`."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= current().px(_ROOM_FOR_FINDER)
        self._finder.setVisible(roomy)
        self._finder_icon.setVisible(not roomy)


class _Finder(QPushButton):
    """Looks like a field and opens the palette."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(_("Find or do anything"))
        self.setObjectName("finder")
        self.setProperty("role", "find")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        self._keys = key_hint(shortcut_of(commands.action("palette")))
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._keys)
        self.clicked.connect(commands.action("palette").trigger)

    def sizeHint(self) -> QSize:
        return QSize(current().px(300), super().sizeHint().height())
