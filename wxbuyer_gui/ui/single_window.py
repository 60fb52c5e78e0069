"""One window per source and user: a second start raises the first one, and hands it what to search for.

Who holds the lock file is the first; it listens at a local socket. Both are named after a hash of the source, so that
no address is seen in a folder, and the lock lies in the user's own folder, so that two users never meet. A lock whose
owner died is taken over (QLockFile looks at the process); an owner that does not answer is left alone, for two windows
on one database do no harm.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QLockFile, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 1500
_PAUSE = 0.05  # seconds
_LARGEST = 4096  # bytes of a message: more is none of ours
_SEEN = b"ok\n"
_ANY_PROCESS = 0xFFFFFFFF  # ASFW_ANY


@dataclass(frozen=True, slots=True)
class Call:
    """What a second start wants: a text for the search box, '' to be raised only.

    ``token`` lets a Wayland window come to the front; elsewhere it is ''.
    """

    search: str = ""
    token: str = ""


class SingleWindow(QObject):
    """``claim`` once at the start, ``move`` when the window changes its source.

    Signals:
        called(Call): a second start wants this window.
    """

    called = Signal(object)

    def __init__(self, folder: Path, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._key = ""
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    @property
    def is_first(self) -> bool:
        """Whether this window holds the lock of its source."""
        return self._lock is not None

    def claim(self, source: str, call: Call) -> bool:
        """Become the window of ``source``; False: another one is, and took the ``call``."""
        lock = self._try_lock(source)
        if lock is None:
            return not self._tell_first(source, call)
        self._hold(source, lock)
        return True

    def move(self, source: str) -> None:
        """Work on another source from now on. Where that has a window already there are two, and both go on."""
        if source == self._key:
            return
        lock = self._try_lock(source)
        self.release()
        if lock is not None:
            self._hold(source, lock)

    def release(self) -> None:
        """Let another window be the first."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
        if self._lock is not None:
            self._lock.unlock()
        self._server = self._lock = None
        self._key = ""

    def _try_lock(self, source: str) -> QLockFile | None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None  # nobody can hold a lock there
        lock = QLockFile(str(self._folder / f"{self._name(source)}.lock"))
        lock.setStaleLockTime(0)  # a window may be open for weeks: only a dead owner makes a lock stale
        return lock if lock.tryLock(0) else None

    def _hold(self, source: str, lock: QLockFile) -> None:
        self._key, self._lock = source, lock
        self._server = server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        name = self._name(source)
        if not server.listen(name):
            QLocalServer.removeServer(name)  # left behind by one that died: the lock says that there is no other
            server.listen(name)

    def _name(self, source: str) -> str:
        """The folder is part of it: it belongs to one user, while sockets share one place."""
        named = f"{self._folder}\n{source}".encode("utf-8", "surrogateescape")
        digest = bytes(QCryptographicHash.hash(named, QCryptographicHash.Algorithm.Sha256).data())
        return f"wxbuyer-{digest.hex()[:20]}"

    def _tell_first(self, source: str, call: Call) -> bool:
        """Whether the first window took the call. It may just be starting, so that this tries for a moment."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        socket = QLocalSocket()
        while not deadline.hasExpired():
            socket.connectToServer(self._name(source))
            if socket.waitForConnected(max(int(deadline.remainingTime()), 1)):
                _let_others_come_to_the_front()
                socket.write(json.dumps({"search": call.search, "token": call.token}).encode() + b"\n")
                socket.waitForBytesWritten(_PATIENCE_MS)
                return _answered(socket, deadline)
            time.sleep(_PAUSE)  # this start has no window yet
        return False

    def _on_connection(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_message(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_message(socket)

    def _on_message(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LARGEST:
            socket.abort()
        elif socket.canReadLine():
            call = _parse(socket.readLine().data())
            if call is not None:
                socket.write(_SEEN)
                self.called.emit(call)
            socket.disconnectFromServer()


def _answered(socket: QLocalSocket, deadline: QDeadlineTimer) -> bool:
    while not socket.canReadLine():
        if not socket.waitForReadyRead(max(int(deadline.remainingTime()), 1)):
            break  # hung up, perhaps right after the answer
    return bool(socket.readLine().data() == _SEEN)


def _parse(line: bytes) -> Call | None:
    """A call, None for what is none."""
    try:
        message = json.loads(line)
        search, token = message["search"], message["token"]
    except (ValueError, TypeError, KeyError):
        return None
    return Call(search, token) if isinstance(search, str) and isinstance(token, str) else None


def this_start(search: str) -> Call:
    """The call of this process, with the right to come to the front that its launcher gave it."""
    return Call(search, os.environ.get("XDG_ACTIVATION_TOKEN", ""))


def bring_to_front(window: QWidget, call: Call) -> None:
    """Show ``window`` before all others, as the person who started the program once more expects."""
    if call.token and QGuiApplication.platformName().startswith("wayland"):
        os.environ["XDG_ACTIVATION_TOKEN"] = call.token  # Qt takes it from there and forgets it
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def _let_others_come_to_the_front() -> None:
    """Windows lets only the process in front raise a window, or one that it allows to."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there is no user32 elsewhere

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
