"""What holds for every form: names for screen readers, languages, plain text, room, and no stray windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTranslator
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from tests.ui.dialogs.hands import TODAY
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.ui.dialogs.bind_dialog import BindDialog
from wxbuyer_gui.ui.dialogs.buyer_dialog import BuyerDialog
from wxbuyer_gui.ui.dialogs.member_dialog import MemberDialog
from wxbuyer_gui.ui.dialogs.register_dialog import RegisterDialog
from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.sheet import Sheet

Opener = Callable[..., Sheet]
HOSTILE = '<img src="//host/x"><b>王</b>'
FORMS = ("register", "register new", "bind", "rebind", "new buyer", "edit buyer", "edit member")


class Shouting(QTranslator):
    """Stands in for a language: every text ends in "!", so that a forgotten one is seen."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"{text}!"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture(params=FORMS)
def dialog(request: pytest.FixtureRequest, opened: Opener, backend: Backend, qtbot) -> Sheet:
    """Each form with a buyer and a member of hostile names."""
    buyer = backend.get(backend.save_user(WxBuyingUser(name=HOSTILE, phone="13800138000")).id or 0)
    other = backend.save_user(WxBuyingUser(name=HOSTILE))
    member = backend.create_member(MemberForm(other.id, f"{HOSTILE}甲", "13800138000", address=HOSTILE)).id or 0
    bound = backend.get(other.id or 0)
    if request.param.startswith("register"):
        new = {"prefill": MemberForm(phone="13800138000")}
        arguments = {"buyer": buyer} if request.param == "register" else new
        dialog = opened(RegisterDialog, today=lambda: TODAY, **arguments)
        notice = dialog.findChild(QWidget, "duplicateNotice")
        qtbot.waitUntil(notice.isVisible)
        dialog.submit()
        return dialog
    if "bind" in request.param:
        chosen = backend.get_member(member)
        dialog = opened(BindDialog, buyer=buyer if request.param == "bind" else bound, member=chosen)
        qtbot.waitUntil(dialog.findChild(QWidget, "comparison").isVisible)
        return dialog
    if request.param == "edit member":
        return opened(MemberDialog, member=backend.get_member(member))
    return opened(BuyerDialog, **({"buyer": buyer} if request.param == "edit buyer" else {}))


def shown(dialog: Sheet, kind: type[QWidget]) -> Iterator[QWidget]:
    return (widget for widget in dialog.findChildren(kind) if widget.isVisible())


def test_whoever_can_be_reached_has_a_name(dialog: Sheet) -> None:
    nameless = []
    for widget in shown(dialog, QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append(widget.objectName() or type(widget).__name__)
    assert nameless == []


def test_data_is_plain_text(dialog: Sheet) -> None:
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert not any("<b>" in widget.toolTip() for widget in dialog.findChildren(QWidget))


def test_no_part_was_ever_a_window_of_its_own(dialog: Sheet, window: QWidget) -> None:
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]


def test_a_language_switch_reaches_every_word(dialog: Sheet, qapp: QApplication) -> None:
    before = {widget: widget.text() for widget in shown(dialog, QPushButton)}
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    try:
        QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
        same = [text for widget, text in before.items() if text and widget.text() == text]
    finally:
        QCoreApplication.removeTranslator(translator)
    assert same == []


@pytest.mark.parametrize("scale", [1.0, LARGE])
@pytest.mark.parametrize("size", [(1024, 640), (1180, 740)])
def test_nothing_is_cut_or_pushed_out(
    dialog: Sheet, window: QWidget, theme: Theme, scale: float, size: tuple[int, int], qtbot
) -> None:
    theme.set_scale(scale)
    window.resize(*size)
    window.findChild(QWidget, "panel").setGeometry(20, 116, size[0] - 40, size[1] - 150)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: window.rect().contains(dialog.geometry()))
    for button in shown(dialog, QPushButton):
        assert button.width() >= button.sizeHint().width(), button.text()
    for label in shown(dialog, QLabel):
        if not label.wordWrap() and label.minimumSizeHint().width() > 0:
            assert label.width() >= QFontMetrics(label.font()).horizontalAdvance(label.text()), label.text()
    for name in ("submitButton", "cancelButton"):
        button = dialog.findChild(QPushButton, name)
        box = QRect(button.mapTo(dialog, QPoint(0, 0)), button.size())
        assert dialog.rect().contains(box)


def test_opening_and_closing_leaves_nothing(dialog: Sheet, window: QWidget) -> None:
    dialog.dismiss()
    dialog.dismiss()  # a second Esc, where something typed would be lost
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
    assert {child.objectName() for child in window.children() if isinstance(child, QWidget)} == {"searchEdit", "panel"}
