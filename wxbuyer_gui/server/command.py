"""The commands ``serve`` and ``tokens``. Each says what it did through ``tell`` and returns an exit code.

``data`` is the folder of this person's data (``paths.Folders.data``).
"""

from __future__ import annotations

import hashlib
import secrets
import socket
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from wxbuyer_gui.domain.pairing import Pairing
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.server.certificate import fingerprint, lan_address, own_certificate
from wxbuyer_gui.server.options import LOOPBACK_NAMES, PORT, ServerOptions
from wxbuyer_gui.server.running import Listening, refuse_server, run_server
from wxbuyer_gui.server.tokens import GivenToken, TokenFolder, Tokens
from wxbuyer_gui.services.secrets import Keyring, secret_lines
from wxbuyer_gui.settings import without_secrets

DONE, REFUSED = 0, 1

_FILE = "sqlite:///"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The source that is served: its address, with the password where it has one, and whose data counts there.

    ``keyring`` finds the key of encrypted ID numbers.
    """

    url: str
    data: Path
    tenant_id: int = 1
    keyring: Keyring = field(default=lambda: None, compare=False)

    @property
    def tokens(self) -> TokenFolder:
        """Its tokens: beside a database file, else among this person's data."""
        name = self.url.removeprefix(_FILE)
        if self.url.startswith(_FILE) and name not in ("", ":memory:"):
            return TokenFolder(Path(f"{name}.tokens").absolute())
        key = hashlib.sha256(without_secrets(self.url).encode()).hexdigest()[:16]
        return TokenFolder(self.data / "profiles" / key / "tokens")


def lan_listening(served: Served, *, port: int = PORT) -> Listening:
    """Listen to this computer's network, over TLS with a certificate of our own (``server.certificate``).

    UnreachableError ``E-NO-NETWORK`` where there is none, OSError.
    """
    address = lan_address()
    return Listening(host=address, port=port, tls_cert=own_certificate(served.data / "server", address))


def serve(
    served: Served,
    listening: Listening,
    *,
    tell: Callable[[str], None],
    pairing: bool = False,
    token: str | None = None,
    token_file: Path | None = None,
    hosts: Iterable[str] = (),
    publish_schema: bool = False,
    beside: Callable[[], AbstractContextManager[object]] = nullcontext,
    stop: Event | None = None,
) -> int:
    """Serve until Ctrl+C, SIGTERM or ``stop``; errors as ``run_server``.

    ``hosts`` are more names under which clients may ask. ``token`` or the first line of ``token_file`` counts beside
    those of ``tokens add``, as a manager's. Without any token, and for this computer only, one is made that ends with
    the program. ``pairing``: where there is none yet, the first counter gets one, a manager's, in a pairing code.
    ``beside`` is entered before anything is opened, once it is sure that the server may listen there, and left last.
    """
    refuse_server(served.url)
    listening.check()
    with beside():
        tokens: list[Tokens] = [served.tokens]
        first = ""
        if pairing and not served.tokens.tenants():
            first = served.tokens.add(tenant_id=served.tenant_id, role=Role.MANAGER)
        if token_file is not None:
            token = secret_lines(token_file)[0].strip()
        elif token is None and not served.tokens.tenants() and listening.is_local:
            token = secrets.token_urlsafe(32)
            tell(f"token for this run: {token}")
        if token is not None:
            tokens.append(GivenToken(token, tenant_id=served.tenant_id))
        own_names = LOOPBACK_NAMES if listening.is_local else LOOPBACK_NAMES | {socket.gethostname().lower()}
        options = ServerOptions(hosts=own_names | {name.lower() for name in hosts}, publish_schema=publish_schema)

        def ready(address: str) -> None:
            if first:
                tell(f"pairing code for the first counter: {_code(listening, urlsplit(address).port or 0, first)}")
                tell("for each further one: tokens add --lan")
            tell(f"serving at {address}: {_exposure(listening)}")

        run_server(
            served.url,
            tokens=tokens,
            listening=listening,
            options=options,
            ready=ready,
            stop=stop,
            keyring=served.keyring,
        )
    tell("ended")
    return DONE


def add_token(
    served: Served,
    *,
    tell: Callable[[str], None],
    label: str = "",
    role: Role = Role.CLERK,
    days: int | None = None,
    lan: Listening | None = None,
) -> int:
    """Make a token and show it, this once; with ``days`` it ends by itself. Raises OSError.

    ``lan`` is where ``serve --lan`` listens (``lan_listening``): then what is shown is a pairing code.
    """
    expires_at = datetime.now(UTC) + timedelta(days=days) if days is not None else None
    token = served.tokens.add(label=label, tenant_id=served.tenant_id, role=role, expires_at=expires_at)
    tell(_code(lan, lan.port, token) if lan is not None else token)
    tell("this is shown once: give it to one counter, and keep no copy")
    return DONE


def list_tokens(served: Served, *, tell: Callable[[str], None]) -> int:
    """Show the names of all tokens, with scope, tenant, dates and label. Raises OSError."""
    now = datetime.now(UTC)
    for info in served.tokens.all():
        end = ""
        if info.expires_at is not None:
            end = f", {'expired' if info.is_expired(now) else 'ends'} {info.expires_at:%Y-%m-%d}"
        facts = f"{info.grant.role.value}, tenant {info.grant.tenant_id}, made {info.created_at:%Y-%m-%d}{end}"
        facts += f", last used {info.used_at:%Y-%m-%d %H:%M} UTC" if info.used_at is not None else ", never used"
        tell(f"{info.grant.name}  {facts}  {info.label}".rstrip())
    return DONE


def revoke_token(served: Served, name: str, *, tell: Callable[[str], None]) -> int:
    """Make the token of this name worthless, at once and for good. Raises OSError."""
    if not served.tokens.revoke(name):
        tell("there is no token of this name: tokens list shows them")
        return REFUSED
    tell("revoked")
    return DONE


def _code(listening: Listening, port: int, token: str) -> str:
    assert listening.tls_cert is not None, "a pairing is over TLS"
    return Pairing(listening.host, port, token, fingerprint(listening.tls_cert)).code()


def _exposure(listening: Listening) -> str:
    if listening.is_local:
        return "only programs on this computer can connect"
    if listening.behind_proxy:
        return "in clear text, so let nobody but the reverse proxy connect"
    return "over TLS, for whoever reaches this computer and has a token"
