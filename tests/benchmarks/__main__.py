"""Measures the program against the limit of this machine in the same run, and prints one table.

python -m tests.benchmarks [--size 100k] [--only search,ranking] [--repeats 7] [--folder FOLDER]
python -m tests.benchmarks --only dialogs [--openings 1000] [--dialogs "settings, source;about"]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import (
    cold,
    crawl,
    database,
    demo,
    elsewhere,
    imports,
    network,
    openings,
    ranking,
    rivals,
    search,
    shared,
    windows,
    writes,
)
from tests.benchmarks.measure import Line, machine, table
from wxbuyer_gui.store.engine import open_store

PARTS = (
    "search",
    "cold",
    "rivals",
    "postgres",
    "ranking",
    "writes",
    "import",
    "demo",
    "network",
    "crawl",
    "start",
    "counter",
    "day",
    "dialogs",
)
_SELDOM = ("dialogs",)
"""Takes hours, and is measured only where it is named."""
_UNITS = {"k": 1000, "m": 1_000_000}


def measure(part: str, folder: Path, chosen: argparse.Namespace) -> Iterator[Line]:
    """The lines of one part. What changes the database works on a copy."""
    rows, repeats = chosen.size, chosen.repeats
    if part == "import":
        yield from imports.lines(folder, rows)
        return
    if part == "demo":
        yield from demo.lines(folder, rows)
        return
    if part == "ranking":
        yield from ranking.lines(folder, rows)
        return
    if part == "postgres":
        yield from shared.lines(rows, repeats)
        return
    path = database.database(folder, rows)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        work = Path(name)
        if part == "start":
            yield from windows.start_lines(path, work, folder, repeats)
            return
        if part == "cold":
            yield from cold.lines(path, repeats)
            return
        if part in ("search", "rivals"):
            with open_store(f"sqlite:///{path}") as store:
                yield from (search if part == "search" else rivals).lines(store, repeats)
            return
        copy = Path(shutil.copy(path, work))
        if part == "network":
            yield from network.lines(copy, repeats)
            return
        if part == "crawl":
            yield from crawl.lines(copy, work, rows)
            yield from windows.copying_lines(copy, work, folder, rows, repeats)
            return
        if part in ("day", "dialogs"):
            names = chosen.dialogs.split(";")
            opened = windows.dialog_lines(copy, work, folder, chosen.openings, names)
            yield from windows.day_lines(copy, work, folder, rows) if part == "day" else opened
            return
        if part == "counter":
            yield from windows.counter_lines(copy, work, folder, rows, repeats)
            return
        with open_store(f"sqlite:///{copy}") as store:
            yield from writes.lines(store, work, repeats)
        yield elsewhere.line(f"sqlite:///{copy}", repeats)


def size(text: str) -> int:
    """The number of rows that "100k", "1m" or "250000" means."""
    unit = _UNITS.get(text[-1:].lower())
    return int(text[:-1]) * unit if unit else int(text)


def main(arguments: list[str] | None = None) -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=size, default=size("100k"), help="buyers in the database: 100k, 1m, …")
    parser.add_argument(
        "--only",
        default=",".join(part for part in PARTS if part not in _SELDOM),
        help=f"of {', '.join(PARTS)}; separated by commas; %(default)s",
    )
    parser.add_argument("--repeats", type=int, default=7, help="how often each thing is measured at least")
    parser.add_argument("--openings", type=int, default=1000, help="how often each dialog is opened; %(default)s")
    parser.add_argument(
        "--dialogs", default=";".join(openings.ALL), help="which dialogs; separated by semicolons; %(default)s"
    )
    parser.add_argument("--folder", type=Path, help="where databases are kept for the next run")
    chosen = parser.parse_args(arguments)
    parts = [part for part in PARTS if part in chosen.only.split(",")]
    folder: Path = chosen.folder or Path(tempfile.gettempdir(), "wxbuyer-benchmarks")
    folder.mkdir(parents=True, exist_ok=True)
    before = machine()
    lines: list[Line] = []
    for part in parts:
        print(f"{part} …", file=sys.stderr, flush=True)
        lines += measure(part, folder, chosen)
    print(
        f"{chosen.size:,} buyers · {before}\n\n{table(lines)}\n\nTimes are median / 95th percentile. After: {machine()}"
    )


if __name__ == "__main__":
    main()
