"""A certificate that was agreed on is the only one believed, and it is compared before anything is sent."""

from __future__ import annotations

import hashlib
import ssl
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.https_server import HttpsServer, running_server
from tests.support.raw_server import Connection, http
from tests.support.raw_server import running_server as running_proxy
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.address import ServerAddress, checked_address
from wxbuyer_gui.net.reach import certificate_end
from wxbuyer_gui.net.transport import Request, Transport

GET = Request("GET", "/x", (("Authorization", "Bearer key"),))


def pin_of(folder: Path) -> bytes:
    pem = (folder / "server.pem").read_text(encoding="ascii")
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN CERT") :])).digest()


def at(server: HttpsServer) -> ServerAddress:
    return checked_address(f"https://127.0.0.1:{server.port}")


def status(address: ServerAddress, pin: bytes, proxy: str = "") -> int:
    with closing(Transport(address, certificate=pin, proxy=checked_address(proxy) if proxy else None)) as transport:
        return transport.send(GET, deadline=time.monotonic() + 10).status


def test_the_agreed_certificate_is_believed_whatever_its_names_and_dates(tmp_path: Path) -> None:
    with running_server(tmp_path, "another.example", days=-1) as server:
        assert status(at(server), pin_of(tmp_path)) == 404
        assert certificate_end(at(server), deadline=time.monotonic() + 10, certificate=pin_of(tmp_path)) is None


def test_any_other_is_refused_before_the_key_is_shown(tmp_path: Path) -> None:
    with running_server(tmp_path, "127.0.0.1") as server:
        for ask in (
            lambda: status(at(server), bytes(32)),
            lambda: certificate_end(at(server), deadline=time.monotonic() + 10, certificate=bytes(32)),
        ):
            with pytest.raises(UnreachableError) as failure:
                ask()
            assert failure.value.code == "E-TLS"
            assert "pairing code" in str(failure.value)
        assert server.requests == []


def test_through_a_proxy_too(tmp_path: Path) -> None:
    def through(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        connection.join(server.port)

    with running_server(tmp_path, "127.0.0.1") as server, running_proxy(lambda _asked: through) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        assert status(at(server), pin_of(tmp_path), address) == 404
        soon = time.monotonic() + 10
        pinned = {"proxy": checked_address(address), "deadline": soon}
        assert certificate_end(at(server), certificate=pin_of(tmp_path), **pinned) is None
        with pytest.raises(UnreachableError) as failure:
            certificate_end(at(server), certificate=bytes(32), **pinned)
        assert failure.value.code == "E-TLS"
        assert {asked.method for asked in proxy.asked} == {"CONNECT"}


@pytest.mark.parametrize("answer", [http(status=407), b"", b"220 mail.example\r\n\r\n", b"x" * 20_000])
def test_a_proxy_that_does_not_connect_us(answer: bytes) -> None:
    with running_proxy(lambda _asked: lambda connection: connection.send(answer)) as proxy:
        with pytest.raises(UnreachableError):
            certificate_end(
                checked_address("https://shop.example"),
                deadline=time.monotonic() + 10,
                proxy=checked_address(f"http://127.0.0.1:{proxy.port}"),
            )
        assert [asked.target for asked in proxy.asked] == ["shop.example:443"]
