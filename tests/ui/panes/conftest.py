"""Panes in a shown window, on a real database file whose backend can be held up or told to fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.faulty import FaultyBackend
from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.detail_pane import DetailPane
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
ID_CARD = "11010519491231002X"  # the example of GB 11643


class Gate:
    """Holds up the calls of one method until it is opened; ``reached``: somebody waits."""

    def __init__(self, backend: FaultyBackend, method: str) -> None:
        self.reached, self._open = Event(), Event()
        self._method = method
        backend.before_call = self._pass

    def open(self) -> None:
        self._open.set()

    def _pass(self, name: str) -> None:
        if name == self._method:
            self.reached.set()
            assert self._open.wait(10)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    opened = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    yield replace(opened, backend=FaultyBackend(opened.backend))
    opened.close()


@pytest.fixture
def backend(source: Source) -> FaultyBackend:
    assert isinstance(source.backend, FaultyBackend)
    return source.backend


@pytest.fixture
def device() -> Device:
    return new_device()


@pytest.fixture
def session(source: Source, device: Device) -> Session:
    return open_session(source, SourceInfo("sqlite", "shop.db", source.desk_store.url), device=device)


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk


@pytest.fixture
def preferences(runner: Runner) -> Preferences:
    return Preferences(Settings(), runner=runner)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    """An active window of the usual size for whatever a test puts into it."""
    window = QWidget()
    window.resize(1180, 740)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def pane(
    window: QWidget, theme: Theme, icons: Icons, operations: Operations, preferences: Preferences, runner: Runner
) -> DetailPane:
    pane = DetailPane(
        theme=theme,
        icons=icons,
        actions=Actions(window=window, icons=icons),
        operations=operations,
        preferences=preferences,
        avatars=AvatarLoader(runner=runner, fetch=lambda url: None, enabled=lambda: False, parent=runner),
        parent=window,
    )
    pane.setGeometry(0, 0, 470, 590)
    pane.show()
    return pane


@pytest.fixture
def buyer(desk: Desk) -> WxBuyingUser:
    """A buyer without a member, with two entries in the journal: made, phone edited."""
    made = desk.save_buyer(WxBuyingUser(name="王小明", phone="13800133120", open_id=OPEN_ID)).after
    assert made is not None
    edited = desk.save_buyer(replace(made, phone="13800138000"), base=made).after
    assert edited is not None
    return edited


@pytest.fixture
def bound(desk: Desk) -> WxBuyingUser:
    """A buyer with a member."""
    made = desk.save_buyer(WxBuyingUser(name="欧阳娜娜", phone="18600008000")).after
    assert made is not None
    form = MemberForm(made.id, "欧阳娜娜", "18600008000", 2, date(1996, 4, 12), ID_CARD, "深圳市南山区科苑路 15 号")
    registered = desk.register(made, form).after
    assert registered is not None
    return registered


@pytest.fixture
def free_member(desk: Desk, buyer: WxBuyingUser) -> int:
    """A member with the phone of ``buyer`` whom nobody is bound to."""
    helper = desk.save_buyer(WxBuyingUser(name="临时")).after
    assert helper is not None
    helper = desk.register(helper, MemberForm(helper.id, "王晓明", "13800138000")).after
    assert helper is not None
    assert helper.member_id is not None
    desk.unbind(helper)
    return helper.member_id
