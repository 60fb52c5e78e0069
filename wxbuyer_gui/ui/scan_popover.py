"""F2: a field that takes one scan, with the input method off, so that a scanner's letters do not become Chinese."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from wxbuyer_gui.settings import Scan
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.shadow import paint_shadow

_SHORTEST = 6  # characters of a code; a single key pressed by hand does not end a scan
_PAUSES = 4  # so many times the longest pause between two keys: nothing more comes
_ROOM = 24  # for the shadow, on every side
_WIDTH = 300


class ScanPopover(QWidget):
    """Opens under the scan button, takes one scan, and goes away; Esc or a click elsewhere closes it.

    Scanners that end with Enter or Tab are done at once, whatever the settings say. Where the shop's one sends nothing
    at the end, a pause that is longer than between the keys of one scan ends it.

    Signals:
        scanned(str): what was read.
        closed(): it is gone.
    """

    scanned = Signal(str)
    closed = Signal()

    def __init__(self, host: QWidget, *, theme: Theme) -> None:
        super().__init__(host)
        self.setObjectName("scanPopover")
        self._theme = theme
        self._label = Label(theme=theme, px=13, token="text2", wrap=True)
        self._edit = _ScanEdit(self)
        self._edit.ended.connect(self._finish)
        self._edit.escaped.connect(self.close_quietly)
        self._edit.left.connect(self.close_quietly)
        self._scanner = Scan()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self._edit.textChanged.connect(self._on_key)
        self._content = column(self, spacing=theme.px(10))
        self._content.addWidget(self._label)
        self._content.addWidget(self._edit)
        theme.changed.connect(self._fit)
        self.hide()
        self.retranslate()

    def set_scanner(self, scanner: Scan) -> None:
        """Expect the keys of another scanner."""
        self._scanner = scanner

    def open_under(self, button: QWidget) -> None:
        """Show it below ``button`` and wait for a scan."""
        self._fit()
        spot = button.mapTo(self.parentWidget(), QPoint(button.width(), button.height()))
        self.move(spot.x() - self.width() + _ROOM, spot.y() - _ROOM + self._theme.px(8))
        self._edit.clear()
        self.show()
        self.raise_()
        self._edit.setFocus()

    def close_quietly(self) -> None:
        """Go away without a scan."""
        if self.isHidden():
            return
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._label.setText(self.tr("Scan now. The input method is off here; Esc closes."))
        self._edit.setAccessibleName(self.tr("Scan"))
        self._fit()

    def _fit(self) -> None:
        """As high as the words are, in one line or two."""
        inset = _ROOM + self._theme.px(16)
        self._content.setContentsMargins(inset, inset, inset, inset)
        width = self._theme.px(_WIDTH) + 2 * _ROOM
        self.setFixedSize(width, self._content.totalHeightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card and shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        paint_shadow(painter, card, blur=16, down=5, strength=0.26, radius=10)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _on_key(self) -> None:
        if self._scanner.end == "none":
            self._pause.start(_PAUSES * self._scanner.gap_ms)

    def _on_pause(self) -> None:
        if len(self._edit.text().strip()) >= _SHORTEST:
            self._finish()

    def _finish(self) -> None:
        text = self._edit.text().strip()
        self.close_quietly()
        if text:
            self.scanned.emit(text)


class _ScanEdit(QLineEdit):
    """Takes keys as they come; Enter and Tab end a scan."""

    ended = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scanEdit")
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Some scanners end with Tab."""
        self.ended.emit()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
