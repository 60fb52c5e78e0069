"""A list or a table takes with it, when it goes, what Qt's style sheets kept about its viewport."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.support.heap import heap_bytes
from wxbuyer_gui.ui.dialogs.backup_list import BackupList
from wxbuyer_gui.ui.dialogs.quiet_table import QuietTable
from wxbuyer_gui.ui.dialogs.settings.page_list import PageList
from wxbuyer_gui.ui.dialogs.shift_table import ShiftTable
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

_ROUNDS, _AT_ONCE = 3, 20
_BYTES = 500
"""For each; style sheets keep 1,000 and more about the viewports of one."""

KINDS: dict[str, Callable[[Theme, Icons], QWidget]] = {
    "pages": lambda theme, icons: PageList(theme=theme, icons=icons),
    "backups": lambda theme, icons: BackupList(theme=theme, icons=icons),
    "table": lambda theme, _icons: QuietTable(theme=theme, name="table", can_choose=False),
    "shift": lambda theme, _icons: ShiftTable(theme=theme),
}


@pytest.mark.skipif(heap_bytes() is None, reason="the system does not count what it hands out")
@pytest.mark.parametrize("kind", KINDS)
def test_it_leaves_no_memory_behind(kind: str, window: QWidget, theme: Theme, icons: Icons) -> None:
    layout = QVBoxLayout(window)
    window.resize(400, 2_000)
    window.show()

    def come_and_go() -> None:
        kept = [KINDS[kind](theme, icons) for _ in range(_AT_ONCE)]  # so that each lies somewhere else in memory
        for each in kept:
            layout.addWidget(each)
        QApplication.processEvents()
        window.grab()
        for each in kept:
            layout.removeWidget(each)
            each.deleteLater()
        kept.clear()
        del each
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    for _ in range(3):
        come_and_go()
    before = heap_bytes() or 0
    for _ in range(_ROUNDS):
        come_and_go()
    assert (heap_bytes() or 0) - before <= _BYTES * _ROUNDS * _AT_ONCE
