"""What nobody expected is logged and told without personal data, from every thread, and the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer, qCritical, qWarning
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.dialogs.crash_dialog import CrashDialog
from wxbuyer_gui.ui.incidents import CrashReporter, Incident, Incidents
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


@pytest.fixture
def incidents(qtbot: QtBot) -> Iterator[Incidents]:
    """Between the hooks that pytest-qt has of its own."""
    incidents = Incidents(version="0.1.0")
    incidents.start()
    yield incidents
    incidents.stop()


def fail() -> None:
    raise KeyError(f"王小明 13800138000 {OPEN_ID}")


def test_an_exception_in_a_slot_is_told_without_its_message(
    incidents: Incidents, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(incidents.happened) as happened:
        QTimer.singleShot(0, fail)
    incident: Incident = happened.args[0]
    assert incident.kind == "KeyError"
    assert "test_incidents.py" in incident.details
    assert "in fail" in incident.details
    assert "0.1.0" in incident.details
    for private in ("王小明", "138", OPEN_ID):
        assert private not in incident.details
        assert private not in caplog.text
    assert "Unexpected exception" in caplog.text
    caplog.clear()


def test_an_exception_on_a_thread_arrives_on_the_main_one(
    incidents: Incidents, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    threads: list[str] = []
    incidents.happened.connect(lambda _incident: threads.append(threading.current_thread().name))
    with qtbot.waitSignal(incidents.happened) as happened:
        threading.Thread(target=fail, name="worker-1").start()
    assert "worker-1" in happened.args[0].details
    assert threads == [threading.main_thread().name]
    caplog.clear()


def test_qts_messages_are_logged_by_their_weight(incidents: Incidents, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("no such font")
    qCritical("no <b>memory</b>")
    found = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "qt"]
    caplog.clear()
    assert found == [("WARNING", "no such font"), ("ERROR", "no <b>memory</b>")]


def test_ctrl_c_is_no_incident(incidents: Incidents, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[Incident] = []
    incidents.happened.connect(told.append)
    passed_on: list[type[BaseException]] = []
    incidents._excepthook = lambda kind, *_rest: passed_on.append(kind)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed_on == [KeyboardInterrupt]
    assert told == []


def test_the_hooks_are_given_back(qapp: object) -> None:
    before = (sys.excepthook, threading.excepthook)
    incidents = Incidents(version="")
    incidents.start()
    assert sys.excepthook != before[0]
    incidents.stop()
    assert (sys.excepthook, threading.excepthook) == before


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_one_dialog_shows_them_all_and_copies_them(window: QWidget, qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    copied: list[str] = []
    reporter = CrashReporter(window=window, theme=theme, icons=icons, copy=copied.append)
    for details in ("first <img src=x>", "second", "second"):
        reporter.show(Incident("KeyError", details))
    (dialog,) = window.findChildren(CrashDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "first <img src=x>\n\nsecond"
    dialog.submit_button.click()
    assert copied == ["first <img src=x>\n\nsecond"]
    with qtbot.waitSignal(dialog.closed):
        dialog.close()
    reporter.show(Incident("KeyError", "third"))
    assert [each.isVisible() for each in window.findChildren(CrashDialog)].count(True) == 1
