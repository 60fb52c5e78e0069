"""The composition root of the window: settings → source → window. The source is opened on a worker."""

from __future__ import annotations

import wxbuyer_gui.ui.unread_sources  # noqa: F401 - before all else that is imported

# isort: split
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from wxbuyer_gui import __version__
from wxbuyer_gui.domain.errors import ExpectedError
from wxbuyer_gui.logs import Logs
from wxbuyer_gui.paths import Folders, folders, resource
from wxbuyer_gui.pictures import Pictures
from wxbuyer_gui.services.secrets import system_secrets
from wxbuyer_gui.settings import without_secrets
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.sources import Sources, file_of
from wxbuyer_gui.tasks.gc_guard import GcGuard
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.i18n import Translators
from wxbuyer_gui.ui.incidents import CrashReporter, Incidents
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.next_paint import NextPaint
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.domain.shift import ShiftSummary
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.ui.single_window import SingleWindow

logger = logging.getLogger(__name__)

Begin = Callable[[MainWindow, Sources], None]
"""Lets a new window open something."""

_SWITCH_SECONDS = 0.001  # the interpreter's default of 5 ms is seen as a stutter while a worker computes
_SCREENSHOT = (1180, 740)


def create_window(
    url: str,
    *,
    mirror: str | None = None,
    data_dir: str | Path | None = None,
    language: str = "zh_CN",
    tenant_id: int | None = None,
) -> MainWindow:
    """A window on the source at ``url``, not shown yet; makes the QApplication if there is none.

    Returns at once: the source is opened on a worker, and ``window.ready`` fires when it is usable or when a page
    says why it is not. Never raises for a bad source. Closing the window waits for writes and closes the source.
    """
    places = folders(Path(data_dir) if data_dir is not None else None)
    return build_window(
        places,
        lambda window, sources: window.open(lambda: sources.open(url, mirror=mirror, tenant_id=tenant_id)),
        language=language,
    )


def build_window(
    places: Folders,
    begin: Begin,
    *,
    language: str | None = None,
    theme: str | None = None,
    incidents: Incidents | None = None,
    for_show: bool = False,
) -> MainWindow:
    """A window that opens what ``begin`` says, and shows ``incidents``.

    ``language`` and ``theme`` go before the person's settings. One that is only ``for_show``, with nobody working at
    it, leaves settings and backups alone.
    """
    app = application()
    sys.setswitchinterval(_SWITCH_SECONDS)
    file = SettingsFile(places.settings_file)
    settings = file.first_settings(language=language, theme=theme)
    translators = Translators(app, folder=resource("i18n"))
    translators.switch(settings.appearance.language)
    look = Theme(mode=settings.appearance.theme, scale=LARGE if settings.appearance.large_text else 1.0)
    look.apply(app)
    runner = Runner(expected=(ExpectedError,))
    preferences = Preferences(settings, runner=runner, write=None if for_show else file.update)

    def backup_folder() -> Path:
        return Path(preferences.settings.backup.folder or places.backups)

    icons, pictures = Icons(look), Pictures(places.avatars)
    sources = Sources(
        places, secrets=system_secrets, backup_folder=backup_folder, drop_picture=pictures.drop, apart=True
    )
    with _dressed_at_once(app):
        window = MainWindow(
            theme=look,
            icons=icons,
            translators=translators,
            runner=runner,
            preferences=preferences,
            sources=sources,
            fetch_picture=pictures.get,
            places=places,
            clear_pictures=pictures.clear,
            version=__version__,
        )
    _guard_garbage(window, runner)
    if incidents is not None:
        reporter = CrashReporter(window=window, theme=look, icons=icons, copy=app.clipboard().setText)
        incidents.happened.connect(reporter.show)

    def go_on() -> None:
        with _dressed_at_once(app):
            window.furnish()
        if not for_show:
            _keep_backups(window, runner, preferences, backup_folder)
            _keep_summaries(window, runner, preferences)
        begin(window, sources)

    NextPaint(window, go_on)
    window.ready.connect(lambda: preferences.load(lambda: file.load().settings), Qt.ConnectionType.SingleShotConnection)
    return window


@contextmanager
def _dressed_at_once(app: QApplication) -> Iterator[None]:
    """Build widgets without the stylesheet: Qt would work it out anew for a whole branch with each parent it gets."""
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def application() -> QApplication:
    """The application, made and named at the first call."""
    app = QCoreApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("wxbuyer-gui")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("wxbuyer-gui")  # what the desktop groups windows by, and finds the icon with
    app.setWindowIcon(QIcon(str(resource("desktop", "wxbuyer-gui.svg"))))
    return app


def _keep_backups(window: MainWindow, runner: Runner, preferences: Preferences, folder: Callable[[], Path]) -> None:
    from wxbuyer_gui.ui.backup_keeper import BackupKeeper

    backups = BackupKeeper(
        window=window, runner=runner, preferences=preferences, session=lambda: _session_of(window), folder=folder
    )
    window.checked.connect(backups.check)
    for ended in (backups.made, backups.failed):
        ended.connect(lambda _: window.read_status())


def _keep_summaries(window: MainWindow, runner: Runner, preferences: Preferences) -> None:
    from wxbuyer_gui.ui.shift_keeper import ShiftKeeper

    summaries = ShiftKeeper(window=window, runner=runner, preferences=preferences, session=lambda: _session_of(window))
    window.checked.connect(summaries.check)
    summaries.failed.connect(window.report)


def _guard_garbage(window: MainWindow, runner: Runner) -> None:
    """Let no worker collect garbage, which may hold widgets: from before the first one starts until all are gone."""
    guard = GcGuard(idle_seconds=runner.idle_seconds, parent=window)
    guard.start()
    window.ready.connect(guard.freeze, Qt.ConnectionType.SingleShotConnection)
    window.destroyed.connect(guard.stop)


def _session_of(window: MainWindow) -> Session | None:
    try:
        return window.session
    except RuntimeError:
        return None


def run_window(
    begin: Begin,
    *,
    places: Folders,
    source: str = "",
    search: str = "",
    language: str | None = None,
    theme: str | None = None,
) -> int:
    """Show the window until it is closed. ``source`` names what is opened, '' for what nobody opens twice.

    Where that has a window already, it is raised and searches for ``search`` instead.
    """
    from wxbuyer_gui.ui.single_window import Call, SingleWindow, bring_to_front, this_start

    app = application()
    single = SingleWindow(places.data / "locks", parent=app)
    if source and not single.claim(source, this_start(search)):
        return 0
    logs = Logs(places.logs)
    logs.start()
    incidents = Incidents(version=__version__, parent=app)
    incidents.start()
    logger.info("wxbuyer-gui %s starts", __version__)
    window = build_window(places, begin, language=language, theme=theme, incidents=incidents)

    def on_call(call: Call) -> None:
        bring_to_front(window, call)
        if call.search:
            window.search_for(call.search)

    single.called.connect(on_call)
    window.ready.connect(lambda: _move(single, window))
    _close_on_signals(window)
    if search:
        window.search_for(search)
    window.show()
    is_held = False
    try:
        code = app.exec()
        is_held = window.is_held
    finally:
        delete(window)  # while all that its destruction calls is still there
        single.release()
        incidents.stop()
        logger.info("wxbuyer-gui ends")
        logs.stop()
    if is_held:  # the interpreter would wait for that, with everything closed already
        os._exit(code)
    return code


def save_screenshot(
    file: Path,
    begin: Begin,
    *,
    places: Folders,
    search: str = "",
    language: str | None = None,
    theme: str | None = None,
) -> bool:
    """Save a picture of the window with the answer to ``search``, or with why there is none; False if it cannot be."""
    app = application()
    window = build_window(places, begin, language=language, theme=theme, for_show=True)
    window.search_for(search)
    window.resize(*_SCREENSHOT)

    def save() -> None:
        window.grab()  # lays the list out, whose scroll bar would be a hole in a picture of the same turn
        saved = window.grab().save(str(file))
        window.close()
        app.exit(0 if saved else 1)

    # One turn later: what the answer changed is laid out by then.
    window.answered.connect(lambda: QTimer.singleShot(0, window, save), Qt.ConnectionType.SingleShotConnection)
    window.show()
    return app.exec() == 0


@contextmanager
def summary_writer(language: str) -> Iterator[Callable[[Session, ShiftSummary, Path], None]]:
    """What writes a shift summary into a file, without a window; its words are in ``language`` during the block."""
    from wxbuyer_gui.ui.shift_files import write_summary

    locale = QLocale()
    translators = Translators(application(), folder=resource("i18n"))
    translators.switch(language)
    try:
        yield write_summary
    finally:
        delete(translators)
        QLocale.setDefault(locale)


def run_selftest(places: Folders) -> str:
    """Open a window on made-up buyers, search, look at the picture; says what is wrong, '' if nothing is."""
    from wxbuyer_gui.ui.selftest import SelfTest

    app = application()
    problems: list[str] = []
    incidents = Incidents(version=__version__, parent=app)
    incidents.start()
    window = build_window(
        places,
        lambda window, sources: window.open_demo(sources.DEMO_BUYERS),
        language="zh_CN",
        theme="light",
        for_show=True,
    )
    test = SelfTest(window)

    def end(problem: str) -> None:
        problems.append(problem)
        window.close()
        app.quit()

    incidents.happened.connect(lambda incident: test.fail(f"unexpected {incident.kind}"))
    test.ended.connect(end)
    window.show()
    app.exec()
    incidents.stop()
    return problems[0] if problems else "the window was closed"


def _move(single: SingleWindow, window: MainWindow) -> None:
    session = _session_of(window)
    if session is not None and not session.source.demo:
        single.move(source_key(session.source.url))


def source_key(url: str) -> str:
    """What a source is recognised by, however it was written: the whole path of a file, the address of a server."""
    path = file_of(url)
    return str(path.resolve()) if path is not None else "" if url.startswith("sqlite") else without_secrets(url)


def _close_on_signals(window: MainWindow) -> None:
    """Ctrl+C in the terminal and the end of the desktop's session close the window as its cross does.

    Python runs a handler once it runs any Python code: the gc guard's timer sees to that each second.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: QTimer.singleShot(0, window, window.close))
