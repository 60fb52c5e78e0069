"""The backups of one database and the way to put one of them in its place, whether it can be opened or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError, UnsupportedError
from wxbuyer_gui.services.care import backups_of, replace_unusable
from wxbuyer_gui.store import care as copies
from wxbuyer_gui.store.care import BackupInfo, Restored

if TYPE_CHECKING:
    from wxbuyer_gui.services.care import Care


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backups of the file at ``database`` in ``folder``. Methods block; StorageErrors as in ``store.care``."""

    database: Path
    folder: Path
    restore: Callable[..., Restored]
    """``restore(backup, *, progress=None, cancel=None)`` puts a backup in the place of the file, which is set aside.
    A source that is open is closed, and has to be opened again."""

    def backups(self) -> tuple[BackupInfo, ...]:
        """The automatic backups that can be read, newest first, with their counts."""
        found = []
        for kept in backups_of(self.database, self.folder):
            try:
                found.append(copies.look_into(kept.path))
            except StorageError:  # half deleted, or damaged itself: of no use to whoever looks for a whole one
                continue
        return tuple(found)

    def look_into(self, backup: Path) -> BackupInfo:
        """Date and counts of any backup, one from another place, too."""
        return copies.look_into(backup)


def find_shelf(url: str, path: Path | None, folder: Path, care: Care | None) -> Shelf:
    """The shelf of an open source or, without ``care``, of a file that cannot be opened for its damage, or is gone.

    Restoring under an open source needs the operator's right. UnsupportedError for a server, ``E-PG-DUMP`` for
    PostgreSQL, StorageError ``E-NO-FILE`` for a database in memory.
    """
    if path is None and url.startswith("postgresql"):
        raise copies.made_by_server()
    if path is None and url.startswith("http"):
        raise UnsupportedError("a server's data is backed up by whoever runs it")
    if path is None:
        raise StorageError("a database in memory has no file", code="E-NO-FILE")
    restore = care.restore if care is not None else partial(replace_unusable, path)
    return Shelf(path, folder, restore)
