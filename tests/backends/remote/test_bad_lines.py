"""Our client and our server with a line between them that breaks: what is said of a write is always true."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.fault_proxy import Fault, FaultProxy, running_proxy
from tests.support.our_server import MANAGER, serving
from tests.support.people import PHONE
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.errors import OutcomeUnknownError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.options import RemoteOptions

TIMEOUT = 2.0
WITHOUT_ANSWER = (
    Fault.HANG_UP,
    Fault.RESET_REQUEST,
    Fault.LOSE_ANSWER,
    Fault.CUT_ANSWER,
    Fault.HALF_CLOSE,
    Fault.STALL,
)
HARMLESS = (Fault.DELAY, Fault.THROTTLE, Fault.NONE)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Backend]:
    """The truth."""
    with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as opened:
        yield opened


@pytest.fixture
def proxy(shop: Backend) -> Iterator[FaultProxy]:
    """The line to a server over it."""
    with serving(shop) as server, running_proxy(urlsplit(server.url).port or 0) as running:
        yield running


def open_through(proxy: FaultProxy, timeout: float = TIMEOUT) -> Backend:
    return open_backend(proxy.url, auth=Bearer(MANAGER), timeout=timeout, options=RemoteOptions(chunk=5))


@pytest.mark.parametrize("fault", WITHOUT_ANSWER)
def test_a_write_without_answer_is_in_doubt_and_sent_once(proxy: FaultProxy, shop: Backend, fault: Fault) -> None:
    buyer_id = shop.save_user(WxBuyingUser(name="张三")).id
    proxy.next_fault = lambda: fault
    with open_through(proxy, timeout=0.5) as backend, pytest.raises(OutcomeUnknownError):
        backend.create_member(MemberForm(buyer_id, "张三", PHONE))
    assert proxy.met == [fault]


@pytest.mark.parametrize("fault", HARMLESS)
def test_a_slow_line_changes_nothing(proxy: FaultProxy, shop: Backend, fault: Fault) -> None:
    proxy.next_fault = lambda: fault
    with open_through(proxy) as backend:
        buyer_id = backend.save_user(WxBuyingUser(name="张三")).id
        assert buyer_id is not None
        assert backend.get(buyer_id) == shop.get(buyer_id)


def test_a_gateway_that_repeats_requests_makes_no_second_buyer(proxy: FaultProxy, shop: Backend) -> None:
    with open_through(proxy) as backend:
        assert backend.capabilities.member_edit  # and it keeps keys
        proxy.next_fault = lambda: Fault.DUPLICATE
        first = backend.save_user(WxBuyingUser(name="张三")).id
        assert backend.create_member(MemberForm(first, "张三", PHONE)).id is not None
    assert [buyer.id for buyer in shop.get_list(range(1, 9))] == [first]
    assert len(shop.find_members(PHONE)) == 1


@pytest.mark.parametrize("seed", range(5))
def test_what_is_said_is_true_whatever_breaks(proxy: FaultProxy, shop: Backend, seed: int) -> None:
    random_ = random.Random(seed)
    faults = [fault for fault in (*WITHOUT_ANSWER, *HARMLESS, *HARMLESS) if fault is not Fault.STALL]
    proxy.next_fault = lambda: random_.choice(faults)
    said: dict[str, bool | None] = {}
    with open_through(proxy) as backend:
        for number in range(30):
            name = f"客人{number}"
            try:
                backend.save_user(WxBuyingUser(name=name))
                said[name] = True
            except UnreachableError:
                said[name] = False
            except OutcomeUnknownError:
                said[name] = None
    stored = [buyer.name for buyer in shop.get_list(range(1, 99))]
    assert len(stored) == len(set(stored))
    for name, is_done in said.items():
        assert is_done is None or (name in stored) is is_done
    assert True in said.values()
    assert None in said.values()


@pytest.mark.parametrize("seed", range(5))
def test_a_list_is_whole_or_an_error(proxy: FaultProxy, shop: Backend, seed: int) -> None:
    ids = [shop.save_user(WxBuyingUser(name=f"客人{number}")).id or 0 for number in range(20)]
    random_ = random.Random(seed)
    proxy.next_fault = lambda: random_.choice([Fault.LOSE_ANSWER, Fault.CUT_ANSWER, *HARMLESS])
    with open_through(proxy) as backend:
        found = []
        for _ in range(5):
            with suppress(UnreachableError):
                found.append([buyer.id for buyer in backend.get_list(ids)])
    assert found
    assert all(numbers == ids for numbers in found)
