"""Empties the search box of a counter that nobody touches: what one customer said is not for the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from wxbuyer_gui.ui.idle import Idle
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.search_box import SearchBox


class BoxKeeper(QObject):
    """Waits for the seconds of the settings without a key or the mouse. While ``is_held`` says so, a form over the list
    for one, the text stays, and the time begins anew.
    """

    def __init__(
        self,
        box: SearchBox,
        *,
        preferences: Preferences,
        is_held: Callable[[], bool],
        idle: Idle | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = box
        self._preferences = preferences
        self._is_held = is_held
        self._seconds: int | None = None
        self._idle = idle or Idle(parent=self)
        self._idle.over.connect(self._on_over)
        preferences.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        seconds = self._preferences.settings.privacy.search_seconds
        if seconds != self._seconds:
            self._seconds = seconds
            self._idle.start(seconds / 60)

    def _on_over(self) -> None:
        if self._box.text and not self._is_held():
            self._box.set_text("")
        self._idle.start((self._seconds or 0) / 60)
