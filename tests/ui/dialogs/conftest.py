"""Forms over a panel in an active window, on a real database in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.dialogs.hands import child
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.sheet import Sheet

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


@pytest.fixture
def backend_and_session() -> Iterator[tuple[Backend, Session]]:
    source = open_source("sqlite://")
    session = open_session(source, SourceInfo("memory", "", "sqlite://"), device=new_device())
    yield source.backend, session
    session.close()


@pytest.fixture
def session(backend_and_session: tuple[Backend, Session]) -> Session:
    return backend_and_session[1]


@pytest.fixture
def backend(backend_and_session: tuple[Backend, Session]) -> Backend:
    return backend_and_session[0]


@pytest.fixture
def buyer(backend: Backend) -> WxBuyingUser:
    saved = backend.save_user(WxBuyingUser(name="王小明", phone="13800138000", open_id=OPEN_ID))
    found = backend.get(saved.id or 0)
    assert found is not None
    return found


@pytest.fixture
def free_member(backend: Backend) -> int:
    """A member with the stock phone whose buyer is gone again."""
    helper = backend.save_user(WxBuyingUser(name="临时"))
    form = MemberForm(
        helper.id, "王晓明", "13800138000", 1, date(1990, 3, 7), "110101199003071233", "北京市东城区东长安街 1 号"
    )
    member = backend.create_member(form)
    backend.unbind_member(MemberForm(helper.id))
    return member.id or 0


@pytest.fixture
def window(theme: Theme, operations: Operations, qtbot) -> QWidget:
    """A window with a search box and, below it, the panel."""
    window = QWidget()
    window.resize(1180, 740)
    search = QLineEdit(window)
    search.setObjectName("searchEdit")
    search.setGeometry(20, 54, 1000, 48)
    panel = QWidget(window)
    panel.setObjectName("panel")
    panel.setGeometry(20, 116, 1140, 590)
    behind = QLineEdit(panel)
    behind.setObjectName("behindEdit")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    search.setFocus()
    return window


@pytest.fixture
def opened(window: QWidget, theme: Theme, icons: Icons, operations: Operations) -> Callable[..., Sheet]:
    """Opens a dialog class over the panel."""

    def open_dialog(dialog_class: type[Sheet], **arguments: object) -> Sheet:
        dialog = dialog_class(window, theme=theme, icons=icons, operations=operations, **arguments)
        dialog.open_over(child(window, QWidget, "panel"))
        return dialog

    return open_dialog


class Quoted(QTranslator):
    """A language in which everything stands in quotes."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, comment: str | None = None, count: int = -1) -> str:
        return f"«{source}»"


@pytest.fixture
def quoted(qapp: QApplication) -> Iterator[Callable[[], None]]:
    translator = Quoted()
    yield lambda: qapp.installTranslator(translator)
    qapp.removeTranslator(translator)
