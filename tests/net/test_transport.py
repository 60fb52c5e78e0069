"""What the transport promises where the network itself misbehaves, on real sockets."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.support import https_server
from tests.support.raw_server import Connection, http, running_server
from wxbuyer_gui.domain.errors import InvalidInputError, UnreachableError
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.net.guarded import Address
from wxbuyer_gui.net.transport import Answer, LostError, Request, Transport

TIMEOUT = 0.5
OVERRUN = 0.5
SECRET = "Tr0ub4dor-and-3"
GET = Request("GET", "/x?openId=oSecretOfSomebody", (("Authorization", SECRET),))


def send(transport: Transport, request: Request = GET, *, timeout: float = 5.0, fresh: bool = False) -> Answer:
    with closing(transport):
        return transport.send(request, deadline=time.monotonic() + timeout, fresh=fresh)


def at(port: int, host: str = "127.0.0.1", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{port}"


@pytest.fixture
def black_hole() -> Iterator[int]:
    """The port of a listener that answers no connection any more: its queue is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


class TestNoConnection:
    @pytest.mark.parametrize("fresh", [False, True])
    def test_a_black_hole_costs_no_more_than_the_time_given(self, black_hole: int, fresh: bool) -> None:
        began = time.monotonic()
        with pytest.raises(UnreachableError):
            send(Transport(checked_address(at(black_hole))), timeout=TIMEOUT, fresh=fresh)
        assert TIMEOUT <= time.monotonic() - began < TIMEOUT + OVERRUN

    def test_a_resolver_that_hangs_is_left_behind(self) -> None:
        over = threading.Event()

        def hang(_host: str, _port: int) -> list[Address]:
            over.wait()
            raise OSError

        began = time.monotonic()
        with pytest.raises(UnreachableError):
            send(Transport(checked_address("https://shop.example"), resolver=hang), timeout=TIMEOUT)
        assert time.monotonic() - began < TIMEOUT + OVERRUN
        over.set()

    @pytest.mark.parametrize("error", [OSError("no"), UnicodeError("label too long")])
    def test_a_name_that_is_not_found(self, error: Exception) -> None:
        def fail(_host: str, _port: int) -> list[Address]:
            raise error

        with pytest.raises(UnreachableError):
            send(Transport(checked_address("https://shop.example"), resolver=fail))

    def test_a_dead_address_leaves_time_for_the_next(self, black_hole: int) -> None:
        with running_server(http(b"{}")) as server:
            addresses = [("127.0.0.1", black_hole), ("127.0.0.1", server.port)]
            transport = Transport(
                checked_address("http://shop.example", allow_http=True), resolver=lambda _host, _port: addresses
            )
            assert send(transport, timeout=1.0).status == 200
            assert server.asked[0].headers["host"] == "shop.example"

    def test_too_many_calls_at_once_wait_no_longer_than_allowed(self) -> None:
        arrived = threading.Semaphore(0)

        def hold(connection: Connection) -> None:
            arrived.release()
            connection.over.wait()

        with running_server(lambda _asked: hold) as server:
            transport = Transport(checked_address(server.url))
            lost: list[LostError] = []

            def call() -> None:
                try:
                    transport.send(GET, deadline=time.monotonic() + 2 * TIMEOUT)
                except LostError as error:
                    lost.append(error)

            threads = [threading.Thread(target=call) for _ in range(4)]
            for thread in threads:
                thread.start()
            for _ in threads:
                arrived.acquire()
            began = time.monotonic()
            with pytest.raises(UnreachableError, match="too many"):
                transport.send(GET, deadline=began + TIMEOUT / 2)
            assert time.monotonic() - began < TIMEOUT / 2 + OVERRUN
            for thread in threads:
                thread.join()
            assert len(lost) == 4
            transport.close()


class TestTls:
    def test_the_right_server_is_believed(self, tmp_path: Path) -> None:
        with https_server.running_server(tmp_path, "localhost") as server:
            server.answer = lambda handler, _over: handler.wfile.write(http(b"{}"))
            address = checked_address(at(server.port, "localhost", "https"))
            assert send(Transport(address, ssl_context=server.client_context)).body == b"{}"

    @pytest.mark.parametrize("system_store", [False, True])
    def test_a_certificate_of_nobody_is_not(self, tmp_path: Path, system_store: bool) -> None:
        with https_server.running_server(tmp_path, "localhost") as server:
            address = checked_address(at(server.port, "localhost", "https"))
            with pytest.raises(UnreachableError) as caught:
                send(Transport(address, system_store=system_store))
            assert caught.value.code == "E-TLS"
            assert server.requests == []

    def test_an_authority_of_this_computer_alone_is_believed_where_that_was_chosen(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As behind a proxy that reads along: whoever runs the computer has told it, and only it, to trust that one."""
        with https_server.running_server(tmp_path, "localhost") as server:
            server.answer = lambda handler, _over: handler.wfile.write(http(b"{}"))
            (tmp_path / "authority.pem").write_text(
                ssl.DER_cert_to_PEM_cert(server.client_context.get_ca_certs(binary_form=True)[0]), encoding="ascii"
            )
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
            address = checked_address(at(server.port, "localhost", "https"))
            assert send(Transport(address, system_store=True)).body == b"{}"
            with pytest.raises(UnreachableError) as caught:
                send(Transport(address))
            assert caught.value.code == "E-TLS"
            assert len(server.requests) == 1

    def test_nor_one_for_another_host(self, tmp_path: Path) -> None:
        with https_server.running_server(tmp_path, "shop.example") as server:
            address = checked_address(at(server.port, "localhost", "https"))
            with pytest.raises(UnreachableError) as caught:
                send(Transport(address, ssl_context=server.client_context))
            assert caught.value.code == "E-TLS"
            assert server.requests == []

    def test_nor_one_that_has_expired(self, tmp_path: Path) -> None:
        with https_server.running_server(tmp_path, "localhost", days=-1) as server:
            address = checked_address(at(server.port, "localhost", "https"))
            with pytest.raises(UnreachableError, match="expired") as caught:
                send(Transport(address, ssl_context=server.client_context))
            assert caught.value.code == "E-TLS"
            assert server.requests == []

    def test_https_to_a_plain_port(self) -> None:
        with running_server(http(b"{}")) as server:
            with pytest.raises(UnreachableError):
                send(Transport(checked_address(at(server.port, scheme="https"))), timeout=TIMEOUT)
            assert SECRET not in str(server.asked)


class TestProxy:
    def test_only_the_one_that_was_asked_for_is_used(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        with running_server(http(b"{}")) as server:
            assert send(Transport(checked_address(server.url))).status == 200
            address = checked_address("http://shop.example/base", allow_http=True)
            assert send(Transport(address, proxy=checked_address(at(server.port)))).status == 200
            assert server.asked[1].target == "http://shop.example:80/x?openId=oSecretOfSomebody"

    def test_one_that_does_not_let_us_through(self) -> None:
        with running_server(http(status=407)) as server:
            transport = Transport(checked_address("https://shop.example"), proxy=checked_address(at(server.port)))
            with pytest.raises(UnreachableError):
                send(transport)
            (asked,) = server.asked
            assert (asked.method, asked.target) == ("CONNECT", "shop.example:443")
            assert SECRET not in str(asked.headers)

    def test_a_silent_one_is_left_in_time(self, black_hole: int) -> None:
        transport = Transport(checked_address("https://shop.example"), proxy=checked_address(at(black_hole)))
        began = time.monotonic()
        with pytest.raises(UnreachableError):
            send(transport, timeout=TIMEOUT)
        assert time.monotonic() - began < TIMEOUT + OVERRUN


class TestSecrets:
    def test_nothing_of_a_request_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), running_server(http(b'{"name": "oSecretOfSomebody"}')) as server:
            answer = send(Transport(checked_address(server.url)))
            with pytest.raises(UnreachableError):
                send(Transport(checked_address("http://127.0.0.1:1")))
        for text in (caplog.text, repr(GET), repr(answer)):
            assert SECRET not in text
            assert "oSecret" not in text

    @pytest.mark.parametrize("value", [f"{SECRET}\r\nX-Evil: 1", f"{SECRET}\n", f"{SECRET}\0"])
    def test_a_header_that_cannot_be_sent_is_not_repeated(self, value: str) -> None:
        with running_server(http(b"{}")) as server, pytest.raises(InvalidInputError) as caught:
            send(Transport(checked_address(server.url)), Request("GET", "/", (("Authorization", value),)))
        assert SECRET not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
        assert server.asked == []


def test_cookies_are_not_kept() -> None:
    with running_server(http(b"{}", headers=("Set-Cookie: session=1",))) as server:
        with closing(Transport(checked_address(server.url))) as transport:
            for _ in range(2):
                transport.send(GET, deadline=time.monotonic() + 5)
        assert "cookie" not in server.asked[1].headers


def test_ipv6_addresses_are_named_in_brackets() -> None:
    assert checked_address("http://[::1]:8640/base/").netloc == "[::1]:8640"
    assert str(checked_address("https://例子.测试/基/")) == "https://xn--fsqu00a.xn--0zwm56d/%E5%9F%BA"
