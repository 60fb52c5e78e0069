"""Takes what was deleted off the disk as well.

SQLite overwrites deleted rows at once (``secure_delete``). The search index only notes that an entry is gone, until
its segments are merged, and the log keeps copies of pages until it is emptied. FTS5 has a switch for the first,
``secure-delete``, which breaks an index without details once a row was changed in it (SQLite 3.53.4): all segments
are merged into one instead. PostgreSQL keeps deleted rows until a VACUUM.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from wxbuyer_gui.store import facts
from wxbuyer_gui.store.index_merge import merge_indexes

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

_DUE = "wipe_due"
_VACUUMED = ("buyer", "member", "journal_value", "alias", "consent", "operation")


def mark_due(connection: Connection) -> None:
    """Remember that a ``wipe`` is to follow, whatever becomes of this process."""
    facts.write(connection, _DUE, "1")


def is_due(store: Store) -> bool:
    """Whether deleted data may still be in the files."""
    with store.read() as connection:
        return bool(facts.read(connection, _DUE))


def wipe(store: Store, *, progress: Callable[[], None] = lambda: None, cancel: Event | None = None) -> bool:
    """Wipe what is due; False where it stays due: stopped, or another program reads an older state just now."""
    done = _wipe_sqlite(store, progress, cancel or Event()) if store.dialect == "sqlite" else _wipe_postgres(store)
    if done:
        with store.write() as connection:
            facts.forget(connection, _DUE)
    return done


def _wipe_sqlite(store: Store, progress: Callable[[], None], cancel: Event) -> bool:
    return merge_indexes(store, progress=progress, cancel=cancel) and store.forget_old_pages()


def _wipe_postgres(store: Store) -> bool:
    """Tables of somebody else stay as they are, with a warning of the server's."""
    try:
        with store.own_connection() as connection:
            connection.autocommit = True  # VACUUM runs in no transaction
            for name in _VACUUMED:
                connection.execute(f"VACUUM {name}")
    except store.driver_error:
        return False
    return True
