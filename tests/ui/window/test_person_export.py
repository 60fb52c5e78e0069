"""导出此顾客资料 in the window: with a reason, into a whole PDF, written down."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.ui.window.conftest import OUYANG, Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.journal import Action


def begin(clerk: Clerk) -> None:
    clerk.search("18600008000")
    command(clerk, "export_person")
    clerk.qtbot.waitUntil(lambda: clerk.sees("personExportDialog"))


def reason(clerk: Clerk) -> QLineEdit:
    edit = clerk.see("personExportDialog").findChild(QLineEdit, "reasonEdit")
    assert edit is not None
    return edit


def test_a_pdf_is_written_and_the_history_says_why(clerk: Clerk, tmp_path: Path) -> None:
    begin(clerk)
    reason(clerk).setText("来信索取")
    clerk.press("Ctrl+Return")
    clerk.qtbot.waitUntil(lambda: bool(clerk.window.findChildren(QFileDialog)))
    (dialog,) = clerk.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(f"-{OUYANG}.pdf")
    path = tmp_path / "person.pdf"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    clerk.qtbot.waitUntil(lambda: not clerk.sees("personExportDialog"))
    assert path.read_bytes().startswith(b"%PDF-")
    (entry,) = clerk.window.session.journal.entries(buyer_id=OUYANG)
    assert (entry.action, entry.reason) == (Action.EXPORT_PERSON, "来信索取")


def test_without_a_reason_nothing_is_asked_for(clerk: Clerk) -> None:
    begin(clerk)
    clerk.press("Ctrl+Return")
    assert clerk.sees("personExportDialog")
    assert not clerk.window.findChildren(QFileDialog)


def test_where_the_disk_refuses_the_sheet_stays(clerk: Clerk, tmp_path: Path) -> None:
    begin(clerk)
    reason(clerk).setText("来信索取")
    sheet = clerk.see("personExportDialog")
    sheet.export_to(tmp_path / "missing" / "person.pdf")  # type: ignore[attr-defined]
    clerk.qtbot.waitUntil(lambda: clerk.sees("failureNotice"))
    assert reason(clerk).text() == "来信索取"
    assert clerk.window.session.journal.entries(buyer_id=OUYANG) == ()
