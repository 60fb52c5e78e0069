"""An HTTPS server on loopback whose every answer a test writes itself, byte by byte if it likes."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[[BaseHTTPRequestHandler, threading.Event], None]
"""Writes one answer; the event is set when the test is over, for answers that never end."""


@dataclass
class HttpsServer:
    """A running server. ``answer`` may be replaced at any time; ``requests`` holds all that was asked."""

    port: int
    client_context: ssl.SSLContext
    answer: Answer
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@contextmanager
def running_server(folder: Path, *hosts: str, days: int = 1) -> Iterator[HttpsServer]:
    """A server that proves to be any of ``hosts`` to those who use its ``client_context``.

    Its certificate expires in ``days``; with -1 it did so yesterday.
    """
    server_context, client_context = _contexts(folder, hosts, days)
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            with suppress(OSError):  # the client hung up, as it should
                state.answer(self, over)
            self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            """Tests look at what the client does."""

    class Server(ThreadingHTTPServer):
        def finish_request(self, request: object, client_address: object) -> None:
            """Shake hands on the connection's own thread, so that a client that refuses us disturbs nobody."""
            with suppress(OSError), server_context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)

    with Server(("127.0.0.1", 0), Handler) as server:
        state = HttpsServer(server.server_address[1], client_context, _not_there)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _not_there(handler: BaseHTTPRequestHandler, _over: threading.Event) -> None:
    handler.send_error(404)


def _contexts(folder: Path, hosts: tuple[str, ...], days: int) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for ``hosts``, and a client's that trusts nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests on loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = folder / "server.pem"
    pem.write_bytes(private + public)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cadata=public.decode())
