"""How much is carried at once: two buyers, one operation each, and whoever waits for an answer beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from threading import Event

import pytest

from tests.support.people import PHONE
from wxbuyer_gui.backends.offline.assembly import Parts, Surroundings, assemble
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.live import LiveCall
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.outbox import Entry


class DeadServer:
    """Answers nothing."""

    keeps_keys = False

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        raise UnreachableError("away")


class QuickServer(DeadServer):
    """Answers at once; it does what it is asked a moment later."""

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        return WxBuyingUser(buyer_id, 1, name="王小明")

    def save_user(self, user: WxBuyingUser, **_how: object) -> WriteResult:
        return WriteResult(user.id, WriteState.DONE, "")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def jobs() -> list[Callable[[], None]]:
    """What was begun, in its order; it is never finished by itself."""
    return []


@pytest.fixture
def server() -> DeadServer:
    return DeadServer()


@pytest.fixture
def parts(store: Store, jobs: list[Callable[[], None]], server: DeadServer) -> Parts:
    return assemble(
        store,
        server,  # type: ignore[arg-type]
        origin="https://shop.example",
        tenant_id=lambda: 1,
        known=lambda _number: None,
        note=lambda _operation, _buyer: None,
        probe=lambda: None,
        timeout=1.0,
        policy=Policy(settle=10.0),
        surroundings=Surroundings(run=jobs.append, clock=Clock(), jitter=lambda: 0.5, wait=Event.wait),
    )


def queue(parts: Parts, *buyers: int) -> None:
    """One change of a buyer for each of these numbers."""
    ledger = parts.outbox._ledger
    for number in buyers:
        with ledger.store.write() as connection:
            operation = Operation(
                operation_id=f"op{number}-{len(rows.open_entries(connection, ledger.backend_id))}",
                kind="save",
                state=OpState.QUEUED,
                buyer_id=number,
                created_at=datetime.now(UTC),
                user=WxBuyingUser(number, 1, name="王大明"),
                form=MemberForm(number),
            )
            rows.add(connection, Entry(operation=operation, backend_id=ledger.backend_id, body_check="x"))


def in_hand(parts: Parts) -> list[str]:
    return sorted(operation_id.partition("-")[0] for operation_id in parts.sender._in_hand)


def test_two_buyers_at_once_and_one_operation_of_each(parts: Parts, jobs: list[Callable[[], None]]) -> None:
    queue(parts, 1, 1, 2, 3)
    parts.sender.tick()
    parts.sender.tick()
    assert in_hand(parts) == ["op1", "op2"]
    assert len(jobs) == 2


def test_whoever_waits_is_served_beside_one_other(parts: Parts) -> None:
    queue(parts, 1, 2, 3)
    waited_for = next(one.operation_id for one in parts.outbox.pending() if one.buyer_id == 3)
    parts.sender.hand_over([waited_for], LiveCall(float("inf")))
    parts.sender.tick()
    assert "op3" in in_hand(parts)
    assert len(in_hand(parts)) <= 3


def test_a_buyer_that_needs_a_person_stops_nobody_else(parts: Parts, store: Store) -> None:
    queue(parts, 1, 2)
    first = next(one for one in parts.outbox._ledger.open_entries() if one.operation.buyer_id == 1)
    with store.write() as connection:
        assert rows.move(connection, first.moved(OpState.REVIEW), now=0.0) is not None
    parts.sender.tick()
    assert in_hand(parts) == ["op2"]


def fail_at(parts: Parts, state: OpState, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the next operation that comes to ``state`` meet ``error`` instead of being stored there."""
    ledger, errors = parts.outbox._ledger, iter([error])
    move = ledger.move

    def moving(entry: Entry, **how: object) -> Entry | None:
        if entry.state is state:
            for failure in errors:
                raise failure
        return move(entry, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "move", moving)


@pytest.mark.parametrize("error", [StorageError("full", code="E-DISK-FULL"), ValueError(PHONE)], ids=["disk", "other"])
@pytest.mark.parametrize("state", [OpState.PRECHECK, OpState.SENDING])
@pytest.mark.parametrize("server", [QuickServer()])
def test_after_trouble_an_operation_is_left_alone_for_a_while(
    parts: Parts,
    jobs: list[Callable[[], None]],
    state: OpState,
    error: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    queue(parts, 1)
    fail_at(parts, state, error, monkeypatch)
    parts.sender.tick()
    jobs.pop()()
    assert in_hand(parts) == []
    assert 0 < parts.sender.tick() <= 5.0
    assert jobs == []
    (waiting,) = parts.outbox.pending()
    assert waiting.state is OpState.QUEUED
    assert len(caplog.records) == 1
    assert PHONE not in caplog.text
    caplog.clear()


@pytest.mark.parametrize("server", [QuickServer()])
def test_what_was_sent_settles_also_where_its_answer_could_not_be_stored(
    parts: Parts, jobs: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    queue(parts, 1)
    fail_at(parts, OpState.ACKED, StorageError("full", code="E-DISK-FULL"), monkeypatch)
    parts.sender.tick()
    jobs.pop()()
    parts.outbox.wake()
    assert 5.0 < parts.sender.tick() <= 10.0
    assert jobs == []
    (waiting,) = parts.outbox.pending()
    assert waiting.state is OpState.UNKNOWN
    caplog.clear()
