"""The composition root: what every window gets, whoever opens it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from wxbuyer_gui import __version__
from wxbuyer_gui.app import create_window, source_key
from wxbuyer_gui.settings import Backup, Profile, Settings
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.ui.main_window import MainWindow

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Open:
    """Opens a window, which makes its database, and waits until its file is checked."""

    def open_() -> MainWindow:
        window = create_window(f"sqlite:///{tmp_path / 'shop.db'}", data_dir=tmp_path / "data")
        qtbot.addWidget(window)
        with qtbot.waitSignals([window.ready, window.checked]):
            window.show()
        return window

    return open_


def test_the_desktop_knows_whose_window_it_is(open_window: Open, qapp: QApplication) -> None:
    window = open_window()
    assert qapp.applicationName() == qapp.desktopFileName() == "wxbuyer-gui"
    assert qapp.applicationVersion() == __version__
    assert not window.windowIcon().isNull()


def test_a_window_with_a_source_is_backed_up_and_says_so(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    backups = tmp_path / "data" / "backups"
    qtbot.waitUntil(lambda: len(list(backups.glob("*.db"))) == 1)
    qtbot.waitUntil(lambda: window.session.care.status().last_backup is not None)
    window.close()
    assert len(list(backups.glob("*.db"))) == 1


def test_backups_go_where_the_settings_say_from_the_first_one_on(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    backup = Backup(folder=str(tmp_path / "stick"))
    SettingsFile(tmp_path / "data" / "settings.toml").update(lambda _: Settings(backup=backup))
    open_window()
    qtbot.waitUntil(lambda: len(list((tmp_path / "stick").glob("*.db"))) == 1)
    assert not (tmp_path / "data" / "backups").exists()


def test_no_worker_collects_garbage_while_there_is_a_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows of earlier tests
    gc.enable()
    window = create_window(f"sqlite:///{tmp_path / 'shop.db'}", data_dir=tmp_path / "data")
    assert not gc.isenabled()
    assert sys.getswitchinterval() < 0.005
    with qtbot.waitSignal(window.checked):
        pass
    window.close()
    assert not gc.isenabled()
    delete(window)
    assert gc.isenabled()


def test_what_was_set_before_is_in_force_from_the_first_paint(open_window: Open, tmp_path: Path) -> None:
    other = Profile(id="p1", name="二号店", kind="sqlite", url=f"sqlite:///{tmp_path / 'other.db'}")
    file = SettingsFile(tmp_path / "data" / "settings.toml")
    file.update(lambda _: Settings(profile="p1", profiles=(other,)))
    window = open_window()
    window.close()
    assert file.load().settings.profiles == (other,)  # closing wrote the window's place, and kept the rest
    assert file.load().settings.window.geometry


def test_a_source_is_recognised_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_key("sqlite:///shop.db") == source_key(f"sqlite:///{tmp_path}/./shop.db")
    assert source_key("sqlite:///shop.db") != source_key("sqlite:///other.db")
    assert source_key("sqlite://") == ""
    assert source_key("postgresql://wang:geheim@db/shop") == "postgresql://wang@db/shop"
