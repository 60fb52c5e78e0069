"""The command line: the window, and the work that needs no window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from wxbuyer_gui import __version__, running
from wxbuyer_gui.apart import COMMAND
from wxbuyer_gui.running import MANAGER, REFUSED, fail
from wxbuyer_gui.server.arguments import add_commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code. What people may expect to happen is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese is no reason to fail
    given = sys.argv[1:] if argv is None else [*argv]
    # What the window starts to have work done apart is none of the commands that people are told of.
    arguments = argparse.Namespace(run=running.apart) if given == [COMMAND] else _parser().parse_args(given)
    try:
        code: int = arguments.run(arguments)
    except KeyboardInterrupt:
        return fail("stopped", REFUSED)
    except Exception as error:
        from wxbuyer_gui.domain.errors import BackendError
        from wxbuyer_gui.domain.permissions import NotAllowedError, SecretError

        if isinstance(error, SecretError):
            until = f", none is looked at before {error.until.astimezone():%H:%M}" if error.until is not None else ""
            return fail(f"{error}{until} ({error.code})", MANAGER)
        if isinstance(error, BackendError):
            return fail(f"{error} ({error.code})", REFUSED)
        if isinstance(error, NotAllowedError):
            return fail(f"{error}: a manager has to do it", MANAGER)
        if isinstance(error, OSError):
            place = f": {error.filename}" if error.filename else ""
            return fail(f"{error.strerror or type(error).__name__}{place}", REFUSED)
        raise
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wxbuyer-gui",
        description="Find, register and bind WeChat buyers.",
        epilog="Exit codes: 0 done, 1 refused or found faulty, 2 wrong usage or no display, 3 a manager has to do it.",
    )
    parser.set_defaults(run=running.window)
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
    one.set_defaults(call=running.export)

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
    one.set_defaults(run=running.report)

    one = _add_command(commands, "sync", "copy all buyers of a server's API into its mirror")
    one.add_argument("--per-second", metavar="N", type=_count, help="ask for N lists a second at most")
    one.add_argument("--empty", metavar="N", type=_count, help="end after N numbers in a row that belong to nobody")
    one.set_defaults(call=lambda run, work, a: run.sync(work, running.limits(a)))

    one = _add_command(commands, "migrate", "bring a database up to this program's schema")
    one.set_defaults(call=lambda run, work, a: run.migrate(work, running.admission(a), getattr(a, "tenant", None) or 1))

    one = _add_command(
        commands, "operators", "list who works here, change a role, reset a manager's forgotten password"
    )
    one.add_argument("action", choices=("list", "role", "reset"))
    one.add_argument("name", metavar="NAME", nargs="?", help="role, reset: whose, as list shows it")
    one.add_argument("role", metavar="clerk|manager", choices=("clerk", "manager"), nargs="?", help="role: the new one")
    one.set_defaults(call=running.operators)

    add_commands(lambda name, text: _add_command(commands, name, text, run=running.server))
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
        "--secret-file", metavar="FILE", type=Path, help="the password is FILE's first line, a new manager's its second"
    )
    one.set_defaults(run=run or running.command, command=name)
    return one


def _add_source(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: a command's own default must not hide what stood before the command.
    parser.add_argument(
        "--connect",
        metavar="URL",
        default=argparse.SUPPRESS,
        help="sqlite:///FILE, postgresql+psycopg://… or a server's https://…; else the source used last",
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
        day = _date(text, "%Y-%m-%d")
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day such as 2026-11-30: {text}") from None
    return day, day


def _month(text: str) -> tuple[date, date]:
    """A month as its first and its last day."""
    try:
        first = _date(text, "%Y-%m")
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a month such as 2026-11: {text}") from None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _date(text: str, form: str) -> date:
    """A date whose local time every operating system can tell; ValueError for others."""
    day = datetime.strptime(text, form).date()
    if not 1971 <= day.year < 3000:
        raise ValueError("no year of a shop's journal")
    return day
