"""An export with whole numbers, by a clerk: a manager is asked once, and for just that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit

from tests.support.operators import CLERK, MANAGER, SECRETS, work_as
from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.ui.dialogs.export_dialog import ExportDialog, Step


def test_a_clerk_asks_once(clerk: Clerk, tmp_path: Path) -> None:
    session = clerk.window.session
    work_as(session, CLERK)
    command(clerk, "export")
    dialog = clerk.see("exportDialog")
    assert isinstance(dialog, ExportDialog)
    dialog.findChild(QCheckBox, "clearCheck").setChecked(True)
    clerk.qtbot.keyClicks(dialog.findChild(QLineEdit, "reasonEdit"), "2026-114")
    file = tmp_path / "all.csv"
    dialog.export_to(file)
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    asked = clerk.see("approvalDialog")
    assert any("导出完整号码" in label.text() for label in asked.findChildren(QLabel))
    clerk.qtbot.waitUntil(lambda: asked.findChild(QComboBox, "managerCombo").currentText() == MANAGER)
    asked.findChild(QLineEdit, "approvalSecretEdit").insert(SECRETS[MANAGER])
    asked.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: not clerk.sees("approvalDialog"))
    clerk.qtbot.waitUntil(lambda: dialog._step is Step.DONE)
    assert "13800138000" in file.read_text(encoding="utf-8-sig")
    entries = session.journal.entries()
    assert sum(entry.action is Action.APPROVE for entry in entries) == 1
    (exported,) = [entry for entry in entries if entry.action is Action.EXPORT]
    assert exported.approved_by == MANAGER
