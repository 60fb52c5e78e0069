"""A page with one message in its middle: a tile, a title, some lines, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.button_row import ButtonRow
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.tile import Tile


class MessagePage(QWidget):
    """Centred, a little above the middle. ``below`` takes what a page adds under the buttons."""

    def __init__(
        self, *, theme: Theme, icons: Icons, icon: str, tile: int = 56, radius: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tile = Tile(icon, theme=theme, icons=icons, side=tile, size=round(tile * 0.46), radius=radius)
        self._title = Label(theme=theme, px=20, bold=True, wrap=True)
        self._sentence = Label(theme=theme, px=13.5, token="text2", wrap=True)
        self._detail = Label(theme=theme, px=13, token="muted", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._title, self._sentence, self._detail):
            label.setAlignment(centre)
        self._buttons = ButtonRow(spacing=theme.px(8))
        self.below = column(spacing=theme.px(16))
        middle = column(spacing=0)
        middle.addWidget(self._tile, 0, centre)
        middle.addSpacing(theme.px(18))
        middle.addWidget(self._title)
        middle.addSpacing(theme.px(4))
        middle.addWidget(self._sentence)
        middle.addWidget(self._detail)
        middle.addSpacing(theme.px(16))
        middle.addWidget(self._buttons)
        middle.addLayout(self.below)
        outer = column(self, margins=(theme.px(24), 0, theme.px(24), 0))
        outer.addStretch(4)
        outer.addLayout(middle)
        outer.addStretch(5)

    @property
    def text(self) -> str:
        """All that it says, for tests and screen readers."""
        return "\n".join(filter(None, (label.text() for label in (self._title, self._sentence, self._detail))))

    def say(self, title: str, sentence: str = "", detail: str = "") -> None:
        """Show other words."""
        self._title.setText(title)
        for label, words in ((self._sentence, sentence), (self._detail, detail)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.text)

    def set_tile(self, icon: str, ground: str = "soft", ink: str = "accent_text") -> None:
        """Show another tile."""
        self._tile.set_look(icon, ground, ink)

    def add_button(self, button: QWidget) -> None:
        """Put a button beside those that are there."""
        self._buttons.add(button)
