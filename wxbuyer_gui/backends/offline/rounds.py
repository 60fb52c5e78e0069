"""When the sender looks what there is to do: when it said, when it is woken, and when another program has written."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.domain.errors import StorageError

_log = logging.getLogger(__name__)

TROUBLE_SECONDS = 5.0
"""Until the desk store is tried again."""
_LOOK_SECONDS = 0.5  # between two looks whether another program has added something
_STOP_SECONDS = 5.0


class Rounds:
    """``tick`` is one round and says how many seconds there are until the next, at most.

    ``was_changed`` says whether another program has written since it was asked last: what that one adds is this one's
    to send, and somebody waits for it.
    """

    def __init__(self, tick: Callable[[], float], *, was_changed: Callable[[], bool], clock: Clock) -> None:
        self._tick = tick
        self._was_changed = was_changed
        self._clock = clock
        self._alarm = Event()
        self._is_stopped = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Let a thread make the rounds until ``stop``."""
        self._thread = Thread(target=self._make, name="wxbuyer-outbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Make no more rounds, and wait a few seconds at most for the one under way."""
        self._is_stopped = True
        self._alarm.set()
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)

    @property
    def is_stopped(self) -> bool:
        """Whether there are no more rounds."""
        return self._is_stopped

    def wake(self) -> None:
        """Make a round now: something has changed."""
        self._alarm.set()

    def _make(self) -> None:
        while not self._is_stopped:
            try:
                self._was_changed()  # what comes after this look is noticed by the next
                pause = self._tick()
            except Exception as error:  # noqa: BLE001  whatever it is, what waits must not stand until the next start
                why = error.code if isinstance(error, StorageError) else type(error).__name__
                _log.warning("the outbox cannot be read: %s", why)
                pause = TROUBLE_SECONDS
            self._wait(pause)

    def _wait(self, seconds: float) -> None:
        end = self._clock.monotonic() + seconds
        while (left := end - self._clock.monotonic()) > 0 and not self._alarm.wait(min(left, _LOOK_SECONDS)):
            with suppress(StorageError):
                if self._was_changed():
                    break
        self._alarm.clear()
