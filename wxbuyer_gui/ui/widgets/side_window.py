"""Windows beside the counter, such as the settings: never in the way of it, gone with Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.theme import Theme


class SideWindow(QWidget):
    """A window of its own over ``owner``'s, which stays usable. It is used once: closed means deleted.

    ``size`` and ``smallest`` are lengths of scale 1; on a small screen it is no larger than that.

    Signals:
        closed(): it is gone, and the focus is back where it was.
    """

    closed = Signal()

    def __init__(
        self, owner: QWidget, *, theme: Theme, name: str, size: tuple[int, int], smallest: tuple[int, int]
    ) -> None:
        super().__init__(owner, Qt.WindowType.Dialog)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._owner = owner
        self._size = size
        self._smallest = smallest
        self._scale = theme.scale
        self._return_to: QWidget | None = None
        self.setMinimumSize(self._fitting(smallest))
        self.resize(self._fitting(size))
        theme.changed.connect(self._rescale)
        owner.window().installEventFilter(self)

    def open(self) -> None:
        """Show it over the middle of the owner's window, or bring it to the front."""
        if not self.isVisible():
            self._return_to = self._owner.window().focusWidget()
            frame = self.frameGeometry()
            frame.moveCenter(self._owner.window().frameGeometry().center())
            room = self._owner.screen().availableGeometry()
            frame.moveLeft(max(room.left(), min(frame.left(), room.right() + 1 - frame.width())))
            frame.moveTop(max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height())))
            self.move(frame.topLeft())
            self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the focus back to where it was."""
        super().closeEvent(event)
        self._owner.window().activateWindow()
        if self._return_to is not None and isValid(self._return_to) and self._return_to.isVisible():
            self._return_to.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with the owner: what is closed with it can do nothing any more. Being minimised is no reason."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.hide()
        return False

    def _fitting(self, size: tuple[int, int]) -> QSize:
        wanted = QSize(*map(self._theme.px, size))
        return wanted.boundedTo(self._owner.screen().availableSize())

    def _rescale(self) -> None:
        """Grow with the type, so that what fitted still fits."""
        if self._scale != self._theme.scale:
            ratio = self._theme.scale / self._scale
            self._scale = self._theme.scale
            self.setMinimumSize(self._fitting(self._smallest))
            self.resize((self.size() * ratio).boundedTo(self._owner.screen().availableSize()))
