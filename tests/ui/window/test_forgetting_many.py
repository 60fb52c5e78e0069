"""Forgetting many in a window of its own: looked through first, done only by a sure hand, stopped half-way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from tests.support.operators import CLERK, MANAGER, SECRETS, work_as
from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.ui.dialogs.forget_dialog import ForgetDialog, Step


@pytest.fixture
def dialog(clerk: Clerk) -> ForgetDialog:
    command(clerk, "forget_many")
    found = clerk.see("forgetManyDialog")
    assert isinstance(found, ForgetDialog)
    return found


def look(clerk: Clerk, dialog: ForgetDialog, text: str) -> None:
    dialog.input_page.edit.setPlainText(text)
    dialog.submit_button.click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)


def type_into(dialog: ForgetDialog, **texts: str) -> None:
    for name, text in texts.items():
        edit = dialog.findChild(QLineEdit, f"{name}Edit")
        assert edit is not None
        edit.setText(text)
        edit.textEdited.emit(text)


def forget_button(dialog: ForgetDialog) -> QAbstractButton:
    return dialog.forget_button


def test_a_list_is_looked_through_and_then_forgotten(clerk: Clerk, dialog: ForgetDialog) -> None:
    look(clerk, dialog, "#1\n17700001234\n#99")
    assert clerk.window.session.desk.buyer(1) is not None
    assert not forget_button(dialog).isEnabled()
    type_into(dialog, reason="期满", sign="2")
    assert forget_button(dialog).isEnabled()
    forget_button(dialog).click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.DONE)
    desk = clerk.window.session.desk
    assert [desk.buyer(number) is None for number in (1, 2, 3, 4)] == [True, False, False, True]
    clerk.qtbot.waitUntil(lambda: len(clerk.names) == 2)


def test_a_clerk_asks_once_and_the_manager_sees_whom_it_is_about(clerk: Clerk) -> None:
    session = clerk.window.session
    work_as(session, CLERK)
    command(clerk, "forget_many")
    dialog = clerk.see("forgetManyDialog")
    assert isinstance(dialog, ForgetDialog)
    look(clerk, dialog, "#1\n17700001234")
    assert not clerk.sees("approvalDialog")
    type_into(dialog, reason="期满", sign="2")
    forget_button(dialog).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    asked = clerk.see("approvalDialog")
    clerk.qtbot.waitUntil(lambda: asked.findChild(QComboBox, "managerCombo").currentText() == MANAGER)
    asked.findChild(QLineEdit, "approvalSecretEdit").insert(SECRETS[MANAGER])
    asked.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.DONE, timeout=20_000)
    entries = session.journal.entries()
    assert [entry.approved_by for entry in entries if entry.action is Action.FORGET] == [MANAGER] * 2
    assert sum(entry.action is Action.APPROVE for entry in entries) == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("31010119900101123X", "310***********123X"),
        ("张三 31010119900101123X", "张三 310***********123X"),
        ("张三 13812345678", "张三 138****5678"),
        ("oABCDEFGHIJKLMNOPQRSTUVWXYZ1", "oABC…XYZ1"),
        ("12345", "12345"),
    ],
)
def test_a_line_that_names_nobody_is_masked_and_can_be_told(
    clerk: Clerk, dialog: ForgetDialog, line: str, shown: str
) -> None:
    look(clerk, dialog, line)
    model = dialog.review_page.table.model()
    texts = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert shown in texts


def test_whoever_is_left_out_stays_and_is_not_counted(clerk: Clerk, dialog: ForgetDialog) -> None:
    look(clerk, dialog, "#1\n#2")
    model = dialog.review_page.table.model()
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    type_into(dialog, reason="期满", sign="2")
    assert not forget_button(dialog).isEnabled()
    type_into(dialog, sign="1")
    forget_button(dialog).click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.DONE)
    assert clerk.window.session.desk.buyer(1) is not None
    assert clerk.window.session.desk.buyer(2) is None


def test_a_file_names_them_too(clerk: Clerk, dialog: ForgetDialog, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("编号\n1\n2\n", encoding="utf-8")
    dialog.read_file(path)
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    assert [buyer.id for buyer in dialog.review_page.buyers] == [1, 2]


def test_a_proposal_leaves_out_who_was_seen(clerk: Clerk, dialog: ForgetDialog) -> None:
    dialog.input_page.source.set_value("unseen")
    dialog.submit_button.click()
    clerk.qtbot.waitUntil(lambda: dialog.step is Step.REVIEW)
    assert dialog.review_page.buyers == []
    assert not forget_button(dialog).isEnabled()


def test_the_number_of_months_is_kept(clerk: Clerk, dialog: ForgetDialog) -> None:
    dialog.input_page.source.set_value("unseen")
    dialog.input_page.months.setCurrentIndex(2)
    assert clerk.window._preferences.settings.privacy.unseen_months == 36


def test_a_reason_that_names_somebody_is_refused_and_kept(clerk: Clerk, dialog: ForgetDialog) -> None:
    look(clerk, dialog, "#1")
    type_into(dialog, reason="13800138000", sign="1")
    forget_button(dialog).click()
    clerk.qtbot.waitUntil(lambda: dialog.notice.isVisible())
    assert dialog.step is Step.REVIEW
    assert dialog.review_page.reason.text() == "13800138000"
    assert clerk.window.session.desk.buyer(1) is not None
