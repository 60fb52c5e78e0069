"""One write that is not settled: what, whom, how it stands, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.lock import show_lock
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind
from wxbuyer_gui.ui.widgets.tile import Tile

_NODE = 32
_INSET = 28
_GROUNDS = {
    PillKind.ERROR: ("danger_bg", "danger"),
    PillKind.CHECKING: ("info_bg", "info"),
    PillKind.WAITING: ("neutral_bg", "neutral"),
}


class OperationRow(QWidget):
    """Only the buttons are there that help now; what only a manager may do has a lock.

    Signals:
        retry_requested(Operation): try it now.
        edit_requested(Operation): change it and try again.
        discard_requested(Operation): take it back.
        review_requested(Operation): compare and decide.
    """

    retry_requested = Signal(object)
    edit_requested = Signal(object)
    discard_requested = Signal(object)
    review_requested = Signal(object)

    def __init__(
        self,
        operation: Operation,
        *,
        theme: Theme,
        icons: Icons,
        settle: float,
        may_review: bool = True,
        may_change: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("operationRow")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme = theme
        self._operation = operation
        now = datetime.now().astimezone()
        standing = operation_words.standing(operation, settle=settle, now=now)
        ground, ink = _GROUNDS[standing.pill]
        icon = operation_words.icon(operation)
        self._tile = Tile(icon, theme=theme, icons=icons, side=_NODE, size=16, radius=_NODE // 2)
        self._tile.set_look(icon, ground, ink)
        elide = Qt.TextElideMode.ElideRight
        what = operation_words.title(operation)
        self._title = Label(what, theme=theme, px=14, bold=True, elide=elide)
        self._whom = Label(operation_words.whom(operation, now=now), theme=theme, px=12, token="muted", elide=elide)
        self._standing = Label(standing.sentence, theme=theme, px=13, token="text2", wrap=True)
        self._pill = Pill(standing.word, theme=theme, icons=icons, kind=standing.pill)
        self._buttons = self._make_buttons(theme, icons, what, may_review, may_change)
        self._build()
        self.setAccessibleName(" ".join((what, standing.word, standing.sentence)))

    def _make_buttons(self, theme: Theme, icons: Icons, what: str, may_review: bool, may_change: bool) -> list[Button]:
        operation = self._operation
        is_waiting = operation.state.is_waiting and operation.state is not OpState.BLOCKED
        can_edit = operation.can_edit and operation.kind != "unbind"
        can_discard = operation.can_discard and operation.state is not OpState.REVIEW
        offered = (
            (operation.state is OpState.REVIEW, "review", self.tr("Compare and decide…"), may_review),
            (is_waiting, "retry", self.tr("Try now"), True),
            (can_edit, "edit", self.tr("Edit…"), may_change),
            (can_discard, "discard", self.tr("Discard…"), may_change),
        )
        signals = {
            "review": self.review_requested,
            "retry": self.retry_requested,
            "edit": self.edit_requested,
            "discard": self.discard_requested,
        }
        buttons = []
        for is_offered, name, words, may in offered:
            if is_offered:
                kind = ButtonKind.DANGER_LINK if name == "discard" else ButtonKind.LINK
                button = Button(words, theme=theme, icons=icons, kind=kind, name=f"{name}OperationButton")
                button.setAccessibleName(f"{words.removesuffix('…')}: {what}")
                button.clicked.connect(lambda _checked=False, signal=signals[name]: signal.emit(operation))
                show_lock(button, locked=not may)
                buttons.append(button)
        return buttons

    def _build(self) -> None:
        px = self._theme.px
        words = column(spacing=px(2))
        head = row(spacing=px(10))
        head.addWidget(self._title, 1)
        head.addWidget(self._pill)
        foot = row(spacing=px(2))
        foot.addWidget(self._standing, 1)
        for button in self._buttons:
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(head)
        words.addWidget(self._whom)
        words.addLayout(foot)
        outer = row(self, spacing=px(12), margins=(px(_INSET), px(12), px(_INSET), px(10)))
        outer.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(words, 1)

    @property
    def operation(self) -> Operation:
        """What it tells of."""
        return self._operation

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline below, from the words on."""
        px = self._theme.px
        left = px(_INSET + _NODE + 12)
        width = self.width() - left - px(_INSET)
        QPainter(self).fillRect(left, self.height() - 1, width, 1, self._theme.color("line"))
