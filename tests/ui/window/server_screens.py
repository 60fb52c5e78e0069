"""What comes to the screen only at a server with a copy of it: what it cannot answer, what waits, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, work_as
from tests.support.raw_server import Answer, Asked, hang_up, http
from tests.support.vendor import Vendor
from tests.ui.window.conftest import OPEN_ID, Clerk
from tests.ui.window.screens import Screen
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store.outbox import Entry
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.widgets.pill import PillKind

_SEEN = WxBuyingUser(7, 2318, OPEN_ID, "王小明", "", "13800138000")
_FORM = MemberForm(7, "王小明", "13800138000")
_OPERATIONS: tuple[tuple[str, OpState, dict[str, Any]], ...] = (
    ("create", OpState.QUEUED, {"form": _FORM}),
    ("save", OpState.QUEUED, {"user": replace(_SEEN, phone="13900139000")}),
    ("save", OpState.REVIEW, {"user": replace(_SEEN, name="李雪"), "review": ReviewReason.CHANGED}),
    ("bind", OpState.UNKNOWN, {"form": _FORM, "member_id": 8812, "attempts": 1}),
    ("create", OpState.REJECTED, {"form": _FORM, "code": "E-REJECTED", "message": "#7"}),
    ("unbind", OpState.REVIEW, {"form": _FORM, "expected_member_id": 8812, "review": ReviewReason.TOO_OLD}),
    ("create", OpState.BLOCKED, {"form": _FORM, "depends_on": "op1"}),
)
_PATIENCE = 20_000


class ServerClerk(Clerk):
    """At a window on ``vendor``, whose first buyer is in the copy."""

    def __init__(self, window: MainWindow, qtbot: QtBot, vendor: Vendor) -> None:
        super().__init__(window, qtbot)
        self.vendor = vendor

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that the server has a part in."""
        self.qtbot.waitUntil(holds, timeout=_PATIENCE)

    def press_button(self, name: str, *, of: QWidget | None = None) -> None:
        """The first button of this name."""
        button = (of or self.window).findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()


def _silent(_asked: Asked) -> Answer:
    return hang_up


def _away(clerk: ServerClerk) -> None:
    clerk.vendor.before = _silent
    for _ in range(2):  # one answer may get lost
        clerk.window._link.check()
    clerk.until(lambda: clerk.window._parts.header._pill.kind is PillKind.OFFLINE)


def _search(text: str) -> Callable[[ServerClerk], None]:
    return lambda clerk: clerk.search(text)


def _nobody_asked(clerk: ServerClerk) -> None:
    _away(clerk)
    clerk.search(f"{OPEN_ID[:-4]}Zt0w")


def _key_refused(clerk: ServerClerk) -> None:
    clerk.vendor.before = lambda _asked: http({"Message": "Authorization has been denied."}, status=401)
    clerk.search(f"{OPEN_ID[:-4]}Zt0w")
    clerk.until(lambda: clerk.window._parts.header._pill.kind is PillKind.SIGN_IN)


def _readable_line(clerk: ServerClerk) -> None:
    window = clerk.window
    clerk.search("8000")
    source = replace(window.session.source, url="http://shop.example/api")
    window._keeper._session = replace(window.session, source=source)
    window._face.show()
    clerk.until(lambda: clerk.sees("plainBadge"))


def _fill_outbox(clerk: ServerClerk) -> None:
    """One operation of each sort; the server is away, which the window has told of, and the sender rests."""
    window = clerk.window
    _away(clerk)
    backend = window.session.desk._backend
    assert isinstance(backend, OfflineBackend)
    backend.outbox.stop()
    ledger = backend.outbox._ledger
    for number, (kind, state, more) in enumerate(_OPERATIONS):
        operation = Operation(
            operation_id=f"op{number}",
            kind=kind,
            state=state,
            buyer_id=7 + number,
            created_at=datetime.now(UTC),
            base=_SEEN,
            server=replace(_SEEN, name="欧阳娜娜", member_id=9001) if state is OpState.REVIEW else None,
            **more,
        )
        with ledger.store.write() as connection:
            rows.add(connection, Entry(operation=operation, backend_id=ledger.backend_id, tenant_id=2318))
    window._pending.refresh()
    clerk.until(lambda: len(window._pending.operations) == len(_OPERATIONS))


def _outbox(clerk: ServerClerk) -> None:
    if not clerk.window._pending.operations:
        _fill_outbox(clerk)
    for name in ("cancelButton", "noticeCloseButton"):
        if clerk.sees(name):
            clerk.press_button(name)
    if not clerk.sees("outboxPage"):
        clerk.press("Ctrl+J")
    clerk.until(lambda: clerk.sees("outboxPage"))


def _locked_outbox(clerk: ServerClerk) -> None:
    work_as(clerk.window.session, CLERK)
    _outbox(clerk)


def _operators(clerk: ServerClerk) -> None:
    """They belong to this computer; somebody who leaves may know the key."""
    if not clerk.window.session.staff.is_defined:
        work_as(clerk.window.session, MANAGER)
    clerk.window._windows.show_settings("operators")
    clerk.until(lambda: clerk.sees("exportOperatorsButton"))


def _leaving(clerk: ServerClerk) -> None:
    _operators(clerk)
    clerk.window.findChildren(QAbstractButton, "leaveOperatorButton")[1].click()
    clerk.until(lambda: clerk.sees("leaveDialog"))


def _left_with_key(clerk: ServerClerk) -> None:
    _leaving(clerk)
    dialog = clerk.see("leaveDialog")
    dialog.findChild(QCheckBox, "knowsKeyCheck").setChecked(True)
    dialog.findChild(QAbstractButton, "submitButton").click()
    clerk.until(lambda: any(each.isVisible() for each in dialog.findChildren(QWidget, "toolNotice")))


def _sheet(button: str, place: int, sheet: str) -> Callable[[ServerClerk], None]:
    """The list, and the sheet behind one of its buttons."""

    def show(clerk: ServerClerk) -> None:
        _outbox(clerk)
        found = [each for each in clerk.window.findChildren(QAbstractButton, button) if each.isVisible()]
        found[place].click()
        clerk.until(lambda: clerk.sees(sheet))

    return show


def _waiting_buyer(clerk: ServerClerk) -> None:
    _outbox(clerk)
    clerk.press("Esc")
    clerk.search("8000")


def _empty_outbox(clerk: ServerClerk) -> None:
    clerk.press("Ctrl+J")
    clerk.until(lambda: clerk.sees("emptyOutbox"))


def _quitting(clerk: ServerClerk) -> None:
    _outbox(clerk)
    clerk.press("Ctrl+Q")
    clerk.until(lambda: clerk.sees("noticeButton"))


def _source_page(clerk: ServerClerk) -> QWidget:
    clerk.window._windows.show_settings("source")
    dialog = clerk.window._windows._settings
    assert dialog is not None
    clerk.press_button("remoteCard", of=dialog)
    clerk.until(lambda: clerk.sees("mirrorPanel"))
    return dialog


def _copying(clerk: ServerClerk) -> None:
    """Some numbers were asked for, and the server thinks about the others."""
    dialog = _source_page(clerk)
    batches, over = count(), Event()
    clerk.window._runner.closing.connect(over.set)

    def think(asked: Asked) -> None:
        if len(asked.body) > 1000 and next(batches) >= 22:
            over.wait()

    clerk.vendor.before = think
    clerk.press_button("copyAllButton", of=dialog)
    clerk.until(lambda: clerk.window._mirror.progress.read > 0)


def _tested(clerk: ServerClerk, *, known: str) -> None:
    page = _source_page(clerk)
    for name, text in (("addressEdit", clerk.window.session.source.url), ("knownEdit", known)):
        edit = page.findChild(QLineEdit, name)
        edit.setText(text)
        edit.textEdited.emit(text)
    clerk.press_button("testButton", of=page)


def _tenant_asked(clerk: ServerClerk) -> None:
    _tested(clerk, known="7")
    clerk.until(lambda: clerk.sees("tenantYesButton"))


def _test_refused(clerk: ServerClerk) -> None:
    clerk.vendor.before = lambda _asked: http({"Message": "Authorization has been denied."}, status=401)
    _tested(clerk, known="7")
    clerk.until(lambda: clerk.sees("vendorQuestionsButton"))


_ALONE: tuple[Screen[ServerClerk], ...] = (
    Screen("found in the copy", _search("8000")),
    Screen("not in the copy", _search("13912345678")),
    Screen("server away", _nobody_asked),
    Screen("key refused", _key_refused),
    Screen("readable line", _readable_line),
    Screen("outbox, empty", _empty_outbox),
    Screen("outbox, locked", _locked_outbox),
    Screen("settings, copying", _copying),
    Screen("settings, whose shop", _tenant_asked),
    Screen("settings, key refused", _test_refused),
    Screen("settings, operators of this computer", _operators),
    Screen("out of service, at a server", _leaving),
    Screen("out of service, and knows the key", _left_with_key),
)
_WITH_OUTBOX: tuple[Screen[ServerClerk], ...] = (
    Screen("outbox", _outbox),
    Screen("outbox, decide about an edit", _sheet("reviewOperationButton", 0, "decideSheet")),
    Screen("outbox, decide about an unbinding", _sheet("reviewOperationButton", 1, "decideSheet")),
    Screen("outbox, correct a registration", _sheet("editOperationButton", 1, "editOperationSheet")),
    Screen("outbox, correct an edit", _sheet("editOperationButton", 0, "editSaveSheet")),
    Screen("outbox, discard", _sheet("discardOperationButton", 0, "discardSheet")),
    Screen("a buyer with something waiting", _waiting_buyer),
    Screen("quitting", _quitting),
)
SERVER_VISITS = (*((screen,) for screen in _ALONE), _WITH_OUTBOX)
"""Screens that one window shows one after the other."""
