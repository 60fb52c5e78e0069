"""Our own calls: what a counter needs that the vendor's API has not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx

from tests.support.our_server import OWN
from tests.support.people import ID_CARD, OPEN_ID, PHONE, add_buyer, add_member
from wxbuyer_gui import __version__
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.net import wire, wire_extensions
from wxbuyer_gui.store import aliases
from wxbuyer_gui.store.engine import open_store


def post(client: httpx.Client, call: str, body: object) -> httpx.Response:
    return client.post(OWN + call, json=body)


def test_capabilities(client: httpx.Client, clerk: httpx.Client) -> None:
    told = client.get(f"{OWN}capabilities").json()
    assert told == {
        "version": __version__,
        "tenantId": 1,
        "role": "manager",
        "phoneSearch": True,
        "memberRead": True,
        "memberEdit": True,
        "idempotencyKeys": True,
        "mostIds": 200,
        "calls": ["register", "savebuyer", "search", "member", "members", "buyersofmember", "savemember"],
    }
    assert clerk.get(f"{OWN}capabilities").json() == told | {"role": "clerk"}
    assert wire_extensions.Capabilities.read(told).role == "manager"


class TestSearch:
    def test_a_page_is_what_the_source_finds(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id, number = add_member(backend, birthday=date(1949, 12, 31), id_card=ID_CARD)
        add_buyer(backend, name="李四", phone="13900139000")
        for text in ("8000", PHONE, "张三", "li", f"#{buyer_id}", f"#{number}", "没有", ""):
            answer = post(client, "search", {"text": text})
            page = wire_extensions.SearchPage.read(answer.json()).to_domain()
            expected = backend.search(text)
            assert page == expected, text
        assert (
            wire_extensions.SearchPage.read(post(client, "search", {"text": PHONE}).json()).hits[0].member is not None
        )

    def test_what_staff_call_a_buyer_is_served_to_nobody(
        self, client: httpx.Client, backend: Backend, tmp_path: Path
    ) -> None:
        number = add_buyer(backend, name="微信用户", phone=PHONE)
        with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store, store.write() as connection:
            aliases.put(connection, 1, number, "王姐")
        assert post(client, "search", {"text": "王姐"}).json()["hits"] == []
        answer = post(client, "search", {"text": PHONE})
        assert len(answer.json()["hits"]) == 1
        assert "王姐" not in answer.text

    def test_page_after_page_gives_every_row_once(self, client: httpx.Client, backend: Backend) -> None:
        ids = [add_buyer(backend, name=f"王{number}") for number in range(7)]
        found: list[int | None] = []
        after = None
        while True:
            page = post(client, "search", {"text": "王", "limit": 3, "after": after}).json()
            assert (page["count"], page["capped"], page["kind"]) == (7, False, "name")
            found += [hit["buyer"]["id"] for hit in page["hits"]]
            after = page.get("next")
            if after is None:
                break
        assert found == ids[::-1]

    def test_the_kind_can_be_forced(self, client: httpx.Client, backend: Backend) -> None:
        add_buyer(backend, phone=PHONE)
        assert post(client, "search", {"text": "8000", "kind": "tail"}).json()["count"] == 1
        assert post(client, "search", {"text": "8000", "kind": "number"}).json()["count"] == 0

    def test_what_cannot_be_searched_is_refused(self, client: httpx.Client) -> None:
        for body, code in (
            ({"text": "1" + "3" * 17}, "E-PAYMENT-CODE"),
            ({"text": "a\0b"}, "E-CHARACTER"),
            ({"text": "王", "kind": "everything"}, "E-KIND"),
            ({"text": "王", "after": "0.0.1.1"}, "E-CURSOR"),
            ({"text": "王", "after": "0.2.1.1.0"}, "E-CURSOR"),
            ({"text": "王", "after": "9" * 300}, "E-INVALID"),
            ({"text": "王", "limit": 0}, "E-INVALID"),
            ({"text": "王", "limit": 501}, "E-INVALID"),
            ({}, "E-INVALID"),
        ):
            answer = post(client, "search", body)
            assert (answer.status_code, answer.json()["code"]) == (422, code), body

    def test_a_made_up_place_finds_nothing_else(self, client: httpx.Client, backend: Backend) -> None:
        add_buyer(backend, name="王")
        for after in ("9999.1.1.1.0", "0.1.999999999999999999.0.1", "0.0.0.0.0"):
            page = post(client, "search", {"text": "王", "after": after}).json()
            assert len(page["hits"]) <= 1


class TestMembers:
    def test_a_member_comes_whole(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id, number = add_member(backend, sex=0, birthday=date(1949, 12, 31), id_card=ID_CARD, address="北京市")
        answer = client.get(f"{OWN}member", params={"id": number})
        member = wire_extensions.Member.read(answer.json()).to_domain()
        stored = backend.get_member(number)
        assert member == stored
        assert stored is not None
        assert member.created_at == stored.created_at
        for text in (PHONE, ID_CARD, f"#{number}", "张三"):
            assert post(client, "members", {"text": text}).json() == [answer.json()], text
        buyers = client.get(f"{OWN}buyersofmember", params={"id": number}).json()
        assert [wire.Buyer.read(buyer).to_domain() for buyer in buyers] == [backend.get(buyer_id)]

    def test_nobody(self, client: httpx.Client) -> None:
        assert client.get(f"{OWN}member", params={"id": 99}).content == b"null"
        assert client.get(f"{OWN}buyersofmember", params={"id": 99}).json() == []
        assert post(client, "members", {"text": PHONE}).json() == []

    def test_a_member_is_saved_where_nobody_changed_it_meanwhile(self, client: httpx.Client, backend: Backend) -> None:
        _, number = add_member(backend)
        shown = client.get(f"{OWN}member", params={"id": number}).json()
        saved = post(client, "savemember", {"member": shown | {"address": "北京市"}, "base": shown}).json()
        assert saved == {"data": number, "status": 200, "message": ""}
        late = post(client, "savemember", {"member": shown | {"address": "上海市"}, "base": shown}).json()
        assert (late["status"], late["code"], late["field"], late["memberId"]) == (601, "E-CHANGED", "address", number)
        assert backend.get_member(number) == Member(number, 1, "张三", PHONE, address="北京市")


class TestBuyers:
    def test_a_registration_is_one_step(self, client: httpx.Client, backend: Backend) -> None:
        form = {"name": "张三", "phone": PHONE, "wxBuyingUserId": 4711}
        made = post(client, "register", {"buyer": {"openId": OPEN_ID, "name": "微信用户"}, "form": form}).json()
        buyer = backend.get_by_open_id(OPEN_ID)
        assert buyer is not None
        assert (made["data"], made["status"]) == (buyer.id, 200)
        assert buyer.member_id is not None
        assert backend.get_member(buyer.member_id) == Member(buyer.member_id, 1, "张三", PHONE)

    def test_a_refused_registration_leaves_nothing(self, client: httpx.Client, backend: Backend) -> None:
        _, number = add_member(backend)
        body = {"buyer": {"openId": OPEN_ID}, "form": {"name": "李四", "phone": PHONE}}
        refused = post(client, "register", body).json()
        assert (refused["code"], refused["memberId"]) == ("E-PHONE-TAKEN", number)
        assert backend.get_by_open_id(OPEN_ID) is None

    def test_a_buyer_is_saved_where_nobody_changed_it_meanwhile(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三", phone=PHONE)
        shown = wire.Buyer.of(backend.get(buyer_id) or WxBuyingUser()).written()
        backend.save_user(WxBuyingUser(buyer_id, name="张三丰", phone=PHONE))
        late = post(client, "savebuyer", {"buyer": shown | {"name": "章三"}, "base": shown}).json()
        assert (late["status"], late["code"], late["field"], late["buyerId"]) == (601, "E-CHANGED", "name", buyer_id)
        other = post(client, "savebuyer", {"buyer": shown | {"phone": ""}, "base": shown}).json()
        assert (other["status"], other["data"]) == (200, buyer_id)
        stored = WxBuyingUser(buyer_id, 1, name="张三丰")
        assert backend.get(buyer_id) == replace(stored, phone="")
