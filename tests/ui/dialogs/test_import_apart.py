"""The import's window over processes of their own, as the program has it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tests.support.apart import noted
from tests.ui.dialogs.hands import child, press
from tests.ui.dialogs.transfer_hands import host, show
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.import_dialog import ImportDialog, Step
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import Notice

__all__ = ["host"]

ROWS = 12_000
Processes = list[subprocess.Popen[bytes]]


@pytest.fixture
def backend_and_session(tmp_path: Path) -> Iterator[tuple[Backend, Session]]:
    source = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    session = open_session(source, SourceInfo("sqlite", "shop.db", ""), device=new_device(), apart=True)
    yield source.backend, session
    session.close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Processes:
    return noted(monkeypatch)


@pytest.fixture
def dialog(
    host: QWidget,
    operations: Operations,
    runner: Runner,
    theme: Theme,
    icons: Icons,
    started: Processes,
    tmp_path: Path,
    qtbot,
) -> ImportDialog:
    """At the verdict on a file of many buyers, one of them twice."""
    dialog = ImportDialog(theme=theme, icons=icons, operations=operations, runner=runner, parent=host)
    show(dialog, qtbot)
    path = tmp_path / "many.csv"
    path.write_text("openId,昵称\n" + "".join(f"oMany{n % ROWS},王小明\n" for n in range(ROWS + 1)), encoding="utf-8")
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.step is Step.COLUMNS, timeout=60_000)
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.step is Step.VERDICT, timeout=60_000)
    dialog.verdict_page.skip_check.setChecked(True)
    return dialog


def begin(dialog: ImportDialog, qtbot) -> None:
    """The import runs, and rows are being written."""
    with qtbot.waitSignal(dialog._task.progressed, check_params_cb=bool, timeout=60_000):
        dialog.go_on()


def test_rows_get_in_and_those_left_out_are_listed(
    dialog: ImportDialog, session: Session, started: Processes, tmp_path: Path, qtbot
) -> None:
    dialog.go_on()
    qtbot.waitUntil(lambda: dialog.step is Step.DONE, timeout=60_000)
    assert session.transfer.counts().buyers == ROWS
    listed = child(dialog, Notice, "errorFileNotice")
    qtbot.waitUntil(listed.isVisible, timeout=60_000)
    lines = (tmp_path / "many.csv.errors.csv").read_text("utf-8-sig").splitlines()
    assert lines[1:] == [f"{ROWS + 2},The openId is in row 2 already,open_id,2,oMany0,王小明"]
    assert len(started) == 4


def test_a_process_that_dies_is_one_sentence_and_nothing_is_lost(
    dialog: ImportDialog, session: Session, started: Processes, qtbot, caplog: pytest.LogCaptureFixture
) -> None:
    begin(dialog, qtbot)
    started[-1].kill()
    qtbot.waitUntil(lambda: dialog.step is Step.VERDICT, timeout=60_000)
    caplog.clear()
    assert child(dialog, Notice, "toolNotice").text == (
        "It broke off\nNothing was written. Try again; if it stays, start the program anew."
    )
    assert session.transfer.counts().buyers == 0
    assert session.journal.entries() == ()


def test_it_is_stopped_by_hand(dialog: ImportDialog, session: Session, qtbot) -> None:
    begin(dialog, qtbot)
    press(dialog, Qt.Key.Key_Escape)
    press(dialog, Qt.Key.Key_Escape)
    assert child(dialog, QPushButton, "cancelButton").text() == "Stopping…"
    qtbot.waitUntil(lambda: dialog.step is Step.VERDICT, timeout=60_000)
    assert child(dialog, Notice, "toolNotice").text == "Stopped\nNothing was written."
    assert session.transfer.counts().buyers == 0


def test_leaving_the_program_in_the_middle_writes_nothing(
    dialog: ImportDialog, session: Session, started: Processes, runner: Runner, qtbot
) -> None:
    begin(dialog, qtbot)
    assert runner.close(timeout=60)
    assert started[-1].poll() is not None
    assert session.transfer.counts().buyers == 0
