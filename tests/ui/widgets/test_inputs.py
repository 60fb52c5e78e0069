"""Fields: IME-safe, paste-safe, and Enter goes on."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton, QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.birthday_input import BirthdayInput
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.id_card_input import IdCardInput
from wxbuyer_gui.ui.widgets.inputs import Input, InputState
from wxbuyer_gui.ui.widgets.kept_value import KeptValue
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput
from wxbuyer_gui.ui.widgets.secret_input import SecretInput
from wxbuyer_gui.ui.widgets.segmented import Segmented

TODAY = date(2026, 11, 24)


def place(widget: QWidget, window: QWidget) -> None:
    """Put a field into the window, beside another one to go to."""
    other = QLineEdit(window)
    other.setObjectName("other")
    other.setGeometry(20, 100, 200, 36)
    widget.setParent(window)
    widget.setGeometry(20, 20, 200, 36)
    for each in (widget, other):
        each.show()
    widget.setFocus()


def leave(window: QWidget) -> None:
    other = window.findChild(QLineEdit, "other")
    assert other is not None
    other.setFocus()


def test_a_composition_neither_edits_nor_goes_on(theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    field = Input(theme=theme, icons=icons)
    place(field, window)
    with qtbot.assertNotEmitted(field.entered), qtbot.assertNotEmitted(field.textEdited):
        QApplication.sendEvent(field, QInputMethodEvent("wang", []))
        assert field.is_composing
        QTest.keyClick(field, Qt.Key.Key_Return)
    commit = QInputMethodEvent()
    commit.setCommitString("王")
    with qtbot.waitSignal(field.textEdited):
        QApplication.sendEvent(field, commit)
    assert field.text() == "王"
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("text", ["+86 138-0013-8000 张三\r\n", "\t138 0013 8000\n张三"])
def test_a_paste_keeps_all_but_its_line_breaks(text: str, theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    field = Input(theme=theme, icons=icons)
    place(field, window)
    QApplication.clipboard().setText(text)
    with qtbot.waitSignal(field.pasted) as pasted:
        field.paste()
    assert pasted.args[0] == field.text() == " ".join(text.split())


def test_typing_is_no_paste(theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    field = Input(theme=theme, icons=icons)
    place(field, window)
    with qtbot.assertNotEmitted(field.pasted):
        QTest.keyClicks(field, "13800138000")


def test_ctrl_enter_is_left_to_the_form(theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    field = Input(theme=theme, icons=icons)
    place(field, window)
    with qtbot.assertNotEmitted(field.entered):
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("13800138000", "138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "138 0013 8000", "13800138000"),
        ("057188886666", "0571-88886666", "057188886666"),
        ("+1 415 555 2671", "+1 415 555 2671", "+14155552671"),
    ],
)
def test_a_phone_is_formatted_only_when_it_is_left(
    typed: str, shown: str, value: str, theme: Theme, icons: Icons, window: QWidget
) -> None:
    field = PhoneInput(theme=theme, icons=icons)
    place(field, window)
    QTest.keyClicks(field, typed)
    assert field.text() == typed
    leave(window)
    assert (field.text(), field.value) == (shown, value)


@pytest.mark.parametrize("typed", ["19900307", "1990-3-7", "1990/3/7", "1990.3.7"])
def test_birthdays_in_all_spellings(typed: str, theme: Theme, icons: Icons, window: QWidget) -> None:
    field = BirthdayInput(theme=theme, icons=icons, today=lambda: TODAY)
    place(field, window)
    QTest.keyClicks(field, typed)
    leave(window)
    assert field.text() == "1990-03-07"
    assert field.value() == date(1990, 3, 7)


def test_a_wrong_birthday_stays_as_typed(theme: Theme, icons: Icons, window: QWidget) -> None:
    field = BirthdayInput(theme=theme, icons=icons, today=lambda: TODAY)
    place(field, window)
    QTest.keyClicks(field, "2090-01-01")
    leave(window)
    assert field.text() == "2090-01-01"
    with pytest.raises(InvalidInputError):
        field.value()


def test_the_calendar_fills_the_field(theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    field = BirthdayInput(theme=theme, icons=icons, today=lambda: TODAY)
    place(field, window)
    field.set_value(date(1990, 3, 7))
    field.findChild(QToolButton).click()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate().toPython() == date(1990, 3, 7)
    assert calendar.maximumDate().toPython() == TODAY
    with qtbot.waitSignal(field.textEdited):
        calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert field.value() == date(1990, 3, 8)


def test_an_identity_number_is_readable_only_while_typed_or_shown(theme: Theme, icons: Icons, window: QWidget) -> None:
    field = IdCardInput(theme=theme, icons=icons)
    place(field, window)
    QTest.keyClicks(field, "11010119900307123x")
    assert field.text() == "11010119900307123x"
    leave(window)
    assert field.text() == "110***********123X"
    assert field.value == "11010119900307123X"
    eye = field.findChild(QToolButton)
    assert eye.accessibleName() == "Show number"
    eye.click()
    assert field.text() == "11010119900307123x"
    assert eye.accessibleName() == "Hide number"
    field._hide.timeout.emit()  # half a minute later
    assert field.text() == "110***********123X"
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.value == "11010119900307123"


def test_segments_are_a_combo_box_for_keys_and_readers(theme: Theme, window: QWidget, qtbot) -> None:
    field = Segmented(theme=theme, name="sexCombo")
    field.set_choices((("男", 1), ("女", 2), ("未知", 0)))
    place(field, window)
    assert field.currentData() == 0
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert field.currentData() == 2
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(20, 18))
    assert field.currentData() == 1
    field.set_choices((("Male", 1), ("Female", 2), ("Unknown", 0)))
    assert (field.currentData(), field.currentText()) == (1, "Male")
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize("kind", [Segmented, ComboBox])
def test_a_wheel_changes_no_choice(kind: type, theme: Theme, icons: Icons, window: QWidget) -> None:
    field = kind(theme=theme) if kind is Segmented else kind(theme=theme, icons=icons)
    field.addItems(["a", "b"])
    place(field, window)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    assert field.currentIndex() == 0


def test_a_kept_value_survives_an_untouched_field(theme: Theme, icons: Icons, window: QWidget) -> None:
    field = PhoneInput(theme=theme, icons=icons)
    place(field, window)
    kept = KeptValue(field, stored="13800138000", mask="138****8000", theme=theme, icons=icons)
    assert field.placeholderText() == "138****8000"
    assert kept.resolve(field.value) == "13800138000"
    QTest.keyClicks(field, "13912345678")
    assert kept.resolve(field.value) == "13912345678"
    field.clear()
    assert kept.resolve(field.value) == "13800138000"
    field.findChild(QToolButton).click()
    assert kept.resolve(field.value) == ""
    assert field.placeholderText() == "Emptied when saved"


def test_a_message_marks_the_field_and_typing_takes_an_error_away(theme: Theme, icons: Icons, window: QWidget) -> None:
    control = Input(theme=theme, icons=icons)
    field = FormField(control, theme=theme, icons=icons)
    field.setParent(window)
    field.show()
    field.set_label("姓名", required=True)
    assert control.accessibleName() == "姓名"
    field.say("请问顾客姓名", MessageKind.ERROR)
    assert field.has_error
    assert control.accessibleDescription() == "请问顾客姓名"
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_A)
    assert not field.has_error
    field.say("再看一眼", MessageKind.WARN)
    QTest.keyClick(control, Qt.Key.Key_A)
    assert control.state is InputState.WARNING


def test_enter_presses_a_focused_button_once(theme: Theme, icons: Icons, window: QWidget, qtbot) -> None:
    button = Button("保存", theme=theme, icons=icons, kind=ButtonKind.PRIMARY)
    place(button, window)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 1


def test_a_click_on_a_button_leaves_the_caret(theme: Theme, icons: Icons, window: QWidget) -> None:
    button = IconButton("x", theme=theme, icons=icons, label="清除")
    place(button, window)
    leave(window)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.focusWidget().objectName() == "other"
    assert (button.accessibleName(), button.toolTip()) == ("清除", "清除")


def test_tab_goes_from_a_secret_past_its_eye_which_is_f4(theme: Theme, icons: Icons, window: QWidget) -> None:
    field = SecretInput(theme=theme, icons=icons, name="secretEdit", eye_name="secretEye")
    place(field, window)
    QTest.keyClicks(field, "geheim12")
    QTest.keyClick(field, Qt.Key.Key_F4)
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClick(field, Qt.Key.Key_F4)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert window.focusWidget().objectName() == "other"


def test_what_is_typed_at_a_button_in_a_field_is_not_its_text(theme: Theme, icons: Icons, window: QWidget) -> None:
    field = BirthdayInput(theme=theme, icons=icons, name="birthdayEdit", today=lambda: TODAY)
    place(field, window)
    button = field.findChild(QToolButton)
    button.setFocus()
    assert window.focusWidget() is button
    QTest.keyClicks(button, "1990")
    assert field.text() == ""
