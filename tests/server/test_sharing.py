"""Several counters, several shops, one server: nothing is done twice, and nobody sees another's data."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.support.our_server import OWN, VENDOR, client_of, serving
from tests.support.people import ID_CARD, OPEN_ID, PHONE, add_buyer, add_member, member_of
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.tokens import GivenToken

OURS, THEIRS = "our-token-0123456789", "their-token-0123456789"


class TestKeys:
    def send(self, client: httpx.Client, call: str, body: object, key: str) -> httpx.Response:
        return client.post(f"{VENDOR}{call}", json=body, headers={"Idempotency-Key": key})

    def test_a_write_sent_twice_is_done_once(self, client: httpx.Client, backend: Backend) -> None:
        first = self.send(client, "saveuser", {"name": "张三"}, "key-1")
        again = self.send(client, "saveuser", {"name": "张三"}, "key-1")
        assert again.content == first.content
        buyer_id = first.json()["data"]
        assert [buyer.id for buyer in backend.get_list(range(1, 20))] == [buyer_id]

        form = {"wxBuyingUserId": buyer_id, "name": "张三", "phone": PHONE}
        made = self.send(client, "createmember", form, "key-2")
        taken = self.send(client, "unbindmember", {"wxBuyingUserId": buyer_id}, "key-3")
        assert self.send(client, "createmember", form, "key-2").content == made.content
        assert self.send(client, "unbindmember", {"wxBuyingUserId": buyer_id}, "key-3").content == taken.content
        assert member_of(backend, buyer_id) is None

    def test_what_is_ignored_does_not_make_another_write(self, client: httpx.Client) -> None:
        first = self.send(client, "saveuser", {"name": "张三", "memberId": 0, "tenantId": 1}, "key")
        again = self.send(client, "saveuser", {"name": "张三", "memberId": 8, "tenantId": 2}, "key")
        assert again.json() == first.json()

    def test_the_same_key_for_another_write_is_refused(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="王五")
        self.send(client, "saveuser", {"name": "张三"}, "key")
        for call, body in (
            ("saveuser", {"name": "李四"}),
            ("createmember", {"wxBuyingUserId": buyer_id, "name": "王五"}),
        ):
            answer = self.send(client, call, body, "key")
            refused = answer.json()
            assert (answer.status_code, refused["status"], refused["code"]) == (422, 801, "E-OPERATION-REUSED")
        assert member_of(backend, buyer_id) is None

    def test_a_key_belongs_to_one_body_in_every_write(self, client: httpx.Client, backend: Backend) -> None:
        """Each write once; then its key with every other body, to every write: nothing more is done."""
        bound, number = add_member(backend, phone=PHONE)
        ids = [add_buyer(backend, name=f"客人{one}") for one in range(3)]
        forms = [{"wxBuyingUserId": buyer_id, "name": "王五"} for buyer_id in ids]
        buyer = {"id": ids[2], "openId": "", "name": "x", "phone": "", "profile": ""}
        member = {"id": number, "name": "x", "phone": PHONE}
        writes: list[tuple[str, object]] = [
            (f"{VENDOR}saveuser", {"name": "张三"}),
            (f"{VENDOR}createmember", forms[0]),
            (f"{VENDOR}bindmember?memberId={number}", forms[1] | {"name": "张三"}),
            (f"{VENDOR}unbindmember?expectedMemberId={number}", {"wxBuyingUserId": bound}),
            (f"{OWN}register", {"buyer": {"name": "新"}, "form": {"name": "新"}}),
            (f"{OWN}savebuyer", {"buyer": buyer}),
            (f"{OWN}savemember", {"member": member}),
        ]
        keys = [f"key-{one}" for one in range(len(writes))]
        for (call, body), key in zip(writes, keys, strict=True):
            done = client.post(call, json=body, headers={"Idempotency-Key": key}).json()
            assert done["status"] == 200, (call, done)
        before = backend.get_list(range(1, 60)), backend.get_member(number)
        for position, key in enumerate(keys):
            for other, (call, body) in enumerate(writes):
                if other != position:
                    answer = client.post(call, json=body, headers={"Idempotency-Key": key})
                    assert (answer.status_code, answer.json()["code"]) == (422, "E-OPERATION-REUSED"), (call, key)
        assert (backend.get_list(range(1, 60)), backend.get_member(number)) == before

    def test_many_at_once_are_one(self, client: httpx.Client, backend: Backend) -> None:
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: self.send(client, "saveuser", {"openId": OPEN_ID}, "key"), range(16)))
        assert len({answer.content for answer in answers}) == 1
        assert answers[0].json()["status"] == 200
        assert len(backend.get_list(range(1, 50))) == 1

    def test_many_counters_bind_one_buyer_once(self, client: httpx.Client, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="微信用户")
        forms = [{"wxBuyingUserId": buyer_id, "name": f"客人{number}"} for number in range(8)]
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda form: client.post(f"{VENDOR}createmember", json=form).json(), forms))
        (done,) = [answer for answer in answers if answer["status"] == 200]
        assert member_of(backend, buyer_id) == done["data"]
        assert {answer["code"] for answer in answers if answer is not done} == {"E-ALREADY-BOUND"}


class TestTenants:
    @pytest.fixture
    def shops(self, tmp_path: Path) -> Iterator[tuple[Backend, Backend]]:
        url = f"sqlite:///{tmp_path / 'shops.db'}"
        with open_backend(url, tenant_id=1) as ours, open_backend(url, tenant_id=2) as theirs:
            yield ours, theirs

    @pytest.fixture
    def clients(self, shops: tuple[Backend, Backend]) -> Iterator[tuple[httpx.Client, httpx.Client]]:
        tokens = (GivenToken(OURS, tenant_id=1), GivenToken(THEIRS, tenant_id=2))
        with (
            serving(dict(enumerate(shops, 1)), tokens=tokens) as server,
            client_of(server, OURS) as ours,
            client_of(server, THEIRS) as theirs,
        ):
            yield ours, theirs

    def test_another_tenants_rows_answer_like_rows_that_are_not_there(
        self, shops: tuple[Backend, Backend], clients: tuple[httpx.Client, httpx.Client]
    ) -> None:
        """OWASP API1: each call, with a number that exists elsewhere and with one that exists nowhere."""
        ours, _ = shops
        _, stranger = clients
        buyer_id, number = add_member(ours, id_card=ID_CARD)
        ours.save_user(WxBuyingUser(buyer_id, open_id=OPEN_ID, name="张三", phone=PHONE))
        unbound = add_buyer(ours, name="未绑定")
        before = ours.get(buyer_id), ours.get(unbound), ours.get_member(number)
        for there in (buyer_id, unbound):
            pairs = zip(self.calls(there, number, OPEN_ID), self.calls(4711, 9999, "oNobody"), strict=True)
            for (call, body), (same_call, elsewhere) in pairs:
                answer, expected = self.ask(stranger, call, body), self.ask(stranger, same_call, elsewhere)
                assert (answer.status_code, answer.content) == (200, expected.content), call
        assert (ours.get(buyer_id), ours.get(unbound), ours.get_member(number)) == before

    def test_another_tenants_member_is_not_to_be_bound(
        self, shops: tuple[Backend, Backend], clients: tuple[httpx.Client, httpx.Client]
    ) -> None:
        ours, theirs = shops
        _, number = add_member(ours, phone=PHONE)
        buyer_id = add_buyer(theirs, name="李四")
        form = {"wxBuyingUserId": buyer_id, "phone": PHONE}
        for call in ("bindmember?memberId={}", "unbindmember?expectedMemberId={}"):
            answer, expected = (clients[1].post(VENDOR + call.format(one), json=form) for one in (number, 9999))
            assert (answer.status_code, answer.content) == (200, expected.content)
            assert answer.json()["status"] != 200
        assert member_of(theirs, buyer_id) is None

    def test_a_registration_takes_no_ones_number(
        self, shops: tuple[Backend, Backend], clients: tuple[httpx.Client, httpx.Client]
    ) -> None:
        ours, theirs = shops
        buyer_id = add_buyer(ours, name="张三")
        form = {"wxBuyingUserId": buyer_id, "name": "李四"}
        named = clients[1].post(f"{OWN}register", json={"buyer": {"id": buyer_id, "name": "李四"}, "form": form}).json()
        assert named["code"] == "E-INVALID"
        made = clients[1].post(f"{OWN}register", json={"buyer": {"name": "李四"}, "form": form}).json()["data"]
        assert made != buyer_id
        assert member_of(theirs, made) is not None
        buyer = ours.get(buyer_id)
        assert buyer is not None
        assert (buyer.name, buyer.member_id) == ("张三", None)

    def test_every_call_with_an_id_was_tried(self, shops: tuple[Backend, Backend]) -> None:
        tokens = (GivenToken(OURS, tenant_id=1),)
        options = ServerOptions(publish_schema=True)
        with serving(shops[0], tokens=tokens, options=options) as server, client_of(server, OURS) as client:
            published = set(client.get("/openapi.json").json()["paths"])
        tried = {call.partition("?")[0] for call, _ in self.calls(1, 1, OPEN_ID)}
        assert published - tried == {f"{OWN}capabilities", f"{OWN}register"}

    def calls(self, buyer_id: int, number: int, open_id: str) -> list[tuple[str, object]]:
        whole = {"id": buyer_id, "tenantId": 1, "openId": "", "name": "x", "phone": "", "profile": ""}
        member = {"id": number, "tenantId": 1, "name": "x"}
        form = {"wxBuyingUserId": buyer_id, "name": "x"}
        return [
            (f"{VENDOR}get?id={buyer_id}", None),
            (f"{VENDOR}getbyopenid?openId={open_id}", None),
            (f"{VENDOR}getlist", [buyer_id]),
            (f"{VENDOR}saveuser", whole),
            (f"{VENDOR}createmember", form),
            (f"{VENDOR}bindmember", form | {"phone": PHONE}),
            (f"{VENDOR}unbindmember", {"wxBuyingUserId": buyer_id}),
            (f"{OWN}member?id={number}", None),
            (f"{OWN}buyersofmember?id={number}", None),
            (f"{OWN}members", {"text": f"#{number}"}),
            (f"{OWN}search", {"text": f"#{buyer_id}"}),
            (f"{OWN}savebuyer", {"buyer": whole}),
            (f"{OWN}savemember", {"member": member}),
        ]

    def ask(self, client: httpx.Client, call: str, body: object) -> httpx.Response:
        return client.get(call) if body is None else client.post(call, json=body)

    def test_each_has_people_of_its_own(
        self, shops: tuple[Backend, Backend], clients: tuple[httpx.Client, httpx.Client]
    ) -> None:
        ids = []
        for client in clients:
            ids.append(client.post(f"{VENDOR}saveuser", json={"openId": OPEN_ID, "tenantId": 1}).json()["data"])
            made = client.post(f"{VENDOR}createmember", json={"wxBuyingUserId": ids[-1], "phone": PHONE}).json()
            assert made["status"] == 200
        for shop, client, buyer_id, tenant in zip(shops, clients, ids, (1, 2), strict=True):
            assert client.get(f"{VENDOR}getbyopenid", params={"openId": OPEN_ID}).json()["id"] == buyer_id
            assert client.get(f"{VENDOR}get", params={"id": buyer_id}).json()["tenantId"] == tenant
            assert [member.tenant_id for member in shop.find_members(PHONE)] == [tenant]

    def test_two_tenants_may_choose_the_same_key(self, clients: tuple[httpx.Client, httpx.Client]) -> None:
        headers = {"Idempotency-Key": "op-1"}
        bodies = ({"name": "张三"}, {"name": "李四"})
        for client, body in zip(clients, bodies, strict=True):
            assert client.post(f"{VENDOR}saveuser", json=body, headers=headers).json()["status"] == 200

    def test_a_token_of_a_tenant_that_is_not_served_opens_nothing(self, shops: tuple[Backend, Backend]) -> None:
        tokens = (GivenToken(OURS, tenant_id=1), GivenToken(THEIRS, tenant_id=2))
        with serving(shops[0], tokens=tokens) as server, client_of(server, THEIRS) as stranger:
            assert stranger.get(f"{VENDOR}get", params={"id": 1}).status_code == 401
