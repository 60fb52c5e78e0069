"""A screen reader gets a name for everything that can be used; Tab reaches all of it, in the order it is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QScrollArea, QWidget

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import SCREENS, Screen, named, settle, shown, speak, top

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

FIELDS = ("Edit", "Combo", "Check", "cancelButton", "submitButton")


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest, clerk: Clerk) -> Screen:
    screen: Screen = request.param
    screen.show(clerk)
    settle()
    return screen


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


def test_everything_that_can_be_used_has_a_name(screen: Screen, clerk: Clerk) -> None:
    for language in ("en", "zh"):
        speak(clerk, language)
        nameless = [
            f"{interface.role()} {named(interface.object()) if interface.object() else ''}"
            for interface in usable(top(clerk))
            if not interface.text(QAccessible.Text.Name).strip()
        ]
        # Widgets that are painted by hand and take the keyboard have no such role, but they have a name.
        nameless += [named(widget) for widget in shown(top(clerk)) if takes_tab(widget) and not says_its_name(widget)]
        assert nameless == [], language


def takes_tab(widget: QWidget) -> bool:
    """Of radio buttons that exclude each other the chosen one does; arrow keys lead to the others."""
    if isinstance(widget, QRadioButton) and widget.autoExclusive() and not widget.isChecked():
        return False
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def stops(clerk: Clerk, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where Tab leads, from the search box (or what is first in another window) all the way round."""
    window = top(clerk)
    start = clerk.box if window is clerk.window else next(widget for widget in shown(window) if takes_tab(widget))
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


def test_tab_reaches_everything_and_comes_back(screen: Screen, clerk: Clerk) -> None:
    if clerk.sees("scanPopover"):
        return  # scanners end with Tab: it is a key of the scan there
    reachable = {widget for widget in shown(top(clerk)) if takes_tab(widget)}
    reached = stops(clerk)
    assert [named(widget) for widget in reachable - set(reached)] == []
    assert [named(widget) for widget in set(reached) - reachable] == []


def test_shift_tab_goes_the_same_way_back(clerk: Clerk) -> None:
    clerk.search("13800138000")
    there = stops(clerk)
    back = stops(clerk, Qt.Key.Key_Backtab)
    assert back[1:] == there[:0:-1]


def test_tab_goes_as_people_read(clerk: Clerk) -> None:
    """From the search row into the list, then through the detail from top to bottom."""
    clerk.search("13800138000")
    order = [widget.objectName() for widget in stops(clerk)]
    wanted = ["searchEdit", "kindChip", "searchButton", "newBuyerButton", "resultTable", "registerButton", "bindButton"]
    assert [name for name in order if name in wanted] == wanted
    detail = clerk.see("detailPane")
    places = [widget.mapTo(detail, widget.rect().center()) for widget in stops(clerk) if detail.isAncestorOf(widget)]
    rows = [place.y() // 24 for place in places]
    assert rows == sorted(rows)


@pytest.mark.parametrize("name", ["register", "bind", "edit", "new buyer"])
def test_tab_goes_down_a_form_and_not_under_it(name: str, clerk: Clerk) -> None:
    """Field by field, then the two buttons; the dimmed panel takes no keys."""
    next(screen for screen in SCREENS if screen.name == name).show(clerk)
    form = clerk.window.focusWidget()
    while form.parentWidget() is not clerk.window:
        form = form.parentWidget()
    order = stops(clerk)
    fields = [widget for widget in order if form.isAncestorOf(widget) and widget.objectName().endswith(FIELDS)]
    places = [widget.mapTo(form, widget.rect().topLeft()) for widget in fields]
    assert len(fields) >= 3
    assert places == sorted(places, key=lambda place: (place.y() // 24, place.x()))
    assert clerk.window.findChild(QWidget, "resultTable") not in order
