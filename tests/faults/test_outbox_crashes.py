"""The outbox on a clock that jumps: a crash at every point, a second program, an older file, a long queue."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import select, update

from tests.faults.model_server import Crash, ModelServer, World
from tests.faults.outbox_simulation import STRICT, TIMEOUT, Desk
from wxbuyer_gui.backends.offline.assembly import Parts, Surroundings, assemble
from wxbuyer_gui.domain.errors import BackendError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.outbox_tables import TABLES, outbox_op, outbox_sender

PHONE = "13800138000"


class CountedWorld(World):
    """Ends the program at the ``crash_at``-th point at which that may happen."""

    crash_at = -1

    def maybe_crash(self) -> None:
        self.crash_at -= 1
        if self.crash_at == 0:
            raise Crash


class AwayServer(ModelServer):
    """Cannot be reached as long as ``is_away``."""

    is_away = False

    def _read(self) -> None:
        if self.is_away:
            raise UnreachableError("away")
        super()._read()


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


def world(buyers: int = 1) -> CountedWorld:
    made = CountedWorld(random.Random(1), bad=0.0)
    for number in range(1, buyers + 1):
        made.put(WxBuyingUser(number, 1, f"o{number}", "微信用户", "", PHONE))
    return made


def program(store: Store, made: World, server: ModelServer, *, origin: str = "https://shop.example") -> Parts:
    parts: list[Parts] = []

    def wait(event: Event, seconds: float) -> bool:
        until = made.clock.now + seconds
        while not event.is_set() and made.clock.now < until:
            made.advance(max(parts[0].sender.tick(), 0.05))
        return event.is_set()

    parts.append(
        assemble(
            Desk(store, made),  # type: ignore[arg-type]
            server,
            origin=origin,
            tenant_id=lambda: 1,
            known=made.buyers.get,
            note=lambda _operation, _buyer: None,
            probe=lambda: server.get(1) and None,
            timeout=TIMEOUT,
            policy=STRICT,
            surroundings=Surroundings(run=lambda job: job(), clock=made.clock, jitter=lambda: 0.5, wait=wait),
        )
    )
    return parts[0]


def rest(parts: Parts, made: World, seconds: float) -> None:
    until = made.clock.now + seconds
    while made.clock.now < until:
        made.advance(min(max(parts.sender.tick(), 0.05), until - made.clock.now + 0.01))


def ask(parts: Parts, kind: str, buyer: WxBuyingUser) -> object:
    form = MemberForm(buyer.id, "王小明", PHONE)
    if kind == "unbind":
        return parts.writes.unbind_member(form, expected_member_id=buyer.member_id, operation_id="op")
    if kind == "save":
        return parts.writes.save_user(replace(buyer, name="王小明"), base=buyer, operation_id="op")
    if kind == "register":
        new = WxBuyingUser(open_id="oNew", name="王小明", phone=PHONE)
        return parts.writes.register(new, MemberForm(name="王小明", phone=PHONE), operation_id="op")
    return parts.writes.create_member(form, operation_id="op")


@pytest.mark.parametrize("kind", ["create", "unbind", "save", "register"])
def test_a_crash_at_any_point_leads_to_the_same_end(store: Store, kind: str) -> None:
    crashed = True
    point = 0
    while crashed:
        point += 1
        with store.write() as connection:
            for table in TABLES:
                connection.execute(table.delete())
        made = world()
        if kind == "unbind":
            made.put(replace(made.buyers[1], member_id=4001))
        made.crash_at = point
        try:
            parts = program(store, made, ModelServer(made))
            ask(parts, kind, made.buyers[1])
            crashed = False
            made.crash_at = -1
        except Crash:
            made.clock.reboot()
            made.crash_at = -1
            parts = program(store, made, ModelServer(made))
            if parts.outbox.get("op") is None:  # it was never stored, and nothing was sent
                assert made.made == {}
                continue
        rest(parts, made, 300.0)
        found = parts.outbox.get("op")
        assert found is not None
        # Strict: what was on its way when the program died, and is not there, is a person's to send again.
        asked = any(one.review is ReviewReason.STILL_UNCHANGED for one in parts.outbox.list())
        assert asked or found.state is OpState.DONE, f"crash {point}: {found.state}"
        assert not asked or made.made == {}, f"crash {point}"
        assert all(count == 1 for count in made.made.values()), f"crash {point}"
    assert point > 10


def test_eighty_wait_and_are_sent_within_a_minute(store: Store) -> None:
    made = world(80)
    made.latency = 0.2  # the model has one lane, the program two
    server = AwayServer(made)
    parts = program(store, made, server)
    server.is_away = True
    for number in range(1, 81):
        form = MemberForm(number, "王小明", f"139000{number:05}")
        assert parts.writes.create_member(form, operation_id=f"op{number}").state is WriteState.QUEUED
    assert parts.outbox.counts().waiting == 80
    server.is_away = False
    rest(parts, made, 60.0)
    assert parts.outbox.counts().total == 0
    assert sorted(made.made.values()) == [1] * 80


def test_one_of_two_programs_sends(store: Store) -> None:
    made = world()
    first, second = (program(store, made, ModelServer(made)) for _ in range(2))
    for parts in (first, second):
        parts.sender.tick()
    assert (first.sender.may_send, second.sender.may_send) == (True, False)
    made.advance(31.0)  # the first one is dead
    second.sender.tick()
    first.sender.tick()
    assert (first.sender.may_send, second.sender.may_send) == (False, True)


def test_nothing_is_sent_to_another_server(store: Store) -> None:
    made = world()
    server = AwayServer(made)
    parts = program(store, made, server)
    server.is_away = True
    ask(parts, "create", made.buyers[1])
    server.is_away = False
    made.advance(31.0)
    other = program(store, made, server, origin="https://other.example")
    rest(other, made, 60.0)
    assert other.outbox.list(open_only=False) == []
    assert made.made == {}


def test_who_was_registered_is_not_kept(store: Store) -> None:
    made = world()
    ask(program(store, made, ModelServer(made)), "create", made.buyers[1])
    with store.read() as connection:
        row = connection.execute(select(outbox_op)).mappings().one()
    assert (row["state"], row["payload"], row["base"], row["server"]) == ("done", "", "", "")
    assert len(row["body_check"]) == 8


def test_the_same_request_again_is_answered_and_not_sent(store: Store) -> None:
    made = world()
    parts = program(store, made, ModelServer(made))
    assert ask(parts, "create", made.buyers[1]) == ask(parts, "create", made.buyers[1])
    assert list(made.made.values()) == [1]
    with pytest.raises(BackendError) as caught:
        ask(parts, "save", made.buyers[1])
    assert caught.value.code == "E-OPERATION-REUSED"


def test_an_older_file_is_noticed_and_nothing_in_it_is_sent_again(store: Store) -> None:
    made = world()
    server = AwayServer(made)
    parts = program(store, made, server)
    server.is_away = True
    ask(parts, "create", made.buyers[1])
    with store.read() as connection:
        before = dict(connection.execute(select(outbox_op)).mappings().one())
    server.is_away = False
    rest(parts, made, 20.0)
    assert made.made == {PHONE: 1}
    made.put(replace(made.buyers[1], member_id=None))  # and taken off again by somebody
    with store.write() as connection:
        connection.execute(update(outbox_op).values(before))
        connection.execute(update(outbox_sender).values(mark=0))
    made.advance(60.0)  # the right to send has run out, as after a start
    rest(parts, made, 300.0)
    assert [one.review for one in parts.outbox.list()] == [ReviewReason.RESTORED]
    assert made.made == {PHONE: 1}
