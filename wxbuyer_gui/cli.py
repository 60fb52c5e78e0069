"""The command line: the window, and the work that needs no window."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from pickle import UnpicklingError
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING

from wxbuyer_gui import __version__
from wxbuyer_gui.display import has_display
from wxbuyer_gui.domain.crawl import CRAWL_COMMAND
from wxbuyer_gui.paths import Folders, folders
from wxbuyer_gui.server.arguments import add_commands

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code. What people may expect to happen is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese is no reason to fail
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        return _fail("stopped", REFUSED)
    except Exception as error:
        from wxbuyer_gui.domain.errors import BackendError
        from wxbuyer_gui.domain.permissions import NotAllowedError, SecretError

        if isinstance(error, SecretError):
            return _fail(f"{error} ({error.code})", MANAGER)
        if isinstance(error, BackendError):
            return _fail(f"{error} ({error.code})", REFUSED)
        if isinstance(error, NotAllowedError):
            return _fail(f"{error}: a manager has to do it", MANAGER)
        if isinstance(error, OSError):
            place = f": {error.filename}" if error.filename else ""
            return _fail(f"{error.strerror or type(error).__name__}{place}", REFUSED)
        raise
    return code


def _fail(sentence: str, code: int) -> int:
    print(f"wxbuyer-gui: {sentence}", file=sys.stderr)
    return code


# The arguments.


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wxbuyer-gui",
        description="Find, register and bind WeChat buyers.",
        epilog="Exit codes: 0 done, 1 refused or found faulty, 2 wrong usage or no display, 3 a manager has to do it.",
    )
    parser.set_defaults(run=_window)
    parser.add_argument("--version", action="version", version=__version__)
    _add_source(parser)
    parser.add_argument(
        "--demo",
        metavar="N",
        nargs="?",
        type=_count,
        const=0,
        help="a throw-away database with N (2,000) made-up buyers",
    )
    parser.add_argument("--search", metavar="TEXT", default="", help="type TEXT into the search box")
    parser.add_argument("--lang", choices=("zh_CN", "en"))
    parser.add_argument("--theme", choices=("auto", "light", "dark"))
    parser.add_argument("--screenshot", metavar="FILE", type=Path, help="paint the results, save them, exit")
    parser.add_argument("--selftest", action="store_true", help="try the window out on made-up buyers, exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    one = _add_command(commands, "import", "bring in buyers or members from a CSV or XLSX file; asks nothing")
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument("--kind", choices=("buyers", "members"), help="what the rows are; guessed from the headers")
    one.add_argument("--skip-bad", action="store_true", help="import the good rows although others are refused")
    one.set_defaults(call=lambda run, work, a: run.import_file(work, a.file, kind=a.kind, skip_bad=a.skip_bad))

    one = _add_command(commands, "export", "write all buyers or members to a CSV or XLSX file")
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument("--kind", choices=("buyers", "members"), default="buyers")
    one.add_argument("--clear", action="store_true", help="phones, ID numbers and addresses without stars")
    one.add_argument("--lang", choices=("zh_CN", "en"), default="en", help="the language of the headers")
    one.add_argument("--reason", metavar="TEXT", default="", help="what whole numbers are needed for; with --clear")
    one.set_defaults(call=_export)

    one = _add_command(commands, "backup", "copy the database to a file, while it is in use if need be")
    one.add_argument("file", metavar="FILE", type=Path)
    one.set_defaults(call=lambda run, work, a: run.backup(work, a.file))

    one = _add_command(commands, "restore", "put a backup in the place of the database, which is set aside")
    one.add_argument("file", metavar="FILE", type=Path)
    one.set_defaults(call=lambda run, work, a: run.restore(work, a.file))

    one = _add_command(commands, "check", "check the file's pages, the search index and the journal")
    one.add_argument("--rebuild-index", action="store_true", help="make the search index anew")
    one.add_argument(
        "--head", metavar="CODE", default="", help="the journal's end as a shift summary was printed with it"
    )
    one.set_defaults(call=lambda run, work, a: run.check(work, rebuild_index=a.rebuild_index, code=a.head))

    one = _add_command(commands, "report", "write a day's or a month's shift summary to a PDF, CSV or XLSX file")
    days = one.add_mutually_exclusive_group()
    days.add_argument("--day", metavar="YYYY-MM-DD", dest="days", type=_day, help="that day; today if nothing is said")
    days.add_argument("--month", metavar="YYYY-MM", dest="days", type=_month, help="that month")
    one.add_argument("--out", metavar="FILE", type=Path, required=True, help="ends in .pdf, .csv or .xlsx")
    one.add_argument("--lang", choices=("zh_CN", "en"), default="zh_CN", help="the language of the words")
    one.set_defaults(run=_report)

    one = _add_command(commands, "sync", "copy all buyers of a server's API into its mirror")
    one.add_argument("--per-second", metavar="N", type=_count, help="ask for N lists a second at most")
    one.add_argument("--empty", metavar="N", type=_count, help="end after N numbers in a row that belong to nobody")
    one.set_defaults(call=lambda run, work, a: run.sync(work, _limits(a)))

    one = _add_command(commands, "migrate", "bring a database up to this program's schema")
    one.set_defaults(call=lambda run, work, a: run.migrate(work, _admission(a), getattr(a, "tenant", None) or 1))

    one = _add_command(commands, "operators", "list who works here; reset a manager's forgotten password")
    one.add_argument("action", choices=("list", "reset"))
    one.add_argument("name", metavar="NAME", nargs="?", help="reset: the manager's name, as list shows it")
    one.set_defaults(call=_operators)

    # What the window starts to copy a server's buyers; without a help it is not listed.
    commands.add_parser(CRAWL_COMMAND, add_help=False).set_defaults(run=_crawl)
    add_commands(lambda name, text: _add_command(commands, name, text, run=_server))
    return parser


def _add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    *,
    run: Callable[[argparse.Namespace], int] | None = None,
) -> argparse.ArgumentParser:
    """A command; its ``call`` gets the module ``commands``, the ``Work`` and the arguments, unless ``run`` does it."""
    one = commands.add_parser(name, help=text, description=text)
    _add_source(one)
    one.add_argument(
        "--operator", metavar="NAME", default="", help="where the shop has operators: the manager who runs this"
    )
    one.add_argument(
        "--secret-file", metavar="FILE", type=Path, help="the password is FILE's first line, and is not asked for"
    )
    one.set_defaults(run=run or _command, command=name)
    return one


def _add_source(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: a command's own default must not hide what stood before the command.
    parser.add_argument(
        "--connect",
        metavar="URL",
        default=argparse.SUPPRESS,
        help="sqlite:///FILE or postgresql+psycopg://…; else the source used last",
    )
    parser.add_argument("--mirror", metavar="URL", default=argparse.SUPPRESS, help="sqlite:///FILE, for a server's API")
    parser.add_argument("--tenant", metavar="N", type=_count, default=argparse.SUPPRESS, help="the tenant's number")
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="where settings, logs, backups and the usual database are",
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"not a whole number above 0: {text}")
    return int(text)


def _day(text: str) -> tuple[date, date]:
    """A day as the first and the last one of the days to report."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day such as 2026-11-30: {text}") from None
    return day, day


def _month(text: str) -> tuple[date, date]:
    """A month as its first and its last day."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a month such as 2026-11: {text}") from None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


# Which source.


def _places(arguments: argparse.Namespace) -> Folders:
    return folders(getattr(arguments, "data_dir", None))


def _first_look(arguments: argparse.Namespace) -> FirstLook:
    from wxbuyer_gui.settings import read_first_look

    return read_first_look(_places(arguments).settings_file)


def _profile(arguments: argparse.Namespace) -> Profile | None:
    """The source used last, None for the usual database."""
    profile = _first_look(arguments).source
    if profile is not None and "tenant" in arguments:
        return replace(profile, tenant_id=arguments.tenant)
    return profile


def _open(arguments: argparse.Namespace, sources: Sources) -> Session:
    tenant, mirror = getattr(arguments, "tenant", None), getattr(arguments, "mirror", None)
    if "connect" in arguments:
        return sources.open(arguments.connect, mirror=mirror, tenant_id=tenant)
    profile = _profile(arguments)
    if profile is None and tenant is not None:
        return sources.open(sources.url_of(None), tenant_id=tenant)
    return sources.open_profile(profile)


def _limits(arguments: argparse.Namespace) -> CrawlLimits:
    """How all buyers are copied: what the arguments say, else the settings of a source that has a name."""
    from wxbuyer_gui.domain.crawl import CrawlLimits
    from wxbuyer_gui.settings.remote import RemoteAccess

    profile = None if "connect" in arguments else _profile(arguments)
    access = (profile.remote if profile is not None else None) or RemoteAccess()
    per_second = arguments.per_second or access.crawl_per_second or None
    return CrawlLimits(per_second=per_second, empty_ids=arguments.empty or access.empty_ids)


# The commands.


def _command(arguments: argparse.Namespace) -> int:
    """Run a command."""
    from wxbuyer_gui import commands

    work = _work(arguments)
    with _stopped_by_ctrl_c(work.stop):
        code: int = arguments.call(commands, work, arguments)
    return code


def _operators(run: ModuleType, work: Work, arguments: argparse.Namespace) -> int:
    if (arguments.action == "reset") != (arguments.name is not None):
        return _fail("reset needs the manager's NAME, and list takes none", USAGE)
    if arguments.action == "list":
        return int(run.list_operators(work))
    work = replace(work, open=lambda: _open(arguments, work.sources))  # nobody can sign in: that is why
    return int(run.reset_operator(work, arguments.name, _admission(arguments)))


def _report(arguments: argparse.Namespace) -> int:
    """Run ``report``, whose words and pages are the window's; no display is needed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from wxbuyer_gui import app
    except ImportError as error:
        return _no_window(error)
    today = datetime.now().astimezone().date()
    with app.summary_writer(arguments.lang) as write:
        arguments.call = lambda run, work, a: run.report(work, a.days or (today, today), a.out, write)
        return _command(arguments)


def _crawl(_arguments: argparse.Namespace) -> int:
    """Copy what the window says through standard input; a frozen program without a console has no ``sys.stdin``."""
    from wxbuyer_gui.backends.crawl_process import work

    with open(0, "rb", closefd=False) as incoming, open(1, "w", encoding="utf-8", closefd=False) as outgoing:
        try:
            return work(incoming, outgoing)
        except (EOFError, UnpicklingError):
            return _fail(f"{CRAWL_COMMAND} is what a window starts; run sync", USAGE)


def _export(run: ModuleType, work: Work, arguments: argparse.Namespace) -> int:
    """Whole numbers need a reason, which the journal and the file's last line keep."""
    if arguments.clear and not arguments.reason.strip():
        return _fail("--clear writes whole numbers: say what for with --reason TEXT", USAGE)
    code: int = run.export_file(
        work,
        arguments.file,
        kind=arguments.kind,
        clear=arguments.clear,
        reason=arguments.reason,
        language=arguments.lang,
    )
    return code


def _server(arguments: argparse.Namespace) -> int:
    """Run ``serve`` or ``tokens``. A database that is served is checked before, where that is due, and backed up."""
    try:
        from wxbuyer_gui.server import backups, command
    except ModuleNotFoundError as error:
        if error.name not in ("cryptography", "fastapi", "uvicorn"):
            raise
        return _fail(f"a server needs {error.name}: install wxbuyer-gui[server]", REFUSED)
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


def _work(arguments: argparse.Namespace) -> Work:
    from wxbuyer_gui.commands import Work
    from wxbuyer_gui.services.secrets import system_secrets
    from wxbuyer_gui.sources import Sources

    places = _places(arguments)
    chosen = _first_look(arguments).backup.folder
    sources = Sources(places, secrets=system_secrets, backup_folder=lambda: Path(chosen or places.backups))
    url = arguments.connect if "connect" in arguments else sources.url_of(_profile(arguments))
    admission = _admission(arguments)
    return Work(sources, url, lambda: admission.of(_open(arguments, sources)), print)


def _admission(arguments: argparse.Namespace) -> Admission:
    """Which manager runs the command, where the shop has operators."""
    from wxbuyer_gui.admission import Admission

    return Admission(arguments.operator, arguments.secret_file)


# The window.


def _window(arguments: argparse.Namespace) -> int:
    if arguments.demo is not None and "connect" in arguments:
        return _fail("--demo and --connect name two sources: choose one", USAGE)
    if arguments.selftest or arguments.screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif not has_display():
        return _fail("there is no display to open a window on", USAGE)
    gc.disable()  # to walk all that is being imported would take a tenth of the start; the window's guard goes on
    try:
        from wxbuyer_gui import app
    except ImportError as error:
        return _no_window(error)
    places = _places(arguments)
    if arguments.selftest:
        problem = app.run_selftest(places)
        return _fail(f"selftest: {problem}", REFUSED) if problem else DONE

    def begin(window: MainWindow, sources: Sources) -> None:
        if arguments.demo is not None:
            window.open_demo(arguments.demo or sources.DEMO_BUYERS)
        else:
            window.open(lambda: _open(arguments, sources))

    look = {"search": arguments.search, "language": arguments.lang, "theme": arguments.theme}
    if arguments.screenshot is not None:
        saved = app.save_screenshot(arguments.screenshot, begin, places=places, **look)
        return DONE if saved else _fail("the picture could not be made", REFUSED)
    source = "" if arguments.demo is not None else app.source_key(_url(arguments))
    return app.run_window(begin, places=places, source=source, **look)


def _no_window(error: ImportError) -> int:
    if not (error.name or "").startswith("PySide6"):
        raise error
    return _fail(f"the window needs libraries that are not here: {error}", USAGE)


def _url(arguments: argparse.Namespace) -> str:
    if "connect" in arguments:
        return str(arguments.connect)
    profile = _profile(arguments)
    return profile.url if profile is not None else f"sqlite:///{_places(arguments).database_file}"
