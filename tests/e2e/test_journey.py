"""One day at the counter, on a real file, through the real window: import, find, register, bind, unbind, undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.app import create_window
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.main_window import MainWindow

BUYERS = """买家编号,昵称,手机号,微信openId,会员号
1024,王小明,138 0013 8000,oGZUI0egBJY1zhBYw2KhdUfwVJJE,
986,欧阳娜娜,18600008000,oGZUI0egBJY1zhBYw2KhdUfwk3Qa,6031
1193,李雪,15000001234,oGZUI0egBJY1zhBYw2KhdUfwZt0w,
"""
MEMBERS = """会员号,姓名,手机号,性别,生日,地址
6031,欧阳娜娜,18600008000,女,1990-03-07,北京市东城区东长安街 1 号
6032,李雪,15000001234,女,1988-08-08,
"""
WANG, OUYANG, LI = 1024, 986, 1193


class Counter:
    """The window, used as a clerk uses it, and the file behind it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def child(self, kind: type[QWidget], name: str, inside: QWidget | None = None) -> QWidget:
        found = (inside or self.window).findChild(kind, name)
        assert found is not None, name
        return found

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds)

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)

    def search(self, text: str) -> list[str]:
        """Type into the box; who is found, from the top."""
        box = self.child(QLineEdit, "searchEdit")
        box.setFocus()
        box.selectAll()
        with self._qtbot.waitSignal(self.window.answered):
            QTest.keyClicks(box, text)
        self.until(lambda: not box.property("busy"))
        model = self.child(QTableView, "resultTable").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def import_file(self, path: Path) -> None:
        """Ctrl+O, the file, and the green button until it is done."""
        self.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        dialog = self.form("importDialog")
        dialog.read_file(path)
        go_on = self.child(QAbstractButton, "submitButton", dialog)
        for step in ("columns", "verdict", "done"):
            self.until(lambda step=step: dialog.step.name.lower() == step and go_on.isEnabled())
            go_on.click()
        self.until(lambda: not self.sees("importDialog"))
        with self._qtbot.waitActive(self.window):  # a window manager's part, of which there is none offscreen
            self.window.activateWindow()

    def buyer(self, number: int) -> WxBuyingUser:
        """As the file has it."""
        buyer = self.window.session.desk.buyer(number)
        assert buyer is not None
        return buyer

    def form(self, name: str) -> QWidget:
        """The form or window of this name, once it is on the screen."""
        self.until(lambda: self.sees(name))
        return next(widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible())


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_counter(tmp_path: Path, qtbot: QtBot) -> Callable[[], Counter]:
    def open_() -> Counter:
        window = create_window(f"sqlite:///{tmp_path / 'shop.db'}", data_dir=tmp_path / "data")
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitSignals([window.ready, window.checked]):
            pass
        return Counter(window, qtbot)

    return open_


def test_a_day_at_the_counter(open_counter: Callable[[], Counter], tmp_path: Path) -> None:
    files = {"buyers.csv": BUYERS.encode("gb18030"), "members.csv": MEMBERS.encode("utf-8-sig")}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    counter = open_counter()
    assert counter.sees("welcomePage")

    # A manager brings in both files.
    for name in files:
        counter.import_file(tmp_path / name)
    assert counter.buyer(OUYANG).member_id == 6031

    # A clerk types the last four digits; two have them.
    assert counter.search("8000") == ["王小明", "欧阳娜娜"]
    assert not counter.child(QTableView, "resultTable").selectionModel().hasSelection()

    # One more part, and it is one: register a member for him.
    assert counter.search("8000 wxm") == ["王小明"]
    counter.press(Qt.Key.Key_N, CTRL)
    form = counter.form("registerDialog")
    assert counter.child(QLineEdit, "phoneEdit", form).text() == "138 0013 8000"
    QTest.keyClicks(counter.child(QLineEdit, "birthdayEdit", form), "19900307")
    counter.child(QCheckBox, "consentCheck", form).setChecked(True)
    counter.press(Qt.Key.Key_Return, CTRL)
    counter.press(Qt.Key.Key_Return, CTRL)
    counter.until(lambda: counter.buyer(WANG).is_bound)
    registered = counter.buyer(WANG).member_id
    counter.until(lambda: not counter.sees("registerDialog"))

    # Bind another to the member that came with the file.
    assert counter.search("lx") == ["李雪", "李雪"]  # the buyer, and the member that nobody is bound to
    assert counter.search("#1193") == ["李雪"]
    counter.press(Qt.Key.Key_B, CTRL)
    form = counter.form("bindDialog")
    submit = counter.child(QAbstractButton, "submitButton", form)
    counter.until(lambda: "6032" in submit.text())
    for box in form.findChildren(QCheckBox):
        box.setChecked(True)
    counter.press(Qt.Key.Key_Return, CTRL)
    counter.until(lambda: counter.buyer(LI).member_id == 6032)
    counter.until(lambda: not counter.sees("bindDialog"))

    # Unbind a third, by mistake, and take it back.
    assert counter.search("#986")[:1] == ["欧阳娜娜"]
    counter.until(lambda: counter.child(QWidget, "unbindButton").isVisible())
    counter.press(Qt.Key.Key_U, CTRL)
    counter.until(lambda: not counter.buyer(OUYANG).is_bound)
    counter.until(lambda: counter.sees("toast") and "欧阳娜娜" in counter.child(QWidget, "toast").text)
    newest = [toast for toast in counter.window.findChildren(QWidget, "toast") if "欧阳娜娜" in toast.text][-1]
    newest.action_button.click()
    counter.until(lambda: counter.buyer(OUYANG).member_id == 6031)

    # Close, open again: all is there, on the screen too.
    counter.window.close()
    again = open_counter()
    assert [again.buyer(number).member_id for number in (WANG, LI, OUYANG)] == [registered, 6032, 6031]
    assert again.search("13800138000") == ["王小明"]
    again.until(lambda: again.child(QWidget, "bindingPill").text.endswith(f"#{registered}"))
    member = again.window.session.desk.member(registered)
    assert member is not None
    assert (member.name, member.phone, str(member.birthday)) == ("王小明", "13800138000", "1990-03-07")
    again.window.close()
