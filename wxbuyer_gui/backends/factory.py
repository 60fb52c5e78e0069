"""Opens a backend by URL, importing only what that kind of source needs."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.inputs import checked_tenant
from wxbuyer_gui.domain.errors import AuthError, InvalidInputError, UnreachableError, UnsupportedError

if TYPE_CHECKING:
    from wxbuyer_gui.backends.offline.backend import OfflineBackend
    from wxbuyer_gui.backends.remote.backend import RemoteBackend
    from wxbuyer_gui.domain.auth import Auth
    from wxbuyer_gui.domain.options import RemoteOptions
    from wxbuyer_gui.store.engine import Store
    from wxbuyer_gui.store.payload_seal import KeyShelf

DEFAULT_TENANT = 1
"""The tenant of a local database where none is named."""

_ASKING = 3.0
"""Seconds that a server gets to say what it can do before the desk opens without knowing."""

_LINGERING = 180.0
"""Seconds that a request may lie in proxies and queues after its sender gave up."""


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
    keys: KeyShelf | None = None,
) -> Backend:
    """Open the source at ``url``: ``sqlite:///shop.db``, ``sqlite://``, ``postgresql+psycopg://user@host/name`` or
    a server's ``https://api.example.com/base``.

    ``tenant_id`` None means 1 for a database; a server's is learnt from the first buyer read. ``mirror`` is where a
    copy of a server's buyers is kept, ``sqlite:///m.db``; what is written while the server is away waits in
    ``m.desk.db`` beside it. ``timeout`` (seconds for one call), ``auth`` and ``options`` are for servers; ``settle``
    (seconds from sending, None: ``timeout`` + 180) is when a write that was not answered has been done or never will
    be; what happens then is in ``options``. ``keys`` keeps the key of ID numbers that wait for a server; without it
    they can be read as long as this program runs. Opening a server's address asks it nothing yet.
    Raises InvalidInputError for what is no such URL (``E-URL``, ``E-PLAIN-HTTP``), for settings that cannot be and
    for a mirror of another server (``E-MIRROR-SOURCE``), UnsupportedError for a mirror of a database, StorageError
    (see there) for a database or mirror that cannot be used, UnreachableError for a PostgreSQL that is away.
    """
    _refuse_mirror(url, mirror)
    if is_server(url):
        if mirror is None:
            from wxbuyer_gui.backends.remote.opening import open_remote

            return open_remote(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)
        from wxbuyer_gui.backends.desk_store import desk_url_beside
        from wxbuyer_gui.backends.offline.server_with_copy import open_server_with_copy

        return open_server_with_copy(
            url,
            mirror,
            desk_url_beside(mirror),
            home=url,
            tenant_id=tenant_id,
            timeout=timeout,
            settle=_settled(settle, timeout),
            auth=auth,
            options=options,
            keys=keys,
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
    keys: KeyShelf | None = None,
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
        from wxbuyer_gui.backends.desk_store import desk_url_beside, open_desk

        first_url = (home or url).rstrip("/")
        lasting = _settled(settle, timeout)
        if mirror is None:
            from wxbuyer_gui.backends.remote.opening import open_remote

            remote = open_remote(url, tenant_id=tenant_id, timeout=timeout, auth=auth, options=options)
            with _closing_on_error(remote):
                desk_store = open_desk(_desk_url(data_dir, first_url))
                _ask_what_it_can(remote)
                return Source(remote, desk_store, desk_store, settle=lasting)
        from wxbuyer_gui.backends.offline.server_with_copy import open_server_with_copy

        is_ours = data_dir is not None and mirror == profile_mirror(data_dir, first_url)
        served = open_server_with_copy(
            url,
            mirror,
            _desk_url(data_dir, first_url) if is_ours else desk_url_beside(mirror),
            home=first_url,
            tenant_id=tenant_id,
            timeout=timeout,
            settle=lasting,
            auth=auth,
            options=options,
            keys=keys,
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

    tenant = DEFAULT_TENANT if tenant_id is None else checked_tenant(tenant_id)
    store = open_store(url)
    return LocalBackend(store, tenant_id=tenant), store


def _settled(settle: float | None, timeout: float) -> float:
    """The seconds from sending until a write that was not answered has been done or never will be."""
    if settle is None:
        return timeout + _LINGERING
    if not 0 <= settle < math.inf:
        raise InvalidInputError("a time to settle is a number of seconds", field="settle")
    return settle


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
