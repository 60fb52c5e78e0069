"""What can be seen and reached at a locked counter, whatever was going on when it was left: nothing of a customer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMenu, QToolTip, QWidget

from tests.support.operators import CLERK, MANAGER, SECRETS, hire
from tests.ui.dialogs.transfer_hands import Gate, gate
from tests.ui.dragging import is_welcome
from tests.ui.window.conftest import OPEN_ID, Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.ui.actions import COMMANDS
from wxbuyer_gui.ui.dialogs.forget_dialog import ForgetDialog, Step
from wxbuyer_gui.ui.dialogs.import_dialog import ImportDialog

__all__ = ["gate"]
ALWAYS = {one.name for one in COMMANDS if one.always}
SECRET = ("13800138000", "18600008000", "8000", "王小明", "欧阳娜娜", OPEN_ID[-6:], "龙井路", "13912345678", "孙悟空")
"""What is in the shop, and what was typed and imported here."""


@pytest.fixture
def staffed(clerk: Clerk) -> Clerk:
    """The clerk is at work."""
    people = hire(clerk.window.session)
    clerk.window.session.staff.operators.enter(people[CLERK])
    clerk.qtbot.waitUntil(lambda: not clerk.sees("signInPage"))
    return clerk


def lock(clerk: Clerk) -> None:
    """As the idle timer does, which asks no widget."""
    clerk.window._staffing.signing.lock()
    clerk.qtbot.waitUntil(lambda: clerk.sees("signInPage"))


def come(clerk: Clerk, name: str) -> None:
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered, timeout=20_000):
        clerk.window.session.staff.sign_in(name, SECRETS[name])
    clerk.qtbot.waitUntil(lambda: not clerk.sees("signInPage"))


def told() -> list[str]:
    """All texts of all that is on the screen: words, titles, tooltips, and what screen readers are told."""
    texts: list[str] = [QToolTip.text()] if QToolTip.isVisible() else []
    for top in QApplication.topLevelWidgets():
        if not top.isVisible():
            continue
        for widget in (top, *top.findChildren(QWidget)):
            if not widget.isVisible():
                continue
            texts += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            if isinstance(widget, QLabel | QAbstractButton):
                texts.append(widget.text())
            elif isinstance(widget, QLineEdit):
                texts.append(widget.displayText())
            elif isinstance(widget, QComboBox):
                texts.append(widget.currentText())
    return texts


def nothing_is_told() -> None:
    assert [(word, text) for text in told() for word in SECRET if is_in(word, text)] == []


def is_in(word: str, text: str) -> bool:
    """Whether a text tells ``word``, in groups of digits or not."""
    return word in text.replace(" ", "").replace("\u2009", "")


def nothing_is_live(clerk: Clerk) -> None:
    """Neither a command nor a shortcut of the shop's, in no window."""
    live = {
        name for name, action in clerk.window._actions._actions.items() if action.isEnabled() and name not in ALWAYS
    }
    assert live == set()


def test_a_revealed_number_is_gone_for_whoever_comes(staffed: Clerk) -> None:
    clerk = staffed
    clerk.search("13800138000")
    clerk.press("F4")
    clerk.qtbot.waitUntil(lambda: any(is_in("13800138000", text) for text in told() if text != clerk.box.text()))
    lock(clerk)
    nothing_is_told()
    nothing_is_live(clerk)
    come(clerk, MANAGER)
    nothing_is_told()  # before the new answer is there, too
    assert clerk.names == []
    assert clerk.box.text() == ""
    assert clerk.window._counter._recent.texts == ()  # what was searched for is not offered


def test_what_was_typed_cannot_be_undone_into_view(staffed: Clerk) -> None:
    """The box is empty for the next one, also by Ctrl+Z."""
    clerk = staffed
    clerk.search("13800138000")
    lock(clerk)
    QTest.keySequence(clerk.window, QKeySequence("Ctrl+Z"))
    nothing_is_told()
    come(clerk, MANAGER)
    clerk.box.setFocus()
    QTest.keySequence(clerk.box, QKeySequence("Ctrl+Z"))
    assert clerk.box.text() == ""
    assert not clerk.box.isUndoAvailable()


def test_the_clipboard_is_emptied_at_the_lock_and_at_the_end(staffed: Clerk) -> None:
    clerk = staffed
    clipboard = QApplication.clipboard()
    for leave in (lambda: lock(clerk), clerk.window.close):
        clerk.search("13800138000")
        clerk.press("Ctrl+C")
        clerk.qtbot.waitUntil(lambda: clipboard.text() == "13800138000")
        leave()
        assert clipboard.text() == ""
        if clerk.sees("signInPage"):
            come(clerk, CLERK)


def test_a_menu_and_a_tooltip_go(staffed: Clerk) -> None:
    clerk = staffed
    clerk.search("8000")
    menu = QMenu(clerk.window)
    menu.addAction(QAction("王小明", menu))
    menu.popup(clerk.window.mapToGlobal(QPoint(50, 50)))
    QToolTip.showText(clerk.window.mapToGlobal(QPoint(20, 20)), "13800138000", clerk.window)
    lock(clerk)
    assert not menu.isVisible()
    clerk.qtbot.waitUntil(lambda: not QToolTip.isVisible())
    nothing_is_told()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "buyers.csv"
    path.write_text("昵称,手机号\n孙悟空,13912345678\n", encoding="utf-8")
    return path


def reviewed(clerk: Clerk, sheet: Path) -> ImportDialog:
    """An import whose file is being looked at."""
    clerk.window._windows.show_import(sheet)
    dialog = clerk.see("importDialog")
    assert isinstance(dialog, ImportDialog)
    clerk.qtbot.waitUntil(lambda: not dialog.is_running and dialog.step > 0, timeout=20_000)
    return dialog


def test_an_import_under_review_goes_with_the_clerk(staffed: Clerk, sheet: Path) -> None:
    clerk = staffed
    reviewed(clerk, sheet)
    lock(clerk)
    nothing_is_told()
    come(clerk, CLERK)
    assert clerk.sees("importDialog")
    lock(clerk)
    come(clerk, MANAGER)
    assert not clerk.sees("importDialog")
    nothing_is_told()


def test_a_file_let_fall_on_a_locked_window_opens_nothing(staffed: Clerk, sheet: Path) -> None:
    clerk = staffed
    assert is_welcome(clerk.window, sheet)
    lock(clerk)
    assert not is_welcome(clerk.window, sheet)


def test_what_runs_goes_on_unseen_and_stays_its_owners(staffed: Clerk, gate: Gate) -> None:
    clerk = staffed
    come(clerk, MANAGER)
    command(clerk, "forget_many")
    dialog = clerk.see("forgetManyDialog")
    assert isinstance(dialog, ForgetDialog)
    dialog.input_page.edit.setPlainText("#1\n#2")
    dialog.submit_button.click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    for name, text in (("reason", "期满"), ("sign", "2")):
        edit = dialog.findChild(QLineEdit, f"{name}Edit")
        edit.setText(text)
        edit.textEdited.emit(text)
    dialog.forget_button.click()
    clerk.qtbot.waitUntil(gate.reached.is_set)
    lock(clerk)
    assert not clerk.sees("forgetManyDialog")
    nothing_is_told()
    come(clerk, CLERK)
    assert not clerk.sees("forgetManyDialog")
    gate.let_through()
    clerk.qtbot.waitUntil(lambda: not dialog.is_running, timeout=20_000)
    assert not clerk.sees("forgetManyDialog")
    done = [entry.operator for entry in clerk.window.session.journal.entries() if entry.action is Action.FORGET]
    assert done == [MANAGER] * 2


def test_a_question_to_a_manager_goes_and_is_nobody_elses_to_answer(staffed: Clerk) -> None:
    clerk = staffed
    clerk.search("18600008000")
    clerk.press("Ctrl+U")
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    lock(clerk)
    assert not clerk.sees("approvalDialog")
    come(clerk, MANAGER)
    clerk.qtbot.waitUntil(lambda: clerk.window.findChild(QWidget, "approvalDialog") is None)
    assert not any(entry.action is Action.UNBIND for entry in clerk.window.session.journal.entries())


WAYS_IN: dict[str, Callable[[Clerk], None]] = {
    "import": lambda clerk: clerk.window._actions["import"].trigger(),
    "source": lambda clerk: clerk.see("sourceButton", QAbstractButton).click(),
    "settings": lambda clerk: clerk.see("settingsButton", QAbstractButton).click(),
    "edit": lambda clerk: clerk.press("Ctrl+M"),
    "reveal": lambda clerk: clerk.press("F4"),
    "journal": lambda clerk: clerk.press("Ctrl+H"),
    "copy": lambda clerk: clerk.press("Ctrl+C"),
    "typing": lambda clerk: QTest.keyClicks(clerk.box, "8000"),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_no_way_leads_past_the_lock(staffed: Clerk, way: str) -> None:
    clerk = staffed
    clerk.search("18600008000")
    lock(clerk)
    before = {id(top) for top in QApplication.topLevelWidgets() if top.isVisible()}
    clipboard = QApplication.clipboard().text()
    WAYS_IN[way](clerk)
    QApplication.processEvents()
    assert {id(top) for top in QApplication.topLevelWidgets() if top.isVisible()} == before
    assert clerk.sees("signInPage")
    assert QApplication.clipboard().text() == clipboard
    nothing_is_told()
