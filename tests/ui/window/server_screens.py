"""What comes to the screen only at a server with a copy of it: what it cannot answer, what waits, what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.raw_server import Answer, Asked, hang_up, http
from tests.support.vendor import Vendor
from tests.ui.window.conftest import OPEN_ID, Clerk
from tests.ui.window.screens import Screen
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.widgets.pill import PillKind

WAITS, REFUSED, CHECKED, DECIDED = 7, 8, 9, 10
"""Buyers, by what becomes of their registrations."""

_PEOPLE = {REFUSED: ("欧阳娜娜", "18600008000"), CHECKED: ("李雪", "17700001234"), DECIDED: ("王小明", "13900002468")}
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


def _busy(_asked: Asked) -> Answer:
    return http({}, status=503)  # one that is away would be asked again five seconds later at most


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
    window._show_source()
    clerk.until(lambda: clerk.sees("plainBadge"))


def _ask_for_four(clerk: ServerClerk) -> None:
    """One registration is refused, one is being checked; a correction needs a person; one registration waits."""
    vendor, window = clerk.vendor, clerk.window
    for number, (name, phone) in _PEOPLE.items():
        vendor.add(id=number, name=name, phone=phone, openId=f"{OPEN_ID[:-4]}{number:04}")
        clerk.search(f"#{number}")
    vendor.before = _busy
    _register(clerk, REFUSED)
    _register(clerk, CHECKED)
    seen = _buyer(clerk, DECIDED)
    window._operations.save_buyer(replace(seen, name="王小明二"), base=seen, **_wiring(clerk))
    clerk.until(lambda: window._pending.counts.waiting == 3)
    vendor.buyers[DECIDED]["name"] = "王小明一"  # somebody else was there first

    def answer(asked: Asked) -> Answer | None:
        if asked.name != "createmember":
            return None
        is_refused = asked.json["wxBuyingUserId"] == REFUSED
        return http({"data": 0, "status": 602, "message": "卡不存在"}) if is_refused else hang_up

    vendor.before = answer
    window._pending.retry_all()
    clerk.until(lambda: (window._pending.counts.checking, window._pending.counts.review) == (1, 2))
    vendor.before = _busy
    _register(clerk, WAITS)
    clerk.until(lambda: window._pending.counts.waiting == 1)


def _register(clerk: ServerClerk, number: int) -> None:
    buyer = _buyer(clerk, number)
    clerk.window._operations.register(buyer, MemberForm(number, buyer.name, buyer.phone), **_wiring(clerk))


def _buyer(clerk: ServerClerk, number: int) -> WxBuyingUser:
    known = clerk.vendor.buyers[number]
    return WxBuyingUser(number, known["tenantId"], known["openId"], known["name"], phone=known["phone"])


def _wiring(clerk: ServerClerk) -> dict[str, Any]:
    """Nobody waits for the end of it."""
    ends = {"on_success": lambda _outcome: None, "on_error": lambda _error: None}
    return {"operation_id": new_operation_id(), "owner": clerk.window} | ends


def _outbox(clerk: ServerClerk) -> None:
    if not clerk.window._pending.operations:
        _ask_for_four(clerk)
    for name in ("cancelButton", "noticeCloseButton"):
        if clerk.sees(name):
            clerk.press_button(name)
    if not clerk.sees("outboxPage"):
        clerk.press("Ctrl+J")
    clerk.until(lambda: len(clerk.window._parts.outbox._rows) == 4)


def _sheet(button: str, number: int, sheet: str) -> Callable[[ServerClerk], None]:
    def show(clerk: ServerClerk) -> None:
        _outbox(clerk)
        row = next(row for row in clerk.window._parts.outbox._rows if row.operation.buyer_id == number)
        clerk.press_button(button, of=row)
        clerk.until(lambda: clerk.sees(sheet))

    return show


def _buyer_of(number: int) -> Callable[[ServerClerk], None]:
    def show(clerk: ServerClerk) -> None:
        _outbox(clerk)
        clerk.press("Esc")
        clerk.search(f"#{number}")

    return show


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
    _tested(clerk, known=str(WAITS))
    clerk.until(lambda: clerk.sees("tenantYesButton"))


def _test_refused(clerk: ServerClerk) -> None:
    clerk.vendor.before = lambda _asked: http({"Message": "Authorization has been denied."}, status=401)
    _tested(clerk, known=str(WAITS))
    clerk.until(lambda: clerk.sees("vendorQuestionsButton"))


_ALONE: tuple[Screen[ServerClerk], ...] = (
    Screen("found in the copy", _search("8000")),
    Screen("not in the copy", _search("13912345678")),
    Screen("server away", _nobody_asked),
    Screen("key refused", _key_refused),
    Screen("readable line", _readable_line),
    Screen("outbox, empty", _empty_outbox),
    Screen("settings, copying", _copying),
    Screen("settings, whose shop", _tenant_asked),
    Screen("settings, key refused", _test_refused),
)
_WITH_OUTBOX: tuple[Screen[ServerClerk], ...] = (
    Screen("outbox", _outbox),
    Screen("outbox, discard", _sheet("discardOperationButton", REFUSED, "discardSheet")),
    Screen("outbox, edit", _sheet("editOperationButton", REFUSED, "editOperationSheet")),
    Screen("outbox, decide", _sheet("reviewOperationButton", DECIDED, "decideSheet")),
    Screen("waiting to be sent", _buyer_of(WAITS)),
    Screen("being checked", _buyer_of(CHECKED)),
    Screen("quitting", _quitting),
)
SERVER_VISITS = (*((screen,) for screen in _ALONE), _WITH_OUTBOX)
"""Screens that one window shows one after the other: what waits takes its time to get there."""
