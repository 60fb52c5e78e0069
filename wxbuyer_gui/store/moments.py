"""Moments as the desk's tables keep them: milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def to_milliseconds(moment: datetime) -> int:
    """A moment as a table keeps it."""
    return int(moment.timestamp() * 1000)


def from_milliseconds(milliseconds: int) -> datetime:
    """A kept moment, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
