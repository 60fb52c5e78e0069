"""Signing in, the lock, another operator, a manager's word: in the real window, by keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, SECRETS, hire
from tests.support.people import PHONE
from tests.ui.window.conftest import OPEN_ID, Clerk
from wxbuyer_gui.domain.journal import Action, Outcome
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, SignedOutError
from wxbuyer_gui.services.staff import reset_forgotten
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.tasks.runner import _WORKERS, Lane
from wxbuyer_gui.ui.idle import since_boot
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.permits import permit_source


def write(edit: QWidget, text: str) -> None:
    """As an input method does: QTest types no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(edit, event)


def hire_here(clerk: Clerk) -> None:
    """The shop takes people on, and this window hears of it."""
    hire(clerk.window.session)
    until(clerk, lambda: clerk.sees("signInPage"))


def sign_in(clerk: Clerk, name: str, secret: str = "") -> None:
    """Type a name and a secret, each ended by Enter."""
    until(clerk, lambda: clerk.see("operatorCombo").isEnabled() and count(clerk) > 0)
    combo = clerk.see("operatorCombo", QComboBox)
    combo.setFocus()
    line = combo.findChild(QLineEdit)
    line.selectAll()
    write(line, name)
    QTest.keyClick(line, Qt.Key.Key_Return)
    edit = clerk.see("secretEdit", QLineEdit)
    write(edit, secret or SECRETS[name])
    QTest.keyClick(edit, Qt.Key.Key_Return)


def until(clerk: Clerk, holds: Callable[[], bool]) -> None:
    """Wait; comparing a secret takes its time on purpose."""
    clerk.qtbot.waitUntil(holds, timeout=20_000)


def count(clerk: Clerk) -> int:
    return clerk.see("operatorCombo", QComboBox).count()


def come_in(clerk: Clerk, name: str) -> None:
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered, timeout=20_000):
        sign_in(clerk, name)
    until(clerk, lambda: not clerk.sees("signInPage"))


def hand_in_a_buyer(clerk: Clerk) -> list[object]:
    """A new buyer is to be stored; how that ended is in the list once it has."""
    ended: list[object] = []
    clerk.window._operations.save_buyer(
        WxBuyingUser(name="曹操"),
        operation_id="one",
        owner=clerk.window,
        on_success=ended.append,
        on_error=ended.append,
    )
    return ended


@pytest.fixture
def staffed(clerk: Clerk) -> Clerk:
    """Two people work here, and nobody is signed in."""
    hire_here(clerk)
    return clerk


def shown(clerk: Clerk) -> str:
    """All words that can be seen, in all windows."""
    tops = [clerk.window, *(w for w in clerk.window.findChildren(QWidget) if w.isWindow())]
    texts = [top.windowTitle() for top in tops if top.isVisible()]
    for top in tops:
        for label in top.findChildren(QLabel):
            texts += [label.text(), label.toolTip()] if label.isVisible() else []
        for edit in top.findChildren(QLineEdit):
            texts += [edit.displayText(), edit.toolTip()] if edit.isVisible() else []
    return "\n".join(texts)


def dialog(clerk: Clerk, name: str) -> QWidget:
    until(clerk, lambda: clerk.sees(name))
    return clerk.see(name)


def test_nothing_is_shown_before_somebody_signs_in(staffed: Clerk) -> None:
    clerk = staffed
    assert clerk.window.windowTitle() == "微信买家查询"
    assert not clerk.box.isEnabled()
    assert not any(clerk.is_live(name) for name in ("register", "new_buyer", "import", "export", "settings", "journal"))
    assert clerk.is_live("quit")
    come_in(clerk, CLERK)
    clerk.search("8000")
    assert len(clerk.names) == 2
    assert clerk.see("operatorButton", QAbstractButton).text() == CLERK


def test_a_window_on_a_shop_with_people_opens_shut(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    first = open_window(shop)
    hire(first.session)
    first.close()
    window = open_window(shop)
    window.search_for("8000")
    clerk = Clerk(window, qtbot)
    assert clerk.sees("signInPage")
    assert "8000" not in shown(clerk)
    with qtbot.waitSignal(window.answered):
        come_in(clerk, CLERK)
    qtbot.waitUntil(lambda: len(clerk.names) == 2)  # what was typed before is asked


def test_the_lock_hides_everything_and_gives_it_back(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    form = dialog(clerk, "registerDialog")
    name = form.findChild(QLineEdit, "nameEdit")
    write(name, "二号")
    clerk.press("Ctrl+L")
    assert clerk.sees("signInPage")
    assert not clerk.sees("registerDialog")
    secret = ("13800138000", "8000", "王小明", "二号", OPEN_ID[-6:])
    assert not any(text in shown(clerk) for text in secret)
    come_in(clerk, CLERK)
    assert clerk.sees("registerDialog")
    assert name.text() == "王小明二号"
    assert clerk.box.text() == "13800138000"
    assert clerk.window.focusWidget() is name


def test_the_lock_is_at_hand_in_every_window(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, MANAGER)
    clerk.press("Ctrl+,")
    settings = dialog(clerk, "settingsDialog")
    settings.activateWindow()
    until(clerk, settings.isActiveWindow)
    QTest.keyClick(settings, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert clerk.sees("signInPage")
    assert not settings.isVisible()


def test_somebody_else_finds_an_empty_counter(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    write(dialog(clerk, "registerDialog").findChild(QLineEdit, "nameEdit"), "二号")
    clerk.press("Ctrl+L")
    come_in(clerk, MANAGER)
    assert not clerk.sees("registerDialog")
    assert clerk.box.text() == ""
    clerk.press("Ctrl+L")
    come_in(clerk, CLERK)
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    again = dialog(clerk, "registerDialog").findChild(QLineEdit, "nameEdit")
    until(clerk, lambda: again.text() == "王小明二号")  # the draft was kept


def test_somebody_else_is_told_what_would_be_lost(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.search("13800138000")
    clerk.press("Ctrl+M")
    write(dialog(clerk, "buyerDialog").findChild(QLineEdit, "nameEdit"), "二号")
    clerk.press("Ctrl+L")
    sign_in(clerk, MANAGER)
    assert CLERK in clerk.see("signInMessage", QLabel).text()
    assert clerk.sees("signInPage")
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered, timeout=20_000):
        QTest.keyClick(clerk.see("secretEdit"), Qt.Key.Key_Return)
    assert not clerk.sees("buyerDialog")


def test_signing_out_gives_up_what_is_half_done(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    form = dialog(clerk, "registerDialog")
    write(form.findChild(QLineEdit, "nameEdit"), "王小明")
    clerk.window._actions["sign_out"].trigger()
    assert clerk.sees("signInPage")
    until(clerk, lambda: not clerk.window._runner.writing)
    assert clerk.window.findChild(QWidget, "registerDialog") is None or not clerk.sees("registerDialog")
    come_in(clerk, CLERK)
    assert clerk.window.session.drafts.load(1) is None
    acts = [entry.action for entry in clerk.window.session.journal.entries()]
    assert acts == [Action.SIGN_IN, Action.SIGN_OUT, Action.SIGN_IN]


def test_a_wrong_secret_says_so_and_keeps_the_name(staffed: Clerk) -> None:
    clerk = staffed
    sign_in(clerk, CLERK, "000001")
    until(clerk, lambda: "错误" in clerk.see("signInMessage", QLabel).text())
    assert clerk.see("operatorCombo", QComboBox).currentText() == CLERK
    assert clerk.see("secretEdit", QLineEdit).text() == ""
    assert clerk.window.focusWidget() is clerk.see("secretEdit")
    for _ in range(2):
        write(clerk.see("secretEdit"), "000001")
        with clerk.qtbot.waitSignal(clerk.window._staffing.signing.refused):
            QTest.keyClick(clerk.see("secretEdit"), Qt.Key.Key_Return)
    assert "太多" in clerk.see("signInMessage", QLabel).text()


def test_the_counter_locks_itself(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    idle = clerk.window._staffing.signing.idle
    now = [idle._clock()]
    idle._clock = lambda: now[0]
    idle.start(5)
    now[0] += 299
    idle.check()
    assert not clerk.sees("signInPage")
    QTest.keyClick(clerk.window.windowHandle(), Qt.Key.Key_Shift)
    now[0] += 299
    idle.check()
    assert not clerk.sees("signInPage")
    now[0] += 1
    idle.check()
    assert clerk.sees("signInPage")
    acts = clerk.window.session.journal.entries
    until(clerk, lambda: acts()[0].action is Action.LOCK)


def test_a_touch_that_comes_too_late_opens_nothing(staffed: Clerk) -> None:
    """A computer that slept fires no timer; the first key after it is not whoever left an hour ago."""
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.box.setFocus()
    idle = clerk.window._staffing.signing.idle
    now = [idle._clock()]
    idle._clock = lambda: now[0]
    idle.start(5)
    now[0] += 3600
    QTest.keyClick(clerk.window.windowHandle(), Qt.Key.Key_8)
    assert clerk.sees("signInPage")
    assert clerk.box.text() == ""


def test_the_time_that_the_computer_sleeps_counts() -> None:
    assert since_boot() >= time.monotonic() - 1.0
    assert since_boot() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=5.0)


def test_a_touch_in_any_window_counts(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, MANAGER)
    idle = clerk.window._staffing.signing.idle
    now = [idle._clock()]
    idle._clock = lambda: now[0]
    idle.start(1)
    clerk.window._windows.show_settings("appearance")
    settings = dialog(clerk, "settingsDialog")
    clerk.qtbot.waitExposed(settings)
    idle._listen(settings.windowHandle())
    now[0] += 59
    QTest.mouseMove(settings.windowHandle(), settings.rect().center())
    until(clerk, lambda: idle._touched_at == now[0])
    now[0] += 59
    idle.check()
    assert clerk.sees("settingsDialog")
    now[0] += 1
    idle.check()
    assert not clerk.sees("settingsDialog")
    come_in(clerk, MANAGER)
    assert clerk.sees("settingsDialog")


def test_whoever_is_put_out_of_service_elsewhere_is_signed_out(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.search("8000")
    staff = clerk.window.session.staff
    number = next(person.operator.id for person in staff.people() if person.operator.name == CLERK)
    with staff._store.write() as connection:
        from wxbuyer_gui.store import operators as rows

        rows.change(connection, 1, number, left_at=1)
    clerk.window._staffing.signing.look()
    until(clerk, lambda: clerk.sees("signInPage"))
    assert clerk.window._staffing.signing.locked is None


class TestApproval:
    @pytest.fixture
    def at_work(self, staffed: Clerk) -> Clerk:
        come_in(staffed, CLERK)
        staffed.search("18600008000")
        return staffed

    def test_a_manager_allows_one_action(self, at_work: Clerk) -> None:
        clerk = at_work
        assert clerk.is_live("unbind")
        clerk.press("Ctrl+U")
        asked = dialog(clerk, "approvalDialog")
        combo = asked.findChild(QComboBox, "managerCombo")
        until(clerk, lambda: combo.currentText() == MANAGER)  # there is only one
        secret = asked.findChild(QLineEdit, "approvalSecretEdit")
        write(secret, "wrong horse")
        QTest.keyClick(secret, Qt.Key.Key_Return)
        until(clerk, lambda: secret.isEnabled() and secret.text() == "")
        write(secret, SECRETS[MANAGER])
        with clerk.qtbot.waitSignal(clerk.window._operations.written):
            QTest.keyClick(secret, Qt.Key.Key_Return)
        entry = next(each for each in clerk.window.session.journal.entries() if each.action is Action.UNBIND)
        assert (entry.operator, entry.approved_by) == (CLERK, MANAGER)
        until(clerk, lambda: clerk.is_live("register"))

    def test_esc_does_nothing_and_says_why(self, at_work: Clerk) -> None:
        clerk = at_work
        clerk.press("Ctrl+U")
        asked = dialog(clerk, "approvalDialog")
        with clerk.qtbot.waitSignal(clerk.window.answered):
            QTest.keyClick(asked, Qt.Key.Key_Escape)
        assert "需要店长" in clerk.window._parts.notice.text
        assert not any(entry.action is Action.UNBIND for entry in clerk.window.session.journal.entries())
        until(clerk, lambda: clerk.is_live("unbind"))
        clerk.press("Ctrl+U")  # and may be asked for again
        dialog(clerk, "approvalDialog")

    def test_the_command_wears_a_lock(self, at_work: Clerk) -> None:
        from wxbuyer_gui.ui.right_words import locked_commands

        clerk = at_work
        assert clerk.window._actions._locked == {"import", "export", "restore", "rebind", "unbind"}
        clerk.press("Ctrl+L")
        come_in(clerk, MANAGER)
        assert clerk.window._actions._locked == locked_commands(clerk.window._staffing.signing.operator) == frozenset()


class TestHandedIn:
    """Work that waits for its turn while somebody else signs in."""

    @pytest.fixture
    def crowded(self, staffed: Clerk) -> Iterator[Callable[[], None]]:
        """The clerk is at work, and nothing that is handed in is begun before this is called."""
        go = Event()
        come_in(staffed, CLERK)
        for lane, workers in _WORKERS.items():
            for _ in range(workers):
                staffed.window._runner.submit(
                    go.wait, on_success=lambda _: None, on_error=lambda _: None, lane=lane, aside=True
                )
        yield go.set
        go.set()

    def test_a_clerks_is_not_done_by_the_managers_rights(
        self, staffed: Clerk, crowded: Callable[[], None], tmp_path: Path
    ) -> None:
        transfer = staffed.window.session.transfer
        assert transfer is not None
        target, ended = tmp_path / "all.csv", []
        staffed.window._runner.submit(
            partial(transfer.export, target, FileKind.BUYERS),
            on_success=ended.append,
            on_error=ended.append,
            lane=Lane.LONG,
        )
        staffed.press("Ctrl+L")
        staffed.window.session.staff.sign_in(MANAGER, SECRETS[MANAGER])
        crowded()
        until(staffed, lambda: ended != [])
        assert isinstance(ended[0], NotAllowedError)
        assert not target.exists()
        assert not staffed.sees("approvalDialog")  # the manager is not asked about what somebody else wanted

    def test_a_number_that_comes_late_is_not_in_the_clipboard(
        self, staffed: Clerk, crowded: Callable[[], None]
    ) -> None:
        clipboard = QApplication.clipboard()
        clipboard.setText("before")
        copied: list[str] = []
        staffed.window._commands.copied.connect(copied.append)
        staffed.window._commands._ask(lambda session: session.desk.copied(WxBuyingUser(1, phone=PHONE), "phone"))
        staffed.press("Ctrl+L")
        crowded()
        until(staffed, lambda: copied != [])
        assert clipboard.text() == "before"

    def test_a_write_is_done_for_whoever_locked_the_counter(self, staffed: Clerk, crowded: Callable[[], None]) -> None:
        ended = hand_in_a_buyer(staffed)
        staffed.press("Ctrl+L")
        crowded()
        until(staffed, lambda: ended != [])
        assert isinstance(ended[0], Outcome)
        written = next(each for each in staffed.window.session.journal.entries() if each.action is Action.ADD)
        assert written.operator == CLERK

    def test_whoever_is_put_out_of_service_does_nothing_any_more(
        self, staffed: Clerk, crowded: Callable[[], None]
    ) -> None:
        staff, ended = staffed.window.session.staff, hand_in_a_buyer(staffed)
        number = staff.operators.current.id
        staff.sign_in(MANAGER, SECRETS[MANAGER])
        staff.deactivate(number or 0)
        crowded()
        until(staffed, lambda: ended != [])
        assert isinstance(ended[0], SignedOutError)


def test_single_user_mode_knows_nothing_of_it(clerk: Clerk) -> None:
    assert not any(clerk.is_live(name) for name in ("lock", "sign_out", "own_secret"))
    assert not clerk.sees("operatorButton")
    clerk.press("Ctrl+L")
    assert not clerk.sees("signInPage")


def test_ones_own_secret_is_changed(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    clerk.window._actions["own_secret"].trigger()
    asked = dialog(clerk, "ownSecretDialog")
    for name, text in (("old", SECRETS[CLERK]), ("new", "850316"), ("repeat", "850316")):
        edit = asked.findChild(QLineEdit, f"{name}SecretEdit")
        write(edit, text)
    QTest.keyClick(asked.findChild(QLineEdit, "repeatSecretEdit"), Qt.Key.Key_Return)
    until(clerk, lambda: not clerk.sees("ownSecretDialog"))
    clerk.press("Ctrl+L")
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered, timeout=20_000):
        sign_in(clerk, CLERK, "850316")


def test_a_manager_is_told_of_a_password_that_was_reset(staffed: Clerk) -> None:
    clerk = staffed
    reset_forgotten(clerk.window.session.staff, MANAGER, "brand new horse")
    come_in(clerk, CLERK)
    assert not clerk.sees("noticeBar")
    clerk.press("Ctrl+L")
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered, timeout=20_000):
        sign_in(clerk, MANAGER, "brand new horse")
    until(clerk, lambda: "重设" in clerk.window._parts.notice.text)
    assert MANAGER in clerk.window._parts.notice.text


def test_a_clerk_does_not_point_the_counter_elsewhere(staffed: Clerk) -> None:
    clerk = staffed
    come_in(clerk, CLERK)
    followed: list[bool] = []
    window = clerk.window
    ask = partial(
        permit_source,
        window._operations,
        lambda: followed.append(True),
        owner=window,
        on_error=window._notices.report,
    )
    ask()
    asked = dialog(clerk, "approvalDialog")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    until(clerk, lambda: "需要店长" in clerk.window._parts.notice.text)
    assert followed == []
    clerk.window._actions["lock"].trigger()
    come_in(clerk, MANAGER)
    ask()
    until(clerk, lambda: followed == [True])
