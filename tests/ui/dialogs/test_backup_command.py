"""A backup by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.backup_command import BackupCommand


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Sources(folders(tmp_path / "data"), secrets=MemorySecrets).open_profile(None)
    yield session
    session.close()


@pytest.fixture
def command(qtbot: QtBot, session: Session, runner: Runner) -> BackupCommand:
    window = QWidget()
    qtbot.addWidget(window)
    return BackupCommand(window=window, runner=runner, session=lambda: session)


def test_the_file_is_asked_for_and_written(command: BackupCommand, qtbot: QtBot, tmp_path: Path) -> None:
    command.ask(tmp_path)
    dialog = command.parent().findChild(QFileDialog)
    assert dialog.selectedFiles()[0].startswith(str(tmp_path / "shop-"))
    dialog.selectFile(str(tmp_path / "mine.db"))
    with qtbot.waitSignals([command.started, command.made]):
        dialog.accept()
    assert (tmp_path / "mine.db").stat().st_size > 0


def test_a_place_that_cannot_be_written_is_said(command: BackupCommand, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(command.failed) as failed:
        command.back_up(tmp_path / "nowhere" / "mine.db")
    assert failed.args[0].code == "E-CANNOT-OPEN"
    with qtbot.waitSignal(command.made):
        command.back_up(tmp_path / "mine.db")


def test_the_database_itself_is_no_place_for_its_backup(command: BackupCommand, qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(command.failed) as failed:
        command.back_up(session.source.path)
    assert failed.args[0].code == "E-INVALID"
