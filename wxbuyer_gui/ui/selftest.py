"""The program tries itself out: a window on made-up buyers, a search, a picture of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTableView, QWidget

if TYPE_CHECKING:
    from wxbuyer_gui.ui.main_window import MainWindow

_TAIL = "8000"  # several of the made-up buyers have it
_TIMEOUT_MS = 60_000
_FEWEST_COLOURS = 32  # a window that was not painted has one or two


class SelfTest(QObject):
    """Drives ``window``, whose source holds the made-up buyers, from its first answer on.

    Signals:
        ended(str): what is wrong, '' if nothing is.
    """

    ended = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False
        window.answered.connect(self._on_answered)
        QTimer.singleShot(_TIMEOUT_MS, self, lambda: self.fail("there was no answer in time"))

    def fail(self, problem: str) -> None:
        """End now."""
        self._window.answered.disconnect(self._on_answered)
        self.ended.emit(problem)

    def _on_answered(self) -> None:
        if not self._has_source():
            self.fail("the made-up buyers could not be opened")
        elif self._asked:
            self.fail(self._problem())
        else:
            self._asked = True
            self._window.search_for(_TAIL)

    def _has_source(self) -> bool:
        try:
            return self._window.session.source.demo
        except RuntimeError:
            return False

    def _problem(self) -> str:
        table = self._window.findChild(QTableView, "resultTable")
        chip = self._window.findChild(QWidget, "kindChip")
        if table is None or table.model().rowCount() < 2:
            return f"nobody was found for {_TAIL}"
        if chip is None or chip.accessibleName().isascii():
            return "the Chinese texts are missing"
        image = self._window.grab().toImage()
        step = 7  # prime to the spacing of the design, so that text and icons are met
        colours = {image.pixel(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)}
        return "" if len(colours) >= _FEWEST_COLOURS else "the window is not painted"
