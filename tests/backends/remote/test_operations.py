"""The same operation twice, one after the other or at the same time, is one write."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import Asked, RawServer, hang_up, http
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import ConflictError, OutcomeUnknownError, RejectedError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

FORM = MemberForm(7, "张三", PHONE)


def test_the_same_operation_is_sent_once(backend: Backend, server: RawServer, vendor: Vendor) -> None:
    vendor.add(id=7)
    first = backend.create_member(FORM, operation_id="op")
    assert backend.create_member(FORM, operation_id="op") == first
    assert first.operation_id == "op"
    assert len(server.calls("createmember")) == 1


def test_two_at_a_time_are_one(backend: Backend, server: RawServer, vendor: Vendor) -> None:
    vendor.add(id=7)
    arrived, go_on = threading.Event(), threading.Event()

    def hold(_asked: Asked) -> None:
        arrived.set()
        go_on.wait()

    vendor.before = hold
    with ThreadPoolExecutor(2) as workers:
        calls = [workers.submit(backend.create_member, FORM, operation_id="op") for _ in range(2)]
        arrived.wait()
        go_on.set()
        assert calls[0].result() == calls[1].result()
    assert len(server.asked) == 1


def test_an_id_is_not_lent_to_another_write(backend: Backend, server: RawServer, vendor: Vendor) -> None:
    vendor.add(id=7)
    backend.create_member(FORM, operation_id="op")
    for write in (
        lambda: backend.create_member(MemberForm(7, "李四"), operation_id="op"),
        lambda: backend.bind_member(FORM, operation_id="op"),
    ):
        with pytest.raises(ConflictError) as caught:
            write()
        assert caught.value.code == "E-OPERATION-REUSED"
    assert len(server.asked) == 1


def test_a_refused_one_may_be_tried_again(backend: Backend, server: RawServer, vendor: Vendor) -> None:
    vendor.add(id=7)
    vendor.members[PHONE] = 8812
    with pytest.raises(RejectedError):
        backend.create_member(FORM, operation_id="op")
    vendor.members.clear()
    assert backend.create_member(MemberForm(7, "张三丰", PHONE), operation_id="op").id == 8801
    assert len(server.asked) == 2
    with pytest.raises(ConflictError):
        backend.create_member(FORM, operation_id="op")


def test_one_in_doubt_is_never_sent_again(backend: Backend, server: RawServer, vendor: Vendor) -> None:
    vendor.add(id=7)
    vendor.after = lambda _asked: hang_up
    for _ in range(3):
        with pytest.raises(OutcomeUnknownError):
            backend.create_member(FORM, operation_id="op")
    assert len(server.asked) == 1
    assert vendor.buyers[7]["memberId"] == 8801  # it was done, as it may be


class TestRegister:
    """Two writes: what the first one did is never denied by the second one's failure."""

    USER, PERSON = WxBuyingUser(open_id=OPEN_ID), MemberForm(name="张三", phone=PHONE)

    def test_the_member_is_refused(self, backend: Backend, vendor: Vendor) -> None:
        vendor.members[PHONE] = 8812
        with pytest.raises(RejectedError, match="手机号已存在"):
            backend.register(self.USER, self.PERSON, operation_id="op")
        with pytest.raises(ConflictError) as caught:
            backend.register(self.USER, self.PERSON, operation_id="op")
        assert (caught.value.code, caught.value.buyer_id) == ("E-OPEN-ID-TAKEN", 1)

    @pytest.mark.parametrize("broken", ["saveuser", "createmember"])
    def test_one_of_them_is_in_doubt(self, backend: Backend, server: RawServer, vendor: Vendor, broken: str) -> None:
        vendor.after = lambda asked: hang_up if asked.name == broken else None
        for _ in range(2):
            with pytest.raises(OutcomeUnknownError):
                backend.register(self.USER, self.PERSON, operation_id="op")
        assert len(server.calls(broken)) == 1

    @pytest.mark.parametrize("status", [401, 503])
    def test_the_new_buyer_cannot_be_read(self, backend: Backend, vendor: Vendor, status: int) -> None:
        vendor.before = lambda asked: http(status=status) if vendor.buyers and asked.method == "GET" else None
        with pytest.raises(OutcomeUnknownError):
            backend.register(self.USER, self.PERSON)

    def test_the_server_does_not_know_it(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.before = lambda asked: http("null") if asked.method == "GET" else None
        with pytest.raises(OutcomeUnknownError):
            backend.register(self.USER, self.PERSON)
        assert server.calls("createmember") == []

    def test_the_key_expires_between_the_two(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda asked: http(status=401) if asked.name == "createmember" else None
        with pytest.raises(OutcomeUnknownError, match="stored"):
            backend.register(self.USER, self.PERSON)

    def test_nothing_was_sent(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http(status=503)
        with pytest.raises(UnreachableError):
            backend.register(self.USER, self.PERSON)
        assert server.calls("saveuser") == []
