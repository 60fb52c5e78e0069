"""A window's forms, windows and pages, opened and put away again: what ``day`` and ``opened`` do over and over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.benchmarks.screens import pause
from tests.support.operators import CLERK, MANAGER, hire
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import Person
from wxbuyer_gui.ui.main_window import MainWindow

_PATIENCE_SECONDS = 20
_Widget = TypeVar("_Widget", bound=QWidget)


def add_customers(url: str) -> tuple[WxBuyingUser, WxBuyingUser]:
    """One without and one with a member, whom their openIds find at once."""
    backend = open_backend(url)
    unbound, bound = (WxBuyingUser(name="王小明", open_id=f"o{uuid4().hex[:27]}") for _ in range(2))
    unbound, bound = (replace(buyer, id=backend.save_user(buyer).id) for buyer in (unbound, bound))
    backend.create_member(MemberForm(wx_buying_user_id=bound.id, name=bound.name))
    backend.close()
    return unbound, bound


@dataclass(frozen=True)
class Opening:
    """How something comes to the screen: ``show``, until the widget called ``seen`` is there, '' for any window.

    ``away`` puts it away; None where Esc does.
    """

    show: Callable[[Dialogs], object]
    seen: str = ""
    away: Callable[[Dialogs], object] | None = None


class Dialogs:
    """``search`` has the counter pick one of ``customers`` by the openId, or nobody for ''."""

    def __init__(
        self, window: MainWindow, customers: tuple[WxBuyingUser, WxBuyingUser], search: Callable[[str], None]
    ) -> None:
        self.window = window
        self.forms, self.windows = window._forms, window._windows
        self.unbound, self.bound = customers
        self._search = search
        self._people: dict[str, Person] = {}

    @property
    def clerk(self) -> Person:
        """The clerk among the operators; a manager and a clerk work here from the first time on that one is needed."""
        if not self._people:
            staff = self.window.session.staff
            if not staff.is_defined:
                hire(self.window.session)
            self._people = {person.operator.name: person for person in staff.people()}
        return self._people[CLERK]

    def sign_in(self, *, manager: bool) -> None:
        """Have the manager at work, or the clerk, who lacks some rights."""
        person = self.clerk
        operator = self._people[MANAGER].operator if manager else person.operator
        if self.window.session.staff.operators.current != operator:
            self.window.session.staff.operators.enter(operator)

    def open_and_close(self, opening: Opening) -> None:
        """Bring it to the screen, and put it away again."""
        opening.show(self)
        self.wait(lambda: self._is_seen(opening), "it does not open")
        pause(0)
        if opening.away is not None:
            opening.away(self)
        self._press_escape_while(lambda: self._is_seen(opening))
        self._press_escape_while(lambda: bool(self._up()))
        self.wait(lambda: self.window._runner.idle_seconds() > 0, "it never rests")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def command(self, name: str, buyer: WxBuyingUser | None = None) -> None:
        """Carry out a command, about ``buyer`` if it is about one."""
        self._search(buyer.open_id if buyer is not None else "")
        action = self.window.findChild(QAction, f"{name}Action")
        if not action.isEnabled():
            raise SystemExit(f"{name} is off")
        action.trigger()

    def see(self, name: str, kind: type[_Widget]) -> _Widget:
        """The widget of this name, once it is on the screen."""
        self.wait(lambda: self._named(name) is not None, f"{name} is not there")
        found = self._named(name)
        assert isinstance(found, kind)
        return found

    def press(self, button: str) -> None:
        """Press the button of this name, once it can be pressed."""
        found = self.see(button, QAbstractButton)
        self.wait(found.isEnabled, f"{button} is off")
        found.click()

    def wait(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Run the event loop until something holds."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > until:
                raise SystemExit(otherwise)
            pause(1)

    def _is_seen(self, opening: Opening) -> bool:
        return self._named(opening.seen) is not None if opening.seen else bool(self._up())

    def _named(self, name: str) -> QWidget | None:
        found = (each for each in self.window.findChildren(QWidget, name) if each.isVisible())
        return next(found, None)

    def _press_escape_while(self, holds: Callable[[], bool]) -> None:
        """Esc, where the keyboard is. A form that holds something is asked twice."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while holds():
            if time.monotonic() > until:
                raise SystemExit("it stays")
            up = self._up()
            target = up[-1] if up else self.window.focusWidget() or self.window
            QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0)))
            pause(0)

    def _up(self) -> list[QWidget]:
        """The forms and windows on the screen, what was opened last at the end."""
        windows = self.windows
        first = [each for each in (self.forms._form, windows._settings, *windows._open.values()) if each is not None]
        # Not by findChildren: whoever is asked keeps every object that it found.
        known = {self.window, *first}
        return [*first, *(each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in known)]
