"""Tab goes through everything as people read it. That it reaches all of it is asked of every screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.ui.window.conftest import Clerk
from tests.ui.window.hearing import nameless, stops
from tests.ui.window.screens import SCREENS

FIELDS = ("Edit", "Combo", "Check", "cancelButton", "submitButton")


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
    """Field by field, then the two buttons; nothing behind the form takes the keyboard."""
    next(screen for screen in SCREENS if screen.name == name).show(clerk)
    form = clerk.window.focusWidget()
    while form.parentWidget() is not clerk.window:
        form = form.parentWidget()
    order = stops(clerk)
    fields = [widget for widget in order if form.isAncestorOf(widget) and widget.objectName().endswith(FIELDS)]
    places = [widget.mapTo(form, widget.rect().topLeft()) for widget in fields]
    assert len(fields) >= 3
    assert places == sorted(places, key=lambda place: (place.y() // 24, place.x()))
    assert [widget for widget in order if not form.isAncestorOf(widget)] == []


def test_a_nameless_button_would_be_seen(clerk: Clerk) -> None:
    button = QPushButton(clerk.window, objectName="planted")
    button.show()
    assert any("planted" in complaint for complaint in nameless(clerk.window))
