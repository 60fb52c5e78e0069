"""What is opened and closed all day leaves nothing in the window: no object, no connection, hardly any memory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.heap import heap_bytes
from tests.ui.window.conftest import Clerk

_clear_type_cache = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache
_WARM_UP, _TIMES = 4, 10
_BLOCKS = 25
"""Of memory, for one opening: Qt for Python keeps a string for each connection to a slot of Qt's own; some are left."""
_HEAP_BYTES = 4_000
"""In use by all else than Python, for one opening, where the system says so."""
_UNBOUND, _BOUND = "13800138000", "oGZUI0egBJY1zhBYw2KhdUfwk3Qa"
_KINDS = {
    "register": _UNBOUND,
    "bind": _UNBOUND,
    "edit": _UNBOUND,
    "export_person": _UNBOUND,
    "forget": _UNBOUND,
    "rebind": _BOUND,
    "new_buyer": "",
    "settings": "",
    "shortcuts": "",
    "about": "",
    "import": "",
    "export": "",
    "batch": "",
    "forget_many": "",
    "shift": "",
    "restore": "",
}
"""Command, and whom to search for first."""


@pytest.mark.parametrize("command", _KINDS)
def test_opening_it_often_leaves_nothing_behind(clerk: Clerk, command: str) -> None:
    window = clerk.window
    forms, windows = window._forms, window._windows
    if _KINDS[command]:
        clerk.search(_KINDS[command])
    action = window.findChild(QAction, f"{command}Action")
    assert action is not None
    assert action.isEnabled()

    def opened() -> list[QObject]:
        return [each for each in (forms._form, windows._settings, *windows._open.values()) if each is not None]

    def open_and_close() -> None:
        action.trigger()
        (dialog,) = opened()
        QApplication.processEvents()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not opened()
        _settle(clerk)

    def left(count: Callable[[], int], times: int) -> int:
        before = count()
        for _ in range(times):
            open_and_close()
        return count() - before

    def blocks() -> int:
        gc.collect()
        _clear_type_cache()  # which holds on to names that Qt for Python made, thousands of them
        return sys.getallocatedblocks()

    def lowest_heap() -> int:
        """Pictures of what is painted come and go in it."""
        heights = []
        for _ in range(_TIMES):
            open_and_close()
            gc.collect()
            heights.append(heap_bytes() or 0)
        return min(heights)

    for _ in range(_WARM_UP):
        open_and_close()
    assert left(lambda: len(window.findChildren(QObject)) + len(QApplication.topLevelWidgets()), 2) == 0
    assert left(lambda: window._theme.receivers(SIGNAL("changed()")), 2) == 0
    # What is left each time shows in every step; what fills a cache, as some do after twenty openings, only in one, and
    # what a worker still reads for a window that was closed meanwhile in two: there are two workers.
    assert min(left(blocks, _TIMES) for _ in range(3)) <= _BLOCKS * _TIMES
    heights = [lowest_heap() for _ in range(3)]
    assert min(later - earlier for earlier, later in pairwise(heights)) <= _HEAP_BYTES * _TIMES


def _settle(clerk: Clerk) -> None:
    """All that the dialog asked for has been answered, and the dialog is gone."""
    while not clerk.window._runner.idle_seconds():  # each round of qtbot's waiting would leave some memory behind
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
