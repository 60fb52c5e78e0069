"""The one white panel of the window, and its pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QStackedLayout, QWidget

from wxbuyer_gui.ui.theme import Theme

_RADIUS = 12
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Panel(QWidget):
    """White, with a hairline and round corners; shows one of its pages.

    Signals:
        typed(str): a letter or digit that nothing in it wanted.
    """

    typed = Signal(str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._theme = theme
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._beneath: QWidget | None = None
        theme.redraw_on_change(self)

    def add_page(self, page: QWidget) -> None:
        """Take a page in; the first one is shown."""
        self._pages.addWidget(page)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, or would be but for a cover."""
        return self._beneath or self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show another page; beneath a cover it waits."""
        if self._beneath is not None:
            self._beneath = page
        else:
            self._pages.setCurrentWidget(page)

    def cover(self, page: QWidget) -> None:
        """Show ``page`` in the place of all others, until ``uncover``."""
        self._beneath = self.page
        self._pages.setCurrentWidget(page)

    def uncover(self) -> None:
        """Show what lies beneath."""
        beneath, self._beneath = self._beneath, None
        if beneath is not None:
            self.show_page(beneath)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and digits are told; whoever types where no text goes wants to look for somebody."""
        if event.text().isprintable() and event.text().strip() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and edge; the ground alone where neither edge nor corner is to be seen: that costs nothing."""
        painter = QPainter(self)
        inner = self.rect().adjusted(1, 1, -1, -1)
        plain = QRegion(inner.adjusted(0, _RADIUS, 0, -_RADIUS)) | QRegion(inner.adjusted(_RADIUS, 0, -_RADIUS, 0))
        if event.region().subtracted(plain).isEmpty():
            painter.fillRect(event.rect(), self._theme.color("surface"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class Halves(QSplitter):
    """List and detail, parted by a hairline that can be dragged."""

    def __init__(self, left: QWidget, right: QWidget, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(0, 58)
        self.setStretchFactor(1, 42)
        self.setSizes([667, 470])

    def createHandle(self) -> QSplitterHandle:  # noqa: N802  Qt's name
        """The hairline."""
        return _Hairline(self, theme=self._theme)


class _Hairline(QSplitterHandle):
    def __init__(self, splitter: QSplitter, *, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("border"))


class Enclosure(QWidget):
    """Gives its one child all of its room, whatever the child would like: what changes in it moves nothing outside.

    In a layout each other word would have everything around it laid out anew, up to the window.
    """

    def __init__(self, child: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        child.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it."""
        self._child.resize(event.size())
