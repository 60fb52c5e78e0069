"""Name and certificate of a server, looked at one by one."""

from __future__ import annotations

import socket
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.https_server import running_server
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.net.reach import certificate_end, count_addresses


def soon() -> float:
    return time.monotonic() + 10


def test_a_name_stands_for_its_addresses() -> None:
    address = checked_address("https://shop.example")
    found = count_addresses(address, deadline=soon(), resolver=lambda _host, port: [("192.0.2.1", port), ("::1", port)])
    assert found == 2


def test_a_name_that_nobody_knows() -> None:
    def nobody(_host: str, _port: int) -> list[tuple[str, int]]:
        raise socket.gaierror("no such name")

    with pytest.raises(UnreachableError) as failure:
        count_addresses(checked_address("https://shop.example"), deadline=soon(), resolver=nobody)
    assert failure.value.code == "E-NO-NAME"


def test_the_end_of_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_server(tmp_path, "localhost") as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        address = checked_address(f"https://localhost:{server.port}")
        end = certificate_end(address, deadline=soon(), system_store=True)
    assert end is not None
    assert timedelta(hours=23) < end - datetime.now(UTC) < timedelta(hours=25)


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    with running_server(tmp_path, "localhost") as server, pytest.raises(UnreachableError) as failure:
        certificate_end(checked_address(f"https://localhost:{server.port}"), deadline=soon())
    assert failure.value.code == "E-TLS"


def test_http_has_no_certificate() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = checked_address(f"http://127.0.0.1:{listener.getsockname()[1]}")
        assert certificate_end(address, deadline=soon()) is None


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UnreachableError):
        certificate_end(checked_address(f"https://127.0.0.1:{port}"), deadline=soon())
