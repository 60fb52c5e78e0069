"""The memory that Qt's objects take: what the C library has handed out and not got back."""

from __future__ import annotations

import ctypes
import sys


class _Mallinfo2(ctypes.Structure):
    """As in glibc's malloc.h; bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in [
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        ]
    ]


def heap_bytes() -> int | None:
    """Bytes in use, as the threads' common arena counts them; None where the system does not say.

    Unlike resident memory it tells what is held from what is merely scattered.
    """
    if not sys.platform.startswith("linux"):
        return None
    tell = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if tell is None:
        return None
    tell.restype = _Mallinfo2
    info = tell()
    return int(info.uordblks + info.hblkhd)
