"""The windows beside the counter: settings, import, export, backups, help. Each is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations
    from wxbuyer_gui.ui.preferences import Preferences
    from wxbuyer_gui.ui.theme import Theme
    from wxbuyer_gui.ui.widgets.icons import Icons


class Windows(QObject):
    """Opens them, at most one of each kind, and brings one that is open to the front.

    Signals:
        source_chosen(Profile | None): work on another source.
        data_changed(): rows came in; what is shown is old.
        reopen_requested(): the source has to be opened again.
    """

    source_chosen = Signal(object)
    data_changed = Signal()
    reopen_requested = Signal()

    def __init__(
        self,
        *,
        window: QWidget,
        theme: Theme,
        icons: Icons,
        runner: Runner,
        operations: Operations,
        preferences: Preferences,
        sources: Sources,
        version: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._icons = icons
        self._runner = runner
        self._operations = operations
        self._preferences = preferences
        self._sources = sources
        self._version = version

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        names = ("import", "export", "backup", "restore", "settings", "shortcuts", "about")
        return dict.fromkeys(names, lambda: None)

    def show_settings(self, page: str = "") -> None:
        """Open the settings, on ``page``."""
