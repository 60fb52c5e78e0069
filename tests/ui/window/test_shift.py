"""交班小结 through the real window: seen, saved, printed, and saved by itself each day."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, hire
from tests.ui.window.conftest import OUYANG, Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.shift import Tally
from wxbuyer_gui.ui.dialogs.shift_dialog import ShiftDialog
from wxbuyer_gui.ui.main_window import MainWindow


def today() -> str:
    return datetime.now().astimezone().date().isoformat()


def unbind(window: MainWindow) -> None:
    bound = window.session.desk.buyer(OUYANG)
    assert bound is not None
    window.session.desk.unbind(bound)


def opened(clerk: Clerk) -> ShiftDialog:
    command(clerk, "shift")
    dialog = clerk.see("shiftDialog")
    assert isinstance(dialog, ShiftDialog)
    clerk.qtbot.waitUntil(lambda: dialog.summary is not None)
    return dialog


def keep_daily(window: MainWindow, folder: Path) -> None:
    window._preferences.change(
        lambda settings: replace(settings, report=replace(settings.report, daily=True, folder=str(folder)))
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_done_today_is_counted_and_saved(clerk: Clerk, tmp_path: Path) -> None:
    unbind(clerk.window)
    dialog = opened(clerk)
    assert dialog.summary is not None
    assert dialog.summary.total == Tally(unbound=1)
    for name, start in (("day.pdf", b"%PDF-"), ("day.csv", b"\xef\xbb\xbf"), ("day.xlsx", b"PK")):
        path = tmp_path / name
        dialog.save_to(path)
        clerk.qtbot.waitUntil(path.exists)
        clerk.qtbot.waitUntil(lambda name=name: name in dialog.message.text)
        assert path.read_bytes().startswith(start)
    dialog.save_to(tmp_path / "missing" / "day.pdf")
    clerk.qtbot.waitUntil(lambda: clerk.sees("toolNotice"))


def test_it_is_printed_on_any_printer(clerk: Clerk, tmp_path: Path) -> None:
    dialog = opened(clerk)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    path = tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    dialog.print_to(printer)
    assert path.read_bytes().startswith(b"%PDF-")


def test_the_systems_dialog_chooses_the_printer(clerk: Clerk) -> None:
    dialog = opened(clerk)
    printed: list[QPrinter] = []
    dialog.print_to = printed.append  # type: ignore[method-assign]
    for end in ("reject", "accept"):
        dialog.submit_button.click()
        clerk.qtbot.waitUntil(lambda: dialog.findChild(QPrintDialog) is not None)
        chooser = dialog.findChild(QPrintDialog)
        assert chooser is not None
        assert chooser.isVisible()
        chooser.accepted.emit(chooser.printer()) if end == "accept" else chooser.reject()
        chooser.finished.emit(0)
        clerk.qtbot.waitUntil(lambda: dialog.findChild(QPrintDialog) is None)
    assert len(printed) == 1


def test_a_clerk_sees_the_own_numbers_of_a_day(clerk: Clerk) -> None:
    session = clerk.window.session
    people = hire(session)
    session.reports.operators.enter(people[MANAGER])
    session.journal.event("reveal", buyer_id=OUYANG, fields=["phone"])
    session.reports.operators.enter(people[CLERK])
    dialog = opened(clerk)
    assert dialog.summary is not None
    assert (dialog.summary.whose, dialog.summary.lines) == (CLERK, ())
    assert not clerk.sees("shiftUnit")
    assert not clerk.sees("dailyShiftSwitch")


def test_the_day_is_saved_at_the_end_and_again_when_it_is_over(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "summaries"
    folder.mkdir()
    window = open_window(shop)
    keep_daily(window, folder)
    unbind(window)
    window.close()
    names = [f"shift-shop.db-{today()}.csv", f"shift-shop.db-{today()}.pdf"]
    assert files(folder) == names
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    window = open_window(shop)
    journal = window.session.journal
    journal._clock = lambda: datetime.combine(yesterday, datetime.min.time()).timestamp() + 3600 * 12
    journal.event("reveal", buyer_id=OUYANG, fields=["phone"])
    window.close()
    window = open_window(shop)
    old = [folder / f"shift-shop.db-{yesterday}{ending}" for ending in (".csv", ".pdf")]
    qtbot.waitUntil(lambda: all(path.exists() for path in old))
    before = [path.stat().st_mtime_ns for path in old]
    os.utime(old[0], (0, 0))  # as if it had been written before the day's end
    window.close()
    window = open_window(shop)
    qtbot.waitUntil(lambda: old[0].stat().st_mtime > 0)
    qtbot.waitUntil(lambda: old[1].stat().st_mtime_ns > before[1])
    after = [path.stat().st_mtime_ns for path in old]
    window.close()
    window = open_window(shop)
    window.close()
    assert [path.stat().st_mtime_ns for path in old] == after  # they are final


def test_a_folder_that_is_gone_is_said_once(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(shop)
    journal = window.session.journal
    clock = journal._clock
    journal._clock = lambda: clock() - 86_400
    journal.event("reveal", buyer_id=OUYANG, fields=["phone"])
    keep_daily(window, tmp_path / "gone")
    clerk = Clerk(window, qtbot)
    qtbot.waitUntil(lambda: clerk.sees("noticeBar"))
    clerk.see("noticeCloseButton", QAbstractButton).click()
    keep_daily(window, tmp_path / "gone" / "further")
    qtbot.waitUntil(lambda: window._runner.idle_seconds() > 0)
    assert not clerk.sees("noticeBar")


def test_it_is_opened_and_closed_again_and_again(clerk: Clerk) -> None:
    for _ in range(20):
        command(clerk, "shift")
        clerk.see("shiftDialog").close()
    clerk.qtbot.waitUntil(lambda: clerk.window._runner.idle_seconds() > 0)
    assert not clerk.sees("shiftDialog")
