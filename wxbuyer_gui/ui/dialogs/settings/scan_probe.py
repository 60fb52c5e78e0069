"""A field that measures a scanner: how fast its keys come, and with which key it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import ScanEnd
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input

_SILENCE = 700  # milliseconds after the last key: long for a scanner, and short for whoever looks at the result
_ENDS: dict[int, ScanEnd] = {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Tab: "tab"}


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: how many characters, the longest pause between two keys in milliseconds, and the key at its end."""

    characters: int
    slowest_ms: int
    end: ScanEnd


class ScanProbe(Input):
    """Takes one scan after another. What was read is not kept: it may be a customer's number.

    ``clock`` gives seconds.

    Signals:
        measured(Scan): a scan ended.
    """

    measured = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, name="scanProbe", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._clock = clock
        self._last: float | None = None
        self._slowest = 0.0
        self._silence = QTimer(self, singleShot=True, interval=_SILENCE)
        self._silence.timeout.connect(lambda: self._finish("none"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Measure; Enter ends a scan."""
        now = self._clock()
        if self._last is not None:
            self._slowest = max(self._slowest, now - self._last)
        end = _ENDS.get(event.key())
        if end is not None:
            if self.text():
                self._finish(end)
            return
        super().keyPressEvent(event)
        if event.text().isprintable() and event.text():
            self._last = now
            self._silence.start()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab ends a scan too; in an empty field it leads on, as everywhere."""
        if self.text() and forwards:
            if self._last is not None:
                self._slowest = max(self._slowest, self._clock() - self._last)
            self._finish("tab")
            return True
        return super().focusNextPrevChild(forwards)

    def _finish(self, end: ScanEnd) -> None:
        self._silence.stop()
        scan = Scan(len(self.text()), round(self._slowest * 1000), end)
        self._last, self._slowest = None, 0.0
        self.clear()
        if scan.characters > 1:
            self.measured.emit(scan)
