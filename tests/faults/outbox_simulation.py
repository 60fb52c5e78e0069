"""The real outbox against a model of a bad server, on a clock that jumps: every run of a seed is the same.

``python -m tests.faults.outbox_simulation --schedules 200000 --seed 1`` prints the seeds of those that break a promise.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

from sqlalchemy import delete

from tests.faults.model_server import LONGEST_DELAY, Crash, ModelServer, World
from wxbuyer_gui.backends.offline.assembly import Parts, Surroundings, assemble
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.outbox_tables import TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

TIMEOUT = 5.0
STRICT = Policy(settle=TIMEOUT + LONGEST_DELAY + 1.0)
NAIVE = Policy(settle=0.0, resends=True)
"""What nobody should do: send again as soon as no answer came. The simulation must find it out."""
_EMPTIED = [delete(table) for table in TABLES]
_LONGEST_REST = 40_000.0
_KINDS = ("create", "create", "create", "bind", "unbind", "save", "new", "register")
_SENSELESS_IF_BOUND, _SENSELESS_IF_FREE = ("create", "bind"), ("unbind",)  # refused unsent; asked for now and then


class Desk:
    """A store whose program may end before or after any commit."""

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self._world = world
        self.path = None

    def read(self) -> object:
        return self._store.read()

    @contextmanager
    def write(self, *, flush: bool = True) -> Iterator[Connection]:
        with self._store.write(flush=flush) as connection:
            yield connection
            self._world.maybe_crash()
        self._world.maybe_crash()

    def run(self, work: Callable[[Connection], object]) -> object:
        with self.write() as connection:
            return work(connection)


@dataclass
class Request:
    """What a clerk asked for, and the moment of the world's history at which it was."""

    kind: str
    buyer_id: int
    phone: str
    since: int
    before: WxBuyingUser


class Schedule:
    """One run: a few requests, faults, crashes, another actor; then peace, and a person who decides what is left."""

    def __init__(self, store: Store, seed: int, policy: Policy) -> None:
        self.rng = random.Random(seed)
        self.world = World(
            self.rng,
            bad=self.rng.choice([0.2, 0.45, 0.7, 0.9]),
            crashes=self.rng.choice([0.0, 0.0, 0.01, 0.05]),
            guards=self.rng.random() < 0.3,
            keeps_keys=self.rng.random() < 0.2,
        )
        self._store = store
        self._policy = policy
        self._requests: dict[str, Request] = {}
        self._stored: dict[str, Operation] = {}  # as told by the program: cheaper than asking at each step
        self.broken: list[str] = []
        for number in (1, 2):
            bound = 4000 + number if self.rng.random() < 0.3 else None
            self.world.put(WxBuyingUser(number, 1, f"o{number:027}", f"客{number}", "", f"1380013800{number}", bound))
        self._parts = self._program()

    def run(self) -> list[str]:
        """The promises that were broken; none, if all is well."""
        for number in range(self.rng.choice([1, 1, 2])):
            self._guarded(lambda n=number: self._ask(n))  # type: ignore[misc]
            if self.rng.random() < 0.3:
                self._somebody_else()
            self._rest(self.rng.choice([0.0, 1.0, 20.0]))
        self.world.bad = 0.0
        self.world.crashes = 0.0
        self._settle()
        for _ in range(3):
            for operation in self._parts.outbox.list():
                with suppress(BackendError):  # it went with another one
                    self._decide(operation)
            self._settle()
        self._check()
        return self.broken

    def _program(self) -> Parts:
        """The program is started."""
        world = self.world
        server = ModelServer(world)
        parts = assemble(
            Desk(self._store, world),  # type: ignore[arg-type]
            server,
            origin="https://shop.example",
            tenant_id=lambda: 1,
            known=lambda number: self.world.history[0] if number == 1 else None,
            note=lambda _operation, _buyer: None,
            probe=lambda: server.get(1) and None,
            timeout=TIMEOUT,
            policy=self._policy,
            surroundings=Surroundings(
                run=lambda job: job(), clock=world.clock, jitter=self.rng.random, wait=self._wait
            ),
        )
        self._stored = {operation.operation_id: operation for operation in parts.outbox.list()}
        parts.outbox.subscribe(self._heard)
        return parts

    def _guarded(self, step: Callable[[], object]) -> object:
        """Do a step; after a crash the program, sometimes the computer, is started again."""
        try:
            return step()
        except Crash:
            if self.rng.random() < 0.3:
                self.world.clock.reboot()
            self.world.advance(self.rng.choice([0.5, 31.0]))
            self._parts = self._program()
            return None

    def _tick(self) -> float:
        pause = self._guarded(lambda: self._parts.sender.tick())
        return pause if isinstance(pause, float | int) else 0.1

    def _wait(self, event: Event, seconds: float) -> bool:
        until = self.world.clock.now + seconds
        while not event.is_set() and self.world.clock.now < until:
            pause = self._parts.sender.tick()
            if not event.is_set():
                self.world.advance(min(max(pause, 0.05), max(until - self.world.clock.now, 0.01)))
        return event.is_set()

    def _rest(self, seconds: float) -> None:
        until = self.world.clock.now + seconds
        while self.world.clock.now < until:
            self.world.advance(min(max(self._tick(), 0.05), seconds))

    def _settle(self) -> None:
        """Peace, until nothing happens any more."""
        until = self.world.clock.now + _LONGEST_REST
        while _moving(self._stored.values()) and self.world.clock.now < until:
            self.world.advance(max(self._tick(), 0.05))
        self.world.advance(LONGEST_DELAY)

    # -- people ------------------------------------------------------------------------------------------------

    def _ask(self, number: int) -> None:
        buyer_id = self.rng.choice([1, 2])
        buyer = self.world.buyers[buyer_id]
        kind = self.rng.choice(_KINDS)
        while kind in (_SENSELESS_IF_BOUND if buyer.is_bound else _SENSELESS_IF_FREE) and self.rng.random() < 0.9:
            kind = self.rng.choice(_KINDS)
        phone = f"1390000{number:04}"
        name = f"op{number}"
        form = MemberForm(buyer_id, f"新{number}", phone)
        new = WxBuyingUser(None, 1, f"n{number:027}", f"新{number}", "", phone)
        writes = self._parts.writes
        self._requests[name] = Request(kind, buyer_id, phone, len(self.world.history), buyer)
        calls: dict[str, Callable[[], object]] = {
            "create": lambda: writes.create_member(form, operation_id=name),
            "bind": lambda: writes.bind_member(form, member_id=None, operation_id=name),
            "unbind": lambda: writes.unbind_member(form, expected_member_id=buyer.member_id, operation_id=name),
            "save": lambda: writes.save_user(replace(buyer, name=f"新{number}"), base=buyer, operation_id=name),
            "new": lambda: writes.save_user(new, base=None, operation_id=name),
            "register": lambda: writes.register(new, form, operation_id=name),
        }
        with suppress(BackendError):
            calls[kind]()

    def _somebody_else(self) -> None:
        """Another counter binds or unbinds, while none of our writes is between its check and its arrival."""
        buyer = self.world.buyers[self.rng.choice([1, 2])]
        if any(one.buyer_id == buyer.id and one.state.is_being_checked for one in self._parts.outbox.list()):
            return
        bound = replace(buyer, member_id=self.world.number(), phone="13700000000")
        self.world.put(bound if buyer.member_id is None else replace(buyer, member_id=None))

    def _decide(self, operation: Operation) -> None:
        """The manager looks at the server, and sends again what is not there."""
        if operation.state is OpState.REJECTED:
            self._parts.outbox.discard(operation.operation_id, reason="seen")
        choice = self.rng.choice([Decision.RESEND, Decision.CANCEL])
        self._parts.outbox.decide(operation.operation_id, choice, by="manager")

    # -- promises ----------------------------------------------------------------------------------------------

    def _heard(self, operation: Operation) -> None:
        """Nothing may be called done that never was so since it was asked for."""
        self._stored[operation.operation_id] = operation
        request = self._requests.get(operation.operation_id)
        if operation.state is not OpState.DONE or operation.confidence == "human" or request is None:
            return
        if not any(_is_done(request, state) for state in (request.before, *self.world.history[request.since :])):
            self.broken.append(f"{request.kind} {operation.operation_id} is called done and is not")

    def _check(self) -> None:
        for key, count in self.world.made.items():
            if count > 1:
                self.broken.append(f"made {count} times: {key}")
        for operation in _moving(self._parts.outbox.list()):
            self.broken.append(f"stuck: {operation.operation_id} {operation.kind} {operation.state}")


def _moving(operations: Iterable[Operation]) -> list[Operation]:
    """Of these, oldest first, what nobody has to decide before it can go on: the oldest of each buyer, unless it is in
    review."""
    heads: dict[int | None, Operation] = {}
    for operation in operations:
        if operation.state.is_open:
            heads.setdefault(operation.buyer_id, operation)
    return [operation for operation in heads.values() if operation.state is not OpState.REVIEW]


def _is_done(request: Request, buyer: WxBuyingUser) -> bool:
    if request.kind == "new":
        return buyer.open_id.startswith("n") and buyer.phone == request.phone
    if request.kind == "register":
        return buyer.open_id.startswith("n") and buyer.is_bound and buyer.phone == request.phone
    if buyer.id != request.buyer_id:
        return False
    if request.kind == "unbind":
        return not buyer.is_bound
    if request.kind == "save":
        return buyer.name.startswith("新")
    return buyer.is_bound and buyer.phone == request.phone


def run_schedules(count: int, seed: int, policy: Policy = STRICT) -> dict[int, list[str]]:
    """Run ``count`` schedules with the seeds from ``seed`` on; the broken promises, by seed."""
    broken: dict[int, list[str]] = {}
    with open_store("sqlite://") as store:
        for number in range(seed, seed + count):
            with store.write(flush=False) as connection:
                for emptied in _EMPTIED:
                    connection.execute(emptied)
            if found := Schedule(store, number, policy).run():
                broken[number] = found
    return broken


def main() -> int:
    """Run many schedules; exit code 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    broken = run_schedules(arguments.schedules, arguments.seed)
    for seed, found in broken.items():
        print(f"seed {seed}: {'; '.join(found)}")
    print(f"{arguments.schedules} schedules, {len(broken)} broke a promise")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
