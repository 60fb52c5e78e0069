"""How a server's API is reached, as far as that may stand in a file: everything but the key itself."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

AuthKind = Literal["none", "header", "query", "bearer", "signed"]
DigestName = Literal["md5", "sha1", "sha256", "hmac-md5", "hmac-sha1", "hmac-sha256"]
SpellingName = Literal["hex", "HEX", "base64"]
MeaningName = Literal["result", "buyer", "nothing"]

SECONDS = (1, 120)
"""Least and greatest time limit of one call."""

CHUNK = (1, 1000)
"""Least and greatest number of buyers in one ``getlist``."""

CRAWL_EMPTY = (100, 10_000_000)
"""Least and greatest run of numbers that nobody has, behind which copying is over."""

LATE = (30, 3600)
"""Least and greatest time, in seconds, for which a request that was given up may still be on its way."""

WAIT_DAYS = (1, 60)
"""Least and greatest number of days for which something may wait to be sent."""


@dataclass(frozen=True, slots=True)
class Signing:
    """How requests are signed. ``key`` is the public name of the secret ("appKey").

    ``template`` is the string to sign; ``parts`` are what is sent with each request, one "place name value" a line:
    ``header x-sign {sign}``, ``query appKey {key}``, ``body timestamp {timestamp}``.
    """

    key: str = ""
    template: str = ""
    parts: tuple[str, ...] = ()
    digest: DigestName = "md5"
    spelling: SpellingName = "hex"
    time_format: str = "s"


@dataclass(frozen=True, slots=True)
class RemoteAccess:
    """How the server is reached and shown who asks, how long it gets, and what its answers mean.

    ``name`` is the header or the parameter that carries the key. ``allow_http`` lets key and customers' data travel
    unencrypted to another computer. ``timeout`` is in seconds. ``certificate`` is the SHA-256 (hex) of the one
    certificate that is believed, from a pairing code; '' believes the usual authorities or, with ``system_store``,
    those of this computer. ``proxy`` is an address, '' for none. ``sex_codes`` pairs our codes with the server's.
    ``mirror`` keeps a copy of its buyers on this computer, without those that nobody asked about for
    ``mirror_days``. All of them are copied with at most ``crawl_per_second`` lists a second, 0: as many as the server
    is thought to bear, until ``crawl_empty`` numbers in a row belong to nobody. A write that was not answered is
    decided ``late`` seconds after its time limit.
    What ``proxy``, ``chunk``, ``data_meaning``, ``sex_codes``, ``null_words``, ``resends`` and ``wait_days`` do:
    ``domain.options``.
    """

    auth: AuthKind = "none"
    name: str = ""
    signing: Signing = field(default_factory=Signing)
    allow_http: bool = False
    timeout: int = 15
    certificate: str = ""
    system_store: bool = False
    proxy: str = ""
    chunk: int = 100
    data_meaning: MeaningName = "result"
    sex_codes: tuple[tuple[int, int], ...] = ()
    null_words: bool = False
    mirror: bool = True
    mirror_days: int = 180
    crawl_per_second: int = 0
    crawl_empty: int = 5_000
    late: int = 180
    resends: bool = False
    wait_days: int = 14

    @property
    def seconds(self) -> int:
        """The time limit, within what makes sense whatever the file says."""
        return _within(self.timeout, SECONDS)

    @property
    def ids_at_once(self) -> int:
        """The number of buyers in one ``getlist``, within what makes sense whatever the file says."""
        return _within(self.chunk, CHUNK)

    @property
    def settle(self) -> int:
        """Seconds from sending until a write that was not answered has been done or never will be."""
        return self.seconds + _within(self.late, LATE)

    @property
    def days_waiting(self) -> int:
        """How long something may wait to be sent, within what makes sense whatever the file says."""
        return _within(self.wait_days, WAIT_DAYS)

    @property
    def empty_ids(self) -> int:
        """The run of numbers that ends copying, within what makes sense whatever the file says."""
        return _within(self.crawl_empty, CRAWL_EMPTY)


def _within(value: int, limits: tuple[int, int]) -> int:
    return min(max(value, limits[0]), limits[1])


def is_plain(url: str) -> bool:
    """Whether all that goes to ``url`` crosses the network readably: http, and not to this computer itself."""
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket out of place: no address at all
        return False
    host = parts.hostname or ""
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    return parts.scheme == "http" and not is_here
