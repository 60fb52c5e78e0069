"""The server as a program: to whom it listens, over TLS or not, and how it ends."""

from __future__ import annotations

import signal
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.support.our_server import MANAGER, VENDOR, serving
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import BackendError, InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.server import running
from wxbuyer_gui.server.certificate import own_certificate
from wxbuyer_gui.server.running import Listening, listen, run_server
from wxbuyer_gui.server.tokens import GivenToken, TokenFolder
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.store import id_encryption
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.id_cipher import IdCipher, new_key, wrap

TOKEN = GivenToken(MANAGER, tenant_id=1)


class TestExposure:
    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
    def test_this_computer_may_do_without_tls(self, host: str) -> None:
        Listening(host=host).check()

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "shop.example", "", "127.0.0.1.example"])
    def test_others_may_not(self, host: str) -> None:
        with pytest.raises(InvalidInputError) as caught:
            Listening(host=host).check()
        assert caught.value.code == "E-EXPOSED"
        Listening(host=host, tls_cert=Path("cert.pem")).check()
        Listening(host=host, behind_proxy=True).check()

    def test_a_key_alone_is_no_tls(self) -> None:
        with pytest.raises(InvalidInputError):
            Listening(host="0.0.0.0", tls_key=Path("key.pem"), behind_proxy=True).check()

    def test_nothing_is_opened_for_what_may_not_be(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'shop.db'}"
        for tokens, listening, code in (
            ((TOKEN,), Listening(host="0.0.0.0", port=0), "E-EXPOSED"),
            ((TokenFolder(tmp_path / "tokens"),), Listening(port=0), "E-NO-TOKEN"),
            ((), Listening(host="0.0.0.0", port=0, behind_proxy=True), "E-NO-TOKEN"),
        ):
            with pytest.raises(InvalidInputError) as caught:
                run_server(url, tokens=tokens, listening=listening)
            assert caught.value.code == code
        assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_an_oserror(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    with listen(Listening(port=0)) as taken:
        listening = Listening(port=taken.getsockname()[1])
        with pytest.raises(OSError):  # noqa: PT011 - each system has words of its own
            run_server(url, tokens=(TOKEN,), listening=listening)
    with open_store(url) as store:
        assert not store.unclean


def test_answers_are_sent_at_once() -> None:
    with listen(Listening(port=0)) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_certificate_that_cannot_be_read_is_an_oserror(tmp_path: Path) -> None:
    listening = Listening(port=0, tls_cert=tmp_path / "missing.pem")
    with pytest.raises(FileNotFoundError):
        run_server("sqlite://", tokens=(TOKEN,), listening=listening)


def test_over_tls(backend: Backend, tmp_path: Path) -> None:
    certificate = own_certificate(tmp_path, "127.0.0.1")
    client_context = ssl.create_default_context(cafile=certificate)
    with serving(backend, listening=Listening(port=0, tls_cert=certificate)) as server:
        port = server.url.rpartition(":")[2]
        assert server.url.startswith("https://")
        with httpx.Client(verify=client_context, trust_env=False, timeout=30) as client:
            answer = client.get(
                f"https://localhost:{port}{VENDOR}get?id=1", headers={"Authorization": f"Bearer {MANAGER}"}
            )
        assert answer.content == b"null"
        with httpx.Client(trust_env=False, timeout=30) as stranger, pytest.raises(httpx.ConnectError):
            stranger.get(f"https://localhost:{port}{VENDOR}get?id=1")


def test_a_connection_that_says_nothing_does_not_hold_up_the_end(backend: Backend) -> None:
    with serving(backend) as server:
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as idle:
            idle.sendall(b"GET / HT")
            server.stop()
            server.thread.join(20)
            assert not server.thread.is_alive()
            with suppress(ConnectionResetError):  # where the system had not handed over yet what was sent
                assert idle.recv(1) == b""


class TestSlowHeads:
    """Clients that take their time keep no connection; those that ask again on the one they have are let be."""

    @pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b\r\n"])
    def test_they_are_hung_up_on(self, backend: Backend, sent: bytes) -> None:
        with serving(backend, listening=Listening(port=0, head_seconds=0.1)) as server:
            host, port = server.url.removeprefix("http://").split(":")
            with socket.create_connection((host, int(port)), timeout=30) as dripping:
                dripping.sendall(sent)
                assert heard_until_the_end(dripping) == b""

    def test_the_second_head_has_its_own_time(self, backend: Backend) -> None:
        head = f"GET {VENDOR}get?id=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {MANAGER}\r\n\r\n".encode()
        with serving(backend, listening=Listening(port=0, head_seconds=0.5)) as server:
            host, port = server.url.removeprefix("http://").split(":")
            with socket.create_connection((host, int(port)), timeout=30) as connection:
                for _ in range(3):
                    connection.sendall(head)
                    answer = b""
                    while not answer.endswith(b"null"):
                        answer += connection.recv(65536)
                connection.sendall(head[:-1])
                assert heard_until_the_end(connection) == b""


def heard_until_the_end(connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up, one way or the other."""
    heard = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            heard += part
    return heard


CHILD = """
import sys
from wxbuyer_gui.server.certificate import own_certificate
from wxbuyer_gui.server.running import Listening, run_server
from wxbuyer_gui.server.tokens import GivenToken
try:
    run_server(sys.argv[1], tokens=[GivenToken(sys.argv[2], tenant_id=1)], listening=Listening(port=0),
               ready=lambda url: print(url, flush=True))
except KeyboardInterrupt:  # Ctrl+C goes on to whoever called
    pass
print("closed", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows programs get no SIGTERM")
@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_the_source_closed(tmp_path: Path, asked: signal.Signals) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    command = [sys.executable, "-W", "error", "-c", CHILD, url, MANAGER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        watch = threading.Timer(60, child.kill)
        watch.start()
        try:
            assert child.stdout is not None
            address = child.stdout.readline().strip()
            headers = {"Authorization": f"Bearer {MANAGER}"}
            with httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=30) as client:
                made = client.post(f"{VENDOR}saveuser", json={"name": "张三"}).json()
                assert made["status"] == 200
                child.send_signal(asked)
                out, err = child.communicate()
        finally:
            watch.cancel()
    assert (out, err, child.returncode) == ("closed\n", "", 0)
    with open_store(url) as store:
        assert not store.unclean


def test_another_server_is_not_served() -> None:
    with pytest.raises(UnsupportedError):
        run_server("https://api.example.com", tokens=(TOKEN,), listening=Listening(port=0))


def test_a_source_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_bytes(b"no database" * 1000)
    with pytest.raises(BackendError) as caught:
        run_server(f"sqlite:///{tmp_path / 'shop.db'}", tokens=(TOKEN,), listening=Listening(port=0))
    assert isinstance(caught.value, StorageError)


def test_encrypted_id_numbers_are_served_with_the_key_in_the_keyring_and_not_without(tmp_path: Path) -> None:
    url, keyring, number = f"sqlite:///{tmp_path / 'shop.db'}", MemorySecrets(), "11010519491231002X"
    key = new_key()
    with open_store(url) as store:
        with store.write() as connection:
            id_encryption.switch_on(connection, "k", wrap(key, "CODE", "k"))
        store.id_numbers.cipher = IdCipher(key)
        LocalBackend(store).register(WxBuyingUser(open_id="oA"), MemberForm(name="张三", id_card=number))
    for found, shown in ((None, LOCKED), (keyring, number)):
        with running._opened(url, 1, lambda found=found: found) as backend:
            assert [one.id_card for one in backend.find_members("张三")] == [shown]
        keyring.set("id-numbers k", key.hex())
