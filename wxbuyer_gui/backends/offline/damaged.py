"""Where a mirror's file goes that is damaged: aside, under a name of its own, for whoever wants to look into it.

All that it holds the server can be asked for again. What waits to be sent is in another file, and stays.
"""

from __future__ import annotations

from pathlib import Path

from wxbuyer_gui.store import files


def place_aside(path: Path) -> Path:
    """``mirror.damaged.db`` for ``mirror.db``."""
    return path.with_name(f"{path.stem}.damaged{path.suffix}")


def put_aside(path: Path) -> Path:
    """Rename a file that nobody here has open, with what SQLite keeps beside it; an earlier one there is replaced.

    Returns the new name. StorageError ``E-LOCKED`` where another program has it open and the system protects it.
    """
    aside = place_aside(path)
    with files.file_errors():
        path.replace(aside)
        for old, new in zip(files.companions(path), files.companions(aside), strict=True):
            new.unlink(missing_ok=True)
            if old.exists():
                old.replace(new)
    return aside


def forget(path: Path) -> None:
    """Delete a mirror's file, and one that was set aside. StorageError as ``put_aside``."""
    with files.file_errors():
        for database in (path, place_aside(path)):
            for one in (database, *files.companions(database)):
                one.unlink(missing_ok=True)
