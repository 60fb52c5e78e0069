"""How a server's buyers are copied number by number: within which limits, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """What a crawl may ask of a server.

    ``most_ids`` in one question; ``in_flight`` questions at once, which leaves the counter two of the four
    connections that there may be; ``per_second`` of them begun a second, None: ten, and as many as our own server can
    answer. It is over after ``empty_ids`` numbers in a row behind the last known buyer that nobody has.
    """

    most_ids: int = 500
    in_flight: int = 2
    per_second: float | None = None
    empty_ids: int = 5_000


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a crawl is: ``read`` numbers were asked for, ``found`` buyers answered, ``upper`` is about the last.

    ``rate`` is in numbers a second. ``remaining_seconds`` is None while nobody can tell.
    """

    read: int = 0
    found: int = 0
    upper: int | None = None
    rate: float = 0.0
    remaining_seconds: float | None = None
