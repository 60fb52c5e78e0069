"""A source that cannot be used: a page says why, nothing is written, and there is a way on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dragging import drop
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import create_window
from wxbuyer_gui.store.places import Place, PlaceKind
from wxbuyer_gui.ui.main_window import MainWindow


@pytest.fixture
def open_broken(qtbot: QtBot, tmp_path: Path) -> Callable[[str], Clerk]:
    def open_(url: str) -> Clerk:
        window = create_window(url, data_dir=tmp_path / "data")
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        return Clerk(window, qtbot)

    return open_


def test_a_file_of_nonsense(open_broken: Callable[[str], Clerk], tmp_path: Path) -> None:
    file = tmp_path / "photo.db"
    file.write_bytes(b"\x89PNG" * 4096)
    clerk = open_broken(f"sqlite:///{file}")
    assert "E-NOT-A-DATABASE" in clerk.see("problemPage").text
    assert clerk.sees("restoreBackupButton")
    assert file.read_bytes() == b"\x89PNG" * 4096


def test_another_programs_database(open_broken: Callable[[str], Clerk], tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE invoice (id INTEGER)")
    other.close()
    before = file.read_bytes()
    clerk = open_broken(f"sqlite:///{file}")
    assert "E-FOREIGN" in clerk.see("problemPage").text
    assert clerk.sees("otherSourceButton")
    assert not clerk.sees("reopenButton")
    assert file.read_bytes() == before


def test_a_damaged_file_is_refused_and_a_backup_offered(
    shop: str, open_broken: Callable[[str], Clerk], tmp_path: Path
) -> None:
    file = tmp_path / "shop.db"
    file.write_bytes(file.read_bytes()[:-4096])
    clerk = open_broken(shop)
    assert "E-DAMAGED" in clerk.see("problemPage").text
    assert clerk.sees("restoreBackupButton")


def test_trying_again_opens_it_once_the_cause_is_gone(
    shop: str, open_broken: Callable[[str], Clerk], tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "shop.db"
    whole = file.read_bytes()
    file.write_bytes(b"nonsense" * 1000)
    clerk = open_broken(shop)
    clerk.box.setText("8000")  # what is typed meanwhile is kept, and asked once there is a source
    file.write_bytes(whole)
    with qtbot.waitSignal(clerk.window.answered):
        clerk.see("reopenButton").click()
    assert clerk.names == ["欧阳娜娜", "王小明"]


def test_the_old_source_stays_when_a_new_one_cannot_be_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    stranger = tmp_path / "stranger.db"
    stranger.write_bytes(b"nonsense" * 1000)
    with qtbot.waitSignal(window.ready):
        window.open(lambda: window._sources.open(f"sqlite:///{stranger}"))
    assert "E-NOT-A-DATABASE" in clerk.see("noticeBar").text
    assert clerk.names == ["欧阳娜娜", "王小明"]
    clerk.search("13800138000")
    assert clerk.names == ["王小明"]


def test_a_file_that_is_dropped_opens_the_import(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "buyers.csv"
    file.write_text("openId,昵称\noGZUI0egBJY1zhBYw2KhdUfw0001,周敏\n", encoding="utf-8")
    assert drop(window, file)
    dialogs = [each for each in QApplication.topLevelWidgets() if each.objectName() == "importDialog"]
    assert len(dialogs) == 1
    dialogs[0].close()


def test_a_bad_place_is_named_with_the_right_way(window: MainWindow, qtbot: QtBot) -> None:
    window._keeper.placed_badly.emit(Place(PlaceKind.SYNCED, "OneDrive"))
    assert "OneDrive" in Clerk(window, qtbot).see("noticeBar").text


def test_without_a_chinese_font_the_window_says_so_in_letters_that_are_there(
    shop: str, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("wxbuyer_gui.ui.notices.chinese_font_missing", lambda: True)
    clerk = Clerk(open_window(shop), qtbot)
    assert "fonts-noto-cjk" in clerk.see("noticeBar").text
