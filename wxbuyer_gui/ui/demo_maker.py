"""Has made-up buyers made for the window to work on, and shows how far that is once it takes longer than a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.ui.panel import Panel
from wxbuyer_gui.ui.source_keeper import SourceKeeper
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.ui.panes.making_page import MakingPage

_MOMENT = 0.5  # seconds


class DemoMaker(QObject):
    """Its page is in the panel from when it is first needed on.

    Signals:
        stopped(): a person stopped it. A source that was open still is.
    """

    stopped = Signal()

    def __init__(
        self, *, keeper: SourceKeeper, sources: Sources, panel: Panel, theme: Theme, icons: Icons, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._sources = sources
        self._panel = panel
        self._theme = theme
        self._icons = icons
        self._page: MakingPage | None = None
        self._is_shown = False
        self._count = 0
        keeper.making.connect(self._on_making)
        keeper.stopped.connect(self._on_stopped)
        keeper.refused.connect(self._forget)

    def start(self, count: int) -> bool:
        """Make ``count`` of them; False, and nothing happens, while a write is under way."""
        sources = self._sources
        self._count = count
        self._forget()
        return self._keeper.make(lambda stop, tell: sources.open_demo(count, progress=tell, cancel=stop))

    def _on_making(self, done: int, seconds: float) -> None:
        if seconds < _MOMENT:
            return
        page = self._made_page()
        if not self._is_shown:  # once: who types meanwhile sees the answer
            self._is_shown = True
            page.begin(self._count)
            self._panel.show_page(page)
        page.show_progress(done, seconds)

    def _forget(self) -> None:
        """What comes next is another try."""
        self._is_shown = False

    def _on_stopped(self) -> None:
        self._forget()
        if self._keeper.session is None:
            page = self._made_page()
            page.show_stopped()
            self._panel.show_page(page)
        self.stopped.emit()

    def _made_page(self) -> MakingPage:
        from wxbuyer_gui.ui.panes.making_page import MakingPage  # noqa: PLC0415  not at start-up

        if self._page is None:
            self._page = page = MakingPage(theme=self._theme, icons=self._icons)
            page.stop_requested.connect(self._keeper.stop_making)
            page.start_requested.connect(self._keeper.reopen)
            self._panel.add_page(page)
        return self._page
