"""One sentence about something that could not be read, and the way to try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.tile import Tile

_TILE, _ICON = 28, 14


class RetryLine(QWidget):
    """Hidden while all is well.

    Signals:
        retry_requested(): read it again.
    """

    retry_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("retryLine")
        self._error: Exception | None = None
        tile = Tile("circle-alert", theme=theme, icons=icons, side=_TILE, size=_ICON, radius=_TILE // 2)
        tile.set_look("circle-alert", "danger_bg", "danger")
        self._words = Label(theme=theme, px=13, token="text2", wrap=True, name="troubleSentence")
        self._again = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="retryButton")
        self._again.clicked.connect(self.retry_requested)
        line = row(self, spacing=theme.px(10), margins=(0, theme.px(6), 0, theme.px(6)))
        line.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()
        self.hide()

    @property
    def error(self) -> Exception | None:
        """What is told."""
        return self._error

    def show_error(self, error: Exception | None) -> None:
        """Tell about ``error``; None: all is well again."""
        self._error = error
        self.retranslate()
        self.setVisible(error is not None)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._again.setText(self.tr("Try again"))
        if self._error is not None:
            words = describe(self._error)
            sentence = self.tr("This could not be read: {why} ({code}).")
            self._words.setText(sentence.format(why=words.title, code=words.code))
            self._words.setToolTip(words.sentence)
