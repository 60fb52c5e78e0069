"""Every form and window of the program, opened and put away with Esc: what ``day`` and ``opened`` do over and over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.screens import pause
from tests.support.operators import CLERK, MANAGER, hire
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.models import Member, MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.domain.permissions import Person
from wxbuyer_gui.ui.dialogs.settings.operators_page import OperatorsPage
from wxbuyer_gui.ui.main_window import MainWindow

Open = Callable[[], object]

_FREE = ("new_buyer", "import", "export", "batch", "forget_many", "shift", "restore", "backup", "shortcuts", "about")
_UNBOUND = ("register", "bind", "edit", "export_person", "forget")
_PAGES = ("source", "appearance", "scan", "privacy", "operators", "backup", "advanced")
_PATIENCE_SECONDS = 20


def add_customers(url: str) -> tuple[WxBuyingUser, WxBuyingUser]:
    """One without and one with a member, whom their openIds find at once."""
    backend = open_backend(url)
    unbound, bound = (WxBuyingUser(name="王小明", open_id=f"o{uuid4().hex[:27]}") for _ in range(2))
    unbound, bound = (replace(buyer, id=backend.save_user(buyer).id) for buyer in (unbound, bound))
    backend.create_member(MemberForm(wx_buying_user_id=bound.id, name=bound.name))
    backend.close()
    return unbound, bound


class Dialogs:
    """``search`` has the counter pick one of ``customers`` by the openId, or nobody for ''."""

    def __init__(
        self, window: MainWindow, customers: tuple[WxBuyingUser, WxBuyingUser], search: Callable[[str], None]
    ) -> None:
        self._window = window
        self._forms, self._windows = window._forms, window._windows
        self._search = search
        self._unbound, self._bound = customers
        self._people: dict[str, Person] = {}
        self._shown: dict[str, Open] = {
            **{name: self._command(name) for name in _FREE},
            **{name: self._command(name, self._unbound) for name in _UNBOUND},
            "rebind": self._command("rebind", self._bound),
            **{f"settings, {page}": self._page(page) for page in _PAGES},
            "edit a member": lambda: self._forms.edit_member(Member(id=1, name="王小明")),
            "review": self._forms.review,
            **self._of_a_server(),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """What can be opened now."""
        return tuple(self._shown)

    def take_on_staff(self) -> None:
        """Operators work here from now on, a manager is signed in, and what can be opened is about them."""
        session = self._window.session
        operators = hire(session)
        session.staff.operators.enter(operators[MANAGER])
        self._people = {person.operator.name: person for person in session.staff.people()}
        self._shown = {
            "change one's own password": self._command("own_secret"),
            "add an operator": self._staff(lambda page: page._ask_new()),
            **{
                f"{what} of an operator": self._staff(lambda page, what=what: page._ask_about(what, self._clerk))
                for what in ("rename", "secret", "leave")
            },
        }

    def sign_clerk_in(self) -> None:
        """From now on rights are lacking: a manager is asked to unbind."""
        self._window.session.staff.operators.enter(self._clerk.operator)
        self._shown = {"a manager's word": self._command("unbind", self._bound)}

    def open_and_close(self, name: str) -> None:
        """Bring it to the screen, and put it away again."""
        self._shown[name]()
        self._wait(lambda: bool(self._up()), f"{name} does not open")
        pause(0)
        while up := self._up():
            QApplication.sendEvent(up[-1], QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0)))
            pause(0)
        self._wait(lambda: self._window._runner.idle_seconds() > 0, f"{name} never rests")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @property
    def _clerk(self) -> Person:
        return self._people[CLERK]

    def _command(self, name: str, buyer: WxBuyingUser | None = None) -> Open:
        action = self._window.findChild(QAction, f"{name}Action")

        def show() -> None:
            self._search(buyer.open_id if buyer is not None else "")
            if not action.isEnabled():
                raise SystemExit(f"{name} is off")
            action.trigger()

        return show

    def _page(self, name: str) -> Open:
        return lambda: self._windows.show_settings(name)

    def _staff(self, ask: Callable[[OperatorsPage], None]) -> Open:
        def show() -> None:
            self._windows.show_settings("operators")
            ask(next(page for page in self._windows._settings._stack.pages if isinstance(page, OperatorsPage)))

        return show

    def _of_a_server(self) -> dict[str, Open]:
        """Writes that wait, as a server without a line leaves them."""
        form = MemberForm(self._unbound.id, "王小明", "13800138000")
        wait = {"operation_id": "op", "buyer_id": self._unbound.id, "created_at": datetime.now(UTC)}
        create = Operation(kind="create", state=OpState.QUEUED, form=form, **wait)
        save = Operation(kind="save", state=OpState.QUEUED, user=self._unbound, base=self._unbound, **wait)
        review = replace(save, state=OpState.REVIEW, review=ReviewReason.CHANGED, server=self._bound)
        return {
            "edit what waits": lambda: self._forms.edit_operation(create),
            "edit a change that waits": lambda: self._forms.edit_operation(save),
            "discard what waits": lambda: self._forms.discard_operation(create),
            "decide": lambda: self._forms.decide_operation(review),
        }

    def _up(self) -> list[QWidget]:
        """What is on the screen, what was opened last at the end."""
        windows = self._windows
        first = [each for each in (self._forms._form, windows._settings, *windows._open.values()) if each is not None]
        # Not by findChildren: whoever is asked keeps every object that it found.
        known = {self._window, *first}
        return [*first, *(each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in known)]

    def _wait(self, holds: Callable[[], bool], else_: str) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        while not holds():
            if time.monotonic() > until:
                raise SystemExit(else_)
            pause(1)
