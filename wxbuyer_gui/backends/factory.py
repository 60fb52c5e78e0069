"""Opens a backend by URL, importing only what that kind of source needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

DEFAULT_TENANT = 1
"""The tenant of a local database where none is named."""


@dataclass(frozen=True, slots=True)
class Source:
    """A backend with the stores in which the desk keeps its own things.

    ``desk_store`` holds journal and operators: a SQLite source's own file, or the PostgreSQL database itself.
    ``drafts_store`` holds what belongs to this computer; only for PostgreSQL is it another one.
    """

    backend: Backend
    desk_store: Store
    drafts_store: Store

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
    auth: object | None = None,
    options: object | None = None,
) -> Backend:
    """Open the source at ``url``: ``sqlite:///shop.db``, ``sqlite://`` or ``postgresql+psycopg://user@host/name``.

    ``tenant_id`` None means 1. ``mirror``, ``timeout`` (seconds for one call), ``settle``, ``auth`` and ``options``
    are for servers. Raises InvalidInputError for what is no database URL, UnsupportedError for a server's address,
    StorageError (see there) for a database that cannot be used, UnreachableError for a PostgreSQL that is away.
    """
    _refuse_server(url, mirror)
    return _open_local(url, tenant_id)[0]


def open_source(
    url: str, *, mirror: str | None = None, data_dir: Path | None = None, tenant_id: int | None = None
) -> Source:
    """Open the source at ``url`` with everything that the desk keeps beside it; errors as in ``open_backend``.

    ``data_dir`` is where a source that is not on this computer gets its desk store,
    ``profiles/<id>/desk.db``; None keeps that store in memory.
    """
    from wxbuyer_gui.store.engine import open_store

    _refuse_server(url, mirror)
    backend, store = _open_local(url, tenant_id)
    if store.dialect == "sqlite":
        return Source(backend, store, store)
    try:
        return Source(backend, store, open_store(_desk_url(data_dir, store.url)))
    except BaseException:
        backend.close()
        raise


def _open_local(url: str, tenant_id: int | None) -> tuple[Backend, Store]:
    from wxbuyer_gui.backends.local import LocalBackend
    from wxbuyer_gui.store.engine import open_store

    tenant = DEFAULT_TENANT if tenant_id is None else tenant_id
    if not 0 < tenant < 2**63:
        raise InvalidInputError("not a tenant's number", field="tenant_id")
    store = open_store(url)
    return LocalBackend(store, tenant_id=tenant), store


def _refuse_server(url: str, mirror: str | None) -> None:
    if url.lower().startswith(("http://", "https://")):
        raise UnsupportedError("this version works with a database of its own and cannot reach a server's API yet")
    if mirror is not None:
        raise UnsupportedError("only a server's API can have a mirror")


def _desk_url(data_dir: Path | None, source_url: str) -> str:
    if data_dir is None:
        return "sqlite://"
    folder = data_dir / "profiles" / hashlib.sha256(source_url.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'desk.db'}"
