"""A server that behaves as badly as servers and lines do, on a clock of its own."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    OutcomeUnknownError,
    RejectedError,
    UnreachableError,
)
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult, WriteState

LONGEST_DELAY = 30.0
"""Seconds that a request lies about at most before it arrives."""


class Crash(BaseException):
    """The program ends here and now."""


class WorldClock(Clock):
    """Time passes only when the world says so."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self._boot = "boot 1"

    def time(self) -> float:
        return 1_700_000_000.0 + self.now

    def monotonic(self) -> float:
        return self.now

    @property
    def boot_id(self) -> str:  # type: ignore[override]
        return self._boot

    def reboot(self) -> None:
        """The computer was started again."""
        self._boot += "'"


@dataclass
class World:
    """The server's buyers and everything still on its way. ``bad`` is how likely each call meets a fault,
    ``latency`` how many seconds one takes at most."""

    rng: random.Random
    clock: WorldClock = field(default_factory=WorldClock)
    bad: float = 0.45
    latency: float = 1.0
    crashes: float = 0.0
    guards: bool = False
    keeps_keys: bool = False
    buyers: dict[int, WxBuyingUser] = field(default_factory=dict)
    history: list[WxBuyingUser] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)  # members made, by the phone of the form
    seen_keys: dict[str, int] = field(default_factory=dict)
    _coming: list[tuple[float, int, Callable[[], object]]] = field(default_factory=list)
    _numbers: int = 8800

    def number(self) -> int:
        """A number nobody has."""
        self._numbers += 1
        return self._numbers

    def put(self, buyer: WxBuyingUser) -> None:
        """Store a buyer as it is now, and remember that it was so."""
        self.buyers[buyer.id or 0] = buyer
        self.history.append(buyer)

    def later(self, seconds: float, event: Callable[[], object]) -> None:
        """Let something happen after a while."""
        heapq.heappush(self._coming, (self.clock.now + seconds, self.number(), event))

    def advance(self, seconds: float) -> None:
        """Let time pass, and whatever is due happen."""
        until = self.clock.now + seconds
        while self._coming and self._coming[0][0] <= until:
            at, _, event = heapq.heappop(self._coming)
            self.clock.now = max(self.clock.now, at)
            event()
        self.clock.now = until

    def maybe_crash(self) -> None:
        """End the program, once in a while."""
        if self.crashes and self.rng.random() < self.crashes:
            raise Crash

    # -- what the server does ----------------------------------------------------------------------------------

    def save(self, user: WxBuyingUser, base: WxBuyingUser | None) -> int:
        """``saveuser``, with its habit of writing the member that the body names left out."""
        if not user.id:
            if any(other.open_id == user.open_id for other in self.buyers.values()):
                raise RejectedError("openId exists", status=500)
            self.made[f"buyer {user.open_id}"] = self.made.get(f"buyer {user.open_id}", 0) + 1
            number = self.number()
            self.put(replace(user, id=number, tenant_id=1, member_id=None))
            return number
        stored = self.buyers[user.id]
        fields = {
            name: getattr(user, name)
            for name in ("name", "phone", "profile")
            if base is None or getattr(user, name) != getattr(base, name)
        }
        if base is not None and any(
            getattr(stored, name) not in (getattr(base, name), fields[name]) for name in fields
        ):
            raise ConflictError("changed", code="E-CHANGED")
        self.put(replace(stored, **fields))
        return user.id

    def create(self, form: MemberForm) -> int:
        """``createmember``: where nothing ``guards`` it, every copy of the request makes one more member."""
        buyer = self.buyers[form.wx_buying_user_id or 0]
        if buyer.is_bound and (self.guards or self.keeps_keys):
            raise RejectedError("bound already", status=500)
        self.made[form.phone] = self.made.get(form.phone, 0) + 1
        member = self.number()
        self.put(replace(buyer, member_id=member, phone=form.phone))
        return member

    def bind(self, form: MemberForm) -> int:
        """``bindmember``: the member of that phone."""
        buyer = self.buyers[form.wx_buying_user_id or 0]
        if buyer.is_bound:
            raise RejectedError("bound already", status=500)
        self.put(replace(buyer, member_id=self.number(), phone=form.phone))
        return buyer.id or 0

    def unbind(self, form: MemberForm, expected: int | None) -> int:
        """``unbindmember``: takes off whoever is there."""
        buyer = self.buyers[form.wx_buying_user_id or 0]
        if expected is not None and self.keeps_keys and buyer.member_id != expected:
            raise ConflictError("another member", code="E-CHANGED")
        self.put(replace(buyer, member_id=None))
        return buyer.id or 0


class ModelServer:
    """The line to a ``world``; what ``RemoteBackend`` is in the program."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def keeps_keys(self) -> bool:
        return self._world.keeps_keys

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        self._read()
        return self._world.buyers.get(buyer_id)

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        self._read()
        return next((one for one in self._world.buyers.values() if one.open_id == open_id), None)

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        return self._write(lambda: self._world.save(user, base), operation_id)

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        def both() -> int:
            number = self._world.save(user, None)
            self._world.create(replace(form, wx_buying_user_id=number))
            return number

        return self._write(both, operation_id)

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        return self._write(lambda: self._world.create(form), operation_id)

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        return self._write(lambda: self._world.bind(form), operation_id)

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        return self._write(lambda: self._world.unbind(form, expected_member_id), operation_id)

    def _read(self) -> None:
        world = self._world
        world.maybe_crash()
        world.advance(world.rng.random() * world.latency)
        if world.rng.random() < world.bad / 3:
            raise world.rng.choice([UnreachableError("no answer"), AuthError("401"), UnreachableError("busy")])

    def _write(self, effect: Callable[[], int], operation_id: str | None) -> WriteResult:
        """Do it, lose it, let it lie about, or do it and lose the answer."""
        world = self._world
        world.maybe_crash()

        def arrive() -> int:
            if world.keeps_keys and operation_id in world.seen_keys:
                return world.seen_keys[operation_id]
            number = effect()
            if world.keeps_keys and operation_id is not None:
                world.seen_keys[operation_id] = number
            return number

        def arrive_late() -> None:
            try:
                arrive()
            except (BackendError, KeyError):
                return

        fault = world.rng.choice(_FAULTS) if world.rng.random() < world.bad else "none"
        if fault in _NOT_DONE:
            world.advance(world.rng.random() * 2)
            raise _NOT_DONE[fault]
        if fault == "late":
            world.later(world.rng.uniform(1.0, LONGEST_DELAY), arrive_late)
            world.advance(5.0)
            raise OutcomeUnknownError("no answer")
        number = arrive()
        world.maybe_crash()
        world.advance(world.rng.random() * world.latency)
        if fault == "answer lost":
            raise OutcomeUnknownError("no answer")
        if fault == "500 and done":
            raise RejectedError("internal error", status=500)
        return WriteResult(number, WriteState.DONE, operation_id or "")


_NOT_DONE: dict[str, BackendError] = {
    "not sent": UnreachableError("refused"),
    "request lost": OutcomeUnknownError("no answer"),
    "500": RejectedError("internal error", status=500),
    "601": RejectedError("card not usable", status=601),
    "902": RejectedError("day closing", status=902),
    "503": OutcomeUnknownError("busy", code="E-BUSY"),
    "401": AuthError("who are you"),
}
_FAULTS = (*["late"] * 8, *["answer lost"] * 3, "500 and done", *_NOT_DONE)
