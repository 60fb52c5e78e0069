"""The shop's own certificate, and a counter that trusts it and nothing else."""

from __future__ import annotations

import hashlib
import os
import socket
import ssl
import stat
from pathlib import Path

import pytest

from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.server.certificate import fingerprint, lan_address, own_certificate


def test_it_is_kept_as_long_as_it_fits(tmp_path: Path) -> None:
    path = own_certificate(tmp_path / "server", "192.168.1.5")
    first = path.read_bytes()
    assert own_certificate(tmp_path / "server", "192.168.1.5").read_bytes() == first
    assert own_certificate(tmp_path / "server", "192.168.1.6").read_bytes() != first
    path.write_bytes(b"-----BEGIN CERTIFICATE-----\nbroken")
    assert own_certificate(tmp_path / "server", "192.168.1.5").read_bytes() not in (b"", first)
    assert [entry.name for entry in path.parent.iterdir()] == ["server.pem"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has access lists instead")
def test_nobody_else_may_read_the_key(tmp_path: Path) -> None:
    path = own_certificate(tmp_path / "server", "192.168.1.5")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_fingerprint_is_the_certificates(tmp_path: Path) -> None:
    path = own_certificate(tmp_path, "192.168.1.5")
    pem = path.read_text(encoding="ascii")
    der = ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN CERTIFICATE") :])
    assert fingerprint(path) == hashlib.sha256(der).digest()


def test_an_address_of_this_computer() -> None:
    try:
        address = lan_address()
    except UnreachableError:
        pytest.skip("this computer is in no network")
    with socket.socket() as own:
        own.bind((address, 0))  # only one's own can be bound
