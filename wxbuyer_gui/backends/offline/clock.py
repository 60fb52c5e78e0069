"""The clocks that the sender goes by."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock:
    """The real clocks. ``monotonic`` counts since this computer started, so that a later process can go on with it."""

    def time(self) -> float:
        """Seconds since 1970, for people; it may be set."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that nobody can set."""
        return time.monotonic()

    @cached_property
    def boot_id(self) -> str:
        """What is another after each start of this computer. Where the system has none it is when that was, nearly."""
        try:
            return _BOOT_ID.read_text("ascii").strip()
        except OSError:
            return f"since {round((time.time() - time.monotonic()) / 60)}"
