"""Export through its window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QWidget

from tests.ui.dialogs.hands import CTRL, child, edit, press, type_into
from tests.ui.dialogs.transfer_hands import Gate, gate, host, reach, show
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.services.transfer.sheet import open_sheet
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.export_dialog import ExportDialog, Step
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import Notice

__all__ = ["gate", "host", "reach"]


@pytest.fixture
def dialog(
    host: QWidget,
    operations: Operations,
    runner: Runner,
    buyer: WxBuyingUser,
    free_member: int,
    theme: Theme,
    icons: Icons,
    qtbot,
) -> ExportDialog:
    today = date(2026, 11, 24)
    dialog = ExportDialog(
        theme=theme, icons=icons, operations=operations, runner=runner, today=lambda: today, parent=host
    )
    show(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.form.count > 0)
    return dialog


def submit(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, "submitButton")


def phones(path: Path) -> set[object]:
    sheet = open_sheet(path)
    column = sheet.headers.index("phone")
    return {cells[column] for _number, cells in sheet.rows()}


def test_masked_by_default(dialog: ExportDialog, reach: Callable, session: Session, tmp_path: Path) -> None:
    assert [dialog.form.kind.itemText(index) for index in range(2)] == ["Buyers 2", "Members 1"]
    dialog.export_to(tmp_path / "out.xlsx")
    reach(Step.DONE)
    assert dialog.done_page.text == f"Exported 2 rows\nout.xlsx\n{tmp_path}"
    assert phones(tmp_path / "out.xlsx") == {"138****8000", ""}
    assert (session.journal.entries()[0].count, session.journal.entries()[0].changes) == (2, ())


def test_a_clear_one_asks_what_for(dialog: ExportDialog, reach: Callable, session: Session, tmp_path: Path) -> None:
    child(dialog, QCheckBox, "clearCheck").setChecked(True)
    assert child(dialog, Notice, "clearNotice").isVisible()
    assert not submit(dialog).isEnabled()
    assert edit(dialog, "reasonEdit").hasFocus()
    type_into(dialog, "reasonEdit", "换电脑")
    type_into(dialog, "reasonEdit", " ")
    assert submit(dialog).isEnabled()
    dialog.form.kind.set_value("members")
    dialog.export_to(tmp_path / "out.csv")
    reach(Step.DONE)
    assert phones(tmp_path / "out.csv") == {"13800138000"}
    assert (session.journal.entries()[0].count, session.journal.entries()[0].reason) == (1, "换电脑")


def test_the_place_is_asked_for_without_blocking(dialog: ExportDialog, reach: Callable, tmp_path: Path) -> None:
    dialog.form.format.set_value("csv")
    press(dialog, Qt.Key.Key_Return, CTRL)
    chooser = dialog.findChild(QFileDialog)
    assert chooser.isVisible()
    assert [Path(name).name for name in chooser.selectedFiles()] == ["Buyers-2026-11-24.csv"]
    chooser.fileSelected.emit(str(tmp_path / "mine.csv"))
    chooser.close()
    reach(Step.DONE)
    assert (tmp_path / "mine.csv").exists()


@pytest.mark.parametrize(
    ("name", "title"), [("out.pdf", "The file must end in .csv or .xlsx"), ("missing/out.csv", "The file is not there")]
)
def test_what_cannot_be_written_is_said(dialog: ExportDialog, tmp_path: Path, name: str, title: str, qtbot) -> None:
    dialog.export_to(tmp_path / name)
    qtbot.waitUntil(lambda: child(dialog, Notice, "toolNotice").isVisible())
    assert child(dialog, Notice, "toolNotice").text.split("\n")[0] == title
    assert dialog.step is Step.FORM
    assert list(tmp_path.glob("**/out*")) == []


def test_stopped_in_the_middle_it_leaves_nothing(
    dialog: ExportDialog, reach: Callable, backend: Backend, session: Session, tmp_path: Path, gate: Gate, qtbot
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("昵称,微信openId\n" + "".join(f"王,oMany{n}\n" for n in range(2500)), encoding="utf-8")
    session.transfer.run(session.transfer.inspect(path))
    path.unlink()
    dialog.export_to(tmp_path / "out.csv")
    qtbot.waitUntil(gate.reached.is_set)
    assert dialog.step is Step.RUNNING
    child(dialog, QPushButton, "cancelButton").click()
    gate.let_through()
    reach(Step.FORM)
    assert child(dialog, Notice, "toolNotice").text == "Stopped\nNothing was written."
    assert list(tmp_path.iterdir()) == []


def test_one_after_the_other(dialog: ExportDialog, reach: Callable, tmp_path: Path, qtbot) -> None:
    dialog.export_to(tmp_path / "out.csv")
    reach(Step.DONE)
    child(dialog, QPushButton, "backButton").click()
    assert dialog.step is Step.FORM
    dialog.export_to(tmp_path / "out.csv")
    reach(Step.DONE)
    with qtbot.waitSignal(dialog.closed):
        submit(dialog).click()
