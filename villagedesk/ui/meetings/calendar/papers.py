"""What another body published with its meeting: the agenda to be read, the papers to be opened when asked for."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import ItemKind
from villagedesk.records.meetings import ItemCard, LinkCard, MeetingCard
from villagedesk.ui.colours import Tone
from villagedesk.ui.rows import Row, Rows

_LONGEST = 2_000  # letters of what an item says about itself
_MOST_ITEMS = 100  # that are shown


class PublishedAgenda(Rows):
    """One line for each item: what it is about, whether something is decided, and whether it is restricted."""

    def __init__(self) -> None:
        super().__init__(opens=False)

    def show_meeting(self, meeting: MeetingCard) -> bool:
        """Show the agenda where it is not ours to change; whether there is any."""
        items = meeting.items if meeting.is_theirs else ()
        rows = [_item(item) for item in items[:_MOST_ITEMS]]
        if more := len(items) - len(rows):
            rows.append(Row("more", ngettext("{n} more item", "{n} more items", more).format(n=more)))
        self.show_rows(rows)
        return bool(rows)


class PublishedPapers(Rows):
    """One line for each paper: its item, when it came out, and whether it is restricted."""

    def __init__(self) -> None:
        super().__init__()
        self._addresses: dict[str, str] = {}
        self.activated.connect(self._open)

    def show_meeting(self, meeting: MeetingCard) -> bool:
        """Show the papers of this meeting's items; whether there are any."""
        found = [(item, link) for item in meeting.items for link in item.links]
        self._addresses = {link.id: link.url for _item, link in found if link.url}
        self.show_rows([_row(item, link) for item, link in found])
        return bool(found)

    def _open(self, link_id: str) -> None:
        if address := self._addresses.get(link_id):
            QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


def _item(item: ItemCard) -> Row:
    badge: tuple[str, Tone] | None = (_("for decision"), "neutral") if item.kind is ItemKind.DECISION else None
    if item.audience is not Audience.PUBLIC:
        badge = (_("restricted"), "soon")
    about = item.note if len(item.note) <= _LONGEST else item.note[:_LONGEST].rstrip() + "..."
    return Row(item.id, f"{item.label}. {item.title}", about, badge)


def _row(item: ItemCard, link: LinkCard) -> Row:
    about = [_("Item {n}").format(n=item.label)]
    if link.published_on:
        about.append(_("published {date}").format(date=show_date(link.published_on)))
    if not link.url:
        about.append(_("no address"))
    badge: tuple[str, Tone] | None = (_("restricted"), "soon") if link.is_restricted else None
    return Row(link.id, link.title, ", ".join(about), badge)
