"""Reads that are tried again, writes that are sent once, both within one time limit."""

from __future__ import annotations

import email.utils
import hashlib
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from wxbuyer_gui.backends.remote.answers import outcome, value_read
from wxbuyer_gui.backends.remote.auth import Call, Signer
from wxbuyer_gui.domain.errors import AuthError, OutcomeUnknownError, ProtocolError, UnreachableError
from wxbuyer_gui.net.transport import Answer, LostError, Pairs, Transport
from wxbuyer_gui.net.wire import Envelope
from wxbuyer_gui.net.wire_extensions import IDEMPOTENCY_KEY

T = TypeVar("T")

_PAUSES = (0.15, 0.45)
"""Seconds before the second and the third attempt, each within half and one and a half of it: counters that lost the
server together must not come back together."""

_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_SHORTEST_WAIT, _LONGEST_WAIT = 1.0, 600.0  # seconds of Retry-After that are believed

MOST_SKEW = 60.0
"""Seconds that a clock may be off before a refused signature is put down to it; servers allow some minutes at most."""

VENDOR_API = "api/weixin/wxbuyinguser"
"""Where the vendor's page puts its calls."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How one write is sent: before ``deadline``, under ``key`` (the operation's id) where the server keeps keys."""

    deadline: float
    key: str | None = None


class Calls:
    """The API's calls over one transport. ``base_path`` is the address' own path."""

    def __init__(
        self,
        transport: Transport,
        signer: Signer,
        *,
        base_path: str,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._transport = transport
        self._signer = signer
        self._base_path = base_path
        self._jitter = jitter

    def read(self, name: str, *, deadline: float, query: Pairs = (), payload: Any = None, api: str = VENDOR_API) -> Any:
        """The JSON value of a read (``answers.value_read``), tried up to three times before ``deadline``.

        UnreachableError for no connection and for no answer; else the errors of ``value_read``.
        """
        return self.fetch(name, deadline=deadline, query=query, payload=payload, api=api)()

    def fetch(
        self, name: str, *, deadline: float, query: Pairs = (), payload: Any = None, api: str = VENDOR_API
    ) -> Callable[[], Any]:
        """As ``read``, but only as far as the answer is here: what is returned reads it, and raises what it says."""
        call = Call("GET" if payload is None else "POST", self._path(api, name), query, payload)
        found = self._attempt(call, deadline)
        for pause in _PAUSES:
            if not self._waited(found, pause, deadline):
                break
            found = self._attempt(call, deadline)
        if isinstance(found, UnreachableError):
            raise found
        return partial(self._understood, found, value_read)

    def write(self, name: str, payload: Any, *, sending: Sending, query: Pairs = (), api: str = VENDOR_API) -> Envelope:
        """The envelope of a write that was done, sent once on a connection of its own.

        UnreachableError: surely not sent. OutcomeUnknownError: perhaps done. Else the errors of ``answers.outcome``.
        """
        headers = () if sending.key is None else ((IDEMPOTENCY_KEY, _header_value(sending.key)),)
        request = self._signer.sign(Call("POST", self._path(api, name), query, payload, headers))
        try:
            answer = self._transport.send(request, deadline=sending.deadline, fresh=True)
        except (LostError, ProtocolError) as error:
            raise OutcomeUnknownError(f"no answer that proves anything: {error}") from None
        return self._understood(answer, outcome)

    def lending(self, connections: int) -> AbstractContextManager[None]:
        """As ``Transport.lending``."""
        return self._transport.lending(connections)

    @property
    def clock_offset(self) -> float:
        """By how many seconds the server's clock is ahead of this computer's, where a time is signed; else 0."""
        return self._signer.clock_offset

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def _path(self, api: str, name: str) -> str:
        return f"{self._base_path}/{api}/{name}"

    def _attempt(self, call: Call, deadline: float) -> Answer | UnreachableError:
        try:
            answer = self._sent(call, deadline)
            clock_was_wrong = self._signer.heard(answer.headers.get("date")) and self._signer.follows_clock
            return self._sent(call, deadline) if clock_was_wrong and answer.status in (401, 403) else answer
        except UnreachableError as error:
            return error

    def _understood(self, answer: Answer, meaning: Callable[[Answer], T]) -> T:
        """What an answer means. AuthError ``E-CLOCK`` where the time that was signed may be why it is refused."""
        missed = self._signer.heard(answer.headers.get("date"))
        try:
            return meaning(answer)
        except AuthError as error:
            if abs(missed) > MOST_SKEW:
                raise AuthError(str(error), code="E-CLOCK") from None
            raise

    def _sent(self, call: Call, deadline: float) -> Answer:
        try:
            return self._transport.send(self._signer.sign(call), deadline=deadline)
        except LostError as error:
            raise UnreachableError(f"no answer: {error}", code="E-NO-ANSWER") from None

    def _waited(self, found: Answer | UnreachableError, pause: float, deadline: float) -> bool:
        """Wait where another attempt may help and there is time for it; whether that was so."""
        seconds = pause * (0.5 + self._jitter())
        if isinstance(found, Answer):
            if found.status not in _TRY_AGAIN:
                return False
            seconds = max(seconds, _retry_after(found))
        elif found.code == "E-TLS":
            return False
        if time.monotonic() + seconds >= deadline:
            return False
        self._transport.pause(seconds)
        return True


def _header_value(operation_id: str) -> str:
    """An operation's id in 64 visible ASCII characters, whatever it is made of."""
    return hashlib.sha256(operation_id.encode()).hexdigest()


def _retry_after(answer: Answer) -> float:
    """The wait that the server asks for, in seconds or until a date; absurd ones cut; 0 where it asks for none."""
    text = answer.headers.get("retry-after", "").strip()
    if not text:
        return 0.0
    try:
        seconds = float(text) if text.isascii() and text.isdigit() else _until(text)
    except (ValueError, OverflowError):
        return 0.0
    return min(max(seconds, _SHORTEST_WAIT), _LONGEST_WAIT)


def _until(text: str) -> float:
    return email.utils.parsedate_to_datetime(text).timestamp() - time.time()
