"""Which addresses are the open internet's, and that a name that is never resolved holds nobody up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpcore
import pytest

from wxbuyer_gui.net.guarded import Address, Deadline, GuardedNetwork, is_public, resolve


@pytest.mark.parametrize("address", ["8.8.8.8", "113.96.17.1", "2400:da00:2::29", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",  # carriers' NAT
        "169.254.169.254",  # clouds' metadata
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff0e::1",
        "2002:7f00:1::",  # 6to4 around 127.0.0.1
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
        "64:ff9b::7f00:1",  # NAT64
        "2001:db8::1",
        "wx.qlogo.cn",
        "",
        "127.1",
    ],
)
def test_all_others(address: str) -> None:
    assert not is_public(address)


def test_the_systems_resolver_gives_each_address_once() -> None:
    found = resolve("localhost", 443)
    assert found
    assert len(found) == len(set(found))
    assert all(port == 443 for _address, port in found)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def network(*addresses: Address, seconds: float = 5.0) -> GuardedNetwork:
    return GuardedNetwork(
        deadline=Deadline(seconds), resolver=lambda _host, _port: list(addresses), allowed=lambda _address: True
    )


def test_the_next_address_is_tried_where_the_first_is_dead(listener: socket.socket) -> None:
    stream = network(("127.0.0.1", 1), listener.getsockname()).connect_tcp("wx.qlogo.cn", 443)
    stream.close()
    listener.accept()[0].close()


def test_a_name_without_an_address_is_a_connect_error() -> None:
    with pytest.raises(httpcore.ConnectError):
        network().connect_tcp("wx.qlogo.cn", 443)


def test_a_resolver_that_fails_is_a_connect_error() -> None:
    def fail(_host: str, _port: int) -> list[Address]:
        raise socket.gaierror("no such name")

    with pytest.raises(httpcore.ConnectError):
        GuardedNetwork(deadline=Deadline(5), resolver=fail, allowed=is_public).connect_tcp("wx.qlogo.cn", 443)


def test_a_resolver_that_hangs_is_left_behind() -> None:
    answer = threading.Event()

    def hang(_host: str, _port: int) -> list[Address]:
        answer.wait()
        return []

    before = time.monotonic()
    with pytest.raises(httpcore.ConnectTimeout):
        GuardedNetwork(deadline=Deadline(0.3), resolver=hang, allowed=is_public).connect_tcp("wx.qlogo.cn", 443)
    answer.set()
    assert time.monotonic() - before < 1.3


def test_reading_writing_and_connecting_end_at_the_deadline(listener: socket.socket) -> None:
    stream = network(listener.getsockname(), seconds=0.3).connect_tcp("wx.qlogo.cn", 443)
    accepted, _ = listener.accept()
    with accepted:
        with pytest.raises(httpcore.ReadTimeout):
            stream.read(10, timeout=60)
        with pytest.raises(httpcore.TimeoutException):
            stream.read(10, timeout=60)
        with pytest.raises(httpcore.TimeoutException):
            stream.write(b"x" * (64 << 20), timeout=60)
        stream.close()
