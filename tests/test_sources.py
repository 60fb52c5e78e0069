"""Opening, trying out and restoring sources, on real files and a real PostgreSQL."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.secrets import MemorySecrets, SecretStoreError
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.sources import Sources, with_password


@pytest.fixture
def keyring() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def sources(tmp_path: Path, keyring: MemorySecrets) -> Sources:
    return Sources(folders(tmp_path / "data"), secrets=lambda: keyring)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    file = tmp_path / "shop.db"
    with_buyers(f"sqlite:///{file}", 3)
    return file


def with_buyers(url: str, count: int) -> None:
    backend = open_backend(url)
    for number in range(count):
        backend.save_user(WxBuyingUser(name=f"王{number}", open_id=f"oGZUI0{number}"))
    backend.close()


def a_file(path: Path) -> Profile:
    return Profile(id="p1", name="一号店", kind="sqlite", url=f"sqlite:///{path}")


def a_server(url: str) -> Profile:
    return Profile(id="p2", name="总店", kind="postgresql", url=url)


def test_the_usual_database_is_made_where_there_is_none(sources: Sources, tmp_path: Path) -> None:
    session = sources.open_profile(None)
    session.close()
    assert session.source.path == tmp_path / "data" / "shop.db"
    assert session.source.path.exists()


def test_a_folder_that_cannot_be_made_is_a_problem_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    sources = Sources(folders(tmp_path / "in the way" / "data"), secrets=MemorySecrets)
    with pytest.raises(StorageError):
        sources.open_profile(None)
    assert sources.tried_path == tmp_path / "in the way" / "data" / "shop.db"
    with pytest.raises(StorageError):
        sources.open(f"sqlite:///{tmp_path / 'shop.db'}")


def test_the_demo_leaves_nothing_behind(sources: Sources) -> None:
    session = sources.open_demo(30)
    path = session.source.path
    assert path is not None
    assert session.source.demo
    assert session.care.count_buyers() == 30
    session.close()
    assert not path.parent.exists()


def test_a_file_passes_all_four_steps(sources: Sources, shop: Path) -> None:
    before = shop.read_bytes()
    steps = sources.test(a_file(shop))
    assert [(step.name, step.ok, step.fact, step.count) for step in steps] == [
        ("place", True, "found", 0),
        ("access", True, "writable", 0),
        ("schema", True, "ours", 0),
        ("read", True, "counted", 3),
    ]
    assert shop.read_bytes() == before


def test_a_file_that_is_not_there_yet_is_fine_and_stays_away(sources: Sources, tmp_path: Path) -> None:
    steps = sources.test(a_file(tmp_path / "new.db"))
    assert [step.fact for step in steps] == ["new", "writable", "empty", "empty"]
    assert not (tmp_path / "new.db").exists()


def test_another_programs_file_fails_at_its_tables_and_no_further(sources: Sources, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE invoice (id INTEGER)")
    other.close()
    steps = sources.test(a_file(tmp_path / "other.db"))
    assert [step.ok for step in steps] == [True, True, False, None]
    assert steps[2].error is not None
    assert steps[2].error.code == "E-FOREIGN"


def test_nonsense_is_no_address(sources: Sources) -> None:
    with pytest.raises(InvalidInputError):
        sources.test(a_server("postgresql://[::1/shop"))


@pytest.mark.postgres
def test_a_server_passes_all_four_steps(sources: Sources, postgres_url: str) -> None:
    with_buyers(postgres_url, 2)
    steps = sources.test(a_server(postgres_url))
    assert [(step.ok, step.fact, step.count) for step in steps] == [
        (True, "found", 0),
        (True, "writable", 0),
        (True, "ours", 0),
        (True, "counted", 2),
    ]


@pytest.mark.postgres
def test_a_test_makes_no_tables(sources: Sources, postgres_url: str) -> None:
    assert [step.fact for step in sources.test(a_server(postgres_url))] == ["found", "writable", "empty", "empty"]
    assert sources.test(a_server(postgres_url))[2].fact == "empty"


@pytest.mark.postgres
def test_a_database_that_is_not_on_the_server_fails_at_access(sources: Sources, postgres_url: str) -> None:
    parts = urlsplit(postgres_url)
    steps = sources.test(a_server(postgres_url.replace(parts.path, "/nobody_made_it", 1)))
    assert [step.ok for step in steps] == [True, False, None, None]


def test_a_server_that_is_away_fails_at_the_first_step(sources: Sources) -> None:
    steps = sources.test(a_server("postgresql+psycopg://wang@127.0.0.1:9/shop"))
    assert [step.ok for step in steps] == [False, None, None, None]
    assert steps[0].error is not None
    assert steps[0].error.code == "E-UNREACHABLE"


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("postgresql+psycopg://wang@db/shop", "postgresql+psycopg://wang:p%40%2F1@db/shop"),
        ("postgresql+psycopg://wang:own@db/shop", "postgresql+psycopg://wang:own@db/shop"),
        ("postgresql+psycopg://db/shop", "postgresql+psycopg://db/shop"),
    ],
)
def test_where_a_password_goes(url: str, filled: str) -> None:
    assert with_password(url, "p@/1") == filled


def test_a_password_is_kept_in_the_keyring_only(sources: Sources, keyring: MemorySecrets, tmp_path: Path) -> None:
    profile = a_server("postgresql://wang@db/shop")
    assert not sources.has_password(profile)
    assert sources.keep_password(profile, "geheim")
    again = Sources(folders(tmp_path / "data"), secrets=lambda: keyring)
    assert again.has_password(profile)


class LockedSecrets(MemorySecrets):
    def get(self, name: str) -> str | None:
        raise SecretStoreError("locked")

    def set(self, name: str, secret: str) -> None:
        raise SecretStoreError("locked")


def test_without_a_keyring_a_password_lasts_until_the_end(tmp_path: Path) -> None:
    profile = a_server("postgresql://wang@db/shop")
    for find in (lambda: None, LockedSecrets):
        sources = Sources(folders(tmp_path), secrets=find)
        assert not sources.has_password(profile)
        assert not sources.keep_password(profile, "geheim")
        assert sources.has_password(profile)


def test_the_source_tried_last_is_named_without_its_password(sources: Sources, shop: Path) -> None:
    with pytest.raises(StorageError):
        sources.open(f"sqlite:///{shop.parent}")
    assert sources.tried_path == shop.parent
    with pytest.raises(InvalidInputError):
        sources.open("mysql://wang:geheim@db/shop")
    assert sources.tried == "mysql://wang@db/shop"
    assert sources.tried_path is None
    with pytest.raises(StorageError):
        sources.shelf()


@pytest.mark.postgres
def test_a_server_has_no_backups_here(sources: Sources, postgres_url: str) -> None:
    session = sources.open(postgres_url)
    session.close()
    with pytest.raises(UnsupportedError):
        sources.shelf(session)


def test_a_backup_replaces_a_file_that_cannot_be_opened(sources: Sources, shop: Path) -> None:
    session = sources.open(f"sqlite:///{shop}")
    info = session.care.backup_if_due()
    session.close()
    assert info is not None
    shop.write_bytes(b"nonsense" * 1000)
    with pytest.raises(StorageError):
        sources.open(f"sqlite:///{shop}")
    shelf = sources.shelf()
    assert [(backup.path, backup.buyers) for backup in shelf.backups()] == [(info.path, 3)]
    restored = shelf.restore(info.path)
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == b"nonsense" * 1000
    session = sources.open(f"sqlite:///{shop}")
    assert session.care.count_buyers() == 3
    session.close()


def test_a_backup_replaces_an_open_file_and_a_broken_one_is_not_offered(sources: Sources, shop: Path) -> None:
    session = sources.open(f"sqlite:///{shop}")
    info = session.care.backup_if_due()
    assert info is not None
    info.path.with_name(info.path.name.replace("-20", "-19")).write_bytes(b"half")
    shelf = sources.shelf(session)
    assert [backup.path for backup in shelf.backups()] == [info.path]
    shelf.restore(info.path)
    with pytest.raises(StorageError):
        session.care.status()  # closed: the file under it was exchanged
    session.close()


def test_a_servers_source_is_no_file_of_this_computer(sources: Sources) -> None:
    session = sources.open("https://127.0.0.1:9/base")
    session.close()
    assert (session.source.kind, session.source.label, session.source.path) == ("remote", "127.0.0.1", None)
    with pytest.raises(UnsupportedError):
        sources.shelf(session)
