"""An input for a password or a key, with an eye that shows what was typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input


class SecretInput(Input):
    """Hidden until the eye is pressed. ``name`` is the input's; its eye is called ``eye_name``."""

    def __init__(self, *, theme: Theme, icons: Icons, name: str, eye_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self._show_words = self._hide_words = ""
        self._eye = IconButton("eye", theme=theme, icons=icons, side=30, name=eye_name)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._follow_eye)
        self.add_button(self._eye)
        self.textChanged.connect(self._size_dots)
        self._follow_eye()

    def empty(self) -> None:
        """Forget what was typed, and hide what comes next."""
        self.clear()
        self._eye.setChecked(False)

    def set_words(self, *, show: str, hide: str) -> None:
        """What the eye does, in the window's language."""
        self._show_words, self._hide_words = show, hide
        self._follow_eye()

    def _follow_eye(self) -> None:
        shown = self._eye.isChecked()
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.set_label(self._hide_words if shown else self._show_words)
        self._size_dots()

    def _size_dots(self) -> None:
        """The dots of a Chinese font are as large as its characters; the words of an empty field keep their size."""
        secret = bool(self.text()) and not self._eye.isChecked()
        if self.property("secret") is not secret:
            self.setProperty("secret", secret)
            self.style().unpolish(self)
            self.style().polish(self)
