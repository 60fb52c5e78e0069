"""What other programs change in the database meanwhile: when what is shown has to be asked for again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.ui.panes.browse_page import BrowsePage
from wxbuyer_gui.ui.searching import Searching

_PAUSE_MS = 300
"""An import elsewhere says the same a hundred times in a second."""


class Elsewhere(QObject):
    """Collects changes for a moment, and until the question under way is answered.

    Signals:
        heard(Changed): this was changed in the last moment, and ``shown_changed`` told where it matters.
        shown_changed(): somebody who is shown may look different now, or answer to the text who did not before.
    """

    heard = Signal(object)
    shown_changed = Signal()

    def __init__(self, *, browse: BrowsePage, searching: Searching, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._browse = browse
        self._searching = searching
        self._changed = Changed()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    def hear(self, changed: Changed) -> None:
        """Something was changed."""
        self._changed |= changed
        if not self._pause.isActive():
            self._pause.start()

    def _tell(self) -> None:
        if self._searching.is_busy:  # its answer may be older than the change
            self._pause.start()
            return
        changed, self._changed = self._changed, Changed()
        is_whole = self._searching.latest.page.next is None
        if is_whole or self._browse.results.shows_any(changed):
            self.shown_changed.emit()
        self.heard.emit(changed)
