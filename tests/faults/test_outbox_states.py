"""No state is a trap: what a program that ended left in the outbox the next one brings to an end, or to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.faults.test_outbox_crashes import PHONE, AwayServer, CountedWorld, program, rest, world
from wxbuyer_gui.backends.offline import sender
from wxbuyer_gui.backends.offline.assembly import Parts
from wxbuyer_gui.backends.offline.evidence import Evidence
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.outbox import Entry

LONG = 1_000.0
"""Seconds in which everything that settles has settled."""
OPEN = [state for state in OpState if state.is_open]
SENT = [state for state in OPEN if state.is_being_checked]
DOUBTS = [Evidence.UNKNOWN, Evidence.BUSY, Evidence.ANSWERED, Evidence.RECHECK, Evidence.RESTORED]
BUYER = WxBuyingUser(1, 1, "o1", "微信用户", "", PHONE)
MEMBER = 4001


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


def left_behind(kind: str, state: OpState, evidence: Evidence = Evidence.NONE) -> Operation:
    """What an earlier program has written: sent by it, or not."""
    is_sent = state in SENT or state is OpState.REVIEW
    return Operation(
        operation_id="op",
        kind=kind,
        state=state,
        buyer_id=1,
        user=replace(BUYER, name="王小明") if kind == "save" else None,
        form=None if kind == "save" else MemberForm(1, "王小明", PHONE),
        base=replace(BUYER, member_id=MEMBER) if kind == "unbind" else BUYER,
        expected_member_id={"unbind": MEMBER, "save": 0}.get(kind),
        attempts=1 if is_sent else 0,
        review=ReviewReason.STILL_UNCHANGED if evidence is Evidence.RECHECK else None,
        depends_on="gone" if state is OpState.BLOCKED else "",
    )


def start(
    store: Store,
    made: CountedWorld,
    operation: Operation,
    evidence: Evidence,
    *,
    keyed: bool = False,
    away: bool = False,
) -> Parts:
    server = AwayServer(made)
    server.is_away = away
    parts = program(store, made, server)
    entry = Entry(
        operation=replace(operation, created_at=datetime.fromtimestamp(made.clock.time(), UTC)),
        backend_id=parts.outbox._ledger.backend_id,
        tenant_id=1,
        body_check="x",
        evidence=evidence,
        in_doubt=operation.attempts,
        is_keyed=keyed,
        sending_id="op",
        sent_boot="an earlier start",
    )
    with store.write() as connection:
        rows.add(connection, entry)
    return parts


def end_of(parts: Parts, made: CountedWorld) -> OpState:
    rest(parts, made, LONG)
    operation = parts.outbox.get("op")
    assert operation is not None
    return operation.state


def shop(kind: str, *, done: bool) -> CountedWorld:
    made = world()
    is_bound = (kind == "unbind") is not done if kind != "save" else False
    name = "王小明" if kind == "save" and done else BUYER.name
    made.put(replace(BUYER, name=name, member_id=MEMBER if is_bound else None))
    return made


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("kind", ["create", "bind", "unbind", "save"])
@pytest.mark.parametrize("state", [state for state in OPEN if state is not OpState.REVIEW])
def test_every_state_is_left(store: Store, state: OpState, kind: str, done: bool) -> None:
    made = shop(kind, done=done)
    parts = start(store, made, left_behind(kind, state), Evidence.NONE)
    end = end_of(parts, made)
    assert not end.is_open or end is OpState.REVIEW
    if done and state is not OpState.BLOCKED:
        assert end is OpState.DONE
    if not done and state in SENT:
        assert end is OpState.REVIEW  # nobody knows; and nobody but a person sends it again


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("evidence", DOUBTS)
@pytest.mark.parametrize("state", [OpState.UNKNOWN, OpState.RECONCILING])
def test_every_doubt_is_settled(store: Store, state: OpState, evidence: Evidence, done: bool) -> None:
    made = shop("create", done=done)
    parts = start(store, made, left_behind("create", state, evidence), evidence)
    end = end_of(parts, made)
    assert not end.is_open or end is OpState.REVIEW
    if done:
        assert end is OpState.DONE


@pytest.mark.parametrize("state", SENT)
def test_a_key_that_the_server_has_forgotten_settles_as_well(store: Store, state: OpState) -> None:
    made = shop("create", done=False)
    parts = start(store, made, left_behind("create", state), Evidence.UNKNOWN, keyed=True)
    end = end_of(parts, made)
    assert not end.is_open or end is OpState.REVIEW


@pytest.mark.parametrize("state", [state for state in OPEN if state is not OpState.REVIEW])
def test_a_server_that_never_comes_back_leaves_it_to_people(store: Store, state: OpState) -> None:
    made = shop("create", done=False)
    parts = start(store, made, left_behind("create", state), Evidence.NONE, away=True)
    rest(parts, made, LONG)
    made.clock.now += 15 * 86_400.0
    assert end_of(parts, made) is OpState.REVIEW


def test_the_trap_would_be_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state that the sender overlooks."""
    monkeypatch.setattr(sender, "_MOVING", (OpState.QUEUED, OpState.ACKED))
    made = shop("create", done=True)
    parts = start(store, made, left_behind("create", OpState.SENDING), Evidence.NONE)
    assert end_of(parts, made) is OpState.UNKNOWN
