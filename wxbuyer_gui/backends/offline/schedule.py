"""When each operation is due, at which pace they are begun, and whether the server can be reached."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.evidence import Evidence
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.store.outbox import Entry

PROBE_SECONDS = 5.0
"""The longest time that an unreachable server is left alone while something waits for it."""
_PER_SECOND = 2


@dataclass(frozen=True, slots=True)
class _Due:
    at: float
    is_fixed: bool  # not to be hurried: a late copy may still arrive before that


class Schedule:
    """All times are of the monotonic clock. Kept in memory only: after a start everything is due at once, but what
    has to settle. May be used from any thread.
    """

    def __init__(self, clock: Clock, *, settle: float) -> None:
        self._clock = clock
        self._settle = settle
        self._due: dict[str, _Due] = {}
        self._rests: dict[str, float] = {}
        self._starts: deque[float] = deque(maxlen=_PER_SECOND)
        self._is_up = True
        self._probed_at = 0.0
        self._lock = Lock()

    def put(self, entry: Entry) -> float:
        """Note when ``entry``, just carried as far as it went, is due again; that moment."""
        with self._lock:
            due = self._fixed(entry) or _Due(self._clock.monotonic() + entry.pause, is_fixed=False)
            self._due[entry.id] = due
            return due.at

    def due_at(self, entry: Entry) -> float:
        """When ``entry`` is due; at once where nothing was noted."""
        with self._lock:
            known = self._due.get(entry.id)
            if known is None:
                known = self._due[entry.id] = self._fixed(entry) or _Due(self._clock.monotonic(), is_fixed=False)
            return max(known.at, self._rests.get(entry.id, 0.0))

    def rest(self, operation_id: str, seconds: float) -> None:
        """Leave an operation alone for so long, whatever happens to it: something here went wrong with it."""
        with self._lock:
            self._rests[operation_id] = self._clock.monotonic() + seconds

    def hurry(self, operation_id: str | None = None) -> None:
        """Let one operation, or all and a look at the server, be due at once, as far as that is safe."""
        with self._lock:
            now = self._clock.monotonic()
            if operation_id is None:
                self._probed_at = -PROBE_SECONDS
            for known, due in self._due.items():
                if not due.is_fixed and operation_id in (None, known):
                    self._due[known] = _Due(min(due.at, now), is_fixed=False)

    def forget(self, open_ids: Iterable[str]) -> None:
        """Keep nothing about others than these."""
        keep = frozenset(open_ids)
        with self._lock:
            self._due = {known: due for known, due in self._due.items() if known in keep}
            self._rests = {known: end for known, end in self._rests.items() if known in keep}

    def heard(self, is_up: bool) -> bool:
        """The server was reached, or not; True where it is back and everything became due."""
        with self._lock:
            is_back = is_up and not self._is_up
            if not is_up:
                self._probed_at = self._clock.monotonic()
            self._is_up = is_up
        if is_back:
            self.hurry()
        return is_back

    @property
    def is_up(self) -> bool:
        """Whether the last call reached the server."""
        return self._is_up

    def until_probe(self) -> float:
        """Seconds until the server should be asked whether it is back."""
        return max(0.0, self._probed_at + PROBE_SECONDS - self._clock.monotonic())

    def until_start(self) -> float:
        """Seconds until one more operation may be begun."""
        with self._lock:
            if len(self._starts) < _PER_SECOND:
                return 0.0
            return max(0.0, self._starts[0] + 1.0 - self._clock.monotonic())

    def started(self) -> None:
        """One more operation was begun."""
        with self._lock:
            self._starts.append(self._clock.monotonic())

    def _fixed(self, entry: Entry) -> _Due | None:
        """The end of settling, counted from the sending; from now where this computer was started again since."""
        has_to_settle = entry.state is OpState.UNKNOWN and entry.evidence != Evidence.ANSWERED
        if not has_to_settle or entry.checks > 0 or (entry.is_keyed and entry.evidence != Evidence.RESTORED):
            return None
        now = self._clock.monotonic()
        sent = entry.sent_mono
        if entry.evidence == Evidence.RESTORED or entry.sent_boot != self._clock.boot_id or sent > now:
            sent = now
        return _Due(max(now, sent + self._settle), is_fixed=True)
