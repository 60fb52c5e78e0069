"""Restoring a backup through the dialog, on real files: of an open source and of one that is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.store.care import BackupInfo, Restored
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.backup_list import BackupList
from wxbuyer_gui.ui.dialogs.restore_dialog import RestoreDialog
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(folders(tmp_path / "data"), secrets=MemorySecrets)


@pytest.fixture
def session(sources: Sources) -> Iterator[Session]:
    """Two buyers, of whom the backup knows one."""
    session = sources.open_profile(None)
    add_buyer(session, "王小明")
    session.care.backup_if_due()
    add_buyer(session, "李雪")
    yield session
    session.close()


def add_buyer(session: Session, name: str) -> None:
    session.desk.save_buyer(WxBuyingUser(name=name, open_id=f"oGZUI0{name}"))


def buyers(sources: Sources) -> int:
    session = sources.open_profile(None)
    count = session.care.count_buyers()
    session.close()
    return count


class Manager:
    """Opens the dialog and waits for what it does on workers."""

    def __init__(
        self,
        host: QWidget,
        qtbot: QtBot,
        runner: Runner,
        theme: Theme,
        icons: Icons,
        sources: Sources,
        session: Session | None,
    ) -> None:
        self.qtbot = qtbot
        self.dialog = RestoreDialog(
            theme=theme, icons=icons, runner=runner, find_shelf=lambda: sources.shelf(session), parent=host
        )
        self.dialog.show()
        qtbot.waitUntil(lambda: self.dialog.back_button.isVisible() or self.dialog.notice.isVisible())

    @property
    def backups(self) -> BackupList:
        return self.dialog.findChild(BackupList)

    @property
    def facts(self) -> str:
        return self.dialog.findChild(FactBox).text

    def restore(self) -> Restored:
        results: list[Restored] = []
        self.dialog.restored.connect(results.append)
        with self.qtbot.waitSignal(self.dialog.closed):
            self.dialog.submit_button.click()
        return results[0]


Opener = Callable[[Session | None], Manager]


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The window that the dialog belongs to."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def open_dialog(host: QWidget, qtbot: QtBot, runner: Runner, theme: Theme, icons: Icons, sources: Sources) -> Opener:
    return lambda session: Manager(host, qtbot, runner, theme, icons, sources, session)


def test_it_shows_what_is_there_and_what_will_be(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session
) -> None:
    manager = open_dialog(session)
    assert manager.backups.count() == 1
    now, afterwards, _ = manager.facts.split("\n")
    assert "2" in now
    assert "1" in afterwards
    manager.dialog.close()


def test_a_backup_takes_the_place_of_an_open_source(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session
) -> None:
    manager = open_dialog(session)
    with qtbot.waitSignal(manager.dialog.reopen_requested):
        result = manager.restore()
    assert result.set_aside.exists()
    assert buyers(sources) == 1


def test_a_backup_takes_the_place_of_a_broken_file(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session
) -> None:
    session.close()
    session.source.path.write_bytes(b"nonsense" * 1000)
    manager = open_dialog(None)
    assert not any(character.isdigit() for character in manager.facts.split("\n")[0])
    assert manager.restore().set_aside.read_bytes() == b"nonsense" * 1000
    assert buyers(sources) == 1


def test_without_backups_a_file_from_elsewhere_can_be_chosen(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "stick.db"
    session.care.backup(elsewhere)
    (backup,) = session.care.backups()
    backup.path.unlink()
    manager = open_dialog(session)
    assert manager.backups.count() == 0
    assert not manager.dialog.submit_button.isEnabled()
    with qtbot.waitSignal(manager.backups.chosen):
        manager.dialog.look_into(elsewhere)
    assert isinstance(manager.backups.backup, BackupInfo)
    assert manager.backups.backup.path == elsewhere
    manager.restore()
    assert buyers(sources) == 2


def test_a_file_that_is_no_backup_is_refused_and_the_choice_stays(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "photo.db").write_bytes(b"\x89PNG" * 1000)
    manager = open_dialog(session)
    manager.dialog.look_into(tmp_path / "photo.db")
    qtbot.waitUntil(manager.dialog.notice.isVisible)
    assert "E-NOT-A-DATABASE" in manager.dialog.notice.text
    assert manager.backups.count() == 1
    manager.dialog.close()


def test_a_restore_that_fails_says_so_and_asks_for_the_source_to_be_opened_again(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session
) -> None:
    manager = open_dialog(session)
    manager.backups.backup.path.write_bytes(b"gone bad" * 1000)
    with qtbot.waitSignal(manager.dialog.reopen_requested):
        manager.dialog.submit_button.click()
    assert "E-NOT-A-DATABASE" in manager.dialog.notice.text
    assert manager.dialog.isVisible()
    assert session.care.count_buyers() == 2
    manager.dialog.close()


def test_while_it_restores_it_cannot_be_closed_or_started_twice(
    qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session
) -> None:
    manager = open_dialog(session)
    manager.dialog.go_on()
    manager.dialog.go_on()
    assert not manager.dialog.close()
    with qtbot.waitSignal(manager.dialog.closed):
        pass
    assert len(list(session.source.path.parent.glob("*before-restore*"))) == 1


def test_the_list_is_read_aloud(qtbot: QtBot, open_dialog: Opener, sources: Sources, session: Session) -> None:
    manager = open_dialog(session)
    assert manager.backups.accessibleName()
    assert "MB" in manager.backups.item(0).text() or "kB" in manager.backups.item(0).text()
    manager.dialog.close()
