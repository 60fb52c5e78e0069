"""After each write the buyer is read again: before → after in the toast, red and in the history where it differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.raw_server import Answer, Asked, RawServer, http
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.journal import Result
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.widgets.notice import NoticeKind
from wxbuyer_gui.ui.widgets.toast import Toast

DONE = http({"data": 1, "status": 200, "message": ""})


@pytest.fixture
def clerk(server: RawServer, open_window: Callable[[str], MainWindow], qtbot: QtBot) -> Clerk:
    return Clerk(open_window(server.url), qtbot)


def lying(*names: str) -> Callable[[Asked], Answer | None]:
    """A server that says yes to these calls and does nothing."""
    return lambda asked: DONE if asked.name in names else None


def register(clerk: Clerk) -> None:
    clerk.search("#7")
    clerk.press("Ctrl+N")
    form = clerk.see("registerDialog")
    consent, submit = form.findChild(QCheckBox, "consentCheck"), form.findChild(QPushButton, "submitButton")
    assert consent is not None
    assert submit is not None
    consent.setChecked(True)
    with clerk.qtbot.waitSignal(clerk.window._operations.written, timeout=20_000):
        submit.click()
    clerk.qtbot.waitUntil(lambda: not clerk.sees("registerDialog"))


def unbind(clerk: Clerk) -> None:
    clerk.search("#7")
    with clerk.qtbot.waitSignal(clerk.window._operations.written, timeout=20_000):
        clerk.press("Ctrl+U")


def toasts(clerk: Clerk) -> Iterator[str]:
    return (toast.text for toast in clerk.window.findChildren(Toast) if toast.isVisible())


def test_the_toast_tells_the_member_before_and_after(clerk: Clerk, vendor: Vendor) -> None:
    register(clerk)
    clerk.qtbot.waitUntil(lambda: any("→ #8801" in text for text in toasts(clerk)))
    unbind(clerk)
    clerk.qtbot.waitUntil(lambda: any("#8801 →" in text for text in toasts(clerk)))
    assert clerk.window._parts.notice.text == ""


@pytest.mark.parametrize(
    ("write", "before", "shown"),
    [(register, 0, "no member bound"), (unbind, 8812, "#8812")],
    ids=["register", "unbind"],
)
def test_what_differs_is_red_and_in_the_history(
    clerk: Clerk, vendor: Vendor, write: Callable[[Clerk], None], before: int, shown: tuple[str, ...]
) -> None:
    vendor.buyers[7]["memberId"] = before
    vendor.before = lying("createmember", "unbindmember")
    write(clerk)
    notice = clerk.window._parts.notice
    clerk.qtbot.waitUntil(lambda: bool(notice.text))
    assert notice._kind is NoticeKind.DANGER
    assert any(words in notice.text for words in shown)
    assert list(toasts(clerk)) == []
    entry = clerk.window.session.desk.history(buyer_id=7)[0]
    assert (entry.result, entry.verified) == (Result.DONE, False)
