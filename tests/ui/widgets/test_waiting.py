"""What is quick shows nothing; what is slow shows a line and grey rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine, paint_skeleton


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


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
    assert (own.count, below.count) == (1, 0)
    line.stop()
    qtbot.waitUntil(lambda: below.count > 0)


def test_skeleton_rows_differ_and_keep_to_their_rows(theme: Theme) -> None:
    image = QImage(668, 96, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens.surface))
    painter = QPainter(image)
    for row in range(2):
        paint_skeleton(painter, QRectF(0, 48 * row, 668, 48), theme=theme, row=row)
    painter.end()
    first, second = image.copy(0, 0, 668, 48), image.copy(0, 48, 668, 48)
    assert first != second
    assert first.pixelColor(37, 24) == QColor(theme.tokens.neutral_bg)
    assert {first.pixelColor(x, 0).name() for x in range(668)} == {theme.tokens.surface.lower()}
