"""The backends that have to keep the contract, each opened anew for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.our_server import MANAGER, serving
from tests.support.postgres import PostgresServer
from wxbuyer_gui.backends import open_backend, open_source
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.store import id_encryption
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.id_cipher import IdCipher, new_key, wrap

SOURCES = (
    pytest.param("memory", id="memory"),
    pytest.param("file", id="file"),
    pytest.param("sealed", id="file with encrypted ID numbers"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
    pytest.param("server", id="server"),
    pytest.param("mirrored", id="offline over our own server"),
)


@pytest.fixture(scope="session")
def shared_database(postgres_server: PostgresServer) -> Iterator[str]:
    """One PostgreSQL database for the whole suite, with tables and without rows."""
    with postgres_server.database() as url:
        open_backend(url).close()
        yield url


@pytest.fixture
def emptied_database(postgres_server: PostgresServer, shared_database: str) -> Iterator[str]:
    """The shared database, emptied again after the test."""
    yield shared_database
    postgres_server.empty(shared_database)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of our own server over an empty file."""
    with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as shop, serving(shop) as running:
        yield running.url


@pytest.fixture(params=SOURCES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty source of each kind."""
    if request.param == "memory":
        return "sqlite://"
    if request.param in ("file", "sealed"):
        return f"sqlite:///{tmp_path / 'shop.db'}"
    found: str = request.getfixturevalue("emptied_database" if request.param == "postgres" else "served")
    return found


@pytest.fixture
def mirror(request: pytest.FixtureRequest, tmp_path: Path) -> str | None:
    """The URL of the source's mirror, if it has one."""
    return f"sqlite:///{tmp_path / 'mirror.db'}" if request.node.callspec.params["url"] == "mirrored" else None


def seal(store: Store) -> None:
    """Encrypt ID numbers from now on."""
    key = new_key()
    with store.write() as connection:
        id_encryption.switch_on(connection, "k", wrap(key, "CODE", "k"))
    store.id_numbers.cipher = IdCipher(key)


@pytest.fixture
def backend(request: pytest.FixtureRequest, url: str, mirror: str | None) -> Iterator[Backend]:
    """An open backend without a single buyer."""
    if request.node.callspec.params["url"] == "sealed":
        with closing(open_source(url)) as source:
            seal(source.desk_store)
            yield source.backend
        return
    with open_backend(url, mirror=mirror, auth=Bearer(MANAGER)) as opened:
        assert opened.capabilities.member_edit
        yield opened
