"""The outbox on a server of ours, which does a write once however often it comes under its key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.support.line import Line, running_line
from tests.support.our_server import MANAGER, serving
from tests.support.people import PHONE, add_buyer
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.store.outbox_tables import outbox_op


@pytest.fixture
def shop() -> Iterator[Backend]:
    with open_backend("sqlite://") as opened:
        add_buyer(opened, name="王小明")
        yield opened


@pytest.fixture
def line(shop: Backend) -> Iterator[Line]:
    with serving(shop) as server, running_line(urlsplit(server.url).port or 0) as running:
        yield running


def opened(line: Line, tmp_path: Path) -> OfflineBackend:
    backend = open_backend(line.url, mirror=f"sqlite:///{tmp_path / 'mirror.db'}", auth=Bearer(MANAGER), timeout=5.0)
    assert isinstance(backend, OfflineBackend)
    return backend


def test_a_server_that_was_away_at_first_is_known_before_anything_is_sent(line: Line, tmp_path: Path) -> None:
    with opened(line, tmp_path) as before:
        assert before.get(1) is not None
    line.cut()
    with opened(line, tmp_path) as backend:
        with pytest.raises(UnreachableError):
            backend.ask_capabilities()
        line.mend()
        assert backend.create_member(MemberForm(1, "王小明", PHONE)).state is WriteState.DONE
        with backend.desk_store.read() as connection:
            assert connection.execute(select(outbox_op.c.is_keyed)).scalars().all() == [True]


def test_what_is_done_is_answered_at_once_when_it_is_asked_for_again(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = MemberForm(1, "王小明", PHONE)
    with opened(line, tmp_path) as backend:
        assert backend.get(1) is not None
        made = backend.create_member(form, operation_id="op")
        assert made.state is WriteState.DONE
        waited: list[float] = []
        monkeypatch.setattr(backend._writes, "_wait", lambda _event, seconds: bool(waited.append(seconds)))
        assert backend.create_member(form, operation_id="op") == made
    assert waited == []
