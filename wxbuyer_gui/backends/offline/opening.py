"""Finds the file of a mirror and opens it."""

from __future__ import annotations

from pathlib import Path

from wxbuyer_gui.backends.offline import damaged
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.store.check import DAMAGE_CODES
from wxbuyer_gui.store.engine import MEMORY_URLS, SQLITE_FILE, open_store


def open_mirror(
    url: str,
    *,
    server: str,
    allow_http: bool = False,
    tenant_id: int | None = None,
    is_ours: bool = False,
    is_guest: bool = False,
) -> Mirror:
    """The mirror at ``url`` (``sqlite:///m.db``, ``sqlite://``) of the server at the address ``server``.

    A damaged file is set aside for an empty one where it ``is_ours``, surely a mirror's: another could be anything.
    ``is_guest``: as in ``Mirror``.
    Raises InvalidInputError for another database's URL (``E-URL``) and for a file that is the copy of another server
    or no copy (``E-MIRROR-SOURCE``); StorageError as ``open_store``.
    """
    if url not in MEMORY_URLS and not url.startswith(SQLITE_FILE):
        raise InvalidInputError("a mirror is a file: sqlite:///FILE", code="E-URL", field="mirror")
    source = str(checked_address(server, allow_http=allow_http))
    try:
        return _opened(url, source, tenant_id, is_guest=is_guest)
    except StorageError as error:
        if error.code not in DAMAGE_CODES or not is_ours:
            raise
    aside = damaged.put_aside(Path(url.removeprefix(SQLITE_FILE)))
    mirror = _opened(url, source, tenant_id, is_guest=is_guest)
    mirror.file.set_aside = aside
    return mirror


def _opened(url: str, source: str, tenant_id: int | None, *, is_guest: bool) -> Mirror:
    store = open_store(url)
    try:
        return Mirror(store, source=source, tenant_id=tenant_id, is_guest=is_guest)
    except BaseException:
        store.close()
        raise
