"""A file comes in by the command line; a clerk finds its people in the real window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.app import create_window
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.main_window import MainWindow

BUYERS = """编号,openId,昵称,手机号,会员号
1024,oGZUI0egBJY1zhBYw2KhdUfwVJJE,王小明,138 0013 8000,
986,oGZUI0egBJY1zhBYw2KhdUfwk3Qa,欧阳娜娜,18600008000,6031
1193,oGZUI0egBJY1zhBYw2KhdUfwZt0w,<img src='x'>李雪,15000001234,
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    file = tmp_path / "buyers.csv"
    file.write_text(BUYERS, encoding="gb18030")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    assert main(["import", str(file), "--connect", url]) == 0
    return url


@pytest.fixture
def window(shop: str, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = create_window(shop, data_dir=tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.ready, window.answered]):
        pass
    return window


def search(window: MainWindow, qtbot: QtBot, text: str) -> QTableView:
    box = window.findChild(QLineEdit, "searchEdit")
    assert box is not None
    box.clear()
    with qtbot.waitSignal(window.answered):
        qtbot.keyClicks(box, text[:-1])
        with qtbot.waitSignal(window.answered):
            qtbot.keyClicks(box, text[-1])
    table = window.findChild(QTableView, "resultTable")
    assert table is not None
    return table


def test_the_last_four_digits_find_both(window: MainWindow, qtbot: QtBot) -> None:
    model = search(window, qtbot, "8000").model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["王小明", "欧阳娜娜"]
    assert "2" in window.findChild(QWidget, "nothingPicked").text
    assert not window.findChild(QTableView, "resultTable").selectionModel().hasSelection()


def test_one_hit_is_picked_and_its_number_masked(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "wxm")
    assert window.findChild(QLabel, "nameLabel").text() == "王小明"
    assert window.findChild(QWidget, "phoneValue").text() == "138 **** 8000"


def test_a_nickname_with_html_stays_text(window: MainWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "1234")
    assert window.findChild(QLabel, "nameLabel").text() == "<img src='x'>李雪"


def test_a_source_that_cannot_be_opened_says_why(tmp_path: Path, qtbot: QtBot) -> None:
    stranger = tmp_path / "stranger.db"
    stranger.write_bytes(b"no database at all" * 100)
    window = create_window(f"sqlite:///{stranger}", data_dir=tmp_path / "data")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    page = window.findChild(QWidget, "problemPage")
    assert page.isVisible()
    assert "E-" in page.text
    assert stranger.read_bytes() == b"no database at all" * 100


def test_refused_rows_stop_the_import_and_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "buyers.csv"
    file.write_text("openId,昵称,手机号\nA,王,138****8000\nB,李,13900001111\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    assert main(["import", str(file), "--connect", url]) == 1
    assert "masked" in file.with_name("buyers.csv.errors.csv").read_text(encoding="utf-8-sig")
    assert main(["import", str(file), "--connect", url, "--skip-bad"]) == 0
    assert main(["import", str(file), "--connect", url, "--skip-bad"]) == 0
    assert "1 the same" in capsys.readouterr().out
    assert main(["check", "--connect", url]) == 0


CRASH = """
import os, sys
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.models import WxBuyingUser
open_backend(sys.argv[1]).save_user(WxBuyingUser(name="张三"))
os._exit(1)
"""


def test_writes_go_on_after_a_crash_once_the_pages_are_checked(shop: str, tmp_path: Path, qtbot: QtBot) -> None:
    subprocess.run([sys.executable, "-c", CRASH, shop], check=False)
    window = create_window(shop, data_dir=tmp_path / "data")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.checked):
        window.show()
    assert not window.session.care.is_check_due()
    assert window.session.desk.save_buyer(WxBuyingUser(name="李四")).verified


def test_a_screenshot_of_a_bad_source_ends(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.db"
    stranger.write_bytes(b"no database at all" * 100)
    picture = tmp_path / "picture.png"
    command = ["--connect", f"sqlite:///{stranger}", "--data-dir", str(tmp_path), "--screenshot", str(picture)]
    done = subprocess.run([sys.executable, "-m", "wxbuyer_gui", *command], check=False, timeout=60)
    assert done.returncode == 0
    assert picture.exists()


def test_numbers_that_would_use_up_all_others_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "buyers.csv"
    file.write_text(f"编号,昵称\n{2**63 - 1},王\n", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    assert main(["import", str(file), "--connect", url]) == 1
    assert "bad_number" in file.with_name("buyers.csv.errors.csv").read_text(encoding="utf-8-sig")
