"""What is to happen to the buyer that is shown, how that stands, and the way to the list of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.panes.field_row import LEFT
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.widgets.pill import PillKind

_KINDS = {
    PillKind.ERROR: NoticeKind.DANGER,
    PillKind.CHECKING: NoticeKind.INFO,
    PillKind.WAITING: NoticeKind.WARN,
}


class PendingNotice(QWidget):
    """Takes no room while nothing is pending.

    Signals:
        list_requested(): show all that is pending.
    """

    list_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._operation: Operation | None = None
        self._settle = 0.0
        self._is_low = False
        self._notice = Notice(theme=theme, icons=icons, name="pendingNotice")
        self._button = Button(theme=theme, icons=icons, small=True, name="pendingListButton")
        self._button.clicked.connect(self.list_requested)
        self._notice.add_action(self._button)
        self._outer = column(self)
        self._outer.addWidget(self._notice)
        self.hide()
        theme.changed.connect(self._fit)
        self._fit()

    def show_operation(self, operation: Operation | None, *, settle: float) -> None:
        """Tell of one that is not settled; None for nothing. ``settle`` as in ``operation_words.standing``."""
        self._operation, self._settle = operation, settle
        self.retranslate()

    def set_room(self, *, low: bool) -> None:
        """Where height is scarce the sentence is in the tooltip."""
        if low != self._is_low:
            self._is_low = low
            self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        operation = self._operation
        self.setVisible(operation is not None)
        if operation is None:
            return
        standing = operation_words.standing(operation, settle=self._settle, now=datetime.now().astimezone())
        title = self.tr("{what}: {state}").format(what=operation_words.deed(operation), state=standing.word)
        self._notice.say(title, "" if self._is_low else standing.sentence, _KINDS[standing.pill])
        self._notice.setToolTip(standing.sentence if self._is_low else "")
        self._notice.setAccessibleName(f"{title}\n{standing.sentence}")
        self._button.setText(self.tr("Look"))

    def _fit(self) -> None:
        px = self._theme.px
        self._outer.setContentsMargins(px(LEFT), px(14), px(LEFT), 0)
