"""Sends what waits in the outbox: the one of all processes on this desk store that may."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Lock

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.courier import Courier
from wxbuyer_gui.backends.offline.ledger import Ledger
from wxbuyer_gui.backends.offline.live import LiveCall, LiveCalls
from wxbuyer_gui.backends.offline.machine import Machine
from wxbuyer_gui.backends.offline.parents import Parents
from wxbuyer_gui.backends.offline.rounds import TROUBLE_SECONDS, Rounds
from wxbuyer_gui.backends.offline.schedule import Schedule
from wxbuyer_gui.domain.errors import BackendError, StorageError, UnreachableError
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.store.outbox import Entry

_log = logging.getLogger(__name__)

_RENEW_SECONDS = 10.0
_LANES = 2
_MOVING = (OpState.QUEUED, OpState.ACKED, OpState.UNKNOWN)
_PASSING = frozenset({OpState.PRECHECK, OpState.SENDING, OpState.VERIFYING, OpState.RECONCILING})


class Sender:
    """Decides what is carried when; ``tick`` is one round of that, and ``start`` lets a thread make the rounds.

    ``run`` starts a job (on a thread of a pool), ``probe`` asks the server something small and raises
    UnreachableError. A call that somebody waits for goes first: it needs no place in the two lanes, and while it is
    under way only one other operation is begun beside it.
    """

    def __init__(
        self,
        ledger: Ledger,
        courier: Courier,
        machine: Machine,
        schedule: Schedule,
        *,
        clock: Clock,
        run: Callable[[Callable[[], None]], object],
        probe: Callable[[], None],
    ) -> None:
        self._ledger = ledger
        self._courier = courier
        self._machine = machine
        self._schedule = schedule
        self._parents = Parents(ledger)
        self._clock = clock
        self._run = run
        self._probe = probe
        self._lock = Lock()
        self._in_hand: set[str] = set()
        self._calls = LiveCalls()
        self._is_probing = False
        self._may_send_until = 0.0
        self._renew_at = 0.0
        self._was_checked = False
        self._rounds = Rounds(self.tick, was_changed=self._was_changed, clock=clock)

    def start(self) -> None:
        """Let a thread make the rounds until ``stop``."""
        self._rounds.start()

    def stop(self) -> None:
        """Begin nothing any more, and wait a few seconds at most for the round under way."""
        self._calls.end()
        self._rounds.stop()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being carried."""
        return not self._in_hand

    @property
    def may_send(self) -> bool:
        """Whether this process is the one that sends."""
        return self._clock.monotonic() < self._may_send_until

    def wake(self) -> None:
        """Make a round now: something has changed."""
        self._rounds.wake()

    def hand_over(self, operation_ids: Iterable[str], call: LiveCall) -> LiveCall:
        """Carry these at once, for somebody who waits; the call by which that one is told, as a rule ``call``."""
        joined = self._calls.join(operation_ids, call)
        if not self.may_send and not self._rounds.is_stopped:
            self._run(self._ask)  # whoever may send will do it, and says nothing of a server that is away
        self.wake()
        return joined

    def let_go(self, operation_id: str, call: LiveCall) -> None:
        """``call`` does not wait for this operation any more."""
        self._calls.let_go(operation_id, call)

    def tick(self) -> float:
        """Begin everything that is due and may be begun; the seconds until the next round, at most."""
        if not self._claim():
            return _RENEW_SECONDS
        entries = self._put_in_order(self._ledger.open_entries())
        self._schedule.forget(entry.id for entry in entries)
        heads = self._heads(entries)
        pause = min([_RENEW_SECONDS, *(self._consider(entry) for entry in heads.values())])
        for entry in entries:
            call = self._calls.of(entry.id)
            if call is not None and not self._may_go(heads[entry.operation.buyer_id], call):
                call.released.set()
        return pause

    def _was_changed(self) -> bool:
        return self.may_send and self._ledger.was_changed()

    def _claim(self) -> bool:
        """Renew the right to send every ten seconds; with it comes, once, the look for a file that was put back."""
        now = self._clock.monotonic()
        if now >= self._renew_at or not self.may_send:
            had_it = self.may_send
            got_it = self._ledger.claim()
            self._renew_at = now + _RENEW_SECONDS
            self._may_send_until = now + 2 * _RENEW_SECONDS if got_it else 0.0
            if got_it and not (had_it and self._was_checked):
                self._look_for_restored_file()
        return self.may_send

    def _look_for_restored_file(self) -> None:
        if self._ledger.was_put_back():
            for entry in self._ledger.open_entries():
                moved = self._machine.restored(entry)
                if moved is not entry and (stored := self._ledger.move(moved)) is not None:
                    self._schedule.put(stored)
        self._was_checked = True

    def _put_in_order(self, entries: list[Entry]) -> list[Entry]:
        """Take up again what nobody carries, unblock what may go on, put before people what is too old."""
        ordered = []
        for entry in entries:
            if entry.id in self._in_hand:
                ordered.append(entry)
                continue
            moved: Entry = entry
            if entry.state in _PASSING:
                moved = self._machine.awoken(entry)
            elif entry.state is OpState.BLOCKED:
                moved = self._parents.unblocked(entry)
            elif self._is_old(entry):
                moved = self._machine.expired(entry)
            if moved is not entry:
                # Whoever took it in hand since has changed its row, and nothing is written.
                stored = self._ledger.move(moved)
                if stored is None:
                    continue
                moved = stored
                self._schedule.put(moved)
            ordered.append(moved)
        return ordered

    def _is_old(self, entry: Entry) -> bool:
        """Whether it was asked for too long ago, and nobody has said since that it is still wanted."""
        created = entry.operation.created_at
        latest = self._clock.time() - self._machine.policy.too_old
        return created is not None and created.timestamp() <= latest and self._ledger.decided_at(entry) <= latest

    @staticmethod
    def _heads(entries: list[Entry]) -> dict[int | None, Entry]:
        """The oldest open operation of each buyer: the others wait for it, whatever it waits for."""
        heads: dict[int | None, Entry] = {}
        for entry in entries:
            heads.setdefault(entry.operation.buyer_id, entry)
        return heads

    def _may_go(self, head: Entry, call: LiveCall) -> bool:
        """Whether a buyer's oldest operation may move on while ``call`` waits for it, or behind it."""
        if head.id in self._in_hand:
            return True
        is_tried = self._schedule.is_up or self._calls.of(head.id) is not None
        return head.state in _MOVING and is_tried and self._schedule.due_at(head) < call.until

    def _consider(self, entry: Entry) -> float:
        """Begin the entry if it may be begun; the seconds until it may, otherwise."""
        if entry.id in self._in_hand or entry.state not in _MOVING:
            return _RENEW_SECONDS
        is_live = self._calls.of(entry.id) is not None
        pause = self._schedule.due_at(entry) - self._clock.monotonic()
        if not self._schedule.is_up and not is_live:
            pause = max(self._probe_if_due(), 0.0)
        elif pause <= 0 and not is_live and entry.state is OpState.QUEUED:
            pause = self._schedule.until_start()
        if pause > 0:
            return pause
        with self._lock:
            carried_live = sum(self._calls.of(known) is not None for known in self._in_hand)
            most = _LANES - 1 if carried_live else _LANES
            if not is_live and len(self._in_hand) - carried_live >= most:
                return _RENEW_SECONDS  # the end of a carrying makes a round
            self._in_hand.add(entry.id)
        if not is_live and entry.state is OpState.QUEUED:
            self._schedule.started()
        self._run(lambda: self._carry(entry))
        return _RENEW_SECONDS

    def _carry(self, entry: Entry) -> None:
        rested: Entry | None = None
        try:
            rested = self._courier.carry(entry, self._calls.of(entry.id))
        except StorageError as error:
            _log.warning("an operation cannot be carried on: %s", error.code)
            self._schedule.rest(entry.id, TROUBLE_SECONDS)
        except Exception as error:  # noqa: BLE001  whatever it is, it is met again at once if nothing is done
            _log.error("an operation cannot be carried on: unexpected %s", type(error).__name__)
            self._schedule.rest(entry.id, TROUBLE_SECONDS)
        finally:
            due = self._schedule.put(rested) if rested is not None else 0.0
            call = self._calls.of(entry.id)  # somebody may have come to wait meanwhile
            if call is not None and not self._goes_on(rested, due, call):
                self.let_go(entry.id, call)
                if not self._has_child(rested, call):
                    call.released.set()
            with self._lock:
                self._in_hand.discard(entry.id)
            self.wake()

    @staticmethod
    def _goes_on(rested: Entry | None, due: float, call: LiveCall) -> bool:
        """Whether more comes of it while the caller still waits."""
        return rested is not None and rested.state in (OpState.ACKED, OpState.UNKNOWN) and due < call.until

    def _has_child(self, rested: Entry | None, call: LiveCall) -> bool:
        """Whether the caller waits for what comes after this one, and that can follow now."""
        return self._calls.is_awaited(call) and rested is not None and rested.state is OpState.DONE

    def _probe_if_due(self) -> float:
        pause = self._schedule.until_probe()
        if pause <= 0 and not self._is_probing:
            self._is_probing = True
            self._run(self._ask)
        return pause or _RENEW_SECONDS

    def _ask(self) -> None:
        is_up = True
        try:
            self._probe()
        except BackendError as error:  # any other answer than none is one
            is_up = not isinstance(error, UnreachableError)
        finally:
            self._is_probing = False
            self._schedule.heard(is_up)
            if not is_up:
                self._give_up_looking()
                if not self.may_send:
                    self._calls.release()
            self.wake()

    def _give_up_looking(self) -> None:
        """Nobody has to wait with a decision for a server that is away."""
        try:
            for entry in self._ledger.open_entries():
                if (moved := self._machine.unlooked(entry)) is not entry:
                    self._ledger.move(moved)
        except StorageError as error:
            _log.warning("what was to be looked at again cannot be decided: %s", error.code)
