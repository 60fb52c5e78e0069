"""Whom a connection believes to be the server: always somebody in particular, never whoever answers."""

from __future__ import annotations

import hashlib
import hmac
import ssl
from collections.abc import Callable

import httpx


class OtherCertificateError(ssl.SSLError):
    """The server is not the one that was agreed on: it shows another certificate."""


def verifying_context(system_store: bool) -> ssl.SSLContext:
    """A context that believes the certifi list or, with ``system_store``, what this computer believes."""
    return ssl.create_default_context() if system_store else httpx.create_ssl_context(trust_env=False)


def pinned_context(fingerprint: bytes) -> ssl.SSLContext:
    """A context that believes the one certificate with this SHA-256, whoever signed it; OtherCertificateError else.

    The certificate is compared before a byte of a request is sent. Its names and dates say nothing more: it is the
    one that the shop's own server had when it made the pairing code.
    """

    def compare(shown: bytes | None) -> None:
        if not hmac.compare_digest(hashlib.sha256(shown or b"").digest(), fingerprint):
            raise OtherCertificateError("not the certificate of the pairing code")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # no authority knows it: the sockets below compare it themselves
    context.sslsocket_class, context.sslobject_class = _comparing(compare)
    return context


def _comparing(compare: Callable[[bytes | None], None]) -> tuple[type[ssl.SSLSocket], type[ssl.SSLObject]]:
    """The two kinds of TLS connections, the second for TLS within TLS, which end a handshake with ``compare``."""

    class Socket(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            compare(self.getpeercert(binary_form=True))

    class Object(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            compare(self.getpeercert(binary_form=True))

    return Socket, Object
