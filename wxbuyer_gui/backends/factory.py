"""Opens a backend by URL, importing only what that kind of source needs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import AuthError, InvalidInputError, StorageError, UnreachableError, UnsupportedError

if TYPE_CHECKING:
    from wxbuyer_gui.backends.offline.backend import OfflineBackend
    from wxbuyer_gui.backends.remote.backend import RemoteBackend
    from wxbuyer_gui.domain.auth import Auth
    from wxbuyer_gui.domain.options import RemoteOptions
    from wxbuyer_gui.store.engine import Store

DEFAULT_TENANT = 1
"""The tenant of a local database where none is named."""

_ASKING = 3.0
"""Seconds that a server gets to say what it can do before the desk opens without knowing."""

_LINGERING = 180.0
"""Seconds that a request may lie in proxies and queues after its sender gave up."""

_SECONDS_OF_A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Source:
    """A backend with the stores in which the desk keeps its own things.

    ``desk_store`` holds journal and operators: a SQLite source's own file, or the PostgreSQL database itself.
    ``drafts_store`` holds what belongs to this computer; only for PostgreSQL is it another one.
    ``settle`` is how many seconds after it was sent a write that was not answered may still be done.
    ``mirrored`` is the backend where that is a server with a mirror, else None.
    """

    backend: Backend
    desk_store: Store
    drafts_store: Store
    settle: float = 0.0
    mirrored: OfflineBackend | None = None

    def close(self) -> None:
        """Close the backend and the stores. May be called more than once."""
        self.backend.close()
        self.desk_store.close()
        self.drafts_store.close()


def open_backend(
    url: str,
    *,
    mirror: str | None = None,
    tenant_id: int | None = None,
    timeout: float = 15.0,
    settle: float | None = None,
    auth: Auth | None = None,
    options: RemoteOptions | None = None,
) -> Backend:
    """Open the source at ``url``: ``sqlite:///shop.db``, ``sqlite://``, ``postgresql+psycopg://user@host/name`` or
    a server's ``https://api.example.com/base``.

    ``tenant_id`` None means 1 for a database; a server's is learnt from the first buyer read. ``mirror`` is where a
    copy of a server's buyers is kept, ``sqlite:///m.db``; what is written while the server is away waits in
    ``m.desk.db`` beside it. ``timeout`` (seconds for one call), ``auth`` and ``options`` are for servers; ``settle``
    (seconds from sending, None: ``timeout`` + 180) is when a write that was not answered has been done or never will
    be; what happens then is in ``options``. Opening a server's address asks it nothing yet.
    Raises InvalidInputError for what is no such URL (``E-URL``, ``E-PLAIN-HTTP``), for settings that cannot be and
    for a mirror of another server (``E-MIRROR-SOURCE``), UnsupportedError for a mirror of a database, StorageError
    (see there) for a database or mirror that cannot be used, UnreachableError for a PostgreSQL that is away.
    """
    _refuse_mirror(url, mirror)
    if is_server(url):
        if mirror is None:
            return open_remote(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)
        from wxbuyer_gui.backends.offline.opening import desk_url_beside

        return _open_mirrored(
            url,
            mirror,
            desk_url_beside(mirror),
            home=url,
            tenant_id=tenant_id,
            timeout=timeout,
            settle=settle,
            auth=auth,
            options=options,
        )
    return _open_local(url, tenant_id)[0]


def open_source(
    url: str,
    *,
    mirror: str | None = None,
    data_dir: Path | None = None,
    tenant_id: int | None = None,
    timeout: float = 15.0,
    settle: float | None = None,
    auth: Auth | None = None,
    options: RemoteOptions | None = None,
    home: str = "",
) -> Source:
    """Open the source at ``url`` with everything that the desk keeps beside it; errors as in ``open_backend``.

    ``data_dir`` is where a source that is not on this computer gets its desk store,
    ``profiles/<id>/desk.db``; None keeps that store in memory. ``home`` is a server's first address, after which that
    folder is called; '' where it is still the same. With a mirror ``m.db`` it is ``m.desk.db`` beside that. A server
    is asked for a moment what it can do.
    """
    from wxbuyer_gui.store.engine import open_store

    _refuse_mirror(url, mirror)
    if is_server(url):
        first_url = (home or url).rstrip("/")
        lasting = _settled(settle, timeout)
        if mirror is None:
            remote = open_remote(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)
            with _closing_on_error(remote):
                desk_store = _open_desk(_desk_url(data_dir, first_url))
                _ask_what_it_can(remote)
                return Source(remote, desk_store, desk_store, settle=lasting)
        from wxbuyer_gui.backends.offline.opening import desk_url_beside

        is_ours = data_dir is not None and mirror == profile_mirror(data_dir, first_url)
        served = _open_mirrored(
            url,
            mirror,
            _desk_url(data_dir, first_url) if is_ours else desk_url_beside(mirror),
            home=first_url,
            tenant_id=tenant_id,
            timeout=timeout,
            settle=settle,
            auth=auth,
            options=options,
        )
        with _closing_on_error(served):
            _ask_what_it_can(served)
            return Source(served, served.desk_store, served.desk_store, settle=lasting, mirrored=served)
    backend, store = _open_local(url, tenant_id)
    if store.dialect == "sqlite":
        return Source(backend, store, store)
    with _closing_on_error(backend):
        return Source(backend, store, open_store(_desk_url(data_dir, store.url)))


def _ask_what_it_can(server: RemoteBackend | OfflineBackend) -> None:
    """Within a moment; the desk opens nevertheless, and says so."""
    with suppress(UnreachableError, AuthError):
        server.ask_capabilities(at_most=_ASKING)


def is_server(url: str) -> bool:
    """Whether ``url`` is a server's address and not a database."""
    return url.lower().startswith(("http:", "https:"))


def _open_local(url: str, tenant_id: int | None) -> tuple[Backend, Store]:
    from wxbuyer_gui.backends.local import LocalBackend
    from wxbuyer_gui.store.engine import open_store

    tenant = DEFAULT_TENANT if tenant_id is None else _checked_tenant(tenant_id)
    store = open_store(url)
    return LocalBackend(store, tenant_id=tenant), store


def _open_mirrored(
    url: str,
    mirror_url: str,
    desk_url: str,
    *,
    home: str,
    tenant_id: int | None,
    timeout: float,
    settle: float | None,
    auth: Auth | None,
    options: RemoteOptions | None,
) -> OfflineBackend:
    """The server at ``url`` with its mirror, which knows it by its first address, ``home``."""
    from wxbuyer_gui.backends.offline.backend import OfflineBackend
    from wxbuyer_gui.backends.offline.crawl_job import ServerWay
    from wxbuyer_gui.backends.offline.machine import Policy
    from wxbuyer_gui.backends.offline.opening import open_mirror
    from wxbuyer_gui.domain.options import RemoteOptions
    from wxbuyer_gui.store.engine import SQLITE_FILE

    options = options or RemoteOptions()
    policy = Policy(
        settle=_settled(settle, timeout), resends=options.resends, too_old=_days_waiting(options) * _SECONDS_OF_A_DAY
    )
    with ExitStack() as opened:
        kept = open_mirror(
            mirror_url,
            server=home,
            allow_http=options.allow_http,
            tenant_id=tenant_id,
            is_ours=Path(desk_url.removeprefix(SQLITE_FILE)).exists(),  # nothing else makes that file
        )
        opened.callback(kept.close)
        # The tenant of the copy: whose buyers were kept must not be mixed up with another shop's.
        remote = open_remote(url, tenant_id=kept.tenant_id, timeout=timeout, auth=auth, options=options)
        opened.callback(remote.close)
        way = ServerWay(url=url, timeout=timeout, auth=auth, options=options)
        backend = OfflineBackend(remote, kept, _open_desk(desk_url), way=way, policy=policy)
        opened.pop_all()
    return backend


def _open_desk(url: str) -> Store:
    """What the desk keeps for a server. StorageError ``E-DESK-DAMAGED``, which names the file, for a damaged one.

    It is never set aside by itself: there may be writes in it that were not sent yet.
    """
    from wxbuyer_gui.store.check import DAMAGE_CODES
    from wxbuyer_gui.store.engine import SQLITE_FILE, open_store

    try:
        return open_store(url)
    except StorageError as error:
        if error.code not in DAMAGE_CODES:
            raise
        raise StorageError(url.removeprefix(SQLITE_FILE), code="E-DESK-DAMAGED") from None


def _settled(settle: float | None, timeout: float) -> float:
    """The seconds from sending until a write that was not answered has been done or never will be."""
    if settle is None:
        return timeout + _LINGERING
    if not 0 <= settle < math.inf:
        raise InvalidInputError("a time to settle is a number of seconds", field="settle")
    return settle


def _days_waiting(options: RemoteOptions) -> int:
    if options.wait_days < 1:
        raise InvalidInputError("what waits to be sent waits at least a day", field="wait_days")
    return options.wait_days


def open_remote(
    url: str, *, tenant_id: int | None, timeout: float, auth: Auth | None, options: RemoteOptions | None
) -> RemoteBackend:
    """The server at ``url`` alone, without what the desk keeps for it; errors as in ``open_backend``."""
    from wxbuyer_gui.backends.remote.auth import Signer
    from wxbuyer_gui.backends.remote.backend import RemoteBackend
    from wxbuyer_gui.backends.remote.calls import Calls
    from wxbuyer_gui.domain.auth import NoAuth
    from wxbuyer_gui.domain.options import RemoteOptions
    from wxbuyer_gui.net.address import checked_address
    from wxbuyer_gui.net.transport import Transport

    options = options or RemoteOptions()
    if not 0 < timeout < math.inf:
        raise InvalidInputError("a time limit is a positive number of seconds", field="timeout")
    if options.chunk < 1:
        raise InvalidInputError("a list asks for at least one buyer", field="chunk")
    address = checked_address(url, allow_http=options.allow_http)
    proxy = checked_address(options.proxy, allow_http=True, field="proxy") if options.proxy else None
    return RemoteBackend(
        Calls(
            Transport(address, proxy=proxy, system_store=options.system_store, certificate=options.certificate),
            Signer(auth or NoAuth()),
            base_path=address.path,
        ),
        timeout=timeout,
        tenant_id=None if tenant_id is None else _checked_tenant(tenant_id),
        options=options,
    )


def _checked_tenant(tenant_id: int) -> int:
    if not 0 < tenant_id < 2**63:
        raise InvalidInputError("not a tenant's number", field="tenant_id")
    return tenant_id


@contextmanager
def _closing_on_error(backend: Backend) -> Iterator[None]:
    try:
        yield
    except BaseException:
        backend.close()
        raise


def _refuse_mirror(url: str, mirror: str | None) -> None:
    if mirror is not None and not is_server(url):
        raise UnsupportedError("only a server's API can have a mirror")


def profile_mirror(data_dir: Path, first_url: str) -> str:
    """The URL of the mirror that is kept for a server among this program's own data, beside its desk store.

    Unlike other mirrors it leaves that where it is without one, so that it may be turned on and off.
    """
    return f"sqlite:///{_folder(data_dir, first_url.rstrip('/')) / 'mirror.db'}"


def _desk_url(data_dir: Path | None, source_url: str) -> str:
    if data_dir is None:
        return "sqlite://"
    folder = _folder(data_dir, source_url)
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'desk.db'}"


def _folder(data_dir: Path, source_url: str) -> Path:
    return data_dir / "profiles" / hashlib.sha256(source_url.encode()).hexdigest()[:16]
