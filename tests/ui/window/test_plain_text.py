"""A nickname that looks like HTML is shown letter by letter, on every screen that shows people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import SCREENS, Screen, settle, top
from tests.ui.window.seeing import named, shown, texts
from wxbuyer_gui.backends import open_backend

NICKNAME = "<img src=x><b>王</b>&amp;小明"
PEOPLE = ("王小明", "欧阳娜娜", "李雪", "微信用户")
WITHOUT_PEOPLE = {
    "nobody has this number", "nobody", "payment code", "register somebody new", "new buyer", "scan", "batch",
    "forget several", "forget several, not seen", "forget several, done", "something unexpected",
    "signing in", "a wrong password", "locked", "a manager's word", "one's own password",
    "operators", "the first manager", "another operator", "another name", "another password", "another role",
    "out of service",
}  # fmt: skip
BESIDE = ("making a demo", "settings", "shortcuts", "about", "import", "export", "restore", "shift")
SHOWING = [screen for screen in SCREENS if screen.name not in WITHOUT_PEOPLE and not screen.name.startswith(BESIDE)]


@pytest.fixture
def shop(shop: str) -> str:
    """The usual people, their names made hostile; each keeps the old one in it, so that searches find them."""
    with open_backend(shop) as backend:
        for number, name in enumerate(PEOPLE, 1):
            buyer = backend.get(number)
            assert buyer is not None
            backend.save_user(replace(buyer, name=f"{name}{NICKNAME}"), base=buyer)
        member = backend.get_member(1)
        assert member is not None
        backend.save_member(replace(member, name=f"{member.name}{NICKNAME}", address=NICKNAME))
    return shop


@pytest.mark.parametrize("screen", SHOWING, ids=lambda screen: screen.name)
def test_markup_is_shown_letter_by_letter(screen: Screen, clerk: Clerk) -> None:
    screen.show(clerk)
    settle()
    window = top(clerk)
    assert any(NICKNAME in text for text in texts(window))
    assert [named(widget) for widget in shown(window) if reads_markup(widget)] == []
    for widget in shown(window):
        assert "王小明" not in widget.toolTip() or "&lt;" in widget.toolTip(), named(widget)


def reads_markup(widget: QWidget) -> bool:
    """Whether Qt would take what the widget says, or its tooltip, for HTML and obey it."""
    tip = widget.toolTip()
    if Qt.mightBeRichText(tip) and NICKNAME in tip:
        return True
    if isinstance(widget, QLabel):
        return widget.textFormat() != Qt.TextFormat.PlainText and Qt.mightBeRichText(widget.text())
    return isinstance(widget, QTextEdit) and "<img" in widget.toHtml()


def test_a_label_that_reads_markup_would_be_seen(clerk: Clerk) -> None:
    label = QLabel(NICKNAME, clerk.window)
    assert reads_markup(label)
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert not reads_markup(label)
    label.setToolTip(NICKNAME)
    assert reads_markup(label)
