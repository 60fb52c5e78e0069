"""What fills the panel while made-up buyers are being made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons


class MakingPage(ProgressPage):
    """How far it is, with a button to stop it; once it was stopped, one to begin again.

    Signals:
        stop_requested(): no more of them.
        start_requested(): as many once more.
    """

    stop_requested = Signal()
    start_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="flask-conical", counted=_buyers, parent=parent)
        self.setObjectName("makingPage")
        self._stop = Button(theme=theme, icons=icons, icon="x", name="stopMakingButton")
        self._start = Button(theme=theme, icons=icons, icon="refresh-cw", name="startMakingButton")
        self._stop.clicked.connect(self._on_stop)
        self._start.clicked.connect(self.start_requested)
        self.below.addSpacing(theme.px(8))
        for button in (self._stop, self._start):
            self.below.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._progress = 0, 0.0
        self._show(stopped=False)

    def begin(self, total: int) -> None:
        """Start anew."""
        super().begin(total)
        self._progress = 0, 0.0
        self._show(stopped=False)

    def show_progress(self, done: int, seconds: float) -> None:
        """``done`` buyers in ``seconds``."""
        self._progress = done, seconds
        super().show_progress(done, seconds)

    def show_stopped(self) -> None:
        """Say that it was stopped, and offer to begin again."""
        self._show(stopped=True)
        self._start.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._stop.setText(self.tr("Stop") if self._stop.isEnabled() else self.tr("Stopping…"))
        self._start.setText(self.tr("Start again"))
        if self._stopped:
            self.say(self.tr("Stopped"), self.tr("No demo data was kept."))
        else:
            self.say(
                self.tr("Making demo data…"), self.tr("Nobody in it is real. It is gone when you close the window.")
            )
            self.show_progress(*self._progress)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self.retranslate()
        self.stop_requested.emit()

    def _show(self, *, stopped: bool) -> None:
        self._stopped = stopped
        self._stop.setEnabled(not stopped)
        self.bar.setVisible(not stopped)
        self._figures.setVisible(not stopped)
        self._stop.setVisible(not stopped)
        self._start.setVisible(stopped)
        self.retranslate()


def _buyers(count: int) -> str:
    return QCoreApplication.translate("MakingPage", "%Ln buyers", "", count)
