"""The automatic backups of a window: real files, made in the background, never where they are not wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.settings import Backup, Settings
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.store.retention import name_for
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.backup_keeper import BackupKeeper
from wxbuyer_gui.ui.preferences import Preferences


class Shop:
    """A window on a source, and the folder where its backups go."""

    def __init__(self, folder: Path, session: Session | None, backup: Backup) -> None:
        self.folder = folder
        self.session = session
        self.runner = Runner(expected=(BackendError,))
        self.window = QWidget()
        self.preferences = Preferences(Settings(backup=backup), runner=self.runner)
        self.keeper = BackupKeeper(
            window=self.window,
            runner=self.runner,
            preferences=self.preferences,
            session=lambda: self.session,
            folder=lambda: self.folder,
        )

    @property
    def backups(self) -> list[Path]:
        return sorted(self.folder.glob("*.db"))

    def close(self) -> None:
        self.window.close()
        self.runner.close()


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(folders(tmp_path / "data"), secrets=MemorySecrets)


@pytest.fixture
def session(sources: Sources) -> Iterator[Session]:
    session = sources.open_profile(None)
    yield session
    session.close()


@pytest.fixture
def open_shop(qtbot: QtBot, tmp_path: Path) -> Callable[..., Shop]:
    def open_(session: Session | None, backup: Backup = Backup()) -> Shop:  # noqa: B008 - frozen
        shop = Shop(tmp_path / "backups", session, backup)
        qtbot.addWidget(shop.window)
        return shop

    return open_


def test_one_is_made_a_day(open_shop: Callable[..., Shop], session: Session, qtbot: QtBot) -> None:
    shop = open_shop(session)
    with qtbot.waitSignal(shop.keeper.made) as made:
        shop.keeper.check()
    assert shop.backups == [made.args[0].path]
    shop.keeper.check()
    shop.close()
    assert len(shop.backups) == 1


def test_one_is_made_at_the_end_where_there_is_none(open_shop: Callable[..., Shop], session: Session) -> None:
    shop = open_shop(session)
    shop.close()
    assert len(shop.backups) == 1


@pytest.mark.parametrize(("hours", "is_made"), [(19, False), (21, True)])
def test_at_the_end_twenty_hours_count(
    open_shop: Callable[..., Shop], session: Session, hours: int, is_made: bool
) -> None:
    shop = open_shop(session)
    shop.folder.mkdir()
    old = shop.folder / name_for(session.source.path, datetime.now() - timedelta(hours=hours))
    session.care.backup(old)
    shop.close()
    # Late in the evening the older one is of the same day, and goes.
    assert bool({*shop.backups} - {old}) is is_made


def test_none_is_made_where_they_are_switched_off(open_shop: Callable[..., Shop], session: Session) -> None:
    shop = open_shop(session, Backup(automatic=False))
    shop.keeper.check()
    shop.close()
    assert shop.backups == []


def test_none_is_made_of_made_up_buyers(open_shop: Callable[..., Shop], sources: Sources) -> None:
    demo = sources.open_demo(5)
    shop = open_shop(demo)
    shop.keeper.check()
    shop.close()
    demo.close()
    assert shop.backups == []


def test_none_is_made_while_no_source_is_open(open_shop: Callable[..., Shop]) -> None:
    shop = open_shop(None)
    shop.keeper.check()
    shop.close()
    assert shop.backups == []


def test_they_go_where_the_person_wants_them_now(
    open_shop: Callable[..., Shop], session: Session, tmp_path: Path
) -> None:
    shop = open_shop(session)
    shop.folder = tmp_path / "stick"
    shop.close()
    assert len(list((tmp_path / "stick").glob("*.db"))) == 1
    assert not (tmp_path / "backups").exists()


@pytest.mark.skipif(os.name != "posix", reason="a file in the way of a folder")
def test_a_folder_that_cannot_be_made_is_told(
    open_shop: Callable[..., Shop], session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    shop = open_shop(session)
    (tmp_path / "file").write_text("")
    shop.folder = tmp_path / "file" / "backups"
    with qtbot.waitSignal(shop.keeper.failed):
        shop.keeper.check()
    assert session.care.status().problem == "E-NO-FILE"
    shop.close()
