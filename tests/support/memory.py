"""How much memory Python objects take while something goes on, in all threads of this process."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Memory:
    """Bytes beyond what there was before: at the worst moment, and what was left at the end."""

    peak: int = 0
    left: int = 0


@contextmanager
def traced_memory() -> Iterator[Memory]:
    """Fill in the ``Memory`` when the block ends."""
    memory = Memory()
    tracemalloc.start()
    try:
        yield memory
        memory.left, memory.peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
