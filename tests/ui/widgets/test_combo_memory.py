"""A combo box takes with it, when it goes, what Qt's style sheets kept about its parts."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from tests.support.heap import heap_bytes
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.name_combo import NameCombo
from wxbuyer_gui.ui.widgets.segmented import Segmented

_ROUNDS, _AT_ONCE = 3, 40
_BYTES = 400
"""For each list; style sheets keep 1,000 and more about the parts of one, wherever these lie in memory."""


@pytest.mark.skipif(heap_bytes() is None, reason="the system does not count what it hands out")
@pytest.mark.parametrize("kind", [ComboBox, NameCombo, Segmented])
def test_it_leaves_no_memory_behind(kind: type[QComboBox], window: QWidget, theme: Theme, icons: Icons) -> None:
    look: dict[str, Any] = {"theme": theme, "name": "list"}
    if kind is not Segmented:
        look["icons"] = icons
    layout = QVBoxLayout(window)

    def come_and_go() -> None:
        kept = []  # so that each lies somewhere else in memory
        for _ in range(_AT_ONCE):
            each = kind(**look)
            each.addItem("王小明", 1)
            layout.addWidget(each)
            kept.append(each)
        QApplication.processEvents()
        for each in kept:
            layout.removeWidget(each)
            each.deleteLater()
        kept.clear()
        del each
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    for _ in range(2):
        come_and_go()
    before = heap_bytes() or 0
    for _ in range(_ROUNDS):
        come_and_go()
    assert (heap_bytes() or 0) - before <= _BYTES * _ROUNDS * _AT_ONCE


def test_the_line_of_an_editable_list_keeps_its_size(window: QWidget, theme: Theme, icons: Icons) -> None:
    """A line that stands alone is taller."""
    combo = NameCombo(theme=theme, icons=icons, name="list", parent=window)
    combo.show()
    line = combo.lineEdit()
    assert line is not None
    assert line.minimumHeight() == 0
    assert line.geometry().bottom() < combo.height()
