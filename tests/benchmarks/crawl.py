"""A copy of all buyers of a server on loopback, against each of its stages alone: asking, reading, storing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import httpcore

from tests.benchmarks.measure import Line, Times, milliseconds, rate_line, time_line
from tests.benchmarks.network import served
from tests.benchmarks.search import bare_run
from tests.support.our_server import MANAGER, VENDOR
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.asking import Answered
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.crawl import AT_ONCE
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.backends.remote.answers import value_read
from wxbuyer_gui.backends.remote.auth import Call, Signer
from wxbuyer_gui.backends.remote.buyers import Buyers
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.crawl import CrawlLimits
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.net.transport import Answer
from wxbuyer_gui.net.wire_extensions import MOST_IDS
from wxbuyer_gui.store.engine import open_store

Pair = tuple[Times, Times]
_SHARE = 0.6
_SEARCH_WITHIN = 3.0
_BETWEEN_KEYS_SECONDS = 0.1
_LIMITS = CrawlLimits(most_ids=MOST_IDS)


def lines(path: Path, folder: Path, rows: int, texts: Sequence[str]) -> Iterator[Line]:
    """The stages one after the other, and then all at once. Changes nothing in the database."""
    questions = [[*range(at, at + _LIMITS.most_ids)] for at in range(1, rows + 1, _LIMITS.most_ids)]
    with served(path) as url:
        bodies, asking = _asked(url, questions)
        answers, reading = _read(questions, bodies)
        del bodies
        storing = _stored(url, folder / "stored.db", answers)
        del answers
        whole = _crawled(url, folder / "whole.db", lambda backend: backend.crawl(limits=_LIMITS))
        apart = _crawled(url, folder / "apart.db", _crawl_apart)
        meanwhile, afterwards = _searched(url, folder / "searched.db", texts)
    stages = {"asking": rows / asking, "reading": rows / reading, "storing": rows / storing}
    for stage, rate in stages.items():
        yield Line(f"copy of a server, {stage} alone", f"{rate:,.0f} rows/s")
    slowest = min(stages, key=stages.__getitem__)
    for seconds, how in ((whole, "copy of a server"), (apart, "copy of a server, by a process of its own")):
        yield rate_line(f"{how}, against {slowest} alone", rows / seconds, stages[slowest], share=_SHARE)
    yield time_line("search in the copy meanwhile, nothing painted", *meanwhile, within=_SEARCH_WITHIN)
    yield time_line("search in the copy afterwards", *afterwards, within=_SEARCH_WITHIN)


def _asked(url: str, questions: list[list[int]]) -> tuple[list[bytes], float]:
    """The server's answers as they came, as many asked for at once as in a copy, and the seconds that took."""
    sign = Signer(Bearer(MANAGER)).sign
    requests = [sign(Call("POST", f"{VENDOR}getlist", payload=ids)) for ids in questions]
    with httpcore.ConnectionPool(max_connections=_LIMITS.in_flight) as pool:

        def ask(request: Any) -> bytes:
            answer = pool.request("POST", f"{url}{request.target}", headers=request.headers, content=request.body)
            assert answer.status == 200
            return answer.content

        ask(requests[0])
        began = time.perf_counter()
        with ThreadPoolExecutor(_LIMITS.in_flight) as threads:
            return [*threads.map(ask, requests)], time.perf_counter() - began


class _Recorded:
    """Calls to a server that was asked before."""

    def __init__(self, bodies: dict[int, bytes]) -> None:
        self._bodies = bodies

    def fetch(self, _name: str, *, payload: list[int], deadline: float) -> Callable[[], object]:
        return lambda: value_read(Answer(200, {}, self._bodies[payload[0]]))


def _read(questions: list[list[int]], bodies: list[bytes]) -> tuple[list[Answered], float]:
    """The answers as buyers, checked, by one thread."""
    recorded: Any = _Recorded({ids[0]: body for ids, body in zip(questions, bodies, strict=True)})
    buyers = Buyers(recorded, tenant_id=None, null_words=True)
    began = time.perf_counter()
    answers = [Answered(ids, buyers.get_list(ids, deadline=0.0), asked_at=1) for ids in questions]
    return answers, time.perf_counter() - began


def _stored(url: str, path: Path, answers: list[Answered]) -> float:
    """Seconds for the same answers into an empty copy, in transactions of the same size."""
    mirror = open_mirror(f"sqlite:///{path}", server=url)
    at_once = AT_ONCE // _LIMITS.most_ids
    began = time.perf_counter()
    for at in range(0, len(answers), at_once):
        mirror.pull(answers[at : at + at_once], held=(), crawl_next=at)
    seconds = time.perf_counter() - began
    mirror.close()
    return seconds


def _crawl_apart(backend: OfflineBackend) -> None:
    backend.crawl_apart(progress=lambda _progress: None, cancel=Event(), limits=_LIMITS)


def _searched(url: str, path: Path, texts: Sequence[str]) -> tuple[Pair, Pair]:
    """Ours and the bare driver's searches at the pace of keys while a process copies, and as many after its end.

    Each commit of another process empties a connection's cache: the bare driver has a connection of its own.
    """
    with (
        closing(open_mirror(f"sqlite:///{path}", server=url)) as mirror,
        open_store(f"sqlite:///{path}", create=False) as other,
        ThreadPoolExecutor(1) as leader,
    ):
        typed = cycle([text[:end] for text in texts for end in range(1, len(text) + 1)])

        def search() -> tuple[float, float]:
            query = parse(next(typed))
            ours = milliseconds(lambda: mirror.search(query, limit=50, after=None, cancel=None))
            with mirror.store.read() as connection:
                bare = bare_run(connection, mirror.tenant_id or 1, query)
            with other.read() as connection:
                return ours, milliseconds(lambda: bare(connection))

        copied = leader.submit(_crawled, url, path, _crawl_apart)
        meanwhile = []
        while not wait([copied], _BETWEEN_KEYS_SECONDS).done:
            meanwhile.append(search())
        copied.result()
        return _pair(meanwhile), _pair([search() for _ in meanwhile])


def _pair(both: Sequence[tuple[float, float]]) -> Pair:
    ours, bare = zip(*both, strict=True)
    return Times(ours), Times(bare)


def _crawled(url: str, path: Path, crawl: Callable[[OfflineBackend], object]) -> float:
    """Seconds of a whole copy, the start of a process included where it takes one."""
    backend = open_backend(url, mirror=f"sqlite:///{path}", auth=Bearer(MANAGER))
    assert isinstance(backend, OfflineBackend)
    with backend:
        began = time.perf_counter()
        crawl(backend)
        return time.perf_counter() - began
