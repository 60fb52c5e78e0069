"""Our client and our server on loopback, each against the bare library beneath it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.benchmarks.measure import Line, rate_line, side_by_side, time_line
from tests.support.our_server import MANAGER, VENDOR
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.options import RemoteOptions

_LISTED = 1000
_CHUNK = 100
_CLIENTS = 4
_LAST = ("nice", "-n", "19")
_HEADERS = {"Authorization": f"Bearer {MANAGER}", "Accept": "application/json"}


def lines(path: Path, repeats: int) -> Iterator[Line]:
    """One read, a list of a thousand, and how many requests a server answers. Changes nothing in the database."""
    with served(path) as url:
        with (
            open_backend(url, auth=Bearer(MANAGER), options=RemoteOptions(chunk=_CHUNK)) as backend,
            httpx.Client(base_url=url, headers=_HEADERS, trust_env=False, timeout=30) as bare,
        ):

            def chunk(ids: list[int]) -> object:
                return bare.post(f"{VENDOR}getlist", json=ids).json()

            def bare_list() -> list[object]:
                ids = range(1, _LISTED + 1)
                with ThreadPoolExecutor(_CLIENTS) as threads:
                    return list(threads.map(chunk, [list(ids[at : at + _CHUNK]) for at in range(0, _LISTED, _CHUNK)]))

            def bare_get() -> object:
                return bare.get(f"{VENDOR}get", params={"id": 1}).json()

            backend.get(1)
            bare_get()  # both have their connection
            ours, limit = side_by_side(lambda: backend.get(1), bare_get, repeats=20 * repeats)
            yield time_line("remote get, against bare httpx", ours, limit, most=1.3)
            ours, limit = side_by_side(lambda: backend.get_list(range(1, _LISTED + 1)), bare_list, repeats=3 * repeats)
            yield time_line("remote getlist of 1,000, against bare httpx", ours, limit)
        with running("tests.benchmarks.hello") as hello:
            requests = 20 * repeats
            rates = [(_rate(f"{url}{VENDOR}get?id=1", requests), _rate(hello, requests)) for _ in range(3)]
        ours, limit = map(max, zip(*rates, strict=True))
        yield rate_line("serve: get, against a bare FastAPI hello", ours, limit, unit="requests/s")


@contextmanager
def served(path: Path, *, is_far: bool = False) -> Iterator[str]:
    """The address of ``serve``, a process of its own, over the database at ``path``; ``is_far`` as in ``running``."""
    with tempfile.TemporaryDirectory(dir=path.parent) as data:
        Path(data, "settings.toml").write_text("format = 1\n[backup]\nautomatic = false\n", encoding="utf-8")
        words = ["serve", "--port", "0", "--connect", f"sqlite:///{path}", "--data-dir", data, "--token", MANAGER]
        with running("wxbuyer_gui", *words, is_far=is_far) as url:
            yield url


@contextmanager
def running(module: str, *words: str, is_far: bool = False) -> Iterator[str]:
    """The address that a server says when it is up.

    One that ``is_far`` stands for another computer: it takes what the programs of this one leave of the cores.
    """
    last = _LAST if is_far and shutil.which(_LAST[0]) else ()
    command = [*last, sys.executable, "-m", module, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            yield child.stdout.readline().removeprefix("serving at ").split(": ")[0]
        finally:
            child.terminate()
            child.communicate()  # or it would find nobody to tell that it ended


def _rate(url: str, count: int) -> float:
    """Requests in a second that four clients at once get answered, ``count`` each."""

    def ask(_number: int) -> None:
        with httpx.Client(headers=_HEADERS, trust_env=False, timeout=30) as client:
            for _ in range(count):
                client.get(url).raise_for_status()

    began = time.perf_counter()
    with ThreadPoolExecutor(_CLIENTS) as threads:
        list(threads.map(ask, range(_CLIENTS)))
    return _CLIENTS * count / (time.perf_counter() - began)
