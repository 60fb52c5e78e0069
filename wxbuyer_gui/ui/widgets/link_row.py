"""A row of links that is told anew what it links to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column


class LinkRow(QWidget):
    """Links one below the other, as many as there are words.

    Signals:
        clicked(int): the place of a link.
    """

    clicked = Signal(int)

    def __init__(self, *, most: int, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = column(self)
        self._links = [
            Button(theme=theme, icons=icons, kind=ButtonKind.LINK, small=True, name=f"{name}{place}")
            for place in range(most)
        ]
        for place, link in enumerate(self._links):
            link.clicked.connect(lambda _checked=False, place=place: self.clicked.emit(place))
            lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, words: Sequence[str]) -> None:
        """Show other links."""
        for link, text in zip(self._links, [*words, *[""] * len(self._links)], strict=False):
            link.setText(text.replace("&", "&&"))  # somebody's name is no mnemonic
            link.setVisible(bool(text))
        self.setVisible(bool(words))
