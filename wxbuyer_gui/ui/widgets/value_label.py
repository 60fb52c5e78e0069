"""A value that can be marked with the mouse and copied, painted as runs."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.marks import Ink, RunsLabel, paint_runs, run_edges, runs_width
from wxbuyer_gui.ui.widgets.runs import Run


class ValueLabel(RunsLabel):
    """Marking takes the keyboard, so that Ctrl+C means what is marked; a mere click leaves the caret where it is.

    QLabel's own marking is of no use here: it measures the text without boxes and bold characters, and it copies
    past whoever empties the clipboard again. What is cut with dots is marked as a whole.

    Signals:
        copied(str): what is marked is to go to the clipboard, as it is shown: stars stay stars.
    """

    copied = Signal(str)

    def __init__(
        self,
        *,
        theme: Theme,
        ink: Ink | None = None,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, ink=ink, elide=elide, name=name, parent=parent)
        self._anchor = 0
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_runs(self, runs: Sequence[Run], ink: Ink | None = None) -> None:
        """As ``RunsLabel``; what is marked stays so while the text does."""
        if tuple(runs) != self._runs or ink is not None:
            super().set_runs(runs, ink)
            self._mark(0, 0)

    def event(self, event: QEvent) -> bool:
        """Ctrl+C is this label's while something in it is marked, not the window's command."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C; all other keys are the window's."""
        if self._is_copy(event):
            self.copied.emit(self.selectedText())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Marking begins here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._anchor = self._place(event.position())
            self._mark(self._anchor, self._anchor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marking goes to here."""
        place = self._place(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and place != self._anchor:
            self._mark(*((0, len(self.text())) if self._is_cut() else sorted((self._anchor, place))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Marking has ended; Qt's own does nothing here."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """All of it: a value is copied whole or not at all, mostly."""
        self._mark(0, len(self.text()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, if something is marked; else whoever is behind has a menu."""
        if not self.hasSelectedText():
            event.ignore()
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Copy"), lambda: self.copied.emit(self.selectedText()))
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing stays marked where Ctrl+C no longer reaches."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._mark(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, then what is marked once more on its own ground."""
        super().paintEvent(event)
        if not self.hasSelectedText():
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        if not self._is_cut():
            edges = self._edges()
            first = self.selectionStart()
            box.setLeft(edges[first])
            box.setRight(edges[first + len(self.selectedText())])
        painter.setClipRect(box)
        painter.fillRect(box, self._theme.color("soft_hover"))
        ink = replace(self._ink, ground="soft_hover", mark="text")
        paint_runs(painter, QRectF(self.rect()), self._runs, ink, theme=self._theme, elide=self._elide)

    def _mark(self, start: int, stop: int) -> None:
        self.setSelection(start, stop - start)
        if stop > start:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.update()

    def _place(self, position: QPointF) -> int:
        """The gap between two characters that is nearest to ``position``."""
        edges = self._edges()
        middles = [(left + right) / 2 for left, right in pairwise(edges)]
        return bisect(middles, position.x())

    def _edges(self) -> list[float]:
        return run_edges(self._runs, self._ink, theme=self._theme)

    def _is_cut(self) -> bool:
        return runs_width(self._runs, self._ink, theme=self._theme) > self.width() + 0.5

    def _is_copy(self, event: QKeyEvent) -> bool:
        return self.hasSelectedText() and event.matches(QKeySequence.StandardKey.Copy)
