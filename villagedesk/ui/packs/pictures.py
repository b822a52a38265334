"""Pictures of pages, made one at a time in a task, the newest few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from villagedesk.packs.preview import PageImage
    from villagedesk.ui.packs.building import Built

_KEPT = 12
Key = tuple[int, int]  # a page, and how many pixels wide its picture is


class Pictures(QObject):
    """`came` when a picture that was wanted is there."""

    came = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._built: Built | None = None
        self._kept: OrderedDict[int, tuple[int, QPixmap]] = OrderedDict()
        self._cancel: Callable[[], None] | None = None

    def take(self, built: Built | None) -> None:
        """From now on the pages are those of another pack; the one before is closed in a task."""
        before, self._built = self._built, built
        self._stop()
        self._kept.clear()
        if before is not None:
            self._tasks.run(self, lambda _report: before.preview.close(), lambda _none: None)

    def let_go(self) -> None:
        """Close the pack at once: the window closes."""
        self._stop()
        if self._built:
            self._built.preview.close()
            self._built = None

    def get(self, page: int) -> QPixmap | None:
        """The newest picture of a page, whatever its size."""
        kept = self._kept.get(page)
        return kept[1] if kept else None

    def count(self) -> int:
        """How many pages have a picture."""
        return len(self._kept)

    def want(self, keys: Iterable[Key]) -> None:
        """Make the first of these that is missing; `came` is when to ask again."""
        if self._cancel or self._built is None:
            return
        key = next((key for key in keys if self._width(key[0]) != key[1]), None)
        if key is None:
            return
        preview, scale = self._built.preview, key[1] / self._built.sizes[key[0]][0]
        self._cancel = self._tasks.run(
            self, lambda _report: preview.image(key[0], scale), partial(self._drawn, key), self._failed
        )

    def _width(self, page: int) -> int:
        return self._kept[page][0] if page in self._kept else 0

    def _drawn(self, key: Key, image: PageImage) -> None:
        self._cancel = None
        picture = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
        self._kept[key[0]] = key[1], QPixmap.fromImage(picture)
        self._kept.move_to_end(key[0])
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.came.emit()

    def _failed(self, error: Refused | Unavailable) -> None:  # noqa: ARG002 - the page stays white
        self._cancel = None

    def _stop(self) -> None:
        if self._cancel:
            self._cancel()
            self._cancel = None
