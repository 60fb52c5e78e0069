"""How far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from wxbuyer_gui.ui.dialogs.transfer_words import rows
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label

_WIDTH = 420
_PATIENCE = 2.0  # seconds: before that nobody can say how long it will take


class ProgressPage(MessagePage):
    """A title, a bar and a line of figures; the bar only moves about where the whole is not known.

    ``counted`` is how a number of what is being worked on is said: "1,204 rows".
    """

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        icon: str,
        counted: Callable[[int], str] = rows,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, icon=icon, tile=64, radius=18, parent=parent)
        self._total = 0
        self._counted = counted
        self.bar = QProgressBar()
        self.bar.setObjectName("progressBar")
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(_WIDTH))
        self._figures = Label(theme=theme, px=13, token="text2", name="progressLabel")
        self._figures.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.below.setSpacing(theme.px(10))
        self.below.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        self.below.addWidget(self._figures)

    @property
    def figures(self) -> str:
        """The line below the bar."""
        return self._figures.text()

    def say(self, title: str, sentence: str = "", detail: str = "") -> None:
        """Show other words; the bar is read aloud under the title."""
        super().say(title, sentence, detail)
        self.bar.setAccessibleName(title)

    def begin(self, total: int) -> None:
        """Start anew; ``total`` 0 means that the whole is not known."""
        self._total = total
        self.bar.setRange(0, total)
        self.bar.setValue(0)
        self._figures.setText("")

    def show_progress(self, done: int, seconds: float) -> None:
        """``done`` rows in ``seconds``."""
        if not self._total:
            self._figures.setText(self._counted(done) if done else "")
            return
        self.bar.setValue(min(done, self._total))
        figures = self.tr("{done} of {rows}").format(done=f"{done:,}", rows=self._counted(self._total))
        self._figures.setText("".join((figures, self._time_left(done, seconds))))

    def _time_left(self, done: int, seconds: float) -> str:
        if not done or seconds < _PATIENCE:
            return ""
        if done >= self._total:
            return self.tr(", finishing")
        left = seconds * (self._total - done) / done
        if left < 60:
            return self.tr(", about {seconds} s left").format(seconds=max(1, round(left)))
        return self.tr(", about {minutes} min left").format(minutes=round(left / 60))
