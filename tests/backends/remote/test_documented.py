"""The seven calls as the vendor's page shows them, over a real connection."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from tests.support.people import ID_CARD, NAUGHTY, OPEN_ID, PHONE, UNSTORABLE
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    RejectedError,
    StorageError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.result import WriteState


class TestReads:
    def test_get(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, name="张三", openId=OPEN_ID, profile="https://thirdwx.qlogo.cn/a/132", phone=PHONE, memberId=6)
        assert backend.get(7) == WxBuyingUser(7, 2318, OPEN_ID, "张三", "https://thirdwx.qlogo.cn/a/132", PHONE, 6)
        (asked,) = server.asked
        assert (asked.method, asked.target) == ("GET", "/base/api/weixin/wxbuyinguser/get?id=7")
        assert asked.headers["accept"] == "application/json"
        assert asked.headers["accept-encoding"] == "identity"
        assert asked.headers["host"] == f"127.0.0.1:{server.port}"
        assert "content-length" not in asked.headers
        assert backend.get(8) is None

    @pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
    def test_numbers_of_nobody_are_not_asked_for(self, backend: Backend, server: RawServer, number: int) -> None:
        assert backend.get(number) is None
        assert backend.get_list([number]) == []
        assert server.asked == []

    @pytest.mark.parametrize("open_id", [OPEN_ID, "o a&b=c?#%/+é王"])
    def test_get_by_open_id(self, backend: Backend, server: RawServer, vendor: Vendor, open_id: str) -> None:
        vendor.add(id=7, openId=open_id)
        found = backend.get_by_open_id(open_id)
        assert found is not None
        assert found.id == 7
        assert server.asked[0].method == "GET"
        assert server.asked[0].target.startswith("/base/api/weixin/wxbuyinguser/getbyopenid?openId=o")
        assert backend.get_by_open_id("oNobody") is None
        assert backend.get_by_open_id("") is None

    def test_get_list(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        for number in range(1, 251):
            vendor.add(id=number)
        wanted = [*range(250, 0, -1), 999, 3, 3]
        assert [buyer.id for buyer in backend.get_list(wanted)] == list(range(250, 0, -1))
        assert sorted(len(asked.json) for asked in server.asked) == [51, 100, 100]
        assert {asked.target for asked in server.asked} == {"/base/api/weixin/wxbuyinguser/getlist"}
        assert {asked.headers["content-type"] for asked in server.asked} == {"application/json; charset=utf-8"}

    @pytest.mark.parametrize("text", NAUGHTY)
    def test_every_text_is_read_as_it_came(self, backend: Backend, vendor: Vendor, text: str) -> None:
        vendor.add(id=7, name=text, phone=text, profile=text)
        buyer = backend.get(7)
        assert buyer is not None
        assert (buyer.name, buyer.phone, buyer.profile) == (text, text, text)

    def test_connections_are_kept_for_reads(self, backend: Backend, server: RawServer) -> None:
        for number in range(1, 6):
            backend.get(number)
        assert {asked.connection for asked in server.asked} == {0}


class TestSaveUser:
    def test_a_new_buyer(self, backend: Backend, server: RawServer) -> None:
        result = backend.save_user(WxBuyingUser(0, 99, OPEN_ID, "张三", member_id=8))
        assert (result.id, result.state) == (1, WriteState.DONE)
        (asked,) = server.calls("saveuser")
        assert (asked.method, asked.target) == ("POST", "/base/api/weixin/wxbuyinguser/saveuser")
        assert asked.json == {"id": 0, "memberId": 0, "openId": OPEN_ID, "name": "张三"}
        assert asked.headers["content-type"] == "application/json; charset=utf-8"

    def test_an_open_id_belongs_to_one_buyer(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, openId=OPEN_ID)
        vendor.add(id=8)
        for user in (WxBuyingUser(open_id=OPEN_ID), WxBuyingUser(8, open_id=OPEN_ID)):
            with pytest.raises(ConflictError) as caught:
                backend.save_user(user)
            assert (caught.value.code, caught.value.buyer_id) == ("E-OPEN-ID-TAKEN", 7)
        assert server.calls("saveuser") == []

    def test_an_existing_buyer_is_read_first_and_keeps_what_nobody_changed(
        self, backend: Backend, server: RawServer, vendor: Vendor
    ) -> None:
        stored = {"id": 7, "memberId": -3, "openId": OPEN_ID, "name": "张三", "phone": PHONE, "profile": "p"}
        vendor.add(**stored)
        shown = WxBuyingUser(7, 9, "oOther", "张三", "p", "")
        wanted = WxBuyingUser(7, 9, "", "李四", "p", "", member_id=5)
        assert backend.save_user(wanted, base=shown).id == 7
        assert [asked.name for asked in server.asked] == ["get", "saveuser"]
        assert server.calls("saveuser")[0].json == stored | {"name": "李四", "tenantId": 2318}

    def test_a_text_may_be_emptied_and_the_rest_is_sent_whole(
        self, backend: Backend, server: RawServer, vendor: Vendor
    ) -> None:
        vendor.add(id=7, name="张三", phone=PHONE, openId=None, tenantId=None)
        backend.save_user(WxBuyingUser(7, name="张三"))
        sent = {"id": 7, "memberId": 0, "openId": "", "name": "张三", "profile": "", "phone": ""}
        assert server.calls("saveuser")[0].json == sent

    def test_what_changed_meanwhile_is_a_conflict(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, name="张三丰", phone=PHONE)
        with pytest.raises(ConflictError) as caught:
            backend.save_user(WxBuyingUser(7, name="章三", phone=PHONE), base=WxBuyingUser(7, name="张三", phone=PHONE))
        assert (caught.value.code, caught.value.field, caught.value.buyer_id) == ("E-CHANGED", "name", 7)
        assert server.calls("saveuser") == []

    def test_an_open_id_is_filled_in_once(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, name="张三")
        backend.save_user(WxBuyingUser(7, open_id=OPEN_ID, name="张三"))
        assert vendor.buyers[7]["openId"] == OPEN_ID
        with pytest.raises(UnsupportedError):
            backend.save_user(WxBuyingUser(7, open_id="oOther", name="张三"))
        assert len(server.calls("saveuser")) == 1

    def test_an_unknown_buyer_is_not_made(self, backend: Backend, server: RawServer) -> None:
        for number in (4711, -1, 2**63):
            with pytest.raises(NotFoundError):
                backend.save_user(WxBuyingUser(number, name="张三"))
        assert server.calls("saveuser") == []


class TestMembers:
    def test_create(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7)
        form = MemberForm(7, "张三", PHONE, 1, date(1949, 12, 31), ID_CARD, "北京市")
        assert backend.create_member(form).id == 8801 == vendor.buyers[7]["memberId"]
        (asked,) = server.asked
        assert (asked.method, asked.target) == ("POST", "/base/api/weixin/wxbuyinguser/createmember")
        assert asked.json == {
            "wxBuyingUserId": 7,
            "name": "张三",
            "phone": PHONE,
            "sex": 1,
            "birthday": "1949-12-31 00:00:00",
            "idCard": ID_CARD,
            "address": "北京市",
        }

    def test_a_refusal_has_the_vendors_words(self, backend: Backend, vendor: Vendor) -> None:
        vendor.add(id=7)
        vendor.members[PHONE] = 8812
        with pytest.raises(RejectedError) as caught:
            backend.create_member(MemberForm(7, "张三", PHONE))
        assert (str(caught.value), caught.value.status) == ("手机号已存在", 500)

    def test_bind_and_unbind(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7)
        vendor.members[PHONE] = 8812
        assert backend.bind_member(MemberForm(7, phone=PHONE), member_id=8812).id == 8812
        assert server.calls("bindmember")[0].json == {"wxBuyingUserId": 7, "phone": PHONE}
        assert backend.unbind_member(MemberForm(7), expected_member_id=8812).id == 8812
        assert server.calls("unbindmember")[0].json == {"wxBuyingUserId": 7}
        assert vendor.buyers[7]["memberId"] == 0

    def test_another_member_than_expected_stays(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, memberId=8813)
        vendor.add(id=8)
        for number, code, bound in ((7, "E-CHANGED", 8813), (8, "E-NOT-BOUND", None)):
            with pytest.raises(ConflictError) as caught:
                backend.unbind_member(MemberForm(number), expected_member_id=8812)
            assert (caught.value.code, caught.value.member_id, caught.value.buyer_id) == (code, bound, number)
        with pytest.raises(NotFoundError):
            backend.unbind_member(MemberForm(9), expected_member_id=8812)
        assert server.calls("unbindmember") == []

    def test_forms_that_can_never_be_accepted_are_not_sent(self, backend: Backend, server: RawServer) -> None:
        for call in (
            lambda: backend.create_member(MemberForm(7)),
            lambda: backend.create_member(MemberForm(7, "张三", sex=2**31)),
            lambda: backend.bind_member(MemberForm(7)),
            lambda: backend.register(WxBuyingUser(7, open_id=OPEN_ID), MemberForm(name="张三")),
            lambda: backend.save_user(WxBuyingUser(name="张三"), operation_id=""),
        ):
            with pytest.raises(InvalidInputError):
                call()
        for call in (
            lambda: backend.create_member(MemberForm(None, "张三")),
            lambda: backend.bind_member(MemberForm(2**63, phone=PHONE)),
            lambda: backend.unbind_member(MemberForm(0)),
        ):
            with pytest.raises(NotFoundError):
                call()
        for text in UNSTORABLE:
            with pytest.raises(InvalidInputError):
                backend.create_member(MemberForm(7, "张三", address=text))
            with pytest.raises(InvalidInputError):
                backend.get_by_open_id(text)
        assert server.asked == []

    def test_a_member_is_not_bound_by_its_number(self, backend: Backend, server: RawServer) -> None:
        with pytest.raises(UnsupportedError, match="phone or ID number"):
            backend.bind_member(MemberForm(7), member_id=8812)
        assert server.asked == []


class TestRegister:
    def test_the_new_buyer_is_found_by_its_open_id(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=1)
        result = backend.register(WxBuyingUser(open_id=OPEN_ID, name="微信用户"), MemberForm(name="张三", phone=PHONE))
        assert result.id == 2
        assert vendor.buyers[2]["memberId"] == 8801
        assert [asked.name for asked in server.asked] == ["getbyopenid", "saveuser", "getbyopenid", "createmember"]

    def test_without_an_open_id_nothing_is_sent(self, backend: Backend, server: RawServer) -> None:
        with pytest.raises(InvalidInputError) as caught:
            backend.register(WxBuyingUser(name="张三"), MemberForm(name="张三", phone=PHONE))
        assert (caught.value.code, caught.value.field) == ("E-OPEN-ID-NEEDED", "open_id")
        assert server.asked == []


class TestWhatTheApiLacks:
    def test_members_are_not_shown(self, backend: Backend) -> None:
        assert backend.capabilities == Capabilities()
        assert backend.outbox is None
        for call in (
            lambda: backend.get_member(1),
            lambda: backend.find_members(PHONE),
            lambda: backend.buyers_of_member(1),
            lambda: backend.save_member(Member(1, name="张三")),
        ):
            with pytest.raises(UnsupportedError):
                call()

    @pytest.mark.parametrize(
        "text", [PHONE, "138 8000", "张三", "zhangsan", "8000 王", "8812", "7", "oGZUI0egBJ", ID_CARD]
    )
    def test_what_it_cannot_search_is_said(self, backend: Backend, text: str) -> None:
        with pytest.raises(UnsupportedError) as caught:
            backend.search(text)
        assert caught.value.code == "E-NO-SEARCH"

    def test_ids_and_open_ids_are_searched(self, backend: Backend, vendor: Vendor) -> None:
        vendor.add(id=8812, openId=OPEN_ID)
        for text in ("8812", "#8812", OPEN_ID, OPEN_ID.swapcase(), f"https://example.com/?openid={OPEN_ID}"):
            page = backend.search(text)
            assert [buyer.id for buyer in page.buyers] == [8812], text
            assert (page.count, page.next) == (1, None)
        for text in ("#8813", "o" + "x" * 27, ""):
            assert backend.search(text).hits == (), text

    def test_a_search_that_was_stopped(self, backend: Backend, server: RawServer, vendor: Vendor) -> None:
        cancel = Event()
        vendor.before = lambda _asked: cancel.set()  # while the server is being asked
        for requests in (1, 0):
            server.asked.clear()
            with pytest.raises(StorageError) as caught:
                backend.search("#7", cancel=cancel)
            assert caught.value.code == "E-CANCELLED"
            assert (len(server.asked) > 0) == requests


def test_the_tenant_is_learnt_from_the_first_buyer(backend: Backend, vendor: Vendor) -> None:
    vendor.add(id=7)
    assert backend.tenant_id is None
    backend.get(7)
    assert backend.tenant_id == 2318


def test_after_close_everything_says_so(backend: Backend, server: RawServer) -> None:
    backend.close()
    backend.close()
    for call in (
        lambda: backend.get(7),
        lambda: backend.get_by_open_id(OPEN_ID),
        lambda: backend.get_list([]),
        lambda: backend.search("#7"),
        lambda: backend.get_member(1),
        lambda: backend.save_user(WxBuyingUser(name="张三")),
        lambda: backend.create_member(MemberForm(7, "张三")),
    ):
        with pytest.raises(StorageError) as caught:
            call()
        assert caught.value.code == "E-CLOSED"
    assert server.asked == []
