"""Servers that let nothing in for a while, by refusing the key or by being busy: what waits stays and is sent once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.support.people import PHONE
from tests.support.raw_server import Answer, Asked, RawServer, http
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_source
from wxbuyer_gui.domain.models import MemberForm, Operation
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.outbox import OutboxService
from wxbuyer_gui.services.session import Session, SourceInfo, open_session

FORM = MemberForm(1, "王小明", PHONE)
LOGIN = http(status=302, headers=("Location: /Account/Login",))


@pytest.fixture
def session(server: RawServer, tmp_path: Path) -> Iterator[Session]:
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'm.db'}", timeout=2.0, settle=0.1)
    made = open_session(source, SourceInfo(kind="remote", label="", url=server.url), device=new_device())
    yield made
    made.close()


def box(session: Session) -> OutboxService:
    assert session.outbox is not None
    return session.outbox


def refuse(vendor: Vendor, answer: Answer, *, names: tuple[str, ...] = ()) -> None:
    """Answer these calls, or all, with ``answer``."""

    def instead(asked: Asked) -> Answer | None:
        return answer if not names or asked.name in names else None

    vendor.before = instead


def until(session: Session, wanted: OpState, *, code: str = "") -> Operation:
    """The operation when it has come to this state, with this code."""
    come = Event()

    def is_there(one: Operation | None) -> bool:
        return one is not None and one.state is wanted and one.code == code

    stop = box(session).subscribe(lambda one: come.set() if is_there(one) else None)
    box(session).retry_all()
    assert is_there(box(session).get("op")) or come.wait(30)
    stop()
    found = box(session).get("op")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("answer", "code"),
    [(http(status=401), "E-AUTH"), (http(status=403), "E-AUTH"), (LOGIN, "E-LOGIN")],
    ids=["401", "403", "sign-in page"],
)
def test_a_refused_key_drops_nothing(
    session: Session, server: RawServer, vendor: Vendor, answer: bytes, code: str
) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    refuse(vendor, http(status=503))
    assert session.desk.register(buyer, FORM, operation_id="op").result.state is WriteState.QUEUED
    refuse(vendor, answer)
    assert until(session, OpState.QUEUED, code=code).attempts == 0
    assert server.calls("createmember") == []
    vendor.before = lambda _asked: None
    assert until(session, OpState.DONE).result_id == 8801
    assert len(server.calls("createmember")) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 503])
def test_what_a_busy_server_did_not_get_to_is_sent_again(
    session: Session, server: RawServer, vendor: Vendor, status: int
) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    refuse(vendor, http("<html>later</html>", status=status), names=("createmember",))
    assert session.desk.register(buyer, FORM, operation_id="op").result.state is not WriteState.DONE
    assert vendor.members == {}
    vendor.before = lambda _asked: None
    assert until(session, OpState.DONE).result_id == 8801
    assert len(server.calls("createmember")) >= 2
    assert vendor.members == {PHONE: 8801}


def test_what_any_other_failure_left_in_doubt_is_put_before_people(
    session: Session, server: RawServer, vendor: Vendor
) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    refuse(vendor, http("<html>oops</html>", status=500), names=("createmember",))
    assert session.desk.register(buyer, FORM, operation_id="op").result.state is WriteState.CHECKING
    vendor.before = lambda _asked: None
    until(session, OpState.REVIEW, code="E-UNKNOWN")
    assert len(server.calls("createmember")) == 1
