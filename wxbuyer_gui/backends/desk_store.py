"""The database in which the desk keeps its own things for a server."""

from __future__ import annotations

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store.check import DAMAGE_CODES
from wxbuyer_gui.store.engine import MEMORY_URLS, SQLITE_FILE, Store, open_store


def desk_url_beside(mirror_url: str) -> str:
    """The desk store of a mirror: ``shop.desk.db`` beside ``shop.db``. In memory for one in memory."""
    if mirror_url in MEMORY_URLS:
        return "sqlite://"
    return f"{mirror_url.removesuffix('.db')}.desk.db"


def open_desk(url: str) -> Store:
    """What the desk keeps for a server. StorageError ``E-DESK-DAMAGED``, which names the file, for a damaged one.

    It is never set aside by itself: there may be writes in it that were not sent yet.
    """
    try:
        return open_store(url)
    except StorageError as error:
        if error.code not in DAMAGE_CODES:
            raise
        raise StorageError(url.removeprefix(SQLITE_FILE), code="E-DESK-DAMAGED") from None
