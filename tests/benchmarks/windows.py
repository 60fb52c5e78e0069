"""The window's own numbers: start, key press to paint, stalls and memory, each beside a bare window's."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.benchmarks import database
from tests.benchmarks.customers import customers
from tests.benchmarks.measure import Line, Times, time_line
from tests.benchmarks.network import running
from wxbuyer_gui.paths import folders
from wxbuyer_gui.settings import Privacy, Profile
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.store.engine import open_store

_START_RATIO, _KEY_RATIO, _MEMORY_RATIO = 1.5, 2, 2.5
_KEY_WITHIN = 10
_FRAME_MS = 1000 / 60
_TEXTS = 4
_IMPORTED = 20_000
_ALL = 10_000  # lists a second: more than anything answers
_SCROLLED, _SEARCHED, _OPENED = 200_000, 10_000, 1_000
_APART = 10  # openings that are worth a process
_LEFT_MIB = 20
_COMPILED = "compiled"


def start_lines(path: Path, folder: Path, kept: Path, repeats: int) -> Iterator[Line]:
    """From the start of a process to its painted window, and what memory it then has; the first of each warms up."""
    ours, bare = [], []
    compiled = kept / _COMPILED
    for _ in range(repeats + 1):
        bare.append(_child(compiled, "bare"))
        ours.append(_child(compiled, "start", f"sqlite:///{path}", str(_data_folder(folder))))
    ours, bare = ours[1:], bare[1:]
    painted, limit = (Times(tuple([one["painted"] for one in group])) for group in (ours, bare))
    yield time_line("process start → window painted", painted, limit, most=_START_RATIO)
    yield time_line("process start → first answer", Times(tuple([one["answered"] for one in ours])))
    yield _memory_line("memory of the window", ours[-1]["memory"], bare[-1]["memory"])


def counter_lines(path: Path, folder: Path, kept: Path, rows: int, repeats: int) -> Iterator[Line]:
    """A clerk's day on a window. Changes the database."""
    file = database.buyer_file(kept, min(rows, _IMPORTED), seed=5)
    texts = json.dumps(texts_of(path))
    words = (f"sqlite:///{path}", str(_data_folder(folder)), str(file), texts, str(repeats))
    told = _child(kept / _COMPILED, *words, module="tests.benchmarks.counter")
    keys, repaints = Times(tuple(told["keys"])), Times(tuple(told["repaints"]))
    yield time_line("key press → results painted", keys, repaints, most=_KEY_RATIO, within=_KEY_WITHIN)
    yield time_line("key press → results painted, against bare parts", keys, Times(tuple(told["bare"])))
    yield time_line("key press → whole window painted", Times(tuple(told["whole"])), repaints)
    for name in ("searching", "importing"):
        yield _stall_line(name, told[name], told["idle"])
    growth = told["after"] - told["before"]
    yield Line(f"memory grown in {told['searches']:,} searches", f"{growth:.1f} MiB")


def day_lines(path: Path, folder: Path, kept: Path, rows: int) -> Iterator[Line]:
    """What a long day leaves behind in the window."""
    results, searches = min(rows, _SCROLLED), min(rows, _SEARCHED)
    dialogs = min(rows // 100, _OPENED)  # each takes a tenth of a second
    counts = map(str, (results, searches, dialogs))
    told = _child(
        kept / _COMPILED, f"sqlite:///{path}", str(_data_folder(folder)), json.dumps(texts_of(path)), *counts,
        module="tests.benchmarks.day",
    )  # fmt: skip
    done = {"scrolled": f"{results:,} results", "searched": f"{searches:,} searches", "opened": f"{dialogs:,} dialogs"}
    for name, what in done.items():
        yield _left_line(what, **told[name])


def dialog_lines(path: Path, folder: Path, kept: Path, times: int, names: Sequence[str]) -> Iterator[Line]:
    """What each of ``names`` leaves behind that is opened so often, each in a window of its own."""
    texts = json.dumps(texts_of(path))
    for group in ([name] for name in names) if times >= _APART else (names,):
        with tempfile.TemporaryDirectory(dir=folder) as work:  # operators who are taken on stay
            copy = shutil.copy(path, work)
            words = (f"sqlite:///{copy}", str(_data_folder(Path(work))), texts, str(times), json.dumps(group))
            told = _child(kept / _COMPILED, *words, module="tests.benchmarks.day")
        for name, left in told.items():
            yield _opened_line(f"{times:,} times: {name}", left)


def copying_lines(path: Path, folder: Path, kept: Path, rows: int, repeats: int) -> Iterator[Line]:
    """A window that copies all buyers of a vendor's server, which is a process of its own and bears all it is asked.

    It stands for another computer, and comes last on this one.
    """
    data = _data_folder(folder)
    with open_store(f"sqlite:///{path}") as source:
        typed = customers(source, 1)
    with running("tests.benchmarks.vendor", str(rows), is_far=True) as url:
        shop = Profile("shop", "shop", "remote", url, remote=RemoteAccess(crawl_per_second=_ALL))
        SettingsFile(folders(data).settings_file).update(lambda now: replace(now.keeping(shop), profile=shop.id))
        words = (url, f"sqlite:///{folder / 'window.db'}", str(data), str(repeats), json.dumps(typed))
        told = _child(kept / _COMPILED, *words, module="tests.benchmarks.copying")
    yield Line("copy of a server, in the window", f"{told['found'] / told['seconds']:,.0f} rows/s")
    yield _stall_line("copying", told["copying"], told["idle"])
    yield _stall_line("searching the same copy", told["searching"], told["idle"])
    for name, what in (("searches", "search in"), ("writes", "write to")):
        ours, alone = Times(tuple(told[name])), Times(tuple(told[f"{name}_alone"]))
        yield time_line(f"{what} the copy meanwhile, against afterwards", ours, alone)
    count = len(told["searches"])
    yield Line("searches and writes of those", f"{count}, {len(told['writes'])} in {told['seconds']:.0f} s")
    yield Line("log of the copy meanwhile", f"{told['log']:.1f} MiB")


def _data_folder(folder: Path) -> Path:
    """The window's own folder, with settings by which it asks no server for the buyers' pictures.

    It never locks itself, either: nobody touches the mouse, and a line in the history is nothing that was left over.
    """
    data = folder / "data"
    privacy = Privacy(avatars=False, lock_minutes=0)
    SettingsFile(folders(data).settings_file).update(lambda now: replace(now, privacy=privacy))
    return data


def _left_line(what: str, memory: float, objects: int) -> Line:
    missed = memory > _LEFT_MIB or objects > 0
    return Line(
        f"left by {what}", f"{memory:.1f} MiB, {objects} Qt objects", target=f"≤ {_LEFT_MIB} MiB, 0", missed=missed
    )


def _stall_line(name: str, gaps: list[float], idle: list[float]) -> Line:
    missed = max(gaps) > _FRAME_MS
    return Line(
        f"longest stall of the window, {name}",
        _gap(gaps),
        f"{_gap(idle)} idle",
        max(gaps) / max(idle),
        f"≤ {_FRAME_MS:.1f} ms",
        missed,
    )


def _opened_line(what: str, left: dict[str, float]) -> Line:
    """What is in use is held; what else the process has grown by is free room between things, used again."""
    missed = left["memory"] > _LEFT_MIB or left["later_objects"] > 0
    figures = (
        f"{left['memory']:.1f} MiB, {left['later_memory']:.1f} in the second half",
        f"in use {left['held']:.2f}, {left['later_held']:.2f}",
        f"{left['objects']}, {left['later_objects']} Qt objects",
    )
    return Line(
        f"left by {what}",
        "; ".join(figures),
        f"{left['first']:.0f} ms at first, {left['last']:.0f} at last",
        left["last"] / left["first"],
        f"≤ {_LEFT_MIB} MiB, 0",
        missed,
    )


def _gap(gaps: list[float]) -> str:
    return f"{max(gaps):.1f} ms (99.9 %: {quantiles(gaps, n=1000)[-1]:.1f})"


def _memory_line(what: str, ours: float, bare: float) -> Line:
    if not bare:
        return Line(what, "not told by this system")
    return Line(
        what, f"{ours:.0f} MiB", f"{bare:.0f} MiB", ours / bare, f"≤ {_MEMORY_RATIO:g}x", ours > _MEMORY_RATIO * bare
    )


def texts_of(path: Path) -> list[str]:
    """What clerks type: last four digits, a name, a whole phone, first letters."""
    chance = random.Random(7)
    with open_store(f"sqlite:///{path}") as store, store.read() as connection:
        highest = connection.exec_driver_sql("SELECT max(id) FROM buyer WHERE tenant_id = 1").scalar() or 1
        rows = connection.exec_driver_sql(
            "SELECT phone_key, name, py FROM buyer WHERE tenant_id = 1 AND py <> '' AND length(phone_key) = 11 "
            f"AND length(name) < 5 AND id > {chance.randrange(highest // 2 + 1)} LIMIT {_TEXTS}"
        ).fetchall()
    ways = (
        lambda phone, _name, _py: phone[-4:],
        lambda _phone, name, _py: name,
        lambda phone, _name, _py: phone,
        lambda _phone, _name, py: "".join(word[0] for word in py.split(" ")),
    )
    return [way(*row) for row in rows for way in ways]


def _child(compiled: Path, *arguments: str, module: str = "tests.benchmarks.screens") -> dict[str, Any]:
    """What a window tells from a process of its own; times from its start, in milliseconds."""
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    environment |= os.environ
    # An installed program has its modules compiled; some machines for building keep Python from doing it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    start = time.monotonic_ns()
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"{module} {arguments[0]}: {run.stderr}")
    told: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return {name: (value - start) / 1e6 if name in ("painted", "answered") else value for name, value in told.items()}
