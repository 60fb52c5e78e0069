"""What drivers raise, and what becomes of it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.store.errors import is_race, translate

SECRET = "13800138000"


class SqliteError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"near {SECRET}")
        self.sqlite_errorcode = code
        self.sqlite_errorname = f"SQLITE_{code}"


class PostgresError(Exception):
    def __init__(self, state: str | None, text: str = "") -> None:
        super().__init__(text or f"Key (phone_key)=({SECRET}) already exists")
        self.sqlstate = state


def translated(error: Exception) -> BackendError:
    return translate(OperationalError("SELECT ?", {"phone": SECRET}, error, hide_parameters=True))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SqliteError(5), "E-LOCKED"),
        (SqliteError(517), "E-LOCKED"),  # SQLITE_BUSY_SNAPSHOT
        (SqliteError(1544), "E-READ-ONLY"),  # SQLITE_READONLY_DIRECTORY
        (SqliteError(9), "E-CANCELLED"),
        (SqliteError(778), "E-IO"),  # SQLITE_IOERR_WRITE
        (SqliteError(4874), "E-DISK-FULL"),  # SQLITE_IOERR_SHMSIZE
        (SqliteError(267), "E-DAMAGED"),  # SQLITE_CORRUPT_VTAB
        (SqliteError(13), "E-DISK-FULL"),
        (SqliteError(14), "E-CANNOT-OPEN"),
        (SqliteError(26), "E-NOT-A-DATABASE"),
        (SqliteError(1), "E-STORAGE"),
        (PostgresError("53100"), "E-DISK-FULL"),
        (PostgresError("25006"), "E-READ-ONLY"),
        (PostgresError("55P03"), "E-LOCKED"),
        (PostgresError("40P01"), "E-LOCKED"),
        (PostgresError("57014"), "E-CANCELLED"),
        (PostgresError("XX001"), "E-DAMAGED"),
        (PostgresError("42P01"), "E-STORAGE"),
    ],
)
def test_codes(error: Exception, code: str) -> None:
    found = translated(error)
    assert type(found) is StorageError
    assert found.code == code
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PostgresError(None), UnreachableError),
        (PostgresError("08006"), UnreachableError),
        (PostgresError("57P01"), UnreachableError),  # admin_shutdown
        (PostgresError("28P01"), AuthError),
        (PostgresError(None, "FATAL:  password authentication failed for user"), AuthError),
        (PostgresError("54000"), InvalidInputError),
    ],
)
def test_kinds(error: Exception, kind: type[BackendError]) -> None:
    found = translated(error)
    assert type(found) is kind
    assert SECRET not in repr(found)


def test_a_clash_names_the_field_and_not_the_value() -> None:
    found = translate(IntegrityError("INSERT", {}, SqliteError(2067)))
    assert type(found) is ConflictError
    assert SECRET not in repr(found)


def test_a_pool_that_is_empty_is_locked() -> None:
    assert translate(PoolTimeoutError("QueuePool limit")).code == "E-LOCKED"


@pytest.mark.parametrize(("state", "again"), [("40001", True), ("40P01", True), ("55P03", False), ("08006", False)])
def test_what_is_worth_trying_again(state: str, again: bool) -> None:
    assert is_race(DBAPIError("UPDATE", {}, PostgresError(state))) is again
