"""What becomes of a write that was sent, lost on its way, and not to be seen at the server after its time to settle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.people import PHONE
from tests.support.raw_server import Answer, Asked, RawServer, hang_up
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.domain.result import WriteState

RESTS = frozenset({OpState.DONE, OpState.REVIEW, OpState.REJECTED, OpState.CANCELLED})


@contextmanager
def opened(server: RawServer, mirror_url: str, *, resends: bool) -> Iterator[OfflineBackend]:
    options = RemoteOptions(resends=resends)
    with open_backend(server.url, mirror=mirror_url, timeout=0.5, settle=1.0, options=options) as backend:
        assert isinstance(backend, OfflineBackend)
        yield backend


def lose_the_first(wire: Wire) -> None:
    """The first registration never arrives, and nobody says so."""
    lost: list[Asked] = []

    def before(asked: Asked) -> Answer | None:
        if asked.name == "createmember" and not lost:
            lost.append(asked)
            return hang_up
        return None

    wire.vendor.before = before


@pytest.mark.parametrize("resends", [False, True])
def test_a_person_or_the_program_sends_again(server: RawServer, wire: Wire, mirror_url: str, resends: bool) -> None:
    wire.vendor.add(id=7, openId="o7", name="微信用户")
    lose_the_first(wire)
    with opened(server, mirror_url, resends=resends) as backend:
        backend.get(7)
        ended = Event()
        backend.outbox.subscribe(lambda one: ended.set() if one.state in RESTS else None)
        result = backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")
        assert result.state is WriteState.CHECKING
        assert ended.wait(30)
        found = backend.outbox.get("op")
    assert found is not None
    if resends:
        assert (found.state, found.attempts) == (OpState.DONE, 2)
        assert list(wire.vendor.members) == [PHONE]
    else:
        assert (found.state, found.review) == (OpState.REVIEW, ReviewReason.STILL_UNCHANGED)
        assert wire.vendor.members == {}
    assert len(server.calls("createmember")) == (2 if resends else 1)


def test_nothing_waits_for_no_time(server: RawServer, mirror_url: str) -> None:
    with pytest.raises(InvalidInputError) as failure:
        open_backend(server.url, mirror=mirror_url, options=RemoteOptions(wait_days=0))
    assert failure.value.field == "wait_days"
