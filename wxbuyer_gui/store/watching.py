"""Notices within two seconds that another program changed the database, without reading a row of it."""

from __future__ import annotations

import contextlib
import logging
import select
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.store import announcing
from wxbuyer_gui.store.engine import Store

EVERY_SECONDS = 1.0
"""How often the number of a file's last commit is looked at."""
RETRY_SECONDS = 2.0
"""How long to wait before a server that went away is tried again."""
_PATIENCE = 1.0

Tell = Callable[[Changed], None]
logger = logging.getLogger(__name__)


class Watch(ABC):
    """A thread that calls back as soon as others have changed something, from ``start`` to ``close``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether it still watches, or has not noticed yet that it shall not."""
        return self._thread is not None and self._thread.is_alive()

    @abstractmethod
    def start(self, tell: Tell) -> None:
        """Begin. ``tell`` is called on the watching thread."""

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = Thread(target=work, name="watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop, and wait for that; not for a server that is away. May be called more than once."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE)


class FileWatch(Watch):
    """Of a SQLite file. Nobody can say who is changed, so it may be anybody."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._version = store.foreign_version()

    def start(self, tell: Tell) -> None:
        """Begin. ``tell`` is called on the watching thread."""
        self._begin(lambda: self._run(tell))

    def _run(self, tell: Tell) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            with contextlib.suppress(BackendError):  # whoever asks for data is told why there are none
                version = self._store.foreign_version()
                if version is not None and version != self._version:
                    is_known, self._version = self._version is not None, version
                    if is_known:
                        tell(Changed(all=True))


class ServerWatch(Watch):
    """Of a PostgreSQL database, on a connection of its own that is made anew when it breaks.

    What happened while nobody listened may be anybody: it says so whenever it begins to listen.
    """

    def __init__(self, store: Store, tenant_id: int) -> None:
        super().__init__(store)
        self._tenant_id = tenant_id
        self._bell: socket.socket | None = None

    def start(self, tell: Tell) -> None:
        """Begin. ``tell`` is called on the watching thread."""
        ear, self._bell = socket.socketpair()
        self._begin(lambda: self._run(ear, tell))

    def close(self) -> None:
        """Stop, and wait for that; not for a server that is away. May be called more than once."""
        if self._bell is not None:
            self._bell.close()  # which wakes the ear
        super().close()

    def _run(self, ear: socket.socket, tell: Tell) -> None:
        with ear:
            self._listen_for_long(ear, tell)

    def _listen_for_long(self, ear: socket.socket, tell: Tell) -> None:
        while not self._stop.is_set():
            try:
                with self._store.own_connection() as connection:
                    connection.autocommit = True
                    connection.execute(f"LISTEN {announcing.CHANNEL}")
                    if not self._stop.is_set():
                        tell(Changed(all=True))
                    self._listen(connection, ear, tell)
            except (BackendError, self._store.driver_error) as error:
                logger.info("not listening for changes: %s", type(error).__name__)
                self._stop.wait(RETRY_SECONDS)

    def _listen(self, connection: Any, ear: socket.socket, tell: Tell) -> None:
        while not self._stop.is_set():
            select.select([connection.fileno(), ear], [], [])
            payloads = [said.payload for said in connection.notifies(timeout=0)]
            changed = announcing.heard(payloads, tenant_id=self._tenant_id, own=self._store.name)
            if changed:
                tell(changed)


def watch_of(store: Store, tenant_id: int) -> Watch | None:
    """The way to watch a database for one tenant; None where nobody else can get at it."""
    if store.dialect == "postgresql":
        return ServerWatch(store, tenant_id)
    return FileWatch(store) if store.path is not None else None
