"""The pages of the settings, each made when it is first wanted, or when there is nothing else to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.widgets.scrolled import scrolled


class PageStack(QStackedWidget):
    """All pages at once take a third of a second on a slow computer; one after another, nobody waits for them.

    Signals:
        made(SettingsPage): a page is there.
    """

    made = Signal(object)

    def __init__(self, makers: Sequence[Callable[[], SettingsPage]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers = tuple(makers)
        self._pages: dict[int, SettingsPage] = {}
        self._areas: dict[int, QScrollArea] = {}
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._make_next)

    @property
    def pages(self) -> tuple[SettingsPage, ...]:
        """Those that are made."""
        return tuple(self._pages.values())

    def page(self, index: int) -> SettingsPage:
        """The page at a place of the list, made now if it is not yet."""
        if index not in self._pages:
            page = self._makers[index]()
            area = _scrolled(page)
            self.addWidget(area)
            self._pages[index], self._areas[index] = page, area
            self.made.emit(page)
        return self._pages[index]

    def all_pages(self) -> tuple[SettingsPage, ...]:
        """Every page, in the order of the list."""
        return tuple(self.page(index) for index in range(len(self._makers)))

    def show_page(self, index: int) -> SettingsPage:
        """Show a page, and return it."""
        page = self.page(index)
        self.setCurrentWidget(self._areas[index])
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Go on making pages while the window waits for its person."""
        super().showEvent(event)
        self._idle.start()

    def _make_next(self) -> None:
        missing = next((index for index in range(len(self._makers)) if index not in self._pages), None)
        if missing is None:
            self._idle.stop()
        else:
            self.page(missing)


def _scrolled(page: SettingsPage) -> QScrollArea:
    area = scrolled(page)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # When the layout has settled: the part may have grown just now.
    page.noteworthy.connect(area.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection)
    return area
