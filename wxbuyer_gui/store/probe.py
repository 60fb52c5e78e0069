"""Tries a database in four steps, for the person who is about to work with it. Nothing is written."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnreachableError
from wxbuyer_gui.domain.trial import Found, Step, StepName, Trial, take
from wxbuyer_gui.store import buyers, care, engine, opening, postgres, schema
from wxbuyer_gui.store.engine import SQLITE_FILE, Store
from wxbuyer_gui.store.opening import DatabaseFile, FileState

_POSTGRES_PORT = 5432


def probe(url: str, *, tenant_id: int) -> tuple[Step, ...]:
    """Is it there, may it be used, are the tables ours, can buyers be read: the four steps, as far as they go.

    Raises InvalidInputError for what is no database URL.
    """
    if url.startswith(SQLITE_FILE):
        return take(_file_trials(Path(url.removeprefix(SQLITE_FILE))))
    try:
        parts = make_url(url)
        with _postgres_trials(url, parts.host or "", parts.port or _POSTGRES_PORT, tenant_id) as trials:
            return take(trials)
    except (ArgumentError, ValueError):
        raise InvalidInputError("not a database URL", code="E-URL", field="url") from None


def _file_trials(path: Path) -> dict[StepName, Trial]:
    file = DatabaseFile(path, FileState.MISSING, writable=False)

    def look() -> Found:
        nonlocal file
        file = opening.inspect(path)
        return Found("new" if file.state is FileState.MISSING else "found")

    def access() -> Found:
        if file.state in (FileState.LOCKED, FileState.UNREADABLE):
            opening.refuse_unreadable(file)
        if not file.writable:
            raise StorageError("the file or its folder is read-only", code="E-READ-ONLY")
        return Found("writable")

    def tables() -> Found:
        opening.refuse_unreadable(file)
        return Found("empty" if file.state in (FileState.MISSING, FileState.EMPTY) else "ours")

    def read() -> Found:
        if file.state in (FileState.MISSING, FileState.EMPTY):
            return Found("empty")
        return Found("counted", care.look_into(path).buyers)

    return {"place": look, "access": access, "schema": tables, "read": read}


@contextmanager
def _postgres_trials(url: str, host: str, port: int, tenant_id: int) -> Iterator[dict[StepName, Trial]]:
    store: Store = engine.connect_postgres(url)
    tables_found = schema.Found()

    def reach() -> Found:
        if host and not host.startswith("/"):  # else a socket of this computer, tried with the next step
            try:
                socket.create_connection((host, port), timeout=postgres.CONNECT_SECONDS).close()
            except OSError as error:
                raise UnreachableError(error.strerror or type(error).__name__) from None
        return Found("found")

    def sign_in() -> Found:
        nonlocal tables_found
        with store.read() as connection:
            tables_found = schema.look(connection)
        return Found("writable")

    def tables() -> Found:
        schema.refuse_unusable(tables_found)
        if tables_found.empty:
            return Found("empty")
        schema.refuse_older(tables_found)
        return Found("ours")

    def read() -> Found:
        if tables_found.empty:
            return Found("empty")
        with store.read() as connection:
            return Found("counted", buyers.count(connection, tenant_id))

    try:
        yield {"place": reach, "access": sign_in, "schema": tables, "read": read}
    finally:
        store.close()
