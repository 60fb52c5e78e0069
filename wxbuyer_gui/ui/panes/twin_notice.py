"""One notice for all that may make somebody take a buyer for another, with the ways to the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.domain.twins import Twins
from wxbuyer_gui.ui import twin_words
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.link_row import LinkRow
from wxbuyer_gui.ui.widgets.notice import Notice
from wxbuyer_gui.ui.words import buyer_name, has_name

_MOST = 4
_LONGEST = 20  # characters of a name


class TwinNotice(QWidget):
    """Takes no room where there is nothing to say.

    Signals:
        buyer_requested(WxBuyingUser): show this other buyer.
    """

    buyer_requested = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._twins = Twins()
        self._notice = Notice(theme=theme, icons=icons, name="twinNotice")
        self._links = LinkRow(most=_MOST, theme=theme, icons=icons, name="twinLink")
        self._links.clicked.connect(lambda place: self.buyer_requested.emit(self._twins.buyers[place]))
        self._notice.add_below(self._links)
        column(self).addWidget(self._notice)
        self.hide()

    def show_twins(self, twins: Twins) -> None:
        """Say what is the case."""
        self._twins = twins
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        twins = self._twins
        self.setVisible(bool(twins))
        if twins:
            self._notice.say(twin_words.title(twins), twin_words.sentence(twins))
            self._links.say([_way_to(buyer) for buyer in twins.buyers[:_MOST]])


def _way_to(buyer: WxBuyingUser) -> str:
    """The name alone: with a verb before it, it would not fit beside large type."""
    return f"{visible(buyer.name[:_LONGEST])} #{buyer.id}" if has_name(buyer) else buyer_name(buyer)
