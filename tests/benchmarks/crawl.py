"""A copy of all buyers of a server on loopback, against each of its stages alone: asking, reading, storing."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

import httpcore

from tests.benchmarks.customers import BETWEEN_KEYS_SECONDS, LOOKS_SECONDS, customers
from tests.benchmarks.measure import Line, Times, milliseconds, rate_line, time_line
from tests.benchmarks.network import served
from tests.benchmarks.search import bare_run, collector_at_rest
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
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.net.transport import Answer
from wxbuyer_gui.net.wire_extensions import MOST_IDS
from wxbuyer_gui.store.engine import Store, open_store

Times3 = tuple[Times, Times, Times]
"""Searches as they come, the same at once again, and those through the bare driver."""
_SHARE = 0.6
_SEARCH_WITHIN = 3.0
_AFTERWARDS = 300
_LIMITS = CrawlLimits(most_ids=MOST_IDS)


def lines(path: Path, folder: Path, rows: int) -> Iterator[Line]:
    """The stages one after the other, and then all at once. Changes nothing in the database.

    A server, a copying process and whoever searches share this computer; the server, in life another one, comes last.
    """
    questions = [[*range(at, at + _LIMITS.most_ids)] for at in range(1, rows + 1, _LIMITS.most_ids)]
    with served(path, is_far=True) as url, open_store(f"sqlite:///{path}", create=False) as source:
        bodies, asking = _asked(url, questions)
        answers, reading = _read(questions, bodies)
        del bodies
        storing = _stored(url, folder / "stored.db", answers)
        del answers
        whole = _crawled(url, folder / "whole.db", lambda backend: backend.crawl(limits=_LIMITS))
        apart = _crawled(url, folder / "apart.db", _crawl_apart)
        meanwhile, afterwards, searched = _searched(url, folder / "searched.db", source)
    stages = {"asking": rows / asking, "reading": rows / reading, "storing": rows / storing}
    for stage, rate in stages.items():
        yield Line(f"copy of a server, {stage} alone", f"{rate:,.0f} rows/s")
    slowest = min(stages, key=stages.__getitem__)
    for seconds, how in ((whole, "copy of a server"), (apart, "copy of a server, by a process of its own")):
        yield rate_line(f"{how}, against {slowest} alone", rows / seconds, stages[slowest], share=_SHARE)
    yield Line("copy of a server, while somebody searches it", f"{rows / searched:,.0f} rows/s")
    for when, (typed, again, bare) in (("meanwhile", meanwhile), ("afterwards", afterwards)):
        what = f"{len(typed.values)} searches in the copy {when}"
        yield time_line(f"{what}, as they are typed, nothing painted", typed, bare)
        yield time_line(f"{what}, each at once again", again, within=_SEARCH_WITHIN)


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


def _searched(url: str, path: Path, source: Store) -> tuple[Times3, Times3, float]:
    """Searches while a process copies, and some after its end; and its seconds.

    Ours are told to the copy as all that a person waits for. Between two keys a processor forgets how the first was
    answered; DESIGN's limit is for a warm search, so each is made again. The bare driver has a connection of its own,
    and its searches are looked at once a customer, so that they do not keep a core from all others.
    """
    typed: list[float] = []
    again: list[float] = []
    bare: list[float] = []
    with (
        _opened(url, path) as backend,
        open_store(f"sqlite:///{path}", create=False) as other,
        ThreadPoolExecutor(1) as leader,
    ):
        mirror, waiting = backend.mirror, cycle(customers(source, 1))

        def search(query: Query) -> None:
            with backend._priority.counter():
                for times in (typed, again):
                    times.append(milliseconds(lambda: mirror.search(query, limit=50, after=None, cancel=None)))

        def search_bare(query: Query) -> None:
            with mirror.store.read() as connection:
                run = bare_run(connection, mirror.tenant_id or 1, query)
            with other.read() as connection:
                bare.append(milliseconds(lambda: run(connection)))

        def look_up(pause: Callable[[float], bool]) -> bool:
            """One customer; whether ``pause`` said that it is over."""
            queries = [parse(text) for text in next(waiting)]
            chosen = random.Random(len(typed)).choice(queries)
            for query in queries:
                search(query)
                if query is chosen:
                    search_bare(query)
                if pause(BETWEEN_KEYS_SECONDS):
                    return True
            return pause(LOOKS_SECONDS)

        def told() -> Times3:
            return Times(tuple(typed)), Times(tuple(again)), Times(tuple(bare))

        copied = leader.submit(_timed, _crawl_apart, backend)
        with collector_at_rest():
            while not look_up(lambda seconds: bool(wait([copied], seconds).done)):
                pass
            meanwhile = told()
            for times in (typed, again, bare):
                times.clear()
            while len(typed) < min(len(meanwhile[0].values), _AFTERWARDS):
                look_up(lambda _seconds: Event().wait(BETWEEN_KEYS_SECONDS))
    return meanwhile, told(), copied.result()


def _crawled(url: str, path: Path, crawl: Callable[[OfflineBackend], object]) -> float:
    """Seconds of a whole copy, the start of a process included where it takes one."""
    with _opened(url, path) as backend:
        return _timed(crawl, backend)


def _timed(crawl: Callable[[OfflineBackend], object], backend: OfflineBackend) -> float:
    began = time.perf_counter()
    crawl(backend)
    return time.perf_counter() - began


@contextmanager
def _opened(url: str, path: Path) -> Iterator[OfflineBackend]:
    with open_backend(url, mirror=f"sqlite:///{path}", auth=Bearer(MANAGER)) as backend:
        assert isinstance(backend, OfflineBackend)
        yield backend
