"""The command line: the window, and the work that needs no window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from wxbuyer_gui import __version__
from wxbuyer_gui.paths import folders

DONE, REFUSED, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code: 0 done, 1 refused or found faulty, 2 wrong usage or no display."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except Exception as error:
        from wxbuyer_gui.domain.errors import BackendError

        if not isinstance(error, BackendError):
            raise
        print(f"wxbuyer-gui: {error} ({error.code})", file=sys.stderr)
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wxbuyer-gui", description="Find, register and bind WeChat buyers.")
    parser.set_defaults(run=_window)
    parser.add_argument("--version", action="version", version=__version__)
    _add_source(parser)
    parser.add_argument("--search", metavar="TEXT", default="", help="type TEXT into the search box")
    parser.add_argument("--lang", choices=("zh_CN", "en"))
    parser.add_argument("--theme", choices=("auto", "light", "dark"))
    parser.add_argument("--screenshot", metavar="FILE", type=Path, help="paint the results, save them, exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    one = commands.add_parser("import", help="bring in buyers or members from a CSV or XLSX file; asks nothing")
    _add_source(one)
    one.add_argument("file", metavar="FILE", type=Path)
    one.add_argument("--kind", choices=("buyers", "members"), help="what the rows are; guessed from the headers")
    one.add_argument("--skip-bad", action="store_true", help="import the good rows although others are refused")
    one.set_defaults(run=_import)

    one = commands.add_parser("check", help="check the search index against the rows")
    _add_source(one)
    one.add_argument("--rebuild-index", action="store_true")
    one.set_defaults(run=_check)

    one = commands.add_parser("migrate", help="bring a database up to this program's schema")
    _add_source(one)
    one.set_defaults(run=_migrate)
    return parser


def _add_source(parser: argparse.ArgumentParser) -> None:
    # SUPPRESS: a command's own default must not hide what stood before the command.
    parser.add_argument(
        "--connect", metavar="URL", default=argparse.SUPPRESS, help="sqlite:///FILE or postgresql+psycopg://…"
    )
    parser.add_argument("--tenant", metavar="N", type=int, default=argparse.SUPPRESS)
    parser.add_argument("--data-dir", metavar="DIR", type=Path, default=argparse.SUPPRESS)


def _url(arguments: argparse.Namespace) -> str:
    if "connect" in arguments:
        return str(arguments.connect)
    file = folders(getattr(arguments, "data_dir", None)).database_file
    file.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{file}"


def _window(arguments: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        if arguments.screenshot is None:
            print("wxbuyer-gui: there is no display to open a window on", file=sys.stderr)
            return USAGE
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from wxbuyer_gui.app import run_window

    return run_window(
        _url(arguments),
        data_dir=getattr(arguments, "data_dir", None),
        tenant_id=getattr(arguments, "tenant", None),
        search=arguments.search,
        language=arguments.lang,
        theme=arguments.theme,
        screenshot=arguments.screenshot,
    )


def _import(arguments: argparse.Namespace) -> int:
    from wxbuyer_gui.services.transfer.columns import FileKind
    from wxbuyer_gui.services.transfer.importing import Importer
    from wxbuyer_gui.services.transfer.plan import inspect
    from wxbuyer_gui.services.transfer.report import error_file, summary
    from wxbuyer_gui.store.engine import open_store

    plan = inspect(arguments.file)
    if arguments.kind:
        plan = plan.with_kind(FileKind(arguments.kind))
    store = open_store(_url(arguments))
    try:
        importer = Importer(store, getattr(arguments, "tenant", 1))
        verdicts = importer.run(plan, cancel=Event(), progress=_show_rows, skip_bad=arguments.skip_bad)
    finally:
        store.close()
    print(summary(plan, verdicts))
    if verdicts.refused:
        print(f"refused rows: {error_file(plan, verdicts)}")
    return DONE if verdicts.written else REFUSED


def _show_rows(rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{rows:,} rows", end="", file=sys.stderr, flush=True)


def _check(arguments: argparse.Namespace) -> int:
    from wxbuyer_gui.store.engine import open_store
    from wxbuyer_gui.store.index import check_index, rebuild_index

    store = open_store(_url(arguments), create=False)
    try:
        with store.write() as connection:
            if arguments.rebuild_index:
                rebuild_index(connection)
            wrong = check_index(connection)
    finally:
        store.close()
    print("the index is whole" if not wrong else f"the index is wrong for {wrong} rows: run check --rebuild-index")
    return DONE if not wrong else REFUSED


def _migrate(arguments: argparse.Namespace) -> int:
    from wxbuyer_gui.store.engine import migrate_store

    print("migrated" if migrate_store(_url(arguments)) else "nothing to do")
    return DONE
