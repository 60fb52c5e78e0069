"""The seven documented calls, spelled and answered as on the vendor's page."""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from tests.support.our_server import VENDOR
from tests.support.people import ID_CARD, NAUGHTY, OPEN_ID, PHONE, add_buyer, add_member, member_of
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser

FIELDS = ["tenantId", "openId", "name", "profile", "phone", "memberId", "id"]


def post(client: httpx.Client, call: str, body: object, **arguments: object) -> httpx.Response:
    return client.post(VENDOR + call, json=body, **arguments)  # type: ignore[arg-type]


def user(**fields: object) -> dict[str, object]:
    return {"tenantId": 1, "openId": "", "name": "", "profile": "", "phone": "", "memberId": 0, "id": 0} | fields


def done(data: int | None) -> dict[str, object]:
    return {"status": 200, "message": ""} if data is None else {"data": data, "status": 200, "message": ""}


class TestReads:
    def test_a_buyer_has_the_documented_fields(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        backend.save_user(WxBuyingUser(buyer_id, open_id=OPEN_ID, name="张三", phone=PHONE))
        answer = client.get(VENDOR + "get", params={"id": buyer_id})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert list(answer.json()) == FIELDS
        assert list(answer.json().values()) == [1, OPEN_ID, "张三", "", PHONE, member_id, buyer_id]
        assert client.get(VENDOR + "getbyopenid", params={"openId": OPEN_ID}).json() == answer.json()

    def test_no_member_is_0(self, client: httpx.Client, backend: Backend) -> None:
        assert client.get(VENDOR + "get", params={"id": add_buyer(backend, name="张三")}).json()["memberId"] == 0

    def test_nobody_is_null(self, client: httpx.Client) -> None:
        ids = (f"get?id={number}" for number in (99, 0, -1, 2**63 - 1, -(2**63)))
        for path in (*ids, "getbyopenid?openId=oNobody", "getbyopenid?openId="):
            answer = client.get(VENDOR + path)
            assert (answer.status_code, answer.content) == (200, b"null"), path

    def test_open_ids_differ_in_case(self, client: httpx.Client, backend: Backend) -> None:
        add_buyer(backend, open_id=OPEN_ID)
        assert client.get(VENDOR + "getbyopenid", params={"openId": OPEN_ID.lower()}).json() is None

    def test_a_list_comes_in_the_order_asked_for(self, client: httpx.Client, backend: Backend) -> None:
        ids = [add_buyer(backend, name=f"客人{number}") for number in range(3)]
        answer = post(client, "getlist", [ids[2], 99, ids[0], ids[2], -1])
        assert [buyer["id"] for buyer in answer.json()] == [ids[2], ids[0]]
        assert list(answer.json()[0]) == FIELDS
        assert post(client, "getlist", []).json() == []


class TestWrites:
    def test_a_new_buyer(self, client: httpx.Client, backend: Backend) -> None:
        answer = post(client, "saveuser", user(openId=OPEN_ID, name="张三", phone=PHONE, profile="https://x/0"))
        buyer_id = answer.json()["data"]
        assert (answer.status_code, answer.json()) == (200, done(buyer_id))
        assert backend.get(buyer_id) == WxBuyingUser(buyer_id, 1, OPEN_ID, "张三", "https://x/0", PHONE)

    @pytest.mark.parametrize("body", [{"openId": OPEN_ID}, {"id": None, "openId": OPEN_ID, "name": None}])
    def test_a_new_buyer_may_be_sent_in_part(self, client: httpx.Client, backend: Backend, body: object) -> None:
        buyer_id = post(client, "saveuser", body).json()["data"]
        assert backend.get_by_open_id(OPEN_ID) == WxBuyingUser(buyer_id, 1, OPEN_ID)

    def test_a_stored_buyer(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三")
        assert post(client, "saveuser", user(id=buyer_id, name="李四")).json() == done(buyer_id)
        assert backend.get(buyer_id) == WxBuyingUser(buyer_id, 1, name="李四")

    def test_a_stored_buyer_is_not_erased_by_what_is_left_out(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三", phone=PHONE)
        answer = post(client, "saveuser", {"id": buyer_id, "name": "李四", "openId": "", "profile": ""})
        assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "E-INCOMPLETE", "phone")
        assert backend.get(buyer_id) == WxBuyingUser(buyer_id, 1, name="张三", phone=PHONE)

    def test_register_bind_and_unbind(self, client: httpx.Client, backend: Backend) -> None:
        first, second = add_buyer(backend, name="甲"), add_buyer(backend, name="乙")
        form = {
            "wxBuyingUserId": first,
            "name": "张三",
            "phone": PHONE,
            "sex": 1,
            "birthday": "1949-12-31 05:31:32",
            "idCard": ID_CARD,
            "address": "北京市",
        }
        number = post(client, "createmember", form).json()["data"]
        member = backend.get_member(number)
        assert member is not None
        assert (member.name, member.phone, member.sex, member.birthday) == ("张三", PHONE, 1, date(1949, 12, 31))
        assert post(client, "bindmember", {"wxBuyingUserId": second, "idCard": ID_CARD}).json() == done(number)
        assert member_of(backend, second) == number
        answer = post(client, "unbindmember", {"wxBuyingUserId": second}).json()
        assert answer == done(None) | {"memberId": number}
        assert "data" not in answer
        assert member_of(backend, second) is None

    def test_the_member_to_bind_and_to_unbind_may_be_named(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id, number = add_member(backend)
        other = add_buyer(backend, name="李四")
        bound = post(client, "bindmember", {"wxBuyingUserId": other}, params={"memberId": number})
        assert bound.json() == done(number)
        kept = post(client, "unbindmember", {"wxBuyingUserId": other}, params={"expectedMemberId": number + 1})
        assert kept.json()["code"] == "E-CHANGED"
        assert member_of(backend, other) == member_of(backend, buyer_id) == number

    def test_every_text_comes_back_as_it_went_in(self, client: httpx.Client) -> None:
        ids = [post(client, "saveuser", user(name=text, profile=text)).json()["data"] for text in NAUGHTY]
        buyers = post(client, "getlist", ids).json()
        assert [buyer["name"] for buyer in buyers] == [buyer["profile"] for buyer in buyers] == list(NAUGHTY)


class TestRefusals:
    def refused(self, answer: httpx.Response, status: int, code: str) -> dict[str, object]:
        body: dict[str, object] = answer.json()
        assert (answer.status_code, body["status"], body["code"]) == (200, status, code)
        assert body["message"]
        assert "data" not in body
        return body

    def test_nobody_to_write_to(self, client: httpx.Client) -> None:
        self.refused(post(client, "saveuser", user(id=99)), 602, "E-NO-BUYER")
        for call in ("createmember", "bindmember", "unbindmember"):
            self.refused(post(client, call, {"wxBuyingUserId": 99, "phone": PHONE}), 602, "E-NO-BUYER")

    def test_who_is_in_the_way_is_named(self, client: httpx.Client, backend: Backend) -> None:
        owner, number = add_member(backend)
        buyer_id = add_buyer(backend, name="李四", open_id=OPEN_ID)
        taken = self.refused(
            post(client, "createmember", {"wxBuyingUserId": buyer_id, "phone": PHONE}), 601, "E-PHONE-TAKEN"
        )
        assert (taken["field"], taken["memberId"]) == ("phone", number)
        bound = self.refused(
            post(client, "createmember", {"wxBuyingUserId": owner, "name": "王五"}), 601, "E-ALREADY-BOUND"
        )
        assert bound["memberId"] == number
        known = self.refused(post(client, "saveuser", user(openId=OPEN_ID)), 601, "E-OPEN-ID-TAKEN")
        assert (known["field"], known["buyerId"]) == ("open_id", buyer_id)
        self.refused(post(client, "unbindmember", {"wxBuyingUserId": buyer_id}), 601, "E-NOT-BOUND")

    def test_forms_that_say_too_little(self, client: httpx.Client, backend: Backend) -> None:
        form = {"wxBuyingUserId": add_buyer(backend, name="张三")}
        self.refused(post(client, "createmember", form), 500, "E-NAME-OR-PHONE")
        self.refused(post(client, "bindmember", form), 500, "E-WHICH-MEMBER")

    def test_a_character_that_cannot_be_stored(self, client: httpx.Client) -> None:
        body = self.refused(post(client, "saveuser", user(name="a\0b")), 500, "E-CHARACTER")
        assert body["field"] == "name"
