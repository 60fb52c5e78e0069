"""Equal phones, one pair after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from tests.ui.dialogs.hands import CTRL, TODAY, child, press
from wxbuyer_gui.domain.errors import ConflictError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.ui.dialogs.comparison import Comparison
from wxbuyer_gui.ui.dialogs.review_dialog import ReviewDialog
from wxbuyer_gui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from wxbuyer_gui.backends.base import Backend
    from wxbuyer_gui.ui.widgets.sheet import Sheet

PEOPLE = (("王小明", "王晓明"), ("李雪", "李雪"), ("微信用户", "陈思远"))


@pytest.fixture
def pairs(backend: Backend) -> list[tuple[int, int]]:
    """Buyer and member numbers of three pairs with equal phones."""
    numbers = []
    for place, (buyer, member) in enumerate(PEOPLE):
        phone = f"1390000000{place}"
        helper = backend.save_user(WxBuyingUser())
        member_id = backend.create_member(MemberForm(helper.id, member, phone)).id
        backend.unbind_member(MemberForm(helper.id))
        buyer_id = backend.save_user(WxBuyingUser(name=buyer, phone=phone)).id
        numbers.append((buyer_id, member_id))
    return numbers


@pytest.fixture
def dialog(opened: Callable[..., Sheet], pairs: list[tuple[int, int]], qtbot) -> ReviewDialog:
    dialog = opened(ReviewDialog, today=lambda: TODAY)
    assert isinstance(dialog, ReviewDialog)
    qtbot.waitUntil(lambda: dialog.accessibleDescription().startswith("Pair 1 of 3"))
    qtbot.waitUntil(lambda: dialog.pair is not None)
    return dialog


@pytest.fixture
def at(dialog: ReviewDialog, qtbot) -> Callable[[int | None], None]:
    """Waits until the pair of this buyer is shown; None: the end."""

    def shows(buyer_id: int | None) -> bool:
        return not dialog.is_busy and (dialog.pair.buyer.id if dialog.pair else None) == buyer_id

    return lambda buyer_id: qtbot.waitUntil(lambda: shows(buyer_id))


def submit(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, "submitButton")


def test_all_by_keyboard(
    dialog: ReviewDialog, at: Callable, backend: Backend, pairs: list[tuple[int, int]], qtbot
) -> None:
    (first, member), (second, _), (third, third_member) = pairs
    at(first)
    assert submit(dialog).text() == f"Bind to member #{member}"
    check = child(dialog, QCheckBox, "samePersonCheck")
    assert check.hasFocus()
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert check.property("state") == "error"
    press(dialog, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.submitted):
        press(dialog, Qt.Key.Key_Return, CTRL)
    at(second)
    assert backend.get(first).member_id == member
    assert child(dialog, QLabel, "lastMessage").text() == f"Bound 王小明: not bound → #{member}"
    assert dialog.accessibleDescription().startswith("Pair 2 of 3")
    assert submit(dialog).hasFocus()  # nothing differs
    press(dialog, Qt.Key.Key_Right, CTRL)
    at(third)
    press(dialog, Qt.Key.Key_Return)
    at(None)
    assert backend.get(second).member_id is None
    assert backend.get(third).member_id == third_member
    assert child(dialog, QLabel, "endMessage").text() == "That was all: 2 bound, 1 skipped."
    assert not child(dialog, Comparison, "comparison").isVisible()
    with qtbot.waitSignal(dialog.dismissed):
        press(dialog, Qt.Key.Key_Return)


def test_the_last_one_is_taken_back_and_shown_again(
    dialog: ReviewDialog, at: Callable, backend: Backend, pairs: list[tuple[int, int]]
) -> None:
    (first, member), (second, _), _ = pairs
    at(first)
    assert child(dialog, QPushButton, "undoButton").isHidden()
    child(dialog, QCheckBox, "samePersonCheck").setChecked(True)
    dialog.submit()
    at(second)
    press(dialog, Qt.Key.Key_Z, CTRL)
    at(first)
    assert backend.get(first).member_id is None
    assert not child(dialog, QLabel, "lastMessage").isVisible()
    assert not child(dialog, QCheckBox, "samePersonCheck").isChecked()
    assert child(dialog, QPushButton, "undoButton").isHidden()
    child(dialog, QCheckBox, "samePersonCheck").setChecked(True)
    dialog.submit()
    at(second)
    assert backend.get(first).member_id == member


def test_a_member_that_got_another_buyer_meanwhile_is_said(
    dialog: ReviewDialog, at: Callable, backend: Backend, pairs: list[tuple[int, int]], qtbot
) -> None:
    _, (second, member), _ = pairs
    at(pairs[0][0])
    other = backend.save_user(WxBuyingUser(name="<i>她姐姐</i>"))
    backend.bind_member(MemberForm(other.id), member_id=member)
    dialog.skip()
    at(second)
    notice = child(dialog, Notice, "boundNotice")
    assert notice.isVisible()
    assert "<i>她姐姐</i>" in notice.text
    dialog.submit()
    assert not dialog.is_busy


def test_a_failure_stays_and_the_pair_can_be_skipped(
    dialog: ReviewDialog, at: Callable, pairs: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise ConflictError("taken meanwhile", code="E-ALREADY-BOUND")

    at(pairs[0][0])
    monkeypatch.setattr(Desk, "bind", refuse)
    child(dialog, QCheckBox, "samePersonCheck").setChecked(True)
    dialog.submit()
    qtbot.waitUntil(dialog.failure.isVisible)
    assert "taken meanwhile" in dialog.failure.text
    dialog.skip()
    at(pairs[1][0])
    assert not dialog.failure.isVisible()


def test_without_any_pair_it_says_so(opened: Callable[..., Sheet], qtbot) -> None:
    dialog = opened(ReviewDialog)
    end = child(dialog, QLabel, "endMessage")
    qtbot.waitUntil(end.isVisible)
    assert end.text() == "That was all: 0 bound, 0 skipped."
    assert submit(dialog).isHidden()
