"""Who gets in, with how much, and what the others hear."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from tests.support.memory import traced_memory
from tests.support.our_server import CLERK, MANAGER, OWN, VENDOR, OurServer, client_of, serving
from tests.support.people import OPEN_ID, PHONE, add_buyer, add_member, member_of
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.tokens import TokenFolder

MIB = 1024 * 1024
GET = f"{VENDOR}get?id=1"


def said_no(answer: httpx.Response, http_status: int, code: str) -> str:
    """The message of an envelope that says no."""
    body = answer.json()
    assert (answer.status_code, body["code"]) == (http_status, code)
    assert body["status"] == 500
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return str(body["message"])


def spoken(server: OurServer, request: bytes) -> bytes:
    """What the server answers to bytes on a bare connection until it closes that."""
    host, port = server.url.removeprefix("http://").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=30)) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def head(*lines: str, host: str = "127.0.0.1", method: str = "GET", path: str = GET) -> bytes:
    """A request's head as bytes, with a good token."""
    first = (f"{method} {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {MANAGER}", "Connection: close")
    return "\r\n".join((*first, *lines, "", "")).encode()


@pytest.fixture(scope="module")
def still() -> Iterator[OurServer]:
    """One server for all that is refused anyhow: nothing is written to it."""
    with open_backend("sqlite://") as empty, serving(empty) as server:
        yield server


@pytest.fixture
def visitor(still: OurServer) -> Iterator[httpx.Client]:
    """A manager's client of it."""
    with client_of(still) as made:
        yield made


class TestTokens:
    @pytest.mark.parametrize(
        "header", ["", f"Basic {MANAGER}", "Bearer", f"Bearer {MANAGER}x", f"Bearer x {MANAGER}", MANAGER]
    )
    def test_without_a_token_nothing_is_told(self, still: OurServer, header: str) -> None:
        with client_of(still, "") as client:
            client.headers["Authorization"] = header
            for path in (GET, f"{OWN}capabilities", "/nowhere", "/openapi.json", f"{GET}&token={MANAGER}"):
                answer = client.get(path)
                said_no(answer, 401, "E-AUTH")
                assert answer.headers["www-authenticate"] == "Bearer"

    def test_the_scheme_may_be_in_any_case(self, still: OurServer) -> None:
        with client_of(still, "") as client:
            assert client.get(GET, headers={"Authorization": f"bearer {MANAGER}"}).status_code == 200

    def test_two_tokens_are_none(self, still: OurServer) -> None:
        answer = spoken(still, head(f"Authorization: Bearer {CLERK}"))
        assert answer.startswith(b"HTTP/1.1 401 ")

    def test_a_revoked_token_is_refused_like_an_unknown_one(self, backend: Backend, tmp_path: Path) -> None:
        folder = TokenFolder(tmp_path / "tokens")
        token = folder.add()
        with serving(backend, tokens=(folder,)) as server, client_of(server, token) as client:
            assert client.get(GET).status_code == 200
            folder.revoke(token.split("_")[1])
            revoked = client.get(GET)
            with client_of(server, f"wxb_{'0' * 16}_{'x' * 43}") as stranger:
                assert stranger.get(GET).content == revoked.content
            said_no(revoked, 401, "E-AUTH")

    def test_only_a_managers_token_unbinds(self, client: httpx.Client, clerk: httpx.Client, backend: Backend) -> None:
        buyer_id, number = add_member(backend)
        said_no(clerk.post(f"{VENDOR}unbindmember", json={"wxBuyingUserId": buyer_id}), 403, "E-NOT-ALLOWED")
        assert member_of(backend, buyer_id) == number
        assert clerk.get(f"{OWN}member", params={"id": number}).json()["name"] == "张三"
        assert client.post(f"{VENDOR}unbindmember", json={"wxBuyingUserId": buyer_id}).json()["status"] == 200


class TestWebPages:
    """A page in this computer's browser can send requests to loopback, and point its own name there."""

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:8640", "localhost.evil.example", "", "[::2]", "127.0.0.2"]
    )
    def test_another_hosts_name_is_refused(self, visitor: httpx.Client, host: str) -> None:
        said_no(visitor.get(GET, headers={"Host": host}), 403, "E-HOST")

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8640"])
    def test_our_own_names_are_not(self, visitor: httpx.Client, host: str) -> None:
        assert visitor.get(GET, headers={"Host": host}).status_code == 200

    def test_names_can_be_allowed(self, backend: Backend) -> None:
        options = ServerOptions(hosts=frozenset({"shop.example"}))
        with serving(backend, options=options) as server, client_of(server) as client:
            assert client.get(GET, headers={"Host": "shop.example:443"}).status_code == 200
            assert client.get(GET).status_code == 200  # the address on which the connection came in
            said_no(client.get(GET, headers={"Host": "localhost"}), 403, "E-HOST")

    @pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
    @pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
    def test_a_page_is_refused_whatever_it_knows(self, visitor: httpx.Client, method: str, origin: str) -> None:
        answer = visitor.request(method, GET, headers={"Origin": origin})
        said_no(answer, 403, "E-ORIGIN")
        assert not [name for name in answer.headers if name.startswith("access-control")]

    def test_nothing_is_kept_by_caches(self, visitor: httpx.Client) -> None:
        for answer in (visitor.get(GET), visitor.get("/nowhere")):
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "server" not in answer.headers


class TestBodies:
    @pytest.mark.parametrize("announced", [True, False])
    def test_a_huge_body_is_not_read(self, still: OurServer, announced: bool) -> None:
        sent = 0

        def sixty_mebibytes() -> Iterator[bytes]:
            nonlocal sent
            for _ in range(60 * 16):
                sent += MIB // 16
                yield b"[" * (MIB // 16)

        headers = {"Content-Type": "application/json"} | ({"Content-Length": str(60 * MIB)} if announced else {})
        with client_of(still) as client, traced_memory() as memory:
            with suppress(httpx.TransportError):  # hung up on while it was still sending
                said_no(client.post(f"{VENDOR}getlist", content=sixty_mebibytes(), headers=headers), 413, "E-INVALID")
            assert sent < 30 * MIB
            assert client.get(GET).status_code == 200
        assert memory.peak < 4 * MIB  # this client's share included

    def test_a_body_may_have_64_kibibytes(self, client: httpx.Client) -> None:
        frame = len(json.dumps({"openId": OPEN_ID, "name": ""}))
        for length, http_status in ((64 * 1024, 200), (64 * 1024 + 1, 413)):
            body = json.dumps({"openId": OPEN_ID, "name": "x" * (length - frame)})
            answer = client.post(f"{VENDOR}saveuser", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == http_status

    def test_a_stranger_is_refused_before_the_body(self, still: OurServer) -> None:
        request = head("Content-Type: application/json", "Content-Length: 50", method="POST", path=f"{VENDOR}saveuser")
        answer = spoken(still, request.replace(MANAGER.encode(), b"x"))
        assert answer.startswith(b"HTTP/1.1 401 ")

    def test_a_body_that_does_not_come_is_not_waited_for(self, backend: Backend) -> None:
        request = head("Content-Type: application/json", "Content-Length: 50", method="POST", path=f"{VENDOR}saveuser")
        with serving(backend, options=ServerOptions(body_seconds=0.05)) as server:
            assert spoken(server, request + b"{").startswith(b"HTTP/1.1 408 ")

    @pytest.mark.parametrize("opening", [b"[", b'{"a":'])
    @pytest.mark.parametrize("closed", [True, False])
    def test_nesting_a_hundred_thousand_deep_is_refused(self, backend: Backend, opening: bytes, closed: bool) -> None:
        depth = 100_000
        body = opening * depth + (b"1" + (b"]" if opening == b"[" else b"}") * depth if closed else b"")
        with serving(backend, options=ServerOptions(body_bytes=MIB)) as roomy, client_of(roomy) as client:
            with traced_memory() as memory:
                answer = client.post(f"{VENDOR}saveuser", content=body, headers={"Content-Type": "application/json"})
            said_no(answer, 400, "E-INVALID")
            assert client.get(GET).status_code == 200
        assert memory.peak < 32 * MIB

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[" * 60_000,
            b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
            b"[1] x",
            b"[NaN]",
            b"[Infinity]",
            b"[" + b"9" * 5000 + b"]",
            b'{"id": 1, "id": 2}',
            b'{"name": "\\ud800"}',
            b'{"name": "\xff"}',
            "[1]".encode("utf-16"),
        ],
    )
    def test_what_is_no_strict_json(self, visitor: httpx.Client, body: bytes) -> None:
        for call in ("getlist", "saveuser"):
            answer = visitor.post(f"{VENDOR}{call}", content=body, headers={"Content-Type": "application/json"})
            said_no(answer, 422 if not body else 400, "E-INVALID")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Content-Type", "text/plain"),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Content-Type", "multipart/form-data; boundary=x"),
            ("Content-Type", "application/json; charset=gbk"),
            ("Content-Type", ""),
            ("Content-Encoding", "gzip"),
        ],
    )
    def test_only_plain_json_is_read(self, visitor: httpx.Client, name: str, value: str) -> None:
        headers = {"Content-Type": "application/json"} | {name: value}
        said_no(visitor.post(f"{VENDOR}getlist", content=b"[1]", headers=headers), 415, "E-INVALID")

    @pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Text/JSON;charset=UTF-8"])
    def test_json_has_two_names(self, visitor: httpx.Client, kind: str) -> None:
        answer = visitor.post(f"{VENDOR}getlist", content=b"[1]", headers={"Content-Type": kind})
        assert answer.json() == []

    @pytest.mark.parametrize(
        ("call", "body"),
        [
            ("getlist", [True]),
            ("getlist", ["1"]),
            ("getlist", [1.0]),
            ("getlist", {"ids": [1]}),
            ("getlist", list(range(201))),
            ("saveuser", []),
            ("saveuser", {"id": "7"}),
            ("saveuser", {"name": {"first": PHONE}}),
            ("saveuser", {"isAdmin": True}),
            ("saveuser", {"open_id": OPEN_ID}),
            ("createmember", {"phone": PHONE}),
            ("createmember", {"wxBuyingUserId": 1, "birthday": f"on {PHONE}"}),
            ("createmember", {"wxBuyingUserId": 1, "sex": 2**31}),
            ("bindmember", {"wxBuyingUserId": None, "phone": PHONE}),
        ],
    )
    def test_fields_that_do_not_fit_are_named_without_their_values(
        self, visitor: httpx.Client, call: str, body: object
    ) -> None:
        message = said_no(visitor.post(f"{VENDOR}{call}", json=body), 422, "E-INVALID")
        assert PHONE not in message

    @pytest.mark.parametrize("value", ["", "abc", "1.0", "1_0", " 7", "0x7", "٧", "7;", str(2**63), "9" * 5000])
    def test_an_id_is_a_number(self, visitor: httpx.Client, value: str) -> None:
        said_no(visitor.get(f"{VENDOR}get", params={"id": value}), 422, "E-INVALID")
        said_no(visitor.get(f"{VENDOR}get"), 422, "E-INVALID")

    @pytest.mark.parametrize("key", ["", "x" * 65, "a b", "\xe9"])
    def test_a_key_has_1_to_64_visible_characters(self, visitor: httpx.Client, key: str) -> None:
        headers = {"Idempotency-Key": key.encode("latin-1")}
        said_no(visitor.post(f"{VENDOR}saveuser", json={"name": "张三"}, headers=headers), 422, "E-INVALID")


class TestRoutes:
    @pytest.mark.parametrize("path", ["/", "/docs", "/redoc", "/openapi.json", f"{VENDOR}get/", f"{VENDOR}Get", "/%00"])
    def test_there_is_nothing_else(self, visitor: httpx.Client, path: str) -> None:
        said_no(visitor.get(path), 404, "E-UNSUPPORTED")

    def test_other_methods_are_refused(self, visitor: httpx.Client) -> None:
        for method in ("PUT", "DELETE", "HEAD", "TRACE", "PATCH"):
            assert visitor.request(method, GET).status_code == 405
        said_no(visitor.get(f"{VENDOR}saveuser"), 405, "E-UNSUPPORTED")

    def test_the_schema_is_published_when_asked_for(self, backend: Backend) -> None:
        with serving(backend, options=ServerOptions(publish_schema=True)) as server:
            with client_of(server) as client:
                paths = client.get("/openapi.json").json()["paths"]
                said_no(client.get("/docs"), 404, "E-UNSUPPORTED")
            with client_of(server, "") as stranger:
                said_no(stranger.get("/openapi.json"), 401, "E-AUTH")
        calls = {path.rpartition("/")[2] for path in paths}
        assert {"get", "getbyopenid", "getlist", "saveuser", "createmember", "bindmember", "unbindmember"} <= calls


class TestLog:
    def test_the_access_log_holds_no_values(self, backend: Backend, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO, "wxbuyer_gui")
        add_buyer(backend, open_id=OPEN_ID)
        with serving(backend) as server, client_of(server) as client:  # a line follows its answer: read when it is down
            client.get(f"{VENDOR}getbyopenid", params={"openId": OPEN_ID})
            client.get(f"/{PHONE}/{OPEN_ID}")
            client.post(f"{VENDOR}saveuser", json={"name": "张三", "phone": PHONE}, headers={"User-Agent": PHONE})
            client.get(GET, headers={"Authorization": "Bearer somebody-elses-token"})
        lines = [record.getMessage() for record in caplog.records if record.name == "wxbuyer_gui.server.access"]
        begins = [line.rpartition(" ")[0].rpartition(" ")[0] for line in lines]
        assert begins == [
            f"given GET {VENDOR}getbyopenid 200",
            "given GET - 404",
            f"given POST {VENDOR}saveuser 200",
            f"- GET {VENDOR}get 401",
        ]
        everything = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("wxbuyer"))
        for secret in (OPEN_ID, PHONE, "张三", MANAGER, "somebody"):
            assert secret not in everything


def test_no_request_says_whose_data_it_is(client: httpx.Client, backend: Backend) -> None:
    """Tenant and member of a body are ignored (OWASP API3, mass assignment)."""
    buyer_id, number = add_member(backend)
    other = add_buyer(backend, name="李四")
    whole = {"openId": "", "name": "李四", "profile": "", "phone": ""}
    client.post(f"{VENDOR}saveuser", json=whole | {"id": other, "tenantId": 2, "memberId": number})
    client.post(f"{OWN}savebuyer", json={"buyer": whole | {"id": other, "tenantId": 2, "memberId": number}})
    new = client.post(f"{VENDOR}saveuser", json=whole | {"tenantId": 2, "memberId": number}).json()["data"]
    for one in (other, new):
        assert backend.get(one) == WxBuyingUser(one, 1, name="李四")
    member = {"id": number, "tenantId": 2, "name": "张三", "phone": PHONE, "createdAt": "2001-01-01T00:00:00+00:00"}
    assert client.post(f"{OWN}savemember", json={"member": member}).json()["status"] == 200
    kept = backend.get_member(number)
    assert kept is not None
    assert kept.tenant_id == 1
    assert member_of(backend, buyer_id) == number
