"""One counter of the flapping test: a clerk who does not look at the line."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition, Event
from uuid import UUID

from tests.support.our_server import MANAGER
from wxbuyer_gui.backends import open_backend, open_source
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.outbox import OutboxService
from wxbuyer_gui.services.session import Session, SourceInfo, open_session

TIMEOUT = 0.6
SETTLE = 5.0
"""Nothing stays on its way for longer than the line takes to go down."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: of whom, and with which phone or name, or member."""

    kind: str
    buyer_id: int
    text: str = ""
    member_id: int | None = None


FIRST_HALF = Request("first half", 0)


@dataclass
class Desk:
    """A counter with its own copy, outbox and journal in ``folder``.

    Nobody else touches the buyers ``own``, everybody the ``shared`` ones; all are bound to ``members``, among others.
    """

    number: int
    url: str
    folder: Path
    own: Sequence[int]
    shared: Sequence[int]
    members: Sequence[int]
    rng: random.Random
    asked: dict[str, Request] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._device = new_device()
        self._changed = Condition()
        self._look_at_all()
        self.session: Session = self._opened()

    def request(self, operation_id: str) -> Request:
        """What an operation is about; the first half of a new buyer's registration was asked for by nobody."""
        return self.asked.get(operation_id, FIRST_HALF)

    @property
    def mirror(self) -> str:
        """The URL of its copy; the outbox is beside it."""
        return f"sqlite:///{self.folder / 'mirror.db'}"

    @property
    def outbox(self) -> OutboxService:
        """What it has still to send."""
        assert self.session.outbox is not None
        return self.session.outbox

    def work(self, over: Event, restart_after: int) -> None:
        """Ask for one thing after the other until ``over``; after some the program is started again."""
        count = 0
        while not over.wait(self.rng.uniform(0.05, 0.4)):
            count += 1
            if count == restart_after:
                self.session.close()
                self.session = self._opened()
            self._ask_for_something()

    def settle(self, seconds: float) -> list[Operation]:
        """Wait until nothing moves any more; what then still moves, or waits for a person."""
        self.outbox.retry_all()
        with self._changed:
            self._changed.wait_for(lambda: all(one.state is OpState.REVIEW for one in self._open()), seconds)
        return self._open()

    def give_up(self, operations: Sequence[Operation]) -> None:
        """A manager decides that these are not to be done."""
        for operation in operations:
            if operation.state is OpState.REVIEW:
                self.outbox.decide(operation.operation_id, Decision.CANCEL)

    def _open(self) -> list[Operation]:
        return [one for one in self.outbox.list() if one.state.is_open]

    def _look_at_all(self) -> None:
        """Have all buyers in the copy: of a stranger nothing can be asked while the line is down."""
        wanted = (*self.own, *self.shared)
        with open_backend(self.url, mirror=self.mirror, auth=Bearer(MANAGER)) as backend:
            assert len(backend.get_list(wanted)) == len(wanted)

    def _opened(self) -> Session:
        source = open_source(self.url, mirror=self.mirror, auth=Bearer(MANAGER), timeout=TIMEOUT, settle=SETTLE)
        info = SourceInfo(kind="remote", label="", url=self.url)
        session = open_session(source, info, device=self._device)
        assert session.outbox is not None
        session.outbox.subscribe(self._hear)
        return session

    def _hear(self, _operation: Operation) -> None:
        with self._changed:
            self._changed.notify_all()

    def _ask_for_something(self) -> None:
        operation_id = UUID(int=self.rng.getrandbits(128)).hex
        try:
            request, call = self._chosen(operation_id)
        except BackendError as error:
            self.codes[f"read {error.code}"] += 1
            return
        self.asked[operation_id] = request
        try:
            state = call().result.state.value  # type: ignore[attr-defined]
        except BackendError as error:
            self.refused.add(operation_id)
            state = error.code
        self.codes[f"{request.kind} {state}"] += 1

    def _chosen(self, operation_id: str) -> tuple[Request, Callable[[], object]]:
        """What a clerk may do to a buyer who looks like this one, on this counter's screen."""
        desk, number = self.session.desk, len(self.asked)
        if self.rng.random() < 0.1:
            phone = f"15{self.number}{number:08}"
            new = WxBuyingUser(open_id=f"new-{self.number}-{number}", name=f"新{number}", phone=phone)
            form = MemberForm(name=new.name, phone=phone)
            return Request("new", 0, phone), lambda: desk.register(new, form, operation_id=operation_id)
        buyer_id = self.rng.choice((*self.own, *self.shared))
        buyer = desk.buyer(buyer_id)
        assert buyer is not None
        if self.rng.random() < 0.3:
            name = f"名{self.number}-{number}"
            wanted = replace(buyer, name=name)
            request = Request("save", buyer_id, name)
            return request, lambda: desk.save_buyer(wanted, base=buyer, operation_id=operation_id)
        if buyer.is_bound:
            return Request("unbind", buyer_id), lambda: desk.unbind(buyer, operation_id=operation_id)
        if self.rng.random() < 0.3:
            member = self.rng.choice(self.members)
            request = Request("bind", buyer_id, member_id=member)
            form = MemberForm(name="老会员")
            return request, lambda: desk.bind(buyer, form, member_id=member, operation_id=operation_id)
        phone = f"13{self.number}{number:08}"
        form = MemberForm(buyer_id, f"客{number}", phone)
        return Request("create", buyer_id, phone), lambda: desk.register(buyer, form, operation_id=operation_id)
