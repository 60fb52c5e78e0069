"""Our own server behind the same backend: what it announces is used, and nothing of it is expected of a vendor's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.our_server import CLERK, MANAGER, serving
from tests.support.people import OPEN_ID, PHONE, add_buyer, add_member
from tests.support.raw_server import Answer, Asked, RawServer, hang_up, http, silent
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend, open_source
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.errors import (
    AuthError,
    ConflictError,
    InvalidInputError,
    OutcomeUnknownError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import Capabilities, MemberForm, WxBuyingUser

ANNOUNCED = {
    "version": "1",
    "tenantId": 1,
    "role": "clerk",
    "phoneSearch": False,
    "memberRead": False,
    "memberEdit": False,
    "idempotencyKeys": True,
    "mostIds": 200,
    "calls": [],
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Backend]:
    """The source behind the server."""
    with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as opened:
        yield opened


@pytest.fixture
def url(shop: Backend) -> Iterator[str]:
    """The server's address."""
    with serving(shop) as running:
        yield running.url


class TestOurs:
    def test_what_it_can_do_is_asked_once(self, url: str) -> None:
        with open_backend(url, auth=Bearer(MANAGER)) as backend:
            assert backend.tenant_id is None
            assert backend.capabilities == Capabilities(phone_search=True, member_read=True, member_edit=True)
            assert backend.tenant_id == 1

    def test_it_is_searched_like_our_own_database(self, url: str, shop: Backend) -> None:
        for number in range(60):
            add_buyer(shop, name=f"客人{number}", phone=f"138001380{number:02}")
        buyer_id, _ = add_member(shop, "张三", "13900139000")
        with open_backend(url, auth=Bearer(CLERK)) as backend:
            for text in ("9000", "zhangsan", "张三", f"#{buyer_id}", ""):
                assert backend.search(text) == shop.search(text), text
            first = backend.search("1380013")
            second = backend.search("1380013", after=first.next)
            assert (len(first.hits), len(second.hits), second.next) == (50, 10, None)
            assert not set(first.buyers) & set(second.buyers)
            with pytest.raises(InvalidInputError):
                backend.search("1380013", after=5)

    def test_a_buyer_without_open_id_is_registered(self, url: str, shop: Backend) -> None:
        with open_backend(url, auth=Bearer(MANAGER)) as backend:
            assert backend.capabilities.member_read
            buyer_id = backend.register(WxBuyingUser(name="张三"), MemberForm(name="张三", phone=PHONE)).id
            assert buyer_id is not None
            assert shop.get(buyer_id) == backend.get(buyer_id)
            with pytest.raises(ConflictError) as caught:
                backend.register(WxBuyingUser(open_id=OPEN_ID), MemberForm(name="李四", phone=PHONE))
            assert (caught.value.code, caught.value.field) == ("E-PHONE-TAKEN", "phone")
            assert shop.get_by_open_id(OPEN_ID) is None

    def test_an_operation_is_known_to_the_server(self, url: str, shop: Backend) -> None:
        for _ in range(2):  # the second backend remembers nothing; the server does
            with open_backend(url, auth=Bearer(MANAGER)) as backend:
                assert backend.capabilities.member_read
                assert backend.save_user(WxBuyingUser(name="张三"), operation_id="op 1 ünïcode").id == 1
        assert len(shop.get_list([1, 2])) == 1

    def test_a_wrong_token(self, url: str) -> None:
        with open_backend(url, auth=Bearer("wrong-0123456789abcdef")) as backend:
            assert backend.capabilities == Capabilities()
            for call in (lambda: backend.get(7), lambda: backend.search("张"), lambda: backend.get_member(1)):
                with pytest.raises(AuthError):
                    call()

    def test_a_source_knows_before_it_opens(self, url: str, tmp_path: Path) -> None:
        source = open_source(url, data_dir=tmp_path, auth=Bearer(MANAGER))
        try:
            assert source.backend.tenant_id == 1
            assert source.backend.capabilities.phone_search
        finally:
            source.close()


def test_a_write_in_doubt_is_sent_again_where_the_server_keeps_keys(
    backend: Backend, server: RawServer, vendor: Vendor
) -> None:
    def answer(asked: Asked) -> Answer | None:
        if asked.name == "capabilities":
            return http(ANNOUNCED)
        keys = [earlier.headers["idempotency-key"] for earlier in server.calls(asked.name)]
        assert len(set(keys)) == 1
        return hang_up if len(keys) == 1 else None

    vendor.add(id=7, tenantId=1)
    vendor.before = answer
    assert backend.capabilities == Capabilities()
    with pytest.raises(OutcomeUnknownError):
        backend.create_member(MemberForm(7, "张三", PHONE), operation_id="op")
    assert backend.create_member(MemberForm(7, "张三", PHONE), operation_id="op").id == 8801
    assert len(server.calls("createmember")) == 2


class TestTheVendors:
    @pytest.mark.parametrize(
        "answer",
        [
            http("null"),
            http("[]"),
            http("<html>", status=200),
            http({"status": 500, "message": "no"}),
            http({"Message": "boom"}, status=500),
            http(status=404),
            http({"phoneSearch": True, "calls": ["search"]}),
        ],
    )
    def test_nothing_is_expected_of_it(
        self, backend: Backend, server: RawServer, vendor: Vendor, answer: bytes
    ) -> None:
        vendor.before = lambda asked: answer if asked.name == "capabilities" else None
        for _ in range(2):
            assert backend.capabilities == Capabilities()
            with pytest.raises(UnsupportedError):
                backend.search(PHONE)
        assert len(server.calls("capabilities")) <= 3

    def test_a_gateway_that_guards_unknown_paths(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7)
        for status in (401, 403):
            vendor.before = lambda asked, status=status: http(status=status) if asked.name == "capabilities" else None
            assert [buyer.id for buyer in backend.search("#7").buyers] == [7]
            assert backend.capabilities == Capabilities()
            with pytest.raises(UnsupportedError):
                backend.search(PHONE)
        assert len(server.calls("capabilities")) == 1

    def test_plain_calls_do_not_ask(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, memberId=8812)
        backend.get(7)
        backend.get_list([7])
        backend.unbind_member(MemberForm(7), expected_member_id=8812)
        backend.create_member(MemberForm(7, "张三", PHONE))
        assert server.calls("capabilities") == []
        assert not any("idempotency-key" in asked.headers for asked in server.asked)

    def test_one_that_is_silent_opens_nevertheless_and_is_asked_again(
        self, server: RawServer, vendor: Vendor, tmp_path: Path
    ) -> None:
        vendor.before = lambda _asked: silent
        source = open_source(server.url, data_dir=tmp_path, timeout=0.3)
        try:
            assert source.backend.capabilities == Capabilities()
            with pytest.raises(UnreachableError):
                source.backend.search(PHONE)
            vendor.before = lambda _asked: None
            with pytest.raises(UnsupportedError):
                source.backend.search(PHONE)
        finally:
            source.close()
