"""Turns what SQLAlchemy and the drivers raise into the errors that a backend may raise.

A driver's own message is never passed on: PostgreSQL's names the values that clash, FTS5's quotes the query, and
both would carry a phone number into a log. The symbol of the error (``SQLITE_FULL``, ``53100``) says enough.
Sources: https://www.sqlite.org/rescode.html and PostgreSQL's appendix "PostgreSQL Error Codes".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
)

# By primary result code, the low byte of the extended one.
_SQLITE_CODES = {
    5: "E-LOCKED",  # SQLITE_BUSY
    6: "E-LOCKED",  # SQLITE_LOCKED
    8: "E-READ-ONLY",  # SQLITE_READONLY
    9: "E-CANCELLED",  # SQLITE_INTERRUPT
    10: "E-IO",  # SQLITE_IOERR
    11: "E-DAMAGED",  # SQLITE_CORRUPT
    13: "E-DISK-FULL",  # SQLITE_FULL
    14: "E-CANNOT-OPEN",  # SQLITE_CANTOPEN
    15: "E-LOCKED",  # SQLITE_PROTOCOL
    23: "E-READ-ONLY",  # SQLITE_AUTH
    26: "E-NOT-A-DATABASE",  # SQLITE_NOTADB
}
# SQLITE_IOERR_SHMSIZE: the -shm file cannot grow, which is how a full disk looks to a reader in WAL mode.
_SQLITE_EXTENDED_CODES = {4874: "E-DISK-FULL"}

_POSTGRES_CODES = {
    "25006": "E-READ-ONLY",  # read_only_sql_transaction
    "3D000": "E-NOT-A-DATABASE",  # invalid_catalog_name
    "40001": "E-LOCKED",  # serialization_failure
    "40P01": "E-LOCKED",  # deadlock_detected
    "42501": "E-READ-ONLY",  # insufficient_privilege
    "53100": "E-DISK-FULL",  # disk_full
    "55P03": "E-LOCKED",  # lock_not_available
    "57014": "E-CANCELLED",  # query_canceled
    "58030": "E-IO",  # io_error
    "XX001": "E-DAMAGED",  # data_corrupted
    "XX002": "E-DAMAGED",  # index_corrupted
}
SENTENCES = {
    "E-CANNOT-OPEN": "the database cannot be opened",
    "E-DAMAGED": "the database is damaged",
    "E-DISK-FULL": "the disk is full",
    "E-IO": "the disk failed",
    "E-LOCKED": "another program holds the database",
    "E-NOT-A-DATABASE": "this is not a database",
    "E-READ-ONLY": "the database cannot be written to",
}
"""What the codes mean, for whoever reads an error where there is no window."""

_POSTGRES_TOO_LONG = {"54000", "22001", "22003"}  # index row too big, string too long, number out of range

# Which form field a unique index speaks for: PostgreSQL names the index, SQLite its last column.
_UNIQUE_FIELDS = {
    "ux_buyer_open_id": "open_id",
    "ux_member_phone": "phone",
    "ux_member_id_card": "id_card",
    "buyer.open_id": "open_id",
    "member.phone_key": "phone",
    "member.id_card_key": "id_card",
}


STATEMENT_ERRORS = (SQLAlchemyError, UnicodeDecodeError)
"""What a statement may raise: SQLite does not look at the bytes of a text, and those of a damaged one are no UTF-8."""

_NO_TEXT = "Could not decode to UTF-8"  # SQLite's driver says so without a code, where it does not raise Python's error


@contextmanager
def translated() -> Iterator[None]:
    """Let only ``BackendError``s out of the block; every one of ``STATEMENT_ERRORS`` becomes one."""
    try:
        yield
    except STATEMENT_ERRORS as error:
        raise translate(error) from None


def translate(error: SQLAlchemyError | UnicodeDecodeError) -> BackendError:
    """The backend's error for ``error``. Raise it ``from None``: the original may quote personal data."""
    if isinstance(error, UnicodeDecodeError) or str(getattr(error, "orig", "")).startswith(_NO_TEXT):
        return StorageError(SENTENCES["E-DAMAGED"], code="E-DAMAGED")
    if isinstance(error, PoolTimeoutError):
        return StorageError("no free connection", code="E-LOCKED")
    if not isinstance(error, DBAPIError):
        return StorageError(type(error).__name__)
    if isinstance(error, IntegrityError):
        return ConflictError(_symbol(error), field=_clashing_field(error))
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRES_TOO_LONG:
        return InvalidInputError("too long")
    if isinstance(state, str) and state.startswith("28"):
        return AuthError(state)
    code = _code(error)
    sentence = ", ".join(filter(None, (SENTENCES.get(code), _symbol(error))))
    return _lost_connection(error) or StorageError(sentence, code=code)


def lost_while_committing(error: SQLAlchemyError) -> bool:
    """Whether a commit ended without an answer, so that nobody can say what became of it."""
    return isinstance(error, DBAPIError) and _lost_connection(error) is not None


def outcome_unknown() -> OutcomeUnknownError:
    """The error for a commit that was sent and never answered."""
    return OutcomeUnknownError("the connection was lost while committing")


def is_race(error: DBAPIError) -> bool:
    """Whether another writer got in between, so that the transaction is worth running again from its start.

    A unique violation counts: the second run finds the other's row and can name it.
    """
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}


def _lost_connection(error: DBAPIError) -> BackendError | None:
    """UnreachableError where the server went away or never answered; None for SQLite and all other errors."""
    if _sqlite_code(error) is not None:
        return None
    state = getattr(error.orig, "sqlstate", None)
    if state is None and "authentication failed" in str(error.orig):
        # libpq hands over no SQLSTATE for a connection that the server turned away.
        return AuthError("authentication failed")
    if error.connection_invalidated or state is None or (state[:2] in {"08", "57"} and state != "57014"):
        return UnreachableError(state or "no connection")
    return None


def _sqlite_code(error: DBAPIError) -> int | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def _symbol(error: DBAPIError) -> str:
    name = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    return str(name or type(error.orig).__name__)


def _code(error: DBAPIError) -> str:
    code = _sqlite_code(error)
    if code is not None:
        return _SQLITE_EXTENDED_CODES.get(code) or _SQLITE_CODES.get(code & 0xFF, StorageError.code)
    return _POSTGRES_CODES.get(getattr(error.orig, "sqlstate", None) or "", StorageError.code)


def _clashing_field(error: IntegrityError) -> str:
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    place = constraint or str(error.orig).rsplit(", ", 1)[-1]
    return _UNIQUE_FIELDS.get(place, "")
