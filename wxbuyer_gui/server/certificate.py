"""A certificate of the shop's own for its network, where no authority gives one.

Counters learn its fingerprint with the pairing code and then trust this certificate and no other. It names the address
it was made for: a computer whose address changes gets a new one, and its counters, which could not find it any more
anyhow, are paired anew.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import secrets
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from wxbuyer_gui.domain.errors import UnreachableError

_YEARS = 5
_SPARE = timedelta(days=60)
"""A certificate that ends sooner is replaced at the next start."""

_SOMEWHERE = ("192.0.2.1", 9)  # RFC 5737: nobody has this address; nothing is sent


def lan_address() -> str:
    """This computer's own address in its network. UnreachableError where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE)  # makes the system choose the way out, and with it our address
        except OSError:
            raise UnreachableError("this computer is in no network", code="E-NO-NETWORK") from None
        address: str = probe.getsockname()[0]
    return address


def own_certificate(folder: Path, address: str) -> Path:
    """A file with key and certificate for ``address``: the one in ``folder`` as long as it fits, else a new one.

    Raises OSError.
    """
    path = folder / "server.pem"
    with contextlib.suppress(OSError, ValueError):
        kept = x509.load_pem_x509_certificate(path.read_bytes())
        names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        fits = ipaddress.ip_address(address) in names.get_values_for_type(x509.IPAddress)
        if fits and kept.not_valid_after_utc > datetime.now(UTC) + _SPARE:
            return path
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"server.{secrets.token_hex(4)}.part"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_made(address))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def fingerprint(path: Path) -> bytes:
    """The SHA-256 of the certificate in a PEM file."""
    return x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256())


def _made(address: str) -> bytes:
    """A key and a certificate that it signed itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "wxbuyer server")])
    names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(address)), x509.DNSName("localhost")]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a counter's clock may be late
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
