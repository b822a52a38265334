"""One window for one file: a second start brings the first to the front."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE = 500  # milliseconds that another start of the program has to answer


class Instance(QObject):
    """Holds a file's name on this computer; `called` when another start asked for the file."""

    called = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._name = server_name(path)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """True when this is the only window of the file; else the other one was called to the front."""
        if self._call():
            return False
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by a program that was killed
            self._server.listen(self._name)
        return True

    def release(self) -> None:
        """The window is closed."""
        self._server.close()

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_PATIENCE)
        socket.abort()
        return answered

    def _answer(self) -> None:
        """The name stands for the file, so to connect is to ask for it; there is nothing to be read."""
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.abort()
            socket.deleteLater()
        self.called.emit(str(self._path))


def server_name(path: Path) -> str:
    """The same for every start by this user with this file, and telling nothing about either."""
    told = f"{Path.home()}\n{os.path.normcase(path.resolve())}"
    return "villagedesk-" + hashlib.sha256(told.encode()).hexdigest()[:24]


def bring_to_front(window: QWidget) -> None:
    """Show a window that may be minimised or behind others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
