"""The outbox at work behind an ``OfflineBackend``: on real clocks and threads, reading through the mirror."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline.assembly import Surroundings, assemble
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.outbox import Outbox
from wxbuyer_gui.backends.offline.reads import Reads
from wxbuyer_gui.backends.offline.writes import Writes
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import Operation, WxBuyingUser

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

_THREADS = 8
"""Two lanes, a look at the server, and whoever waits for an answer; more of those wait for a thread."""

_PATIENCE = 3.0  # seconds that the server gets to say whether it keeps keys


class MirroredServer:
    """The server as the courier asks it: all that it reads is kept in the mirror before the courier judges it."""

    def __init__(self, remote: RemoteBackend, reads: Reads) -> None:
        self._remote = remote
        self._reads = reads
        self.get: Callable[[int], WxBuyingUser | None] = reads.live
        self.get_by_open_id: Callable[[str], WxBuyingUser | None] = reads.live_by_open_id
        self.save_user = remote.save_user
        self.register = remote.register
        self.create_member = remote.create_member
        self.bind_member = remote.bind_member
        self.unbind_member = remote.unbind_member

    @property
    def keeps_keys(self) -> bool:
        """Whether it tells a repetition by its operation id; asked as long as it has not said."""
        with suppress(BackendError):
            self._remote.ask_capabilities(at_most=_PATIENCE)
        return self._remote.keeps_keys

    def probe(self) -> None:
        """Ask something small, and what the server can do if that is not known yet."""
        self._reads.live(1)  # the vendor's API has nothing smaller
        with suppress(BackendError):
            self._remote.ask_capabilities()


class Sending:
    """An outbox in ``store`` with its threads, running from the start. ``writes`` are for the backend's own calls."""

    def __init__(
        self,
        store: Store,
        remote: RemoteBackend,
        mirror: Mirror,
        reads: Reads,
        *,
        tenant_id: Callable[[], int | None],
        timeout: float,
        policy: Policy,
    ) -> None:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="wxbuyer-outbox")
        server = MirroredServer(remote, reads)

        def keep(operation: Operation, buyer: WxBuyingUser) -> None:
            if operation.form is not None:
                reads.keep_sent(operation.form, buyer)

        parts = assemble(
            store,
            server,
            origin=mirror.source,
            tenant_id=tenant_id,
            known=mirror.get,
            note=keep,
            probe=server.probe,
            timeout=timeout,
            policy=policy,
            surroundings=Surroundings(run=self._run, clock=Clock(), wait=Event.wait),
        )
        self.outbox: Outbox = parts.outbox
        self.writes: Writes = parts.writes
        parts.sender.start()

    def close(self, close_line: Callable[[], None]) -> None:
        """Begin nothing any more, end what is under way by ``close_line``, and wait for that."""
        self.outbox.stop()
        close_line()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self.outbox.close()

    def _run(self, job: Callable[[], None]) -> object:
        try:
            return self._pool.submit(job)
        except RuntimeError:  # it is being closed; the job's operation is taken up at the next start
            return None
