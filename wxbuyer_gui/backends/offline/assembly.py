"""Puts the outbox together."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.courier import Courier, Server
from wxbuyer_gui.backends.offline.ledger import Ledger, backend_id_of
from wxbuyer_gui.backends.offline.machine import Machine, Policy
from wxbuyer_gui.backends.offline.outbox import Outbox
from wxbuyer_gui.backends.offline.schedule import Schedule
from wxbuyer_gui.backends.offline.sender import Sender
from wxbuyer_gui.backends.offline.writes import Writes
from wxbuyer_gui.domain.models import Operation, WxBuyingUser
from wxbuyer_gui.store.mark_file import MarkFile

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the outbox is given of the world, so that a test can give it another one. ``run`` starts a job."""

    run: Callable[[Callable[[], None]], object]
    clock: Clock
    jitter: Callable[[], float] = random.random
    wait: Callable[[Event, float], bool] = Event.wait


@dataclass(frozen=True, slots=True)
class Parts:
    """The outbox: for people, for writes, and what works behind them."""

    outbox: Outbox
    writes: Writes
    sender: Sender


def assemble(
    store: Store,
    server: Server,
    *,
    origin: str,
    tenant_id: Callable[[], int | None],
    known: Callable[[int], WxBuyingUser | None],
    note: Callable[[Operation, WxBuyingUser], None],
    probe: Callable[[], None],
    timeout: float,
    policy: Policy,
    surroundings: Surroundings,
) -> Parts:
    """The outbox in ``store`` for the server at the address ``origin``; its sender is not started yet."""
    clock = surroundings.clock

    def backend_id() -> str:
        return backend_id_of(origin, tenant_id())

    ledger = Ledger(store, backend_id=backend_id, clock=clock, mark_file=MarkFile.beside(store.path))
    machine = Machine(policy=policy, jitter=surroundings.jitter)
    schedule = Schedule(clock, settle=policy.settle)
    courier = Courier(ledger, server, machine, clock=clock, note=note, heard=schedule.heard)
    sender = Sender(ledger, courier, machine, schedule, clock=clock, run=surroundings.run, probe=probe)
    outbox = Outbox(ledger, sender, machine, schedule, clock=clock)
    writes = Writes(
        ledger,
        sender,
        outbox,
        clock=clock,
        timeout=timeout,
        tenant_id=tenant_id,
        known=known,
        keeps_keys=lambda: server.keeps_keys,
        wait=surroundings.wait,
    )
    return Parts(outbox, writes, sender)
