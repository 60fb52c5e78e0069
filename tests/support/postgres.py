"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, gone with the session."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

_OWNER = "shop"
# A crash may lose everything, and nobody minds.
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@dataclass
class PostgresServer:
    """A running server. Each test gets a database of its own."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new, empty database, dropped afterwards."""
        name = f"test{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://{_OWNER}@/{name}?host={self.folder}"
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def empty(self, url: str) -> None:
        """Take all rows out of a database of ours and let its numbers start again: much faster than a new one."""
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            named = ", ".join(table for (table,) in tables if table != "meta")
            connection.execute(f"TRUNCATE {named} RESTART IDENTITY")

    def _run(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user=_OWNER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


def why_not() -> str:
    """Why there can be no server here; '' if there can."""
    if os.name != "posix":
        return "the tests start PostgreSQL on a Unix socket"
    if _binaries() is None:
        return "PostgreSQL's server is not installed (no initdb in pg_config --bindir or /usr/lib/postgresql)"
    return ""


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server and stop it afterwards. Raises CalledProcessError where it does not start."""
    binaries = _binaries()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="wxpg-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user)

    def run(*arguments: str | Path) -> None:
        # A log file instead of a pipe: the server would keep the pipe open.
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            subprocess.run(arguments, check=True, stdout=log, stderr=log, cwd=folder, user=user, group=_group(user))

    data = folder / "data"
    try:
        run(binaries / "initdb", "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run(binaries / "pg_ctl", "-D", data, "-w", "-o", f"-k {folder} -h '' {_FAST}", "start")
        try:
            yield PostgresServer(folder)
        finally:
            run(binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_name(f"{folder.name}.log").unlink(missing_ok=True)


def _binaries() -> Path | None:
    """The folder with initdb, the newest version first."""
    candidates: list[Path] = []
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        answer = subprocess.run(["pg_config", "--bindir"], check=True, capture_output=True, text=True)
        candidates.append(Path(answer.stdout.strip()))
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(installed, key=lambda path: int(path.parent.name.split(".")[0]), reverse=True)
    return next((path for path in candidates if (path / "initdb").exists()), None)


def _unprivileged_user() -> str | None:
    """Who runs the server: initdb refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None
