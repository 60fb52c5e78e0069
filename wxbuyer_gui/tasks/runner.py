"""Background work: blocking calls on thread pools, answers on the main thread.

One long-lived QObject carries every answer over. Signals that belong to the piece of work itself are lost when
Python drops the work before Qt has delivered them (measured: 127 of 200).
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import StrEnum
from threading import Event
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QMetaObject, QObject, Qt, Signal, Slot
from shiboken6 import isValid

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Lane(StrEnum):
    """Which pool a piece of work queues in, so that a slow server never holds up the database."""

    STORE = "store"
    NETWORK = "network"
    SERVER = "server"
    """What is read beside a search where the source is a server: it may hang, and pictures may take all of NETWORK."""
    LONG = "long"
    """Imports and exports, which take minutes: a search never waits behind one."""


_WORKERS = {Lane.STORE: 2, Lane.NETWORK: 4, Lane.SERVER: 3, Lane.LONG: 1}
_READ_SECONDS = 0.1  # for reads of a file, so that it is closed with nobody in it


class Task:
    """A piece of work under way. A cancelled one delivers nothing; ``cancelled`` may be watched by the work."""

    def __init__(
        self,
        work: Callable[[], Any],
        *,
        on_success: Callable[[Any], None],
        on_error: Callable[[Exception], None],
        lane: Lane,
        must_finish: bool,
        aside: bool,
    ) -> None:
        self.cancelled = Event()
        self.must_finish = must_finish
        self.aside = aside
        self._work = work
        self._lane = lane
        self._on_success = on_success
        self._on_error = on_error
        self._future: Future[Any] | None = None
        self._owner: QObject | None = None
        self._owner_watch: QMetaObject.Connection | None = None

    def cancel(self) -> None:
        """Drop the answer, and the work too where it has not begun. A write is only ever waited for."""
        self.cancelled.set()
        if self._future is not None and not self.must_finish:
            self._future.cancel()

    def _watch(self, owner: QObject) -> None:
        self._owner = owner
        self._owner_watch = owner.destroyed.connect(self.cancel)

    def _release_owner(self) -> None:
        if self._owner is not None and self._owner_watch is not None and isValid(self._owner):
            QObject.disconnect(self._owner_watch)
        self._owner = self._owner_watch = None


def as_it_is(work: Callable[[], Any]) -> Callable[[], Any]:
    """Work that nothing is kept for."""
    return work


class Setback(NamedTuple):
    """A piece of work that ended with ``error``. ``owner`` is who waits for its answer."""

    error: Exception
    owner: QObject | None
    again: Callable[[Callable[[Callable[[], Any]], Any]], None]
    """``again(around)`` runs the work once more, as ``around(work)``, for whoever waits."""
    give_up: Callable[[], None]
    """Hands the error to whoever waits."""


class Runner(QObject):
    """Runs callables on worker threads and calls back on the thread that made the runner.

    ``expected`` are the error classes that belong to normal life; any other is logged, by type and place only,
    because a message may quote a customer's data. Both kinds reach ``on_error``.

    Signals:
        closing(): ``close`` was called: long work should stop where it can, so that nobody waits for it.
    """

    closing = Signal()
    intercept: Callable[[Setback], bool] | None = None
    """Is asked before an error is handed on; True: it will call ``again`` or ``give_up``."""
    bind: Callable[[Callable[[], Any]], Callable[[], Any]]
    """Makes of work that is handed in what will be run: it may keep what is true then and not later."""
    _finished = Signal(object)

    def __init__(self, *, expected: tuple[type[Exception], ...] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._expected = expected
        self._pools = {
            lane: ThreadPoolExecutor(max_workers=count, thread_name_prefix=f"wxbuyer-{lane}")
            for lane, count in _WORKERS.items()
        }
        self._tasks: set[Task] = set()
        self.bind = as_it_is
        self._closed = False
        self._last_activity = time.monotonic()
        # Queued even when a future ends on the main thread (cancelled while waiting): no call back inside submit().
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], T],
        *,
        on_success: Callable[[T], None],
        on_error: Callable[[Exception], None],
        owner: QObject | None = None,
        lane: Lane = Lane.STORE,
        must_finish: bool = False,
        aside: bool = False,
    ) -> Task:
        """Run ``work`` on ``lane`` and hand its result to ``on_success``, or its exception to ``on_error``.

        ``work`` may close over services and plain data, never over a QObject. When ``owner`` is destroyed the
        answer is dropped. ``must_finish`` marks a write: it is never taken out of the queue, and ``close`` waits.
        ``aside`` marks what nobody asked for: ``idle_seconds`` takes no notice of it. After ``close`` nothing runs
        and RuntimeError is raised.
        """
        assert threading.current_thread() is threading.main_thread(), "submit() belongs to the main thread"
        if self._closed:
            raise RuntimeError("the runner is closed")
        work = self.bind(work)
        task = Task(work, on_success=on_success, on_error=on_error, lane=lane, must_finish=must_finish, aside=aside)
        if owner is not None:
            task._watch(owner)
        self._start(task, work)
        return task

    def _start(self, task: Task, work: Callable[[], Any]) -> None:
        self._tasks.add(task)
        self._note_activity(task)
        task._future = self._pools[task._lane].submit(work)
        task._future.add_done_callback(lambda _future: self._announce(task))

    def _announce(self, task: Task) -> None:
        """On whatever thread ends the work. Once closed nobody is told, and this object may be gone already."""
        if not self._closed:
            self._finished.emit(task)

    def _note_activity(self, task: Task) -> None:
        if not task.aside:
            self._last_activity = time.monotonic()

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        """Unpack a finished task on the main thread."""
        self._tasks.discard(task)
        self._note_activity(task)
        owner = task._owner
        task._release_owner()
        future = task._future
        if future is None or future.cancelled():
            return
        error = future.exception()
        if error is None:
            if not task.cancelled.is_set():
                task._on_success(future.result())
            return
        if not isinstance(error, Exception):
            raise error
        if not isinstance(error, self._expected):
            logger.error("Unexpected %s\n%s", type(error).__name__, _places(error))
        if not task.cancelled.is_set() and not self._is_taken(task, error, owner):
            task._on_error(error)

    def _is_taken(self, task: Task, error: Exception, owner: QObject | None) -> bool:
        """Whether somebody deals with the error before those hear of it who wait for the work."""
        if self.intercept is None or self._closed:
            return False

        def again(around: Callable[[Callable[[], Any]], Any]) -> None:
            if not self._closed and not is_gone():
                if owner is not None:
                    task._watch(owner)
                self._start(task, lambda: around(task._work))

        def give_up() -> None:
            if not is_gone():
                task._on_error(error)

        def is_gone() -> bool:
            return task.cancelled.is_set() or (owner is not None and not isValid(owner))

        return self.intercept(Setback(error, owner, again, give_up))

    @property
    def writing(self) -> int:
        """How many writes are under way."""
        return sum(task.must_finish for task in self._tasks)

    def idle_seconds(self) -> float:
        """Seconds since work was last handed in or delivered; 0 while some is under way."""
        is_busy = any(not task.aside for task in self._tasks)
        return 0.0 if is_busy else time.monotonic() - self._last_activity

    def close(self, timeout: float = 5.0) -> bool:
        """Take no more work, wait at most ``timeout`` seconds for writes; True if all of them ended.

        Reads are dropped. One that is under way has nothing to lose: a quick one ends, a slow one is left behind.
        """
        self._closed = True
        self.closing.emit()
        for task in list(self._tasks):
            task.cancel()
            task._release_owner()  # nothing is delivered any more, and an owner may outlive the task
        unfinished = self._wait_for([task for task in self._tasks if task.must_finish], timeout)
        self._wait_for(self._tasks, _READ_SECONDS)
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        return not unfinished

    def join(self, timeout: float) -> bool:
        """After ``close``, wait at most ``timeout`` seconds for what it left behind; True if only reads go on."""
        left = self._wait_for(self._tasks, timeout)
        if not left:
            for pool in self._pools.values():
                pool.shutdown()
        return bool(left) and not any(task.must_finish for task in left)

    @staticmethod
    def _wait_for(tasks: Iterable[Task], timeout: float) -> list[Task]:
        """Those of the tasks that go on nevertheless."""
        futures = {task._future: task for task in tasks if task._future is not None}
        return [futures[future] for future in wait(futures, timeout).not_done]


def _places(error: BaseException) -> str:
    """The call stack of ``error`` without its message and without source lines."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
