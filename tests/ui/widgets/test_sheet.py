"""A sheet floats over the panel only, and gives everything back when it goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.sheet import Sheet


@pytest.fixture
def panel(window: QWidget) -> QWidget:
    search = QLineEdit(window)
    search.setObjectName("search")
    search.setGeometry(20, 54, 800, 48)
    panel = QWidget(window)
    panel.setGeometry(20, 116, 1140, 590)
    QLineEdit(panel).setObjectName("behind")
    for widget in (search, panel):
        widget.show()
    search.setFocus()
    return panel


@pytest.fixture
def sheet(window: QWidget, panel: QWidget, theme: Theme, icons: Icons) -> Sheet:
    sheet = Sheet(window, theme=theme, icons=icons, width=600, name="sheet")
    for number in range(3):
        field = QLineEdit()
        field.setObjectName(f"field{number}")
        sheet.body.addWidget(field)
    sheet.foot.addWidget(QLineEdit())
    sheet.set_titles("注册会员", "给 王小明")
    return sheet


def test_it_lies_over_the_middle_of_the_panel(sheet: Sheet, panel: QWidget) -> None:
    sheet.open_over(panel)
    assert sheet.width() == 600
    assert abs(sheet.geometry().center().x() - panel.geometry().center().x()) <= 1
    assert panel.geometry().contains(sheet.geometry())
    assert sheet.accessibleName() == "注册会员"


def test_only_the_panel_is_dimmed(sheet: Sheet, panel: QWidget, window: QWidget, theme: Theme, qtbot) -> None:
    bright = window.grab().toImage()
    sheet.open_over(panel)
    qtbot.waitUntil(lambda: sheet._scrim.strength == 1)
    dimmed = window.grab().toImage()
    assert dimmed.pixel(30, 650) != bright.pixel(30, 650)
    assert dimmed.pixel(900, 20) == bright.pixel(900, 20) == QColor(theme.tokens.bg).rgb()
    assert dimmed.pixel(panel.x(), panel.y()) == bright.pixel(panel.x(), panel.y())  # the rounded corner


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_round_in_it_and_never_out(sheet: Sheet, panel: QWidget, window: QWidget, key: Qt.Key) -> None:
    sheet.open_over(panel)
    field = sheet.findChild(QLineEdit, "field0")
    assert field is not None
    field.setFocus()
    visited = []
    for _ in range(5):
        QTest.keyClick(window.focusWidget(), key)
        visited.append(window.focusWidget())
    assert all(sheet.isAncestorOf(widget) for widget in visited)
    assert len(set(visited)) == 5  # three fields, the foot's, and the cross
    assert visited[-1] is field
    sheet.dismiss()
    behind = panel.findChild(QLineEdit, "behind")
    assert behind is not None
    assert behind.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_tab_leads_to_what_is_scrolled_away(sheet: Sheet, panel: QWidget, window: QWidget) -> None:
    for _ in range(20):
        sheet.body.addWidget(QLineEdit())
    panel.resize(1140, 300)
    sheet.open_over(panel)
    first = sheet.findChild(QLineEdit, "field0")
    assert first is not None
    first.setFocus()
    seen = set()
    for _ in range(24):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
        at = window.focusWidget()
        assert not at.visibleRegion().isEmpty()
        seen.add(at)
    assert len(seen) == 24


def test_escape_dismisses_and_the_focus_returns(sheet: Sheet, panel: QWidget, window: QWidget, qtbot) -> None:
    sheet.open_over(panel)
    field = sheet.findChild(QLineEdit, "field1")
    assert field is not None
    field.setFocus()
    with qtbot.waitSignal(sheet.dismissed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.is_open
    assert window.focusWidget().objectName() == "search"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(sheet)


def test_nothing_is_left_behind(panel: QWidget, window: QWidget, theme: Theme, icons: Icons) -> None:
    def objects() -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(window.findChildren(QWidget))

    before = objects()
    for _ in range(20):
        sheet = Sheet(window, theme=theme, icons=icons, width=600, name="sheet")
        sheet.open_over(panel)
        sheet.dismiss()
    assert objects() == before


def test_in_a_low_window_the_middle_scrolls(sheet: Sheet, panel: QWidget) -> None:
    for number in range(20):
        sheet.body.addWidget(QLineEdit(str(number)))
    sheet.open_over(panel)
    panel.resize(900, 300)
    QApplication.sendPostedEvents()
    assert sheet.height() == 300
    assert panel.geometry().contains(sheet.geometry())
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    assert bar.maximum() > 0
    last = sheet.body.itemAt(sheet.body.count() - 1).widget()
    sheet.show_field(last)
    assert last.hasFocus()
    assert bar.value() > 0


def test_a_sheet_that_grows_keeps_its_top(sheet: Sheet, panel: QWidget, qtbot) -> None:
    sheet.open_over(panel)
    top, height = sheet.y(), sheet.height()
    sheet.body.addWidget(QLineEdit())
    qtbot.waitUntil(lambda: sheet.height() > height)
    assert sheet.y() == top
