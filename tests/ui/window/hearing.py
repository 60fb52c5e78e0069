"""The window as a screen reader and the Tab key find it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QScrollArea, QWidget

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import top
from tests.ui.window.seeing import named, shown
from wxbuyer_gui.ui.widgets.sheet import Sheet

USABLE = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.List,
    QAccessible.Role.MenuBar,
    QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}


def nameless(root: QWidget) -> list[str]:
    """All that can be used and has no name, and all that takes the keyboard and has none."""
    found = [
        f"{interface.role()} {named(interface.object()) if interface.object() else ''}"
        for interface in usable(root)
        if not interface.text(QAccessible.Text.Name).strip()
    ]
    return found + [named(widget) for widget in shown(root) if takes_tab(widget) and not says_its_name(widget)]


def unreachable(clerk: Clerk) -> list[str]:
    """All that can be used by keyboard but is not reached by Tab, and what Tab reaches behind an open form."""
    reachable = {widget for widget in shown(_tab_room(clerk), scrolled=True) if takes_tab(widget)}
    return [named(widget) for widget in reachable.symmetric_difference(stops(clerk))]


def usable(root: QWidget) -> Iterator[QAccessibleInterface]:
    """The interfaces of all that can be used, as a screen reader is given them."""
    for widget in shown(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            continue
        if interface.role() in USABLE:
            yield interface
        for index in range(interface.childCount()):
            child = interface.child(index)
            if child is not None and child.object() is None and child.role() in USABLE:
                yield child


def says_its_name(widget: QWidget) -> bool:
    """Areas that take the keyboard only to be scrolled need none."""
    return isinstance(widget, QScrollArea) or bool(
        QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    )


def takes_tab(widget: QWidget) -> bool:
    """Of radio buttons that exclude each other the chosen one does; arrow keys lead to the others."""
    if isinstance(widget, QRadioButton) and widget.autoExclusive() and not widget.isChecked():
        return False
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def stops(clerk: Clerk, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab leads all the way round: from the search box, or what is first in a form or another window."""
    room = _tab_room(clerk)
    window = room.window()
    has_box = room is clerk.window and clerk.box.isEnabled()
    start = clerk.box if has_box else next(widget for widget in shown(room) if takes_tab(widget))
    start.setFocus()
    round_trip = [start]
    for _step in range(200):
        QTest.keyClick(window.focusWidget(), key)
        at = window.focusWidget()
        if at is start:
            return round_trip
        assert at not in round_trip, f"Tab runs in circles at {named(at)}"
        round_trip.append(at)
    raise AssertionError("Tab never comes back")


def _tab_room(clerk: Clerk) -> QWidget:
    """Where Tab stays: the form that is open in the window, or else the window itself."""
    window = top(clerk)
    open_forms = [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()]
    return open_forms[-1] if open_forms else window
