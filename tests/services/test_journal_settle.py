"""Intents that a crash left open are closed by reading the buyer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.faulty import FaultyBackend
from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.journal import Action, JournalEntry, Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device, load_device, new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.session import SourceInfo, open_session

FORM = MemberForm(name="王小明", phone="13800138000")
NEW = WxBuyingUser(name="欧阳娜娜", phone="18600136000")
WITH_OPEN_ID = replace(NEW, open_id="oGZUI0egBJY1zhBYw2KhdUfwk3Qa")


class PowerCutError(BaseException):
    """Takes the program down: nothing of ours may catch it."""


Write = Callable[[Desk, WxBuyingUser], object]

WRITES: dict[str, tuple[str, Action, Write]] = {
    "add": ("save_user", Action.ADD, lambda desk, _: desk.save_buyer(NEW)),
    "add with openId": ("save_user", Action.ADD, lambda desk, _: desk.save_buyer(WITH_OPEN_ID)),
    "save": ("save_user", Action.SAVE, lambda desk, buyer: desk.save_buyer(replace(buyer, phone="139"), base=buyer)),
    "register": ("create_member", Action.REGISTER, lambda desk, buyer: desk.register(replace(buyer, id=None), FORM)),
    "register new": ("register", Action.REGISTER, lambda desk, _: desk.register(NEW, replace(FORM, phone="1860"))),
    "bind": ("bind_member", Action.BIND, lambda desk, buyer: desk.bind(buyer, FORM, member_id=buyer.member_id)),
    "unbind": ("unbind_member", Action.UNBIND, lambda desk, buyer: desk.unbind(buyer)),
    "save member": (
        "save_member",
        Action.SAVE_MEMBER,
        lambda desk, buyer: desk.save_member(replace(desk.member(buyer.member_id or 0), address="北京")),  # type: ignore[type-var]
    ),
}


@pytest.fixture
def member(desk: Desk, buyer: WxBuyingUser) -> WxBuyingUser:
    """The buyer, bound to a member."""
    after = desk.register(buyer, FORM).after
    assert after is not None
    return after


def prepared(name: str, desk: Desk, member: WxBuyingUser) -> WxBuyingUser:
    """The buyer as the write called ``name`` needs it; ``bind`` gets the member's number in a buyer without one."""
    if name in ("bind", "register"):
        desk.unbind(member)
    return member


def run(name: str, desk: Desk, member: WxBuyingUser) -> None:
    buyer = prepared(name, desk, member)
    if name == "register":
        desk.register(replace(buyer, member_id=None), replace(FORM, phone="13900139000"))
    else:
        WRITES[name][2](desk, buyer)


@pytest.mark.parametrize("after", [False, True], ids=["before the write", "after the write"])
@pytest.mark.parametrize("name", WRITES)
def test_a_crash_around_a_write_is_settled_at_the_next_start(
    source: Source,
    device: Device,
    backend: FaultyBackend,
    desk: Desk,
    member: WxBuyingUser,
    name: str,
    after: bool,
) -> None:
    method, action, _ = WRITES[name]
    backend.fail(method, PowerCutError(), after=after)
    with pytest.raises(PowerCutError):
        run(name, desk, member)

    again = open_session(source, SourceInfo("sqlite", "", ""), device=device)
    (entry,) = again.journal.entries(limit=1)
    assert entry.action is action
    assert entry.result is (Result.DONE if after else Result.FAILED)
    if after:
        assert entry.buyer_id is not None or action is Action.SAVE_MEMBER
    assert again.journal.verify_chain().ok
    assert again.journal.settle_open(source.backend) == 0
    assert again.journal.entries(limit=1) == (entry,)


@pytest.mark.parametrize("name", ["save", "bind", "unbind", "save member"])
def test_settling_needs_no_values(
    source: Source,
    device: Device,
    backend: FaultyBackend,
    desk: Desk,
    journal: Journal,
    member: WxBuyingUser,
    name: str,
) -> None:
    backend.fail(WRITES[name][0], PowerCutError(), after=True)
    with pytest.raises(PowerCutError):
        run(name, desk, member)
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal_value")
    assert journal.settle_open(source.backend) == 0
    assert journal.entries(limit=1)[0].result is Result.DONE


def test_a_rebind_cut_in_two_is_half_done(
    journal: Journal, backend: FaultyBackend, desk: Desk, member: WxBuyingUser
) -> None:
    assert member.member_id is not None
    other = desk.register(WxBuyingUser(name="李雪"), MemberForm(name="李雪"))
    backend.fail("bind_member", PowerCutError())
    with pytest.raises(PowerCutError):
        desk.rebind(member, member.member_id, MemberForm(), member_id=other.member_id)
    assert journal.settle_open(backend) == 0
    entry = journal.entries(buyer_id=member.id)[0]
    assert (entry.result, entry.undoable) == (Result.HALF, True)
    assert desk.undo(entry.seq).after == member


def test_what_cannot_be_read_stays_open(
    journal: Journal, backend: FaultyBackend, desk: Desk, member: WxBuyingUser
) -> None:
    backend.fail("unbind_member", PowerCutError(), after=True)
    with pytest.raises(PowerCutError):
        desk.unbind(member)
    backend.fail("get", UnreachableError("away"))
    assert journal.settle_open(backend) == 1
    assert journal.entries(limit=1)[0].result is Result.OPEN
    assert journal.settle_open(backend) == 0
    assert journal.entries(limit=1)[0].result is Result.DONE


def test_a_state_that_proves_nothing_stays_unknown(
    source: Source, journal: Journal, backend: FaultyBackend, desk: Desk, member: WxBuyingUser
) -> None:
    backend.fail("save_user", PowerCutError())
    with pytest.raises(PowerCutError):
        desk.save_buyer(replace(member, phone="13900139000"), base=member)
    backend.save_user(replace(member, phone="13700137000"))
    assert [journal.settle_open(backend) for _ in range(2)] == [1, 1]
    (entry,) = journal.entries(limit=1)
    assert (entry.result, entry.verified) == (Result.UNKNOWN, None)
    assert len(journal.entries()) == 3


def test_another_device_s_open_intents_are_left_alone(
    source: Source, backend: FaultyBackend, desk: Desk, member: WxBuyingUser
) -> None:
    backend.fail("unbind_member", PowerCutError())
    with pytest.raises(PowerCutError):
        desk.unbind(member)
    other = open_session(source, SourceInfo("sqlite", "", ""), device=new_device())
    assert other.journal.entries(limit=1)[0].result is Result.OPEN


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.support.faulty import FaultyBackend
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import load_device
from wxbuyer_gui.services.journal import Journal

source = open_source(f"sqlite:///{sys.argv[1]}/shop.db")
backend = FaultyBackend(source.backend)
desk = Desk(backend, Journal(source.desk_store, load_device(Path(sys.argv[1]), lambda: None)))
buyer = desk.save_buyer(WxBuyingUser(name="王小明", phone="13800138000")).after

def kill(name):
    if name == {"before": "create_member", "after": "get"}[sys.argv[2]]:  # after it the buyer is read back
        os.kill(os.getpid(), signal.SIGKILL)

backend.before_call = kill
desk.register(buyer, MemberForm(name="王小明", phone="13800138000"))
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize(("moment", "result"), [("before", Result.FAILED), ("after", Result.DONE)])
def test_a_killed_program_leaves_nothing_open(tmp_path: Path, moment: str, result: Result) -> None:
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    source = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    session = open_session(source, SourceInfo("sqlite", "", ""), device=load_device(tmp_path, lambda: None))
    session.begin()  # the file was not closed: it is checked before anything is written to it
    entries: tuple[JournalEntry, ...] = session.journal.entries()
    check = session.journal.verify_chain()
    stored = session.desk.buyer(1)
    session.close()
    assert [(entry.action, entry.result) for entry in entries] == [(Action.REGISTER, result), (Action.ADD, Result.DONE)]
    assert check.ok
    assert stored is not None
    assert stored.is_bound is (result is Result.DONE)
