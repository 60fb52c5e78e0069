"""Text fields: IME-safe, Enter goes on to the next field, room for an icon or a button at the right."""

from __future__ import annotations

import re
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons

_BREAKS = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")
_PASTE = 6  # characters that arrive at once: nobody types like that


class InputState(StrEnum):
    """How a field stands; warning and error recolour its edge."""

    NORMAL = ""
    WARNING = "warning"
    ERROR = "error"


class Input(QLineEdit):
    """A line of text.

    Signals:
        entered(): Enter was pressed, outside an IME's composition: on to the next field.
        pasted(str): a longer text arrived at once (paste, scan, drop); the text is the field's whole text.
        left(): the focus went elsewhere: the moment to check and to format.
    """

    entered = Signal()
    pasted = Signal(str)
    left = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._state = InputState.NORMAL
        self._composing = False
        self._length = 0
        self._buttons: list[IconButton] = []
        # Qt sends textEdited before textChanged: the length is still that of the text before.
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)
        theme.changed.connect(self._fit)

    @property
    def state(self) -> InputState:
        """How the field stands."""
        return self._state

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds characters that are not in the text yet."""
        return self._composing

    def set_state(self, state: InputState) -> None:
        """Recolour the edge; a warning also gets its icon inside, where there is no button."""
        if state != self._state:
            self._state = state
            self.setProperty("state", state.value)
            self.style().unpolish(self)
            self.style().polish(self)
            self._fit()

    def add_button(self, button: IconButton) -> None:
        """Put a button into the field, at the left of those that are there already."""
        button.setParent(self)
        button.installEventFilter(self)
        self._buttons.append(button)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button that grows with the theme's scale, comes or goes, needs another place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; with Ctrl it is left to the form. What a button in the field leaves over is no text for it."""
        if any(button.hasFocus() for button in self._buttons):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            elif not self._composing:
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether something is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left; a menu or popup on top does not count."""
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, with the warning's icon."""
        super().paintEvent(event)
        if self._has_icon():
            side = self._theme.px(16)
            box = QRectF(self.width() - self._theme.px(23), (self.height() - side) / 2, side, side)
            self._icons.paint(QPainter(self), box, "triangle-alert", "warn")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at its place."""
        super().resizeEvent(event)
        self._fit()

    def _has_icon(self) -> bool:
        return self._state is InputState.WARNING and all(button.isHidden() for button in self._buttons)

    def _fit(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        taken = sum(button.width() for button in shown) or (self._theme.px(30) if self._has_icon() else 0)
        self.setTextMargins(0, 0, max(0, taken - self._theme.px(6)), 0)
        right = self.width() - self._theme.px(1)
        for button in shown:
            right -= button.width()
            button.move(right, (self.height() - button.height()) // 2)

    def _on_edited(self, text: str) -> None:
        arrived = len(text) - self._length
        if _BREAKS.search(text):
            text = _BREAKS.sub(" ", text).strip()
            self.setText(text)
        if arrived >= _PASTE:
            self.pasted.emit(text)

    def _on_changed(self, text: str) -> None:
        self._length = len(text)
