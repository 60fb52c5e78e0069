"""An input for a password or a key, with an eye that shows what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input


class SecretInput(Input):
    """Hidden until the eye or F4 is pressed. ``name`` is the input's; its eye is called ``eye_name``.

    Tab passes the eye: whoever types a password twice goes from field to field.
    """

    def __init__(self, *, theme: Theme, icons: Icons, name: str, eye_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self._show_words = self._hide_words = ""
        self._eye = IconButton("eye", theme=theme, icons=icons, side=30, name=eye_name)
        self._eye.setCheckable(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self._follow_eye)
        self.add_button(self._eye)
        self.textChanged.connect(self._size_dots)
        self._follow_eye()

    def event(self, event: QEvent) -> bool:
        """F4 is this field's while it has the keyboard, and not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_eye_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 is the eye."""
        if _is_eye_key(event):
            self._eye.toggle()
        else:
            super().keyPressEvent(event)

    def empty(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.setText("")  # ``clear`` could be undone
        self._eye.setChecked(False)

    def set_words(self, *, show: str, hide: str) -> None:
        """What the eye does, in the window's language."""
        self._show_words, self._hide_words = show, hide
        self._follow_eye()

    def _follow_eye(self) -> None:
        shown = self._eye.isChecked()
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        words = self._hide_words if shown else self._show_words
        self._eye.set_label(words, f"{words} (F4)")
        self._size_dots()

    def _size_dots(self) -> None:
        """The dots of a Chinese font are as large as its characters; the words of an empty field keep their size."""
        secret = bool(self.text()) and not self._eye.isChecked()
        if self.property("secret") is not secret:
            self.setProperty("secret", secret)
            self.style().unpolish(self)
            self.style().polish(self)


def _is_eye_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F4 and event.modifiers() == Qt.KeyboardModifier.NoModifier
