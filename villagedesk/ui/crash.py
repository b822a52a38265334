"""What is shown when the program itself has gone wrong, from any thread, and never twice at once."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

import villagedesk
from villagedesk.core.i18n import _
from villagedesk.ui.dialogs import Message, tell

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashWatch(QObject):
    """Takes over the hooks of Python, its threads and Qt from `install` to `remove`."""

    _happened = Signal(str)

    def __init__(self, window: Callable[[], QWidget | None]) -> None:
        """`window` gives what the dialog belongs to, or None while there is none."""
        super().__init__()
        self._window = window
        self._dialog: Message | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(self._show)

    def install(self) -> None:
        """From now on a bug is shown, logged, and survived."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_from_qt)

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = _report(kind, error, trace)
        log.error("%s", report)
        self._happened.emit(report)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, report: str) -> None:
        if self._dialog is not None:
            return
        try:
            self._dialog = tell(
                self._window(),
                _("Something went wrong in VillageDesk"),
                _("Your data is safe: everything up to the last “Saved” is in the file."),
                _("You can go on working. If it happens again, send the details to whoever looks after VillageDesk."),
                report,
            )
            self._dialog.finished.connect(self._forget)
        except Exception:
            log.exception("the crash dialog could not be shown")

    def _forget(self) -> None:
        self._dialog = None


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    versions = f"VillageDesk {villagedesk.__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}"
    return f"{versions}, {platform.platform()}\n\n{''.join(traceback.format_exception(kind, error, trace))}"


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    where = f" ({context.file}:{context.line})" if context.file else ""
    logging.getLogger("villagedesk.qt").log(_LEVELS[kind], "%s%s", message, where)
