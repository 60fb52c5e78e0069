"""Batch binding through its window: a pasted list and a file, into a real database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton, QTableView, QWidget

from tests.ui.dialogs.hands import child
from tests.ui.dialogs.transfer_hands import Gate, gate, host, reach, show
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.batch import RowState
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.batch_dialog import BatchDialog, Step
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import Notice

__all__ = ["gate", "host", "reach"]

LIST = "13800138001\t18600000001\n13800138002\t18600000002\n13899999999\t18600000001\n13800138003\t18611111111"


@pytest.fixture
def shop(backend: Backend) -> Backend:
    """Buyers 1 to 3, and two members without a buyer."""
    for number in (1, 2, 3):
        backend.save_user(WxBuyingUser(name=f"买家{number}", phone=f"1380013800{number}"))
    for number in (1, 2):
        helper = backend.save_user(WxBuyingUser(name="临时"))
        backend.create_member(MemberForm(helper.id, name=f"会员{number}", phone=f"1860000000{number}"))
        backend.unbind_member(MemberForm(helper.id))
    return backend


@pytest.fixture
def dialog(host: QWidget, operations: Operations, runner: Runner, theme: Theme, icons: Icons, qtbot) -> BatchDialog:
    dialog = BatchDialog(theme=theme, icons=icons, operations=operations, runner=runner, parent=host)
    show(dialog, qtbot)
    return dialog


def button(dialog: QWidget, name: str = "submitButton") -> QPushButton:
    shown = [each for each in dialog.findChildren(QPushButton, name) if each.isVisible()]
    assert len(shown) == 1, f"{name}: {len(shown)} on the screen"
    return shown[0]


def table(dialog: QWidget) -> QTableView:
    (shown,) = [each for each in dialog.findChildren(QTableView, "batchTable") if each.isVisible()]
    return shown


def paste(dialog: BatchDialog, text: str) -> None:
    child(dialog, QPlainTextEdit, "pairsEdit").setPlainText(text)
    button(dialog).click()


def bound(backend: Backend) -> list[int | None]:
    return [buyer.member_id for buyer in backend.get_list([1, 2, 3])]


def texts(dialog: QWidget, column: int) -> list[str]:
    model = table(dialog).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_pasted_list_is_tried_out_bound_and_taken_back(
    dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None], qtbot
) -> None:
    assert not button(dialog).isEnabled()
    paste(dialog, LIST)
    reach(Step.VERDICT)
    assert bound(shop) == [None] * 3
    assert texts(dialog, 3) == ["Can be bound", "Can be bound", "No such buyer", "No member has this phone"]
    assert texts(dialog, 1)[:1] == ["买家1 #1"]
    assert texts(dialog, 1)[2] == "138****9999"  # the numbers of a list are masked as everywhere
    assert "2" in button(dialog).text()
    with qtbot.waitSignal(dialog.bound):
        button(dialog).click()
        reach(Step.DONE)
    assert bound(shop) == [1, 2, None]
    assert texts(dialog, 3)[:2] == ["Bound", "Bound"]
    assert not button(dialog, "undoRowButton").isEnabled()
    table(dialog).selectRow(0)
    button(dialog, "undoRowButton").click()
    reach(Step.DONE)
    assert bound(shop) == [None, 2, None]
    button(dialog, "undoAllButton").click()
    reach(Step.DONE)
    assert bound(shop) == [None] * 3
    assert not button(dialog, "undoAllButton").isEnabled()
    assert [row.state for row in dialog.rows][:2] == [RowState.UNDONE] * 2


def test_only_what_has_to_be_looked_at(dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None]) -> None:
    paste(dialog, LIST)
    reach(Step.VERDICT)
    check = next(each for each in dialog.findChildren(QCheckBox, "onlyProblemsCheck") if each.isVisible())
    check.click()
    assert texts(dialog, 0) == ["3", "4"]


def test_a_file_is_read_and_a_strange_one_is_explained(
    dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None], tmp_path: Path, qtbot
) -> None:
    strange = tmp_path / "strange.csv"
    strange.write_text("名称,地址\n张三,上海\n", encoding="utf-8")
    dialog.read_file(strange)
    notice = child(dialog, Notice, "toolNotice")
    qtbot.waitUntil(notice.isVisible)
    assert "columns" in notice.text
    assert dialog.step is Step.INPUT
    file = tmp_path / "pairs.csv"
    file.write_text("buyer phone,member phone\n13800138001,18600000001\n", encoding="utf-8")
    dialog.read_file(file)
    reach(Step.VERDICT)
    assert texts(dialog, 3) == ["Can be bound"]


def test_a_run_that_is_stopped_keeps_what_is_done(
    dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None], request: pytest.FixtureRequest
) -> None:
    paste(dialog, LIST)
    reach(Step.VERDICT)
    held: Gate = request.getfixturevalue("gate")
    button(dialog).click()
    assert held.reached.wait(10)
    assert not dialog.close()
    assert dialog.isVisible()
    button(dialog, "cancelButton").click()
    held.let_through()
    reach(Step.DONE)
    assert bound(shop) == [1, None, None]
    assert texts(dialog, 3)[:2] == ["Bound", "Not reached"]


def test_a_saved_list_is_masked(
    dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None], tmp_path: Path, monkeypatch, qtbot
) -> None:
    from wxbuyer_gui.ui.dialogs import batch_dialog

    path = tmp_path / "list.csv"
    monkeypatch.setattr(batch_dialog, "ask_for_file", lambda *_args, on_chosen, **_more: on_chosen(str(path)))
    paste(dialog, LIST)
    reach(Step.VERDICT)
    button(dialog, "saveListButton").click()
    qtbot.waitUntil(lambda: "list.csv" in dialog.message.text)
    saved = path.read_text(encoding="utf-8-sig")
    assert saved.count("\n") == 5
    assert "No such buyer" in saved
    assert not any(number in saved for number in ("13800138001", "18600000001", "13899999999", "18611111111"))


def test_a_clerk_tries_out_and_a_manager_binds(
    dialog: BatchDialog, shop: Backend, session: Session, reach: Callable[[Step], None], qtbot
) -> None:
    session.desk.operators.enter(Operator(1, "小李", Role.CLERK))
    paste(dialog, LIST)
    reach(Step.VERDICT)
    button(dialog).click()
    qtbot.waitUntil(child(dialog, Notice, "toolNotice").isVisible)
    assert dialog.step is Step.VERDICT
    assert bound(shop) == [None] * 3


def test_ten_thousand_rows_are_shown_at_once(
    dialog: BatchDialog, shop: Backend, reach: Callable[[Step], None], qtbot
) -> None:
    paste(dialog, "\n".join(f"#{number}\t18600000001" for number in range(10_000, 20_000)))
    qtbot.waitUntil(lambda: dialog.step is Step.VERDICT, timeout=60_000)
    assert table(dialog).model().rowCount() == 10_000
    table(dialog).scrollToBottom()
    assert texts(dialog, 0)[-1] == "10000"
