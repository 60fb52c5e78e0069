"""What people read where a database, or the file it is in, cannot be used: title and next step by the error's code."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str]] = {
    "E-DISK-FULL": (
        QT_TRANSLATE_NOOP("Messages", "The disk is full"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was saved. Free some space, then try again."),
    ),
    "E-READ-ONLY": (
        QT_TRANSLATE_NOOP("Messages", "The database is read-only"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was saved. Give this user write access to the file, or open another."),
    ),
    "E-LOCKED": (
        QT_TRANSLATE_NOOP("Messages", "The database is busy"),
        QT_TRANSLATE_NOOP(
            "Messages", "Another window or program is writing to it, an import perhaps. Wait a moment, then try again."
        ),
    ),
    "E-IN-USE": (
        QT_TRANSLATE_NOOP("Messages", "Another window has this database open"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed. Close it in all other windows, then try again."),
    ),
    "E-DAMAGED": (
        QT_TRANSLATE_NOOP("Messages", "The database is damaged"),
        QT_TRANSLATE_NOOP("Messages", "Nothing more is written to it. Restore the last backup."),
    ),
    "E-COPY-DAMAGED": (
        QT_TRANSLATE_NOOP("Messages", "The copy on this computer was damaged"),
        QT_TRANSLATE_NOOP("Messages", "It was set aside, and a new one is begun: ask again."),
    ),
    "E-COPY-ENDED": (
        QT_TRANSLATE_NOOP("Messages", "Copying broke off"),
        QT_TRANSLATE_NOOP("Messages", "All that was copied is kept. Copy again, and it goes on from there."),
    ),
    "E-DESK-DAMAGED": (
        QT_TRANSLATE_NOOP("Messages", "What waits to be sent cannot be read"),
        QT_TRANSLATE_NOOP(
            "Messages",
            "The file that holds it is damaged. It was not touched, nothing was sent or dropped. Keep a copy of it for "
            "whoever can rescue it; move it away to go on without it.",
        ),
    ),
    "E-NOT-A-DATABASE": (
        QT_TRANSLATE_NOOP("Messages", "This file is not a database"),
        QT_TRANSLATE_NOOP("Messages", "It was not touched. Choose another file, or restore the last backup."),
    ),
    "E-FOREIGN": (
        QT_TRANSLATE_NOOP("Messages", "This database belongs to another program"),
        QT_TRANSLATE_NOOP("Messages", "It was not touched. Choose another file."),
    ),
    "E-SCHEMA-NEW": (
        QT_TRANSLATE_NOOP("Messages", "This database is from a newer version"),
        QT_TRANSLATE_NOOP("Messages", "It was not touched. Install the newer version of this program to open it."),
    ),
    "E-SCHEMA-OLD": (
        QT_TRANSLATE_NOOP("Messages", "This database is from an older version"),
        QT_TRANSLATE_NOOP("Messages", "A manager has to bring it up to date once; a backup is made before."),
    ),
    "E-MIGRATION": (
        QT_TRANSLATE_NOOP("Messages", "Bringing the database up to date failed"),
        QT_TRANSLATE_NOOP("Messages", "It is as it was before, and a copy was set aside. Try again; if it stays, ask."),
    ),
    "E-NO-FILE": (
        QT_TRANSLATE_NOOP("Messages", "The file is not there"),
        QT_TRANSLATE_NOOP("Messages", "Was it moved, or a disk unplugged? Put it back, or choose another file."),
    ),
    "E-CANNOT-OPEN": (
        QT_TRANSLATE_NOOP("Messages", "The file cannot be opened"),
        QT_TRANSLATE_NOOP("Messages", "Check that its folder exists and that this user may read it, then try again."),
    ),
    "E-IO": (
        QT_TRANSLATE_NOOP("Messages", "The disk failed"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was saved. Check the disk and its cable; back up to another one."),
    ),
    "E-URL": (
        QT_TRANSLATE_NOOP("Messages", "This is no address of a database"),
        QT_TRANSLATE_NOOP("Messages", "Correct the address in Settings, data source."),
    ),
    "E-MIRROR-SOURCE": (
        QT_TRANSLATE_NOOP("Messages", "This file is not a copy of this server"),
        QT_TRANSLATE_NOOP("Messages", "It was not touched. Choose another file for the copy of the server's buyers."),
    ),
    "E-NO-POSTGRES": (
        QT_TRANSLATE_NOOP("Messages", "A part for PostgreSQL is not installed"),
        QT_TRANSLATE_NOOP("Messages", "Install wxbuyer-gui[postgres], or choose another data source in Settings."),
    ),
    "E-PG-DUMP": (
        QT_TRANSLATE_NOOP("Messages", "The server makes its own backups"),
        QT_TRANSLATE_NOOP("Messages", "Ask who runs the PostgreSQL server; its tools are pg_dump and pg_restore."),
    ),
    "E-CLOSED": (
        QT_TRANSLATE_NOOP("Messages", "The database is closed"),
        QT_TRANSLATE_NOOP("Messages", "It is being opened again or replaced. Wait a moment, then try again (F5)."),
    ),
    "E-NOT-DAMAGED": (
        QT_TRANSLATE_NOOP("Messages", "This file is not damaged"),
        QT_TRANSLATE_NOOP("Messages", "It was left as it is. Open it, and restore a backup from the File menu."),
    ),
}
"""To be translated in the context of ``Messages``."""
