"""Typing, picking and Enter: who is shown, who is not, and what is live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.paints import Paints
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.models import SearchPage
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.search_box import SearchBox

WRITES = ("register", "bind", "rebind", "unbind")


def test_nobody_is_picked_while_several_answer(clerk: Clerk) -> None:
    clerk.search("8000")
    assert clerk.names == ["欧阳娜娜", "王小明"]
    assert not clerk.table.selectionModel().hasSelection()
    assert "8000" in clerk.see("nothingPicked").text
    assert not any(map(clerk.is_live, WRITES))


def test_what_is_said_of_several_is_true_of_all_of_them(clerk: Clerk) -> None:
    """A tail is found as a number, too, and in the middle of a phone; full width is read as it is searched."""
    clerk.search("８０００")
    assert clerk.see("nothingPicked").text.splitlines()[0].startswith("8000")


def test_whoever_comes_into_sight_is_painted_whole_once(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("138 0013 8000")
    clerk.search("8000")
    detail = clerk.window.findChild(QWidget, "detailPane")
    assert detail is not None
    paints = Paints(detail)
    clerk.search("138 0013 8000")
    qtbot.waitUntil(lambda: bool(paints.areas))
    qtbot.waitUntil(lambda: clerk.sees("historyLink") or clerk.sees("asOfValue"))
    QTest.qWait(0)
    assert [area for area in paints.areas if area == detail.rect()] == [detail.rect()]


def test_the_rows_are_on_the_screen_before_the_detail_is_filled(clerk: Clerk) -> None:
    """Filling it takes longer than all the rows, for which the clerk waits."""
    clerk.search("8000")
    detail = clerk.window.findChild(QWidget, "detailPane")
    assert detail is not None
    moments: list[tuple[int, bool]] = []
    paints = Paints(
        clerk.table.viewport(), note=lambda: moments.append((clerk.table.model().rowCount(), detail.isVisible()))
    )
    clerk.search("138 0013 8000")
    assert (moments[0], detail.isVisible()) == ((1, False), True)
    assert len(paints.areas) == 1


def test_what_stands_beside_several_is_painted_a_turn_after_their_rows(clerk: Clerk, qtbot: QtBot) -> None:
    """Both in one turn would hold up the next key for as long as they take together."""
    clerk.search("8000")
    hints = clerk.see("nothingPicked")
    paints = Paints(hints)
    painted: list[int] = []

    def paint_what_changed() -> None:
        before = len(paints.areas)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        painted.append(len(paints.areas) - before)

    clerk.window.answered.connect(paint_what_changed)
    clerk.search("000")
    assert clerk.see("nothingPicked") is hints
    assert painted == [0]
    paints.areas.clear()
    qtbot.waitUntil(lambda: paints.areas == [hints.rect()])


def test_a_single_hit_is_picked_and_the_caret_stays(clerk: Clerk) -> None:
    clerk.search("138 0013 8000")
    assert clerk.table.selectionModel().hasSelection()
    assert clerk.see("nameLabel").text() == "王小明"
    assert clerk.window.focusWidget() is clerk.box
    assert [name for name in WRITES if clerk.is_live(name)] == ["register", "bind"]


def test_a_bound_buyer_can_be_rebound_and_unbound_only(clerk: Clerk) -> None:
    clerk.search("18600008000")
    assert [name for name in WRITES if clerk.is_live(name)] == ["rebind", "unbind"]


def test_the_detail_empties_when_the_shown_buyer_leaves_the_results(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.press("Down")
    assert clerk.sees("detailPane")
    clerk.search("1234")
    clerk.search("8000")
    assert not clerk.table.selectionModel().hasSelection()
    assert not clerk.sees("detailPane")


def test_whom_a_person_picked_stays_picked_while_the_results_narrow(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.press("Down")
    clerk.press("Down")
    clerk.search("138 8000")
    assert clerk.see("nameLabel").text() == "王小明"


def test_down_goes_into_the_list_and_up_comes_back(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.press("Down")
    assert clerk.window.focusWidget() is clerk.table
    assert clerk.table.currentIndex().row() == 0
    clerk.press("Up")
    assert clerk.window.focusWidget() is clerk.box


def test_enter_on_several_goes_into_the_list_and_enter_there_to_the_first_action(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.press("Return")
    assert clerk.window.focusWidget() is clerk.table
    clerk.press("Down")
    clerk.press("Return")
    assert clerk.window.focusWidget().objectName() == "registerButton"


def test_enter_on_a_phone_that_is_certainly_new_opens_registration_filled_in(clerk: Clerk) -> None:
    clerk.search("+86 139-0013-9000 张三")
    clerk.press("Return")
    dialog = clerk.see("registerDialog")
    assert dialog.findChild(QLineEdit, "nameEdit").text() == "张三"
    assert dialog.findChild(QLineEdit, "phoneEdit").text().replace(" ", "") == "13900139000"


def test_a_phone_that_is_known_under_another_name_is_not_taken_for_new(clerk: Clerk) -> None:
    clerk.search("+86 138-0013-8000 张三")
    assert clerk.names == ["王小明"]
    assert "其余内容不符" in clerk.see("resultCaption").text()
    clerk.press("Return")
    assert not clerk.sees("registerDialog")


def test_enter_on_fewer_digits_registers_nobody(clerk: Clerk) -> None:
    clerk.search("99999")
    clerk.press("Return")
    assert not clerk.sees("registerDialog")
    assert clerk.see("answerPage").text


def test_a_burst_that_ends_with_enter_acts_on_its_own_answer(clerk: Clerk, qtbot: QtBot) -> None:
    """A scanner's Enter comes before the answer does; an older answer must not be taken for it."""
    clerk.search("8000")
    QTest.keyClicks(clerk.box, "")
    clerk.box.selectAll()
    QTest.keyClicks(clerk.box, "13900139000")
    with qtbot.waitSignal(clerk.window.answered):
        clerk.press("Return")
    qtbot.waitUntil(lambda: clerk.sees("registerDialog"))


def test_the_next_scan_is_the_next_customer_wherever_the_keyboard_is(clerk: Clerk, qtbot: QtBot) -> None:
    """A scanner types and presses Enter; on the button of the last customer that would register them."""
    clerk.search("13800138000")
    clerk.press("Return")
    button = clerk.window.focusWidget()
    assert button.objectName() == "registerButton"
    QTest.keyClick(button, "1")
    assert clerk.window.focusWidget() is clerk.box
    with qtbot.waitSignal(clerk.window.answered):
        QTest.keyClicks(clerk.box, "8600008000")
    assert clerk.names == ["欧阳娜娜"]
    clerk.press("Return")
    assert not clerk.sees("registerDialog")


def test_a_letter_in_the_list_begins_a_search(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("8000")
    clerk.press("Down")
    with qtbot.waitSignal(clerk.window.answered):
        QTest.keyClick(clerk.table, "w")
    assert clerk.box.text() == "w"
    assert clerk.window.focusWidget() is clerk.box


def test_what_is_typed_into_a_field_of_the_panel_stays_there(clerk: Clerk) -> None:
    clerk.press("Ctrl+H")
    field = clerk.see("journalFilter", QLineEdit)
    QTest.keyClicks(field, "wang")
    assert field.text() == "wang"
    assert clerk.box.text() == ""


def test_a_payment_code_is_neither_searched_nor_registered(clerk: Clerk) -> None:
    clerk.search("134567890123456789")
    page = clerk.see("answerPage")
    assert "E-PAYMENT-CODE" in page.text
    assert "134567" not in page.text
    clerk.press("Return")
    assert not clerk.sees("registerDialog")


def test_nothing_is_asked_while_an_input_method_composes(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("8000")
    with qtbot.assertNotEmitted(clerk.window.answered, wait=30):
        QApplication.sendEvent(clerk.box, QInputMethodEvent("wang", []))
        clerk.press("Return")
    clerk.box.clear()
    event = QInputMethodEvent()
    event.setCommitString("王小明")
    with qtbot.waitSignal(clerk.window.answered):
        QApplication.sendEvent(clerk.box, event)
    qtbot.waitUntil(lambda: clerk.names == ["王小明"])


def test_control_u_unbinds_and_never_erases_the_text(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("8000")
    clerk.press("Ctrl+U")
    assert clerk.box.text() == "8000"


def test_copy_takes_the_selected_text_or_else_the_phone(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    clerk.box.deselect()
    clerk.press("Ctrl+C")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "18600008000")
    clerk.box.setSelection(0, 3)
    clerk.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == "186"


def test_the_chip_tells_the_guess_and_offers_others(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("8000")
    chip = clerk.see("kindChip")
    assert chip.text() == "手机号尾号"
    chip.click()
    menu = clerk.window.findChild(QMenu, "kindMenu")
    number = next(action for action in menu.actions() if action.text() == "编号")
    with qtbot.waitSignal(clerk.window.answered):
        number.trigger()
    assert chip.text() == "编号"
    assert clerk.names == []


def test_escape_clears_the_text(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("8000")
    with qtbot.waitSignal(clerk.window.answered):
        clerk.press("Escape")
    assert clerk.box.text() == ""
    assert clerk.see("resultCaption").text().startswith("最新买家")


def test_who_stops_a_search_takes_the_enter_back_that_waits_for_it(
    clerk: Clerk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    go_on = Event()

    def wait(_desk: Desk, text: str, **_options: object) -> SearchPage:
        asked.append(text)
        go_on.wait(20)
        return SearchPage()

    monkeypatch.setattr(Desk, "search", wait)
    clerk.box.setText("186")
    clerk.press("Return")
    qtbot.waitUntil(lambda: asked == ["186"] and clerk.window.findChild(SearchBox)._busy.is_shown)
    with qtbot.waitSignal(clerk.window.answered):
        clerk.press("Escape")
    assert asked == ["186"]
    assert not clerk.window.findChild(SearchBox)._busy.is_shown  # nothing is asked again
    go_on.set()


def test_the_caption_tells_how_many_and_why(clerk: Clerk) -> None:
    clerk.search("8000")
    caption = clerk.see("resultCaption", QLabel).text()
    assert caption.startswith("2 条结果")
    assert "尾号 2 条" in caption
    assert "毫秒" in caption


def test_a_scan_is_text_and_enter(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.press("F2")
    field = clerk.see("scanEdit")
    assert not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    with qtbot.waitSignal(clerk.window.answered):
        QTest.keyClicks(field, "oGZUI0egBJY1zhBYw2KhdUfwZt0w\r")
    assert clerk.box.text() == "oGZUI0egBJY1zhBYw2KhdUfwZt0w"
    qtbot.waitUntil(lambda: clerk.sees("detailPane") and clerk.see("nameLabel").text() == "李雪")
    assert not clerk.sees("scanPopover")


def test_an_empty_database_offers_four_ways_to_begin(url: str, open_window: Callable[[str], MainWindow]) -> None:
    window = open_window(url)
    clerk = Clerk(window, None)  # type: ignore[arg-type]
    for card in ("importCard", "connectCard", "newBuyerCard", "demoCard"):
        assert clerk.see(card).accessibleName()
    clerk.see("newBuyerCard").click()
    assert clerk.sees("buyerDialog")


def test_what_led_to_somebody_is_offered_again_masked(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    clerk.search("99999")
    QTest.keyClick(clerk.box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = clerk.window.findChild(QMenu, "recentMenu")
    assert menu.actions()[0].text() == "138****8000"
    with qtbot.waitSignal(clerk.window.answered):
        menu.actions()[0].trigger()
    assert clerk.box.text() == "13800138000"


def test_nothing_is_remembered_where_the_settings_say_so(clerk: Clerk) -> None:
    preferences = clerk.window._preferences
    preferences.change(lambda all_: replace(all_, privacy=replace(all_.privacy, remember_searches=False)))
    clerk.search("13800138000")
    QTest.keyClick(clerk.box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not any(action.isEnabled() for action in clerk.window.findChild(QMenu, "recentMenu").actions())
