"""What is quick shows nothing; what is slow shows a line."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.paints import Paints
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine


def test_a_quick_answer_shows_no_line(theme: Theme, window: QWidget) -> None:
    line = BusyLine(theme=theme, parent=window)
    line.start()
    assert not line.is_shown
    line.stop()
    assert not line._delay.isActive()


def test_a_slow_answer_shows_a_line_until_it_is_there(theme: Theme, window: QWidget, qtbot) -> None:
    line = BusyLine(theme=theme, parent=window)
    line.resize(300, 2)
    line.show()
    line.start()
    line.start()
    qtbot.waitUntil(lambda: line.is_shown)
    assert line.height() == 2
    colors = {line.grab().toImage().pixelColor(x, 1).name() for x in range(0, 300, 3)}
    assert colors & {theme.tokens.soft.lower(), theme.tokens.accent.lower()}
    line.stop()
    assert not line.is_shown


def test_a_moving_line_has_nothing_painted_but_itself(theme: Theme, window: QWidget, qtbot) -> None:
    line = BusyLine(theme=theme, parent=window)
    line.setGeometry(10, 10, 300, 2)
    line.show()
    line.start()
    qtbot.waitUntil(lambda: line.is_shown)
    QTest.qWait(0)  # it has appeared
    below, own = Paints(window), Paints(line)
    line.repaint()
    assert (len(own.areas), below.areas) == (1, [])
    line.stop()
    qtbot.waitUntil(lambda: bool(below.areas))
