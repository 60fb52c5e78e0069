"""What stays in view below the data source's form: which source is in use, and the button that changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import ProfileKind
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row


class SourceFoot(QWidget):
    """A sentence and two buttons.

    Signals:
        cancelled(): the draft is not wanted.
        switch_requested(): the draft is to be used, tested before if that has not been done.
    """

    cancelled = Signal()
    switch_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = MessageLine(theme=theme, icons=icons, px=13, name="sourceStatus")
        self._cancel = Button(theme=theme, icons=icons, name="sourceCancelButton")
        self._switch = Button(theme=theme, icons=icons, kind=ButtonKind.PRIMARY, name="switchButton")
        line = row(self, spacing=theme.px(8))
        line.addWidget(self._status, 1)
        line.addWidget(self._cancel)
        line.addWidget(self._switch)
        self._cancel.clicked.connect(self.cancelled)
        self._switch.clicked.connect(self.switch_requested)

    @property
    def status(self) -> str:
        """What the sentence says."""
        return self._status.text

    def say(self, text: str, kind: MessageKind = MessageKind.HINT) -> None:
        """Say something beside the buttons."""
        self._status.say(text, kind)

    def press(self) -> None:
        """As if the button that switches had been pressed."""
        self._switch.click()

    def reach(self) -> None:
        """Go on to the button that switches."""
        self._switch.setFocus(Qt.FocusReason.TabFocusReason)

    def show_draft(self, kind: ProfileKind, *, is_saved: bool, is_in_use: bool, is_tested: bool, is_busy: bool) -> None:
        """Name the next step for a draft of this ``kind``, and offer what can be done now."""
        words = self._ready_words(kind) if is_tested else self.tr("Test and switch")
        self._switch.setText(self.tr("In use") if is_in_use else words)
        self._switch.setDisabled(is_busy or is_in_use)
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setDisabled(is_saved)

    def ask(self, count: int) -> None:
        """So many writes to the open source are not settled: leaving it has to be pressed once more."""
        words = self.tr(
            "Not settled yet: {count}. They stay on this computer, and go on when this source is open again."
        )
        self.say(words.format(count=count), MessageKind.WARN)
        self._switch.setText(self.tr("Switch all the same"))

    def show_opening(self) -> None:
        """The source is being opened."""
        self._switch.setDisabled(True)
        self.say(self.tr("Opening…"))

    def _ready_words(self, kind: ProfileKind) -> str:
        if kind == "remote":
            return self.tr("Switch to the server")
        return self.tr("Switch to the file") if kind == "sqlite" else self.tr("Switch to the shared database")
