"""The page about the operators, in the real window: the first manager, clerks, leaving, files for another computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from tests.support.operators import CLERK, MANAGER, SECRETS, hire, work_as
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.dialogs.settings.operators_page import OperatorsPage


def page(clerk: Clerk) -> OperatorsPage:
    clerk.window._windows.show_settings("operators")
    clerk.qtbot.waitUntil(lambda: clerk.sees("operatorsPage"))
    found = clerk.see("operatorsPage")
    assert isinstance(found, OperatorsPage)
    return found


def press(clerk: Clerk, name: str) -> None:
    button = clerk.see(name, QAbstractButton)
    button.click()


def fill(clerk: Clerk, dialog: str, **texts: str) -> QWidget:
    clerk.qtbot.waitUntil(lambda: clerk.sees(dialog))
    form = clerk.see(dialog)
    for name, text in texts.items():
        edit = form.findChild(QLineEdit, f"{name}Edit")
        edit.clear()
        edit.insert(text)
    return form


def submit(clerk: Clerk, form: QWidget) -> None:
    name = form.objectName()
    form.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: not clerk.sees(name), timeout=20_000)


def rows(clerk: Clerk) -> list[str]:
    return [row.accessibleName() for row in clerk.window.findChildren(QWidget, "personRow") if row.isVisible()]


def test_the_first_manager_is_made_here(clerk: Clerk) -> None:
    page(clerk)
    assert "无需登录" in clerk.see("operatorsIntro", QLabel).text()
    press(clerk, "addOperatorButton")
    submit(
        clerk,
        fill(
            clerk,
            "addOperatorDialog",
            operatorName=MANAGER,
            newSecret=SECRETS[MANAGER],
            repeatSecret=SECRETS[MANAGER],
        ),
    )
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 1)
    assert rows(clerk)[0].startswith(f"{MANAGER}, 店长")
    assert clerk.window.session.staff.operators.current.name == MANAGER
    assert not clerk.sees("signInPage")
    assert clerk.sees("operatorButton")
    press(clerk, "addOperatorButton")
    form = fill(clerk, "addOperatorDialog", operatorName=CLERK, newSecret="123456", repeatSecret="123456")
    form.findChild(QAbstractButton, "submitButton").click()
    assert "猜到" in "".join(label.text() for label in form.findChildren(QLabel))
    fill(clerk, "addOperatorDialog", newSecret="730916", repeatSecret="730917")
    form.findChild(QAbstractButton, "submitButton").click()
    assert "不一致" in "".join(label.text() for label in form.findChildren(QLabel))
    fill(clerk, "addOperatorDialog", repeatSecret="730916")
    submit(clerk, form)
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)
    assert clerk.window.session.staff.sign_in(CLERK, "730916").role is Role.CLERK


def test_somebody_gets_another_name_and_secret_and_leaves(clerk: Clerk) -> None:
    work_as(clerk.window.session, MANAGER)
    page(clerk)
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)

    def ask(key: str) -> None:
        def shown() -> list[QWidget]:
            people = clerk.window.findChildren(QWidget, "personRow")
            return [row for row in people if row.isVisible() and not row.accessibleName().startswith(MANAGER)]

        clerk.qtbot.waitUntil(lambda: len(shown()) > 0)  # the rows are made anew after each change
        shown()[0].findChild(QAbstractButton, f"{key}OperatorButton").click()

    ask("rename")
    submit(clerk, fill(clerk, "renameOperatorDialog", operatorName="李雪"))
    clerk.qtbot.waitUntil(lambda: any(row.startswith("李雪") for row in rows(clerk)))
    ask("role")
    form = fill(clerk, "roleDialog", newSecret="850316", repeatSecret="850316")
    form.findChild(QAbstractButton, "submitButton").click()  # a PIN is no manager's
    assert clerk.sees("roleDialog")
    submit(clerk, fill(clerk, "roleDialog", newSecret="correct donkey", repeatSecret="correct donkey"))
    clerk.qtbot.waitUntil(lambda: any(row.startswith("李雪, 店长") for row in rows(clerk)))
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)
    ask("role")
    submit(clerk, fill(clerk, "roleDialog"))
    clerk.qtbot.waitUntil(lambda: any(row.startswith("李雪, 店员") for row in rows(clerk)))
    ask("secret")
    submit(clerk, fill(clerk, "operatorSecretDialog", newSecret="850316", repeatSecret="850316"))
    ask("leave")
    form = fill(clerk, "leaveDialog")
    assert not form.findChild(QCheckBox, "knowsKeyCheck").isVisible()  # there is no server
    submit(clerk, form)
    clerk.qtbot.waitUntil(lambda: any("停用" in row for row in rows(clerk)))
    entries = clerk.window.session.journal.entries(limit=5)
    assert [entry.action for entry in entries] == [
        Action.OPERATOR_LEAVE,
        Action.SECRET_CHANGE,
        Action.OPERATOR_ROLE,
        Action.OPERATOR_ROLE,
        Action.OPERATOR_RENAME,
    ]
    assert entry_words.line(entries[3]) == "更改操作员的角色 李雪: 店员 → 店长"


def test_the_last_manager_is_not_made_a_clerk(clerk: Clerk) -> None:
    work_as(clerk.window.session, MANAGER)
    page(clerk)
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)
    clerk.window.findChildren(QAbstractButton, "roleOperatorButton")[0].click()
    form = fill(clerk, "roleDialog")
    assert not form.findChild(QLineEdit, "newSecretEdit").isVisible()
    form.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: "最后一位店长" in "".join(label.text() for label in form.findChildren(QLabel)))
    assert clerk.sees("roleDialog")


def test_the_last_manager_cannot_leave(clerk: Clerk) -> None:
    work_as(clerk.window.session, MANAGER)
    page(clerk)
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)
    clerk.window.findChildren(QAbstractButton, "leaveOperatorButton")[0].click()
    form = fill(clerk, "leaveDialog")
    form.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: "最后一位店长" in "".join(label.text() for label in form.findChildren(QLabel)))
    assert clerk.sees("leaveDialog")


def test_a_clerk_needs_a_managers_word(clerk: Clerk) -> None:
    work_as(clerk.window.session, CLERK)
    page(clerk)
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 2)
    press(clerk, "addOperatorButton")
    form = fill(clerk, "addOperatorDialog", operatorName="曹操", newSecret="850316", repeatSecret="850316")
    form.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"), timeout=20_000)
    asked = clerk.see("approvalDialog")
    clerk.qtbot.waitUntil(lambda: asked.findChild(QComboBox, "managerCombo").currentText() == MANAGER)
    QTest.keyClicks(asked.findChild(QLineEdit, "approvalSecretEdit"), SECRETS[MANAGER])
    asked.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: len(rows(clerk)) == 3, timeout=20_000)
    added = clerk.window.session.journal.entries(limit=1)[0]
    assert (added.action, added.operator, added.approved_by) == (Action.OPERATOR_ADD, CLERK, MANAGER)


@pytest.mark.parametrize("kept", [False, True])
def test_operators_go_to_another_computer(clerk: Clerk, tmp_path: Path, kept: bool) -> None:
    staff = clerk.window.session.staff
    people = hire(clerk.window.session)
    staff.operators.enter(people[MANAGER])
    file = tmp_path / "operators.json"
    assert staff.export(file) == 2
    text = file.read_text(encoding="utf-8")
    assert MANAGER in text
    assert not any(secret in text for secret in SECRETS.values())
    assert file.stat().st_mode & 0o077 == 0
    if not kept:
        with staff._store.write() as connection:
            connection.exec_driver_sql("DELETE FROM operator")
        staff.look()
    shown = page(clerk)
    shown.import_from(file)
    message = clerk.window.findChild(QLabel, "operatorsMessage")
    clerk.qtbot.waitUntil(lambda: CLERK in message.text())
    assert kept or f"{CLERK} (店员)" in message.text()
    assert ("保持原样" in message.text()) is kept
    assert staff.sign_in(CLERK, SECRETS[CLERK]).role is Role.CLERK
    assert len([person for person in staff.people() if person.left_at is None]) == 2


@pytest.mark.parametrize(
    "content", ["", "{}", '{"format": "wxbuyer operators 1", "operators": [{"name": "a"}]}', "\xff"]
)
def test_another_file_changes_nothing(clerk: Clerk, tmp_path: Path, content: str) -> None:
    file = tmp_path / "operators.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(InvalidInputError) as raised:
        clerk.window.session.staff.import_file(file)
    assert raised.value.code == "E-NOT-OPERATORS"
    assert not clerk.window.session.staff.is_defined
