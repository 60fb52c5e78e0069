"""The line of the search box: safe with input methods, and it leaves the window's keys to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchEdit(QLineEdit):
    """A line edit without a frame.

    ``is_command`` tells which keys are commands of the window. A line edit would take some of them for itself:
    Ctrl+U, for one, erases the line on Linux. They are left alone even while their command is switched off; only
    Ctrl+C stays with the line where something is selected in it.

    Signals:
        entered(): Enter, but not the one that ends an input method's composition.
        left_downwards(): the down arrow.
        recent_wanted(): the down arrow with Alt, as fields that drop a list down have it.
        escaped(): Esc.
        focus_changed(bool): the caret came, or left.
    """

    entered = Signal()
    left_downwards = Signal()
    recent_wanted = Signal()
    escaped = Signal()
    focus_changed = Signal(bool)

    def __init__(self, *, is_command: Callable[[QKeySequence], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchEdit")
        self.setProperty("bare", True)
        self.setFrame(False)
        self._is_command = is_command
        self._composing = False

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work: what it shows is not typed yet."""
        return self._composing

    def event(self, event: QEvent) -> bool:
        """Decline the keys that are commands, so that Qt looks for the command."""
        if event.type() == QEvent.Type.ShortcutOverride and self._belongs_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, down and Esc lead away; all else is typing."""
        key = event.key()
        if self._composing:
            super().keyPressEvent(event)
        elif key in _ENTER and not event.isAutoRepeat():
            self.entered.emit()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.recent_wanted.emit()
        elif key == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key in _ENTER or self._belongs_to_window(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a composition is under way."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The box shows its halo."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A composition does not outlive the focus."""
        super().focusOutEvent(event)
        self._composing = False
        self.focus_changed.emit(False)

    def _belongs_to_window(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        keys = QKeySequence(QKeyCombination(event.modifiers(), Qt.Key(event.key())))
        if not self._is_command(keys):
            return False
        copies = keys.matches(QKeySequence("Ctrl+C")) == QKeySequence.SequenceMatch.ExactMatch
        return not (copies and self.hasSelectedText())
