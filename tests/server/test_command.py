"""``serve`` and ``tokens``, as the command line calls them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.our_server import MANAGER, OWN
from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError
from wxbuyer_gui.domain.pairing import read_pairing
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.paths import folders
from wxbuyer_gui.server import command
from wxbuyer_gui.server.command import DONE, REFUSED, Served
from wxbuyer_gui.server.running import Listening
from wxbuyer_gui.services.server_access import paired
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.store.engine import open_store


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(url=f"sqlite:///{tmp_path / 'shop.db'}", data=tmp_path / "data", tenant_id=3)


class TestTokens:
    def test_from_making_to_revoking(self, served: Served, tmp_path: Path) -> None:
        said: list[str] = []
        assert command.add_token(served, tell=said.append, label="1号台", role=Role.MANAGER, days=30) == DONE
        token = said[0]
        command.list_tokens(served, tell=said.append)
        assert ", never used  1号台" in said[-1]
        grant = served.tokens.find(token)
        assert grant is not None
        assert (grant.tenant_id, grant.role) == (3, Role.MANAGER)
        assert served.tokens.folder == tmp_path / "shop.db.tokens"
        said.clear()
        assert command.list_tokens(served, tell=said.append) == DONE
        (line,) = said
        assert line.startswith(f"{grant.name}  manager, tenant 3, made ")
        assert ", last used 20" in line
        assert line.endswith(" UTC  1号台")
        assert token not in line
        assert command.revoke_token(served, grant.name, tell=said.append) == DONE
        assert served.tokens.find(token) is None
        assert command.revoke_token(served, grant.name, tell=said.append) == REFUSED

    def test_an_expired_one_is_shown_as_such(self, served: Served) -> None:
        said: list[str] = []
        command.add_token(served, tell=said.append, days=0)
        command.list_tokens(served, tell=said.append)
        assert "expired" in said[-1]

    def test_a_server_of_databases_has_its_tokens_here(self, tmp_path: Path) -> None:
        for url in ("postgresql+psycopg://shop:secret@host/name", "sqlite://", "sqlite:///:memory:"):
            folder = Served(url=url, data=tmp_path).tokens.folder
            assert folder.is_relative_to(tmp_path / "profiles")
        password = "postgresql+psycopg://shop:{}@host/name"
        one, other = (Served(url=password.format(text), data=tmp_path).tokens.folder for text in ("a", "b"))
        assert one == other


class TestServe:
    """``ask`` is done with the server's address and all that was said until then; then the server ends."""

    def serve(
        self, served: Served, ask: Callable[[str, list[str]], None], listening: Listening | None = None, **rest: Any
    ) -> list[str]:
        said: list[str] = []
        stop = threading.Event()

        with ThreadPoolExecutor(1) as visitor:

            def tell(line: str) -> None:
                said.append(line)
                if line.startswith("serving at "):
                    visits.append(visitor.submit(visit, line.removeprefix("serving at ").split(": ")[0]))

            def visit(address: str) -> None:
                try:
                    ask(address, said)
                finally:
                    stop.set()

            visits: list[Future[None]] = []
            assert command.serve(served, listening or Listening(port=0), tell=tell, stop=stop, **rest) == DONE
            visits[0].result()
        return said

    def told(self, address: str, token: str, **headers: str) -> httpx.Response:
        headers["Authorization"] = f"Bearer {token}"
        return httpx.get(f"{address}{OWN}capabilities", headers=headers, trust_env=False, timeout=30)

    def test_with_tokens_that_were_made(self, served: Served) -> None:
        said: list[str] = []
        command.add_token(served, tell=said.append)
        command.add_token(replace(served, tenant_id=4), tell=said.append)

        def ask(address: str, _: list[str]) -> None:
            facts = [self.told(address, token).json() for token in (said[0], said[2])]
            assert [(fact["tenantId"], fact["role"]) for fact in facts] == [(3, "clerk"), (4, "clerk")]
            assert self.told(address, MANAGER).status_code == 401

        ended = self.serve(served, ask)
        assert ended[-1] == "ended"
        assert "only programs on this computer" in ended[0]
        with open_store(served.url) as store:
            assert not store.unclean

    def test_with_a_token_of_ones_own(self, served: Served, tmp_path: Path) -> None:
        (tmp_path / "token.txt").write_text(f"{MANAGER}\n# the second line is no token\n", encoding="utf-8")

        def ask(address: str, said: list[str]) -> None:
            assert self.told(address, MANAGER).json()["role"] == "manager"
            assert MANAGER not in "".join(said)

        self.serve(served, ask, token=MANAGER)
        self.serve(served, ask, token_file=tmp_path / "token.txt")

    def test_a_token_file_as_windows_writes_it(self, served: Served, tmp_path: Path) -> None:
        (tmp_path / "token.txt").write_text(f"{MANAGER}\r\n", encoding="utf-8-sig", newline="")

        def ask(address: str, _: list[str]) -> None:
            assert self.told(address, MANAGER).json()["role"] == "manager"

        self.serve(served, ask, token_file=tmp_path / "token.txt")
        (tmp_path / "token.txt").write_text(MANAGER, encoding="utf-16")
        with pytest.raises(InvalidInputError, match="not UTF-8") as caught:
            command.serve(served, Listening(port=0), tell=lambda _: None, token_file=tmp_path / "token.txt")
        assert caught.value.code == "E-FILE-ENCODING"

    def test_without_any_one_is_made_for_this_computer(self, served: Served) -> None:
        def ask(address: str, said: list[str]) -> None:
            assert self.told(address, said[0].removeprefix("token for this run: ")).status_code == 200

        self.serve(served, ask)
        assert served.tokens.all() == []
        with pytest.raises(InvalidInputError) as caught:
            self.serve(served, ask, Listening(host="0.0.0.0", port=0, behind_proxy=True))
        assert caught.value.code == "E-NO-TOKEN"

    def test_behind_a_proxy(self, served: Served) -> None:
        def ask(address: str, _: list[str]) -> None:
            address = address.replace("0.0.0.0", "127.0.0.1")
            for name, status in (("Shop.example", 200), (socket.gethostname(), 200), ("evil.example", 403)):
                assert self.told(address, MANAGER, Host=name).status_code == status

        listening = Listening(host="0.0.0.0", port=0, behind_proxy=True)
        said = self.serve(served, ask, listening, token=MANAGER, hosts=["shop.EXAMPLE"])
        assert "in clear text" in said[0]

    def test_nothing_is_prepared_for_what_may_not_be(self, served: Served) -> None:
        entered: list[str] = []

        @contextmanager
        def beside() -> Iterator[None]:
            entered.append("before")
            yield
            entered.append("after")

        with pytest.raises(InvalidInputError):
            self.serve(served, lambda *_: None, Listening(host="0.0.0.0"), beside=beside)
        other = replace(served, url="https://api.example.com")
        with pytest.raises(UnsupportedError):
            self.serve(other, lambda *_: None, beside=beside)
        assert entered == []
        self.serve(served, lambda *_: entered.append("served"), beside=beside)
        assert entered == ["before", "served", "after"]

    def test_strangers_and_short_tokens_are_refused(self, served: Served) -> None:
        for listening, token, code in ((Listening(host="0.0.0.0"), MANAGER, "E-EXPOSED"), (None, "short", "E-TOKEN")):
            with pytest.raises(InvalidInputError) as caught:
                self.serve(served, lambda *_: None, listening, token=token)
            assert caught.value.code == code


class TestPairing:
    """What a counter does with a code: it needs nothing else, and believes the certificate that the code names."""

    @pytest.fixture(autouse=True)
    def loopback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(command, "lan_address", lambda: "127.0.0.1")

    def steps(self, code: str, folder: Path) -> list[tuple[bool | None, str]]:
        profile, key = paired(code, profile_id="p1")
        return [(step.ok, step.fact) for step in Sources(folders(folder), secrets=lambda: None).test(profile, key)]

    def test_the_first_counter_and_the_next(self, served: Served, tmp_path: Path) -> None:
        codes: list[str] = []

        def ask(address: str, said: list[str]) -> None:
            codes.append(said[0].removeprefix("pairing code for the first counter: "))
            here = replace(command.lan_listening(served), port=int(address.rpartition(":")[2]))
            command.add_token(served, tell=lambda line: codes.append(line), lan=here)
            for code in codes[:2]:
                assert self.steps(code, tmp_path) == [
                    (True, "addresses"),
                    (True, "paired"),
                    (True, "accepted"),
                    (True, "found"),
                ]
            strangers = replace(read_pairing(codes[0]), fingerprint=bytes(32)).code()
            assert [ok for ok, _ in self.steps(strangers, tmp_path)] == [True, False, None, None]

        TestServe().serve(served, ask, command.lan_listening(served, port=0), pairing=True)
        roles = [grant.role for code in codes[:2] if (grant := served.tokens.find(read_pairing(code).token))]
        assert roles == [Role.MANAGER, Role.CLERK]

    def test_the_certificate_is_good_for_strict_readers(self, served: Served) -> None:
        listening = command.lan_listening(served, port=0)

        def ask(address: str, _said: list[str]) -> None:
            context = ssl.create_default_context(cafile=listening.tls_cert)
            context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN  # as in Python 3.13
            with httpx.Client(verify=context, trust_env=False, timeout=30) as client:
                assert client.get(f"{address}{OWN}capabilities").status_code == 401

        TestServe().serve(served, ask, listening, pairing=True)

    def test_the_code_is_shown_once(self, served: Served) -> None:
        command.add_token(served, tell=lambda _: None)
        listening = command.lan_listening(served, port=0)
        said = TestServe().serve(served, lambda *_: None, listening, pairing=True)
        assert not [line for line in said if line.startswith("pairing")]
        assert len(served.tokens.all()) == 1
