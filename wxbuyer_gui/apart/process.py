"""Has a piece of work done by a process of its own, led through its two pipes and ended with whoever started it."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import IO, Any, Concatenate, ParamSpec, TypeVar

from wxbuyer_gui.apart import COMMAND
from wxbuyer_gui.apart.line import Line
from wxbuyer_gui.apart.report import END_SECONDS, Report
from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.paths import own_program

_P = ParamSpec("_P")
_T = TypeVar("_T")
logger = logging.getLogger(__name__)

Orders = Callable[[Event, float], bytes | None]
"""A line that the process has to hear, waited for until the event or so many seconds; b"" for none, None to end it."""

_LOOK_SECONDS = 0.1


def _none(is_over: Event, seconds: float) -> bytes:
    is_over.wait(seconds)
    return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """How work is led: ``progress`` hears what it tells on the caller's thread, a set ``cancel`` stops it."""

    cancel: Event
    progress: Callable[[Any], None] = lambda _told: None
    orders: Orders = _none

    def call(self, function: Callable[Concatenate[Line, _P], _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """What ``function``, which has to be known by name, returns there; all must be fit to be pickled.

        A ``BackendError`` of it comes without its words. StorageError ``E-CANCELLED`` where it was stopped, and
        ``E-ENDED`` where the process could not be started or died.
        """
        wanted = pickle.dumps((function, arguments, named), pickle.HIGHEST_PROTOCOL)
        with TemporaryDirectory(prefix="wxbuyer-", ignore_cleanup_errors=True) as scratch:  # also of one that is killed
            last, exit_code, was_stopped = self._led(pickle.dumps((scratch, wanted)))
        if last is not None and last.over:
            return last.result  # type: ignore[return-value]
        raise _failure(last, exit_code, was_stopped=was_stopped)

    def _led(self, wanted: bytes) -> tuple[Report | None, int, bool]:
        """The last report, the exit code, and whether it was told to stop."""
        try:
            process = _started()
        except OSError as error:
            raise _ended(f"it could not be started: {type(error).__name__}") from None
        is_over, stopped = Event(), Event()
        leader = Thread(target=self._lead, args=(process, wanted, is_over, stopped), name="wxbuyer-apart")
        leader.start()
        assert process.stdout is not None
        with process.stdout as reports:
            try:
                last = self._heard(reports)
            finally:
                is_over.set()
                leader.join()
        return last, process.returncode, stopped.is_set()

    def _lead(self, process: subprocess.Popen[bytes], wanted: bytes, is_over: Event, stopped: Event) -> None:
        """Hand the work over, and orders until it is done or to be stopped; then see that it ends."""
        assert process.stdin is not None
        with suppress(OSError), process.stdin as incoming:  # OSError: it has ended
            incoming.write(wanted)
            order: bytes | None = b""
            while not is_over.is_set():
                if order is None or self.cancel.is_set():
                    stopped.set()
                    break
                incoming.write(order)
                incoming.flush()
                order = self.orders(is_over, _LOOK_SECONDS)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _heard(self, reports: IO[bytes]) -> Report | None:
        """The last report; None where there was none."""
        while (report := _next(reports)) is not None:
            if report.is_last:
                return report
            self.progress(report.progress)
        return None


def _failure(last: Report | None, exit_code: int, *, was_stopped: bool) -> BackendError:
    if last is not None and last.error is not None:
        return last.error
    if was_stopped:
        return StorageError("it was stopped", code="E-CANCELLED")
    return _ended(last.fault if last is not None else f"exit code {exit_code}")


def _next(reports: IO[bytes]) -> Report | None:
    try:
        report = pickle.load(reports)
    except Exception:  # noqa: BLE001  half a report may be anything
        return None
    return report if isinstance(report, Report) else None


def _started() -> subprocess.Popen[bytes]:
    command, environment = own_program()
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [*command, COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what libraries say there may quote a customer
        env=os.environ | environment,
        creationflags=flags,
    )


def _ended(why: str) -> StorageError:
    logger.error("a process has ended that worked apart: %s", why)
    return StorageError("the process that did it has ended", code="E-ENDED")
