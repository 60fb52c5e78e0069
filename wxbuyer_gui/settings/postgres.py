"""The address of a PostgreSQL database in parts that a person can fill in, and as a URL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

Tls = Literal["prefer", "require", "verify-full"]
"""libpq's ``sslmode`` (https://www.postgresql.org/docs/current/libpq-ssl.html), the three worth a choice."""

UNFIT = frozenset("?#/@")
"""Characters that the name of a database cannot have in a URL, because SQLAlchemy takes it literally."""

PORT = 5432
_SCHEME = "postgresql+psycopg"


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """Where a database is. ``host`` may be a folder: the server's socket on this computer.

    ``others`` are parameters that nobody is asked for; they are kept as they are.
    """

    host: str = ""
    port: int = PORT
    database: str = ""
    user: str = ""
    tls: Tls = "prefer"
    others: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        """The address as SQLAlchemy reads it: user and host are quoted, the database's name is taken literally."""
        parameters = list(self.others)
        if self.tls != "prefer":
            parameters.append(("sslmode", self.tls))
        host = self.host
        if host.startswith("/"):
            parameters.append(("host", host))
            host = ""
        place = f"[{host}]" if ":" in host else host
        if self.port != PORT:
            place += f":{self.port}"
        query = f"?{urlencode(parameters)}" if parameters else ""
        return f"{_SCHEME}://{quote(self.user, safe='')}@{place}/{self.database}{query}"


def parse_postgres(url: str) -> PostgresAddress:
    """The parts of ``url``; a password in it is dropped. ValueError for what is no URL."""
    parts = urlsplit(url)
    parameters = dict(parse_qsl(parts.query, True))
    host = parameters.pop("host", "") if not parts.hostname else parts.hostname
    mode = parameters.pop("sslmode", "prefer")
    if mode not in get_args(Tls):
        parameters["sslmode"], mode = mode, "prefer"
    return PostgresAddress(
        host=host,
        port=parts.port or PORT,
        database=parts.path.removeprefix("/"),
        user=unquote(parts.username or ""),
        tls=mode,  # type: ignore[arg-type]  # one of the choices, checked above
        others=tuple(parameters.items()),
    )
