"""A window at rest gives back the memory that it needed for a while."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from wxbuyer_gui.tasks.gc_guard import GcGuard

_PIECES, _BYTES = 2000, 16_384


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc's alone"
)
def test_free_memory_below_something_in_use_is_given_back_at_rest(qapp: object) -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    pieces = [library.malloc(_BYTES) for _ in range(_PIECES)]
    for piece in pieces:
        ctypes.memset(piece, 1, _BYTES)
    above = library.malloc(_BYTES)
    for piece in pieces:
        library.free(piece)
    held = resident_bytes()
    guard = GcGuard(idle_seconds=lambda: 60.0)
    guard.start()
    generations = []
    while 2 not in generations:
        rubbish: list[object] = [[] for _ in range(2000)]  # enough to be looked through
        generations.append(guard.collect())
        del rubbish
    guard.stop()
    library.free(above)
    assert held - resident_bytes() > _PIECES * _BYTES / 2
