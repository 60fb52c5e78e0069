"""A saved server gets another address: its history follows only to the same server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.support.raw_server import RawServer, hang_up, running_server
from tests.support.vendor import Vendor
from tests.ui.dialogs.hands import child
from tests.ui.dialogs.settings.test_remote_source import ServerManager
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences

PATIENCE = 20_000


def server(buyers: int) -> Vendor:
    model = Vendor()
    for number in range(1, buyers + 1):
        model.add(id=number, name=f"买家{number}", openId=f"oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}")
    return model


@pytest.fixture
def old() -> Iterator[RawServer]:
    with running_server(server(7)) as running:
        yield running


@pytest.fixture
def manager(
    open_settings: Callable[[str], SettingsDialog],
    preferences: Preferences,
    sources: Sources,
    operations: Operations,
    old: RawServer,
    qtbot: QtBot,
) -> Iterator[ServerManager]:
    """The old address is open, and some of its buyers were worked on."""
    saved = Profile("p9", "总部", "remote", old.url, 2318, RemoteAccess(mirror=False))
    preferences.change(lambda settings: replace(settings, profile="p9", profiles=(saved,)))
    before = operations.session if operations.is_open else None
    session = sources.open_profile(saved)
    for number in range(1, 8):
        buyer = session.desk.buyer(number)
        assert buyer is not None
        session.desk.copied(buyer, "open_id")
    operations.attach(session)
    yield ServerManager(open_settings("source"), qtbot)
    operations.attach(before)
    session.close()


def move_to(manager: ServerManager, url: str) -> None:
    manager.type("addressEdit", url)
    manager.type("knownEdit", "7")
    manager.press_switch()


def test_the_same_server_takes_its_history_along(manager: ServerManager, old: RawServer) -> None:
    with running_server(server(9)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: bool(manager.chosen), timeout=PATIENCE)
        (chosen,) = manager.chosen
        assert chosen is not None
        assert (chosen.id, chosen.url, chosen.home) == ("p9", new.url, old.url)


def test_another_server_is_kept_beside_it(manager: ServerManager, preferences: Preferences, old: RawServer) -> None:
    another = Vendor()
    another.add(id=7, name="别人", openId="oGZUI0anotherShopsCustomer07")
    with running_server(another) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: bool(manager.complaint("addressEdit")), timeout=PATIENCE)
        assert "5 known buyers" in manager.complaint("addressEdit")
        assert manager.chosen == []
        manager.field("addressEdit")._action.click()
        manager.press_switch()
        manager.qtbot.waitUntil(lambda: bool(manager.chosen), timeout=PATIENCE)
        (chosen,) = manager.chosen
        assert chosen is not None
        assert (chosen.url, chosen.home) == (new.url, "")
        assert chosen.id != "p9"
        assert {each.url for each in preferences.settings.profiles} == {old.url, new.url}


def type_witnesses(manager: ServerManager, *numbers: int) -> None:
    field = child(manager.dialog, QPlainTextEdit, "witnessEdit")
    assert field.isVisible()
    field.setPlainText("\n".join(f"{number} oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}" for number in numbers))


def asks_for_witnesses(manager: ServerManager) -> bool:
    return child(manager.dialog, QPlainTextEdit, "witnessEdit").isVisible()


def test_five_buyers_that_are_typed_move_a_dead_server(manager: ServerManager, old: RawServer) -> None:
    assert not asks_for_witnesses(manager)
    old.answer = lambda _asked: hang_up
    with running_server(server(9)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: asks_for_witnesses(manager), timeout=PATIENCE)
        assert manager.complaint("addressEdit").startswith("The old address tells nobody")
        assert manager.chosen == []
        for numbers, word in (((1, 2, 3, 4), "5 different buyers"), ((1, 2, 3, 4, 4, 0), "no number")):
            type_witnesses(manager, *numbers)
            manager.press_switch()
            assert word in manager.complaint("witnessEdit")
        type_witnesses(manager, 1, 2, 3, 4, 5)
        assert manager.complaint("witnessEdit") == ""
        manager.press_switch()
        manager.qtbot.waitUntil(lambda: bool(manager.chosen), timeout=PATIENCE)
        (chosen,) = manager.chosen
        assert chosen is not None
        assert (chosen.id, chosen.url, chosen.home) == ("p9", new.url, old.url)
        assert not asks_for_witnesses(manager)


def test_buyers_that_another_server_does_not_have_move_nothing(manager: ServerManager, old: RawServer) -> None:
    old.answer = lambda _asked: hang_up
    with running_server(server(7)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: asks_for_witnesses(manager), timeout=PATIENCE)
        type_witnesses(manager, 1, 2, 3, 4, 8)
        manager.press_switch()
        manager.qtbot.waitUntil(lambda: "5 known buyers" in manager.complaint("addressEdit"), timeout=PATIENCE)
        assert manager.chosen == []
        manager.type("addressEdit", old.url)
        manager.form.fill(manager.form._saved["p9"])
        assert not asks_for_witnesses(manager)


def test_a_source_that_is_not_open_asks_for_them_too(
    manager: ServerManager, sources: Sources, operations: Operations, old: RawServer, places: Folders
) -> None:
    session = operations.session
    usual = sources.open_profile(None)
    operations.attach(usual)
    with running_server(server(7)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: asks_for_witnesses(manager), timeout=PATIENCE)
        type_witnesses(manager, 1, 2, 3, 4, 5)
        manager.press_switch()
        manager.qtbot.waitUntil(lambda: bool(manager.chosen), timeout=PATIENCE)
        assert manager.chosen[0] is not None
        assert manager.chosen[0].home == old.url
    operations.attach(session)
    usual.close()


def test_a_clerk_moves_nothing(manager: ServerManager, operations: Operations) -> None:
    operations.session.journal.operators = Operators(Operator(1, "小李", Role.CLERK))
    with running_server(server(7)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: bool(manager.complaint("addressEdit")), timeout=PATIENCE)
        assert "needs a manager" in manager.complaint("addressEdit")
        assert manager.chosen == []


def test_http_to_another_computer_is_allowed_by_a_manager(manager: ServerManager, operations: Operations) -> None:
    manager.type("addressEdit", "http://shop.example")
    manager.type("knownEdit", "7")
    for role, allowed in ((Role.CLERK, False), (Role.MANAGER, True)):
        operations.session.journal.operators = Operators(Operator(1, "小李", role))
        manager.press_switch()
        manager.field("addressEdit")._action.click()
        remote = manager.form.profile().remote
        assert remote is not None
        assert remote.allow_http is allowed
        assert ("Only a manager" in manager.complaint("addressEdit")) is not allowed


def test_a_source_that_is_not_open_cannot_be_compared(
    manager: ServerManager, operations: Operations, old: RawServer
) -> None:
    session = operations.session
    operations.attach(None)
    with running_server(server(7)) as new:
        move_to(manager, new.url)
        manager.qtbot.waitUntil(lambda: bool(manager.complaint("addressEdit")), timeout=PATIENCE)
        assert manager.chosen == []
    operations.attach(session)
