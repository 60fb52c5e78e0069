"""Many things, a bounded number at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """``items`` in lists of ``size``, of which only the last may be shorter; none where there is nothing."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
