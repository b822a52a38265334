"""The papers that another body published with its meeting: opened in the browser, and only when asked for."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.meetings import ItemCard, LinkCard, MeetingCard
from villagedesk.ui.colours import Tone
from villagedesk.ui.rows import Row, Rows


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


def _row(item: ItemCard, link: LinkCard) -> Row:
    about = [_("Item {n}").format(n=item.label)]
    if link.published_on:
        about.append(_("published {date}").format(date=show_date(link.published_on)))
    if not link.url:
        about.append(_("no address"))
    badge: tuple[str, Tone] | None = (_("restricted"), "soon") if link.is_restricted else None
    return Row(link.id, link.title, ", ".join(about), badge)
