"""Marking a value with the mouse: what is marked is copied, and nothing else takes Ctrl+C or the caret."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.marks import Ink, run_edges, runs_width
from wxbuyer_gui.ui.widgets.runs import Run
from wxbuyer_gui.ui.widgets.value_label import ValueLabel

RUNS = (Run("138 "), Run("****", masked=True), Run(" "), Run("8000", hit=True))
LEFT = Qt.MouseButton.LeftButton
COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    column(window).addWidget(QLineEdit())
    qtbot.addWidget(window)
    return window


@pytest.fixture
def edit(window: QWidget) -> QLineEdit:
    return window.findChild(QLineEdit)


@pytest.fixture
def label(window: QWidget, edit: QLineEdit, theme: Theme, qtbot: QtBot) -> ValueLabel:
    label = ValueLabel(theme=theme, ink=Ink(px=16, bold=True), name="value")
    label.set_runs(RUNS)
    window.layout().addWidget(label)
    window.resize(400, 120)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    edit.setFocus()
    return label


def drag(label: ValueLabel, start: float, stop: float) -> None:
    """Press at one place, move to the other with the button down, let go."""
    middle = label.height() // 2
    QTest.mousePress(label, LEFT, pos=QPoint(round(start), middle))
    QTest.mouseMove(label, QPoint(round(stop), middle))
    QTest.mouseRelease(label, LEFT, pos=QPoint(round(stop), middle))


def edges(label: ValueLabel, theme: Theme) -> list[float]:
    return run_edges(RUNS, Ink(px=16, bold=True), theme=theme)


def wants_copy(label: ValueLabel) -> bool:
    """Whether the label keeps Ctrl+C from the window's command."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, *COPY)
    event.ignore()
    QApplication.sendEvent(label, event)
    return event.isAccepted()


def test_edges_are_where_the_characters_are_painted(theme: Theme) -> None:
    ink = Ink(px=16, bold=True)
    found = run_edges(RUNS, ink, theme=theme)
    assert len(found) == len("138 **** 8000") + 1
    assert found == sorted(found)
    assert found[4] == runs_width(RUNS[:1], ink, theme=theme)
    assert found[-1] < runs_width(RUNS, ink, theme=theme)  # the box around the hit is wider than its digits


@pytest.mark.parametrize(("start", "stop", "marked"), [(9, 13, "8000"), (13, 9, "8000"), (0, 3, "138"), (2, 5, "8 *")])
def test_what_is_dragged_over_is_copied_as_it_is_shown(
    start: int, stop: int, marked: str, label: ValueLabel, theme: Theme, qtbot: QtBot
) -> None:
    places = edges(label, theme)
    drag(label, places[start], places[stop])
    assert label.selectedText() == marked
    assert label.hasFocus()
    assert wants_copy(label)
    with qtbot.waitSignal(label.copied) as copied:
        QTest.keyClick(label, *COPY)
    assert copied.args == [marked]


def test_a_click_leaves_the_caret_where_it_is(label: ValueLabel, edit: QLineEdit) -> None:
    QTest.mouseClick(label, LEFT)
    assert edit.hasFocus()
    assert not label.hasSelectedText()
    assert not wants_copy(label)


def test_a_double_click_marks_all(label: ValueLabel) -> None:
    QTest.mouseDClick(label, LEFT)
    assert label.selectedText() == "138 **** 8000"


def test_nothing_stays_marked_once_the_keyboard_is_elsewhere(label: ValueLabel, edit: QLineEdit) -> None:
    QTest.mouseDClick(label, LEFT)
    edit.setFocus()
    assert not label.hasSelectedText()


def test_what_is_marked_lasts_as_long_as_the_text(label: ValueLabel) -> None:
    QTest.mouseDClick(label, LEFT)
    label.set_runs(RUNS)
    assert label.hasSelectedText()
    label.set_runs((Run("138 0013 8000"),))
    assert not label.hasSelectedText()
    assert label.text() == "138 0013 8000"


def test_a_value_that_is_cut_is_marked_as_a_whole(label: ValueLabel, theme: Theme) -> None:
    label.setFixedWidth(60)
    drag(label, 2, 40)
    assert label.selectedText() == "138 **** 8000"


def test_what_is_marked_has_a_ground_of_its_own(label: ValueLabel, theme: Theme) -> None:
    ground = theme.color("soft_hover").rgb()

    def grounds() -> int:
        picture = label.grab().toImage()
        return sum(picture.pixel(x, 1) == ground for x in range(picture.width()))

    assert grounds() == 0
    places = edges(label, theme)
    drag(label, places[0], places[3])
    assert abs(grounds() - (places[3] - places[0])) <= 2


def test_other_keys_are_the_windows(label: ValueLabel) -> None:
    QTest.mouseDClick(label, LEFT)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1")
    label.keyPressEvent(event)
    assert not event.isAccepted()
