"""Runs what the command line asks for: the window, a command, or the server."""

from __future__ import annotations

import gc
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.apart import COMMAND
from wxbuyer_gui.display import has_display
from wxbuyer_gui.paths import Folders, folders

if TYPE_CHECKING:
    from types import ModuleType

    from wxbuyer_gui.admission import Admission
    from wxbuyer_gui.commands import Work
    from wxbuyer_gui.domain.crawl import CrawlLimits
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.settings import FirstLook, Profile
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.ui.main_window import MainWindow

DONE, REFUSED, USAGE, MANAGER = 0, 1, 2, 3
"""Exit codes: done; refused or found faulty; wrong usage or no display; a manager has to do it."""


def fail(sentence: str, code: int) -> int:
    """Say why in one sentence; returns ``code``."""
    print(f"wxbuyer-gui: {sentence}", file=sys.stderr)
    return code


# Which source.


def _places(arguments: Namespace) -> Folders:
    return folders(getattr(arguments, "data_dir", None))


def _first_look(arguments: Namespace) -> FirstLook:
    from wxbuyer_gui.settings import read_first_look

    return read_first_look(_places(arguments).settings_file)


def _profile(arguments: Namespace) -> Profile | None:
    """The source used last, None for the usual database."""
    profile = _first_look(arguments).source
    if profile is not None and "tenant" in arguments:
        return replace(profile, tenant_id=arguments.tenant)
    return profile


def _open(arguments: Namespace, sources: Sources) -> Session:
    tenant, mirror = getattr(arguments, "tenant", None), getattr(arguments, "mirror", None)
    if "connect" in arguments:
        return sources.open(arguments.connect, mirror=mirror, tenant_id=tenant)
    profile = _profile(arguments)
    if profile is None and tenant is not None:
        return sources.open(sources.url_of(None), tenant_id=tenant)
    return sources.open_profile(profile)


def limits(arguments: Namespace) -> CrawlLimits:
    """How all buyers are copied: what the arguments say, else the settings of a source that has a name."""
    from wxbuyer_gui.domain.crawl import CrawlLimits
    from wxbuyer_gui.settings.remote import RemoteAccess

    profile = None if "connect" in arguments else _profile(arguments)
    access = (profile.remote if profile is not None else None) or RemoteAccess()
    per_second = arguments.per_second or access.crawl_per_second or None
    return CrawlLimits(per_second=per_second, empty_ids=arguments.empty or access.empty_ids)


# The commands.


def command(arguments: Namespace) -> int:
    """Run a command."""
    from wxbuyer_gui import commands

    work = _work(arguments)
    with _stopped_by_ctrl_c(work.stop):
        code: int = arguments.call(commands, work, arguments)
    return code


def operators(run: ModuleType, work: Work, arguments: Namespace) -> int:
    """Run ``operators list``, ``operators role NAME ROLE`` or ``operators reset NAME``."""
    given = (arguments.name is not None, arguments.role is not None)
    if given != {"list": (False, False), "role": (True, True), "reset": (True, False)}[arguments.action]:
        return fail("list takes nothing, role a NAME and clerk or manager, reset the manager's NAME", USAGE)
    if arguments.action == "list":
        return int(run.list_operators(work))
    if arguments.action == "role":
        return int(run.change_role(work, arguments.name, arguments.role, admission(arguments)))
    work = replace(work, open=lambda: _open(arguments, work.sources))  # nobody can sign in: that is why
    return int(run.reset_operator(work, arguments.name, admission(arguments)))


def report(arguments: Namespace) -> int:
    """Run ``report``, whose words and pages are the window's; no display is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from wxbuyer_gui import app
    except ImportError as error:
        return _no_window(error)
    today = datetime.now().astimezone().date()
    with app.summary_writer(arguments.lang) as write:
        arguments.call = lambda run, work, a: run.report(work, a.days or (today, today), a.out, write)
        return command(arguments)


def apart(_arguments: Namespace) -> int:
    """Do what a window says through standard input; a frozen program without a console has no ``sys.stdin``."""
    from pickle import UnpicklingError

    from wxbuyer_gui.apart.child import work

    with open(0, "rb", closefd=False) as incoming, open(os.dup(1), "wb") as outgoing:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)  # what a library prints must not get among the reports
        try:
            return work(incoming, outgoing)
        except (EOFError, UnpicklingError):
            return fail(f"{COMMAND} is what a window starts", USAGE)


def export(run: ModuleType, work: Work, arguments: Namespace) -> int:
    """Whole numbers need a reason, which the journal and the file's last line keep."""
    if arguments.clear and not arguments.reason.strip():
        return fail("--clear writes whole numbers: say what for with --reason TEXT", USAGE)
    code: int = run.export_file(
        work,
        arguments.file,
        kind=arguments.kind,
        clear=arguments.clear,
        reason=arguments.reason,
        language=arguments.lang,
    )
    return code


def server(arguments: Namespace) -> int:
    """Run ``serve`` or ``tokens``. A database that is served is checked before, where that is due, and backed up."""
    try:
        from wxbuyer_gui.server import backups, command
    except ModuleNotFoundError as error:
        if error.name not in ("cryptography", "fastapi", "uvicorn"):
            raise
        return fail(f"a server needs {error.name}: install wxbuyer-gui[server]", REFUSED)
    from wxbuyer_gui.logs import Logs
    from wxbuyer_gui.services.secrets import system_secrets

    work = _work(arguments)
    if arguments.command == "tokens" and not work.is_missing:
        with work.session():  # who may make a token may do everything
            pass
    profile = None if "connect" in arguments else _profile(arguments)
    tenant = getattr(arguments, "tenant", None) or (profile.tenant_id if profile else None) or 1
    url = arguments.connect if "connect" in arguments else work.sources.full_url(profile)
    places = _places(arguments)
    served = command.Served(url=url, data=places.data, tenant_id=tenant, keyring=system_secrets)
    logs = Logs(places.logs / "server")  # a file of its own: two programs must not rotate one

    automatic = _first_look(arguments).backup.automatic
    tell = partial(print, flush=True)

    @contextmanager
    def beside() -> Iterator[None]:
        logs.start()
        with (
            work.session(create=True) as session,
            backups.kept_backed_up(session.care, tell=tell) if automatic else nullcontext(),
        ):
            yield

    with _stopped_by_ctrl_c(work.stop):
        try:
            code: int = arguments.serve(command, served, arguments, tell, beside, work.stop)
        finally:
            logs.stop()
    return code


@contextmanager
def _stopped_by_ctrl_c(event: Event) -> Iterator[None]:
    """The first Ctrl+C sets ``event``, a second one breaks off."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        event.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(arguments: Namespace) -> Work:
    from wxbuyer_gui.commands import Work
    from wxbuyer_gui.services.secrets import system_secrets
    from wxbuyer_gui.sources import Sources

    places = _places(arguments)
    chosen = _first_look(arguments).backup.folder
    sources = Sources(places, secrets=system_secrets, backup_folder=lambda: Path(chosen or places.backups))
    url = arguments.connect if "connect" in arguments else sources.url_of(_profile(arguments))
    entry, stop = admission(arguments), Event()
    return Work(sources, url, lambda: entry.of(_open(arguments, sources), cancel=stop), print, stop)


def admission(arguments: Namespace) -> Admission:
    """Which manager runs the command, where the shop has operators."""
    from wxbuyer_gui.admission import Admission

    return Admission(arguments.operator, arguments.secret_file)


# The window.


def window(arguments: Namespace) -> int:
    """Open the window, or make a picture or the selftest of it; returns once it is closed."""
    if arguments.demo is not None and "connect" in arguments:
        return fail("--demo and --connect name two sources: choose one", USAGE)
    if arguments.selftest or arguments.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif not has_display():
        return fail("there is no display to open a window on", USAGE)
    gc.disable()  # to walk all that is being imported would take a tenth of the start; the window's guard goes on
    try:
        from wxbuyer_gui import app
    except ImportError as error:
        return _no_window(error)
    places = _places(arguments)
    if arguments.selftest:
        problem = app.run_selftest(places)
        return fail(f"selftest: {problem}", REFUSED) if problem else DONE

    def begin(window: MainWindow, sources: Sources) -> None:
        if arguments.demo is not None:
            window.open_demo(arguments.demo or sources.DEMO_BUYERS)
        else:
            window.open(lambda: _open(arguments, sources))

    look = {"search": arguments.search, "language": arguments.lang, "theme": arguments.theme}
    if arguments.screenshot is not None:
        saved = app.save_screenshot(arguments.screenshot, begin, places=places, **look)
        return DONE if saved else fail("the picture could not be made", REFUSED)
    source = "" if arguments.demo is not None else app.source_key(_url(arguments))
    return app.run_window(begin, places=places, source=source, **look)


def _no_window(error: ImportError) -> int:
    if not (error.name or "").startswith("PySide6"):
        raise error
    return fail(f"the window needs libraries that are not here: {error}", USAGE)


def _url(arguments: Namespace) -> str:
    if "connect" in arguments:
        return str(arguments.connect)
    profile = _profile(arguments)
    return profile.url if profile is not None else f"sqlite:///{_places(arguments).database_file}"
