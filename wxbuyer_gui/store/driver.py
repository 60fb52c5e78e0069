"""Errors of SQLite's bare driver, for the few places that work below SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.store.errors import SENTENCES, translate

# The driver's backup() raises without SQLite's code; these texts are SQLite's own (sqlite3_errstr) and do not vary.
_MESSAGE_CODES = {
    "attempt to write a readonly database": "E-READ-ONLY",
    "database disk image is malformed": "E-DAMAGED",
    "database is locked": "E-LOCKED",
    "database or disk is full": "E-DISK-FULL",
    "disk I/O error": "E-IO",
    "file is not a database": "E-NOT-A-DATABASE",
    "unable to open database file": "E-CANNOT-OPEN",
}


@contextmanager
def driver_errors() -> Iterator[None]:
    """Translate the driver's errors as those that come through SQLAlchemy."""
    try:
        yield
    except dbapi2.Error as error:
        raise translate_driver_error(error) from None


def translate_driver_error(error: dbapi2.Error) -> BackendError:
    """The backend's error for ``error``."""
    if getattr(error, "sqlite_errorcode", None) is None:
        code = _MESSAGE_CODES.get(str(error), StorageError.code)
        return StorageError(SENTENCES.get(code) or type(error).__name__, code=code)
    return translate(DBAPIError(None, None, error))
