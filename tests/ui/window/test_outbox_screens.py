"""What holds on every screen, on those that show what waits, is being checked, or needs a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from tests.ui.window.hearing import nameless, stops, takes_tab
from tests.ui.window.keys import claimed_twice
from tests.ui.window.screens import Screen, named, settle, shown, speak, top
from tests.ui.window.test_every_screen import SIZES, check_both_languages, words_cut_off
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store.outbox import Entry

SEEN = WxBuyingUser(7, 2318, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明", "", "13800138000")
FORM = MemberForm(7, "王小明", "13800138000")

OPERATIONS = (
    ("create", OpState.QUEUED, {"form": FORM}),
    ("save", OpState.QUEUED, {"user": replace(SEEN, phone="13900139000")}),
    ("save", OpState.REVIEW, {"user": replace(SEEN, name="李雪"), "review": ReviewReason.CHANGED}),
    ("bind", OpState.UNKNOWN, {"form": FORM, "member_id": 8812, "attempts": 1}),
    ("create", OpState.REJECTED, {"form": FORM, "code": "E-REJECTED", "message": "#7"}),
    ("unbind", OpState.REVIEW, {"form": FORM, "expected_member_id": 8812, "review": ReviewReason.TOO_OLD}),
    ("create", OpState.BLOCKED, {"form": FORM, "depends_on": "op1"}),
)


@pytest.fixture
def clerk(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot) -> Clerk:
    """At a window with one operation of each sort, whose server is away and whose sender rests."""
    window = mirrored_window(server.url, tmp_path, qtbot)
    clerk = Clerk(window, qtbot)
    clerk.search("#7")
    vendor.before = lambda _asked: hang_up
    backend = window.session.desk._backend
    assert isinstance(backend, OfflineBackend)
    backend.outbox.stop()
    ledger = backend.outbox._ledger
    for number, (kind, state, more) in enumerate(OPERATIONS):
        operation = Operation(
            operation_id=f"op{number}",
            kind=kind,
            state=state,
            buyer_id=7 + number,
            created_at=datetime.now(UTC),
            base=SEEN,
            server=replace(SEEN, name="欧阳娜娜", member_id=9001) if state is OpState.REVIEW else None,
            **more,
        )
        with ledger.store.write() as connection:
            rows.add(connection, Entry(operation=operation, backend_id=ledger.backend_id, tenant_id=2318))
    window._pending.refresh()
    qtbot.waitUntil(lambda: len(window._pending.operations) == len(OPERATIONS))
    return clerk


def page(clerk: Clerk) -> None:
    clerk.press("Ctrl+J")
    clerk.qtbot.waitUntil(lambda: clerk.sees("outboxPage"))


def sheet(button: str, place: int, name: str) -> Callable[[Clerk], None]:
    """The list, and the sheet behind one of its buttons."""

    def show(clerk: Clerk) -> None:
        page(clerk)
        found = [each for each in clerk.window.findChildren(QAbstractButton, button) if each.isVisible()]
        found[place].click()
        clerk.qtbot.waitUntil(lambda: clerk.sees(name))

    return show


def locked(clerk: Clerk) -> None:
    clerk.window.session.desk.operators._current = Operator(1, "小李", Role.CLERK)
    page(clerk)


def question(clerk: Clerk) -> None:
    clerk.press("Ctrl+Q")


SCREENS = (
    Screen("list", page),
    Screen("list, locked", locked),
    Screen("decide about an edit", sheet("reviewOperationButton", 0, "decideSheet")),
    Screen("decide about an unbinding", sheet("reviewOperationButton", 1, "decideSheet")),
    Screen("correct a registration", sheet("editOperationButton", 1, "editOperationSheet")),
    Screen("correct an edit", sheet("editOperationButton", 0, "editSaveSheet")),
    Screen("discard", sheet("discardOperationButton", 0, "discardSheet")),
    Screen("the buyer", lambda clerk: clerk.search("8000")),
    Screen("leaving", question),
)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_screen(screen: Screen, clerk: Clerk) -> None:
    clerk.window.resize(SIZES[0])
    screen.show(clerk)
    settle()
    reached = stops(clerk)  # and more, in rows that have to be scrolled to
    assert [named(each) for each in shown(top(clerk)) if takes_tab(each) and each not in reached] == []
    check_both_languages(clerk)
    for language in ("en", "zh"):
        speak(clerk, language)
        assert nameless(top(clerk)) == [], language
        assert claimed_twice(top(clerk)) == {}, language
    cut = words_cut_off(clerk)
    assert not cut, "\n".join(cut)
