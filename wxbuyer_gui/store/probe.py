"""Tries a database in four steps, for the person who is about to work with it. Nothing is written."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from wxbuyer_gui.domain.errors import BackendError, InvalidInputError, StorageError, UnreachableError
from wxbuyer_gui.store import buyers, care, engine, opening, postgres, schema
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.opening import DatabaseFile, FileState

StepName = Literal["place", "access", "schema", "read"]
Fact = Literal["", "found", "new", "writable", "ours", "empty", "counted"]

_FILE = "sqlite:///"
_POSTGRES_PORT = 5432


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a test.

    ``ok`` None: not tried, for an earlier one failed. ``fact`` says what was found ("new": the file or tables will
    be made; "counted": ``count`` buyers were read); ``error`` is why it failed.
    """

    name: StepName
    ok: bool | None = None
    milliseconds: int = 0
    fact: Fact = ""
    count: int = 0
    error: BackendError | None = None


Trial = Callable[[], tuple[Fact, int]]


def probe(url: str, *, tenant_id: int) -> tuple[Step, ...]:
    """Is it there, may it be used, are the tables ours, can buyers be read: the four steps, as far as they go.

    Raises InvalidInputError for what is no database URL.
    """
    if url.startswith(_FILE):
        return _take(_file_trials(Path(url.removeprefix(_FILE))))
    try:
        parts = make_url(url)
        with _postgres_trials(url, parts.host or "", parts.port or _POSTGRES_PORT, tenant_id) as trials:
            return _take(trials)
    except (ArgumentError, ValueError):
        raise InvalidInputError("not a database URL", code="E-URL", field="url") from None


def _take(trials: dict[StepName, Trial]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for name, trial in trials.items():
        if steps and not steps[-1].ok:
            steps.append(Step(name))
            continue
        started = time.perf_counter()
        try:
            fact, count = trial()
            error = None
        except BackendError as failure:
            fact, count, error = "", 0, failure
        spent = round((time.perf_counter() - started) * 1000)
        steps.append(Step(name, error is None, spent, fact, count, error))
    return tuple(steps)


def _file_trials(path: Path) -> dict[StepName, Trial]:
    file = DatabaseFile(path, FileState.MISSING, writable=False)

    def look() -> tuple[Fact, int]:
        nonlocal file
        file = opening.inspect(path)
        return ("new" if file.state is FileState.MISSING else "found"), 0

    def access() -> tuple[Fact, int]:
        if file.state in (FileState.LOCKED, FileState.UNREADABLE):
            opening.refuse_unreadable(file)
        if not file.writable:
            raise StorageError("the file or its folder is read-only", code="E-READ-ONLY")
        return "writable", 0

    def tables() -> tuple[Fact, int]:
        opening.refuse_unreadable(file)
        return ("empty" if file.state in (FileState.MISSING, FileState.EMPTY) else "ours"), 0

    def read() -> tuple[Fact, int]:
        if file.state in (FileState.MISSING, FileState.EMPTY):
            return "empty", 0
        return "counted", care.look_into(path).buyers

    return {"place": look, "access": access, "schema": tables, "read": read}


@contextmanager
def _postgres_trials(url: str, host: str, port: int, tenant_id: int) -> Iterator[dict[StepName, Trial]]:
    store: Store = engine.connect_postgres(url)
    found = schema.Found()

    def reach() -> tuple[Fact, int]:
        if host and not host.startswith("/"):  # else a socket of this computer, tried with the next step
            try:
                socket.create_connection((host, port), timeout=postgres.CONNECT_SECONDS).close()
            except OSError as error:
                raise UnreachableError(error.strerror or type(error).__name__) from None
        return "found", 0

    def sign_in() -> tuple[Fact, int]:
        nonlocal found
        with store.read() as connection:
            found = schema.look(connection)
        return "writable", 0

    def tables() -> tuple[Fact, int]:
        schema.refuse_unusable(found)
        if found.empty:
            return "empty", 0
        schema.refuse_older(found)
        return "ours", 0

    def read() -> tuple[Fact, int]:
        if found.empty:
            return "empty", 0
        with store.read() as connection:
            return "counted", buyers.count(connection, tenant_id)

    try:
        yield {"place": reach, "access": sign_in, "schema": tables, "read": read}
    finally:
        store.close()
