"""What the first paint of the window shows: header, search row, the panel, status line. All else is made after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.header import Header
from wxbuyer_gui.ui.notice_bar import NoticeBar
from wxbuyer_gui.ui.panel import Panel
from wxbuyer_gui.ui.search_box import HALO, SearchBox
from wxbuyer_gui.ui.status_line import StatusLine
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column, row

_MARGIN = 20


class Front:
    """The frame of the window, in which somebody can type; the panel has no page yet."""

    def __init__(self, window: QWidget, *, theme: Theme, icons: Icons, actions: Actions) -> None:
        self._theme = theme
        self._actions = actions
        self.header = Header(theme=theme, icons=icons, actions=actions)
        self.box = SearchBox(theme=theme, icons=icons, is_command=actions.has_key)
        self.new_buyer = Button(theme=theme, icons=icons, icon="user-round-plus", name="newBuyerButton")
        self.new_buyer.clicked.connect(actions["new_buyer"].trigger)
        self.notice = NoticeBar(theme=theme, icons=icons)
        self.panel = Panel(theme=theme)
        self.status = StatusLine(theme=theme, icons=icons)
        self._key: Callable[[], object] | None = None
        self._listening = [
            self.box.changed.connect(lambda: self._keep(None)),
            self.box.submitted.connect(lambda: self._keep(self.box.submitted.emit)),
            self.box.left_downwards.connect(lambda: self._keep(self.box.left_downwards.emit)),
            actions["scan"].triggered.connect(lambda: self._keep(actions["scan"].trigger)),
        ]
        self._lay_out(window)
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self, window: QWidget) -> None:
        margin, gap = self._theme.px(_MARGIN), self._theme.px(12)
        outer = column(window)
        top = row(margins=(margin, 0, margin, 0))
        top.addWidget(self.header)
        outer.addLayout(top)
        search = row(spacing=gap - HALO, margins=(margin - HALO, 0, margin, gap - HALO))
        search.addWidget(self.box, 1)
        search.addWidget(self.new_buyer)
        outer.addLayout(search)
        inner = column(margins=(margin, 0, margin, 0))
        inner.addWidget(self.notice)
        inner.addWidget(self.panel, 1)
        inner.addWidget(self.status)
        outer.addLayout(inner, 1)
        QWidget.setTabOrder(self.box.last_stop, self.new_buyer)

    def hand_over_key(self) -> None:
        """The box is listened to now: Enter, the down arrow or F2 behind the last letter does what it does."""
        for connection in self._listening:
            QObject.disconnect(connection)
        self._listening.clear()
        if self._key is not None:
            self._key()

    def _keep(self, key: Callable[[], object] | None) -> None:
        self._key = key

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.header.retranslate()
        self.box.retranslate()
        self.new_buyer.setText(QCoreApplication.translate("WindowParts", "New buyer"))
        self.new_buyer.setToolTip(self._actions.tip("new_buyer"))

    def _fit(self) -> None:
        self.new_buyer.setFixedHeight(self._theme.px(46))
