"""Counters as processes that share one outbox, for tests that stop and kill them."""

from __future__ import annotations

from multiprocessing.connection import Connection
from threading import Event, Lock

from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline import ledger, sender
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.models import MemberForm

LEASE, RENEW = 3.0, 1.0
"""In place of 30 and 10 seconds."""
SETTLE = 1.0
"""Nothing is late on these tests' lines."""

News = tuple[str, str]
"""An operation's id and its new state, or "answered" and the state that its caller was told."""


def register_and_stay(
    pipe: Connection, url: str, mirror: str, token: str, timeout: float, buyer_ids: tuple[int, ...]
) -> None:
    """Register a member for each of the buyers, one after the other; tell how the own calls end, and every change that
    this process makes to any operation.
    """
    ledger.LEASE_SECONDS, sender._RENEW_SECONDS = LEASE, RENEW
    backend = open_backend(url, mirror=mirror, auth=Bearer(token), timeout=timeout, settle=SETTLE)
    assert isinstance(backend, OfflineBackend)
    one_at_a_time = Lock()

    def tell(operation_id: str, news: str) -> None:
        with one_at_a_time:
            pipe.send((operation_id, news))

    backend.outbox.subscribe(lambda operation: tell(operation.operation_id, operation.state.value))
    for number in buyer_ids:
        form = MemberForm(number, f"客人{number}", phone(number))
        result = backend.create_member(form, operation_id=operation_of(number))
        tell(operation_of(number), f"answered {result.state.value}")
    Event().wait()


def phone(buyer_id: int) -> str:
    """The phone with which this buyer is registered."""
    return f"139000{buyer_id:05}"


def operation_of(buyer_id: int) -> str:
    """The id of this buyer's registration."""
    return f"register-{buyer_id}"
