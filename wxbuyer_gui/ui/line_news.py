"""One toast when the server goes away, with what can be done meanwhile, and one when it is back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from wxbuyer_gui.domain.models import Coverage
from wxbuyer_gui.ui import copy_words
from wxbuyer_gui.ui.link import Link, LinkState
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.widgets.toast import SECONDS_WITH_ACTION, Toaster

translate = QCoreApplication.translate

_BACK = frozenset({LinkState.ONLINE, LinkState.SLOW})


class LineNews(QObject):
    """Follows ``link``; silent where nothing can be done without the server, as other words tell of that."""

    def __init__(self, *, link: Link, pending: Pending, toaster: Toaster, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._pending = pending
        self._toaster = toaster
        self._is_away = False
        link.changed.connect(self._tell)

    def _tell(self) -> None:
        state = self._link.state
        if state is LinkState.AWAY and not self._is_away:
            self._is_away = True
            if self._pending.is_here:
                words = meanwhile(self._link.coverage, now=datetime.now().astimezone())
                text = translate("LineNews", "The server is away. {words}").format(words=words)
                self._toaster.show_message(text, icon="cloud-off", seconds=SECONDS_WITH_ACTION)
        elif self._is_away and state is not LinkState.AWAY:
            self._is_away = False
            if self._pending.is_here and state in _BACK:
                self._toaster.show_message(self._back(), icon="circle-check")

    def _back(self) -> str:
        count = self._pending.counts.waiting
        if count:
            return translate("LineNews", "The server is back. Being sent: {count}").format(count=count)
        return translate("LineNews", "The server is back")


def meanwhile(coverage: Coverage | None, *, now: datetime) -> str:
    """What a clerk can do while the server is away; ``coverage`` is that of the copy, as far as it is known."""
    age = copy_words.as_of(coverage, now=now) if coverage is not None else ""
    search = translate("LineNews", "search ({age})").format(age=age) if age else translate("LineNews", "search")
    return translate(
        "LineNews", "You can {search}, register known buyers, unbind and edit (sent later). Rebinding has to wait."
    ).format(search=search)
